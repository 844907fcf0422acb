"""The figures of guides as a sheet, in the wide form that refresh reads back: a line a row, a column a key.

The columns are those that some selected row uses, in the order of the vocabulary; a second currency is a line of its
own. Cells are data: nothing is formatted, nothing is computed, totals only where a spec declares them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guidewright.core.refresh.columns import Field, fields_in, order, value_in
from guidewright.core.refresh.guides import Guide, RowKey, amounts_of, currency_of, row_keys

Value = str | int | float | bool | None
_OPTIONAL = ("level", "title", "also")


def grid(guides: Sequence[Guide]) -> list[list[Value]]:
    """The header and the lines, guides in the order given, rows in the order of their specs."""
    lines = [(guide, key) for guide in guides for key in row_keys(guide)]
    fields: set[Field] = set()
    for guide, key in lines:
        fields |= {field for field, _ in fields_in(amounts_of(guide, key))}
    names = {part for guide in guides for row in guide.rows for part in _OPTIONAL if row.get(part)}
    optional = [part for part in _OPTIONAL if part in names]
    columns = sorted(fields, key=order)
    header: list[Value] = ["company", "role", "region", *optional, "currency", *(field.name for field in columns)]
    return [header, *(_line(guide, key, optional, columns) for guide, key in lines)]


def _line(guide: Guide, key: RowKey, optional: Sequence[str], columns: Sequence[Field]) -> list[Value]:
    row = guide.rows[key.index]
    heads: dict[str, Any] = {"level": row.get("level"), "title": row.get("title"), "also": "yes" if key.also else None}
    amounts = amounts_of(guide, key)
    stated = [value_in(amounts, field) for field in columns]
    return [
        guide.company,
        guide.role,
        row.get("region"),
        *(heads[part] for part in optional),
        currency_of(guide, key),
        *stated,
    ]
