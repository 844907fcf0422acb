"""The compensation row: seven figures, each with the same set of keys, and what a row needs beside them.

In YAML the keys are flat (``base_low``, ``base_note``); in code a row is a ``Row`` of ``Figure`` values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from pydantic_core import CoreSchema
from pydantic_core import core_schema as cs

from guidewright.core.model.base import LINE, NAME, as_percent, choice, flag, items, mapping, may, must, whole

FIGURES: dict[str, str] = {
    "base": "base salary",
    "stock": "stock or other equity",
    "bonus": "bonus",
    "signing_bonus": "signing bonus",
    "profit_sharing": "profit sharing",
    "carry": "carried interest",
    "total_comp": "total compensation",
}
"""The figures of a row with what they are, in the order in which their columns are printed."""

_MONEY = whole(0, 10**15)
_PERCENT = cs.no_info_after_validator_function(
    as_percent, cs.union_schema([cs.int_schema(strict=True), cs.float_schema(strict=True)])
)

Period = Literal["grant", "year", "month", "week", "day", "hour"]


class Figure(NamedTuple):
    """One figure of a row: a range of money, of a percentage, or both; or words instead of figures.

    ``low`` alone is a single amount, ``high`` alone an upper bound ("up to"). Amounts are whole units of
    ``currency`` (None: the row's), or counts of ``unit`` ("options", "shares") where one is given.
    """

    low: int | None = None
    high: int | None = None
    open: bool = False
    period: Period | None = None
    currency: str | None = None
    unit: str | None = None
    note: str | None = None
    text: str | None = None
    pct: int | float | None = None
    pct_high: int | float | None = None

    def __bool__(self) -> bool:
        return self.text is not None or self.has_figures

    @property
    def has_figures(self) -> bool:
        return not (self.low is None and self.high is None and self.pct is None and self.pct_high is None)


class Extra(NamedTuple):
    """A figure under a column heading of the author's own."""

    label: str
    figure: Figure


class Row(NamedTuple):
    """A row of the compensation table; ``figures`` has the keys of ``FIGURES`` that are present."""

    region: str | None = None
    level: str | None = None
    title: str | None = None
    currency: str | None = None
    figures: Mapping[str, Figure] = MappingProxyType({})
    extra: tuple[Extra, ...] = ()
    also: Row | None = None

    def figure(self, name: str) -> Figure:
        return self.figures.get(name, NOTHING)


NOTHING = Figure()


@cache
def figure_keys(name: str) -> Mapping[str, str]:
    """The spec keys of one figure, by the field of ``Figure`` that each sets, in the order of its fields."""
    return {part: f"{name}_{part}" for part in Figure._fields}


_PARTS: dict[str, tuple[CoreSchema, str, Any]] = {
    "low": (_MONEY, "the low end, a whole number in the row's currency", 170000),
    "high": (_MONEY, "the high end, a whole number in the row's currency", 235000),
    "pct": (_PERCENT, "the low end as a percentage", 10),
    "pct_high": (_PERCENT, "the high end as a percentage, where it is a range; alone an upper bound (up to)", 15),
    "open": (flag(), "true when the range is open at the top (printed with +)", True),
    "period": (
        choice(*get_args(Period)),
        "what the amount is paid for; grant: the whole grant",
        "year",
    ),
    "currency": (NAME, "its currency where it is not the row's (ISO 4217)", "USD"),
    "unit": (NAME, "what is counted when the amount is no money", "options"),
    "note": (LINE, "words printed after the figure", "target"),
    "text": (LINE, "words instead of figures", "not disclosed"),
}


def _words(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row() -> CoreSchema:
    parts = {part: may(schema, _words(what), example) for part, (schema, what, example) in _PARTS.items()}
    label = must(NAME, "Heading of the column", "PnL Participation")
    extra = mapping("Extra", "A column of the author's own: a label and a figure.", {"label": label} | parts)
    amounts = {
        "currency": may(NAME, "ISO 4217 code of the row's amounts; default: the company's", "USD"),
        "extra": may(items(extra), "Columns beyond the usual ones, in order"),
    } | {
        figure_keys(name)[part]: may(schema, _words(f"{what}: {words}"), example)
        for name, what in FIGURES.items()
        for part, (schema, words, example) in _PARTS.items()
    }
    head = {
        "region": may(NAME, "Where the row holds", "San Francisco, CA (HQ)"),
        "level": may(NAME, "The level that the row is for", "L5"),
        "title": may(NAME, "The job title at that level", "Senior Engineer"),
        "also": may(
            mapping("SecondCurrency", "The same row as published in a second currency.", amounts),
            "The same row as published in a second currency",
        ),
    }
    what = "One row of the compensation table; a region, a level or a title names it."
    return mapping("CompensationRow", what, head | amounts)


ROW = _row()
"""A row as the spec has it: a mapping of the flat keys, turned into a ``Row`` by ``to_row``."""


_FIGURE_OF = {key: (name, part) for name in FIGURES for part, key in figure_keys(name).items()}


def figures_of(row: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What a mapping of flat keys says of each figure: figure to part to value, in the order of ``FIGURES``."""
    found: dict[str, dict[str, Any]] = {}
    for key, value in row.items():
        if value is not None and (at := _FIGURE_OF.get(key)) is not None:
            found.setdefault(at[0], {})[at[1]] = value
    return {name: found[name] for name in FIGURES if name in found}


ABSENT = (None, False)
"""What parts of a figure are where nothing is said of them: ``open`` is the second."""


def places_of(name: str, keys: tuple[str, ...], parts: Iterable[str] = Figure._fields) -> list[int] | None:
    """Where the ``parts`` of figure ``name`` stand in ``ABSENT`` and the values of a mapping of ``keys``, one behind
    the other; None if it has no such figure."""
    own = figure_keys(name)
    if not any(key in keys for key in own.values()):
        return None
    places = {key: place for place, key in enumerate(keys, len(ABSENT))}
    return [places.get(own[part], 1 if part == "open" else 0) for part in parts]


@lru_cache(4096)
def _figures_in(keys: tuple[str, ...]) -> tuple[tuple[str, itemgetter[Any]], ...]:
    """Which figures a mapping of ``keys`` has, and what takes a figure's parts from ``ABSENT`` and its values."""
    found = ((name, places_of(name, keys)) for name in FIGURES)
    return tuple((name, itemgetter(*places)) for name, places in found if places)


def _extra(column: Mapping[str, Any]) -> Extra:
    parts = {part: value for part, value in column.items() if part != "label" and value is not None}
    return Extra(column["label"], Figure(**parts))


_made = tuple.__new__
"""Makes a figure or row of as many values as it has parts; ``_make`` would count them again."""


def to_row(row: Mapping[str, Any], currency: str | None = None) -> Row:
    """The row that a validated mapping of spec keys says; ``currency`` is the default of its amounts."""
    also = row.get("also")
    own = row.get("currency") or currency
    values = (*ABSENT, *row.values())
    figures = {}
    for name, take in _figures_in(tuple(row)):
        figure = _made(Figure, take(values))
        if figure.low is not None or figure:  # the first is what most have, and quicker
            figures[name] = figure
    extra = tuple(map(_extra, row["extra"])) if row.get("extra") else ()
    second = to_row(also, own) if also else None
    return _made(Row, (row.get("region"), row.get("level"), row.get("title"), own, figures, extra, second))
