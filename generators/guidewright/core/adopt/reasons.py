"""Why an edit of a block cannot come from its spec, told at the first line that was edited so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guidewright.core.adopt.codes import RefusedError
from guidewright.core.adopt.proof import changes
from guidewright.core.diagnostic import excerpt

_NEAR = 3
"""How many lines from a blank line the reason that it gives rise to may stand."""
_NUMBER = re.compile(r"(?:- )?\[?([0-9]+)(?:\. |\] )")


def _misnumbered(lines: Sequence[str]) -> int | None:
    """The first numbered line that does not go on from the one before it; None where all do, or none is numbered."""
    expected = 1
    for at, line in enumerate(lines):
        if match := _NUMBER.match(line):
            if int(match[1]) not in (1, expected):
                return at
            expected = int(match[1]) + 1
    return None


def refusal(kind: str, old: Sequence[str], new: Sequence[str], first: int, spacing: str) -> RefusedError:
    """The reason why no ``kind`` block prints the lines ``new`` (the first of which is line ``first``)."""
    differing = changes(old, new)
    a, b = (differing[0][1], differing[0][3]) if differing else (0, 0)
    was, now = (lines[at] if at < len(lines) else "" for lines, at in ((old, a), (new, b)))
    line = first + min(b, max(len(new) - 1, 0))
    template = f"blocks/{kind}.md.j2"
    if any(text != text.rstrip() and text.rstrip() in old for text in new[b : b + 1]):
        found = "spaces at the end of the line: build prints none there"
    elif not any(text.strip() for text in new[1:]) and any(text.strip() for text in old[1:]):
        found = f"the heading stands alone: a {kind} block needs its text"
        return RefusedError("GW653", first, found, hint="take the heading out too, or leave some text")
    elif not was.strip() or not now.strip():
        found = f"blank lines here are printed by {template} (style.spacing: {spacing})"
    elif (number := _misnumbered(new)) is not None:
        found = f"build numbers the items 1, 2, 3 …, so {excerpt(new[number])} is not printed here"
        return RefusedError("GW653", first + number, found, hint="number the items so")
    else:
        found = f"{excerpt(now)} is not in the form that {template} prints"
    return RefusedError("GW653", line, found, expected=excerpt(was, 90) if was else "")


def with_blanks(reasons: Sequence[RefusedError], before: Sequence[str], edited: Sequence[str]) -> list[RefusedError]:
    """The reasons, where a blank line taken out or put in is what is wrong, saying so."""
    told = list(reasons)
    for _, a1, a2, b1, b2 in changes(before, edited):
        if any(line.strip() for line in (*before[a1:a2], *edited[b1:b2])):
            continue
        near = [each for each in told if abs(each.line - 1 - b1) <= _NEAR]
        if near:
            word = "taken out" if a2 - a1 > b2 - b1 else "put in"
            found = f"a blank line was {word} here; between the parts of a guide build prints them itself"
            told[told.index(near[0])] = RefusedError("GW653", min(b1 + 1, len(edited)), found, hint="undo that")
            told = [each for each in told if each not in near[1:]]
    return told
