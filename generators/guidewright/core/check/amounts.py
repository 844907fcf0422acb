"""Amounts of money in prose: where they stand, how much they are, and which figure of the table they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from guidewright.core.money import CODES, LABELS

Subject = Literal["base", "stock", "total_comp", "bonus", "signing_bonus"]

_SIGN = r"[A-Z]{0,3}\$|[£€₹₪¥₩]|[A-Z]{3}|kr"
"""A currency sign or code as it may look; ``currencies`` says whether it is one."""
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{2,3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,3})?"
_UNIT = r"(?:K|k|M|B|L|Cr)(?!\w)"
_AMOUNT = re.compile(
    rf"(?=[$£€₹₪¥₩A-Zk])(?<![\w$])(?P<sign>{_SIGN})[ ]?(?P<low>{_NUMBER})(?:[ ]?(?P<low_unit>{_UNIT}))?"
    rf"(?:(?:[ ]?[–-][ ]?|[ ]to[ ])(?:(?:{_SIGN})[ ]?)?(?P<high>{_NUMBER})(?:[ ]?(?P<high_unit>{_UNIT}))?)?"
    r"(?P<open>\+)?"
)
_SCALE = {"K": 10**3, "k": 10**3, "M": 10**6, "B": 10**9, "L": 10**5, "Cr": 10**7, None: 1}

_NAMES: tuple[tuple[Subject, str], ...] = (
    ("total_comp", r"total (?:annual )?comp(?:ensation)?|TC|total package"),
    ("signing_bonus", r"sign(?:ing|-on)(?: bonus)?"),
    ("base", r"base(?: salary)?"),
    ("stock", r"RSUs?|stock(?: options)?|equity|options?"),
    ("bonus", r"bonus"),
)
_NAMED = "|".join(f"(?P<{subject}>{words})" for subject, words in _NAMES)
_AFTER = re.compile(rf"(?:/4yr)?[ ](?:in |of |as )?(?:minimum |annual |initial )?(?:{_NAMED})(?!\w)", re.I)
_BEFORE = re.compile(
    rf"(?<!\w)(?:{_NAMED})(?: grants?| package| floor| target)?(?::|(?: up)? to| at| of| is| above| around| over)?"
    r"[ ](?:approximately |about |around |at least |roughly |~)?$",
    re.I,
)
_YEARLY = re.compile(r"[^.;,]{0,12}(?:/yr|/year|per year|a year|annual|/mo|per month)", re.I)
_MORE_AFTER = re.compile(
    r"[^.;,]{0,24}(?:increase|bump|uplift|adjustment|premium|differential|refresh|more|higher)", re.I
)
_MORE_BEFORE = re.compile(
    r"(?:additional|extra|adding|adds?|by|increased? (?:of|by)|refresh(?:er)?s?(?: of)?|gap of|another|plus|premium of)"
    r"[ ](?:a |an |another |up to |about |~)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount or range in a text: ``[start, end)``, the sign as written, both ends (equal for one amount)."""

    start: int
    end: int
    sign: str
    low: int
    high: int
    open: bool = False


def _value(number: str, unit: str | None) -> int:
    whole, _, decimals = number.replace(",", "").partition(".")
    scale = _SCALE[unit]
    return int(whole) * scale + (int(decimals) * scale // 10 ** len(decimals) if decimals else 0)


def _amount(match: re.Match[str]) -> Amount:
    low_unit, high_unit = match["low_unit"], match["high_unit"]
    if match["high"] is None:
        low = high = _value(match["low"], low_unit)
    else:
        short = len(match["low"].partition(".")[0]) <= 3
        low = _value(match["low"], low_unit or (high_unit if short else None))
        high = _value(match["high"], high_unit or (low_unit if len(match["high"].partition(".")[0]) <= 3 else None))
    return Amount(match.start(), match.end(), match["sign"], low, high, match["open"] is not None)


def amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """Every amount with a currency in ``text`` (or in a part of it); ends of a range may be in either order."""
    for match in _AMOUNT.finditer(text, start, len(text) if end is None else end):
        sign = match["sign"]
        if not sign.isalpha() or sign in CODES or sign == "kr":
            yield _amount(match)


def subject(text: str, amount: Amount) -> Subject | None:
    """Which figure the words next to the amount name: ``$190K base``, ``RSUs at $230K``; None when none does."""
    for match in (_AFTER.match(text, amount.end), _BEFORE.search(text, max(0, amount.start - 60), amount.start)):
        if match:
            return next(name for name, _ in _NAMES if match[name])
    return None


def is_increment(text: str, amount: Amount) -> bool:
    """Whether the amount is a step and no level: ``a $20K base increase``, ``an additional $30K``."""
    before = _MORE_BEFORE.search(text, max(0, amount.start - 30), amount.start)
    return bool(before or _MORE_AFTER.match(text, amount.end))


def is_yearly(text: str, amount: Amount) -> bool:
    """Whether the amount is said to be paid each year or month: ``$123,500/yr``."""
    return _YEARLY.match(text, amount.end) is not None


def currencies(sign: str, labels: Mapping[str, str]) -> frozenset[str]:
    """The currencies that ``sign`` can mean: a code itself, the company's own labels, else the house's."""
    if sign in CODES:
        return frozenset({sign})
    own = {code for code, label in labels.items() if label.strip() == sign}
    return frozenset(own | {code for code, label in LABELS.items() if label.strip() == sign and code not in labels})
