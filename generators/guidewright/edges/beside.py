"""Work that another process does while this one goes on."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
WORTH_FILES = 500
"""Fewer files are not read or written sooner by two processes (a fork takes up to 10 ms)."""


class Beside(Generic[T]):
    """``function`` at work in a forked process, from now on; what it returns must be a value that marshal takes.

    Where that process cannot be had, fails or dies, the function is run here when its result is asked for. As a
    context it waits for the process at its end, so that nothing is at work behind its back.
    """

    def __init__(self, function: Callable[[], T], worth: bool = True) -> None:
        self.function = function
        self.child = self.pipe = 0
        if not worth or sys.platform == "win32" or (os.cpu_count() or 1) < 2:
            return
        self.pipe, writing = os.pipe()
        try:
            self.child = os.fork()
        except OSError:
            os.close(self.pipe)
        else:
            if self.child == 0:
                _work(function, self.pipe, writing)
        os.close(writing)

    def result(self) -> T:
        try:
            found: T = marshal.loads(self._said())
        except (EOFError, ValueError, TypeError):
            return self.function()
        return found

    def _said(self) -> bytes:
        """What the process has written; it has ended then."""
        if not self.child:
            return b""
        child, self.child = self.child, 0
        with open(self.pipe, "rb") as pipe:
            data = pipe.read()
        os.waitpid(child, 0)
        return data

    def __enter__(self) -> Beside[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._said()


def _work(function: Callable[[], Any], reading: int, writing: int) -> None:
    """The forked process: nothing of the parent's is flushed or ended by it, whatever happens."""
    try:
        os.close(reading)
        with open(writing, "wb") as pipe:
            pipe.write(marshal.dumps(function()))
    finally:
        os._exit(0)
