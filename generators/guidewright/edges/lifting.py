"""Lifting many legacy files, in this process or over workers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from guidewright.core.diagnostic import Diagnostic
from guidewright.core.legacy.encoding import decode
from guidewright.core.legacy.lift import LiftResult, lift
from guidewright.core.reader import read as read_yaml
from guidewright.edges.legacy import LegacyFile, read
from guidewright.edges.workers import in_batches

_BATCH = 16


class Lifted(NamedTuple):
    """One file and what the lift made of it; ``result`` is None where it could not be read as text."""

    item: LegacyFile
    result: LiftResult | None
    diagnostics: list[Diagnostic]


def _one(item: LegacyFile) -> Lifted:
    data, found = read(item)
    if data is None:
        return Lifted(item, None, found)
    text, found = decode(data, item.shown)
    if text is None:
        return Lifted(item, None, found)
    result = lift(text, item.shown, lambda front: read_yaml(front, item.shown)[0])
    return Lifted(item, result, [*found, *result.diagnostics])


def lift_all(items: Sequence[LegacyFile], workers: int, progress: Callable[[int, int], None] | None) -> list[Lifted]:
    """The lifts in the order of ``items``."""
    done: list[Lifted] = []
    for batch in in_batches(lambda some: [_one(item) for item in some], items, _BATCH, workers):
        done += batch
        if progress:
            progress(len(done), len(items))
    return done
