"""What a build does to a file follows from three digests: wanted, on disk, last written."""

from __future__ import annotations

import pytest

from guidewright.core.plan import Action, format_ledger, ledger_after, parse_ledger, plan, too_much

A, B, C = "a" * 64, "b" * 64, "c" * 64
CASES = [
    ("nothing there", A, None, None, "create"),
    ("as wanted", A, A, None, "identical"),
    ("as we wrote it", A, B, B, "update"),
    ("neither", A, C, B, "edited"),
    ("ledger lost, other bytes", A, C, None, "edited"),
    ("a folder stands there", A, "taken", B, "taken"),
    ("no longer made", None, B, B, "orphan"),
    ("no longer made but edited", None, C, B, "edited"),
    ("no longer made and gone", None, None, B, None),
]


@pytest.mark.parametrize(("why", "wanted", "disk", "ledger", "kind"), CASES, ids=[case[0] for case in CASES])
def test_an_action_follows_from_content(
    why: str, wanted: str | None, disk: str | None, ledger: str | None, kind: str | None
) -> None:
    named = [{"f": digest} if digest else {} for digest in (wanted, disk, ledger)]
    assert [action.kind for action in plan(*named)] == ([kind] if kind else [])


def test_a_kept_path_is_no_orphan() -> None:
    assert plan({}, {"f": A}, {"f": A}, kept={"f"}) == []


def test_the_ledger_notes_only_what_was_done() -> None:
    actions = [Action("update", "u"), Action("create", "c"), Action("edited", "e"), Action("identical", "i")]
    wanted = {"u": B, "c": B, "e": B, "i": A}
    after = ledger_after(actions, wanted, {"u": A, "e": A, "k": C}, done={"u"}, kept={"k"})
    assert after == {"u": B, "e": A, "i": A, "k": C}


def test_the_ledger_is_read_as_it_is_written() -> None:
    entries = {"output/b.md": A, "output/a b.md": B}
    assert parse_ledger(format_ledger(entries)) == entries
    assert format_ledger(entries).splitlines()[0].endswith("output/a b.md")


@pytest.mark.parametrize("line", ["", "x", f"{A} f", f"{A}  /etc/passwd", f"{A}  ../f", "short  f"])
def test_a_line_that_is_no_entry_is_left_out(line: str) -> None:
    assert parse_ledger(line) == {}


@pytest.mark.parametrize(
    ("orphans", "outputs", "answer"), [(1, 10, False), (2, 10, True), (20, 1000, False), (21, 1000, True)]
)
def test_much_pruning_is_told_apart(orphans: int, outputs: int, answer: bool) -> None:
    assert too_much(orphans, outputs, percent=10, files=20) is answer
