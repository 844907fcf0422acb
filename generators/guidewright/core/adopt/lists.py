"""Which item of an old list is which of a new one, and the fewest deletions, moves and insertions between the two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any

from guidewright.core.edit.changes import Change, Delete, Insert, Move
from guidewright.core.reader import Path

_NEAR, _FAR = 0.5, 0.75
"""How alike two items must be to be one that was edited: in its place, and elsewhere in the list."""


def likeness(one: str, other: str) -> float:
    """How much two texts share, from 0 to 1, by words."""
    if one == other:
        return 1.0
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def paired(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new text the index of the old one that it is, edited or not; None for one that is new."""
    target: list[int | None] = [None] * len(new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            target[block.b + step] = block.a + step
    _take(target, old, new, lambda a, b: float(old[a] == new[b]), 1.0)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "replace":
            left = [a for a in range(a1, a2) if a not in target]
            open_ = [b for b in range(b1, b2) if target[b] is None]
            if len(left) == len(open_):
                for a, b in zip(left, open_, strict=True):
                    target[b] = a
            else:
                _take(target, old, new, lambda a, b: likeness(old[a], new[b]), _NEAR, left, open_)
    _take(target, old, new, lambda a, b: likeness(old[a], new[b]), _FAR)
    return target


def _take(
    target: list[int | None],
    old: Sequence[str],
    new: Sequence[str],
    score: Callable[[int, int], float],
    least: float,
    only_old: Sequence[int] | None = None,
    only_new: Sequence[int] | None = None,
) -> None:
    """Pairs what is still open, the likeliest first."""
    left = [a for a in (range(len(old)) if only_old is None else only_old) if a not in target]
    open_ = [b for b in (range(len(new)) if only_new is None else only_new) if target[b] is None]
    scored = sorted(((-score(a, b), abs(a - b), a, b) for a in left for b in open_), key=lambda each: each)
    for value, _, a, b in scored:
        if -value >= least and a not in target and target[b] is None:
            target[b] = a


def rearranged(at: Path, count: int, target: Sequence[int | None], fresh: Callable[[int], Any]) -> list[Change]:
    """The changes that make the list at ``at`` stand as ``target`` says; ``fresh(k)`` is the value of new item k."""
    wanted = [index for index in target if index is not None]
    changes: list[Change] = [Delete((*at, index)) for index in reversed(range(count)) if index not in wanted]
    current = [index for index in range(count) if index in wanted]
    stay = _rising(wanted)
    for place, index in enumerate(wanted):
        if index in stay:
            continue
        source = current.index(index)
        current.pop(source)
        goal = current.index(wanted[place - 1]) + 1 if place else 0
        current.insert(goal, index)
        if source != goal:
            changes.append(Move(at, source, goal))
    return [*changes, *(Insert(at, place, fresh(place)) for place, index in enumerate(target) if index is None)]


def _rising(indexes: Sequence[int]) -> set[int]:
    """A longest rising subsequence: the items that need not move."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for index in indexes:
        place = bisect_left(tails, index)
        before[index] = tails[place - 1] if place else None
        tails[place : place + 1] = [index]
    kept: set[int] = set()
    last: int | None = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
