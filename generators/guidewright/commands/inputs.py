"""What a build is made from: the sources, and a key for what each spec's record is made of.

If something seems to have changed, another process reads the specs, while this one gets ready to compile them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

from guidewright.commands.keys import key_of, key_of_files, tool_key
from guidewright.core.diagnostic import packed, unpacked
from guidewright.edges.area import Area, Room, Spot
from guidewright.edges.beside import Beside, many
from guidewright.edges.workspace import Sources, Workspace, load_shared, load_specs, seem_changed

_SPECS, _ROOM = 14, 16 * 1024
"""How many specs a company is thought to have, and the bytes set aside for each."""


@dataclass
class Inputs:
    """The sources, and digests of the tool, of what all guides share, and of all templates. ``data``: a digest of all
    that the record of each spec is made of (in the order of companies and roles)."""

    sources: Sources
    tool: str
    house: str
    templates: str
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Reading:
    """The specs being read: ``inputs`` lacks them until they are asked for."""

    workspace: Workspace
    inputs: Inputs
    other: Beside[Any] | None = None
    answer: IO[bytes] | None = None
    area: Area | None = None

    def seems_worth_it(self) -> bool:
        """Whether something seems to have changed and another process is reading: there is time to get ready."""
        return self.answer is not None and bool(self.answer.read(1))

    def specs(self) -> Inputs:
        """All inputs. To be asked after ``seems_worth_it``."""
        parts = self.other.result() if self.other is not None else None
        if parts and self.area is not None:
            _unpack(parts, self.area, self.inputs)
        else:
            _read(self.workspace, self.inputs)
        return self.inputs


@contextmanager
def reading(workspace: Workspace, known: int) -> Iterator[Reading]:
    """Reads what specs share, and begins to read them. ``known``: when a build last knew all (in ns, 0 if none did).
    Dates make a guess here, and decide nothing."""
    inputs = _shared(workspace)
    means = _means(workspace)
    if means is None:
        yield Reading(workspace, inputs)
        return
    area, asked, answered = means

    def aside() -> Any:
        if not seem_changed(workspace, known):
            return None
        os.write(answered, b"!")
        _read(workspace, inputs)
        return _packed(inputs, area)

    with open(asked, "rb", buffering=0) as answer, Beside(aside, instead=lambda: None) as other:
        os.close(answered)
        yield Reading(workspace, inputs, other, answer, area)


def _means(workspace: Workspace) -> tuple[Area, int, int] | None:
    """Memory for the specs, and both ends of a pipe; None if another process is not worth it or they cannot be had."""
    try:
        specs = len(os.listdir(workspace.root / "seeds")) * _SPECS
        return (Area(specs * _ROOM), *os.pipe()) if many(range(specs)) else None
    except OSError:
        return None


def _shared(workspace: Workspace) -> Inputs:
    sources, tool = load_shared(workspace), tool_key()
    house = key_of(tool, *(sources.shared.get(path, b"") for path in ("seeds/_defaults.yaml", "seeds/_roles.yaml")))
    return Inputs(sources, tool, house, key_of_files(sources.templates))


def _read(workspace: Workspace, inputs: Inputs) -> None:
    """Adds the specs."""
    sources, house = inputs.sources, inputs.house
    load_specs(workspace, sources)
    specs, shared = sources.specs, sources.shared
    paths = sorted(specs, key=lambda path: tuple(path.removesuffix(".yaml").split("/")))
    inputs.data = {
        path: key_of(house, shared.get(f"{path.rpartition('/')[0]}/_company.yaml", b""), path, specs[path])
        for path in paths
    }


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
    """What the specs add to inputs, as a value that marshal takes; their bytes are put into ``area``."""
    sources, room = inputs.sources, Room(area, 0, len(area))
    places = {path: room.put(data) for path, data in sources.specs.items()}
    found = [packed(each) for each in sources.diagnostics]
    return places, sources.unreadable, sources.newest, found, inputs.data


def _unpack(parts: tuple[Any, ...], area: Area, inputs: Inputs) -> None:
    places, unreadable, newest, found, inputs.data = parts
    sources = inputs.sources
    sources.specs, sources.unreadable, sources.newest = _Placed(area, places), unreadable, newest
    sources.diagnostics = [unpacked(each) for each in found]
