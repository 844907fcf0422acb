"""``guides.sqlite``: the seed tables as a SQLite database with full-text search, and the dump that compares databases.

Built in memory in one pass, so the same tables give the same bytes on the same SQLite. Between SQLite versions the
file's layout differs: ``digest`` compares what databases hold.

``search`` is an FTS5 index over the titles and texts of ``blocks`` that keeps no copy of them (external content). It
needs a row id, so ``blocks`` has ``id`` here: a counter in key order, good within one file, not a key to store.

    SELECT b.company, b.role, b.kind, snippet(search, 1, '[', ']', '…', 12)
    FROM search JOIN blocks b ON b.id = search.rowid WHERE search MATCH 'pipelines NEAR cdp' ORDER BY rank;
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from guidewright.core.seedfiles.relations import BLOCKS, VERSION, Relation
from guidewright.core.seedfiles.rows import Filled
from guidewright.core.seedfiles.sql import create, literal

_PAGE = 8192
"""Bytes a page: with the usual 4096 most blocks spill into overflow pages."""
_MAGIC = b"SQLite format 3\0"
_ID = "  id INTEGER PRIMARY KEY,\n"
_SEARCH = """CREATE VIRTUAL TABLE search USING fts5(
  title, text, content='blocks', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
)"""


def database(tables: Sequence[Filled]) -> bytes:
    """The SQLite database of ``tables`` (parents before children).

    Raises ``sqlite3.IntegrityError`` when rows break a key or a reference, which would be a bug of the tables.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        run = connection.execute
        for setting in (f"page_size = {_PAGE}", "encoding = 'UTF-8'", f"user_version = {VERSION}"):
            run(f"PRAGMA {setting}")
        run("BEGIN")
        for relation, _ in tables:
            run(_create(relation))
        for relation, rows in tables:
            marks = ", ".join("?" * len(relation.columns))
            names = ", ".join(relation.names)
            statement = f"INSERT INTO {relation.name} ({names}) VALUES ({marks})"  # noqa: S608 (names of our own)
            connection.executemany(statement, rows)
        if any(relation is BLOCKS for relation, _ in tables):
            run(_SEARCH)
            run("INSERT INTO search(search) VALUES ('rebuild')")
            run("INSERT INTO search(search) VALUES ('optimize')")
        run("COMMIT")
        if broken := run("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.IntegrityError(f"{len(broken)} rows refer to nothing, first: {broken[0]}")
        return connection.serialize()


def _create(relation: Relation) -> str:
    """The table as in ``seed.sql``; ``blocks`` gets the row id that the search index refers to."""
    if relation is not BLOCKS:
        return create(relation)
    unique = create(relation).replace("PRIMARY KEY (", "UNIQUE (")
    return unique.replace("(\n", "(\n" + _ID, 1)


def dump(content: bytes) -> str:
    """The database as text, the same for the same tables whatever SQLite wrote them.

    Raises ``sqlite3.DatabaseError`` for bytes that are no database.
    """
    return "".join(_lines(content))


def digest(content: bytes) -> str:
    """The SHA-256 of ``dump``, made without holding it in memory; of the bytes when they are no database."""
    summed = hashlib.sha256()
    try:
        for text in _lines(content):
            summed.update(text.encode())
    except (sqlite3.Error, ValueError, OverflowError):
        return hashlib.sha256(content).hexdigest()
    return summed.hexdigest()


def _lines(content: bytes) -> Iterator[str]:
    """Settings, then everything that was created, a table with its rows in key order; an index only by name."""
    if not content.startswith(_MAGIC):
        raise sqlite3.DatabaseError("not a database")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        yield f"user_version {connection.execute('PRAGMA user_version').fetchone()[0]}\n"
        made = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
        created = [(kind, name, sql, sql.upper().startswith("CREATE VIRTUAL")) for kind, name, sql in made]
        shadows = tuple(f"{name}_" for _, name, _, virtual in created if virtual)
        for kind, name, sql, virtual in created:
            if name.startswith(shadows):
                continue
            yield f"{sql};\n"
            if kind == "table" and not virtual:
                yield from _rows(connection, name)


def _rows(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    table = _quoted(name)
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    key = [_quoted(column[1]) for column in sorted(columns, key=lambda column: column[5]) if column[5]]
    order = f" ORDER BY {', '.join(key)}" if key else ""
    for row in connection.execute(f"SELECT * FROM {table}{order}"):  # noqa: S608 (the names are quoted)
        yield f"{name}({', '.join([repr(cell) if isinstance(cell, bytes) else literal(cell) for cell in row])})\n"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
