"""The compensation table to rows of the spec, with the headings and labels that are the guide's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.diagnostic import Place
from guidewright.core.legacy.codes import finding
from guidewright.core.legacy.columns import LABELS, figure_of, head_of, label_years, stock_label
from guidewright.core.legacy.grids import Grid
from guidewright.core.legacy.rows import Reader, Slot, build_row
from guidewright.core.legacy.slips import keep_slips
from guidewright.core.money import CODES
from guidewright.core.money import LABELS as SIGNS

_CELL_YEARS = re.compile(r"/([0-9]{1,2})-?yr\b")


@dataclass(frozen=True, slots=True)
class Compensation:
    """What a table says: rows with spec keys, and the labels that differ from the house's."""

    kind: str
    rows: list[dict[str, Any]]
    column_labels: dict[str, str] = field(default_factory=dict)
    stock_label: str | None = None
    vesting_years: int | None = None
    currency_labels: dict[str, str] = field(default_factory=dict)


def read_compensation(grid: Grid, kind: str, reader: Reader, about: str) -> Compensation:
    """The rows of ``grid``; ``about`` are the words around the table, which say what a matrix holds."""
    years = _vesting(grid)
    reader.vesting_years = years or 4
    reader.dropped["bold cell"] += grid.bold
    labels: dict[str, str] = {}
    if kind == "rows":
        rows = _by_row(grid, reader, labels)
    elif kind == "components":
        rows = _by_component(grid, reader, labels)
    else:
        rows = _by_matrix(grid, kind, reader, labels, about)
    keep_slips(rows, reader)
    stock = labels.pop("stock", None)
    own = {name: label for name, label in labels.items() if label != LABELS[name]}
    bracket = stock_label(stock) if stock else None
    if stock and bracket is None and stock != LABELS["stock"]:
        own["stock"] = stock
    return Compensation(kind, rows, own, bracket, years, currency_labels(reader.labels))


def _vesting(grid: Grid) -> int | None:
    """The years of a grant as the stock heading or all cells say; None where nothing does or they differ."""
    labels = [*grid.header, *(row[0] for row in grid.rows if row)]
    said = {years for label in labels if figure_of(label) == "stock" and (years := label_years(label))}
    said = said or {int(years) for row in grid.rows for cell in row for years in _CELL_YEARS.findall(cell)}
    return said.pop() if len(said) == 1 and next(iter(said)) <= 10 else None


def _by_row(grid: Grid, reader: Reader, labels: dict[str, str]) -> list[dict[str, Any]]:
    heads: dict[int, str] = {}
    for column, label in enumerate(grid.header):
        head = head_of(label) if figure_of(label) is None else None
        if head is None and column == 0:
            head = "region"
        if head is not None and head not in heads.values():
            heads[column] = labels_head(head, label, labels)
    figures = _figure_columns(grid.header, heads, labels)
    rows = []
    for i, cells in enumerate(grid.rows):
        named = {head: cells[column] for column, head in heads.items() if cells[column]}
        region = named.get("region", "")
        slots = [
            Slot(name, grid.header[column], region, cells[column], grid.lines[i], grid.starts[i][column])
            for column, name in figures.items()
        ]
        rows.append(build_row(named, slots, reader))
    return rows


def labels_head(head: str, label: str, labels: dict[str, str]) -> str:
    """Remember the heading of a head column, if it has one, and give the head back."""
    if label:
        labels[head] = label
    return head


def _figure_columns(header: tuple[str, ...], heads: dict[int, str], labels: dict[str, str]) -> dict[int, str | None]:
    """The figure of each other column; a second column for the same figure stays the author's own."""
    figures: dict[int, str | None] = {}
    for column, label in enumerate(header):
        if column in heads:
            continue
        name = figure_of(label)
        if name in labels:
            name = None
        if name is not None:
            labels[name] = label
        figures[column] = name
    return figures


def _by_component(grid: Grid, reader: Reader, labels: dict[str, str]) -> list[dict[str, Any]]:
    names: list[str | None] = []
    for row in grid.rows:
        name = figure_of(row[0])
        if name in labels:
            name = None
        if name is not None:
            labels[name] = row[0]
        names.append(name)
    rows = []
    for column in range(1, len(grid.header)):
        region = grid.header[column]
        slots = [
            Slot(names[i], row[0], region, row[column], grid.lines[i], grid.starts[i][column])
            for i, row in enumerate(grid.rows)
        ]
        rows.append(build_row({"region": region}, slots, reader))
    return rows


def _by_matrix(grid: Grid, kind: str, reader: Reader, labels: dict[str, str], about: str) -> list[dict[str, Any]]:
    figure = _matrix_figure(grid, reader, about)
    head = head_of(grid.header[0]) or "level"
    labels[head] = grid.header[0]
    across = "region" if kind == "levels" else "level"
    rows = []
    for column, row in _cells_of_matrix(grid):
        down, over = grid.rows[row][0], grid.header[column]
        region = over if across == "region" else down
        slot = Slot(figure, "", region, grid.rows[row][column], grid.lines[row], grid.starts[row][column])
        rows.append(build_row({across: over, head: down}, [slot], reader))
    return rows


def _cells_of_matrix(grid: Grid) -> Iterator[tuple[int, int]]:
    return ((column, row) for column in range(1, len(grid.header)) for row in range(len(grid.rows)))


def _matrix_figure(grid: Grid, reader: Reader, about: str) -> str:
    words = about.lower()
    if "total" in words:
        return "total_comp"
    if "base" in words:
        return "base"
    place = Place(reader.path, grid.line, 1)
    reader.found.append(finding("GW527", place, "the table does not say what it holds; read as total compensation"))
    return "total_comp"


def currency_labels(written: Counter[tuple[str, str]]) -> dict[str, str]:
    """How each currency is written where that differs from the house's: a form with words first, then the usual one."""
    chosen: dict[str, str] = {}
    for code in dict.fromkeys(code for code, _ in written):
        forms = [
            (sum(c.isalpha() for c in label) > 0, count, label) for (c_, label), count in written.items() if c_ == code
        ]
        label = max(forms)[2]
        if label != SIGNS.get(code, f"{code} ") and len(label) <= 8 and not _bare_of_others(code, label):
            chosen[code] = label
    return chosen


def _bare_of_others(code: str, label: str) -> bool:
    """Whether the label is another currency's usual sign, such as ``$`` for Canadian dollars."""
    return any(sign.strip() == label.strip() and other != code for other, sign in SIGNS.items()) or (
        label.strip() in CODES and label.strip() != code
    )
