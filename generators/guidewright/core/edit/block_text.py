"""The text of a block scalar changed where it differs: lines that stay keep their bytes.

A literal block's lines are its value's lines, so they are matched one to one. A folded block's paragraphs are
matched, and inside a changed one the lines at both ends that still fit. What a block cannot hold is left to the
caller (None).
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from guidewright.core.edit.emit import can_block
from guidewright.core.edit.spans import Node, Tree, block_indent, block_lines
from guidewright.core.edit.splice import Patch


def rewritten(tree: Tree, node: Node, text: str, step: int) -> Patch | None:
    """The patch of a ``|`` or ``>`` scalar so that it says ``text``; None where no block can."""
    if not can_block(text):
        return None
    header, indent = block_indent(tree.text, node)
    column = node.parent.column if node.parent else 0
    indent = indent or column + step
    body = text.rstrip("\n")
    spans = list(block_lines(tree.text, node))
    source = [tree.text[start:end] for start, end in spans]
    lines = None if node.style == "|" else _folded(source, body, indent)
    style = ">" if lines is not None else "|"
    if lines is None:
        lines = _literal(source if node.style == "|" else [], body, indent)
    if len(text) - len(body) > 1:
        lines += _blank_tail(source, len(text) - len(body) - 1)
    flags = _flags(header["flags"], style, text, indent - column)
    end = spans[-1][1] if "+" in flags and spans else node.end
    return Patch(node.start, end, flags + header["rest"].rstrip() + tree.eol + tree.eol.join(lines))


def _flags(old: str, style: str, text: str, inner: int) -> str:
    """The header: chomping as the text's end asks for, an indentation where its first line needs one."""
    ends = len(text) - len(text.rstrip("\n"))
    chomp = "-" if ends == 0 else "+" if ends > 1 else "+" if "+" in old else ""
    digit = str(inner) if text[0] in " \t\n" or old.strip("+-") else ""
    kept = old.startswith(("+", "-"))
    return style + (chomp + digit if kept else digit + chomp)


def _blank_tail(source: list[str], count: int) -> list[str]:
    """The blank lines at the end, with the bytes they had."""
    tail: list[str] = []
    while source and not source[-1].strip(" ") and len(tail) < count:
        tail.insert(0, source.pop())
    return tail + [""] * (count - len(tail))


def _literal(source: list[str], body: str, indent: int) -> list[str]:
    old = [line[indent:] for line in source]
    new = body.split("\n")
    lines: list[str] = []
    for kind, first, last, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += source[first:last]
        else:
            lines += [" " * indent + line if line else "" for line in new[start:stop]]
    return lines


def _folded(source: list[str], body: str, indent: int) -> list[str] | None:
    """The lines of a folded block; None where lines of their own (indented ones) are among them."""
    old = _paragraphs(source, indent)
    new = body.split("\n")
    if old is None or any(line[:1] in (" ", "\t") for line in new):
        return None
    paragraphs = [" ".join(lines) for lines in old]
    lines: list[str] = []
    after_text = False
    for kind, first, last, start, stop in SequenceMatcher(None, paragraphs, new, autojunk=False).get_opcodes():
        for offset, paragraph in enumerate(new[start:stop]):
            if not paragraph or after_text:
                lines.append("")
            if paragraph:
                known = old[first + offset] if first + offset < last else []
                folds = known if kind == "equal" else _refolded(known, paragraph)
                lines += [" " * indent + line for line in folds]
                after_text = True
    return lines


def _paragraphs(source: list[str], indent: int) -> list[list[str]] | None:
    """The lines of each line of the value: blank lines between two texts stand for one line end less."""
    found: list[list[str]] = []
    open_ = False
    for line in source:
        text = line[indent:]
        if text[:1] in (" ", "\t"):
            return None
        if text and open_:
            found[-1].append(text)
        elif text:
            found.append([text])
        elif not open_:
            found.append([])
        open_ = bool(text)
    return found


def _refolded(lines: list[str], paragraph: str) -> list[str]:
    """``paragraph`` in lines, of which those at both ends that fit are the old ones."""
    head: list[str] = []
    rest = paragraph
    for line in lines:
        if not rest.startswith(line + " ") or not re.match(r"\S", rest[len(line) + 1 :]):
            break
        head.append(line)
        rest = rest[len(line) + 1 :]
    tail: list[str] = []
    for line in reversed(lines[len(head) :]):
        if not rest.endswith(" " + line) or not re.search(r"\S$", rest[: -len(line) - 1]):
            break
        tail.insert(0, line)
        rest = rest[: -len(line) - 1]
    return [*head, rest, *tail]
