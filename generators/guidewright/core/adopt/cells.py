"""From the text of a table cell to the figure that prints exactly so, or the reason why none does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guidewright.core.figures import Pay, cell
from guidewright.core.legacy.cells import NOTHING as NO_FIGURE
from guidewright.core.legacy.cells import Cell, Reading, read_cell
from guidewright.core.model.rows import NOTHING, Figure
from guidewright.core.money import CODES, label

_WHY = {"GW522": "the low end is above the high end", "GW524": "two currencies in one range"}
PARTS = ("low", "high", "pct", "pct_high", "open", "period", "currency", "unit", "note", "text")


@dataclass(frozen=True, slots=True)
class Amounts:
    """A cell as figures with their currencies (None: none needed), or why it is none and what build would print."""

    first: Figure = NOTHING
    code: str | None = None
    second: Figure | None = None
    second_code: str | None = None
    fault: str = ""
    printed: str = ""


def read_amounts(text: str, usual: tuple[str | None, str | None], pay: Pay) -> Amounts:
    """What ``text`` says. ``usual``: the currencies of the row and of its second figures, tried first."""
    if text.strip() in NO_FIGURE:
        return Amounts()
    found = read_cell(text)
    if found.first is None:
        if found.why in (None, "GW526"):
            return Amounts(Figure(text=text))
        return Amounts(fault=f"'{text}': {_WHY.get(found.why, 'not surely a figure')}")
    nearest = ""
    for first, code, second, second_code in _settled(found, usual, pay):
        printed = " / ".join(cell(f, c, pay) for f, c in ((first, code), (second, second_code)) if f is not None)
        if printed == text:
            return Amounts(first, code, second, second_code)
        nearest = nearest or printed
    return Amounts(fault=f"'{text}' is no figure as build prints it", printed=nearest)


def _settled(
    found: Cell, usual: tuple[str | None, str | None], pay: Pay
) -> Iterator[tuple[Figure, str | None, Figure | None, str | None]]:
    assert found.first is not None
    for first, code in _with_code(found.first, usual[0], pay):
        if found.second is None:
            yield first, code, None, None
            continue
        for second, second_code in _with_code(found.second, usual[1], pay):
            yield first, code, second, second_code


def _with_code(reading: Reading, usual: str | None, pay: Pay) -> Iterator[tuple[Figure, str | None]]:
    """The figure with each currency that its mark may stand for, the usual one first."""
    figure = reading.figure
    if reading.years is not None and reading.years != pay.vesting_years:
        note = " ".join(part for part in (f"/{reading.years}yr", figure.note) if part)
        figure = figure._replace(period=None, note=note)
    if (figure.low is None and figure.high is None) or figure.unit is not None:
        yield figure, usual
        return
    marks = {reading.label, reading.mark or ""}
    codes = [usual] if usual else []
    codes += sorted(code for code in CODES if label(code, pay.labels) in marks and code != usual)
    for code in codes:
        yield figure, code


def figure_changes(old: Figure, new: Figure, keys: Mapping[str, str]) -> dict[str, Any]:
    """The keys that differ, with their new values; None for a key that goes."""
    differing = {}
    for part in PARTS:
        before, now = getattr(old, part), getattr(new, part)
        if before != now:
            differing[keys[part]] = now if now is not False else None
    return differing


def figure_values(figure: Figure, keys: Mapping[str, str]) -> dict[str, Any]:
    """The keys of a figure that are set."""
    return {keys[part]: value for part in PARTS if (value := getattr(figure, part)) not in (None, False)}
