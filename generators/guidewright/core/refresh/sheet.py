"""From rows of cells to records: which guide and row each line is about, and the cells that would set something.

Decides between the wide form (the grid's own, a column a figure) and the long form (columns ``field`` and
``value``). It knows the columns, but no guides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guidewright.core.diagnostic import Diagnostic, Place, excerpt
from guidewright.core.model.rows import FIGURES, figure_keys
from guidewright.core.nearest import did_you_mean
from guidewright.core.refresh.cells import Cell
from guidewright.core.refresh.codes import finding
from guidewright.core.refresh.columns import GUIDE_TEXTS, KEYS, SHOWN, Field, field_of

_LONG = ("field", "value")
_FIGURE_KEYS = [key for name in FIGURES for key in figure_keys(name).values()]


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the sheet: its key cells by column, and the cells that would set something."""

    keys: Mapping[str, Cell]
    cells: Sequence[tuple[Field, Cell]]
    place: Place
    whole: bool = True
    """Whether the line is a whole row (the wide form), and may therefore be a new one."""

    def key(self, name: str) -> str | None:
        """The text of a key column, '' for an empty cell, None where the sheet has no such column."""
        cell = self.keys.get(name)
        return " ".join(cell.text.split("\n")).strip() if cell else None


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns by index: what each is, None for those passed over."""

    names: Sequence[str]
    fields: Sequence[Field | None]
    long: bool


def records(rows: Sequence[Sequence[Cell]]) -> tuple[list[Record], list[Diagnostic]]:
    """The records of a sheet and every problem of its header, its row lengths and its field names."""
    if not rows:
        return [], []
    header, found = _header(rows)
    if header is None:
        return [], found
    made = []
    for row in rows[1:]:
        if not any(cell.text.strip() or cell.fault for cell in row):
            continue
        ragged = _ragged(row, rows[0])
        record, wrong = (None, [ragged]) if ragged else _record(row, header)
        found += wrong
        if record is not None:
            made.append(record)
    if not made and not found:
        found.append(finding("GW722", rows[0][0].place, "a header without rows", hint="add a row a guide and region"))
    return made, found


def _ragged(row: Sequence[Cell], head: Sequence[Cell]) -> Diagnostic | None:
    if len(row) == len(head):
        return None
    place = row[len(head)].place if len(row) > len(head) else row[0].place
    hint = "put a cell that holds a comma in quotes" if len(row) > len(head) else ""
    return finding("GW723", place, f"the row has {len(row)} cells", expected=f"{len(head)}, as the header", hint=hint)


def _header(rows: Sequence[Sequence[Cell]]) -> tuple[_Header | None, list[Diagnostic]]:
    found: list[Diagnostic] = []
    seen: dict[str, Cell] = {}
    names = [cell.text.strip() for cell in rows[0]]
    long = all(name in names for name in _LONG)
    fields: list[Field | None] = []
    for index, (name, cell) in enumerate(zip(names, rows[0])):
        field = None if long else field_of(name)
        fields.append(field if field is not None and field.figure else None)
        if name.startswith(SHOWN) or (not name and not any(row[index].text for row in rows[1:] if index < len(row))):
            continue
        if name in seen:
            found.append(
                finding("GW722", cell.place, f"column {excerpt(name)} is there twice", also=(seen[name].place,))
            )
        seen[name] = cell
        if fields[-1] is None and name not in KEYS and not (long and name in _LONG):
            found.append(_unknown(name, cell, long))
    for name in ("company", "role"):
        if name not in seen:
            hint = did_you_mean(name, [each for each in seen if each not in KEYS])
            found.append(finding("GW722", rows[0][0].place, f"column '{name}' is missing", hint=hint))
    if not found and not long and not any(fields):
        expected = "figure columns like base_low, or the columns field and value"
        found.append(finding("GW722", rows[0][0].place, "no column holds a figure", expected=expected))
    return (None if found else _Header(names, fields, long)), found


def _unknown(name: str, cell: Cell, long: bool) -> Diagnostic:
    known = [*KEYS, *_LONG, *([] if long else _FIGURE_KEYS)]
    if name in GUIDE_TEXTS:
        hint = "texts of the guide are set in the long form (columns field and value)"
    elif long and field_of(name):
        hint = "a sheet has either figure columns or the columns field and value"
    else:
        hint = did_you_mean(name, known) or f"a column whose name starts with {SHOWN} is passed over"
    what = f"unknown column {excerpt(name)}" if name else "a column without a name"
    return finding("GW722", cell.place, what, hint=hint)


def _record(row: Sequence[Cell], header: _Header) -> tuple[Record | None, list[Diagnostic]]:
    keys = {name: cell for name, cell in zip(header.names, row) if name in KEYS}
    wrong = [faulty(cell, name) for name, cell in keys.items() if cell.fault]
    broken = [
        finding("GW725", cell.place, f"a line end inside {name}", expected="one line", key=cell.name)
        for name, cell in keys.items()
        if "\n" in cell.text.strip()
    ]
    if wrong or broken:
        return None, wrong + broken
    if not header.long:
        cells = [(field, cell) for field, cell in zip(header.fields, row) if field is not None]
        return Record(keys, cells, row[0].place), []
    by_name = dict(zip(header.names, row))
    name = by_name["field"].text.strip()
    field = field_of(name)
    if field is None:
        known = [*_FIGURE_KEYS, *GUIDE_TEXTS]
        hint = did_you_mean(name, known) or "name a key of a row, like base_low"
        return None, [finding("GW722", by_name["field"].place, f"unknown field {excerpt(name)}", hint=hint)]
    return Record(keys, [(field, by_name["value"])], row[0].place, whole=False), []


def faulty(cell: Cell, column: str) -> Diagnostic:
    """A workbook's cell that is a formula, a date or an error value."""
    hint = {"a date": "format the column as text or number and type the value again"}.get(
        cell.fault, "paste the value in its place"
    )
    return finding("GW731", cell.place, cell.fault, expected="a plain value", hint=hint, key=named(cell, column))


def named(cell: Cell, column: str) -> str:
    """What to call a cell in a message: ``base_low``, ``B7 (base_low)``."""
    return f"{cell.name} ({column})" if cell.name else column
