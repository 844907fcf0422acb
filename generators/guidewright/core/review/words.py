"""Which words of two texts differ. Long texts that differ everywhere are told as replaced, not searched for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

Runs = tuple[tuple[str, str], ...]
"""Pieces of two texts in order: ``=`` in both, ``-`` only in the old, ``+`` only in the new."""

_TOKEN = re.compile(r"(?:[A-Z]{0,3}[$£€₹¥₩₪])?\d[\d,.]*\w*%?|[\w’'-]+|\s+|.")
_WORK = 3_000_000


def word_diff(before: str, after: str) -> Runs:
    """The runs that lead from one text to the other."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    head, tail = old[:start], old[len(old) - end :]
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    runs = [("=", "".join(head))]
    if len(old) * len(new) > _WORK:
        runs += [("-", "".join(old)), ("+", "".join(new))]
    else:
        for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                runs.append(("=", "".join(old[old_from:old_to])))
            else:
                runs += [("-", "".join(old[old_from:old_to])), ("+", "".join(new[new_from:new_to]))]
    runs.append(("=", "".join(tail)))
    return _joined((sign, text) for sign, text in runs if text)


def _common(old: list[str], new: list[str]) -> int:
    for index, (one, other) in enumerate(zip(old, new)):
        if one != other:
            return index
    return min(len(old), len(new))


def _joined(runs: Iterable[tuple[str, str]]) -> Runs:
    """White space between two changes belongs to them: ``-a =␠ -b`` reads better as one change."""
    changes: list[list[str]] = []
    for sign, text in runs:
        blank = sign == "=" and text.isspace() and "\n" not in text
        if sign == "=" and not blank:
            changes.append(["=", text, text])
        else:
            if not changes or changes[-1][0] == "=":
                changes.append(["~", "", ""])
            changes[-1][1] += text if sign in "-=" else ""
            changes[-1][2] += text if sign in "+=" else ""
    found: list[tuple[str, str]] = []
    for sign, old, new in changes:
        if sign == "=" or old == new:
            found.append(("=", old))
        else:
            found += [("-", old)] if old else []
            found += [("+", new)] if new else []
    return tuple(found)


def changed_words(runs: Runs) -> tuple[tuple[str, str], ...]:
    """Each change as (old words, new words)."""
    pairs: list[tuple[str, str]] = []
    waiting: str | None = None
    for sign, text in runs:
        if sign == "-":
            waiting = text.strip()
        elif sign == "+":
            pairs.append((waiting or "", text.strip()))
            waiting = None
        elif waiting is not None:
            pairs.append((waiting, ""))
            waiting = None
    return (*pairs, (waiting, "")) if waiting is not None else tuple(pairs)


def shortened(runs: Runs, around: int = 40) -> Runs:
    """The same runs with what is equal cut down to a few words around the changes."""
    shown: list[tuple[str, str]] = []
    for index, (sign, text) in enumerate(runs):
        if sign != "=" or len(text) <= 2 * around + 3:
            shown.append((sign, text))
            continue
        head = text[:around].rsplit(" ", 1)[0] if index > 0 else ""
        tail = text[-around:].split(" ", 1)[-1] if index < len(runs) - 1 else ""
        middle = " … " if head and tail else "… " if tail else " …"
        shown.append(("=", f"{head}{middle}{tail}"))
    return tuple(shown)
