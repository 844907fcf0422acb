"""Work that another process does while this one goes on."""

from __future__ import annotations

import marshal
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence, Sized
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

S = TypeVar("S")
T = TypeVar("T")
_MANY = 500
"""Fewer files are not read or written sooner by two processes (a fork takes up to 10 ms)."""


class Beside(Generic[T]):
    """``function`` at work in a forked process, from now on; what it returns must be a value that marshal takes.

    Where that process is not ``worth`` it, cannot be had, fails or dies, ``instead`` (the same, unless another is
    given) is run here when its result is asked for, which is done once. Used as a context, it waits for the process at
    its end, however that comes.
    """

    def __init__(self, function: Callable[[], T], worth: bool = True, instead: Callable[[], T] | None = None) -> None:
        self.instead = instead or function
        self.child = 0
        if worth and can_fork():
            self._start(function)

    def _start(self, function: Callable[[], T]) -> None:
        try:
            reading, writing = os.pipe()
        except OSError:
            return
        parent = os.getpid()
        with ctrl_c_later():
            try:
                child = os.fork()
                if child == 0:
                    _work(function, parent, writing)
                self.child, self.pipe = child, open(reading, "rb")  # noqa: SIM115 (closed when it has been read)
            except OSError:
                os.close(reading)
            finally:
                os.close(writing)

    def result(self) -> T:
        if said := self._said():
            found: T = marshal.loads(said)
            return found
        return self.instead()

    def _said(self) -> bytes:
        """All that the process has written, when it has ended; nothing if it did not come to its end."""
        if not self.child:
            return b""
        data = self.pipe.read()
        try:
            _, status = os.waitpid(self.child, 0)
        except ChildProcessError:  # waited for already, and interrupted then
            status = 1
        self.child = 0
        self.pipe.close()
        return data if status == 0 else b""

    def __enter__(self) -> Beside[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._said()


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Whether another process can be had, and a processor for it."""
    return sys.platform != "win32" and processors() > 1


@contextmanager
def ctrl_c_later() -> Iterator[None]:
    """Keeps a Ctrl-C until the end of the block: Python swallows one that comes while it forks."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(function: Callable[[], Any], parent: int, writing: int) -> None:
    """The forked process: nothing of the parent's is flushed or ended by it, whatever happens."""
    code = 1
    try:
        begin_child(parent)
        with open(writing, "wb") as pipe:
            pipe.write(marshal.dumps(function()))
        code = 0
    finally:
        os._exit(code)


_parent = 0
"""The process that has forked this one; nought in the process that was started."""


def begin_child(parent: int) -> None:
    """In a process that ``parent`` has forked: a Ctrl-C is the parent's to answer, and its death is the end."""
    global _parent
    _parent = parent
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    except RuntimeError:  # no more threads to be had: the parent does without this process
        os._exit(1)


def end_if_orphaned() -> None:
    """Ends this process if the one that has forked it is gone: ask before anything is put in place."""
    if _parent and os.getppid() != _parent:
        os._exit(1)


def _end_with_parent() -> None:
    while True:
        end_if_orphaned()
        time.sleep(0.2)


def many(files: Sized) -> bool:
    """Whether there are so many files that another process is worth it."""
    return len(files) > _MANY


def halved(work: Callable[[Sequence[S]], T], tasks: Sequence[S], worth: bool | None = None) -> tuple[T, T]:
    """What ``work`` makes of either half of many tasks, the first of which another process does; where it is not
    ``worth`` that, the first half is empty."""
    half = len(tasks) // 2 if (many(tasks) if worth is None else worth) else 0
    with Beside(lambda: work(tasks[:half]), half > 0) as other:
        own = work(tasks[half:])
        return other.result(), own
