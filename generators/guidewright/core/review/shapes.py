"""Shapes: changes that are the same but for names and figures, gathered over all guides and shown once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.review.items import Item
from guidewright.core.review.lines import Hunk
from guidewright.core.review.side import Cause

Sample = Hunk | Item
_OWN = ("spec", "company", "hand", "rename")
"""Kinds of causes of which each guide or company has its own: a shape goes over all of them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one guide: a hunk of its text or an item of its content.

    Two are alike when they have a signature in common: hunks have two, one with the guide's own texts masked
    (a template's change around different texts) and one without (texts that happen to look like the template's).
    """

    guide: str
    causes: tuple[Cause, ...]
    sample: Sample
    signatures: tuple[Any, ...]
    danger: str = ""


@dataclass
class Shape:
    """Changes of one kind with one cause over the same guides; ``samples`` are those of the first guide."""

    number: int
    causes: tuple[Cause, ...]
    samples: list[Sample]
    guides: tuple[str, ...]
    danger: str = ""
    names: list[str] = field(default_factory=list)
    """What the causes are called, where each guide or company has its own."""

    @property
    def single(self) -> bool:
        return len(self.guides) == 1


def _kind(causes: tuple[Cause, ...]) -> tuple[Cause, ...]:
    """Causes as far as they tell shapes apart."""
    return tuple(Cause(cause.kind) if cause.kind in _OWN else cause for cause in causes)


def _alike(changes: Iterable[Change]) -> list[list[Change]]:
    """Changes in groups of which each is linked by signatures in common, with the same cause and danger."""
    parents: dict[Any, Any] = {}

    def root(key: Any) -> Any:
        while parents[key] != key:
            parents[key] = parents[parents[key]]
            key = parents[key]
        return key

    kept = []
    for change in changes:
        keys = [(_kind(change.causes), change.danger, signature) for signature in change.signatures]
        for key in keys:
            parents.setdefault(key, key)
        first = root(keys[0])
        for key in keys[1:]:
            parents[root(key)] = first
        kept.append((keys[0], change))
    groups: dict[Any, list[Change]] = {}
    for key, change in kept:
        groups.setdefault(root(key), []).append(change)
    return list(groups.values())


def gather(changes: Iterable[Change]) -> list[Shape]:
    """The shapes: dangerous ones first, then those of one guide (they fit no shape), then by size."""
    merged: dict[tuple[Any, ...], list[dict[str, Change]]] = {}
    for group in _alike(changes):
        by_guide: dict[str, Change] = {}
        for change in group:
            by_guide.setdefault(change.guide, change)
        key = (_kind(group[0].causes), group[0].danger, tuple(sorted(by_guide)))
        merged.setdefault(key, []).append(by_guide)
    shapes = []
    for (kind, danger, guides), parts in merged.items():
        samples = [part[guides[0]].sample for part in parts]
        own = {str(cause.name) for part in parts for change in part.values() for cause in change.causes}
        shapes.append(Shape(0, kind, samples, guides, danger, sorted(own)))
    shapes.sort(key=lambda shape: (not shape.danger, not shape.single, -len(shape.guides), shape.guides, shape.causes))
    for number, shape in enumerate(shapes, 1):
        shape.number = number
    return shapes
