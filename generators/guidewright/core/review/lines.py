"""Which lines of two texts differ: hunks without context, found in linear time where most lines are equal."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

_WORK = 4_000_000
"""Pairs of lines above which a difference is told as one block: difflib is quadratic."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that were replaced: ``at`` is the 1-based line of the new text where ``added`` starts."""

    at: int
    removed: tuple[str, ...]
    added: tuple[str, ...]


def hunks(before: str, after: str) -> list[Hunk]:
    """The differing blocks of lines, in order."""
    if before == after:
        return []
    old, new = before.split("\n"), after.split("\n")
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if not old or not new or len(old) * len(new) > _WORK:
        return [Hunk(start + 1, tuple(old), tuple(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        Hunk(start + new_from + 1, tuple(old[old_from:old_to]), tuple(new[new_from:new_to]))
        for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes()
        if tag != "equal"
    ]


def _common(old: list[str], new: list[str]) -> int:
    """How many lines two texts have in common from the start."""
    for index, (one, other) in enumerate(zip(old, new)):
        if one != other:
            return index
    return min(len(old), len(new))
