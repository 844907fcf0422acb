"""Entries of block collections put in, taken out and moved, by whole lines.

An entry's lines run from its key or dash to the end of its value. Comments on lines of their own stay when an
entry goes, and go along when it moves if they stand right above it or, further in than it, right below it.
"""

from __future__ import annotations

from guidewright.core.edit.changes import EditError
from guidewright.core.edit.spans import Node, Tree
from guidewright.core.edit.splice import Patch
from guidewright.core.edit.values import lines_after


def begins_line(tree: Tree, node: Node) -> bool:
    """Whether only spaces stand in front of the entry on its line."""
    return not tree.text[tree.line_start(node.entry) : node.entry].strip(" \ufeff")


def check_entries(tree: Tree, parent: Node) -> None:
    """``EditError`` for keys written with ``?``, whose lines are not laid out as the rest of this module expects."""
    if parent.kind == "mapping" and tree.text[parent.start : parent.start + 2] in ("? ", "?\n", "?\r"):
        raise EditError(parent.path, "its keys are written with '?'")
    if parent.kind == "mapping" and any(not begins_line(tree, child) for child in parent.children[1:]):
        raise EditError(parent.path, "its keys are written with '?'")


def _line(tree: Tree, start: int) -> str:
    return tree.text[start : tree.next_line(start)]


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_comment(line: str) -> bool:
    return line.lstrip(" \t\ufeff").startswith("#")


def below(tree: Tree, node: Node, column: int) -> int:
    """Where the lines of an entry end: behind its value and the comments right below that stand further in."""
    at = tree.next_line(node.end)
    while at < len(tree.text) and _is_comment(line := _line(tree, at)) and _column(line) > column:
        at += len(line)
    return at


def above(tree: Tree, node: Node, floor: int) -> int:
    """Where the lines of an entry begin: at the comments right above it, but not above ``floor``."""
    at = tree.line_start(node.entry)
    while at > floor:
        before = tree.line_start(at - 1)
        if before < floor or not _is_comment(_line(tree, before)):
            break
        at = before
    return at


def spaced(tree: Tree, parent: Node) -> bool:
    """Whether blank lines stand between the entries."""
    pairs = zip(parent.children, parent.children[1:], strict=False)
    gaps = [tree.text[tree.next_line(one.end) : tree.line_start(two.entry)] for one, two in pairs]
    return bool(gaps) and all(any(not line.strip() for line in gap.split("\n")[:-1]) for gap in gaps)


def inserted(tree: Tree, parent: Node, index: int, lines: list[str], blank: bool) -> Patch:
    """The patch that puts ``lines`` (at the parent's column) before entry ``index``; ``blank`` spaces them."""
    check_entries(tree, parent)
    if index:
        at = below(tree, parent.children[index - 1], parent.column)
        return lines_after(tree, at - 1 if tree.text[:at].endswith("\n") else at, [""] * blank + lines)
    first = parent.children[0]
    if not begins_line(tree, first):
        text = tree.eol.join(lines)[parent.column :]
        return Patch(first.entry, first.entry, text + tree.eol + " " * parent.column)
    at = tree.line_start(first.entry)
    if parent.parent is not None:
        head = parent.parent.children[parent.parent.children.index(parent)].key or (parent.entry, parent.entry)
        at = above(tree, first, tree.next_line(head[1]))
    at += tree.text.startswith("\ufeff") and at == 0
    return Patch(at, at, "".join(line + tree.eol for line in lines + [""] * blank))


def _kept(tree: Tree, start: int, end: int, column: int | None) -> list[str]:
    """The comment lines in ``[start, end)``; moved to ``column`` where the text above would swallow them."""
    found = []
    for comment in tree.comments_in(start, end):
        if comment.alone:
            line = tree.line_start(comment.start)
            lead = tree.text[line : comment.start] if column is None else " " * column
            found.append(lead + tree.text[comment.start : comment.end])
    return found


def deleted(tree: Tree, node: Node, tidy: bool) -> list[Patch]:
    """The patches that take an entry out of a collection with more than one.

    ``tidy`` is for what stands below a block scalar: comments are indented as the entry was, and blank lines
    below it go, lest they become text.
    """
    parent = node.parent
    if parent is None:
        raise EditError((), "the whole document cannot be deleted")
    check_entries(tree, parent)
    index = parent.children.index(node)
    end = tree.next_line(node.end)
    if begins_line(tree, node):
        start = tree.line_start(node.entry)
        if start == 0 and tree.text.startswith("\ufeff"):
            start = 1
        kept = "".join(line + tree.eol for line in _kept(tree, start, end, parent.column if tidy else None))
        if tidy:
            more, end = _tidied(tree, end, parent.column)
            kept += more
        if end == len(tree.text) and not tree.text.endswith("\n"):
            kept = kept.removesuffix(tree.eol)
            start -= 0 if kept else len(tree.eol)
        return [Patch(start, end, kept)]
    follower = parent.children[index + 1]
    between = tree.text[end : tree.line_start(follower.entry)]
    kept_lines = _kept(tree, node.entry, end, None)
    if not between and not kept_lines:
        return [Patch(node.entry, follower.entry, "")]
    start = len(tree.text[: node.entry].rstrip(" "))
    return [Patch(start, end, tree.eol + "".join(line + tree.eol for line in kept_lines))]


def _tidied(tree: Tree, at: int, column: int) -> tuple[str, int]:
    """The comments below ``at`` at ``column``, without the blank lines among them, and where they end."""
    kept = ""
    while at < len(tree.text):
        line = _line(tree, at)
        if _is_comment(line) and _column(line) > column:
            kept += " " * column + line.lstrip(" ")
        elif line.strip():
            break
        at += len(line)
    return kept, at


def emptied(tree: Tree, node: Node) -> list[Patch]:
    """The patches that take the only entry out of a collection, which becomes ``[]`` or ``{}``."""
    parent = node.parent
    if parent is None:
        raise EditError((), "the whole document cannot be deleted")
    check_entries(tree, parent)
    written = "[]" if parent.kind == "list" else "{}"
    inline = parent.key is None or not begins_line(tree, node)
    if inline or parent.key is None:
        end = tree.next_line(node.end)
        stop = len(tree.text[:end].rstrip("\r\n"))
        kept = _kept(tree, node.entry, end, None)
        return [Patch(node.entry, stop, tree.eol.join([written, *kept]))]
    colon = tree.text.index(":", parent.key[1]) + 1
    return [Patch(colon, colon, " " + written), *deleted(tree, node, tidy=False)]


def moved(tree: Tree, parent: Node, source: int, target: int) -> list[Patch]:
    """The patch that reorders a list: comments go along, the blank lines between the items stay where they are."""
    items = parent.children
    inline = not begins_line(tree, items[0])
    first = tree.line_start(items[0].entry)
    if not inline:
        floor = tree.next_line(parent.key[1]) if parent.key else parent.entry
        first = above(tree, items[0], floor) if parent.key else first
    starts, ends, floor = [first], [], first
    for index, item in enumerate(items):
        if index:
            starts.append(above(tree, item, floor))
        floor = below(tree, item, parent.column)
        ends.append(floor)
    parts = [tree.text[start:end] for start, end in zip(starts, ends, strict=True)]
    gaps = [tree.text[end:start] for end, start in zip(ends, starts[1:], strict=False)] + [""]
    lead = tree.text[first : items[0].entry] if inline else ""
    parts[0] = " " * (parent.column if inline else 0) + parts[0][len(lead) :]
    bare = not parts[-1].endswith("\n")
    parts[-1] += tree.eol if bare else ""
    parts.insert(target, parts.pop(source))
    text = "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
    if inline and not text.startswith(" " * parent.column + "-"):
        raise EditError(parent.path, "a comment would stand between its dashes")
    text = lead + text[parent.column :] if inline else text
    return [Patch(first, ends[-1], text.removesuffix(tree.eol) if bare else text)]
