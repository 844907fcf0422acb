"""Lifting many legacy files, in this process or over workers."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from guidewright.core.diagnostic import Diagnostic
from guidewright.core.legacy.encoding import decode
from guidewright.core.legacy.lift import LiftResult, lift
from guidewright.core.reader import read as read_yaml
from guidewright.edges.beside import begin_child, processors
from guidewright.edges.legacy import LegacyFile, read

_WORTH_WORKERS = 60


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
    workers = workers or processors()
    done: list[Lifted] = []
    if len(items) < _WORTH_WORKERS or workers < 2 or sys.platform == "win32":
        for item in items:
            done.append(_one(item))
            if progress:
                progress(len(done), len(items))
        return done
    from multiprocessing import get_context

    with get_context("fork").Pool(workers, begin_child, (os.getpid(),)) as pool:
        for lifted in pool.imap(_one, items, chunksize=16):
            done.append(lifted)
            if progress:
                progress(len(done), len(items))
    return done
