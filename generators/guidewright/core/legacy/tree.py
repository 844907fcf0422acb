"""A legacy guide as lines and nodes: any text goes in, and joining the nodes gives the very same text back.

Decides what is a heading, a table, a list, a quote, a fence, a rule or a paragraph; knows nothing of what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BOLD, BOLD_COLON = 7, 8
"""Ranks of headings that are bold lines: below those of # to ######."""
MAX_HEADING = 300
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])(?=\s)")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its 1-based number, its text, and its ending as written."""

    number: int
    text: str
    end: str


@dataclass(frozen=True, slots=True)
class Node:
    """Lines that belong together; ``rank`` and ``title`` are those of a heading (1 to 8)."""

    kind: str
    lines: tuple[Line, ...]
    rank: int = 0
    title: str = ""
    closed: bool = True

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def read_lines(text: str) -> list[Line]:
    """All lines of ``text`` with their endings; a final line end starts no further line."""
    pieces = text.split("\n")
    lines = []
    for number, piece in enumerate(pieces, 1):
        if number == len(pieces):
            if piece:
                lines.append(Line(number, piece, ""))
        elif piece.endswith("\r"):
            lines.append(Line(number, piece[:-1], "\r\n"))
        else:
            lines.append(Line(number, piece, "\n"))
    return lines


def parse(text: str) -> tuple[Node, ...]:
    """The nodes of ``text`` in order, blank ones included."""
    return tuple(_nodes(read_lines(text)))


def to_text(nodes: tuple[Node, ...]) -> str:
    """The text that ``nodes`` were read from, byte for byte."""
    return "".join(line.text + line.end for node in nodes for line in node.lines)


def _nodes(lines: list[Line]) -> Iterator[Node]:
    at = 0
    after_text = False
    while at < len(lines):
        kind = _kind(lines[at].text, after_text)
        if kind == "fence":
            end, closed = _fence_end(lines, at)
        else:
            end, closed = _end(lines, at, kind), True
        own = tuple(lines[at:end])
        if kind == "text" and len(own) == 2 and _underline(own[1].text):
            yield Node("heading", own, 1 if own[1].text.strip()[0] == "=" else 2, own[0].text.strip())
        elif kind == "heading":
            yield Node("heading", own, *heading(own[0].text))
        else:
            yield Node(kind, own, closed=closed)
        after_text = kind in ("text", "list")
        at = end


def _kind(text: str, after_text: bool) -> str:
    stripped = text.strip()
    if not stripped:
        return "blank"
    first = stripped[0]
    if first in "`~" and _FENCE.match(text):
        return "fence"
    if first in "-*_" and is_rule(stripped):
        return "rule"
    if first == "#" and heading(text)[0]:
        return "heading"
    if first == "*" and not after_text and heading(text)[0]:
        return "heading"
    if first == "|":
        return "table"
    if first == ">":
        return "quote"
    return "list" if _ITEM.match(text) else "text"


def _end(lines: list[Line], at: int, kind: str) -> int:
    """Where the node of ``kind`` that starts at ``at`` ends."""
    end = at + 1
    if kind in ("heading", "rule"):
        return end
    while end < len(lines):
        text = lines[end].text
        if kind == "text" and end == at + 1 and _underline(text):
            return end + 1
        following = _kind(text, after_text=True)
        if following != kind and not (kind == "list" and _continues(text, following)):
            break
        end += 1
    return end


def _continues(text: str, kind: str) -> bool:
    """Whether a line that is no item goes on with the list before it."""
    return kind == "text" or (kind in ("quote", "fence", "table") and text[:1] in " \t")


def _fence_end(lines: list[Line], at: int) -> tuple[int, bool]:
    match = _FENCE.match(lines[at].text)
    mark = match[1] if match else "```"
    for end in range(at + 1, len(lines)):
        text = lines[end].text.strip()
        if text.startswith(mark) and not text.strip(mark[0]):
            return end + 1, True
    return len(lines), False


def is_rule(stripped: str) -> bool:
    """Whether a stripped line is a rule: three or more of one of ``-*_``."""
    marks = stripped.replace(" ", "")
    return len(marks) >= 3 and marks[0] in "-*_" and not marks.strip(marks[0])


def _underline(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) >= 3 and stripped[0] in "=-" and not stripped.strip(stripped[0])


def heading(text: str) -> tuple[int, str]:
    """Rank and title of a line that is a heading; rank 0 for any other."""
    stripped = text.strip()
    if len(stripped) > MAX_HEADING * 4:
        return 0, ""
    if stripped.startswith("#"):
        title = stripped.lstrip("#")
        rank = len(stripped) - len(title)
        if rank <= 6 and title and title[0] in " \t":
            return rank, strip_bold(title.strip())
        return 0, ""
    colon = stripped.endswith(":")
    bold = stripped[:-1] if colon else stripped
    inner = bold[2:-2]
    if (
        len(bold) < 5
        or not (bold.startswith("**") and bold.endswith("**"))
        or "**" in inner
        or len(inner) > MAX_HEADING
    ):
        return 0, ""
    inner = inner.strip()
    colon = colon or inner.endswith(":")
    title = inner.removesuffix(":").strip()
    return (BOLD_COLON if colon else BOLD, title) if title else (0, "")


def strip_bold(text: str) -> str:
    """``**x**`` as ``x``; anything else as it stands."""
    inner = text[2:-2]
    return (
        inner.strip() if len(text) > 4 and text.startswith("**") and text.endswith("**") and "**" not in inner else text
    )
