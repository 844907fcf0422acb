"""Rules on age: how old figures, prose, company facts and sources are on the day of the check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from guidewright.core.ages import EXPIRED_DAYS, STALE_DAYS
from guidewright.core.check.dates import Date, after_months, day, is_day, months_named, quarter_end, years_named
from guidewright.core.check.finding import Finding
from guidewright.core.check.guide import Corpus, Guide
from guidewright.core.resolve import company_path

PROSE_MONTHS, FACTS_MONTHS, SOURCE_YEARS = 6, 12, 2


def stale_on(guide: Guide) -> Date | None:
    return _after(guide, STALE_DAYS)


def expired_on(guide: Guide) -> Date | None:
    return _after(guide, EXPIRED_DAYS)


def _after(guide: Guide, days: int) -> Date | None:
    """The first day on which the guide's verification is more than ``days`` old."""
    verified = guide.record["last_updated"]
    return day(verified) + timedelta(days=days + 1) if is_day(verified) else None


def figures_due_on(guide: Guide) -> Date | None:
    """The day on which figures of the next quarter can be expected: the end of that quarter."""
    quarter = guide.record["salary_data_quarter"]
    return after_months(quarter_end(quarter), 3) if quarter else None


def prose_written(guide: Guide) -> Date | None:
    """The end of the latest month or quarter that the guide's texts name as past, as the day of its prose."""
    latest = guide.as_of.replace(day=28) + timedelta(days=4)
    named = (date for text in guide.texts if text.kind != "evidence" for date in months_named(text.text))
    return max((date for date in named if date <= latest.replace(day=1)), default=None)


def prose_due_on(guide: Guide) -> Date | None:
    written = prose_written(guide)
    return after_months(written, PROSE_MONTHS) if written else None


def _age(guide: Guide) -> tuple[str, int]:
    verified = str(guide.record["last_updated"])
    return verified, (guide.as_of - day(verified)).days


def stale(guide: Guide) -> Iterator[Finding]:
    """The guide was last verified more than 120 days ago.

    `last_updated` is the day on which a person or a refresh verified the figures. Above 240 days GW442 says so instead.

    Bad:
        # as of 2026-03-01
        last_updated: 2025-10-01

    Good:
        # as of 2026-03-01
        last_updated: 2026-02-01
    """
    due, last = stale_on(guide), expired_on(guide)
    if due and last and due <= guide.as_of < last:
        verified, age = _age(guide)
        found = f"STALE: last verified {age} days ago ({verified})"
        hint = "refresh the figures"
        yield Finding(("last_updated",), found, expected=f"at most {STALE_DAYS}", hint=hint, subject=verified)


def expired(guide: Guide) -> Iterator[Finding]:
    """The guide was last verified more than 240 days ago.

    Bad:
        # as of 2026-03-01
        last_updated: 2025-05-01

    Good:
        # as of 2026-03-01
        last_updated: 2026-02-01
    """
    due = expired_on(guide)
    if due and due <= guide.as_of:
        verified, age = _age(guide)
        found = f"EXPIRED: last verified {age} days ago ({verified})"
        hint = "refresh it or take it down"
        yield Finding(("last_updated",), found, expected=f"at most {EXPIRED_DAYS}", hint=hint, subject=verified)


def review_overdue(guide: Guide) -> Iterator[Finding]:
    """The day of the next review has passed.

    Bad:
        # as of 2026-03-01
        last_updated: 2025-11-20
        next_review_due: 2026-02-20

    Good:
        # as of 2026-03-01
        last_updated: 2026-02-20
        next_review_due: 2026-05-20
    """
    due = guide.record["next_review_due"]
    if is_day(due) and day(due) < guide.as_of:
        key = "next_review_due" if "next_review_due" in guide.spec else "last_updated"
        found = f"REVIEW_OVERDUE: was due on {due}, {(guide.as_of - day(due)).days} days ago"
        yield Finding((key,), found, hint="review the guide, then set last_updated and next_review_due", subject=due)


def old_sources(guide: Guide) -> Iterator[Finding]:
    """The newest year that the guide's sources name lies two years or more back.

    Sources without any year are GW464's business. A year in the future is a forecast and counts as new.

    Bad:
        # as of 2026-03-01
        body:
          - evidence:
              - Acme Annual Report, February 2024
              - Levels.fyi data, 2023

    Good:
        # as of 2026-03-01
        body:
          - evidence:
              - Acme Annual Report, February 2026
              - Levels.fyi data, 2023
    """
    named = [(year, at) for at, text in guide.sources for year in years_named(text)]
    if named and max(named)[0] <= guide.as_of.year - SOURCE_YEARS:
        newest, at = max(named)
        found = f"the newest source is of {newest}"
        yield Finding(at, found, expected=f"{guide.as_of.year - SOURCE_YEARS + 1} or later", hint="add a newer source")


def figures_due(guide: Guide) -> Iterator[Finding]:
    """The figures are of a quarter after which another has already ended.

    Figures are renewed each quarter: those of 2025-Q4 are due when 2026-Q1 is over, on 2026-04-01.

    Bad:
        # as of 2026-03-01
        salary_data_quarter: 2025-Q3

    Good:
        # as of 2026-03-01
        salary_data_quarter: 2025-Q4
    """
    due = figures_due_on(guide)
    if due and due <= guide.as_of:
        quarter = guide.record["salary_data_quarter"]
        found = f"figures of {quarter} were due for renewal on {due}"
        yield Finding(("salary_data_quarter",), found, hint="refresh the figures", subject=quarter)


def prose_due(guide: Guide) -> Iterator[Finding]:
    """The prose speaks of nothing newer than six months.

    Prose is re-read twice a year. Its age is that of the latest month or quarter that the texts name as past ("February
    2026", "Q4 2025"; sources and forecasts left out). Prose that names none is not judged.

    Bad:
        # as of 2026-03-01
        body:
          - narrative: In May 2025 the platform was rebuilt.

    Good:
        # as of 2026-03-01
        body:
          - narrative: In February 2026 the platform was rebuilt.
    """
    due, written = prose_due_on(guide), prose_written(guide)
    if due and written and due <= guide.as_of:
        month = (written - timedelta(days=1)).strftime("%Y-%m")
        found = f"the prose names nothing newer than {month}"
        at = guide.place_of("narrative", "lever", "section")
        expected = f"at most {PROSE_MONTHS} months"
        yield Finding(at, found, expected=expected, hint="re-read it", subject=month, of_key=True)


def facts_due(corpus: Corpus) -> Iterator[Finding]:
    """The facts of a company were verified more than a year ago.

    Said at the company file, for those that state `verified_on`.

    Bad:
        # as of 2026-03-01
        # seeds/acme/_company.yaml
        company_display: Acme
        verified_on: 2024-11-30

    Good:
        # as of 2026-03-01
        # seeds/acme/_company.yaml
        company_display: Acme
        verified_on: 2025-11-30
    """
    for company, facts in sorted(corpus.companies.items()):
        verified = facts.get("verified_on")
        if is_day(verified) and after_months(day(str(verified)), FACTS_MONTHS) <= corpus.as_of:
            found = f"company facts were verified on {verified}"
            hint = "check name, industry, headquarters and ticker, then set verified_on"
            path = company_path(company)
            yield Finding(
                ("verified_on",), found, expected="within a year", hint=hint, subject=str(verified), path=path
            )
