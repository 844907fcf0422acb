"""The lock of a workspace: one guidewright at a time writes to it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from guidewright.edges.errors import BusyError, OutsideError
from guidewright.edges.output import STATE, is_inside


@contextmanager
def locked(root: Path, wait: float = 60.0, announce: Callable[[str], None] | None = None) -> Iterator[None]:
    """Holds the workspace's lock (the kernel's: it ends with its process) for the block."""
    from filelock import FileLock, Timeout

    state = root / STATE
    if not is_inside(root, f"{STATE}/lock"):
        raise OutsideError(f"{STATE}: is a link, or no folder; move it away")
    with ExitStack() as held:
        try:
            state.mkdir(exist_ok=True)
            ignore = state / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            lock = FileLock(str(state / "lock"))
            try:
                lock.acquire(timeout=0)
            except Timeout:
                if announce:
                    announce("another guidewright is at work in this workspace; waiting")
                lock.acquire(timeout=wait)
            held.callback(lock.release)
            held.enter_context(_locked_for_forked(str(state / "forked"), wait))
        except (Timeout, BlockingIOError) as error:
            raise BusyError(
                f"{root}: another guidewright has been at work here for {wait:.0f} s; try again later"
            ) from error
        except OSError as error:
            raise OutsideError(f"{state}: {(error.strerror or str(error)).lower()}") from error
        yield


@contextmanager
def _locked_for_forked(path: str, wait: float) -> Iterator[None]:
    """Holds a second lock, which every process that is forked meanwhile holds too, as long as it lives: what a killed
    build has forked may write on for a moment. (Forked processes give up the first lock.)"""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)
    try:
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
        yield
    finally:
        os.close(handle)
