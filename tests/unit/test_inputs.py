"""Reading the sources in another process: the same inputs as reading them here, whatever becomes of that process."""

from __future__ import annotations

import array
import fcntl
import os
import signal
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runner import guidewright

from guidewright.commands import inputs, pipeline
from guidewright.commands.inputs import Inputs, Reading, reading
from guidewright.edges import area, beside, cache, workers, workspace
from guidewright.edges.workspace import open_workspace


@pytest.fixture(autouse=True)
def _two_processors_and_any_number_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "processors", lambda: 2)
    monkeypatch.setattr(beside, "_MANY", 0)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Which processes have read specs, as far as this one knows."""
    read: list[int] = []
    load = workspace.load_specs

    def noted(*of: object) -> object:
        read.append(os.getpid())
        return load(*of)  # type: ignore[arg-type]

    monkeypatch.setattr(inputs, "load_specs", noted)
    return read


def found(root: Path, known: int = 0, get_ready: Callable[[Reading], object] = lambda _: None) -> Inputs:
    with reading(open_workspace(root)[0], known) as read:
        return read.specs(lambda: get_ready(read))


def _until_the_other_has_taken_all(reading: Reading) -> None:
    left = array.array("i", [1])
    while left[0]:
        fcntl.ioctl(reading._shares, termios.FIONREAD, left)


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
@pytest.mark.parametrize("alike", [True, False], ids=["both read", "another reads"])
def test_both_ways_find_the_same(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, processes: list[int], room: int, alike: bool
) -> None:
    (workspace / "seeds/broken").mkdir()
    (workspace / "seeds/broken/designer.yaml").symlink_to("/etc/hostname")
    (workspace / "seeds/broken/analyst.yml").write_text("a: 1\n", "utf-8")
    (workspace / "seeds/broken/empty.yaml").write_bytes(b"")
    (workspace / os.fsdecode(b"seeds/broken/\xff.yaml")).write_bytes(b"\xff")
    monkeypatch.setattr(inputs, "_ROOM", room)
    monkeypatch.setattr(inputs, "_SPECS", 1)
    beside_this = told(found(workspace, 0, (lambda _: None) if alike else _until_the_other_has_taken_all))
    assert alike or processes == [], "another process was to read"
    assert beside_this == alone(workspace, monkeypatch)


@pytest.mark.parametrize("shares", [1, 2, 7, 255])
def test_every_folder_is_in_one_share(workspace: Path, monkeypatch: pytest.MonkeyPatch, shares: int) -> None:
    expected = alone(workspace, monkeypatch)
    monkeypatch.setattr(inputs, "_SHARES", shares)
    assert told(found(workspace)) == expected


def test_if_nothing_seems_changed_it_is_read_here(workspace: Path, processes: list[int]) -> None:
    newest = found(workspace).sources.newest
    processes.clear()
    found(workspace, newest)
    assert processes == [os.getpid()]
    processes.clear()
    found(workspace, newest - 1, _until_the_other_has_taken_all)
    assert processes == []


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _raises() -> None:
    raise MemoryError


@pytest.mark.parametrize("end", [_killed, _raises], ids=["killed", "raised"])
@pytest.mark.parametrize("where", ["list", "load", "digest"])
def test_what_another_process_could_not_read_is_read_here(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, where: str, end: Callable[[], None]
) -> None:
    expected, here = alone(workspace, monkeypatch), os.getpid()
    owner, name = {
        "list": (inputs, "seem_changed"),
        "load": (inputs, "load_specs"),
        "digest": (inputs, "key_of"),
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

    monkeypatch.setattr(area if missing == "mmap" else os, missing, none)
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


def test_a_guide_that_is_lost_and_broken_holds_back_what_would_miss_it(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Digests do not cover limits: what compiled before may not compile again."""
    assert guidewright("build", root=workspace).code == 0
    pages = workspace / "output/pages/companies"
    before = {page.name: page.read_bytes() for page in pages.iterdir()}
    (workspace / cache.RECORDS).unlink()
    page = workspace / "templates/pages/company.md.j2"
    page.parent.mkdir(parents=True)
    page.write_text("{{ page.title }}\n", "utf-8")
    again = pipeline.Build.compile

    def compile_but_one(build: pipeline.Build, paths: list[str], **more: bool) -> None:
        again(build, [path for path in paths if not path.startswith("seeds/segment/")], **more)
        for path in paths:
            if path.startswith("seeds/segment/"):
                build.guides[path].output = None

    monkeypatch.setattr(pipeline.Build, "compile", compile_but_one)
    ran = guidewright("build", root=workspace)
    assert "held back" in ran.err
    after = {page.name: page.read_bytes() for page in pages.iterdir()}
    assert after["segment.md"] == before["segment.md"]
    assert after["twilio.md"] != before["twilio.md"]


def test_a_spec_that_is_renamed_while_it_guesses_is_found(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guess, old = inputs.seem_changed, workspace / "seeds/segment/ml-ai-engineer.yaml"

    def guess_and_rename(*of: object) -> bool:
        changed = guess(*of)  # type: ignore[arg-type]
        old.rename(old.with_name("engineer.yaml"))
        return changed

    monkeypatch.setattr(inputs, "seem_changed", guess_and_rename)
    sources = found(workspace).sources
    assert "seeds/segment/engineer.yaml" in sources.specs
    assert (sources.unreadable, sources.diagnostics) == (set(), [])


def test_a_folder_in_place_of_the_records_is_no_file_left_open(workspace: Path) -> None:
    assert guidewright("build", root=workspace).code == 0
    known = cache.load(workspace)
    (workspace / cache.RECORDS).unlink()
    (workspace / cache.RECORDS).mkdir()
    before = len(os.listdir("/proc/self/fd"))
    assert known.records(workspace, known.entries) == {}
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize(("jobs", "loaded"), [("1", 0), ("2", 1)])
def test_a_pool_is_loaded_for_more_than_one_worker_alone(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, jobs: str, loaded: int
) -> None:
    calls: list[None] = []
    monkeypatch.setattr(workers, "load_pool", lambda: calls.append(None))
    assert guidewright("build", "--jobs", jobs, root=workspace).code == 0
    assert len(calls) == loaded
    assert guidewright("build", "--jobs", jobs, root=workspace).code == 0
    assert len(calls) == loaded  # nothing has changed
