"""What is said before or behind a figure of how near it is: about, up to, from, max."""

from __future__ import annotations

import re

from guidewright.core.legacy.amounts import RefusedError
from guidewright.core.model.rows import Figure

HINT = re.compile(
    r"(~|≈|≥|≤|[<>]=?|(?:about|approx(?:imately)?|around|circa|ca|est|target|up to|to|from|starting at|min(?:imum)?"
    r"|max(?:imum)?)\b\.?)"
    r":?\s*",
    re.IGNORECASE,
)
_UPPER = ("up to", "max", "maximum", "≤", "<", "<=")
_LOWER = ("from", "starting at", "min", "minimum", "≥", ">", ">=")
CEILING = re.compile(r"\(?(?:max(?:imum|\.)?|cap(?:ped)?)\)?", re.IGNORECASE)


def with_bound(figure: Figure, said: str) -> Figure:
    """The figure with what is said before it; what a bound is called is kept, unless the print says so anyway."""
    hint = said.lower().rstrip(".")
    if not hint:
        return figure
    note = f"({said.lower()})" if hint[0].isalpha() else None
    if hint == "to":
        raise RefusedError("GW523")
    if hint in _UPPER:
        return ceiling(figure)._replace(note=None if hint == "up to" else note)
    if hint in _LOWER:
        return figure._replace(open=True, note=note)
    if hint == "target":
        return figure._replace(note=said.rstrip("."))
    return figure._replace(note=note or "(approx.)")


def ceiling(figure: Figure) -> Figure:
    """A single figure as an upper bound."""
    if figure.high is not None or figure.pct_high is not None or figure.open:
        raise RefusedError("GW523")
    if figure.low is None:
        return figure._replace(pct=None, pct_high=figure.pct)
    return figure._replace(low=None, high=figure.low)
