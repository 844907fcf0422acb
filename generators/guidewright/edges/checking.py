"""Reading many specs and running the rules that look at one guide each, in this process or over workers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from guidewright.core.check.finding import Finding, Options
from guidewright.core.check.guide import Document
from guidewright.core.check.run import of_guides
from guidewright.core.resolve import Catalogue
from guidewright.core.text import decode
from guidewright.core.validate import parse, warm
from guidewright.edges import cache
from guidewright.edges.area import Bytes
from guidewright.edges.workers import in_batches

_BATCH = 96


@dataclass(frozen=True)
class Job:
    """What all guides share, and by path the bytes of their specs and their packed records."""

    specs: Mapping[str, bytes]
    records: Mapping[str, Bytes]
    catalogue: Catalogue
    options: Options


class Looked(NamedTuple):
    """The checked specs of some guides, in their order (None where there is none), and what was found in them."""

    specs: list[dict[str, Any] | None]
    findings: list[Finding]


def document(path: str, spec: dict[str, Any], job: Job) -> Document:
    return Document(path, spec, cache.unpacked(job.records[path])[0])


def _look(paths: Sequence[str], job: Job) -> Looked:
    specs = [parse("spec", decode(job.specs[path], path)[0] or "", path)[0] for path in paths]
    documents = [document(path, spec, job) for path, spec in zip(paths, specs, strict=True) if spec is not None]
    return Looked(specs, of_guides(documents, job.catalogue, job.options))


def look_at(paths: Sequence[str], job: Job, workers: int) -> Iterator[Looked]:
    """What is seen, in batches in the order of ``paths``."""
    for batch in in_batches(lambda some: [_look(some, job)], paths, _BATCH, workers, warm):
        yield from batch
