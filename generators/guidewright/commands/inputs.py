"""What a build is made from: the sources, and a key for what each spec's record is made of.

If something seems to have changed, another process reads them, while this one loads what compiles.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from guidewright.commands.keys import key_of, key_of_files, tool_key
from guidewright.core.diagnostic import packed, unpacked
from guidewright.edges.area import Area, Room, Spot
from guidewright.edges.beside import Beside, many
from guidewright.edges.workspace import Sources, Workspace, load_sources, seem_changed

_SPECS, _ROOM = 14, 16 * 1024
"""How many specs a company is thought to have, and the bytes set aside for each."""


@dataclass(frozen=True)
class Inputs:
    """The sources, and digests of the tool, of what all guides share, of all templates, and of all that the record of
    each spec is made of (in the order of companies and roles)."""

    sources: Sources
    tool: str
    house: str
    templates: str
    data: Mapping[str, str]


@contextmanager
def reading(workspace: Workspace, known: int) -> Iterator[Callable[[], Inputs]]:
    """Begins to look; what is given says what was found, when it is called. ``known``: when a build last knew all (in
    ns, 0 if none did). Dates make a guess here, and decide nothing."""
    means = _means(workspace)
    if means is None:
        yield lambda: _read(workspace)
        return
    area, asked, answered = means

    def aside() -> Any:
        if not seem_changed(workspace, known):
            return None
        os.write(answered, b"!")
        return _packed(_read(workspace), area)

    def found() -> Inputs:
        if answer.read(1):
            import guidewright.edges.compiling  # noqa: F401
            from guidewright.core.validate import warm

            warm()
            if parts := other.result():
                return _unpacked(parts, area)
        return _read(workspace)

    with open(asked, "rb", buffering=0) as answer, Beside(aside, instead=lambda: None) as other:
        os.close(answered)
        yield found


def _means(workspace: Workspace) -> tuple[Area, int, int] | None:
    """Memory for the specs, and both ends of a pipe; None if another process is not worth it or they cannot be had."""
    try:
        specs = len(os.listdir(workspace.root / "seeds")) * _SPECS
        return (Area(specs * _ROOM), *os.pipe()) if many(range(specs)) else None
    except OSError:
        return None


def _read(workspace: Workspace) -> Inputs:
    sources = load_sources(workspace)
    tool, shared, specs = tool_key(), sources.shared, sources.specs
    house = key_of(tool, *(shared.get(path, b"") for path in ("seeds/_defaults.yaml", "seeds/_roles.yaml")))
    paths = sorted(specs, key=lambda path: tuple(path.removesuffix(".yaml").split("/")))
    data = {
        path: key_of(house, shared.get(f"{path.rpartition('/')[0]}/_company.yaml", b""), path, specs[path])
        for path in paths
    }
    return Inputs(sources, tool, house, key_of_files(sources.templates), data)


class _Placed(Mapping[str, bytes]):
    """Bytes by path, in an area."""

    def __init__(self, area: Area, places: Mapping[str, Spot]) -> None:
        self._area, self._places = area, places

    def __getitem__(self, path: str) -> bytes:
        return bytes(self._area[self._places[path]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _packed(inputs: Inputs, area: Area) -> tuple[Any, ...]:
    """The inputs as a value that marshal takes; the bytes of specs are put into ``area``."""
    sources, room = inputs.sources, Room(area, 0, len(area))
    places = {path: room.put(data) for path, data in sources.specs.items()}
    shared = (sources.shared, sources.templates, sources.template_places, sources.unreadable, sources.newest)
    found = [packed(each) for each in sources.diagnostics]
    return (places, shared, found, (inputs.tool, inputs.house, inputs.templates, inputs.data))


def _unpacked(parts: tuple[Any, ...], area: Area) -> Inputs:
    places, (shared, templates, template_places, unreadable, newest), found, keys = parts
    diagnostics = [unpacked(each) for each in found]
    specs = _Placed(area, places)
    return Inputs(Sources(specs, shared, templates, template_places, unreadable, newest, diagnostics), *keys)
