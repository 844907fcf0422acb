"""What a problem is, as data. How it is printed is the reporter's business."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in an input: a workspace-relative path with a 1-based line and column (0 where there is none)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: where, what was found, what was expected, what to do.

    ``key`` is the path of the value inside its file (``compensation[2].base_low``), ``found`` the fact in a
    few lower-case words, ``expected`` and ``hint`` may be empty. ``also`` names further places it concerns.
    """

    code: str
    severity: Severity
    place: Place
    found: str
    expected: str = ""
    hint: str = ""
    key: str = ""
    also: tuple[Place, ...] = ()

    @property
    def message(self) -> str:
        """The text behind the code: ``key: found; expected …; hint``."""
        text = f"{self.key}: {self.found}" if self.key else self.found
        if self.expected:
            text += f"; expected {self.expected}"
        if self.hint:
            text += f"; {self.hint}"
        if self.also:
            text += f" (see {', '.join(str(place) for place in self.also)})"
        return text

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}[{self.code}] {self.message}"

    def at(self, place: Place) -> Diagnostic:
        """The same problem at another place."""
        return replace(self, place=place)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """All diagnostics by place, each once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda d: (d.place, SEVERITIES.index(d.severity), d.code, d.found))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(d.severity == "error" for d in diagnostics)


def excerpt(text: str, limit: int = 60) -> str:
    """``text`` as it may stand in a message: one line, invisible characters named, cut at ``limit``."""
    shown = "".join(ch if ch.isprintable() else f"<U+{ord(ch):04X}>" for ch in text[: limit + 1])
    return repr(shown[:limit] + "…") if len(text) > limit else f"'{shown}'"


def packed(diagnostic: Diagnostic) -> tuple[Any, ...]:
    """A diagnostic as plain tuples, for the cache and for pipes."""
    d = diagnostic
    places = [(place.path, place.line, place.column) for place in (d.place, *d.also)]
    return (d.code, d.severity, d.found, d.expected, d.hint, d.key, *places)


def unpacked(parts: Sequence[Any]) -> Diagnostic:
    code, severity, found, expected, hint, key, place, *also = parts
    return Diagnostic(code, severity, Place(*place), found, expected, hint, key, tuple(Place(*each) for each in also))
