"""Cells of one table to row mappings with the spec's keys: currencies settled, words and second currencies kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.diagnostic import Diagnostic, Place, excerpt
from guidewright.core.legacy.cells import Cell, Reading, count_ends, read_cell
from guidewright.core.legacy.codes import finding
from guidewright.core.legacy.columns import label_period
from guidewright.core.legacy.marks import code_of, codes_named
from guidewright.core.model.rows import FIGURES, Figure, figure_keys

_WHY = {
    "GW522": "the low end is above the high end",
    "GW523": "not surely a figure",
    "GW524": "two currencies in one range",
    "GW526": "no figure is given",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell to be read: the figure it belongs to (None: a column of its own), its labels and its place."""

    figure: str | None
    label: str
    region: str
    text: str
    line: int
    column: int


@dataclass(slots=True)
class Reader:
    """What reading a table's cells gathers besides the rows; ``context`` are wider texts for ambiguous signs."""

    path: str
    context: tuple[str, ...]
    vesting_years: int = 4
    labels: Counter[tuple[str, str]] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    found: list[Diagnostic] = field(default_factory=list)
    ends: int = 0
    typed: int = 0
    assumed: set[tuple[int, str]] = field(default_factory=set)
    slots: list[dict[str, Slot]] = field(default_factory=list)
    """The cell of each figure, by row."""

    def tell(self, code: str, slot: Slot, what: str, hint: str = "") -> None:
        place = Place(self.path, slot.line, slot.column)
        self.found.append(finding(code, place, what, hint=hint))


@dataclass(frozen=True, slots=True)
class _Read:
    """A slot read: the figure with its code, and the same of the second currency."""

    slot: Slot
    first: Figure
    second: Figure | None


def build_row(heads: dict[str, str], slots: Iterable[Slot], reader: Reader) -> dict[str, Any]:
    """The mapping of one row; a code that only some of its figures have is theirs, the usual one the row's."""
    read = [_read(slot, reader) for slot in slots]
    reader.slots.append({each.slot.figure: each.slot for each in reversed(read) if each.slot.figure is not None})
    row: dict[str, Any] = dict(heads)
    row |= _mapping([(r.slot, r.first) for r in read], _row_code(read))
    if any(r.second is not None for r in read):
        seconds = [(r.slot, r.second) for r in read if r.second is not None]
        row["also"] = _mapping(seconds, _usual(figure for _, figure in seconds))
    return row


def _row_code(read: list[_Read]) -> str | None:
    code = _usual(r.first for r in read)
    if code is not None:
        return code
    named = codes_named(read[0].slot.region) if read else ()
    return named[0] if len(named) == 1 else None


def _usual(figures: Iterable[Figure]) -> str | None:
    codes = Counter(figure.currency for figure in figures if figure.currency is not None)
    return codes.most_common(1)[0][0] if codes else None


def _mapping(read: list[tuple[Slot, Figure]], code: str | None) -> dict[str, Any]:
    """The keys of one currency's figures; a figure that is already taken goes to ``extra`` under its label."""
    row: dict[str, Any] = {"currency": code} if code else {}
    taken: dict[str, Figure] = {}
    extra: list[dict[str, Any]] = []
    for slot, figure in read:
        own = figure._replace(currency=None) if figure.currency == code else figure
        if own == Figure():
            continue
        if slot.figure is not None and slot.figure not in taken:
            taken[slot.figure] = own
        else:
            extra.append({"label": slot.label, **_parts(own)})
    for name in FIGURES:
        if name in taken:
            keys = figure_keys(name)
            row |= {keys[part]: value for part, value in _parts(taken[name]).items()}
    if extra:
        row["extra"] = extra
    return row


def _parts(figure: Figure) -> dict[str, Any]:
    names = ("low", "high", "pct", "pct_high", "open", "period", "currency", "unit", "note", "text")
    values = {name: getattr(figure, name) for name in names}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def _read(slot: Slot, reader: Reader) -> _Read:
    cell = read_cell(slot.text)
    first, second = _figures(cell, slot, reader)
    ends = sum(_ends(f) for f in (first, second) if f is not None)
    reader.typed += ends
    if first is None:
        reader.ends += count_ends(slot.text)
        if slot.text.strip("-–— ") == "":
            return _Read(slot, Figure(), None)
        if cell.first is None and cell.why and cell.why != "GW526":
            reader.tell(cell.why, slot, f"{excerpt(slot.text)}: {_WHY[cell.why]}; kept as words", "check the cell")
        elif cell.why == "GW526":
            reader.tell("GW526", slot, f"{excerpt(slot.text)}: no figure is given", "fill it in when it is known")
        return _Read(slot, Figure(text=slot.text), None)
    reader.ends += ends
    if " to " in slot.text and first.high is not None:
        reader.dropped["range word"] += 1
    return _Read(slot, first, second)


def _ends(figure: Figure) -> int:
    return sum(end is not None for end in (figure.low, figure.high, figure.pct, figure.pct_high))


def _figures(cell: Cell, slot: Slot, reader: Reader) -> tuple[Figure | None, Figure | None]:
    """The cell's figures with their currencies; (None, None) where one of them cannot be settled."""
    if cell.first is None:
        return None, None
    first = _settled(cell.first, slot, reader)
    if cell.second is None or first is None:
        return first, None
    second = _settled(cell.second, slot, reader)
    return (first, second) if second is not None else (None, None)


def _settled(reading: Reading, slot: Slot, reader: Reader) -> Figure | None:
    figure = reading.figure
    if reading.years is not None and reading.years != reader.vesting_years:
        note = " ".join(part for part in (f"/{reading.years}yr", figure.note) if part)
        figure = figure._replace(period=None, note=note)
    if figure.low is None and figure.high is None:
        return figure
    if figure.unit is not None:
        return figure
    period = label_period(slot.label) if figure.period is None and slot.figure is not None else None
    if period is not None and (slot.figure == "stock" or period == "month"):
        figure = figure._replace(period=period)
    label = f"{slot.region} {slot.label}"
    if reading.mark is None:
        named = codes_named(label)
        if len(named) != 1:
            reader.tell("GW523", slot, f"{excerpt(slot.text)} names no currency; kept as words", "name the currency")
            return None
        return figure._replace(currency=named[0])
    code, certain = code_of(reading.mark, label, reader.context)
    if code is None:
        reader.tell("GW528", slot, f"{excerpt(slot.text)}: the sign fits several currencies", "name the currency")
        return None
    if not certain and (slot.line, slot.region) not in reader.assumed:
        reader.assumed.add((slot.line, slot.region))
        reader.tell(
            "GW525", slot, f"{excerpt(slot.text)} was read as {code}", f"check that {excerpt(slot.region)} is paid so"
        )
    reader.labels[code, reading.label] += 1
    return figure._replace(currency=code)
