"""What the headings of a compensation table mean: a figure, region, level or title; the rest is the author's own."""

from __future__ import annotations

import re

from guidewright.core.model.rows import Period
from guidewright.core.table import HEADINGS

_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("region", re.compile(r"\b(region|location|city|office|market|geo(graphy)?|country|site|hub|metro)\b")),
    ("level", re.compile(r"\b(level|grade|band|seniority|ladder|experience|stage|tier)\b")),
    ("title", re.compile(r"\b(title|role|position|job)\b")),
)
_FIGURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "total_comp",
        re.compile(
            r"\btotal\b(?! (base|cash|equity|stock|bonus))|\bote\b|\ball[- ]in\b|\b(tcc?|ttc|ctc|tdc|package)\b"
        ),
    ),
    ("signing_bonus", re.compile(r"\b(sign(ing)?[- ]?on|signing|joining bonus|sign bonus)\b")),
    ("profit_sharing", re.compile(r"\bprofit[- ]shar\w*")),
    ("carry", re.compile(r"\b(carry|carried interest)\b")),
    (
        "stock",
        re.compile(
            r"\b(stocks?|equity|[rpg]sus?|sars?|options?|shares?|esops?|ltip?|ppus?|phantom|espp|grant|tokens?"
            r"|long[- ]term incentives?|incentive units|profits interests?)\b"
        ),
    ),
    ("bonus", re.compile(r"\b(bonus|bonuses|variable|incentive|sti)\b")),
    ("base", re.compile(r"\b(base|salary|salaries|fixed)\b")),
)
_OWN = re.compile(
    r"\brefresh|\bpremium\b|\bsecondary\b|\bpnl\b|base ?(\+|&|and) ?bonus|\bexample\b|\bnotes?\b|\baccess\b"
)
_STOCK_LABEL = re.compile(r"Stock \((.+)\)")
_YEARS = re.compile(r"([0-9]{1,2})[ -]?(?:yr|year)s?\b", re.IGNORECASE)
_YEARLY = re.compile(r"annual|per year|yearly|/ ?yr\b|/ ?year\b|p\.a\.", re.IGNORECASE)
_MONTHLY = re.compile(r"monthly|per month|/ ?mo(nth)?\b", re.IGNORECASE)

LABELS = HEADINGS
"""The headings that a build prints where nobody says otherwise."""


def head_of(label: str) -> str | None:
    """``region``, ``level`` or ``title`` where the heading names what a row is for."""
    words = label.lower()
    return next((name for name, pattern in _HEADS if pattern.search(words)), None)


def figure_of(label: str) -> str | None:
    """The figure that a heading names first; None for a column of the author's own."""
    words = label.lower()
    if _OWN.search(words):
        return None
    places = [(match.start(), rank, name) for rank, (name, p) in enumerate(_FIGURES) if (match := p.search(words))]
    if not places:
        return None
    first = min(places)[2]
    return "signing_bonus" if first == "bonus" and words.startswith(("bonus (sign", "bonus - sign")) else first


def stock_label(label: str) -> str | None:
    """``RSU/4yr`` of ``Stock (RSU/4yr)``; None where the heading has another form."""
    match = _STOCK_LABEL.fullmatch(label)
    return match[1] if match else None


def label_years(label: str) -> int | None:
    """The years that a heading of the stock column speaks of."""
    match = _YEARS.search(label)
    return int(match[1]) if match and 1 < int(match[1]) <= 10 else None


def label_period(label: str) -> Period | None:
    """``year`` or ``month`` where the heading says that its figures are paid so."""
    if _YEARS.search(label):
        return None
    return "year" if _YEARLY.search(label) else "month" if _MONTHLY.search(label) else None
