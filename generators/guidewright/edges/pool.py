"""Compiling many specs: in this process, or in batches over worker processes that inherit what specs share."""

from __future__ import annotations

import marshal
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from guidewright.core.compile import compile_record
from guidewright.core.diagnostic import Diagnostic, Place, has_errors
from guidewright.core.render import Renderer
from guidewright.core.resolve import Catalogue
from guidewright.core.summary import summary
from guidewright.core.templates import TemplateSet
from guidewright.core.text import decode
from guidewright.edges.limits import limits

_BATCH = 48
_WORTH_WORKERS = 120
"""Below this many specs a worker costs more than it saves (a fork and its pipes: about 20 ms)."""


class Task(NamedTuple):
    """One spec to compile, or, with ``blob``, a known record to render anew."""

    path: str
    data: bytes
    blob: bytes | None = None


class Done(NamedTuple):
    """What a task came to: ``blob`` is the marshalled record, ``output`` the guide; None where there is none."""

    path: str
    blob: bytes | None
    summary: dict[str, Any]
    diagnostics: list[tuple[Any, ...]]
    output: bytes | None


@dataclass(frozen=True)
class Job:
    """What all tasks of a build share."""

    catalogue: Catalogue
    templates: TemplateSet
    seconds: int
    megabytes: int


def packed(diagnostic: Diagnostic) -> tuple[Any, ...]:
    """A diagnostic as plain tuples, for the cache and for pipes."""
    d = diagnostic
    places = [(place.path, place.line, place.column) for place in (d.place, *d.also)]
    return (d.code, d.severity, d.found, d.expected, d.hint, d.key, *places)


def unpacked(parts: Sequence[Any]) -> Diagnostic:
    code, severity, found, expected, hint, key, place, *also = parts
    return Diagnostic(code, severity, Place(*place), found, expected, hint, key, tuple(Place(*each) for each in also))


def _one(task: Task, job: Job, renderer: Renderer) -> Done:
    diagnostics: list[Diagnostic]
    if task.blob is not None:
        made, diagnostics = marshal.loads(task.blob), []
    else:
        text, diagnostics = decode(task.data, task.path)
        if text is not None:
            compiled = compile_record(task.path, text, job.catalogue, renderer)
            made, diagnostics = compiled.record, compiled.diagnostics
        else:
            made = None
    if made is None:
        return Done(task.path, None, {}, [packed(each) for each in diagnostics], None)
    output, found = renderer.guide(made, job.catalogue.companies.get(made["company"], {}))
    blob = task.blob if task.blob is not None else marshal.dumps(made)
    return Done(task.path, blob, summary(made), [packed(each) for each in [*diagnostics, *found]], output)


def _batch(tasks: Sequence[Task], job: Job) -> list[Done]:
    with limits(job.seconds, job.megabytes) as guard:
        renderer = Renderer(job.templates, guard)
        return [_one(task, job, renderer) for task in tasks]


_inherited: Job | None = None


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _in_worker(tasks: Sequence[Task]) -> list[Done]:
    assert _inherited is not None
    return _batch(tasks, _inherited)


def run(tasks: Sequence[Task], job: Job, workers: int) -> Iterator[list[Done]]:
    """The results in batches, in the tasks' order. A worker that dies costs time only: its batch is redone here."""
    workers = workers or os.cpu_count() or 1
    if len(tasks) < _WORTH_WORKERS or workers < 2 or sys.platform == "win32":
        yield _batch(tasks, job)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    global _inherited
    _inherited = job
    batches = [tasks[at : at + _BATCH] for at in range(0, len(tasks), _BATCH)]
    with ProcessPoolExecutor(workers, get_context("fork"), _ignore_interrupts) as pool:
        futures = [pool.submit(_in_worker, batch) for batch in batches]
        try:
            for batch, future in zip(batches, futures, strict=True):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    yield _batch(batch, job)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def succeeded(done: Done) -> bool:
    """Whether the spec has a record and no problem that is an error."""
    return done.blob is not None and not has_errors(unpacked(each) for each in done.diagnostics)
