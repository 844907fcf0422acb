"""Which guides a SELECT means: companies, roles, globs, quality, freshness and change.

Arguments are alternatives (or); terms joined by a comma must all hold (and).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

KEYWORDS = ("stale", "draft", "undated")
PREFIXES = ("quality:", "changed:", "type:")


@dataclass(frozen=True)
class Facts:
    """What terms may ask of a guide beside its name."""

    company: str
    role: str
    summary: Mapping[str, Any] = field(default_factory=dict)
    stale: bool = False
    changed_since: Callable[[str], bool] = lambda rev: False


def needs_facts(select: Sequence[str]) -> bool:
    """Whether names alone do not decide."""
    return any(term in KEYWORDS or term.startswith(PREFIXES) for arg in select for term in arg.split(","))


def matches(select: Sequence[str], guide: Facts) -> bool:
    """Whether a guide is selected; an empty SELECT selects all."""
    return not select or any(all(_term(term.strip(), guide) for term in arg.split(",")) for arg in select)


def _term(term: str, guide: Facts) -> bool:
    if term == "stale":
        return guide.stale
    if term == "draft":
        return bool(guide.summary.get("draft"))
    if term == "undated":
        return guide.summary.get("last_updated") is None
    if term.startswith("quality:"):
        return guide.summary.get("data_quality") == term.removeprefix("quality:")
    if term.startswith("type:"):
        return guide.summary.get("role_type") == term.removeprefix("type:")
    if term.startswith("changed:"):
        return guide.changed_since(term.removeprefix("changed:"))
    name = term.removeprefix("seeds/").removesuffix(".yaml").rstrip("/")
    if "/" in name:
        return fnmatchcase(f"{guide.company}/{guide.role}", name)
    return fnmatchcase(guide.company, name)
