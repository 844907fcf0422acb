"""Which guides of a build a SELECT names, and what to say when it names none."""

from __future__ import annotations

from collections.abc import Sequence

from guidewright.commands.guide import Guide
from guidewright.commands.pipeline import Build
from guidewright.core.ages import STALE_DAYS
from guidewright.core.nearest import did_you_mean
from guidewright.core.select import Facts, matches
from guidewright.edges.errors import OutsideError


def selected(build: Build, select: Sequence[str], as_of: str | None = None) -> list[Guide]:
    """The guides that ``select`` names, in order; all for an empty one. OutsideError when it names none.

    ``as_of`` (YYYY-MM-DD; today where it is None) decides what is stale.
    """
    if not select:
        return list(build.guides.values())
    changes: dict[str, frozenset[str]] = {}

    def changed(path: str, rev: str) -> bool:
        if rev not in changes:
            from guidewright.edges.git import changed_since

            changes[rev] = changed_since(build.workspace.root, rev)
        return path in changes[rev]

    stale = any("stale" in arg.split(",") for arg in select)
    limit = _days_before(as_of, STALE_DAYS) if stale else ""
    found = [
        guide
        for guide in build.guides.values()
        if matches(
            select,
            Facts(
                guide.company,
                guide.role,
                guide.facts,
                stale and (guide.facts.get("last_updated") or "") < limit,
                lambda rev, path=guide.path: changed(path, rev),  # type: ignore[misc]
            ),
        )
    ]
    if not found:
        names = {guide.company for guide in build.guides.values()}
        names |= {f"{guide.company}/{guide.role}" for guide in build.guides.values()}
        hint = did_you_mean(select[0], names)
        raise OutsideError(f"no guide matches {' '.join(select)}" + (f"; {hint}" if hint else ""))
    return found


def _days_before(as_of: str | None, days: int) -> str:
    import datetime

    from guidewright.edges.clock import today

    return (datetime.date.fromisoformat(as_of or today()) - datetime.timedelta(days=days)).isoformat()
