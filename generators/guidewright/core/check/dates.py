"""Days, quarters and months as the freshness rules count them, and the dates that a text names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from guidewright.core.resolve import add_months

Date = datetime.date
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"20[0-9]{2}(?![0-9])")
_BEFORE = re.compile(
    r"(?<!\w)(?:(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? (?:[0-9]{1,2}, )?"
    r"|Q(?P<quarter>[1-4]),? (?:FY ?)?)$"
)
YEAR = re.compile(r"(?<![0-9$£€.,])(?:FY ?)?(20[0-9]{2})(?![0-9%]|,[0-9]|\.[0-9]|K\b)")


def day(text: str) -> Date:
    return Date.fromisoformat(text)


def is_day(value: object) -> bool:
    """Whether ``value`` is a date as specs write it."""
    try:
        return isinstance(value, str) and len(value) == 10 and bool(Date.fromisoformat(value))
    except ValueError:
        return False


def after_months(date: Date, months: int) -> Date:
    return day(add_months(date.isoformat(), months))


def quarter_end(quarter: str) -> Date:
    """The first day after ``2025-Q4``: 2026-01-01."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return Date(year + (number == 4), number % 4 * 3 + 1, 1)


def months_named(text: str) -> Iterator[Date]:
    """The first day after each month or quarter that the text names with its year."""
    for match in _NAMED.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 20), match.start())
        if before and before["month"]:
            number = _MONTHS.index(before["month"].lower()) + 1
            yield Date(int(match[0]) + (number == 12), number % 12 + 1, 1)
        elif before:
            yield quarter_end(f"{match[0]}-Q{before['quarter']}")


def years_named(text: str) -> list[int]:
    """The years from 2000 to 2099 that the text names; the second of a span like 2025-26 is not read."""
    return [int(year) for year in YEAR.findall(text)]
