"""What falls due when: every freshness limit that guides and companies will cross, by week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from guidewright.core.check.dates import Date, after_months, day, is_day
from guidewright.core.check.freshness import FACTS_MONTHS, expired_on, figures_due_on, prose_due_on, stale_on
from guidewright.core.check.guide import Corpus
from guidewright.core.resolve import company_path


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """Something that falls due: on which day, under which rule, in which file."""

    on: Date
    code: str
    path: str


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday, and what falls due in it, by rule; the first also holds all that is overdue."""

    monday: Date
    dues: tuple[Due, ...]

    @property
    def counts(self) -> dict[str, int]:
        counted: dict[str, int] = {}
        for due in sorted(self.dues, key=lambda due: due.code):
            counted[due.code] = counted.get(due.code, 0) + 1
        return counted


def dues(corpus: Corpus) -> list[Due]:
    """Every day on which a rule of freshness begins to speak (or began), in order."""
    found: list[Due] = []
    for guide in corpus.guides:
        review = guide.record["next_review_due"]
        limits = {
            "GW441": stale_on(guide),
            "GW442": expired_on(guide),
            "GW443": day(review) + timedelta(days=1) if is_day(review) else None,
            "GW445": figures_due_on(guide),
            "GW446": prose_due_on(guide),
        }
        found.extend(Due(on, code, guide.path) for code, on in limits.items() if on)
    for company, facts in corpus.companies.items():
        if is_day(verified := facts.get("verified_on")):
            found.append(Due(after_months(day(str(verified)), FACTS_MONTHS), "GW447", company_path(company)))
    return sorted(found)


def by_week(found: Iterable[Due], as_of: Date, weeks: int = 13) -> list[Week]:
    """The next ``weeks`` weeks; what is due already counts to the current one."""
    first = as_of - timedelta(days=as_of.weekday())
    mondays = [first + timedelta(weeks=number) for number in range(weeks)]
    sorted_in: dict[Date, list[Due]] = {monday: [] for monday in mondays}
    for due in found:
        monday = max(due.on - timedelta(days=due.on.weekday()), first)
        if monday in sorted_in:
            sorted_in[monday].append(due)
    return [Week(monday, tuple(sorted_in[monday])) for monday in mondays]
