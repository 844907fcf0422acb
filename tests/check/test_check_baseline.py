"""The baseline knows a finding after everything around it has moved, and lets nothing new pass."""

from __future__ import annotations

from check_cases import AS_OF, SPEC, workspace

from guidewright.core.check import baseline
from guidewright.core.check.finding import Finding, Options
from guidewright.core.check.run import check
from guidewright.core.diagnostic import Place

OPTIONS = Options(AS_OF)
ROWS = "  - {region: London, currency: GBP, bonus_pct: 10, total_comp_low: 190000}\n"
BODY = "body:\n  - narrative: 'two  spaces'\n"
BEFORE = f"compensation:\n{ROWS}{BODY}"


def found(text: str) -> tuple[list[Finding], baseline.Data]:
    documents, shared = workspace({SPEC: text})
    return check(documents, shared, OPTIONS), {document.path: document.spec for document in documents}.get


def after(before: str, text: str) -> tuple[list[str], list[Finding]]:
    """Codes that are new in ``text`` over the baseline of ``before``, and the notes about stale entries."""
    known, _ = baseline.read(baseline.write(*found(before)), "guidewright.baseline")
    findings, data = found(text)
    new, _ = baseline.apply(findings, known, data, OPTIONS)
    return [f.code for f in new if f.code != "GW493"], [f for f in new if f.code == "GW493"]


def test_nothing_new() -> None:
    assert after(BEFORE, BEFORE) == ([], [])


def test_rows_and_blocks_may_move() -> None:
    """A row and a block before the findings, and comments, change nothing."""
    row = "  - {region: Paris, currency: EUR, base_low: 90000, base_high: 100000}\n"
    moved = f"# new\ncompensation:\n{row}{ROWS}body:\n  - section: {{text: New.}}\n  - narrative: 'two  spaces'\n"
    new, stale = after(BEFORE, moved)
    assert new == ["GW462", "GW481"][:1] or new == ["GW462"]
    assert [f.found.split()[0] for f in stale] == ["GW462"]


def test_a_second_one_is_new() -> None:
    new, _ = after(BEFORE, BEFORE + "  - section: {text: 'two  spaces'}\n")
    assert new == ["GW483"]


def test_a_mended_one_leaves_a_stale_entry_at_its_line() -> None:
    new, stale = after(BEFORE, BEFORE.replace("two  spaces", "two spaces"))
    assert new == []
    assert [finding.severity for finding in stale] == ["note"]
    place = baseline.diagnose_entry(stale[0]).place
    lines = baseline.write(*found(BEFORE)).split("\n")
    assert "GW483" in lines[place.line - 1]


def test_written_twice_is_the_same() -> None:
    assert baseline.write(*found(BEFORE)) == baseline.write(*found("# moved\n" + BEFORE))


def test_an_unreadable_baseline_is_an_error() -> None:
    for text in ("", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}', "[1]"):
        known, problems = baseline.read(text, "guidewright.baseline")
        assert not known.counts
        assert [(p.code, p.place.path) for p in problems] == [("GW901", "guidewright.baseline")], text


def test_fingerprints_differ_between_findings() -> None:
    findings, data = found(BEFORE)
    names = {baseline.fingerprint(finding, data) for finding in findings}
    assert len(names) == len(findings)
    assert baseline.diagnose_entry(Finding((3,), "x", path="b", code="GW493")).place == Place("b", 3, 1)
