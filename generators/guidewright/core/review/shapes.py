"""Shapes: changes that are the same but for names and figures, gathered over all guides and shown once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.review.items import Item
from guidewright.core.review.lines import Hunk
from guidewright.core.review.side import Cause
from guidewright.core.review.words import changed_words, word_diff

Sample = Hunk | Item
_OWN = ("spec", "company", "hand", "rename", "tool")
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
    """Changes of one kind with one cause over the same guides.

    ``samples`` are those of ``shown``, the guide that has the most of them: what others lack, it shows.
    """

    number: int
    causes: tuple[Cause, ...]
    samples: list[Sample]
    shown: str
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


class _Groups:
    """Keys that belong together, joined as links between them are found."""

    def __init__(self) -> None:
        self._parents: dict[Any, Any] = {}

    def root(self, key: Any) -> Any:
        self._parents.setdefault(key, key)
        while self._parents[key] != key:
            self._parents[key] = self._parents[self._parents[key]]
            key = self._parents[key]
        return key

    def join(self, one: Any, other: Any) -> None:
        self._parents[self.root(other)] = self.root(one)


def _alike(changes: Iterable[Change]) -> list[list[Change]]:
    """Changes in groups of which each is linked by signatures in common, with the same cause and danger.

    Last, groups of hunks are joined that edit their lines alike, whatever else the lines say: ``2.`` became ``2)``.
    """
    groups = _Groups()
    kept: dict[Any, list[Change]] = {}
    for change in changes:
        keys = [(_kind(change.causes), change.danger, signature) for signature in change.signatures]
        for key in keys[1:]:
            groups.join(keys[0], key)
        kept.setdefault(keys[0], []).append(change)
    for key, own in kept.items():
        if isinstance(own[0].sample, Hunk) and (edit := _edit(own[0])):
            groups.join((*key[:2], edit), key)
    found: dict[Any, list[Change]] = {}
    for key, own in kept.items():
        found.setdefault(groups.root(key), []).extend(own)
    return list(found.values())


def _edit(change: Change) -> tuple[Any, ...] | None:
    """What a hunk does to the words of its lines; None where it leaves no word that shows them alike."""
    _, *lines = change.signatures[-1]
    runs = word_diff(*("\n".join(each) for each in lines))
    if not any(sign == "=" and any(char.isalnum() for char in text) for sign, text in runs):
        return None
    return ("edit", tuple(sorted(set(changed_words(runs)))))


def gather(changes: Iterable[Change]) -> list[Shape]:
    """The shapes: dangerous ones first, then those of one guide (they fit no shape), then by size."""
    merged: dict[tuple[Any, ...], list[dict[str, list[Change]]]] = {}
    for group in _alike(changes):
        by_guide: dict[str, list[Change]] = {}
        for change in group:
            own = by_guide.setdefault(change.guide, [])
            if all(change.signatures[0] != other.signatures[0] for other in own):
                own.append(change)
        key = (_kind(group[0].causes), group[0].danger, tuple(sorted(by_guide)))
        merged.setdefault(key, []).append(by_guide)
    shapes = []
    for (kind, danger, guides), parts in merged.items():
        shown = max(guides, key=lambda guide: sum(len(part[guide]) for part in parts))
        samples = [change.sample for part in parts for change in part[shown]]
        names = {cause.name for part in parts for own in part.values() for change in own for cause in change.causes}
        shapes.append(Shape(0, kind, samples, shown, guides, danger, sorted(names)))
    shapes.sort(key=lambda shape: (not shape.danger, not shape.single, -len(shape.guides), shape.guides, shape.causes))
    for number, shape in enumerate(shapes, 1):
        shape.number = number
    return shapes
