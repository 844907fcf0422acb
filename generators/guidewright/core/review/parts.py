"""The parts of a report, which every format prints in its own way, and how much of a report is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from guidewright.core.review.words import Runs

_T = TypeVar("_T")


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2
    danger: bool = False


@dataclass(frozen=True)
class Say:
    """A line. ``what`` is how it is counted when it does not fit."""

    text: str
    danger: bool = False
    what: str = "line"


@dataclass(frozen=True)
class Lines:
    """Lines of a guide: each with ``-``, ``+`` or a space before it."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Words:
    """A text with its changed words."""

    where: str
    runs: Runs


@dataclass(frozen=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    danger: bool = False
    what: str = "row"


Part = Heading | Say | Lines | Words | Table


@dataclass(frozen=True)
class Limits:
    """How much is shown before it is only counted. None: all."""

    singles: int | None = 40
    shapes: int | None = 60
    moves: int | None = 40
    names: int | None = 6
    samples: int | None = 6
    sample_lines: int | None = 12


EVERYTHING = Limits(None, None, None, None, None, None)


def plural(count: int, word: str) -> str:
    return f"{count:,} {word}" + ("" if count == 1 else "es" if word.endswith("s") else "s")


def names(own: Sequence[str], limits: Limits) -> str:
    """A few names, and how many more."""
    cap = limits.names
    if cap is None or len(own) <= cap:
        return ", ".join(own)
    return f"{', '.join(own[:cap])}, … {len(own) - cap:,} more"


def cut(found: Sequence[_T], cap: int | None) -> Sequence[_T]:
    return found if cap is None else found[:cap]
