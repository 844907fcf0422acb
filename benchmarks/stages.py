"""Where the time of one guide goes: processor time of each stage of the pipeline, alone, in one process."""

from __future__ import annotations

import gc
import marshal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

_ROUNDS = 5


def _events(text: str) -> None:
    parser = CParser(text)
    while parser.get_event().__class__ is not yaml.StreamEndEvent:
        pass


def _milliseconds(work: Callable[..., Any], items: Sequence[tuple[Any, ...]]) -> float:
    """Processor milliseconds an item, the best of some rounds."""
    best = float("inf")
    for _ in range(_ROUNDS):
        started = time.process_time()
        for item in items:
            work(*item)
        best = min(best, time.process_time() - started)
    return best / len(items) * 1000


def stages(root: Path, guides: int = 400) -> tuple[list[tuple[str, float]], tuple[float, float]]:
    """Milliseconds a guide of each stage, over the first guides of a made workspace; and, of YAML that the short cut
    does not take, of libyaml's events (PyYAML) and of all that the reader proper does with them."""
    from guidewright.commands.pipeline import Build
    from guidewright.core import frontmatter, reader
    from guidewright.core.placeholder import is_written
    from guidewright.core.record import record
    from guidewright.core.render import Renderer
    from guidewright.core.resolve import resolve
    from guidewright.core.semantics import findings
    from guidewright.core.validate import checked
    from guidewright.core.view import context
    from guidewright.edges.cache import Cache
    from guidewright.edges.workspace import load_sources, open_workspace

    workspace, _ = open_workspace(root)
    build = Build(workspace, load_sources(workspace), Cache())
    renderer = Renderer(build.templates)
    paths = sorted(build.sources.specs)[:guides]
    texts = [build.sources.specs[path].decode() for path in paths]
    raw = [reader.read(text, path)[0] for text, path in zip(texts, paths, strict=True)]
    specs = [checked("spec", each or {}) for each in raw]
    resolved = [resolve(path, each, build.catalogue)[0] for path, each in zip(paths, specs, strict=True)]
    records = [record(each or {}) for each in resolved]
    facts = [build.catalogue.companies[each["company"]] for each in records]
    contexts = [context(*pair) for pair in zip(records, facts, strict=True)]
    metadata = [frontmatter.metadata(each) for each in records]
    template = renderer.environment("", "").get_template("guide.md.j2")
    gc.collect()
    gc.disable()
    found = [
        ("YAML", _milliseconds(reader.read, list(zip(texts, paths, strict=True)))),
        ("types (pydantic-core)", _milliseconds(checked, [("spec", each) for each in raw])),
        ("meaning", _milliseconds(lambda *of: list(findings("spec", *of)), list(zip(specs, paths, strict=True)))),
        (
            "inheritance",
            _milliseconds(
                lambda path, said, text: resolve(path, said, build.catalogue, is_written(text)),
                list(zip(paths, specs, texts, strict=True)),
            ),
        ),
        ("record and table", _milliseconds(record, [(each,) for each in resolved])),
        ("what templates see", _milliseconds(lambda *of: context(*of, False), list(zip(records, facts, strict=True)))),
        ("template (Jinja2)", _milliseconds(template.render, [(each,) for each in contexts])),
        ("front matter", _milliseconds(lambda each: frontmatter.document(each, ""), [(each,) for each in metadata])),
        ("record for the cache", _milliseconds(marshal.dumps, [(each,) for each in records])),
    ]
    events = _milliseconds(_events, [(text,) for text in texts])
    proper = events, _milliseconds(reader.read_events, list(zip(texts, paths, strict=True)))
    gc.enable()
    return found, proper
