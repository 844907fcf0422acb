"""Pages over many guides: which differ, and which kind of input makes them differ, by the same exchange in stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.layout import layout
from guidewright.core.pages import values
from guidewright.core.render import Renderer
from guidewright.core.review.crossed import Crossing
from guidewright.core.review.guides import GuideChange
from guidewright.core.review.lines import hunks
from guidewright.core.review.masks import masked_lines
from guidewright.core.review.shapes import Change
from guidewright.core.review.side import Cause, Record, Side
from guidewright.core.summary import summary

STAGES = ("defaults", "role", "company", "spec")
_GUIDE_TEMPLATES = ("guide.md.j2", "blocks/", "companies/", "roles/", "scaffold/")


@dataclass
class PageChange:
    """A page that differs, why, and, where its template is the reason, how."""

    path: str
    status: str = "changed"
    causes: list[Cause] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class _Stage:
    cause: Cause | None
    renderer: Renderer
    records: Mapping[str, Record]
    companies: Mapping[str, Mapping[str, Any]]
    roles: Mapping[str, Mapping[str, Any]]


def compare_pages(crossing: Crossing, changed: Mapping[str, GuideChange]) -> list[PageChange]:
    """Every page that differs between the two sides."""
    found: dict[str, PageChange] = {}
    summaries: dict[int, dict[str, Any]] = {}
    before: dict[str, str] | None = None
    for stage in _stages(crossing, changed):
        after = _rendered(stage, summaries)
        if before is not None and stage.cause is not None:
            for path in sorted(before.keys() | after.keys()):
                if before.get(path) != after.get(path):
                    _note(found, path, stage.cause, before.get(path), after.get(path))
        before = after
    return [found[path] for path in sorted(found)]


def _note(found: dict[str, PageChange], path: str, cause: Cause, before: str | None, after: str | None) -> None:
    page = found.setdefault(path, PageChange(path))
    page.causes.append(cause)
    if before is None or after is None:
        page.status = "added" if before is None else "removed"
    elif cause.kind == "template":
        for hunk in hunks(before, after):
            signature = ("plain", masked_lines(hunk.removed, ()), masked_lines(hunk.added, ()))
            page.changes.append(Change(path, (cause,), hunk, (signature,)))


def _stages(crossing: Crossing, changed: Mapping[str, GuideChange]) -> Iterator[_Stage]:
    """From the old pages to the new ones: page templates by name, then each kind of data that differs anywhere."""
    old, new, steps = crossing.old, crossing.new, crossing.templates
    companies, roles = old.catalogue.companies, old.catalogue.roles
    records: dict[str, Record] = dict(old.records)
    yield _Stage(None, steps.old, records, companies, roles)
    for name, renderer in zip(steps.names, steps.renderers[1:], strict=True):
        if not name.startswith(_GUIDE_TEMPLATES):
            yield _Stage(Cause("template", name), renderer, records, companies, roles)
    for kind in STAGES:
        if kind == "spec":
            records = {path: new.records[path] for path in new.records}
        else:
            stage = {
                path: change.stages[kind]
                for path, change in changed.items()
                if kind in change.stages and path in records
            }
            records = {**records, **stage}
        companies = new.catalogue.companies if kind == "company" else companies
        roles = new.catalogue.roles if kind == "role" else roles
        if _differs(kind, old, new, changed):
            yield _Stage(Cause(kind), steps.new, records, companies, roles)


def _differs(kind: str, old: Side, new: Side, changed: Mapping[str, GuideChange]) -> bool:
    if kind == "role" and old.catalogue.roles != new.catalogue.roles:
        return True
    if kind == "company" and old.catalogue.companies != new.catalogue.companies:
        return True
    if kind == "spec":
        return old.records.keys() != new.records.keys() or any("spec" in change.stages for change in changed.values())
    return any(kind in change.stages for change in changed.values())


def _rendered(stage: _Stage, known: dict[int, dict[str, Any]]) -> dict[str, str]:
    """Every page of a stage; one that cannot be rendered is left out."""
    texts: dict[str, str] = {}
    guides = _summaries(stage.records, known)
    for page in layout([(guide["company"], guide["role"]) for guide in guides]):
        shown = values(page, [guides[index] for index in page.guides], stage.companies, stage.roles)
        text, _ = stage.renderer.page(page.template, shown, page.path)
        if text is not None:
            texts[page.path] = text
    return texts


def _summaries(records: Mapping[str, Record], known: dict[int, dict[str, Any]]) -> Sequence[dict[str, Any]]:
    ordered = sorted(records, key=lambda path: tuple(path.removesuffix(".yaml").split("/")))
    for path in ordered:
        if id(records[path]) not in known:
            known[id(records[path])] = summary(records[path])
    return [known[id(records[path])] for path in ordered]
