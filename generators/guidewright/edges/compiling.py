"""Compiling many specs, in this process or over workers."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from guidewright.core.codes import problem
from guidewright.core.compile import Compiled, Parsed, compile_record
from guidewright.core.diagnostic import Place, has_errors, packed, unpacked
from guidewright.core.frontmatter import front
from guidewright.core.render import Renderer
from guidewright.core.resolve import Catalogue
from guidewright.core.summary import facts, shown
from guidewright.core.templates import TemplateSet
from guidewright.core.text import decode
from guidewright.core.validate import parse, warm
from guidewright.edges import cache
from guidewright.edges.limits import limits
from guidewright.edges.workers import in_batches

_BATCH = 48
_WORTH_WORKERS = 120
"""Below this many specs a worker costs more than it saves (a fork and its pipes: about 20 ms)."""


class Done(NamedTuple):
    """What a spec came to: ``blob`` is the packed record and ``facts`` and ``shown`` its summary, marshalled too
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
    """What all specs of a build share, and their bytes by path. ``formats``: those of seed files that each guide's
    share is made for. ``known`` gives the packed records of paths, as far as they are known and need only be rendered.
    """

    specs: Mapping[str, bytes]
    catalogue: Catalogue
    templates: TemplateSet
    seconds: int
    megabytes: int
    formats: frozenset[str] = frozenset()
    known: Callable[[Collection[str]], Mapping[str, bytes]] | None = None


def _parsed(path: str, job: Job) -> tuple[str, Parsed]:
    """The text of a spec, and what it says."""
    text, found = decode(job.specs[path], path)
    return ("", (None, found)) if text is None else (text, parse("spec", text, path))


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


def _batch(paths: Sequence[str], job: Job, renderer: Renderer) -> list[Done]:
    """Where memory does not suffice for all together, each is made alone."""
    try:
        return _together(paths, job, renderer)
    except MemoryError:
        if len(paths) > 1:
            return [done for path in paths for done in _batch([path], job, renderer)]
        hint = "shorten the spec, or raise limits.megabytes"
        found = problem("GW304", Place(paths[0], 1, 1), "resource limit: out of memory", hint=hint)
        return [Done(paths[0], [packed(found)])]


def _together(paths: Sequence[str], job: Job, renderer: Renderer) -> list[Done]:
    """Stage by stage, not guide by guide: a processor that keeps to one kind of work is a tenth faster."""
    known = job.known(paths) if job.known else {}
    new = [(path, *_parsed(path, job)) for path in paths if path not in known]
    with limits(job.seconds, job.megabytes) as guard:
        renderer.guard = guard
        made = [compile_record(path, text, job.catalogue, renderer, parsed) for path, text, parsed in new]
        compiled = {each.path: (each, front(each.record) if each.record else "") for each in made}
        compiled |= {path: _known(path, blob) for path, blob in known.items()}
        return [_done(*compiled[path], path in known, job, renderer) for path in paths]


def compile_all(paths: Sequence[str], job: Job, workers: int) -> Iterator[list[Done]]:
    """The results in batches, in the paths' order."""
    if job.formats:  # before memory is limited
        import guidewright.core.seedfiles  # noqa: F401

    renderer = Renderer(job.templates)
    size = _BATCH if len(paths) >= _WORTH_WORKERS else _WORTH_WORKERS
    return in_batches(lambda some: _batch(some, job, renderer), paths, size, workers, lambda: _warm(job, renderer))


def _warm(job: Job, renderer: Renderer) -> None:
    """Loads and compiles once what every worker would."""
    renderer.warm()
    if job.known is None:
        warm()


def succeeded(done: Done) -> bool:
    """Whether the guide was made without a problem that is an error."""
    return done.output is not None and not has_errors(unpacked(each) for each in done.diagnostics)
