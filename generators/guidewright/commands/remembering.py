"""What a build leaves to the next one: the cache."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from guidewright.core.diagnostic import packed
from guidewright.edges.area import Bytes
from guidewright.edges.cache import Entry, save, touch

if TYPE_CHECKING:
    from guidewright.commands.pipeline import Build


def remember(build: Build, databases: Mapping[str, str]) -> None:
    """Writes the cache if anything in it is new, or says that it still holds."""
    entries: dict[str, Entry] = {}
    parts: dict[str, Bytes] = {}
    known = build.cache.entries
    for path, guide in build.guides.items():
        if guide.output is None:
            continue
        old = known.get(path)
        if (part := guide.part) is not None:
            parts[path] = part.data
            old = Entry(guide.data_key, part.facts, part.shown_check, part.split, check=part.check)
        elif old is None:
            continue
        if (old.json, old.render_key, old.output) != (guide.json, guide.render_key, guide.output):
            found = tuple(packed(each) for each in guide.diagnostics)
            old = old._replace(json=guide.json, diagnostics=found, render_key=guide.render_key, output=guide.output)
        entries[path] = old
    fresh = build.cache.shared != build.loaded_shared or databases != build.cache.databases
    if not parts and entries == known and not fresh:
        if build.sources.newest > build.cache.written:
            touch(build.workspace.root)
        return
    build.cache.entries, build.cache.databases = entries, dict(databases)
    save(build.workspace.root, build.cache, parts)
