"""What refresh decides: what moves, what stops, what is verified, what was not covered; and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runner import guidewright, tree

from refresh.refreshing import changed_lines, check_refused, refreshed, spec_of

Sheet = Callable[[str], Path]
LONG = "company,role,region,field,value\n"
SF, REMOTE = "acme,data-scientist,San Francisco,", "acme,data-scientist,Remote US,"
KEYS = ("base_low", "base_high", "stock_low", "stock_high", "bonus_pct", "total_comp_low", "total_comp_high")
WIDE = f"company,role,region,currency,{','.join(KEYS)}\n"
ROW_SF = "acme,data-scientist,San Francisco,USD,155000,215000,70000,195000,15,210000,340000\n"
ROW_REMOTE = "acme,data-scientist,Remote US,USD,140000,195000,60000,170000,15,185000,300000\n"


@pytest.mark.parametrize(
    ("line", "place", "code", "words"),
    [
        (SF + "base_low,170", "2:44", "GW729", "did you mean 170000?"),
        (SF + "base_low,155000000", "2:44", "GW729", "did you mean 155000?"),
        (SF + "base_low,216000", "2:44", "GW103", "low 216000 is above base_high 215000"),
        (SF + "base_high,150000", "2:45", "GW103", "low 155000 is above base_high 150000"),
        (SF + "bonus_pct_high,10", "2:50", "GW103", "bonus_pct"),
        (SF + "base_lo,1", "2:35", "GW722", "did you mean 'base_low'?"),
        (SF + "currency,EUR", "2:35", "GW722", "unknown field 'currency'"),
        (SF + "base_text,not disclosed", "2:45", "GW117", "words beside base_low"),
        (SF + "base_currency,XXX", "2:49", "GW108", "ISO 4217"),
        (SF + "extra:Carry:low,5", "2:51", "GW724", "no column 'Carry'"),
        ("acme,data-scientist,san francisco,base_low,1", "2:21", "GW724", "write 'San Francisco'"),
        ("acme,data-scientist,,base_low,1", "2:21", "GW724", "names no region"),
        ("acme,data-scientist,Atlantis,base_low,1", "2:21", "GW724", "has no row 'Atlantis'"),
        ("acme,data-scientist,Remote USA,base_low,1", "2:21", "GW724", "did you mean 'Remote US'?"),
        ("acme,data-sientist,San Francisco,base_low,1", "2:6", "GW724", "did you mean 'data-scientist'?"),
        ("acmee,data-scientist,San Francisco,base_low,1", "2:1", "GW724", "did you mean 'acme'?"),
        (SF + "negotiation_dna_summary,x", "2:21", "GW724", "belongs to no row"),
        ("acme,data-scientist,,data_quality,good", "2:35", "GW105", "one of high, medium, low"),
        (SF + "base_low,1,2", "2:46", "GW723", "6 cells"),
        ('acme,data-scientist,"San\nFrancisco",base_low,1', "2:21", "GW725", "a line end inside region"),
    ],
)
def test_a_bad_row_stops_everything(acme: Path, sheet: Sheet, line: str, place: str, code: str, words: str) -> None:
    good = REMOTE + "base_low,141000\n"
    check_refused(acme, sheet(LONG + line + "\n" + good), place, code, words)
    file = sheet(LONG + good + line + "\n")
    check_refused(acme, file, place.replace("2:", "3:", 1), code, words)


def test_every_bad_row_is_named(acme: Path, sheet: Sheet) -> None:
    """A refused low end does not bring a complaint about its range, but other faults are still found."""
    rows = [SF + "base_low,155.000", SF + "stock_low,700000", REMOTE + "base_low,", SF + "base_high,140000"]
    ran = refreshed(acme, sheet(LONG + "\n".join(rows) + "\n"))
    assert [line.split(": ")[0].rsplit("/", 1)[-1] for line in ran.err.splitlines()[:-1]] == [
        "figures.csv:2:44", "figures.csv:3:45", "figures.csv:4:40",
    ]  # fmt: skip
    assert "3 problems in the sheet" in ran.err


def test_lines_after_a_quoted_line_end_keep_their_numbers(acme: Path, sheet: Sheet) -> None:
    file = sheet(LONG + 'acme,data-scientist,,negotiation_dna_summary,"one\ntwo"\n' + SF + "base_low,1e5\n")
    check_refused(acme, file, "4:44", "GW725", "exponent")


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_what_excel_saves_is_read(acme: Path, sheet: Sheet, bom: str, eol: str) -> None:
    """Mark, CRLF, quotes, separators in the figures, and the empty columns and rows at the edges."""
    text = (
        WIDE[:-1]
        + ',,\n"acme",data-scientist,San Francisco,USD,"$156,000","215,000",70000,195000,15%,,$340K,,\n,,,,,,,,,,,,\n'
    )
    text = text.replace(",15%,,", ",15%,210000,")
    old = spec_of(acme).read_bytes()
    ran = refreshed(acme, sheet(bom + text.replace("\n", eol)))
    assert ran.code == 0, ran.err
    assert changed_lines(old, spec_of(acme).read_bytes()) == [("    base_low: 155000", "    base_low: 156000")]


def test_semicolons_are_read_when_said(acme: Path, sheet: Sheet) -> None:
    file = sheet((LONG + SF + "base_low,156000\n").replace(",", ";"))
    assert refreshed(acme, file).code == 1
    assert refreshed(acme, file, "--delimiter", ";").code == 0
    assert b"base_low: 156000" in spec_of(acme).read_bytes()


def test_large_moves_stop_until_accepted(acme: Path, sheet: Sheet) -> None:
    """Over 20 % stops; 20 % does not. The region narrows what is accepted."""
    file = sheet(LONG + SF + "stock_low,84100\n" + REMOTE + "stock_low,72000\n" + REMOTE + "base_low,154000\n")
    before = tree(acme)
    ran = refreshed(acme, file)
    assert (ran.code, tree(acme)) == (3, before)
    assert [" ".join(line.split()) for line in ran.out.splitlines()[:6]] == [
        "over 20 %",
        "acme/data-scientist San Francisco stock_low $70K → $84.1K +20.1 %",
        "",
        "10 to 20 %",
        "acme/data-scientist Remote US stock_low $60K → $72K +20.0 %",
        "acme/data-scientist Remote US base_low $140K → $154K +10.0 %",
    ]
    assert "3 values would change in 1 guide: 1 over 20 %, 2 at 10 to 20 %" in ran.out
    assert "figures.csv:2:45: error[GW734]" in ran.err
    assert "--accept 'acme/data-scientist:San Francisco'" in ran.err
    assert refreshed(acme, file, "--accept", "acme/data-scientist:Remote US").code == 3
    assert refreshed(acme, file, "--accept", "acme/other").code == 3
    assert refreshed(acme, file, "--threshold", "5,10,21").code == 0
    assert guidewright("refresh", "--undo", root=acme).code == 0
    for accepted in ("acme/data-scientist:San Francisco", "acme/data-scientist", "acme", "*/data-scientist", "all"):
        assert refreshed(acme, file, "--accept", accepted, "--dry-run").code == 0
    assert tree(acme) == before
    assert refreshed(acme, file, "--accept", "all").code == 0
    assert len(changed_lines(before["seeds/acme/data-scientist.yaml"], spec_of(acme).read_bytes())) == 3


def test_a_currency_or_period_that_turns_figures_stops(acme: Path, sheet: Sheet) -> None:
    assert refreshed(acme, sheet(LONG + SF + "stock_period,year\n")).code == 0, "new: nothing turns"
    assert refreshed(acme, sheet(LONG + SF + "stock_period,month\n")).code == 3


def test_a_new_region_is_added_when_accepted(acme: Path, sheet: Sheet) -> None:
    file = sheet(WIDE + ROW_SF + ROW_REMOTE + ROW_SF.replace("San Francisco,USD", '"London, UK",GBP'))
    before = tree(acme)
    ran = refreshed(acme, file)
    assert (ran.code, tree(acme)) == (3, before)
    assert "figures.csv:4:21: error[GW735] region: acme/data-scientist has no row 'London, UK'" in ran.err
    ran = refreshed(acme, file, "--accept", "acme/data-scientist:London, UK", "--verified-on", "2026-02-23")
    assert ran.code == 0, ran.err
    text = spec_of(acme).read_text("utf-8")
    assert "  - region: London, UK\n    base_low: 155000\n" in text
    assert "    currency: GBP\n" in text
    assert "last_updated: 2026-02-23\n" in text
    assert text.count("#") == before["seeds/acme/data-scientist.yaml"].count(b"#")


def test_deletion_needs_its_word(acme: Path, sheet: Sheet) -> None:
    old = spec_of(acme).read_text("utf-8")
    ran = refreshed(acme, sheet(LONG + SF + "total_comp_low,null\n" + SF + "total_comp_high,null\n"))
    assert ran.code == 0, ran.err
    assert "$210K → —" in ran.out
    assert spec_of(acme).read_text("utf-8") == old.replace(
        "    total_comp_low: 210000\n    total_comp_high: 340000\n", "", 1
    )
    check_refused(acme, sheet(LONG + SF + "bonus_pct_low,null\n"), "2:35", "GW722", "unknown field")


def test_dates_move_where_every_figure_is_given(acme: Path, sheet: Sheet) -> None:
    """All rows and all figures: verified. A row or a column less: refreshed, but not verified."""
    old = spec_of(acme).read_bytes()
    changed = ROW_SF.replace("155000", "156000")
    ran = refreshed(acme, sheet(WIDE + changed))
    assert "acme/data-scientist: Remote US not in the file; its dates stay" in ran.out
    assert len(changed_lines(old, spec_of(acme).read_bytes())) == 1
    lines = (WIDE + ROW_SF.replace("155000", "157000") + ROW_REMOTE).splitlines()
    ran = refreshed(acme, sheet("".join(line.rpartition(",")[0] + "\n" for line in lines)))
    assert "acme/data-scientist: some of its figures not in the file; its dates stay" in ran.out
    assert len(changed_lines(old, spec_of(acme).read_bytes())) == 1
    ran = refreshed(acme, sheet(WIDE + changed + ROW_REMOTE), "--verified-on", "2026-02-23")
    assert "1 guide covered in full: verified on 2026-02-23, 2026-Q1\ncovered: every selected guide" in ran.out
    assert [after for _, after in changed_lines(old, spec_of(acme).read_bytes())] == [
        "last_updated: 2026-02-23",
        "salary_data_quarter: 2026-Q1",
        "next_review_due: 2026-05-23",
        "    base_low: 156000",
    ]


def test_an_unchanged_sheet_verifies_only_when_the_day_is_said(acme: Path, sheet: Sheet) -> None:
    old = spec_of(acme).read_bytes()
    file = sheet(WIDE + ROW_SF + ROW_REMOTE)
    ran = refreshed(acme, file)
    assert ran.out.startswith("0 changes\nno figure differs, so nothing was verified; --verified-on DATE")
    assert spec_of(acme).read_bytes() == old
    assert refreshed(acme, file, "--verified-on", "2026-02-23").code == 0
    assert len(changed_lines(old, spec_of(acme).read_bytes())) == 3
    assert "0 changes" in refreshed(acme, file, "--verified-on", "2026-02-23").out


def test_older_figures_are_refused(acme: Path, sheet: Sheet) -> None:
    file = sheet(WIDE + ROW_SF.replace("155000", "156000") + ROW_REMOTE)
    check_refused(acme, file, "2:1", "GW730", "--quarter 2025-Q3 lies before the spec's", "--quarter", "2025-Q3")
    words = "--verified-on 2025-09-01 lies before the spec's last_updated 2025-10-01"
    check_refused(acme, file, "2:1", "GW730", words, "--verified-on", "2025-09-01")


def test_what_was_not_covered_is_said(acme: Path, sheet: Sheet) -> None:
    text = spec_of(acme).read_text("utf-8").replace("role: data-scientist\n", "").replace("company: acme\n", "")
    for name in ("acme/security-engineer", "beta/data-scientist"):
        spec_of(acme, name).parent.mkdir(exist_ok=True)
        spec_of(acme, name).write_text(text, encoding="utf-8")
    file = sheet(WIDE + ROW_SF.replace("155000", "156000") + ROW_REMOTE)
    lines = refreshed(acme, file, "--dry-run").out.splitlines()
    assert lines[-2:] == [
        "not covered: 1 of 2 roles at acme; security-engineer not in the file",
        "not covered: 1 of 2 companies not in the file: beta",
    ]
    assert refreshed(acme, file, "acme/data-scientist", "--dry-run").out.splitlines()[-1].startswith("covered: every")
    ran = refreshed(acme, file, "beta", "--dry-run")
    assert "passed over: 2 lines of the sheet about guides outside SELECT" in ran.out


def test_other_currency_is_refused(acme: Path, sheet: Sheet) -> None:
    file = sheet(WIDE + ROW_SF.replace("USD", "EUR"))
    check_refused(acme, file, "2:35", "GW728", "expected USD, as in the spec")


def test_own_columns_are_passed_over_and_unknown_ones_refused(acme: Path, sheet: Sheet) -> None:
    head, row = "company,role,region,# source,base_low\n", "acme,data-scientist,San Francisco,Radford,156000\n"
    assert refreshed(acme, sheet(head + row)).code == 0
    check_refused(acme, sheet(head.replace("# ", "") + row), "1:21", "GW722", "starts with # is passed over")
    check_refused(acme, sheet(head.replace("base_low", "Base Low") + row), "1:30", "GW722", "unknown column 'Base Low'")
    check_refused(acme, sheet("company,region,base_low\nacme,x,1\n"), "1:1", "GW722", "column 'role' is missing")


def test_a_broken_spec_is_named_with_its_line(acme: Path, sheet: Sheet) -> None:
    spec_of(acme).write_text("base: 1\n", encoding="utf-8")
    file = sheet(LONG + SF + "base_low,156000\n" + SF + "base_high,216000\n")
    check_refused(acme, file, "2:1", "GW736", "seeds/acme/data-scientist.yaml:1:1: error[GW101]")


def test_a_broken_company_file_is_named_with_its_line(acme: Path, sheet: Sheet) -> None:
    (acme / "seeds/acme/_company.yaml").write_text("company_display: Acme\nvesting_years: x\n", encoding="utf-8")
    file = sheet(LONG + SF + "base_low,156000\n")
    check_refused(acme, file, "2:1", "GW736", "seeds/acme/_company.yaml:2:16: error[GW102]")
    ran = guidewright("grid", root=acme)
    assert (ran.code, "seeds/acme/_company.yaml:2:16: error[GW102]" in ran.err) == (1, True)


def test_json_says_the_same(acme: Path, sheet: Sheet) -> None:
    file = sheet(LONG + SF + "stock_low,140000\n")
    said = json.loads(refreshed(acme, file, "--format", "json").out)
    assert (said["version"], said["outcome"], said["changes"]) == (1, "stopped", 1)
    assert said["moves"] == [
        {
            "guide": "acme/data-scientist", "row": "San Francisco", "also": False, "field": "stock_low", "old": 70000,
            "new": 140000, "percent": 100.0, "band": "large", "accepted": False, "line": 2, "column": 45,
        }
    ]  # fmt: skip
    assert said["diagnostics"][0]["code"] == "GW734"
    assert json.loads(refreshed(acme, file, "--format", "json", "--accept", "all").out)["outcome"] == "refreshed"
    bad = json.loads(refreshed(acme, sheet(LONG + SF + "base_low,x\n"), "--format", "json").out)
    assert (bad["outcome"], bad["diagnostics"][0]["line"]) == ("refused", 2)


@pytest.mark.parametrize(
    "argv",
    [
        ["nowhere.csv", "--quarter", "2026-Q1"],
        ["x.csv", "--quarter", "2026"],
        ["x.csv"],
        [],
        ["x.csv", "--quarter", "2026-Q1", "--threshold", "20,10,5"],
        ["x.csv", "--quarter", "2026-Q1", "--threshold", "a"],
        ["x.csv", "--quarter", "2026-Q1", "--verified-on", "yesterday"],
        [".", "--quarter", "2026-Q1"],
    ],
)
def test_usage_errors_exit_with_2(acme: Path, argv: list[str]) -> None:
    before = tree(acme)
    ran = guidewright("refresh", *argv, root=acme)
    assert (ran.code, tree(acme)) == (2, before)
    assert "Traceback" not in ran.err


def test_a_file_name_cannot_write_to_the_terminal(acme: Path, tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31m\nb.csv"
    file.write_text("", encoding="utf-8")
    ran = refreshed(acme, file)
    assert "a<U+001B>[31m<U+000A>b.csv:1:1: error[GW003]" in ran.err
