"""Compiling many specs, in this process or over workers."""

from __future__ import annotations

import os
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
from guidewright.edges.area import Area, Bytes, Room, Spot
from guidewright.edges.limits import limits
from guidewright.edges.output import sha256
from guidewright.edges.workers import how_many, in_batches

_BATCH = 48
_ROOM = 32 * 1024
"""The bytes set aside for what each spec comes to, in memory that workers share with this process."""
_WORTH_WORKERS = 120
"""Below this many specs a worker costs more than it saves (a fork and its pipes: about 20 ms)."""


class Done(NamedTuple):
    """What a spec came to: ``part`` is what is kept of its record (None where that was known, or there is none),
    ``output`` the guide (None where there is none) and ``digest`` its digest, ``shares`` what it adds to the seed files
    of the formats that the job asks for."""

    path: str
    diagnostics: list[tuple[Any, ...]]
    part: cache.Part | None = None
    output: Bytes | None = None
    digest: str = ""
    shares: dict[str, bytes] | None = None

    @property
    def succeeded(self) -> bool:
        """Whether the guide was made without a problem that is an error."""
        return self.output is not None and not has_errors(unpacked(each) for each in self.diagnostics)


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
    known: Callable[[Collection[str]], Mapping[str, Bytes]] | None = None


def _parsed(path: str, job: Job) -> tuple[str, Parsed]:
    """The text of a spec, and what it says."""
    text, found = decode(job.specs[path], path)
    return ("", (None, found)) if text is None else (text, parse("spec", text, path))


def _known(path: str, blob: Bytes) -> tuple[Compiled, str]:
    record, head = cache.unpacked(blob)
    return Compiled(path, record), head


def _done(compiled: Compiled, head: str, known: bool, job: Job, renderer: Renderer) -> Done:
    path, made, diagnostics = compiled.path, compiled.record, compiled.diagnostics
    if made is None:
        return Done(path, [packed(each) for each in diagnostics])
    output, found = renderer.guide(made, job.catalogue.companies.get(made["company"], {}), head)
    problems = [packed(each) for each in [*diagnostics, *found]]
    part = None if known else cache.part(facts(made), shown(made), made, head)
    digest = sha256(output) if output is not None else ""
    return Done(path, problems, part, output, digest, _shares(made, job.formats) if job.formats else None)


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

    size = _BATCH if len(paths) >= _WORTH_WORKERS else _WORTH_WORKERS
    renderer, fresh = Renderer(job.templates), job.known is None
    elsewhere = how_many(workers, -(-len(paths) // size)) > 1
    area, here = Area(len(paths) * _ROOM if elsewhere else 0), os.getpid()

    def work(some: Sequence[tuple[int, str]]) -> list[_Sent]:
        first, behind = some[0][0], some[-1][0] + 1
        if os.getpid() == here:  # a batch that failed elsewhere: its worker may be writing there still
            behind = first
        room = Room(area, first * _ROOM, behind * _ROOM)
        return [_sent(done, room) for done in _batch([path for _, path in some], job, renderer)]

    for batch in in_batches(work, list(enumerate(paths)), size, workers, lambda: get_ready(renderer, fresh)):
        yield [_received(*sent, area) for sent in batch]


_Sent = tuple[Done, Spot | None, Spot | None]
"""What a spec came to, the bytes of its part and of its output apart: they go from process to process in an area."""


def _sent(done: Done, room: Room) -> _Sent:
    part, output = done.part, done.output
    bare = done._replace(part=part._replace(data=b"") if part else None, output=None)
    return bare, room.put(part.data) if part else None, None if output is None else room.put(output)


def _received(done: Done, part: Spot | None, output: Spot | None, area: Area) -> Done:
    own = done.part._replace(data=area[part]) if done.part and part is not None else None
    return done._replace(part=own, output=None if output is None else area[output])


def get_ready(renderer: Renderer, fresh: bool = True) -> None:
    """Loads and compiles once what every worker would. ``fresh``: whether some records are to be made."""
    renderer.warm()
    if fresh:
        warm()
