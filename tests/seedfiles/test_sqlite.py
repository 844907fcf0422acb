"""guides.sqlite: the same rows as seed.sql, searchable, reproducible, comparable by digest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from seed_cases import filled, nasty_records, records

from guidewright.core.seedfiles.relations import BLOCKS, SOURCES
from guidewright.edges.sqlite import database, digest, dump

QUICK = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def opened(content: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        yield connection


def changed(content: bytes, statement: str) -> bytes:
    with opened(content) as connection:
        connection.executescript(statement)
        return connection.serialize()


def test_rows() -> None:
    """Every table holds its rows in key order, with references that are declared and kept."""
    with opened(database(filled(records()))) as connection:
        for relation, rows in filled(records()):
            order = ", ".join(relation.key)
            names = ", ".join(relation.names)
            assert rows == list(connection.execute(f"SELECT {names} FROM {relation.name} ORDER BY {order}"))
            declared = {row[2] for row in connection.execute(f"PRAGMA foreign_key_list({relation.name})")}
            assert {parent for _, parent in relation.parents} == declared
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_search() -> None:
    """Words are found in titles and texts whatever their accents and case, and shown where they stand."""
    found = records()
    quant = next(each for each in found if each["role"] == "quant")
    section = {"kind": "section", "title": "Café", "emoji": None, "text": "the words that nobody else has: xylophone"}
    quant["body"].append(section)
    query = (
        "SELECT b.role, b.kind, snippet(search, 1, '[', ']', '…', 4) FROM search JOIN blocks b ON b.id = search.rowid "
        "WHERE search MATCH ? ORDER BY rank"
    )
    with opened(database(filled(found))) as connection:
        expected = [("quant", "section", "…nobody else has: [xylophone]")]
        assert connection.execute(query, ("Xylophone",)).fetchall() == expected
        assert [row[0] for row in connection.execute(query, ("title:cafe",))] == ["quant"]
        assert len(connection.execute(query, ("pipelines",)).fetchall()) > 1
        connection.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")


def test_same_tables_same_bytes() -> None:
    """Nothing but the tables decides the bytes."""
    assert database(filled(records())) == database(filled(records()[::-1]))


def test_reference_to_nothing_is_a_bug() -> None:
    """Rows that refer to a guide that is not there are refused."""
    lost = ("no", "such", 1, "evidence", "x", None, None)
    broken = [(relation, [*rows, lost] if relation is SOURCES else rows) for relation, rows in filled(records())]
    with pytest.raises(sqlite3.IntegrityError, match="refer to nothing"):
        database(broken)


@QUICK
@given(nasty_records())
def test_database_is_exact(record: dict[str, Any]) -> None:
    """Any text comes back, of the type that it went in with."""
    with opened(database(filled([record]))) as connection:
        for relation, rows in filled([record]):
            order = ", ".join(relation.key)
            read = list(connection.execute(f"SELECT {', '.join(relation.names)} FROM {relation.name} ORDER BY {order}"))
            assert rows == read


def test_digest_does_not_see_the_layout() -> None:
    """Page size and the order of writing are SQLite's business."""
    content = database(filled(records()))
    other = changed(content, "PRAGMA page_size = 1024; VACUUM;")
    assert content != other
    assert dump(content) == dump(other)
    assert digest(content) == digest(other)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE compensation SET base_low = base_low + 1 WHERE role = 'quant' AND ordinal = 1",
        "UPDATE blocks SET text = 'x' WHERE id = 1",
        "DELETE FROM sources WHERE ordinal = 1",
        "CREATE TABLE mine (x)",
        "CREATE VIEW mine AS SELECT 1",
        'CREATE TABLE "a""b;" (x BLOB); INSERT INTO "a""b;" VALUES (x\'00ff\')',
        "DROP TABLE search",
        "PRAGMA user_version = 2",
        "UPDATE seed_meta SET value = 'a' || char(0)",
    ],
)
def test_digest_sees_every_change(statement: str) -> None:
    """A change by hand changes the digest, whatever it is."""
    content = database(filled(records()))
    assert digest(content) != digest(changed(content, statement + ";"))


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000, "cut"])
def test_digest_of_anything(content: bytes | str) -> None:
    """What is no database has a digest too: the file on disk may be anything."""
    whole = database(filled(records()))
    data = whole[: len(whole) // 2] if isinstance(content, str) else content
    assert len(digest(data)) == 64
    assert digest(data) != digest(whole)


def test_without_blocks() -> None:
    """Tables without blocks have nothing to search."""
    some = [(relation, rows) for relation, rows in filled(records()) if relation is not BLOCKS]
    with opened(database(some)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {relation.name for relation, _ in some} == names
