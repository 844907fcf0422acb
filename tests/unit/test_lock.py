"""The lock of a workspace: one at a time, and free as soon as its holder is done."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from guidewright.edges.errors import BusyError, OutsideError
from guidewright.edges.lock import locked


def test_who_waits_is_told_so_and_gives_up_in_the_end(tmp_path: Path) -> None:
    said: list[str] = []
    with locked(tmp_path), pytest.raises(BusyError, match=r"has been at work here for 0 s; try again later"):
        locked(tmp_path, wait=0.1, announce=said.append).__enter__()
    assert said == ["another guidewright is at work in this workspace; waiting"]
    with locked(tmp_path, wait=0, announce=lambda _: pytest.fail("nobody holds it")):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
def test_what_was_forked_keeps_nobody_waiting_once_the_lock_is_released(tmp_path: Path) -> None:
    with locked(tmp_path):
        child = os.fork()
        if child == 0:
            signal.pause()
            os._exit(0)
    try:
        with locked(tmp_path, wait=0, announce=lambda _: pytest.fail("nobody holds it")):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_state_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / ".guidewright").write_text("mine", encoding="utf-8")
    with pytest.raises(OutsideError, match=r"\.guidewright"):
        locked(tmp_path).__enter__()
