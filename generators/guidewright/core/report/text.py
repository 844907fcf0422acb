"""Diagnostics for people: the message line, the line of the source, and a caret below the place."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.report.statistics import summary

WIDTH = 100
_COLORS = {"error": "31", "warning": "33", "note": "36", "dim": "2", "bold": "1"}


def text(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, str], *, color: bool = False, excerpts: bool = True
) -> str:
    """All diagnostics in the given order, then one line that counts them."""
    shown = [one(diagnostic, sources, color=color, excerpts=excerpts) for diagnostic in diagnostics]
    return "".join(shown) + summary(diagnostics) + "\n"


def one(diagnostic: Diagnostic, sources: Mapping[str, str], *, color: bool = False, excerpts: bool = True) -> str:
    """One diagnostic: ``path:line:col: severity[CODE] message`` and, where the source is known, the excerpt."""
    place = _paint(visible(str(diagnostic.place)), "bold", color)
    label = _paint(f"{diagnostic.severity}[{diagnostic.code}]", diagnostic.severity, color)
    lines = [f"{place}: {label} {visible(diagnostic.message)}"]
    if excerpts and diagnostic.place.path in sources:
        lines += _excerpt(diagnostic, sources[diagnostic.place.path], color)
    return "\n".join(lines) + "\n"


def _paint(words: str, name: str, color: bool) -> str:
    return f"\x1b[{_COLORS[name]}m{words}\x1b[0m" if color else words


def visible(words: str) -> str:
    """``words`` without characters that could move a terminal's cursor or change its state."""
    return "".join(char if char.isprintable() else " " if char in "\t\n\r" else "\ufffd" for char in words)


def cells(words: str) -> int:
    """How many columns of a terminal the words take."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in words)
    return len(words) + wide - sum(unicodedata.combining(char) != 0 or char in "\ufe0e\ufe0f\u200d" for char in words)


def _excerpt(diagnostic: Diagnostic, source: str, color: bool) -> list[str]:
    found = excerpt(diagnostic.place, source)
    if found is None:
        return []
    line, caret = found
    number = str(diagnostic.place.line)
    bar = _paint("|", "dim", color)
    pointer = _paint("^", diagnostic.severity, color)
    return [f"  {_paint(number, 'dim', color)} {bar} {line}", f"  {' ' * len(number)} {bar} {' ' * caret}{pointer}"]


def excerpt(place: Place, source: str) -> tuple[str, int] | None:
    """The line of ``place``, cut to ``WIDTH`` characters around it, and the terminal column of the caret."""
    lines = source.removeprefix("\ufeff").split("\n")
    if not 0 < place.line <= len(lines) or not place.column:
        return None
    line, at = visible(lines[place.line - 1].rstrip("\r\n")), place.column - 1
    if at > len(line):
        return None
    start = 0 if len(line) <= WIDTH or at < WIDTH * 2 // 3 else min(at - WIDTH // 2, len(line) - WIDTH)
    end = min(len(line), start + WIDTH)
    before = ("…" if start else "") + line[start:at]
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else ""), cells(before)
