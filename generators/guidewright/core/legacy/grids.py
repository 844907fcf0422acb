"""Markdown tables as grids of cells, and what kind of compensation table a grid is, if any."""

from __future__ import annotations

from dataclasses import dataclass

from guidewright.core.legacy.cells import read_cell
from guidewright.core.legacy.columns import figure_of, head_of
from guidewright.core.legacy.tree import Node, strip_bold

MAX_LABEL = 200
"""The longest name of a row or column that a spec may have."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: header and rows of unescaped cells, the line and the columns (1-based) of every cell."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    starts: tuple[tuple[int, ...], ...]
    line: int
    bold: int

    @property
    def ragged(self) -> list[int]:
        """The indexes of rows that have not as many cells as the header."""
        return [i for i, row in enumerate(self.rows) if len(row) != len(self.header)]


def split_row(text: str) -> list[tuple[int, str]]:
    """The cells of a table line with the column each starts at; an escaped pipe stays inside its cell."""
    cells: list[tuple[int, str]] = []
    at, begin = 0, 0
    stripped = text.strip()
    offset = len(text) - len(text.lstrip())
    if stripped.startswith("|"):
        at = begin = 1
    while at <= len(stripped):
        if at == len(stripped) or (stripped[at] == "|" and stripped[at - 1] != "\\"):
            piece = stripped[begin:at]
            if at < len(stripped) or piece.strip():
                lead = len(piece) - len(piece.lstrip())
                cells.append((offset + begin + lead + 1, piece.strip().replace("\\|", "|")))
            begin = at + 1
        at += 1
    return cells


def read_grid(node: Node) -> Grid | None:
    """The grid of a table node; None where it has no separator row or no rows."""
    lines = node.lines
    if len(lines) < 3:
        return None
    marks = [cell for _, cell in split_row(lines[1].text)]
    if not marks or not all(mark and not mark.strip("-: ") and "-" in mark for mark in marks):
        return None
    header = [cell for _, cell in split_row(lines[0].text)]
    split = [split_row(line.text) for line in lines[2:]]
    bare = tuple(tuple(strip_bold(cell) for _, cell in row) for row in split)
    bold = sum(cell != strip_bold(cell) for row in split for _, cell in row)
    return Grid(
        tuple(strip_bold(cell) for cell in header),
        bare,
        tuple(line.number for line in lines[2:]),
        tuple(tuple(column for column, _ in row) for row in split),
        node.line,
        bold,
    )


def _amounts(grid: Grid) -> int:
    """How many cells right of the first hold money or a percentage."""
    readings = (read_cell(cell).first for row in grid.rows for cell in row[1:])
    return sum(
        1 for r in readings if r is not None and (r.mark is not None or r.figure.pct is not None or r.figure.unit)
    )


def classify(grid: Grid) -> str | None:
    """``rows`` (a row a region or level), ``components`` (a row a figure), ``levels``, ``regions`` (matrices), or None.

    ``levels`` has a level a row and a region a column, ``regions`` the other way round.
    """
    kind = _kind(grid) if len(grid.header) > 1 and grid.rows else None
    return kind if kind is not None and _is_named(grid, kind) else None


def _kind(grid: Grid) -> str | None:
    figures = [figure_of(label) for label in grid.header[1:]]
    named = sum(figure is not None for figure in figures)
    components = sum(figure_of(row[0]) is not None for row in grid.rows if row)
    cells = sum(len(row) - 1 for row in grid.rows)
    amounts = _amounts(grid)
    head = head_of(grid.header[0])
    if named and head is not None and (amounts or named >= 2):
        return "rows" if 4 * amounts >= cells or named >= 3 else None
    if not named and components >= 2 and 2 * components >= len(grid.rows) and amounts:
        return "components"
    if not named and head in ("level", "title") and 2 * amounts >= cells:
        return "levels"
    if not named and head == "region" and 2 * amounts >= cells:
        return "regions"
    return "rows" if named >= 2 and "base" in figures and 2 * amounts >= cells else None


def _is_named(grid: Grid, kind: str) -> bool:
    """Whether every row and every further column says, in few words, what it is of."""
    heads = [0]
    if kind == "rows":
        heads += [at for at, label in enumerate(grid.header) if head_of(label) and figure_of(label) is None]
    names = [[row[at] for at in heads if at < len(row)] for row in grid.rows]
    labels = [*grid.header[1:], *(max(named, key=len, default="") for named in names)]
    return all(0 < len(label) <= MAX_LABEL for label in labels)


def find_compensation(nodes: list[Node], skip: frozenset[int]) -> tuple[Node, Grid, str] | None:
    """The first table that is one of compensation, or a later one with the figures of regions; ``skip`` holds the lines
    of tables under other headings."""
    first: tuple[Node, Grid, str] | None = None
    for node in nodes:
        if node.kind == "table" and node.line not in skip and (grid := read_grid(node)) is not None:
            kind = classify(grid)
            if kind == "rows" and _has_regions(grid):
                return node, grid, kind
            if kind is not None:
                first = first or (node, grid, kind)
    return first


def _has_regions(grid: Grid) -> bool:
    """Whether a row is a region's and its columns are the usual figures."""
    return head_of(grid.header[0]) == "region" and {"base", "total_comp"} <= {figure_of(each) for each in grid.header}
