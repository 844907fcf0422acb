"""Work beside this process: its result is the function's own, whatever becomes of the other process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runner import guidewright

from guidewright.commands import build, pipeline
from guidewright.commands.keys import _versions
from guidewright.edges.beside import beside

MINE = b"A person wrote this.\n"


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_the_work_is_done_in_another_process() -> None:
    assert beside(os.getpid)() != os.getpid()


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

    assert beside(work)() == here


def test_an_edit_made_while_the_sources_are_read_is_protected(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output is looked at beside the reading; a file that changes meanwhile is looked at again before a write."""
    assert guidewright("build", root=workspace).code == 0
    spec, guide = workspace / "seeds/twilio/data-engineer.yaml", workspace / "output/guides/twilio/data-engineer.md"
    spec.write_text(spec.read_text("utf-8").replace("base_high: 200000", "base_high: 205000", 1), encoding="utf-8")
    monkeypatch.setattr(build, "_WORTH_A_PROCESS", 0)
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
    assert {"jinja2", "pydantic", "pydantic_core", "pyyaml"} <= names
