"""Edits by example: a text, a change, and the whole text that comes out; or the reason of a refusal."""

from __future__ import annotations

import pytest
from yaml_readers import ours

from guidewright.core.edit.apply import Change, Delete, Insert, Move, Set, edit


def order(path: tuple[str | int, ...]) -> tuple[str, ...]:
    return ("region", "low", "high", "note")


ROW = {"high": 2, "region": "B"}
CASES: list[tuple[str, Change, str]] = [
    # a scalar keeps its quotes, its place and the comment behind it
    ("a: 1   # c\n", Set(("a",), 2), "a: 2   # c\n"),
    ("a: 'x'\n", Set(("a",), "it's"), "a: 'it''s'\n"),
    ("a: 'x'\n", Set(("a",), "two\nlines"), "a: |-\n  two\n  lines\n"),
    ('a: "x"\n', Set(("a",), "two\nlines"), 'a: "two\\nlines"\n'),
    ("a: x # c\n", Set(("a",), "two\nlines\n"), "a: | # c\n  two\n  lines\n"),
    ("a: x\n", Set(("a",), "no"), 'a: "no"\n'),
    ("d: 2025-10-01\n", Set(("d",), "2026-02-23"), "d: 2026-02-23\n"),
    ('d: "2025-10-01"\n', Set(("d",), "2026-02-23"), 'd: "2026-02-23"\n'),
    ("a: [x, z]\n", Set(("a", 0), "p, q"), 'a: ["p, q", z]\n'),
    ("a:\n  long words\n  folded\nb: 1\n", Set(("a",), "short"), "a:\n  short\nb: 1\n"),
    # a missing key goes next to its neighbours
    ("r:\n  - region: A\n    high: 2\n", Set(("r", 0, "low"), 1), "r:\n  - region: A\n    low: 1\n    high: 2\n"),
    ("r:\n  - low: 1\n", Set(("r", 0, "region"), "A"), "r:\n  - region: A\n    low: 1\n"),
    ("r: {region: A , high: 2}\n", Set(("r", "low"), 1), "r: {region: A , low: 1, high: 2}\n"),
    ("low: 1 # c\n# d\nz: 1", Set(("high",), 2), "low: 1 # c\nhigh: 2\n# d\nz: 1"),
    ("z: 1\r\n", Set(("note",), ["a"]), "z: 1\r\nnote:\r\n  - a\r\n"),
    ("m:\n    a: 1\n", Set(("m", "z"), {"k": 1}), "m:\n    a: 1\n    z:\n        k: 1\n"),
    ("h:\n- a\n", Set(("z",), ["b"]), "h:\n- a\nz:\n- b\n"),
    # items in the style of those beside them
    ("l:\n- a\n- b\n", Insert(("l",), 1, "c"), "l:\n- a\n- c\n- b\n"),
    ('l: ["a", "b"]\n', Insert(("l",), 2, "c"), 'l: ["a", "b", "c"]\n'),
    ("l: [ a , b , ]\n", Insert(("l",), 2, "c"), "l: [ a , b, c , ]\n"),
    ("l: [\n  a,  # x\n  b  # y\n]\n", Insert(("l",), 2, "c"), "l: [\n  a,  # x\n  b,  # y\n  c\n]\n"),
    ("l: [\n  a,  # x\n  b,  # y\n]\n", Insert(("l",), 1, "c"), "l: [\n  a,  # x\n  c,\n  b,  # y\n]\n"),
    ("l: []  # none\n", Insert(("l",), 0, "c"), "l:  # none\n  - c\n"),
    (
        "l:\n  - { high: 1, region: A }\n",
        Insert(("l",), 1, ROW),
        "l:\n  - { high: 1, region: A }\n  - { high: 2, region: B }\n",
    ),
    ("l:\n  # first\n  - a\n\n  - b\n", Insert(("l",), 0, "c"), "l:\n  - c\n\n  # first\n  - a\n\n  - b\n"),
    ("l:\n  - a\n  # - out\nz: 1\n", Insert(("l",), 1, "c"), "l:\n  - a\n  - c\n  # - out\nz: 1\n"),
    # what goes, goes with the comment behind it; comments on their own lines stay
    ("a: 1 # x\n# y\nb: 2\n", Delete(("a",)), "# y\nb: 2\n"),
    ("l:\n  - a: 1\n    # y\n    b: 2 # x\n  - c\n", Delete(("l", 0)), "l:\n    # y\n  - c\n"),
    ("l:\n  - a: 1\n    b: 2\n", Delete(("l", 0, "a")), "l:\n  - b: 2\n"),
    ("l:\n  - a: 1\n    # y\n    b: 2\n", Delete(("l", 0, "a")), "l:\n  -\n    # y\n    b: 2\n"),
    ("l: # x\n  # y\n  - a\nz: 1\n", Delete(("l", 0)), "l: [] # x\n  # y\nz: 1\n"),
    ("l: [a, b, c]\n", Delete(("l", 2)), "l: [a, b]\n"),
    ("l: [a, b, c]\n", Delete(("l", 0)), "l: [b, c]\n"),
    ("l: [\n  a,  # x\n  # y\n  b\n]\n", Delete(("l", 0)), "l: [\n  # y\n  b\n]\n"),
    ("t: |\n  x\nb:\n  # deep\n  c: 1\nd: 1\n", Delete(("b",)), "t: |\n  x\n# deep\nd: 1\n"),
    ("a: 1\nb: 2", Delete(("b",)), "a: 1"),
    # a move takes the comments along
    ("l:\n  # one\n  - a # x\n\n  # two\n  - b\n", Move(("l",), 0, 1), "l:\n  # two\n  - b\n\n  # one\n  - a # x\n"),
    ("l: [a, 'b' , c]\n", Move(("l",), 2, 0), "l: [c, a , 'b']\n"),
    ("l:\n  - a\n  - b", Move(("l",), 1, 0), "l:\n  - b\n  - a"),
    # a block changes in the lines that differ
    ("t: |\n  one\n   \n  two  \n  three\n", Set(("t",), "one\n \ntwo  \n3\n"), "t: |\n  one\n   \n  two  \n  3\n"),
    ("t: |-\n    one\n\n    two\n", Set(("t",), "one\n\n2\n"), "t: |\n    one\n\n    2\n"),
    ("t: >-  # c\n  one\n  two\n\n  three\n", Set(("t",), "one two\nfour"), "t: >-  # c\n  one\n  two\n\n  four\n"),
    ("t: >-\n  a b\n  c d\n  e f\n", Set(("t",), "a b c x d e f"), "t: >-\n  a b\n  c x d\n  e f\n"),
    ("t: |2-\n    x\n  y\n", Set(("t",), "  x\nz"), "t: |2-\n    x\n  z\n"),
    ("t: |\n  x\n", Set(("t",), " x\ny\n"), "t: |2\n   x\n  y\n"),
    ("t: >-\n  x\n", Set(("t",), "x\n  code"), "t: |-\n  x\n    code\n"),
    ("t: | # c\n  x\nb: 1\n", Set(("t",), 5), "t: 5 # c\nb: 1\n"),
    ("t: |\n  x\n\nb: 1\n", Set(("t",), "x\n\n"), "t: |+\n  x\n\nb: 1\n"),
    # a list or mapping set as a whole changes where it differs
    ("l: [a, b]  # c\n", Set(("l",), ["a", "x", "b"]), "l: [a, x, b]  # c\n"),
    ("m:\n  a: 1 # x\n  b: 2\n", Set(("m",), {"a": 1, "b": 3}), "m:\n  a: 1 # x\n  b: 3\n"),
]


@pytest.mark.parametrize(
    ("text", "change", "expected"), CASES, ids=lambda part: str(part)[:40] if isinstance(part, str) else None
)
def test_edit(text: str, change: Change, expected: str) -> None:
    """The edited text, byte for byte."""
    result = edit(text, [change], ours, order)
    assert result.refused is None
    assert result.text == expected


REFUSED: list[tuple[str, Change, str]] = [
    ("a: [1\n", Set(("a",), 1), "the text cannot be read"),
    ("a: 1\na: 2\n", Set(("a",), 1), "the text cannot be read"),
    ("a: 1\n", Delete(("b",)), "there is no b"),
    ("a: 1\n", Set(("b", "c"), 1), "there is no b"),
    ("a: 1\n", Set(("a", "c"), 1), "there is no a.c"),
    ("a: [1]\n", Set(("a", 3), 1), "there is no a[3]"),
    ("a: [1]\n", Insert(("a",), 3, 1), "index 3 is outside the list of 1"),
    ("a: [1]\n", Move(("a",), 0, 1), "index 1 is outside the list of 1"),
    ("a: 1\n", Insert(("a",), 0, 1), "is not a list"),
    ("a: 1\n", Set(("a",), "\ud800"), "a lone surrogate"),
    ("a: 1\n", Set(("a",), 1e-9), "needs an exponent"),
    ("a: 1\n", Set(("a",), "x\x07"), "the edited text cannot be read"),
    ("a: 1\n", Delete(()), "the whole document cannot be deleted"),
    ("? a\n: 1\n", Delete(("a",)), "its keys are written with '?'"),
    ("a: [b: 1]\n", Set(("a", 0, "c"), 1), "pair without braces"),
    ("a: [1, # x\n 2]\n", Move(("a",), 0, 1), "comments stand between its brackets"),
    ("a:\n  # x\n  b: 1\n", Set(("a",), 1), "comments stand inside the value"),
    ("a: 1\n", Set((), [1]), "the top level cannot change its kind"),
]


@pytest.mark.parametrize(
    ("text", "change", "reason"), REFUSED, ids=lambda part: part[:30] if isinstance(part, str) else None
)
def test_refused(text: str, change: Change, reason: str) -> None:
    """A refusal names the reason and leaves the text alone."""
    result = edit(text, [change], ours, order)
    assert result.text == text
    assert result.refused is not None
    assert reason in result.refused.reason


def test_all_changes_or_none() -> None:
    """When one change of several is refused, none is made."""
    text = "a: 1\nb: 2\n"
    result = edit(text, [Set(("a",), 3), Delete(("c",))], ours)
    assert result.text == text
    assert str(result.refused) == "c: there is no c"
