"""``compensation.csv``: one row for each row of a compensation table, every figure in columns of its own.

RFC 4180 with LF; nothing is an empty cell, ``true`` and ``false`` are words, numbers have no separators. Cells are
data and are written as they are, also where a spreadsheet would take one for a formula: a ``'`` put in front would
be read as part of the text by every database and program, and the next refresh would carry it into the specs.
``formulas`` names such cells, so that a check can say so; people who open the file by double-click are the ones
to warn, and importing it with all columns as text runs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guidewright.core.seedfiles.relations import COMPENSATION, Column, Value, Values
from guidewright.core.seedfiles.rows import compensation_rows

_FACTS = (
    Column("company_display", required=True),
    Column("role_display", required=True),
    Column("role_type"),
    Column("salary_data_quarter"),
    Column("last_updated", "date"),
    Column("data_quality"),
    Column("vesting_years", "integer", required=True),
    Column("total_formula", required=True),
)
_KEYS, _REST = COMPENSATION.columns[:2], COMPENSATION.columns[2:]
COLUMNS: tuple[Column, ...] = (*_KEYS, *_FACTS, *_REST)
"""The key of the guide, what is needed to compare its figures with others', and the row."""

_TO_QUOTE = re.compile(r'[",\r\n]|^\s|\s$')
_FORMULA = re.compile(r"[=+\-@\t\r]")


def rows(record: Mapping[str, Any]) -> Iterator[Values]:
    """The rows of one guide, a value for each of ``COLUMNS``."""
    facts = tuple(record[column.name] for column in _FACTS)
    for row in compensation_rows(record):
        yield (*row[:2], *facts, *row[2:])


def cell(value: Value) -> str:
    """One cell, quoted where its text asks for it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    return '"' + value.replace('"', '""') + '"' if not value or _TO_QUOTE.search(value) else value


def lines(values: Iterable[Values]) -> str:
    return "".join(",".join([cell(value) for value in row]) + "\n" for row in values)


HEADER = lines([tuple(column.name for column in COLUMNS)])


def formulas(record: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """The cells of a guide that a spreadsheet would run: the row's ordinal, the column and the text."""
    ordinal = len(_KEYS) + len(_FACTS)
    return [
        (int(str(row[ordinal])), column.name, value)
        for row in rows(record)
        for column, value in zip(COLUMNS, row, strict=True)
        if isinstance(value, str) and _FORMULA.match(value)
    ]
