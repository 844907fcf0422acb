"""How one shape of change is told: its count, its cause, and the sample that stands for all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidewright.core.review.items import Item
from guidewright.core.review.parts import Heading, Limits, Lines, Part, Say, Words, cut, names, plural
from guidewright.core.review.shapes import Sample, Shape
from guidewright.core.review.side import Cause
from guidewright.core.review.words import shortened, word_diff

_LONG = 160
"""A longer line is shown by its changed words."""


def cause_words(cause: Cause) -> str:
    return "their specs" if cause.kind == "spec" and not cause.name else str(cause)


def tell_shapes(title: str, shapes: Sequence[Shape], cap: int | None, limits: Limits) -> Iterator[Part]:
    if not shapes:
        return
    yield Heading(title)
    for shape in cut(shapes, cap):
        yield from tell_one(shape, limits)
    if cap is not None and len(shapes) > cap:
        yield Say(f"… and {len(shapes) - cap:,} more; --list shows all, --shape N one of them")


def tell_one(shape: Shape, limits: Limits) -> Iterator[Part]:
    """One shape: its count, cause and sample."""
    where = shape.guides[0] if shape.single else f"{len(shape.guides):,} guides ({names(shape.guides, limits)})"
    if shape.guides[0].startswith("output/pages/"):
        where = where.replace(" guides (", " pages (")
    danger = f"{shape.danger}: " if shape.danger else ""
    cause = " with ".join(str(each) if shape.single else cause_words(each) for each in shape.causes)
    if not shape.single and shape.causes[-1].kind == "company":
        cause = f"{plural(len(shape.names), 'company file')}"
    yield Say(f"#{shape.number} {danger}{where} — {cause}", bool(shape.danger), "shape")
    if shape.shown != shape.guides[0]:
        yield Say(f"    as in {shape.shown}:")
    for sample in cut(shape.samples, limits.samples):
        yield from _sample(sample, limits)
    if limits.samples is not None and len(shape.samples) > limits.samples:
        yield Say(
            f"    … and {len(shape.samples) - limits.samples:,} more places in it; --shape {shape.number} shows all"
        )


def _sample(sample: Sample, limits: Limits) -> Iterator[Part]:
    if isinstance(sample, Item):
        yield from _item(sample, limits)
        return
    if len(sample.removed) == len(sample.added) == 1 and len(sample.removed[0]) > _LONG:
        runs = word_diff(sample.removed[0], sample.added[0])
        yield Words(f"line {sample.at}", shortened(runs) if limits.sample_lines is not None else runs)
        return
    removed, added = _cut_lines(sample.removed, limits), _cut_lines(sample.added, limits)
    yield Lines((*(("-", line) for line in removed), *(("+", line) for line in added)))


def _cut_lines(lines: Sequence[str], limits: Limits) -> list[str]:
    cap = limits.sample_lines
    if cap is None or len(lines) <= cap:
        return list(lines)
    return [*lines[:cap], f"… {len(lines) - cap:,} more lines"]


def _item(item: Item, limits: Limits) -> Iterator[Part]:
    if item.runs:
        yield Words(item.where, shortened(item.runs) if limits.sample_lines is not None else item.runs)
    elif item.old is not None and item.new is not None:
        yield Words(item.where, (("-", item.old), ("+", item.new)))
    else:
        sign, text = ("-", item.old) if item.old is not None else ("+", item.new or "")
        lines = _cut_lines((text or "").split("\n"), limits)
        yield Lines(((sign, f"{item.where}: {lines[0]}"), *((sign, line) for line in lines[1:])))
