"""Edits of the OK controls: only the lines that must change do, and every comment line survives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from yaml_readers import ours

from guidewright.core.edit.apply import Change, Delete, EditResult, Insert, Move, Set, edit
from guidewright.core.edit.changes import changed, same
from guidewright.core.edit.spans import parse

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("GUIDEWRIGHT_SHARED", ROOT.parent / "shared"))
CONTROLS = sorted((SHARED / "badinputs" / "ok").glob("*.yaml"))
ROW = ("region", "currency", "base_low", "base_high", "stock_low", "stock_high", "bonus_pct", "bonus_pct_high")
NEW_ROW = {"region": "London, UK", "currency": "GBP", "base_low": 90000, "base_high": 120000}

if not CONTROLS:
    pytest.skip("no shared/badinputs/ok", allow_module_level=True)


def order(path: tuple[str | int, ...]) -> tuple[str, ...]:
    return ROW if len(path) == 2 else ("company", "last_updated", "compensation", "level_mapping", "data_sources")


def source(path: Path) -> str:
    return path.read_bytes().decode()


def lines_of(text: str) -> list[str]:
    return text.split("\n")


def done(text: str, *changes: Change) -> str:
    """The edited text; it says what the changes mean, and keeps its line ends, mark and final newline."""
    result = edit(text, changes, ours, order)
    assert result.refused is None, result.refused
    meant = ours(text)
    for change in changes:
        meant = changed(meant, change)
    assert same(ours(result.text), meant)
    assert result.text.startswith("\ufeff") == text.startswith("\ufeff")
    assert result.text.endswith("\n") == text.endswith("\n")
    assert ("\r\n" in text) == ("\r\n" in result.text)
    assert "\r\n" not in text or result.text.count("\n") == result.text.count("\r\n")
    return result.text


def comment_lines(text: str) -> list[str]:
    return sorted(text[comment.start : comment.end] for comment in parse(text).comments if comment.alone)


controls = pytest.mark.parametrize("path", CONTROLS, ids=lambda path: path.stem)


def test_all_controls_are_here() -> None:
    assert len(CONTROLS) == 12


@controls
def test_nothing_to_change(path: Path) -> None:
    """Setting every value to what it is gives the same bytes."""
    text = source(path)
    assert done(text, Set((), ours(text))) == text


@controls
def test_every_scalar_of_the_file(path: Path) -> None:
    """One new scalar is one changed line; all others are byte-identical."""
    text = source(path)
    data = ours(text)
    for at in [(key,) for key in data if isinstance(data[key], str) and key != "negotiation_dna_summary"] + [
        ("compensation", 0, key) for key in data["compensation"][0]
    ]:
        new = done(text, Set(at, 123456))
        differing = [
            index for index, (old, now) in enumerate(zip(lines_of(text), lines_of(new), strict=True)) if old != now
        ]
        assert len(differing) == 1, at
        assert "123456" in lines_of(new)[differing[0]]


@controls
def test_row_inserted_at_each_place(path: Path) -> None:
    """A new row adds lines and changes none."""
    text = source(path)
    rows = len(ours(text)["compensation"])
    for index in range(rows + 1):
        new = done(text, Insert(("compensation",), index, NEW_ROW))
        rest = iter(lines_of(new))
        assert all(line in rest for line in lines_of(text))
        assert comment_lines(new) == comment_lines(text)


@controls
def test_row_deleted(path: Path) -> None:
    """A row goes with its lines; the comment lines stay, and so does everything else."""
    text = source(path)
    for index in range(len(ours(text)["compensation"])):
        new = done(text, Delete(("compensation", index)))
        assert comment_lines(new) == comment_lines(text)
        if "{" not in text:
            rest = iter(lines_of(text))
            assert all(line in rest for line in lines_of(new))


@controls
def test_key_deleted_and_added_again(path: Path) -> None:
    """A key that goes and comes back stands where it stood."""
    text = source(path)
    for key in ("base_high", "stock_low"):
        value = ours(text)["compensation"][0][key]
        gone = done(text, Delete(("compensation", 0, key)))
        assert len(lines_of(gone)) == len(lines_of(text)) - ("{" not in text)
        back = done(gone, Set(("compensation", 0, key), value))
        assert back == text or "{" in text


@controls
def test_rows_moved_there_and_back(path: Path) -> None:
    """A row moves with its comments, and the way back gives the same bytes."""
    text = source(path)
    if len(ours(text)["compensation"]) == 2:
        there = done(text, Move(("compensation",), 0, 1))
        assert sorted(lines_of(there)) == sorted(lines_of(text))
        assert done(there, Move(("compensation",), 1, 0)) == text


@controls
def test_whole_refresh(path: Path) -> None:
    """Many figures, a date, a new key and a source in one call."""
    text = source(path)
    row = ("compensation", 0)
    new = done(
        text,
        *(
            Set((*row, key), value + 1000)
            for key, value in ours(text)["compensation"][0].items()
            if isinstance(value, int)
        ),
        Set(("last_updated",), "2026-02-23"),
        Set((*row, "bonus_pct_high"), 20),
        Insert(("data_sources",), 2, "Glassdoor: 2026"),
        Set(("negotiation_dna_summary",), "one\n# two"),
    )
    assert comment_lines(new) == comment_lines(text)
    assert "last_updated: 2026-02-23" in new


def test_refused_texts_are_left_alone() -> None:
    """A text that cannot be read, or a path that is not there, gives the text back and the reason."""
    for text, change in (("a: [1", Set(("a",), 1)), ("a: 1", Delete(("b",))), ("a: 1", Set(("b", "c"), 1))):
        result = edit(text, [change], ours)
        assert isinstance(result, EditResult)
        assert result.text == text
        assert result.refused is not None
