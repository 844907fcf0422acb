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
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

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


def database(tables: Iterable[Filled]) -> bytes:
    """The SQLite database of ``tables`` (parents before children).

    Raises ``sqlite3.IntegrityError`` when rows break a key or a reference, which would be a bug of the tables.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        run = connection.execute
        for setting in (f"page_size = {_PAGE}", "encoding = 'UTF-8'", f"user_version = {VERSION}"):
            run(f"PRAGMA {setting}")
        run("BEGIN")
        statements: dict[Relation, str] = {}
        for relation, rows in tables:
            if relation not in statements:
                run(_create(relation))
                marks, names = ", ".join("?" * len(relation.columns)), ", ".join(relation.names)
                statements[relation] = f"INSERT INTO {relation.name} ({names}) VALUES ({marks})"  # noqa: S608 (our own)
            connection.executemany(statements[relation], rows)
        if BLOCKS in statements:
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
    lines = []
    with _opened(content) as connection:
        for name, statement, rows in _described(connection):
            lines.append(f"{statement};\n")
            for row in rows:
                cells = (repr(cell) if isinstance(cell, bytes) else literal(cell) for cell in row)
                lines.append(f"{name}({', '.join(cells)})\n")
    return "".join(lines)


def digest(content: bytes) -> str:
    """A SHA-256 of what ``dump`` shows, made without holding it in memory; of the bytes when they are no database."""
    try:
        with _opened(content) as connection:
            return _digest(connection)
    except (sqlite3.Error, ValueError, OverflowError):
        return hashlib.sha256(content).hexdigest()


@contextmanager
def _opened(content: bytes) -> Iterator[sqlite3.Connection]:
    if not content.startswith(_MAGIC):
        raise sqlite3.DatabaseError("not a database")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        yield connection


def _digest(connection: sqlite3.Connection) -> str:
    summed = hashlib.sha256()
    for _, statement, rows in _described(connection):
        summed.update(json.dumps(statement).encode())
        while some := rows.fetchmany(1000):
            summed.update(json.dumps(some, ensure_ascii=False, default=lambda blob: [blob.hex()]).encode())
    return summed.hexdigest()


def _described(connection: sqlite3.Connection) -> Iterator[tuple[str, str, sqlite3.Cursor]]:
    """Settings, then everything that was created: name, statement, and a table's rows in key order."""
    nothing = "SELECT 1 WHERE 0"
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    yield "", f"PRAGMA user_version = {version}", connection.execute(nothing)
    made = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
    created = [(kind, name, sql, sql.upper().startswith("CREATE VIRTUAL")) for kind, name, sql in made]
    shadows = tuple(f"{name}_" for _, name, _, virtual in created if virtual)
    for kind, name, sql, virtual in created:
        if not name.startswith(shadows):
            rows = _in_order(connection, name) if kind == "table" and not virtual else nothing
            yield name, sql, connection.execute(rows)


def _in_order(connection: sqlite3.Connection, name: str) -> str:
    table = _quoted(name)
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    key = [_quoted(column[1]) for column in sorted(columns, key=lambda column: column[5]) if column[5]]
    order = f" ORDER BY {', '.join(key)}" if key else ""
    return f"SELECT * FROM {table}{order}"  # noqa: S608 (the names are quoted)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
