"""Today's date, the only thing that is read from the clock; verbs that need a date take it as a value."""

from __future__ import annotations

import datetime


def today() -> str:
    """Today as YYYY-MM-DD in UTC, so that every machine agrees."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()
