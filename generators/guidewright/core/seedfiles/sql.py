"""``seed.sql``: the tables as standard SQL that PostgreSQL and SQLite both load.

Every row begins a line and no key is a counter, so a changed figure is one changed line. Texts are standard literals:
only the quote is doubled, a backslash is a backslash (``standard_conforming_strings``, PostgreSQL's default since 9.1).
"""

from __future__ import annotations

from collections.abc import Sequence

from guidewright.core.seedfiles.relations import RELATIONS, VERSION, ColumnType, Relation, Value, Values
from guidewright.core.seedfiles.rows import Filled

_TYPES: dict[ColumnType, str] = {
    "text": "TEXT",
    "integer": "BIGINT",
    "number": "NUMERIC",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


def literal(value: Value) -> str:
    """A value as SQL writes it.

    Raises ``ValueError`` for a text with a NUL: no SQL literal can hold one, and the reader admits none.
    """
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError("a text with a NUL cannot be written as SQL")
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return "NULL" if value is None else repr(value)


def create(relation: Relation) -> str:
    """The statement that makes a table, with its keys and with what it holds as a comment."""
    lines = [f"  {col.name} {_TYPES[col.type]}{' NOT NULL' if col.required else ''}" for col in relation.columns]
    lines.append(f"  PRIMARY KEY ({', '.join(relation.key)})")
    for own, parent in relation.parents:
        lines.append(f"  FOREIGN KEY ({', '.join(own)}) REFERENCES {parent} ({', '.join(_key(parent))})")
    about = "".join(f"  -- {text}\n" for text in relation.about)
    return f"CREATE TABLE {relation.name} (\n{about}" + ",\n".join(lines) + "\n)"


def _key(name: str) -> tuple[str, ...]:
    return next(relation.key for relation in RELATIONS if relation.name == name)


def insert(relation: Relation, rows: Sequence[Values]) -> str:
    """One statement for all ``rows``, each on a line of its own, with the columns that some row fills."""
    if not rows:
        return ""
    filled = {name: cells for name, *cells in zip(relation.names, *rows, strict=True) if cells.count(None) < len(cells)}
    written = zip(*([literal(cell) for cell in cells] for cells in filled.values()), strict=True)
    lines = ",\n".join(["(" + ", ".join(cells) + ")" for cells in written])
    return f"INSERT INTO {relation.name} ({', '.join(filled)}) VALUES\n{lines};\n"


def inserts(filled: Sequence[Filled]) -> str:
    return "".join(insert(relation, rows) for relation, rows in filled)


def opening(shared: str) -> str:
    """The file up to the first guide: replaces the tables in one transaction, then ``shared``, the shared rows."""
    names = ", ".join(relation.name for relation in RELATIONS)
    drops = "".join(f"DROP TABLE IF EXISTS {relation.name};\n" for relation in reversed(RELATIONS))
    creates = "".join(f"\n{create(relation)};\n" for relation in RELATIONS)
    head = (
        f"-- guidewright seed data, version {VERSION}. Generated: do not edit. UTF-8, PostgreSQL and SQLite.\n"
        f"-- Replaces the tables {names}.\n"
        "-- Load it into a database or schema of its own:\n"
        "--   psql -v ON_ERROR_STOP=1 -f seed.sql    or    sqlite3 guides.db < seed.sql\n"
    )
    return f"{head}BEGIN;\n\n{drops}{creates}\n{shared}"


CLOSING = "\nCOMMIT;\n"
