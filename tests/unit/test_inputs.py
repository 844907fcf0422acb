"""Reading the sources in another process: the same inputs as reading them here, whatever becomes of that process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runner import guidewright

from guidewright.commands import inputs, pipeline
from guidewright.commands.inputs import Inputs, reading
from guidewright.edges import beside, cache, workspace
from guidewright.edges.workspace import open_workspace


@pytest.fixture(autouse=True)
def _two_processors_and_any_number_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "processors", lambda: 2)
    monkeypatch.setattr(beside, "_MANY", 0)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Which processes have read sources, as far as this one knows."""
    read: list[int] = []
    load = workspace.load_sources

    def noted(*of: object) -> object:
        read.append(os.getpid())
        return load(*of)  # type: ignore[arg-type]

    monkeypatch.setattr(inputs, "load_sources", noted)
    return read


def found(root: Path, known: int = 0) -> Inputs:
    with reading(open_workspace(root)[0], known) as read:
        return read()


def told(found: Inputs) -> tuple[object, ...]:
    sources = found.sources
    own = (dict(sources.specs), sources.shared, sources.templates, sources.template_places, sources.unreadable)
    return (
        *own,
        sources.newest,
        sources.diagnostics,
        found.tool,
        found.house,
        found.templates,
        list(found.data.items()),
    )


def alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[object, ...]:
    with monkeypatch.context() as patch:
        patch.setattr(beside, "_MANY", 1_000_000)
        return told(found(root))


@pytest.mark.parametrize("room", [16 * 1024, 700, 1], ids=["all in shared memory", "some", "none"])
def test_both_ways_find_the_same(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, processes: list[int], room: int
) -> None:
    (workspace / "seeds/broken").mkdir()
    (workspace / "seeds/broken/designer.yaml").symlink_to("/etc/hostname")
    (workspace / "seeds/broken/analyst.yml").write_text("a: 1\n", "utf-8")
    (workspace / "seeds/broken/empty.yaml").write_bytes(b"")
    (workspace / os.fsdecode(b"seeds/broken/\xff.yaml")).write_bytes(b"\xff")
    monkeypatch.setattr(inputs, "_ROOM", room)
    beside_this = told(found(workspace))
    assert processes == [], "another process was to read"
    assert beside_this == alone(workspace, monkeypatch)


def test_if_nothing_seems_changed_it_is_read_here(workspace: Path, processes: list[int]) -> None:
    newest = found(workspace).sources.newest
    assert processes == []
    found(workspace, newest)
    assert processes == [os.getpid()]
    processes.clear()
    found(workspace, newest - 1)
    assert processes == []


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _raises() -> None:
    raise MemoryError


@pytest.mark.parametrize("end", [_killed, _raises], ids=["killed", "raised"])
@pytest.mark.parametrize("where", ["list", "load", "pack"])
def test_what_another_process_could_not_read_is_read_here(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, where: str, end: Callable[[], None]
) -> None:
    expected, here = alone(workspace, monkeypatch), os.getpid()
    owner, name = {
        "list": (inputs.Listing, "newer"),
        "load": (inputs, "load_sources"),
        "pack": (inputs, "key_of"),
    }[where]
    function = getattr(owner, name)

    def fails(*of: object) -> object:
        if os.getpid() != here:
            end()
        return function(*of)

    monkeypatch.setattr(owner, name, fails)
    assert told(found(workspace)) == expected


@pytest.mark.parametrize("missing", ["pipe", "mmap", "fork"])
def test_without_means_it_is_read_here(workspace: Path, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    expected = alone(workspace, monkeypatch)

    def none(*_: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(inputs if missing == "mmap" else os, missing, none)
    assert told(found(workspace)) == expected


def test_no_file_is_left_open(workspace: Path) -> None:
    found(workspace)
    before = len(os.listdir("/proc/self/fd"))
    for known in (0, 1 << 62):
        found(workspace, known)
    assert len(os.listdir("/proc/self/fd")) == before


def test_records_that_are_lost_are_noted_anew(workspace: Path) -> None:
    assert guidewright("build", root=workspace).code == 0
    records = workspace / cache.RECORDS
    records.write_bytes(bytes(records.stat().st_size))
    page = workspace / "templates/pages/company.md.j2"
    page.parent.mkdir(parents=True)
    page.write_text("{{ page.title }}\n", "utf-8")
    assert guidewright("build", root=workspace).code == 0
    known = cache.load(workspace)
    assert known.records(workspace, known.entries).keys() == known.entries.keys()
    assert known.shown(workspace, known.entries).keys() == known.entries.keys()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline.Build, "compile", lambda *_: pytest.fail("nothing is lost"))
        build = pipeline.prepare(open_workspace(workspace)[0])
        build.recall(build.guides.values())
