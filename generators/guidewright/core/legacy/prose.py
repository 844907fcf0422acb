"""Nodes back to Markdown text, lists to items, lines to a script with the words around it; no word is changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guidewright.core.legacy.tree import Node

_BULLET = re.compile(r"\s*[-*+•]\s+")
_NUMBER = re.compile(r"\s{0,3}([0-9]{1,3})[.)]\s+")
MIN_SCRIPT = 5
"""A quotation of fewer words is a word in quotation marks, not something to say."""
_QUOTES = {"“": '"', "”": '"'}


@dataclass(frozen=True, slots=True)
class Script:
    """Words before, inside and after the one quotation of a line."""

    lead: str
    script: str
    after: str


def text_of(nodes: Sequence[Node]) -> str:
    """The Markdown of ``nodes``, word for word, with one blank line where there were some."""
    out: list[str] = []
    last = 0
    for node in nodes:
        if out:
            out.append("\n" if node.line == last + 1 else "\n\n")
        out.append("\n".join(line.text.rstrip() for line in node.lines))
        last = node.lines[-1].number
    return "".join(out).strip("\n")


def bullets(node: Node) -> list[str] | None:
    """The items of a flat bullet list as lines; None for any other list."""
    items: list[str] = []
    for line in node.lines:
        match = _BULLET.match(line.text)
        if match and (not line.text[:1].isspace() or not items):
            items.append(line.text[match.end() :].strip())
        elif match or not items or _NUMBER.match(line.text):
            return None
        else:
            items[-1] += " " + line.text.strip()
    return items


def numbered(node: Node) -> list[tuple[int, list[str]]] | None:
    """The items of a numbered list with their numbers, each as its lines; None for any other list."""
    items: list[tuple[int, list[str]]] = []
    for line in node.lines:
        match = _NUMBER.match(line.text)
        if match:
            items.append((int(match[1]), [line.text[match.end() :].rstrip()]))
        elif not items:
            return None
        else:
            items[-1][1].append(line.text.rstrip())
    return items


def dedent(lines: Sequence[str]) -> str:
    """Lines without the indentation that all of them share."""
    filled = [line for line in lines if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in filled), default=0)
    return "\n".join(line[margin:] for line in lines).strip("\n")


def split_script(text: str) -> Script | None:
    """The one quotation of ``text`` with the words around it; None where there is none, or it is not alone."""
    plain = text
    for curly, straight in _QUOTES.items():
        plain = plain.replace(curly, straight)
    if plain.count('"') != 2:
        return None
    start, end = plain.index('"'), plain.rindex('"')
    lead, script, after = text[:start], text[start + 1 : end], text[end + 1 :]
    marks = len(lead) - len(lead.rstrip("*"))
    if 0 < marks <= 3 and after.startswith("*" * marks):
        lead, after = lead[:-marks], after[marks:]
    if (lead and not lead[-1].isspace()) or (after and not after[0].isspace()):
        return None
    if len(script.split()) < MIN_SCRIPT or "\n" in script.strip():
        return None
    return Script(" ".join(lead.split()), script.strip(), " ".join(after.split()))
