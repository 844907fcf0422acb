"""Periods of pay in words: what ``per year``, ``/month`` or ``annually`` behind an amount says that it is paid for."""

from __future__ import annotations

import re

from guidewright.core.model.rows import Period

PERIODS: dict[str, Period] = {"yr": "year", "year": "year", "annum": "year", "mo": "month", "month": "month"}
PERIODS |= {"mth": "month", "wk": "week", "week": "week", "day": "day", "hr": "hour", "hour": "hour"}
_ADVERBS: dict[str, Period] = {"annually": "year", "annual": "year", "yearly": "year", "p.a.": "year"}
_ADVERBS |= {"monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}
UNITS = "|".join(sorted(PERIODS, key=len, reverse=True))
"""The words for a unit of time, as alternatives of a pattern."""
_SAID = re.compile(
    rf"\s*(?:(?:/|per|a)\s*\b(?P<unit>{UNITS})\b|(?P<adverb>{'|'.join(map(re.escape, _ADVERBS))})(?=\s*(?:$|[,;()])))",
    re.IGNORECASE,
)


def said(words: str) -> Period | None:
    """The period that ``words`` begin with; an adverb counts alone (``monthly vesting`` says when, not for what)."""
    match = _SAID.match(words)
    if match is None:
        return None
    return PERIODS[match["unit"].lower()] if match["unit"] else _ADVERBS[match["adverb"].lower()]
