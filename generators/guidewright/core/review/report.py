"""The review of two states as one value: guides, shapes, figures, pages. How it is shown is decided elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from guidewright.core.diagnostic import Diagnostic
from guidewright.core.render import Guard
from guidewright.core.resolve import DEFAULTS, ROLES, company_path, slugs
from guidewright.core.review.approvals import Approvals, is_approved
from guidewright.core.review.crossed import Crossing, template_steps
from guidewright.core.review.guides import GuideChange, Standing, crossed, output_changes, renamed
from guidewright.core.review.moves import Move
from guidewright.core.review.pages import PageChange, compare_pages
from guidewright.core.review.renames import renames
from guidewright.core.review.shapes import Shape, gather
from guidewright.core.review.side import Cause, Side, guide_name

THRESHOLD = 20.0
"""Per cent beyond which a moved figure is dangerous."""


@dataclass(frozen=True)
class Moved:
    """A move with its cause, whether it needs approval, and whether it has it."""

    move: Move
    cause: Cause
    over: bool
    approved: bool


@dataclass
class Report:
    """Everything that a reviewer may want to see. ``guides`` and ``pages`` hold what differs."""

    old: str
    new: str
    threshold: float
    totals: tuple[int, int] = (0, 0)
    guides: list[GuideChange] = field(default_factory=list)
    pages: list[PageChange] = field(default_factory=list)
    page_total: int = 0
    shapes: list[Shape] = field(default_factory=list)
    moves: list[Moved] = field(default_factory=list)
    settings: list[tuple[str, str, str]] = field(default_factory=list)
    layout_only: list[str] = field(default_factory=list)
    standing: Standing = field(default_factory=Standing)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    shared_only: list[str] = field(default_factory=list)
    """Shared files that differ without any guide differing."""
    others: list[str] = field(default_factory=list)
    """Further outputs that differ and are told by name only (seed files, when a build is asked what it would write)."""

    def of(self, *statuses: str) -> list[GuideChange]:
        return [guide for guide in self.guides if guide.status in statuses]

    @property
    def differs(self) -> bool:
        return bool(self.guides or self.pages or self.settings or self.layout_only or self.shared_only or self.others)

    @property
    def causes(self) -> list[tuple[Cause, int]]:
        """Each kind of cause (templates and roles by name) with the number of guides that it changes."""
        counts: Counter[Cause] = Counter()
        for guide in self.guides:
            own = {
                Cause(c.kind) if c.kind in ("spec", "company", "hand", "rename", "tool") else c for c in guide.causes
            }
            counts.update(own)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def review(
    old: Side,
    new: Side,
    guard: Guard,
    chosen: Callable[[str], bool] | None = None,
    threshold: float = THRESHOLD,
    approvals: Approvals | None = None,
) -> Report:
    """Compares two sides. ``chosen`` decides by guide (``company/role``) what is looked at; pages are, without it."""
    crossing = Crossing(old, new, template_steps(old.templates, new.templates, guard))
    report = Report(old.label, new.label, threshold, (len(old.specs), len(new.specs)))
    report.diagnostics = [*old.diagnostics, *new.diagnostics]
    found = _guides(crossing, report, chosen)
    report.guides = [found[path] for path in sorted(found)]
    if chosen is None:
        report.settings = _settings(old, new)
        _pages(crossing, found, report)
        _shared(old, new, report)
    finish(report, approvals or {})
    return report


def finish(report: Report, approvals: Approvals) -> None:
    """Gathers what the guides and pages of a report say into shapes and a table of figures."""
    found = [change for guide in report.guides for change in guide.changes]
    report.shapes = gather([*found, *(change for page in report.pages for change in page.changes)])
    moves = [
        Moved(move, cause, over := move.over(report.threshold), over and is_approved(move, approvals))
        for guide in report.guides
        for move, cause in guide.moves
    ]
    report.moves = sorted(
        moves, key=lambda moved: (-moved.move.size, moved.move.guide, moved.move.row, moved.move.figure)
    )


def _guides(crossing: Crossing, report: Report, chosen: Callable[[str], bool] | None) -> dict[str, GuideChange]:
    old, new = crossing.old, crossing.new
    paths = old.specs.keys() | new.specs.keys()
    gone = [path for path in paths if path not in new.specs]
    come = [path for path in paths if path not in old.specs]
    moved = renames(gone, come, old.specs, new.specs)
    wanted = paths - set(moved.values())
    if chosen is not None:
        wanted = {path for path in wanted if chosen(guide_name(path)) or chosen(guide_name(moved.get(path, path)))}
    found: dict[str, GuideChange] = {}
    for path in sorted(wanted):
        change = _guide(path, moved.get(path, ""), crossing, report)
        if change is not None:
            found[path] = change
    return found


def _guide(path: str, old_path: str, crossing: Crossing, report: Report) -> GuideChange | None:
    """The change of one guide, by what became of its spec."""
    old, new = crossing.old, crossing.new
    if path not in new.specs:
        return GuideChange(path, "removed", [Cause("spec", path)])
    if path not in new.records:
        if path in old.records or old.specs.get(path) != new.specs[path]:
            return GuideChange(path, "broken", [Cause("spec", path)], reason=_reason(path, new))
        report.diagnostics += [each for each in _why(path, new) if each not in report.diagnostics]
        return None
    if old_path and old_path in old.records:
        return renamed(path, old_path, crossing)
    if path not in old.specs:
        return GuideChange(path, "added", [Cause("spec", path)])
    if path not in old.records:
        return GuideChange(path, "unreadable", reason=_reason(path, old))
    change, steps = crossed(path, crossing)
    output_changes(change, crossing, steps, report.standing)
    if change.causes:
        return change
    if old.specs[path] != new.specs[path]:
        report.layout_only.append(guide_name(path))
    return None


def _why(path: str, side: Side) -> list[Diagnostic]:
    own = side.broken.get(path, [])
    return [each for each in own if each.severity == "error"] or [each for each in own if each.severity != "note"]


def _reason(path: str, side: Side) -> str:
    """Why a guide could not be compiled, in a line."""
    own = _why(path, side)
    if own:
        more = f" (and {len(own) - 1} more)" if len(own) > 1 else ""
        return f"{own[0].place}: [{own[0].code}] {own[0].message}{more}"
    company, _ = slugs(path)
    shared = [file for file in (DEFAULTS, ROLES, company_path(company)) if file in side.catalogue.broken]
    return f"{', '.join(shared)} cannot be read" if shared else "it cannot be compiled"


def _settings(old: Side, new: Side) -> list[tuple[str, str, str]]:
    keys = dict.fromkeys([*old.config, *new.config])
    return [
        (key, str(old.config.get(key)), str(new.config.get(key)))
        for key in keys
        if old.config.get(key) != new.config.get(key)
    ]


def _pages(crossing: Crossing, found: dict[str, GuideChange], report: Report) -> None:
    if crossing.new.config.get("build.pages") is False:
        return
    if found or crossing.templates.names or crossing.old.catalogue != crossing.new.catalogue:
        report.pages = compare_pages(crossing, found)


def _shared(old: Side, new: Side, report: Report) -> None:
    """Shared files and templates that differ although no guide or page does."""
    of_pages = [cause for page in report.pages for cause in page.causes]
    seen = {cause.name for guide in report.guides for cause in guide.causes} | {cause.name for cause in of_pages}
    kinds = {cause.kind for cause in of_pages}
    for company in sorted(old.catalogue.companies.keys() | new.catalogue.companies.keys()):
        if old.facts(company) != new.facts(company) and company not in seen and "company" not in kinds:
            report.shared_only.append(company_path(company))
    names = old.templates.sources.keys() | new.templates.sources.keys()
    for name in sorted(names):
        if old.templates.sources.get(name) != new.templates.sources.get(name) and name not in seen:
            report.shared_only.append(f"templates/{name}")
    if old.catalogue.roles != new.catalogue.roles and not any(
        cause.kind == "role" for guide in report.guides for cause in guide.causes
    ):
        report.shared_only += [] if "role" in kinds else [ROLES]
    if old.catalogue.defaults != new.catalogue.defaults and DEFAULTS not in seen:
        report.shared_only.append(DEFAULTS)
