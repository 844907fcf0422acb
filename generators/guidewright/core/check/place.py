"""From a finding to a diagnostic: the line and column of a key path, and of a character inside a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from guidewright.core import reader
from guidewright.core.check.finding import Finding
from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.reader import Path, dotted
from guidewright.core.validate import Located

_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?\r?\n")
_SPACES = " \t\r\n"


def diagnose(finding: Finding, located: Callable[[str], Located | None]) -> Diagnostic:
    """The finding as a diagnostic; ``located`` gives the text of a file, or None where there is no such file."""
    source = located(finding.path)
    also = []
    for path, at in finding.also:
        other = located(path or finding.path)
        also.append(other.place(at) if other else Place(path))
    return Diagnostic(
        finding.code,
        finding.severity,
        _place(finding, source) if source else Place(finding.path),
        finding.found,
        finding.expected,
        finding.hint,
        dotted(finding.at),
        tuple(also),
    )


def _place(finding: Finding, source: Located) -> Place:
    if finding.offset is not None and (inside := place_in_text(source, finding.at, finding.offset)):
        return inside
    return source.place(finding.at, of_key=finding.of_key)


def place_in_text(source: Located, at: Path, offset: int) -> Place | None:
    """The place of character ``offset`` of the text at ``at``; None when the source does not show it one to one.

    A text and its source agree but for white space (indentation, folded lines) and escapes, so the visible characters
    before the offset are counted off in the source.
    """
    place = source.place(at)
    text = source.text.removeprefix("\ufeff")
    value = _value(source, at)
    if value is None or offset > len(value) or value[:1] in _SPACES:
        return None
    start = _index(text, place)
    quote = text[start] if text[start] in "'\"" else ""
    header = _HEADER.match(text, start)
    found = _walk(text, header.end() if header else start + len(quote), value, offset, quote)
    if found is None:
        return None
    return Place(source.path, text.count("\n", 0, found) + 1, found - text.rfind("\n", 0, found))


def _index(text: str, place: Place) -> int:
    at = 0
    for _ in range(place.line - 1):
        at = text.index("\n", at) + 1
    return at + place.column - 1


def _value(source: Located, at: Path) -> str | None:
    """The text at ``at`` as the reader reads it."""
    node: Any = reader.read(source.text, source.path)[0]
    for part in at:
        inside = isinstance(node, dict) and part in node
        if not inside and not (isinstance(node, list) and isinstance(part, int) and part < len(node)):
            return None
        node = node[part]
    return node if isinstance(node, str) else None


def _walk(text: str, at: int, value: str, offset: int, quote: str) -> int | None:
    """The index in ``text`` of ``value[offset]``; the source of the value begins at ``at``."""
    before = value[:offset].rstrip(_SPACES)
    for char in before:
        if char in _SPACES:
            continue
        at = _skip(text, at, quote)
        step = _step(text, at, char, quote)
        if not step:
            return None
        at += step
    if offset < len(value) and value[offset] not in _SPACES:
        return _skip(text, at, quote)
    gap = offset - len(before)
    return at + gap if not text[at : at + gap].strip(" ") else at


def _skip(text: str, at: int, quote: str) -> int:
    """The index of the next character that shows, behind white space and its escapes."""
    while at < len(text):
        if text[at] in _SPACES:
            at += 1
        elif quote == '"' and text[at] == "\\" and text[at + 1 : at + 2] in ("n", "t", "r", " ", "\n", "\r"):
            at += 2
        else:
            break
    return at


def _step(text: str, at: int, char: str, quote: str) -> int:
    """How many characters of the source say ``char``; 0 when they say something else."""
    if quote == "'" and text[at : at + 2] == "''":
        return 2 if char == "'" else 0
    if quote == '"' and text[at : at + 1] == "\\":
        return 2 if char in '"\\/' and text[at + 1 : at + 2] == char else 0
    return 1 if text[at : at + 1] == char else 0
