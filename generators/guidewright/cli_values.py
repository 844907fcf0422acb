"""What several verbs take from the command line, checked in one place."""

from __future__ import annotations

import datetime
import re

from guidewright.edges.errors import OutsideError

SELECT_HELP = (
    "SELECT: twilio, twilio/ml-ai-engineer, '*/data-engineer', quality:low, stale, draft, changed:REV; "
    "space is or, comma is and."
)


def date(text: str | None) -> str | None:
    """A date, checked; None stays None."""
    try:
        return text and datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise OutsideError(f"'{text}' is no date; write it as YYYY-MM-DD") from error


def quarter(text: str | None) -> str | None:
    """A quarter, checked; None stays None."""
    if text is not None and not re.fullmatch(r"(19|20)[0-9]{2}-Q[1-4]", text):
        raise OutsideError(f"'{text}' is no quarter; write it like 2025-Q4")
    return text
