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
    """Holds the workspace's lock (the kernel's: it ends with its processes) for the block."""
    state = root / STATE
    if not is_inside(root, f"{STATE}/lock"):
        raise OutsideError(f"{STATE}: is a link, or no folder; move it away")
    with ExitStack() as held:
        try:
            state.mkdir(exist_ok=True)
            ignore = state / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            lock = _Lock(str(state / "lock"))
            held.callback(lock.release)
            if not lock.acquired():
                if announce:
                    announce("another guidewright is at work in this workspace; waiting")
                _wait(lock, wait, root)
        except OSError as error:
            raise OutsideError(f"{state}: {(error.strerror or str(error)).lower()}") from error
        yield


def _wait(lock: _Lock, seconds: float, root: Path) -> None:
    until = time.monotonic() + seconds
    while not lock.acquired():
        if time.monotonic() > until:
            raise BusyError(f"{root}: another guidewright has been at work here for {seconds:.0f} s; try again later")
        time.sleep(0.02)


if sys.platform == "win32":

    class _Lock:
        """A lock on a file, until it is released or the process ends."""

        def __init__(self, path: str) -> None:
            from filelock import FileLock

            self._lock = FileLock(path)

        def acquired(self) -> bool:
            from filelock import Timeout

            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return False
            return True

        def release(self) -> None:
            self._lock.release()

else:
    import fcntl

    class _Lock:
        """A lock on a file, until it is released or this process and all that it has forked have ended: what a killed
        build has forked may write on for a moment. (filelock's is given up by forked processes.)"""

        def __init__(self, path: str) -> None:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)

        def acquired(self) -> bool:
            try:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        def release(self) -> None:
            fcntl.flock(self._handle, fcntl.LOCK_UN)  # a forked process that is about to end keeps nobody waiting
            os.close(self._handle)
