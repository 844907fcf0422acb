"""Compiling many specs: in this process, or in batches over worker processes that inherit what specs share."""

from __future__ import annotations

import gc
import marshal
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from guidewright.core.compile import Compiled, compile_record
from guidewright.core.diagnostic import has_errors, packed, unpacked
from guidewright.core.frontmatter import front
from guidewright.core.render import Renderer
from guidewright.core.resolve import Catalogue
from guidewright.core.summary import facts, shown
from guidewright.core.templates import TemplateSet
from guidewright.core.text import decode
from guidewright.core.validate import warm
from guidewright.edges import cache
from guidewright.edges.beside import begin_child, ctrl_c_later, processors
from guidewright.edges.limits import limits

if TYPE_CHECKING:
    from concurrent.futures import Future

_BATCH = 48
_WORTH_WORKERS = 120
"""Below this many specs a worker costs more than it saves (a fork and its pipes: about 20 ms)."""


class Task(NamedTuple):
    """One spec to compile."""

    path: str
    data: bytes


class Done(NamedTuple):
    """What a task came to: ``blob`` is the packed record and ``facts`` and ``shown`` its summary, marshalled too
    (nothing where the record was known, or where there is none), ``output`` the guide (None where there is
    none), ``shares`` what it adds to the seed files of the formats that the job asks for."""

    path: str
    diagnostics: list[tuple[Any, ...]]
    blob: bytes | None = None
    facts: bytes = b""
    shown: bytes = b""
    output: bytes | None = None
    shares: dict[str, bytes] | None = None


@dataclass(frozen=True)
class Job:
    """What all tasks of a build share. ``formats``: those of seed files that each guide's share is made for.
    ``known`` gives the packed records of paths, as far as they are known and need only be rendered."""

    catalogue: Catalogue
    templates: TemplateSet
    seconds: int
    megabytes: int
    formats: frozenset[str] = frozenset()
    known: Callable[[Collection[str]], Mapping[str, bytes]] | None = None


def _compiled(task: Task, job: Job, renderer: Renderer) -> tuple[Compiled, str]:
    """The record and its front matter."""
    text, found = decode(task.data, task.path)
    if text is None:
        return Compiled(task.path, None, found), ""
    compiled = compile_record(task.path, text, job.catalogue, renderer)
    return compiled, front(compiled.record) if compiled.record else ""


def _known(path: str, blob: bytes) -> tuple[Compiled, str]:
    record, head = cache.unpacked(blob)
    return Compiled(path, record), head


def _done(compiled: Compiled, head: str, known: bool, job: Job, renderer: Renderer) -> Done:
    path, made, diagnostics = compiled.path, compiled.record, compiled.diagnostics
    if made is None:
        return Done(path, [packed(each) for each in diagnostics])
    output, found = renderer.guide(made, job.catalogue.companies.get(made["company"], {}), head)
    problems = [packed(each) for each in [*diagnostics, *found]]
    parts = _shares(made, job.formats) if job.formats else None
    if known:
        return Done(path, problems, output=output, shares=parts)
    summary = marshal.dumps(facts(made)), marshal.dumps(shown(made))
    return Done(path, problems, cache.packed(made, head), *summary, output, parts)


def _shares(made: dict[str, Any], formats: frozenset[str]) -> dict[str, bytes]:
    from guidewright.core.seedfiles import shares

    return shares(made, formats)


def _batch(tasks: Sequence[Task], job: Job, renderer: Renderer) -> list[Done]:
    """First all records, then all guides: a processor that keeps to one kind of work is a tenth faster."""
    known = job.known([task.path for task in tasks]) if job.known else {}
    with limits(job.seconds, job.megabytes) as guard:
        renderer.guard = guard
        compiled = [
            _known(task.path, known[task.path]) if task.path in known else _compiled(task, job, renderer)
            for task in tasks
        ]
        return [_done(*each, each[0].path in known, job, renderer) for each in compiled]


_inherited: tuple[Sequence[Task], Job, Renderer] | None = None
"""What workers need, set before they are forked so that nothing of it goes through a pipe."""


def _disinherit() -> None:
    global _inherited
    _inherited = None


def _in_worker(start: int) -> list[Done]:
    assert _inherited is not None
    tasks, job, renderer = _inherited
    return _batch(tasks[start : start + _BATCH], job, renderer)


def run(tasks: Sequence[Task], job: Job, workers: int) -> Iterator[list[Done]]:
    """The results in batches, in the tasks' order. A worker that dies costs time only: its batch is redone here."""
    workers = workers or processors()
    renderer = Renderer(job.templates)
    if len(tasks) < _WORTH_WORKERS or workers < 2 or sys.platform == "win32":
        yield _batch(tasks, job, renderer)
        return
    from concurrent.futures.process import BrokenProcessPool

    global _inherited
    renderer.warm()
    if job.known is None:
        warm()
    if job.formats:
        import guidewright.core.seedfiles  # noqa: F401 (once, not in every worker)
    _inherited = tasks, job, renderer
    gc.freeze()
    with ExitStack() as held:
        held.callback(_disinherit)
        futures = _submitted(range(0, len(tasks), _BATCH), workers, held)
        for start, future in futures.items():
            try:
                done = future.result() if future is not None else None
            except BrokenProcessPool:
                done = None
            yield done if done is not None else _batch(tasks[start : start + _BATCH], job, renderer)


def _submitted(starts: Iterable[int], workers: int, held: ExitStack) -> dict[int, Future[list[Done]] | None]:
    """The batches at work in a pool that ends with ``held``; None where there is no process or file to be had."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    futures: dict[int, Future[list[Done]] | None] = dict.fromkeys(starts)
    with ctrl_c_later(), suppress(OSError, RuntimeError):  # no more files or processes, or a worker is dead already
        pool = ProcessPoolExecutor(workers, get_context("fork"), begin_child, (os.getpid(),))
        held.enter_context(pool)
        held.callback(pool.shutdown, wait=False, cancel_futures=True)
        for start in futures:
            futures[start] = pool.submit(_in_worker, start)
    return futures


def succeeded(done: Done) -> bool:
    """Whether the guide was made without a problem that is an error."""
    return done.output is not None and not has_errors(unpacked(each) for each in done.diagnostics)
