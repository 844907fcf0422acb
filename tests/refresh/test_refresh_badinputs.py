"""Group C of the shared bad inputs as the manifest says, and refreshes of its twelve OK controls."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from cli_runner import guidewright, tree
from conftest import find_shared

from refresh.refreshing import changed_lines, refreshed, spec_of

CODES = {
    "c02": "GW722", "c04": "GW723", "c06": "GW720", "c08": "GW002", "c10": "GW001", "c12": "GW721", "c16": "GW727",
    "c18": "GW725", "c20": "GW003", "c22": "GW733", "c28": "GW726",
}  # fmt: skip
SAID = {"c10": "UTF-16", "c12": '";"', "c16": "c16-conflicting-rows.csv:2:44", "c28": "null"}
CHANGED = {"c00": 1, "c14": 2, "c24": 0, "c26": 1}
"""Lines that an accepted sheet changes."""


def _rows(group: str) -> list[dict[str, str]]:
    shared = find_shared()
    if shared is None:
        return []
    with open(shared / "badinputs" / "manifest.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["group"] == group]


@pytest.mark.parametrize("row", _rows("C"), ids=lambda row: Path(row["file"]).stem)
def test_a_sheet_of_the_manifest_is_answered_as_it_says(row: dict[str, str], acme: Path, shared: Path) -> None:
    file = shared / "badinputs" / row["file"]
    case = file.name[:3]
    before, mtime = tree(acme), spec_of(acme).stat().st_mtime_ns
    ran = refreshed(acme, file)
    assert "Traceback" not in ran.err
    if case in CHANGED:
        assert ran.code == 0, ran.err
        old, new = before["seeds/acme/data-scientist.yaml"], spec_of(acme).read_bytes()
        assert len(changed_lines(old, new)) == CHANGED[case]
        assert (spec_of(acme).stat().st_mtime_ns == mtime) == (CHANGED[case] == 0)
        assert ("0 changes" in ran.out) == (CHANGED[case] == 0)
        return
    assert ran.code == 1
    assert tree(acme) == before
    place = row["expected_line_col"]
    assert f"{file}:{place + ':' if place else ''}" in ran.err
    assert f"error[{CODES[case]}]" in ran.err
    assert SAID.get(case, "") in ran.err
    assert len(ran.err) < 2000, "the message echoes the input"


@pytest.mark.parametrize("row", _rows("OK"), ids=lambda row: Path(row["file"]).stem)
def test_a_control_keeps_every_line_that_is_not_refreshed(row: dict[str, str], acme: Path, shared: Path) -> None:
    """An unchanged grid changes nothing; a changed figure one line and the dates; undo gives the same bytes."""
    spec = spec_of(acme)
    shutil.copy(shared / "badinputs" / row["file"], spec)
    old = spec.read_bytes()
    grid = acme / "grid.csv"
    assert guidewright("grid", "--out", grid, root=acme).code == 0
    ran = refreshed(acme, grid)
    assert (ran.code, spec.read_bytes()) == (0, old)
    assert "0 changes" in ran.out
    text = grid.read_text("utf-8")
    assert "155000" in text
    grid.write_text(text.replace("155000", "154000", 1), encoding="utf-8")
    assert refreshed(acme, grid, "--verified-on", "2026-02-23").code == 0
    lines = changed_lines(old, spec.read_bytes())
    assert len(lines) == 4, lines
    said = " ".join(after for _, after in lines)
    for words in ("154000", "last_updated: 2026-02-23", "salary_data_quarter: 2026-Q1", "next_review_due: 2026-05-23"):
        assert words in said
    assert guidewright("refresh", "--undo", root=acme).code == 0
    assert spec.read_bytes() == old
