"""From records to the changes that they ask of each guide: values read, compared with what is there, conflicts named.

A value equal to the present one is no change, but counts as given: coverage and verification are decided by what
the sheet holds, not by what moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.diagnostic import Diagnostic, excerpt
from guidewright.core.edit.changes import same
from guidewright.core.refresh.cells import Cell
from guidewright.core.refresh.codes import finding
from guidewright.core.refresh.columns import NUMBERS, Field, path_in, value_in
from guidewright.core.refresh.guides import (
    GUIDE_ITSELF,
    Guide,
    RowKey,
    amounts_of,
    currency_of,
    find_row,
    row_name,
    wanted_names,
)
from guidewright.core.refresh.sheet import Record, faulty, named
from guidewright.core.refresh.values import NULL, Fault, read

JUMP = 100
"""A figure that moves by this factor has lost or won a unit: no salary moves so in a quarter."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a cell says of one key: the value (None deletes it), and what the guide says now."""

    value: Any
    old: Any
    cell: Cell

    @property
    def differs(self) -> bool:
        return not same(self.value, self.old) and self.value != self.old


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that the sheet has and the guide has not."""

    key: RowKey
    names: Mapping[str, str]
    currency: str | None
    cell: Cell

    @property
    def region(self) -> str:
        """What ``--accept COMPANY/ROLE:REGION`` calls the row."""
        return self.names.get("region") or row_name(self.names)


@dataclass
class Asked:
    """What a sheet asks of one guide."""

    guide: Guide
    given: dict[tuple[RowKey, Field], Given] = field(default_factory=dict)
    new_rows: list[NewRow] = field(default_factory=list)
    faulty: set[tuple[RowKey, str]] = field(default_factory=set)
    """Figures of which some cell was refused: what depends on them is not judged."""
    first: Cell | None = None

    @property
    def changes(self) -> dict[tuple[RowKey, Field], Given]:
        return {at: given for at, given in self.given.items() if given.differs}


def ask(record: Record, asked: Asked) -> list[Diagnostic]:
    """Adds what one record asks of its guide; returns the problems of its cells."""
    guide = asked.guide
    asked.first = asked.first or record.keys["company"]
    texts = [(each, cell) for each, cell in record.cells if not each.figure]
    figures = [(each, cell) for each, cell in record.cells if each.figure]
    found: list[Diagnostic] = []
    for each, cell in texts:
        if record.key("region"):
            hint = "leave region empty"
            found.append(finding("GW724", record.keys["region"].place, f"{each.name} belongs to no row", hint=hint))
        else:
            found += _add(asked, GUIDE_ITSELF, each, cell, None)
    if not figures:
        return found
    key, wrong = find_row(record, guide)
    if wrong is not None:
        return [*found, wrong]
    if key is None:
        if not any(cell.text.strip() or cell.fault for _, cell in figures):
            hint = "fill in its figures, or take the line out"
            return [*found, finding("GW726", record.place, "a row that the spec has not, without figures", hint=hint)]
        key = _new_row(record, asked)
    currency = currency_of(guide, key)
    if key.index >= len(guide.rows):
        currency = next(row.currency for row in asked.new_rows if row.key == key) or currency
    elif (stated := record.key("currency")) and stated != currency:
        cell = record.keys["currency"]
        hint = "amounts are never converted: mend the sheet, or change the currency in the spec first"
        expected = f"{currency}, as in the spec"
        return [
            *found,
            finding("GW728", cell.place, f"'{stated[:20]}'", expected=expected, hint=hint, key=named(cell, "currency")),
        ]
    for each, cell in figures:
        found += _add(asked, key, each, cell, currency)
    return found


def _new_row(record: Record, asked: Asked) -> RowKey:
    names = wanted_names(record)
    for row in asked.new_rows:
        if row.names == names:
            return row.key
    cell = next(record.keys[part] for part in names)
    key = RowKey(len(asked.guide.rows) + len(asked.new_rows))
    asked.new_rows.append(NewRow(key, names, record.key("currency") or None, cell))
    return key


def _add(asked: Asked, key: RowKey, each: Field, cell: Cell, currency: str | None) -> list[Diagnostic]:
    """Reads one cell, compares it, and notes it; a refused cell is noted as such."""
    guide = asked.guide
    amounts = amounts_of(guide, key)
    old = value_in(amounts, each)
    wrong = _refused(each, cell, amounts, old)
    if wrong is None and not cell.text.strip():
        return []
    if wrong is None:
        own = amounts.get(f"{each.figure}_currency") or currency
        value = read(cell.text, each, own, guide.labels)
        if isinstance(value, Fault):
            wrong = finding(
                "GW725", cell.place, value.found, expected=value.expected, hint=value.hint, key=named(cell, each.name)
            )
        else:
            wrong = _jump(value, old, each, cell) or _conflict(asked.given.get((key, each)), value, each, cell)
    if wrong is not None:
        asked.faulty.add((key, each.figure))
        return [wrong]
    asked.given.setdefault((key, each), Given(value, old, cell))
    return []


def _refused(each: Field, cell: Cell, amounts: Mapping[str, Any], old: Any) -> Diagnostic | None:
    """Cells that are refused for what they are or where they stand, before their text is read."""
    if cell.fault:
        return faulty(cell, each.name)
    if not cell.text.strip() and old is not None:
        hint = f"write {_shown(old)} to keep the value, or {NULL} to delete it"
        return finding("GW726", cell.place, "is empty", expected="a value", hint=hint, key=named(cell, each.name))
    if cell.text.strip() and path_in(amounts, each) is None and cell.text.strip() != NULL:
        hint = "add it to the spec first"
        return finding(
            "GW724", cell.place, f"the row has no column '{each.label[:60]}'", hint=hint, key=named(cell, each.name)
        )
    return None


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return excerpt(value, 30)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _jump(value: Any, old: Any, each: Field, cell: Cell) -> Diagnostic | None:
    if each.part not in NUMBERS or not value or not old or 1 / JUMP < value / old < JUMP:
        return None
    hint = "check the unit"
    for factor in (1000, 100, 12, 1 / 12, 1 / 100, 1 / 1000):
        meant = value * factor
        if meant == int(meant) and 0.5 < meant / old < 2:
            hint = f"did you mean {int(meant)}?"
            break
    factor = value / old
    times = f"{factor:,.0f} times" if factor > 1 else f"a {1 / factor:,.0f}th of"
    return finding("GW729", cell.place, f"{value} is {times} the present {old}", hint=hint, key=named(cell, each.name))


def _conflict(before: Given | None, value: Any, each: Field, cell: Cell) -> Diagnostic | None:
    if before is None or same(before.value, value):
        return None
    found = f"'{cell.text.strip()[:30]}' here, '{before.cell.text.strip()[:30]}' in line {before.cell.place.line}"
    hint = "keep one of the two lines"
    return finding("GW727", cell.place, found, hint=hint, key=named(cell, each.name), also=(before.cell.place,))
