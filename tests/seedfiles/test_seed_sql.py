"""seed.sql: SQLite and PostgreSQL load it, more than once, and hold exactly what the tables say."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from seed_cases import NASTY, ROOT, catalogue, filled, nasty_records, records, seed_files

from guidewright.core.seedfiles.relations import RELATIONS, Relation, Values
from guidewright.core.seedfiles.sql import literal

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
_CATALOGUE = catalogue()


def script(found: list[dict[str, Any]]) -> str:
    return seed_files(found, _CATALOGUE.companies, _CATALOGUE.roles, ("sql",))["seed.sql"].decode()


def wanted(found: list[dict[str, Any]]) -> dict[Relation, list[Values]]:
    return {relation: list(rows) for relation, rows in filled(found)}


@contextmanager
def loaded(text: str, times: int = 1) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for _ in range(times):
            connection.executescript(text)
        yield connection


def held(connection: sqlite3.Connection, relation: Relation) -> list[Values]:
    key = ", ".join(relation.key)
    return list(connection.execute(f"SELECT {', '.join(relation.names)} FROM {relation.name} ORDER BY {key}"))


def test_sqlite_loads_it_twice() -> None:
    """The file replaces what it made; every reference is kept."""
    with loaded(script(records()), times=2) as connection:
        for relation, rows in wanted(records()).items():
            assert rows == held(connection, relation), relation.name
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        broken = "INSERT INTO sources (company, role, ordinal, kind, text) VALUES ('no', 'such', 1, 'evidence', 'x')"
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(broken)


def test_shared_rows() -> None:
    """Companies and roles of the files and of the guides; a specialty is a role that the catalogue lacks."""
    with loaded(script(records())) as connection:
        roles = dict(connection.execute("SELECT role, catalogued FROM roles"))
        assert roles["quant"] == 0
        assert roles["product-designer"] == 1
        assert set(_CATALOGUE.companies) == {slug for (slug,) in connection.execute("SELECT company FROM companies")}
        alias = "SELECT company FROM company_aliases WHERE alias = 'TWLO'"
        assert connection.execute(alias).fetchall() == [("twilio",)]


def test_guide_without_company_file() -> None:
    """A guide of a company that has no file brings its company and role along."""
    text = seed_files(records(), {}, {}, ("sql",))["seed.sql"].decode()
    with loaded(text) as connection:
        names = dict(connection.execute("SELECT company, company_display FROM companies"))
        assert names == {"segment": "Segment", "twilio": "Twilio"}


def test_words_of_blocks() -> None:
    """The text of a block holds all its words but the title."""
    with loaded(script(records())) as connection:
        query = "SELECT ordinal, kind, title, text FROM blocks WHERE role = 'quant' ORDER BY ordinal"
        blocks = {ordinal: (kind, title, text) for ordinal, kind, title, text in connection.execute(query)}
    assert blocks[1] == ("compensation", "Pay", "Before the table.\n\nBelow the table.")
    assert blocks[4] == ("level_mapping", "Levels", "Before\n\n| A | B |\n| a | b |\n\n- L3: x\n\nAfter")
    assert blocks[6] == ("global_levers", "G", 'I\n\n- **T1:** L "S" A\n\nX\n- **T2**\n\nMore\n\nZ')
    assert blocks[9] == ("evidence", "Evidence & Sources", "- Plain\n- Report https://example.com/r (paid)")
    assert blocks[12] == ("summary", None, "A | B")


@QUICK
@given(nasty_records())
def test_sql_is_exact(record: dict[str, Any]) -> None:
    """Any text comes back from the database that seed.sql makes."""
    with loaded(script([record])) as connection:
        for relation, rows in wanted([record]).items():
            assert rows == held(connection, relation), relation.name


def test_nul_is_refused() -> None:
    """No SQL text can hold a NUL: it is an error, not a cut."""
    with pytest.raises(ValueError, match="NUL"):
        literal("a\0b")


def test_one_changed_figure_is_one_changed_line() -> None:
    """A refresh of a figure moves no other line of seed.sql and compensation.csv."""
    before, after = records(), records()
    after[0]["compensation"][0]["base_low"] = 171000
    for name in ("sql", "csv", "ndjson"):
        old, new = (
            next(iter(seed_files(found, _CATALOGUE.companies, _CATALOGUE.roles, (name,)).values())).split(b"\n")
            for found in (before, after)
        )
        assert sum(x != y for x, y in zip(old, new, strict=True)) == 1, name


@pytest.mark.postgres
def test_postgres_loads_it(tmp_path: Path) -> None:
    """A real PostgreSQL server loads the file twice and holds exactly the same rows, nasty texts included."""
    here = shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not here and not os.environ.get("CI"):
        pytest.skip("no PostgreSQL server here")
    found = records()
    nasty = next(each for each in found if each["role"] == "quant")
    nasty["body"] += [{"kind": "section", "title": text or None, "emoji": text, "text": text} for text in NASTY]
    (tmp_path / "seed.sql").write_bytes(script(found).encode())
    command = ["bash", str(ROOT / ".ci/postgres.sh"), str(tmp_path / "seed.sql"), str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert result.returncode == 0, result.stderr
    for relation, rows in wanted(found).items():
        assert f"\n{relation.name} {len(rows)}\n" in f"\n{result.stdout}\n"
        with (tmp_path / f"{relation.name}.csv").open(encoding="utf-8", newline="") as file:
            read = sorted(tuple(row[name] for name in relation.names) for row in csv.DictReader(file, strict=True))
        assert sorted(tuple(_cell(value) for value in row) for row in rows) == read, relation.name
    assert {relation.name for relation in RELATIONS} == {path.stem for path in tmp_path.glob("*.csv")}


def _cell(value: Any) -> str:
    return {True: "t", False: "f", None: ""}[value] if value is None or isinstance(value, bool) else str(value)
