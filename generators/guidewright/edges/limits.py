"""Bounds on template code in this process: wall time by an interval timer, memory by a soft resource limit."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import FrameType

from guidewright.core.sandbox import LimitError

Guard = Callable[[], AbstractContextManager[None]]


@contextmanager
def limits(seconds: int, megabytes: int) -> Iterator[Guard]:
    """Within the block, its guard stops what it wraps after ``seconds``, and memory may grow by ``megabytes``.

    Only a main thread can be interrupted, and only POSIX has the timer; elsewhere the guard does nothing.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield nullcontext
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise LimitError(f"resource limit: ran longer than {seconds} s")

    @contextmanager
    def guard() -> Iterator[None]:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    before = signal.signal(signal.SIGALRM, stop)
    try:
        with _memory(megabytes):
            yield guard
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    """A soft limit on the address space, ``megabytes`` above what is in use, where the system tells that."""
    import resource

    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + megabytes * 1024 * 1024
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
