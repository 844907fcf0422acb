"""What differs in the data of a guide: figures, rows, facts, sources and texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from desk import DATA, ML, OPS, Desk
from hypothesis import given
from hypothesis import strategies as st

from guidewright.core.review.items import compare
from guidewright.core.review.lines import hunks
from guidewright.core.review.moves import compare_rows
from guidewright.core.review.renames import renames
from guidewright.core.review.words import changed_words, word_diff


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The example workspace, built and committed."""
    return Desk(tmp_path / "desk")


def record(*rows: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A record with as much as the comparison reads."""
    base = {"company": "acme", "role": "swe", "company_display": "Acme", "role_display": "Engineer", "body": []}
    return {**base, "compensation": list(rows), "table": None, "data_sources": [], **facts}


def row(region: str = "Berlin", **figures: Any) -> dict[str, Any]:
    return {"region": region, "currency": "EUR", **figures}


MOVES = [
    ({"base_low": 100, "base_high": 200}, {"base_low": 110, "base_high": 200}, ("base", "low", 10, 10.0, "")),
    ({"base_low": 100, "base_high": 200}, {"base_low": 90, "base_high": 300}, ("base", "high", 100, 50.0, "")),
    ({"base_low": 100, "base_high": 200}, {"base_low": 150}, ("base", "low", 50, 50.0, "")),
    ({"bonus_pct": 10}, {"bonus_pct": 15}, ("bonus", "pct", 5, 50.0, "")),
    ({"base_low": 0, "base_high": 9}, {"base_low": 5, "base_high": 9}, ("base", "low", 5, 100.0, "")),
    ({"base_low": 100}, {}, ("base", "", None, None, "removed")),
    ({}, {"base_low": 100}, ("base", "", None, None, "added")),
    ({"stock_low": 100}, {"stock_low": 100, "stock_period": "year"}, ("stock", "", None, None, "period None → year")),
    ({"base_low": 100}, {"base_low": 100, "currency": "USD"}, ("base", "", None, None, "currency EUR → USD")),
    ({"base_low": 100}, {"base_text": "not disclosed"}, ("base", "", None, None, "words")),
    ({"base_low": 100}, {"base_low": 100, "base_note": "target"}, ("base", "", None, None, "note")),
]


@pytest.mark.parametrize(("old", "new", "expected"), MOVES)
def test_a_moved_figure(old: dict[str, Any], new: dict[str, Any], expected: tuple[Any, ...]) -> None:
    """A figure's move: which end went furthest, by how much and how many per cent, or what else changed."""
    moves, rows = compare_rows(record(row(**old)), record(row(**new)))
    assert rows == []
    assert [(m.figure, m.end, m.delta, m.percent, m.change) for m in moves] == [expected]


def test_what_needs_approval() -> None:
    """Beyond the threshold, or with another meaning; not what came, went or got a note."""
    over = []
    for old, new, _ in MOVES:
        (move,) = compare_rows(record(row(**old)), record(row(**new)))[0]
        over.append(move.over(20))
    assert over == [False, True, True, True, True, False, False, True, True, True, False]


def test_rows_that_came_went_and_were_renamed() -> None:
    """A row under another name with the same figures is renamed; others came or went."""
    old = record(row("Berlin", base_low=100), row("Paris", base_low=200))
    new = record(row("Berlin, DE", base_low=100), row("Rome", base_low=300))
    _, rows = compare_rows(old, new)
    assert [(change.old, change.new) for change in rows] == [("Berlin", "Berlin, DE"), ("Paris", ""), ("", "Rome")]


def test_rows_of_one_name_are_told_apart() -> None:
    """Two rows for one region are compared with their own."""
    old, new = record(row(base_low=1), row(base_low=5)), record(row(base_low=1), row(base_low=6))
    assert [(move.row, move.old, move.new) for move in compare_rows(old, new)[0]] == [("Berlin (2)", "€5", "€6")]


leaf = st.one_of(st.booleans(), st.integers(0, 9), st.text("ab \n", max_size=5))
tree = st.recursive(leaf, lambda inner: st.dictionaries(st.sampled_from("xyz"), inner, max_size=3), max_leaves=4)


@given(
    st.dictionaries(st.sampled_from(["draft", "style", "title_tail", "negotiation_dna_summary", "later_key"]), tree),
    st.data(),
)
def test_no_difference_of_a_record_goes_untold(facts: dict[str, Any], data: st.DataObject) -> None:
    """Two records that differ in any fact, known or not, give at least one item; equal records give none."""
    other = dict(facts)
    key = data.draw(st.sampled_from(["draft", "style", "later_key"]))
    other[key] = data.draw(tree)
    moves, items = compare(record(**facts), record(**other))
    assert (not items and not moves) == (facts.get(key) == other[key])


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_hunks_lead_from_one_text_to_the_other(old: list[str], new: list[str]) -> None:
    """Replacing the removed lines by the added ones gives the new text."""
    before, after = "\n".join(old), "\n".join(new)
    lines, shift = before.split("\n"), 0
    for hunk in hunks(before, after):
        at = hunk.at - 1
        assert lines[at : at + len(hunk.removed)] == list(hunk.removed)
        lines[at : at + len(hunk.removed)] = hunk.added
        shift += len(hunk.added) - len(hunk.removed)
    assert "\n".join(lines) == after


@given(st.text("ab $9K,.\n"), st.text("ab $9K,.\n"))
def test_words_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    """The runs without the added words are the old text, without the removed ones the new text."""
    runs = word_diff(old, new)
    assert "".join(text for sign, text in runs if sign in "=-") == old
    assert "".join(text for sign, text in runs if sign in "=+") == new


def test_figures_are_words() -> None:
    """A figure that moved is one changed word, with its currency and unit."""
    assert changed_words(word_diff("about $170K in all", "about $185.5K in all")) == (("$170K", "$185.5K"),)


def test_long_texts_that_differ_everywhere_take_no_time() -> None:
    """The word diff of two books is told as a replacement."""
    old, new = (" ".join(f"{word}{number}" for number in range(40_000)) for word in ("a", "b"))
    assert len(word_diff(old, new)) < 10


def test_renames_by_content() -> None:
    """The most alike spec is the one that was renamed; unlike ones came and went."""
    old = {"a/x": b"1\n2\n3\n4\n5\n6\n7", "a/y": b"q\nr\ns"}
    new = {"b/x": b"1\n2\n3\n4\n5\n6\n8", "b/z": b"t\nu"}
    assert renames(old, new, old, new) == {"b/x": "a/x"}


def test_a_renamed_guide_is_renamed(desk: Desk) -> None:
    """A spec under another name is one rename, with the figures that moved; nothing is deleted or added."""
    desk.git("mv", f"seeds/{DATA}.yaml", "seeds/twilio/data-plumber.yaml")
    desk.edit_spec("twilio/data-plumber", "data_quality: high", "data_quality: high\nrole_display: Data Plumber")
    desk.edit_spec("twilio/data-plumber", "base_low: 135000", "base_low: 136000")
    report = desk.diff()
    (guide,) = report["guides"]
    assert (guide["status"], guide["old_guide"]) == ("renamed", DATA)
    assert [(f["guide"], f["percent"]) for f in report["figures"] if f["figure"] == "base"] == [
        ("twilio/data-plumber", 0.7)
    ]


def test_texts_are_told_by_block_and_word(desk: Desk) -> None:
    """An edited sentence is shown with its changed words, at its block."""
    desk.edit_spec(OPS, "  - level_mapping\n", "  - level_mapping\n  - section: {title: Later, text: One two three.}\n")
    desk.commit()
    desk.edit_spec(OPS, "One two three.", "One 2 three.")
    out = desk.run("diff").out
    assert 'section "Later": One [-two-]{+2+} three.' in out


def test_sources_and_sections_that_go_come_first(desk: Desk) -> None:
    """Removed sources, sections and guides stand above everything else."""
    desk.edit_spec(DATA, "  - level_mapping\n", "")
    (desk.root / f"seeds/{OPS}.yaml").unlink()
    desk.edit_spec(ML, "  - Levels.fyi\n", "  - Someone else\n")
    out = desk.run("diff").out
    first = out[: out.index("\nGuides") if "\nGuides" in out else None].split("Look at these first")[1]
    assert "1 guide deleted: twilio/devops-engineer" in first
    assert re.search(r"source removed: twilio/ml-ai-engineer", first)
    assert re.search(r"section removed: twilio/data-engineer", first)
