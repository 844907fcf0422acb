"""The grid, and workbooks: what grid writes refresh reads back, as CSV and as XLSX."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runner import guidewright, tree

from refresh.refreshing import changed_lines, check_refused, refreshed, spec_of

Sheet = Callable[[str], Path]


def _workbook(path: Path, rows: list[list[object]], formats: dict[str, str] | None = None, sheets: int = 1) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for number in range(sheets):
        sheet = book.active if number == 0 else book.create_sheet(f"more{number}")
        for row in rows:
            sheet.append(row)
    for cell, form in (formats or {}).items():
        book.active[cell].number_format = form
    book.save(path)
    return path


HEAD: list[object] = ["company", "role", "region", "base_low", "base_high", "bonus_pct"]


def test_a_workbook_is_read_like_csv(acme: Path, tmp_path: Path) -> None:
    rows: list[list[object]] = [HEAD, ["acme", "data-scientist", "San Francisco", 156000.0, "$216K", 0.16]]
    file = _workbook(tmp_path / "f.xlsx", rows, {"F2": "0%"})
    old = spec_of(acme).read_bytes()
    assert refreshed(acme, file).code == 0
    assert [after.strip() for _, after in changed_lines(old, spec_of(acme).read_bytes())] == [
        "base_low: 156000", "base_high: 216000", "bonus_pct: 16",
    ]  # fmt: skip


def test_cells_that_are_no_plain_values_are_named(acme: Path, tmp_path: Path) -> None:
    import datetime

    day = datetime.date(2026, 5, 1)
    rows: list[list[object]] = [HEAD, ["acme", "data-scientist", "San Francisco", "=155000+1", day, 0.15]]
    ran = refreshed(acme, _workbook(tmp_path / "f.xlsx", rows))
    assert ran.code == 1
    assert "f.xlsx:2:4: error[GW731] D2 (base_low): a formula" in ran.err
    assert "f.xlsx:2:5: error[GW731] E2 (base_high): a date" in ran.err
    assert "f.xlsx:2:6: error[GW725] F2 (bonus_pct): '0.15' may be 15 % or 0.15 %" in ran.err


def test_a_grid_as_workbook_changes_nothing(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "grid.xlsx"
    assert guidewright("grid", "--out", file, root=workspace).code == 0
    before = tree(workspace)
    ran = refreshed(workspace, file)
    assert (ran.code, tree(workspace)) == (0, before)
    assert "0 changes" in ran.out


def test_workbooks_that_are_none(acme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[list[object]] = [HEAD, ["acme", "data-scientist", "San Francisco", 1, 2, 3]]
    several = refreshed(acme, _workbook(tmp_path / "two.xlsx", rows, sheets=2))
    assert (several.code, "2 sheets hold something" in several.err) == (2, True)
    (tmp_path / "text.xlsx").write_text("company,role\n", encoding="utf-8")
    assert refreshed(acme, tmp_path / "text.xlsx").code == 2
    disguised = tmp_path / "book.csv"
    disguised.write_bytes((tmp_path / "two.xlsx").read_bytes())
    ran = refreshed(acme, disguised)
    assert ran.code == 1
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ran = refreshed(acme, tmp_path / "two.xlsx")
    assert (ran.code, "pip install 'guidewright[xlsx]'" in ran.err) == (2, True)


def test_the_grid_is_stable_and_keyed(workspace: Path) -> None:
    ran = guidewright("grid", "twilio/ml-ai-engineer", root=workspace)
    assert ran.code == 0
    assert ran.out.splitlines()[:2] == [
        "company,role,region,currency,base_low,base_high,stock_low,stock_high,bonus_pct,bonus_pct_high,total_comp_low,total_comp_high",
        'twilio,ml-ai-engineer,"San Francisco, CA (HQ)",USD,170000,235000,160000,320000,10,15,260000,390000',
    ]
    assert guidewright("grid", "twilio/ml-ai-engineer", root=workspace).out == ran.out
    assert guidewright("grid", "twilioo", root=workspace).code == 2
    assert guidewright("grid", "--out", "grid.txt", root=workspace).code == 2


def test_rows_of_levels_second_currencies_and_own_columns_come_back(empty_workspace: Path, sheet: Sheet) -> None:
    spec = spec_of(empty_workspace, "acme/data-scientist")
    spec.parent.mkdir()
    (spec.parent / "_company.yaml").write_text("company_display: Acme\ncurrency: INR\n", encoding="utf-8")
    spec.write_text(
        """compensation:
  - {region: Pune, level: L4, base_low: 1200000, also: {currency: USD, base_low: 14000}}
  - region: Pune
    level: L5
    base_low: 1500000
    base_note: "=not a formula, a note"
    extra:
      - label: "Lunch: daily"
        low: 500
""",
        encoding="utf-8",
    )
    ran = guidewright("grid", root=empty_workspace)
    assert ran.out == (
        "company,role,region,level,also,currency,base_low,base_note,extra:Lunch: daily:low\n"
        "acme,data-scientist,Pune,L4,,INR,1200000,,\n"
        "acme,data-scientist,Pune,L4,yes,USD,14000,,\n"
        'acme,data-scientist,Pune,L5,,INR,1500000,"=not a formula, a note",500\n'
    )
    assert "0 changes" in refreshed(empty_workspace, sheet(ran.out)).out
    new = ran.out.replace("1200000", "₹12.5L").replace("14000", "14500").replace(",500\n", ",550\n")
    old = spec.read_bytes()
    assert refreshed(empty_workspace, sheet(new), "--verified-on", "2026-02-23").code == 0
    wanted = old.decode()
    for before, after in (("1200000", "1250000"), ("14000", "14500"), ("low: 500\n", "low: 550\n")):
        wanted = wanted.replace(before, after)
    dates = "last_updated: 2026-02-23\nsalary_data_quarter: 2026-Q1\n"
    assert spec.read_text("utf-8") == dates + wanted
    ambiguous = "company,role,region,base_low\nacme,data-scientist,Pune,1300000\n"
    check_refused(empty_workspace, sheet(ambiguous), "2:21", "GW724", "add the column level or title")
