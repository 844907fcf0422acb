"""Mends that cannot be wrong, as data: the key path of a text and what it becomes. Whoever edits files applies them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from guidewright.core.check.guide import Guide
from guidewright.core.check.style import CODE, DOUBLE_SPACE, SMART, TRAILING
from guidewright.core.check.texts import Text
from guidewright.core.reader import Path

FIXABLE = ("GW483", "GW484", "GW487")
_STRAIGHT = {"\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'"}
_DOUBLE = "\u201c\u201d\u201e\u201f"


@dataclass(frozen=True, slots=True)
class Fix:
    """The text at ``at`` of the spec at ``path`` becomes ``value``; ``codes`` are the findings that it ends."""

    path: str
    at: Path
    value: str
    codes: tuple[str, ...]


def fixes(guide: Guide, codes: Collection[str] = FIXABLE) -> Iterator[Fix]:
    """One fix for each text of the guide that some of the wanted rules can mend."""
    for text in guide.texts:
        value, ended = text.raw, []
        for code in FIXABLE:
            mended = _outside_code(value, _MENDS[code], text) if code in codes else value
            if mended != value:
                value = mended
                ended.append(code)
        if ended and value.strip():
            yield Fix(guide.path, text.at, value, tuple(ended))


def _outside_code(value: str, mend: Callable[[str, Text], str], text: Text) -> str:
    """``value`` with everything mended but its code and addresses, which stand in as private-use characters."""
    kept: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        kept.append(match[0])
        return "\ue000"

    if "\ue000" in value:
        return value
    mended = mend(CODE.sub(put_aside, value), text)
    parts = iter(kept)
    return re.sub("\ue000", lambda _: next(parts), mended)


def _single_spaces(value: str, _text: Text) -> str:
    return DOUBLE_SPACE.sub(" ", value)


def _straight_quotes(value: str, text: Text) -> str:
    """Straight quotes; in a script, which is printed in double quotes, the double ones become single."""
    double = "'" if text.part == "script" else '"'
    return SMART.sub(lambda match: double if match[0] in _DOUBLE else _STRAIGHT[match[0]], value)


def _no_trailing(value: str, _text: Text) -> str:
    while (shorter := TRAILING.sub("", value)) != value:
        value = shorter
    return value


_MENDS: dict[str, Callable[[str, Text], str]] = {
    "GW483": _single_spaces,
    "GW484": _straight_quotes,
    "GW487": _no_trailing,
}
