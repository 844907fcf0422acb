"""One amount as written (``$1.2M``, ``SGD 108K``, ``₹47,00,000``, ``90 000 kr``, ``15%``): value, mark, unit and sign.

What is written in a way that two readers would read differently is refused, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from guidewright.core.legacy.marks import SIGNS, mark_pattern
from guidewright.core.money import CODES

MAX_AMOUNT = 10**15
MARK = mark_pattern()
_NUMBER = (
    r"[0-9]{1,3}(?:,[0-9]{2,3})+(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:[ \u00a0\u2009\u202f'’][0-9]{3}(?![0-9]))+"
    r"|[0-9]+(?:\.[0-9]+)?"
)
_WORDS = "(?i:thousand|million|billion|lakhs?|lacs?|crores?)"
_UNIT = rf"[ \u00a0]?(?:{_WORDS}|mn|MM|bn|Mn|Bn|Cr|cr|LPA|[KkMmBbL])(?![A-Za-z])"
_SUFFIX_MARK = r"[ \u00a0]?(?:[A-Z]{3}|zł|Kč|Ft|kr|€|£|₪|₫|元|円)(?![A-Za-z])"
AMOUNT = re.compile(
    rf"(?:(?P<mark>{MARK})(?P<gap>[ \u00a0]?))?(?P<number>{_NUMBER})(?P<unit>{_UNIT})?"
    rf"(?:(?P<pct> ?%)|(?P<after>{_SUFFIX_MARK}))?(?P<open>\+)?"
)
_SCALES = {"k": 10**3, "thousand": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "million": 10**6}
_SCALES |= {"b": 10**9, "bn": 10**9}
_SCALES |= {"billion": 10**9, "l": 10**5, "lpa": 10**5, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "lacs": 10**5}
_SCALES |= {"cr": 10**7, "crore": 10**7, "crores": 10**7}


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` in whole units, the ``scale`` that its unit stood for, and ``label``, the mark before it."""

    value: Fraction
    scale: int
    percent: bool
    open: bool
    mark: str | None
    label: str
    end: int


class RefusedError(Exception):
    """A cell that looks like figures but is not surely one; the code of the finding."""


def read_amount(text: str, at: int) -> Amount | None:
    """The amount at ``at``; None where none stands there, RefusedError where one is not surely read."""
    match = AMOUNT.match(text, at)
    if match is None:
        return None
    number, unit = match["number"], (match["unit"] or "").strip().lower()
    dotted = not unit and re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", number)
    if dotted or ("," in number and not _grouped(number)):
        raise RefusedError("GW523")
    scale = _SCALES.get(unit, 1)
    value = Fraction(re.sub(r"[^0-9.]", "", number)) * scale
    if value > MAX_AMOUNT:
        raise RefusedError("GW523")
    after, end = (match["after"] or "").strip(), match.end()
    if after and not _known(after):
        after, end = "", match.start("after")
    mark, label = _mark(match["mark"], match["gap"] or "", after)
    is_open = match["open"] is not None and end == match.end()
    return Amount(value, scale, match["pct"] is not None, is_open, mark, label, end)


def _mark(mark: str | None, gap: str, after: str) -> tuple[str | None, str]:
    """The mark that counts, and how it would stand before an amount: ``$170K USD`` is ``USD $170K``."""
    if mark and not _known(mark):
        raise RefusedError("GW523")
    if mark and after:
        if after not in CODES or (mark != "$" and after != mark and after not in SIGNS.get(mark, ())):
            raise RefusedError("GW524")
        return after, f"{after} {mark}" if mark != after else f"{after} "
    if after:
        return after, f"{after} "
    if mark and len(mark) > 3 and mark[:3] in CODES:
        return mark[:3], f"{mark}{gap}"
    return mark, f"{mark}{gap}" if mark else ""


def _known(mark: str) -> bool:
    return mark in SIGNS or mark in CODES or (mark[:3] in CODES and mark[3:].strip() in SIGNS)


def _grouped(number: str) -> bool:
    whole = number.partition(".")[0].split(",")
    western = all(len(part) == 3 for part in whole[1:])
    indian = len(whole[-1]) == 3 and len(whole[0]) <= 2 and all(len(part) == 2 for part in whole[1:-1])
    return western or indian
