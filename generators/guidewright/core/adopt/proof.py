"""Whether what the new spec prints is the edited guide: every line that a person touched as they left it.

Lines that nobody touched may differ from the edited guide only because they print a value that was adopted: the new
print and the old one come from one renderer, and nothing but adopted values differs between their specs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Unproved:
    """An edited line (0-based) that would not come out so, and what build would print there."""

    line: int
    printed: str


def unproved(before: Sequence[str], edited: Sequence[str], after: Sequence[str]) -> Unproved | None:
    """The first edited line that ``after`` does not print as it stands in ``edited``; None where all are."""
    if list(edited) == list(after):
        return None
    touched: set[int] = set()
    gone: list[tuple[int, int, list[str]]] = []
    for _, a1, a2, b1, b2 in changes(before, edited):
        touched |= set(range(b1, b2))
        gone.append((b1, b2, list(before[a1:a2])))
    for _, a1, a2, b1, b2 in changes(edited, after):
        for line in range(a1, a2):
            if line in touched:
                offset = b1 + line - a1
                return Unproved(line, after[offset] if offset < b2 else "")
        for start, end, lines in gone:
            back = [line for line in after[b1:b2] if line in lines and line not in edited[a1:a2]]
            if back and a1 <= end and a2 >= start:
                return Unproved(min(start, len(edited) - 1), back[0])
    return None


def come_back(before: Sequence[str], edited: Sequence[str], after: Sequence[str]) -> Unproved | None:
    """A line of the body that a person took out and that ``after`` prints nevertheless, wherever; None without any."""
    one, other, new = Counter(before), Counter(edited), Counter(after)
    back = (one - other) & (new - other)
    for _, a1, a2, b1, _ in changes(before, edited):
        for line in before[a1:a2]:
            if line.strip() and line in back:
                return Unproved(min(b1, len(edited) - 1), line)
    return None


def further(edited: Sequence[str], after: Sequence[str]) -> list[int]:
    """The lines (1-based, of the new guide) that differ from the edited guide: further prints of adopted values."""
    return [line + 1 for _, a1, a2, b1, b2 in changes(edited, after) for line in range(b1, b2)]


def changes(one: Sequence[str], other: Sequence[str]) -> list[Opcode]:
    """What differs between two lists of lines."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [opcode for opcode in matcher.get_opcodes() if opcode[0] != "equal"]


def followed(before: Sequence[str], edited: Sequence[str], after: Sequence[str]) -> list[str]:
    """``edited`` with each line that nobody touched as ``after`` prints it, where that is one line for one."""
    now = dict(enumerate(before))
    for tag, a1, a2, b1, b2 in changes(before, after):
        if tag == "replace" and a2 - a1 == b2 - b1:
            now |= dict(zip(range(a1, a2), after[b1:b2], strict=True))
    lines = list(edited)
    for block in SequenceMatcher(None, before, edited, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            lines[block.b + step] = now[block.a + step]
    return lines
