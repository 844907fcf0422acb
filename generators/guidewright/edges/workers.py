"""Many tasks of one kind, in batches: in this process, or over worker processes that inherit what the tasks need."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from guidewright.edges.beside import begin_child, ctrl_c_later, processors

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")

_inherited: Callable[[int], list[Any]] | None = None
"""Does the batch that starts at a task, set before the workers are forked so that nothing of it goes through a pipe."""


def how_many(workers: int, batches: int) -> int:
    """How many processes share that many batches; 1: they are done in this one. ``workers`` 0 is one a processor."""
    return 1 if sys.platform == "win32" else min(workers or processors(), batches)


def in_batches(
    work: Callable[[Sequence[T]], list[R]],
    tasks: Sequence[T],
    size: int,
    workers: int,
    warm: Callable[[], object] = lambda: None,
) -> Iterator[list[R]]:
    """What ``work`` makes of every ``size`` tasks, in their order; of few tasks, or of one worker, it is made here.

    ``workers`` is as in ``how_many``; ``warm`` is called once before they are forked. What ``work`` raises is raised
    here. A worker that dies costs time only: its batch is redone here.
    """
    starts = range(0, len(tasks), size)
    workers = how_many(workers, len(starts))

    def batch(start: int) -> list[R]:
        return work(tasks[start : start + size])

    if workers < 2:
        yield from map(batch, starts)
        return
    from concurrent.futures.process import BrokenProcessPool

    warm()
    gc.freeze()
    with ExitStack() as held:
        for start, future in _submitted(batch, starts, workers, held).items():
            try:
                done = future.result() if future is not None else None
            except BrokenProcessPool:
                done = None
            yield done if done is not None else batch(start)


def load_pool() -> None:
    """Loads what a pool is made with now (10 ms); else the first that is made does."""
    import concurrent.futures.process  # noqa: F401
    import multiprocessing.context  # noqa: F401


def _submitted(
    batch: Callable[[int], list[R]], starts: Iterable[int], workers: int, held: ExitStack
) -> dict[int, Future[list[R]] | None]:
    """The batches at work in a pool that ends with ``held``; None where there is no process or file to be had."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    global _inherited
    _inherited = batch
    held.callback(_disinherit)
    futures: dict[int, Future[list[R]] | None] = dict.fromkeys(starts)
    with ctrl_c_later(), suppress(OSError, RuntimeError):  # no more files or processes, or a worker is dead already
        pool = ProcessPoolExecutor(workers, get_context("fork"), begin_child, (os.getpid(),))
        held.enter_context(pool)
        held.callback(pool.shutdown, wait=False, cancel_futures=True)
        for start in futures:
            futures[start] = pool.submit(_in_worker, start)
    return futures


def _in_worker(start: int) -> list[Any]:
    assert _inherited is not None
    return _inherited(start)


def _disinherit() -> None:
    global _inherited
    _inherited = None
