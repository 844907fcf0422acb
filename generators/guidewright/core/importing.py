"""From lifted guides to the files of a workspace: who each guide is, what its spec says, and the company's file.

The lift itself is ``core.legacy``; here its results meet the catalogue, the dates given by hand and what exists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.edit.emit import emit
from guidewright.core.edit.vocabulary import file_order
from guidewright.core.legacy.company import share
from guidewright.core.legacy.derive import data_quality, data_sources
from guidewright.core.legacy.lift import LiftResult
from guidewright.core.model.base import is_slug
from guidewright.core.resolve import HOUSE

_FRONT = ("last_updated", "data_quality", "salary_data_quarter", "next_review_due", "data_sources")
_PUSHED = (
    "currency",
    "stock_label",
    "column_labels",
    "vesting_years",
    "total_formula",
    "compensation_title",
    "compensation_intro",
    "compensation_note",
    "style",
)
"""Company facts that a guide must state itself where an existing company file says otherwise."""


@dataclass(frozen=True)
class Identity:
    """Which guide a file is, and how that is known: front matter, path or title."""

    company: str
    role: str
    by: str


@dataclass(frozen=True)
class Given:
    """What the command line gives to guides that carry no dates of their own."""

    verified_on: str | None = None
    quarter: str | None = None


@dataclass
class Made:
    """The files made from one company's guides, by workspace path, and what there is to say."""

    files: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def slug_of(name: str) -> str:
    """A display name as a slug: ``Disney+ Platform (Core)`` is ``disney-platform-core``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("&", " and ")).strip("-")[:80].rstrip("-")


def role_of(title: str, roles: Mapping[str, Mapping[str, Any]]) -> str:
    """The catalogue's role of that display name or alias, else the title as a slug."""
    wanted = title.casefold().strip()
    for slug, role in roles.items():
        names = [role.get("role_display", ""), slug, *role.get("aliases", ())]
        if wanted in {str(name).casefold() for name in names}:
            return slug
    return slug_of(title)


def identify(
    result: LiftResult, company: str | None, role: str | None, roles: Mapping[str, Mapping[str, Any]]
) -> tuple[Identity | None, list[Diagnostic]]:
    """Who a guide is: front matter, else the path's ``company`` and ``role`` (None: nothing), else the title."""
    place = Place(result.path, 1, 1)
    front = (result.front.get("company"), result.front.get("role"))
    for source, pair in (("front matter", front), ("path", (company, role))):
        if all(isinstance(name, str) for name in pair):
            if all(is_slug(str(name)) for name in pair):
                return Identity(str(pair[0]), str(pair[1]), source), []
            shown = "/".join(str(name) for name in pair)
            hint = "rename the file to <company>/<role>.md"
            return None, [problem("GW106", place, f"the {source} says '{shown[:100]}'", expected="slugs", hint=hint)]
    named = Identity(slug_of(result.title_company), role_of(result.title_role, roles), "title")
    if not (is_slug(named.company) and is_slug(named.role)):
        return None, [problem("GW106", place, "neither the path nor the title gives slugs", hint="rename the file")]
    found = f"taken for {named.company}/{named.role} by its title"
    return named, [problem("GW550", place, found, hint="put it into <company>/<role>.md if that is wrong")]


def company_files(
    company: str,
    guides: Sequence[tuple[Identity, LiftResult]],
    roles: Mapping[str, Mapping[str, Any]],
    existing: Mapping[str, Any] | None,
    given: Given,
) -> Made:
    """Specs and company file of one company. ``existing``: the company file that is there and stays, or None."""
    shared = share([result for _, result in guides])
    made = Made()
    if existing is None:
        made.files[f"seeds/{company}/_company.yaml"] = _text(shared.company, "company")
    for identity, result in guides:
        path = f"seeds/{company}/{identity.role}.yaml"
        spec = dict(shared.specs[result.path])
        if existing is not None:
            spec = _specialised(spec, shared.company, existing)
        values = _identity_values(identity, result, roles) | _dated(result, given) | spec
        if path in made.files:
            hint = "two files are one guide; rename one"
            found = f"is {company}/{identity.role}, as another file is"
            made.diagnostics.append(problem("GW551", Place(result.path, 1, 1), found, hint=hint))
            continue
        made.files[path] = _text(values, "guide")
    return made


def _identity_values(identity: Identity, result: LiftResult, roles: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    known = roles.get(identity.role, {})
    values: dict[str, Any] = {}
    if result.title_role != known.get("role_display"):
        values["role_display"] = result.title_role
    stated = result.front.get("role_type")
    kind = stated if isinstance(stated, str) and is_slug(stated) else None if known else "specialty"
    if kind is not None and kind != known.get("role_type"):
        values["role_type"] = kind
    return values


def _dated(result: LiftResult, given: Given) -> dict[str, Any]:
    """Dates, quality and publishers: from the front matter, else as given or derived from the evidence."""
    own = {key: result.front[key] for key in _FRONT if result.front.get(key) is not None}
    derived: dict[str, Any] = {}
    if given.verified_on:
        derived["last_updated"] = given.verified_on
    if given.quarter:
        derived["salary_data_quarter"] = given.quarter
    lines = list(result.source_lines)
    derived["data_quality"] = data_quality(lines)
    if sources := data_sources(lines):
        derived["data_sources"] = sources
    values = derived | own
    levels = result.front.get("level_mapping")
    internal = levels.get("internal") if isinstance(levels, Mapping) else None
    if isinstance(internal, str) and internal.strip():
        values["level_mapping"] = {"internal": internal} | dict(result.spec.get("level_mapping") or {})
    return values


def _specialised(spec: Mapping[str, Any], wanted: Mapping[str, Any], existing: Mapping[str, Any]) -> dict[str, Any]:
    """The spec with what its company was found to share, wherever the existing company file says otherwise."""
    values = dict(spec)
    if wanted.get("company_display") != existing.get("company_display"):
        values.setdefault("company_display", wanted["company_display"])
    for key in _PUSHED:
        mine, there = wanted.get(key), existing.get(key)
        if key == "style":
            own = {k: v for k, v in (mine or {}).items() if v != (there or {}).get(k, HOUSE["style"].get(k))}
            if own or values.get("style"):
                values["style"] = own | dict(values.get("style") or {})
        elif mine != there:
            fallback = mine if mine is not None else HOUSE.get(key)
            if fallback is not None:
                values.setdefault(key, fallback)
    return values


def _text(values: Mapping[str, Any], kind: str) -> str:
    """A file's text: the line for editors, then the values in the vocabulary's order."""
    head = f"# yaml-language-server: $schema=../../schema/{kind}.schema.json\n"
    return head + emit(dict(values), file_order, plain_dates=True)
