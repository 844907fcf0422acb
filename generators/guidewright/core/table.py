"""The compensation table: which columns it has, what they are called, and the text of every cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guidewright.core.figures import EXTRA, Pay, columns, escape_cell, row_cells
from guidewright.core.model.rows import Row

HEADINGS = {
    "region": "Region",
    "level": "Level",
    "title": "Title",
    "base": "Base Salary",
    "stock": "Stock",
    "bonus": "Bonus",
    "signing_bonus": "Signing Bonus",
    "profit_sharing": "Profit Sharing",
    "carry": "Carry",
    "total_comp": "Total Comp",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as printed: already escaped, every row as long as the header. ``columns`` names what each column holds."""

    columns: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def heading(column: str, labels: Mapping[str, str], stock_label: str | None) -> str:
    """The heading of a column: the company's own, else the house's; stock names what it is and over how long."""
    if column.startswith(EXTRA):
        return column.removeprefix(EXTRA)
    if column in labels:
        return labels[column]
    return f"Stock ({stock_label})" if column == "stock" and stock_label else HEADINGS[column]


def table(rows: list[Row], pay: Pay, labels: Mapping[str, str], stock_label: str | None) -> Table:
    """The table of ``rows``; a cell without a figure is a dash."""
    names = columns(rows)
    return Table(
        columns=tuple(names),
        header=tuple(escape_cell(heading(name, labels, stock_label)) for name in names),
        rows=tuple(row_cells(row, names, pay) for row in rows),
    )


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A compact Markdown table without a final newline; cells must be escaped already."""
    lines = ["| " + " | ".join(header) + " |", "|" + "|".join("-" * (len(head) + 2) for head in header) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])
