"""Work beside this process: its result is the function's own, whatever becomes of the other process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runner import guidewright
from robust.harness import environment

from guidewright.commands import pipeline
from guidewright.commands.keys import _versions
from guidewright.edges import beside, output
from guidewright.edges.beside import Beside
from guidewright.edges.errors import OutsideError

MINE = b"A person wrote this.\n"


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "processors", lambda: 2)


def test_the_work_is_done_in_another_process() -> None:
    assert Beside(os.getpid).result() != os.getpid()


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _raises() -> None:
    raise RuntimeError


@pytest.mark.parametrize("end", [_killed, _raises, lambda: os._exit(0)], ids=["killed", "raised", "ended"])
def test_what_another_process_could_not_do_is_done_here(end: Callable[[], None]) -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            end()
        return os.getpid()

    assert Beside(work).result() == here


def test_what_is_not_worth_a_process_is_done_here() -> None:
    assert Beside(os.getpid, worth=False).result() == os.getpid()


def test_the_context_waits_for_the_process_and_does_nothing_itself(tmp_path: Path) -> None:
    def work() -> None:
        time.sleep(0.2)
        with open(tmp_path / "done", "a", encoding="utf-8") as file:
            file.write("x")

    with pytest.raises(KeyboardInterrupt), Beside(work):
        raise KeyboardInterrupt
    assert (tmp_path / "done").read_text("utf-8") == "x"


def test_without_a_pipe_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> tuple[int, int]:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(os, "pipe", none)
    assert Beside(os.getpid).result() == os.getpid()


INTERRUPTED = """
import os, signal
from guidewright.edges.beside import Beside
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))
try:
    Beside(os.getpid).result()
except KeyboardInterrupt:
    print("interrupted")
"""


def test_a_ctrl_c_while_it_forks_is_not_lost() -> None:
    ran = subprocess.run([sys.executable, "-c", INTERRUPTED], env=environment(), capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "interrupted\n", "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-"])
def test_closed_streams_do_not_fail_a_build(workspace: Path, closed: str) -> None:
    command = f'"{sys.executable}" -m guidewright -C "{workspace}" build {closed}'
    ran = subprocess.run(command, shell=True, env=environment(), capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr


FILES = {f"output/{number % 7}/{number}.md": b"%d\n" % number for number in range(60)}


@pytest.fixture
def _two_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_MANY", 10)


@pytest.mark.usefixtures("_two_write")
def test_two_processes_write_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[str] = []
    put = output._put
    monkeypatch.setattr(output, "_put", lambda root, path, data: (here.append(path), put(root, path, data)))
    output.write_all(tmp_path, FILES)
    assert {path: (tmp_path / path).read_bytes() for path in FILES} == FILES
    assert here == list(FILES)[30:]


@pytest.mark.usefixtures("_two_write")
@pytest.mark.parametrize("which", [0, 59])
def test_a_file_that_cannot_be_written_is_named_by_whichever_process(tmp_path: Path, which: int) -> None:
    path = list(FILES)[which]
    (tmp_path / path).mkdir(parents=True)
    with pytest.raises(OutsideError, match=f"^{path}: cannot be written"):
        output.write_all(tmp_path, FILES)
    assert not list(tmp_path.rglob(".gw-tmp-*"))


def test_an_edit_made_while_the_sources_are_read_is_protected(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output is looked at beside the reading; a file that changes meanwhile is looked at again before a write."""
    assert guidewright("build", root=workspace).code == 0
    spec, guide = workspace / "seeds/twilio/data-engineer.yaml", workspace / "output/guides/twilio/data-engineer.md"
    spec.write_text(spec.read_text("utf-8").replace("base_high: 200000", "base_high: 205000", 1), encoding="utf-8")
    monkeypatch.setattr(beside, "_MANY", 0)
    prepare = pipeline.prepare

    def meanwhile(*args: object, **options: object) -> pipeline.Build:
        prepared = prepare(*args, **options)  # type: ignore[arg-type]
        guide.write_bytes(guide.read_bytes() + MINE)
        return prepared

    monkeypatch.setattr(pipeline, "prepare", meanwhile)
    ran = guidewright("build", root=workspace)
    assert ran.code == 3, ran.err
    assert guide.read_bytes().endswith(MINE)


def test_the_versions_of_the_libraries_are_known() -> None:
    names = {name.lower().split("-")[0] for name in _versions()}
    assert {"jinja2", "pydantic_core", "pyyaml"} <= names
