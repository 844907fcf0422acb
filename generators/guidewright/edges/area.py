"""Bytes in memory that forked processes share: what one of them puts there, the others have without its being sent."""

from __future__ import annotations

from mmap import mmap

Bytes = bytes | memoryview
"""Bytes of one's own, or a view of those in an area."""
Spot = tuple[int, int] | bytes
"""Where bytes stand in an area, as it is told to another process; the bytes themselves, if there was no room."""


class Area:
    """Memory for processes that are forked later; where there is none to be had, it has no room."""

    def __init__(self, size: int) -> None:
        try:
            self._memory = memoryview(mmap(-1, size) if size else bytearray())
        except OSError:
            self._memory = memoryview(bytearray())

    def __getitem__(self, spot: Spot) -> Bytes:
        return spot if isinstance(spot, bytes) else self._memory[spot[0] : spot[1]]

    def __len__(self) -> int:
        return len(self._memory)

    def put(self, data: Bytes, start: int) -> None:
        self._memory[start : start + len(data)] = data


class Room:
    """A stretch of an area that one process fills from its start on; memory is taken only as it is used."""

    def __init__(self, area: Area, start: int, stop: int) -> None:
        self._area, self._next, self._stop = area, start, min(stop, len(area))

    def put(self, data: Bytes) -> Spot:
        start = self._next
        if start + len(data) > self._stop:
            return bytes(data)
        self._area.put(data, start)
        self._next += len(data)
        return start, self._next
