"""Hostile text in a spec cannot break out of its place: what was written is read back to prove it."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from cli_runner import guidewright

from guidewright.core.legacy.tree import parse


@pytest.fixture
def acme(shared: Path, empty_workspace: Path, request: pytest.FixtureRequest) -> Path:
    """A workspace with one bad-input spec as acme/data-scientist, built with drafts in its seed files."""
    target = empty_workspace / "seeds" / "acme" / "data-scientist.yaml"
    target.parent.mkdir()
    shutil.copy(shared / "badinputs" / request.param, target)
    (empty_workspace / "guidewright.toml").write_text("[build]\ndrafts = true\n", encoding="utf-8")
    ran = guidewright("build", root=empty_workspace)
    assert ran.code == 0, ran.err
    return empty_workspace


def guide(root: Path) -> str:
    return (root / "output/guides/acme/data-scientist.md").read_text("utf-8").split("\n---\n", 1)[1]


@pytest.mark.parametrize("acme", ["specs/s17-pipe-in-region.yaml"], indirect=True)
def test_a_pipe_adds_no_column(acme: Path) -> None:
    rows = [line for line in guide(acme).split("\n") if line.startswith("| ")]
    assert len({line.replace("\\|", "").count("|") for line in rows}) == 1
    assert any("\\|" in line for line in rows)


@pytest.mark.parametrize(
    "acme", ["specs/s19-markdown-breakout.yaml", "specs/s27-fence-info-injection.yaml"], indirect=True
)
def test_markdown_in_a_line_adds_no_section(acme: Path) -> None:
    kinds = [node.kind for node in parse(guide(acme)) if node.kind != "blank"]
    assert kinds.count("heading") == 1, "the title only"
    assert "fence" not in kinds


@pytest.mark.parametrize("acme", ["specs/s21-jinja-in-data.yaml"], indirect=True)
def test_jinja_in_data_is_printed(acme: Path) -> None:
    assert "{{ 7*7 }}" in guide(acme)
    assert "49" not in guide(acme)


@pytest.mark.parametrize("acme", ["specs/s23-sql-quote.yaml", "ok/ok10-unicode.yaml"], indirect=True)
def test_a_name_is_stored_exactly_everywhere(acme: Path) -> None:
    seeds = acme / "output" / "seeds"
    record = json.loads((seeds / "guides.ndjson").read_text("utf-8"))
    name = record["company_display"]
    database = sqlite3.connect(seeds / "guides.sqlite")
    assert database.execute("select company_display from companies").fetchall() == [(name,)]
    loaded = sqlite3.connect(":memory:")
    loaded.executescript((seeds / "seed.sql").read_text("utf-8"))
    assert loaded.execute("select company_display from companies").fetchall() == [(name,)]
    assert loaded.execute("select count(*) from guides").fetchone() == (1,)
    with open(seeds / "compensation.csv", encoding="utf-8", newline="") as file:
        assert {row["company_display"] for row in csv.DictReader(file)} == {name}
    assert f"| {name} Global Negotiation Guide" in guide(acme)
