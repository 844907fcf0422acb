"""A thousand random edits of made-up specs: each says what was meant, and no other line changes."""

from __future__ import annotations

import random
from collections import Counter
from difflib import SequenceMatcher
from typing import Any

import pytest
from specs_made import made, paths
from yaml_readers import libyaml, ours

from guidewright.core.edit.apply import Change, Delete, Insert, Move, Set, edit
from guidewright.core.edit.changes import changed, same
from guidewright.core.edit.spans import parse

KEYS = ("company", "role", "region", "base_low", "base_high", "base_note", "stock_low", "note", "text", "zeta")
STRINGS = [
    "new words",
    "it's",
    "a: b # c",
    "2026-05-01",
    "no",
    "",
    "one\n\ntwo\n",
    "one\ntwo",
    " x\ny\n",
    "end\n\n",
    "10–15% 🏗️",
    "x" * 120,
]
SCALARS: list[Any] = [1, 170000, 12.5, True, None, *STRINGS]
ROWS: list[Any] = [
    {"region": "London, UK", "base_low": 1, "text": "a\nb\n"},
    "item",
    ["a", "b, c"],
    [],
    {"note": {"zeta": [1]}},
]

FOR_COMMENTS = (
    "comments stand inside the value that is replaced",
    "comments stand between its brackets, among the values of one line",
)


def order(path: tuple[str | int, ...]) -> tuple[str, ...]:
    return KEYS


def a_change(data: Any, pick: random.Random) -> Change:
    """A change that fits the data."""
    while True:
        path, value = pick.choice(paths(data))
        kind = pick.randrange(7)
        if kind < 2 and path and not isinstance(value, dict | list):
            return Set(path, pick.choice(SCALARS))
        if kind == 2 and path:
            return Set(path, pick.choice(SCALARS + ROWS))
        if kind == 3 and isinstance(value, dict):
            return Set((*path, pick.choice(KEYS)), pick.choice(SCALARS + ROWS))
        if kind == 4 and path and path != ("company",):
            return Delete(path)
        if kind == 5 and isinstance(value, list):
            return Insert(path, pick.randint(0, len(value)), pick.choice(ROWS + SCALARS))
        if kind == 6 and isinstance(value, list) and len(value) > 1:
            return Move(path, pick.randrange(len(value)), pick.randrange(len(value)))


def comments(text: str) -> Counter[str]:
    tree = parse(text)
    return Counter(text[comment.start : comment.end] for comment in tree.comments if comment.alone)


def check(text: str, change: Change) -> str | None:
    """The reason of a refusal, or None for an edit that holds all that an edit promises."""
    data = ours(text)
    result = edit(text, [change], ours, order)
    if result.refused:
        assert result.text == text
        return result.refused.reason
    meant = changed(data, change)
    assert same(ours(result.text), meant)
    assert list(libyaml(result.text)) == list(ours(result.text))
    assert not comments(text) - comments(result.text), "a comment line is lost"
    assert result.text.count("\r") in (0, result.text.count("\n"))
    assert_lines_kept(text, result.text, change)
    return None


def others(lines: list[str], among: list[str]) -> int:
    """How many of ``lines`` are not found, in order, in ``among``."""
    blocks = SequenceMatcher(None, lines, among, autojunk=False).get_matching_blocks()
    return len(lines) - sum(block.size for block in blocks)


def assert_lines_kept(text: str, new: str, change: Change) -> None:
    """The old lines that are not in the new text are the entry's own, or one that holds what is beside it.

    That one is the line of a flow list, of ``- `` before a first key, of the key of a list that is empty now, or
    the last line of a file without a final newline.
    """
    old, now = text.split("\n"), new.split("\n")
    tree = parse(text)
    node = tree.nodes.get(change.path)
    if isinstance(change, Move):
        assert sum((Counter(old) - Counter(now)).values()) <= 2
    elif isinstance(change, Insert) or node is None:
        assert others(old, now) <= 1
    else:
        first, last = text.count("\n", 0, node.entry), text.count("\n", 0, node.end)
        beside = 1 if isinstance(change, Delete) else 0
        assert now[: first - beside] == old[: first - beside] or others(old, now) <= last - first + 1 + beside
        if (
            isinstance(change, Set)
            and not isinstance(change.value, dict | list)
            and "+" not in text[node.start : node.start + 3]
        ):
            tail = [line for line in old[last + 1 :] if line.strip()]
            assert [line for line in now if line.strip()][-len(tail) :] == tail or not tail


def run(seeds: range) -> Counter[str]:
    reasons: Counter[str] = Counter()
    for seed in seeds:
        pick = random.Random(seed)
        text = made(seed)
        reasons[check(text, a_change(ours(text), pick)) or "done"] += 1
    return reasons


@pytest.mark.parametrize("start", range(0, 1000, 100))
def test_random_edits(start: int) -> None:
    """Of a hundred edits at least ninety are made; the others are refused for the sake of comments."""
    reasons = run(range(start, start + 100))
    assert reasons["done"] >= 90, reasons
    assert set(reasons) <= {"done", *FOR_COMMENTS}
