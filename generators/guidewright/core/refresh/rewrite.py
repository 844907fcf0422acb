"""A guide's spec with what the sheet asks written into it, read again, and every fault traced back to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.diagnostic import Diagnostic
from guidewright.core.edit.apply import Change, Delete, Insert, Set, edit
from guidewright.core.edit.strict import strictly
from guidewright.core.edit.vocabulary import file_order
from guidewright.core.reader import Path, dotted
from guidewright.core.refresh.cells import Cell
from guidewright.core.refresh.changes import Asked
from guidewright.core.refresh.codes import finding
from guidewright.core.refresh.columns import path_in
from guidewright.core.refresh.guides import GUIDE_ITSELF, amounts_of
from guidewright.core.refresh.sheet import named
from guidewright.core.resolve import Catalogue, add_months, resolve
from guidewright.core.validate import parse


@dataclass(frozen=True, slots=True)
class Stamp:
    """What verified figures are dated with: the day, and the quarter that they are of."""

    day: str
    quarter: str


def rewrite(asked: Asked, stamp: Stamp, verified: bool, shared: Catalogue) -> tuple[bytes, list[Diagnostic]]:
    """The new bytes of the spec (the old one where something is wrong), and the bad cells."""
    guide = asked.guide
    changes, cells = _changes(asked)
    if (changes or verified) and (late := _too_old(asked, stamp, verified)):
        return guide.data, late
    if verified:
        changes += _dates(asked, stamp, shared)
    if not changes:
        return guide.data, []
    result = edit(guide.text, changes, strictly, file_order)
    if result.refused is not None:
        cell = cells.get(result.refused.path) or asked.first
        assert cell is not None
        found = f"cannot be put in: {result.refused}"
        return guide.data, [finding("GW732", cell.place, found, hint=f"change {guide.path} by hand", key=cell.name)]
    wrong = _read_again(asked, result.text, cells, shared)
    return (guide.data if wrong else result.text.encode()), wrong


def _changes(asked: Asked) -> tuple[list[Change], dict[Path, Cell]]:
    """The edits, and for each path that they touch the cell that asked for it."""
    guide = asked.guide
    changes: list[Change] = []
    cells: dict[Path, Cell] = {}
    rows: dict[int, dict[str, Any]] = {row.key.index: _head(asked, row.names, row.currency) for row in asked.new_rows}
    cells |= {("compensation", row.key.index): row.cell for row in asked.new_rows}
    for (key, field), given in asked.given.items():
        amounts = amounts_of(guide, key)
        inner = path_in(amounts, field)
        path = (*(() if key == GUIDE_ITSELF else key.path), *(inner or (field.name,)))
        cells[path] = given.cell
        if key.index in rows:
            if given.value is not None:
                rows[key.index][field.name] = given.value
        elif given.differs:
            changes.append(Delete(path) if given.value is None else Set(path, given.value))
    if rows and not guide.rows:
        changes.append(Set(("compensation",), list(rows.values())))
    elif rows:
        changes += [Insert(("compensation",), index, row) for index, row in rows.items()]
    return changes, cells


def _head(asked: Asked, names: Mapping[str, str], currency: str | None) -> dict[str, Any]:
    """A new row without figures; its currency where it differs, or where the other rows state theirs."""
    states = any("currency" in row for row in asked.guide.rows)
    said = {"currency": currency} if currency and (states or currency != asked.guide.values.get("currency")) else {}
    return dict(names) | said


def _dates(asked: Asked, stamp: Stamp, shared: Catalogue) -> list[Change]:
    """The dates that a verification moves; that of the next review only where some file states it."""
    guide, values = asked.guide, asked.guide.values
    wanted = {"last_updated": stamp.day, "salary_data_quarter": stamp.quarter}
    layers = shared.layers(guide.company, guide.role, guide.spec)
    if values.get("last_updated") != stamp.day and any("next_review_due" in layer.values for layer in layers):
        wanted["next_review_due"] = add_months(stamp.day, values["review_cadence"])
    return [Set((key,), value) for key, value in wanted.items() if values.get(key) != value]


def _too_old(asked: Asked, stamp: Stamp, verified: bool) -> list[Diagnostic]:
    """Figures older than those in the spec are never put over them."""
    values, cell = asked.guide.values, asked.first
    assert cell is not None
    olds = [("salary_data_quarter", "quarter", stamp.quarter)]
    olds += [("last_updated", "verified-on", stamp.day)] if verified else []
    for key, option, new in olds:
        old = values.get(key)
        if old is not None and new < old:
            found = f"{asked.guide.name}: --{option} {new} lies before the spec's {key} {old}"
            return [finding("GW730", cell.place, found, hint="the sheet is older than the spec", key=cell.name)]
    return []


def _read_again(asked: Asked, text: str, cells: Mapping[Path, Cell], shared: Catalogue) -> list[Diagnostic]:
    """The errors of the new text, each at the cell that it comes from."""
    guide = asked.guide
    spec, found = parse("spec", text, guide.path)
    if spec is not None:
        _, more = resolve(guide.path, spec, shared)
        found = [*found, *more]
    by_key = {dotted(path): cell for path, cell in cells.items()}
    refused = {f"{dotted(key.path)}.{figure}_" for key, figure in asked.faulty if not figure.startswith("extra:")}
    errors = [each for each in found if each.severity == "error"]
    return [_at_cell(each, asked, by_key) for each in errors if not each.key.startswith(tuple(refused))]


def _at_cell(error: Diagnostic, asked: Asked, by_key: Mapping[str, Cell]) -> Diagnostic:
    cell = by_key.get(error.key) or _nearby(error.key, by_key) or asked.first
    assert cell is not None
    key = named(cell, f"{asked.guide.name} {error.key}")
    return finding(error.code, cell.place, error.found, expected=error.expected, hint=error.hint, key=key)


def _nearby(key: str, by_key: Mapping[str, Cell]) -> Cell | None:
    """The cell of the other end of a range, else some cell of the row."""
    stem, _, last = key.rpartition(".")
    figure = last.removesuffix("_high").removesuffix("_low").removesuffix("_pct").removesuffix("_text")
    ends: Sequence[str] = [each for each in by_key if each.startswith(f"{stem}.{figure}_" if stem else f"{figure}")]
    inside = [each for each in by_key if stem and each.startswith(stem)]
    return by_key[next(iter([*ends, *inside]))] if ends or inside else None
