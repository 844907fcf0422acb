"""A text of a spec after an edit of what it prints: ends kept as written, and ``{{ }}`` kept where it quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from guidewright.core.adopt.codes import RefusedError
from guidewright.core.diagnostic import excerpt

_TOKENS = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
_WORDS = re.compile(r"\w+|\W")
MARKS = ("{{", "{%", "{#")


def resaid(source: str | None, new: str) -> str:
    """``new`` with the line ends that the old text had at its ends."""
    if source is None:
        return new
    lead = source[: len(source) - len(source.lstrip("\n"))]
    tail = source[len(source.rstrip("\n")) :]
    return lead + new + tail if source.strip("\n") else new


def requoted(source: str, new: str, shown: Callable[[str], str], line: int) -> str:
    """The templated ``source`` such that it prints ``new``; refused where what ``{{ }}`` prints was edited."""
    pieces = _TOKENS.split(source.strip("\n").rstrip())
    if any(piece.startswith("{%") for piece in pieces):
        raise RefusedError("GW654", line, "the text has {% %} in it", hint="edit the spec itself")
    printed = [shown(piece) if index % 2 else piece for index, piece in enumerate(pieces)]
    old = "".join(printed)
    starts = [0]
    for text in printed:
        starts.append(starts[-1] + len(text))
    edited: dict[int, list[tuple[int, int, str]]] = {}
    for first, last, words in _hunks(old, new):
        index = _literal(starts, first, last)
        if index is None:
            quoting = next(i for i in range(1, len(pieces), 2) if starts[i] < last and first <= starts[i + 1])
            found = f"{excerpt(pieces[quoting], 80)} prints {excerpt(printed[quoting])} here, and the guide differs"
            raise RefusedError("GW654", line, found, hint="edit what it quotes, or the spec itself")
        if any(mark in words for mark in MARKS):
            raise RefusedError("GW654", line, f"{excerpt(words)} would be rendered", hint="edit the spec itself")
        edited.setdefault(index, []).append((first - starts[index], last - starts[index], words))
    for index, hunks in edited.items():
        for first, last, words in reversed(hunks):
            pieces[index] = pieces[index][:first] + words + pieces[index][last:]
    return resaid(source, "".join(pieces))


def _literal(starts: list[int], first: int, last: int) -> int | None:
    """The index of the literal piece that holds ``[first, last]``; at a border the literal one counts."""
    index = bisect_right(starts, first) - 1
    for each in (index - 1, index, index + 1):
        if each >= 0 and not each % 2 and each + 1 < len(starts) and starts[each] <= first and last <= starts[each + 1]:
            return each
    return None


def _hunks(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What differs, word by word: begin and end in ``old``, and the words instead."""
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    same = next((i for i, (one, other) in enumerate(zip(a, b)) if one != other), min(len(a), len(b)))
    a, b = a[same:], b[same:]
    places = [len(old) - len("".join(a))]
    for word in a:
        places.append(places[-1] + len(word))
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            yield places[a1], places[a2], "".join(b[b1:b2])
