"""What a build is made from: the sources, and a key for what each spec's record is made of.

If something seems to have changed, another process reads specs, while this one gets ready to compile them and then
reads the rest.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

from guidewright.commands.keys import key_of, key_of_files, tool_key
from guidewright.core.diagnostic import packed, unpacked
from guidewright.edges.area import Area, Room, Spot
from guidewright.edges.beside import Beside, can_fork, many
from guidewright.edges.workspace import Sources, Workspace, load_shared, load_specs, seem_changed, spec_folders

_SPECS, _ROOM = 14, 16 * 1024
"""How many specs a company is thought to have, and the bytes set aside for each."""
_SHARES = 64
"""Into how many shares the folders of specs are divided for two processes."""


@dataclass
class Inputs:
    """The sources, and digests of the tool, of what all guides share, and of all templates. ``data``: a digest of all
    that the record of each spec is made of (in the order of companies and roles)."""

    sources: Sources
    tool: str
    house: str
    templates: str
    data: Mapping[str, str] = field(default_factory=dict)


class Reading:
    """The specs being read: ``inputs`` lacks them until they are asked for."""

    def __init__(self, workspace: Workspace, known: int, held: ExitStack) -> None:
        self._folders = spec_folders(workspace)
        self.inputs = _shared(workspace, self._folders)
        self._other: Beside[Any] | None = None
        specs = len(self._folders) * _SPECS
        if not many(range(specs)) or not can_fork():
            return
        try:
            self._shares, answered = _pipe_of(bytes(range(_SHARES)), held), os.pipe()
        except OSError:
            return
        self._answer = held.enter_context(os.fdopen(answered[0], "rb", buffering=0))
        self._area = Area(specs * _ROOM)

        def aside() -> Any:
            if not seem_changed(workspace, known):
                return None
            os.write(answered[1], b"!")
            room, sources = Room(self._area, 0, len(self._area)), self.inputs.sources
            shares = self._take(room.put)
            return shares, sources.unreadable, sources.newest, [packed(each) for each in sources.diagnostics]

        self._other = held.enter_context(Beside(aside, instead=lambda: None))
        os.close(answered[1])

    def specs(self, get_ready: Callable[[], object]) -> Inputs:
        """All inputs. If another process has begun to read specs, ``get_ready`` is called first, and then the rest is
        read here."""
        sources, own, theirs = self.inputs.sources, {}, None
        known = set(sources.unreadable), list(sources.diagnostics)
        if self._other is not None and self._answer.read(1):
            get_ready()
            own, theirs = self._take(bytes), self._other.result()
        if theirs is None:
            sources.unreadable, sources.diagnostics = known
            sources.specs, self.inputs.data = _part(self._folders, self.inputs)
        else:
            shares, unreadable, newest, found = theirs
            sources.unreadable |= unreadable
            sources.newest = max(sources.newest, newest)
            sources.diagnostics += map(unpacked, found)
            shares = [share for _, share in sorted((own | shares).items())]
            sources.specs = _Placed(self._area, {path: spot for spots, _ in shares for path, spot in spots.items()})
            self.inputs.data = {path: key for _, keys in shares for path, key in keys.items()}
        sources.diagnostics = list(dict.fromkeys(sources.diagnostics))
        return self.inputs

    def _take(self, put: Callable[[bytes], Spot]) -> dict[int, tuple[dict[str, Spot], dict[str, str]]]:
        """The shares that nobody else has taken, until there are none: where specs are, and their digests, by path."""
        found = {}
        while share := self._shares.read(1):
            first, behind = (len(self._folders) * number // _SHARES for number in (share[0], share[0] + 1))
            specs, keys = _part(self._folders[first:behind], self.inputs)
            found[share[0]] = ({path: put(data) for path, data in specs.items()}, keys)
        return found


@contextmanager
def reading(workspace: Workspace, known: int) -> Iterator[Reading]:
    """Reads what specs share, and begins to read them. ``known``: when a build last knew all (in ns, 0 if none did).
    Dates make a guess here, and decide nothing."""
    with ExitStack() as held:
        yield Reading(workspace, known, held)


def _pipe_of(data: bytes, held: ExitStack) -> IO[bytes]:
    """A pipe from which each byte can be read once, by whichever process comes first."""
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    return held.enter_context(os.fdopen(reading, "rb", buffering=0))


def _shared(workspace: Workspace, folders: Sequence[os.DirEntry[str]]) -> Inputs:
    sources, tool = load_shared(workspace, folders), tool_key()
    house = key_of(tool, *(sources.shared.get(path, b"") for path in ("seeds/_defaults.yaml", "seeds/_roles.yaml")))
    return Inputs(sources, tool, house, key_of_files(sources.templates))


def _part(folders: Sequence[os.DirEntry[str]], inputs: Inputs) -> tuple[dict[str, bytes], dict[str, str]]:
    """The specs in some folders, and a digest for each; what else is found there goes to the sources."""
    specs, shared, house = load_specs(folders, inputs.sources), inputs.sources.shared, inputs.house
    paths = sorted(specs, key=lambda path: tuple(path.removesuffix(".yaml").split("/")))
    keys = {
        path: key_of(house, shared.get(f"{path.rpartition('/')[0]}/_company.yaml", b""), path, specs[path])
        for path in paths
    }
    return specs, keys


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
