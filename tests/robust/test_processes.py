"""Interrupts, lost workers, full disks, and two builds at once: the right exit code, and nothing torn or left over."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guidewright.edges import cache, output
from guidewright.edges.workspace import load_sources, open_workspace

from .crash import wait_for_group
from .harness import (
    PAGES_ONLY,
    Ran,
    clean_tree,
    copy_sources,
    environment,
    group_is_empty,
    guide_of,
    guidewright,
    make_workspace,
    specs,
    start,
    temporaries,
    torn,
    tree,
    unequal,
)

GUIDES = 600
"""So many that two processes write them (``edges.beside.many``)."""
SLOWLY = """
import time
from guidewright import cli
from guidewright.edges import output
put = output._put
def slowly(*of):
    put(*of)
    time.sleep(0.01)
output._put = slowly
cli.run()
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("sources") / "workspace", GUIDES)


@pytest.fixture(scope="module")
def clean(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return clean_tree(sources, tmp_path_factory.mktemp("clean") / "workspace")


@pytest.fixture
def root(sources: Path, tmp_path: Path) -> Path:
    return copy_sources(sources, tmp_path / "workspace")


def ended(process: subprocess.Popen[str]) -> Ran:
    out, err = process.communicate(timeout=60)
    return Ran(process.returncode, out, err)


def workers(process: subprocess.Popen[str], at_least: int = 1) -> list[int]:
    """The processes that a build has started; waits until there are some."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(2000):
        if process.poll() is None and len(found := children.read_text("ascii").split()) >= at_least:
            return [int(pid) for pid in found]
        time.sleep(0.002)
    raise AssertionError("no workers")


def settled(root: Path, clean: dict[str, bytes]) -> None:
    """The next build ends well, leaves no temporary file, and makes what a clean build makes."""
    ran = guidewright(root, "build")
    assert ran.code == 0, ran.err
    assert temporaries(root) == []
    assert unequal(tree(root), clean) == []


def test_ctrl_c_ends_with_130_and_no_traceback(root: Path, clean: dict[str, bytes]) -> None:
    process = start(root, "build", "--jobs", "2")
    workers(process)
    os.killpg(process.pid, signal.SIGINT)
    ran = ended(process)
    assert (ran.code, ran.err.strip()) == (130, "interrupted")
    assert wait_for_group(process.pid)
    assert temporaries(root) == []
    assert torn(tree(root), clean) == []
    settled(root, clean)


def test_a_terminated_build_leaves_no_process_behind(root: Path, clean: dict[str, bytes]) -> None:
    process = start(root, "build", "--jobs", "2")
    workers(process)
    process.terminate()
    process.wait(timeout=60)
    assert process.returncode == -signal.SIGTERM
    assert wait_for_group(process.pid), "workers outlive the build"
    assert torn(tree(root), clean) == []
    settled(root, clean)


@pytest.mark.parametrize("at_least", [1, 2], ids=["that digests the sources", "that compiles"])
def test_a_lost_worker_costs_time_only(root: Path, clean: dict[str, bytes], at_least: int) -> None:
    process = start(root, "build", "--jobs", "2")
    os.kill(workers(process, at_least)[0], signal.SIGKILL)
    ran = ended(process)
    assert ran.code == 0, ran.err
    assert unequal(tree(root), clean) == []


def test_touched_sources_are_looked_at_twice_by_one_build_alone(root: Path, clean: dict[str, bytes]) -> None:
    assert guidewright(root, "build").code == 0
    for spec in specs(root):
        spec.touch()
    workspace, _ = open_workspace(root)
    for seems_changed in (True, False):
        assert (load_sources(workspace).newest > cache.load(root).written) == seems_changed
        settled(root, clean)


NO_PROCESSES = """
import os
from guidewright import cli
def fork():
    raise BlockingIOError(11, "Resource temporarily unavailable")
os.fork = fork
cli.run()
"""
NO_THREADS = """
import threading
from guidewright import cli
def start(thread):
    raise RuntimeError("can't start new thread")
threading.Thread.start = start
cli.run()
"""
FEW_FILES = """
import resource
from guidewright import cli
resource.setrlimit(resource.RLIMIT_NOFILE, (10, 10))
cli.run()
"""


@pytest.mark.parametrize("code", [NO_PROCESSES, NO_THREADS, FEW_FILES], ids=["processes", "threads", "files"])
def test_what_cannot_be_had_is_done_without(root: Path, clean: dict[str, bytes], code: str) -> None:
    ran = ended(start(root, "build", code=code))
    assert (ran.code, [line for line in ran.err.splitlines() if "guides; files" not in line]) == (0, [])
    assert unequal(tree(root), clean) == []


@pytest.mark.parametrize(
    ("tail", "code"),
    [
        (">/dev/full", 0),
        ("2>/dev/full", 0),
        ("--dry-run >/dev/full", 2),
        ("--dry-run | head -1", 0),
        ("2>&1 | head -1", 0),
    ],
)
def test_a_stream_that_takes_nothing_harms_nothing(root: Path, clean: dict[str, bytes], tail: str, code: int) -> None:
    command = f'set -o pipefail; "{sys.executable}" -m guidewright -v -C "{root}" build {tail}'
    ran = subprocess.run(["bash", "-c", command], env=environment(), capture_output=True, text=True, timeout=60)
    assert (ran.returncode, "Traceback" in ran.stderr) == (code, False), ran.stderr
    if "--dry-run" not in tail:
        assert guidewright(root, "build", "--check").code == 0
        assert unequal(tree(root), clean) == []


@pytest.fixture
def writing(root: Path) -> subprocess.Popen[str]:
    """A build that has begun to write, and takes seconds for it."""
    process = start(root, "build", code=SLOWLY)
    for _ in range(1000):
        if (root / output.BEGUN).exists() and (root / "output/guides").is_dir():
            time.sleep(0.2)
            return process
        time.sleep(0.01)
    raise AssertionError("nothing is written")


def test_what_a_killed_build_had_forked_does_not_write_into_the_next(
    root: Path, writing: subprocess.Popen[str], tmp_path: Path
) -> None:
    for spec in specs(root):
        spec.write_text(spec.read_text("utf-8").replace("data_quality: high", "data_quality: low"), encoding="utf-8")
    assert len(workers(writing)) > 0
    writing.kill()
    writing.wait()
    ran = guidewright(root, "build")
    assert ran.code == 0, ran.err
    assert wait_for_group(writing.pid)
    assert guidewright(root, "build", "--check").code == 0
    settled(root, clean_tree(root, tmp_path / "scratch"))


def test_a_lost_writer_costs_time_only(root: Path, writing: subprocess.Popen[str], clean: dict[str, bytes]) -> None:
    for pid in workers(writing):
        os.kill(pid, signal.SIGKILL)
    ran = ended(writing)
    assert ran.code == 0, ran.err
    assert temporaries(root / "output") == []
    settled(root, clean)


@pytest.mark.parametrize("whom", ["group", "parent"])
def test_ctrl_c_while_two_write(root: Path, writing: subprocess.Popen[str], clean: dict[str, bytes], whom: str) -> None:
    (os.killpg if whom == "group" else os.kill)(writing.pid, signal.SIGINT)
    ran = ended(writing)
    assert (ran.code, ran.err.strip()) == (130, "interrupted")
    assert group_is_empty(writing.pid), "a process outlives the build"
    assert temporaries(root) == []
    assert torn(tree(root), clean) == []
    settled(root, clean)


@pytest.mark.parametrize("turn", range(int(os.environ.get("GUIDEWRIGHT_TWO_BUILDS", "1"))))
def test_two_builds_at_once_take_turns(root: Path, clean: dict[str, bytes], turn: int) -> None:
    one, other = start(root, "build"), start(root, "build")
    first, second = ended(one), ended(other)
    assert (first.code, second.code) == (0, 0), first.err + second.err
    assert temporaries(root) == []
    assert unequal(tree(root), clean) == []


@contextmanager
def full_disk(folder: Path) -> Iterator[bool]:
    """A small disk at ``folder``; yields False where mounting is not permitted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def small_files() -> None:
    """In the child: no file may grow beyond 4 KiB; writing on fails, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_a_full_disk_is_named_and_tears_nothing(tmp_path: Path) -> None:
    made = make_workspace(tmp_path / "made", 14)
    clean = clean_tree(made, tmp_path / "clean")
    disk = tmp_path / "disk"
    with full_disk(disk) as mounted:
        root = copy_sources(made, disk / "workspace")
        if mounted:
            ran = guidewright(root, "build")
        else:
            command = start(root, "build").args
            limited = subprocess.run(command, preexec_fn=small_files, capture_output=True, text=True)
            ran = Ran(limited.returncode, limited.stdout, limited.stderr)
        assert ran.code == 2, ran.err
        assert "cannot be written: " in ran.err
        assert ran.err.startswith("error: output/")
        assert torn(tree(root), clean) == []
        if mounted:
            subprocess.run(["mount", "-o", "remount,size=16m", str(disk)], check=True)
        settled(root, clean)


def test_an_output_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    made = make_workspace(tmp_path / "made", 3)
    disk = tmp_path / "disk"
    with full_disk(disk) as mounted:
        root = copy_sources(made, disk / "workspace")
        before = tree(root, "seeds")
        if mounted:
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        else:
            (root / ".guidewright").write_text("in the way", encoding="utf-8")
        ran = guidewright(root, "build")
        assert ran.code == 2, ran.err
        assert ".guidewright: " in ran.err
        assert guidewright(root, "build", "--check").code == 1, "looking needs no permission to write"
        assert tree(root, "seeds") == before


def test_same_size_and_time_but_other_bytes_is_rebuilt(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "workspace", 3)
    assert guidewright(root, "build").code == 0
    spec = specs(root)[0]
    status, text = spec.stat(), spec.read_text("utf-8")
    assert "bonus_pct_high: 15" in text
    spec.write_text(text.replace("bonus_pct_high: 15", "bonus_pct_high: 14"), encoding="utf-8")
    os.utime(spec, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (spec.stat().st_size, spec.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert guidewright(root, "build").code == 0
    assert "10–14%" in guide_of(root, spec).read_text("utf-8")


def test_a_cache_from_the_future_decides_nothing(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "workspace", 3, PAGES_ONLY)
    assert guidewright(root, "build").code == 0
    for path in [*root.joinpath(".guidewright").rglob("*"), *root.joinpath("output").rglob("*")]:
        os.utime(path, (4_000_000_000, 4_000_000_000))
    spec = specs(root)[0]
    spec.write_text(spec.read_text("utf-8").replace("bonus_pct_high: 15", "bonus_pct_high: 14"), encoding="utf-8")
    wanted = clean_tree(root, tmp_path / "clean")
    assert guidewright(root, "build").code == 0
    assert unequal(tree(root), wanted) == []
    shutil.rmtree(root / ".guidewright")
    assert guidewright(root, "build", "--check").code == 0
