"""Whether the figures of a guide can be of one unit at all: asked of every guide, so it is quick and light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

WITHIN = 200
"""Two ends of one range that differ by more than this factor are not of one unit. Legacy corpus: at most 40."""


@lru_cache(4096)
def _amounts(keys: tuple[str, ...]) -> tuple[str, ...] | None:
    """Those of a row's ``keys`` that hold amounts; None if some are in a second currency or may not be yearly."""
    if any(key == "also" or key.endswith("_period") for key in keys):
        return None
    return tuple(key for key in keys if key.endswith(("_low", "_high")) and "pct" not in key)


def close(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether all amounts of each currency in a record's rows are yearly and so near to each other that none is off."""
    found: dict[Any, list[int]] = {}
    for row in rows:
        keys = _amounts(tuple(row))
        if keys is None:
            return False
        found.setdefault(row.get("currency"), []).extend([row[key] for key in keys if row[key]])
    return all(max(amounts) < WITHIN * min(amounts) for amounts in found.values() if amounts)
