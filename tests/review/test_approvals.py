"""Figures that moved far need a person: approved by content, with a reason, until they change again."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import DATA, OPS, Desk
from hypothesis import given
from hypothesis import strategies as st

from guidewright.core.review.approvals import APPROVALS, Approval, format_approvals, parse_approvals, pending

WHO = ("--reason", "the 10-K says so", "--by", "Ada", "--date", "2026-03-01")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The example workspace with a figure that moved by 25.9 %."""
    desk = Desk(tmp_path / "desk")
    desk.edit_spec(DATA, "base_low: 135000", "base_low: 170000")
    return desk


def unapproved(desk: Desk, *argv: str) -> list[str]:
    """The lines of check that ask for approval."""
    ran = desk.run("check", "--as-of", "2026-03-01", *argv)
    return [line for line in (ran.out + ran.err).splitlines() if "GW701" in line]


def test_check_fails_until_the_figure_is_approved(desk: Desk) -> None:
    """GW701 at the spec, with the move and the command; gone once it is approved."""
    (line,) = unapproved(desk)
    assert line.startswith(f"seeds/{DATA}.yaml")
    assert "(+25.9 %) and nobody approved it" in line
    assert f"guidewright approve {DATA} --reason TEXT" in line
    assert desk.run("check", "--as-of", "2026-03-01").code == 1
    ran = desk.run("approve", DATA, *WHO)
    assert ran.code == 0
    assert unapproved(desk) == []
    assert [figure["approved"] for figure in desk.diff()["figures"]] == [True]


def test_the_file_says_what_was_approved_and_by_whom(desk: Desk) -> None:
    """One entry a figure, in a fixed order, readable and committed."""
    desk.run("approve", "twilio", *WHO)
    text = desk.read(APPROVALS)
    assert "reason: the 10-K says so" in text
    assert "by: Ada" in text
    assert '"2026-03-01"' in text
    held, found = parse_approvals(text)
    assert found == []
    assert format_approvals(held) == text


def test_an_approval_lapses_when_the_figure_changes_again(desk: Desk) -> None:
    """Another new value is another move; approving it replaces the entry."""
    desk.run("approve", DATA, *WHO)
    desk.edit_spec(DATA, "base_low: 170000", "base_low: 171000")
    (line,) = unapproved(desk)
    assert "has lapsed" in line
    desk.run("approve", DATA, *WHO)
    assert unapproved(desk) == []
    assert desk.read(APPROVALS).count("- guide:") == 1


def test_a_rename_hides_no_move(desk: Desk) -> None:
    """A figure that moved while its spec was renamed needs approval all the same."""
    desk.git("mv", f"seeds/{DATA}.yaml", "seeds/twilio/data-plumber.yaml")
    desk.edit_spec("twilio/data-plumber", "data_quality: high", "data_quality: high\nrole_display: Data Plumber")
    assert len(unapproved(desk)) == 1
    assert desk.run("approve", "twilio/data-plumber", *WHO).code == 0
    assert unapproved(desk) == []


def test_nothing_to_approve(desk: Desk) -> None:
    """Guides without far moves: said, and nothing is written."""
    ran = desk.run("approve", OPS, *WHO)
    assert (ran.code, "nothing to approve" in ran.err) == (0, True)
    assert not (desk.root / APPROVALS).exists()


USAGE = [
    (("--reason", " "), "--reason is empty"),
    (("--reason", "x", "--date", "1.3.2026"), "expected a date as YYYY-MM-DD"),
    (("--reason", "x", "--against", "nope"), "unknown revision 'nope'"),
]


@pytest.mark.parametrize(("argv", "expected"), USAGE)
def test_bad_usage_writes_nothing(argv: tuple[str, ...], expected: str, desk: Desk) -> None:
    """Exit 2 with the reason."""
    ran = desk.run("approve", DATA, *argv)
    assert (ran.code, expected in ran.err) == (2, True), ran.err
    assert not (desk.root / APPROVALS).exists()


def test_dry_run_writes_nothing(desk: Desk) -> None:
    """What would be approved is said."""
    ran = desk.run("approve", DATA, "--reason", "x", "--dry-run")
    assert DATA in ran.out
    assert not (desk.root / APPROVALS).exists()


BAD_FILES = ["approvals: 3\n", "approvals:\n  - guide: x\n", "approvals: [\n", "a: 1\n", "approvals:\n  - 3\n"]


@pytest.mark.parametrize("text", BAD_FILES)
def test_a_file_that_is_not_understood_approves_nothing_and_is_kept(text: str, desk: Desk) -> None:
    """The file is reported, nothing counts as approved, and approve does not overwrite it."""
    desk.write(APPROVALS, text)
    assert len(unapproved(desk)) == 1
    ran = desk.run("approve", DATA, *WHO)
    assert (ran.code, "mend it first" in ran.err) == (2, True)
    assert desk.read(APPROVALS) == text


def test_pending_compares_records() -> None:
    """The pure half: moves beyond the threshold that no approval covers, as diagnostics."""
    row = {"region": "Berlin", "currency": "EUR"}
    base = {"company": "acme", "role": "swe"}
    old = {"seeds/acme/swe.yaml": {**base, "compensation": [{**row, "base_low": 100}]}}
    new = {"seeds/acme/swe.yaml": {**base, "compensation": [{**row, "base_low": 130}]}}
    (found,) = pending(old, new, {}, 20)
    assert (found.code, found.severity, found.key) == ("GW701", "error", "Berlin")
    assert pending(old, new, {}, 30) == []


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)


@given(st.lists(st.builds(Approval, words, words, words, words, words, words, words, words), max_size=4))
def test_what_is_written_is_read(entries: list[Approval]) -> None:
    """Any texts survive the file."""
    held = {entry.key: entry for entry in entries}
    assert parse_approvals(format_approvals(held)) == (held, [])
