"""Whether the figures of a guide can be of one unit at all: asked of every guide, so it is quick and light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WITHIN = 200
"""Two ends of one range that differ by more than this factor are not of one unit. Legacy corpus: at most 40."""


def close(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether all amounts of each currency in a record's rows are yearly and so near to each other that none is off."""
    least: dict[Any, int] = {}
    most: dict[Any, int] = {}
    for row in rows:
        if "also" in row:
            return False
        currency = row.get("currency")
        for key, value in row.items():
            if type(value) is int:
                if value and "pct" not in key:
                    least[currency] = min(value, least.get(currency, value))
                    most[currency] = max(value, most.get(currency, value))
            elif key.endswith("_period"):
                return False
    return all(most[currency] < WITHIN * least[currency] for currency in least)
