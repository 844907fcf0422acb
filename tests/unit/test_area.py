"""What specs come to goes from process to process in shared memory, and as it is where there is no room."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from cli_runner import guidewright

from guidewright.edges import area, beside, cache, compiling, workers
from guidewright.edges.area import Area, Room


def test_what_a_process_puts_there_others_have() -> None:
    shared = Area(10)
    room = Room(shared, 2, 8)
    child = os.fork()
    if child == 0:
        room.put(b"abc")
        os._exit(0)
    os.waitpid(child, 0)
    assert bytes(shared[2, 5]) == b"abc"
    spots = [room.put(data) for data in (b"xy", b"", b"12345", b"z123")]
    assert spots == [(2, 4), (4, 4), b"12345", (4, 8)]
    assert [bytes(shared[spot]) for spot in spots] == [b"xy", b"", b"12345", b"z123"]


def test_an_area_without_memory_has_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(area, "mmap", none)
    for shared in (Area(0), Area(10)):
        assert len(shared) == 0
        for data in (b"a", b""):
            assert bytes(shared[Room(shared, 0, 10).put(data)]) == data


def tree(root: Path) -> dict[str, str]:
    files = (path for path in (root / "output").rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def remembered(root: Path) -> dict[str, tuple[Any, ...]]:
    """Facts, what pages show with its digest, and the record, of every guide."""
    known = cache.load(root)
    records, shown = known.records(root, known.entries), known.shown(root, known.entries)
    return {
        path: (entry.facts, shown[path], entry.shown, cache.unpacked(records[path]))
        for path, entry in known.entries.items()
    }


@pytest.mark.parametrize("room", [32 * 1024, 4_000, 0], ids=["room for all", "for some", "for none"])
def test_workers_come_to_the_same(workspace: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    assert guidewright("build", root=workspace).code == 0
    alone, known = tree(workspace), remembered(workspace)
    for path in [*(workspace / "output/guides").rglob("*.md"), *(workspace / ".guidewright/cache").iterdir()]:
        path.unlink()
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr(beside, "processors", lambda: 2)
    monkeypatch.setattr(compiling, "_ROOM", room)
    monkeypatch.setattr(compiling, "_BATCH", 3)
    monkeypatch.setattr(compiling, "_WORTH_WORKERS", 1)
    assert guidewright("build", root=workspace).code == 0
    assert tree(workspace) == alone
    assert remembered(workspace) == known
