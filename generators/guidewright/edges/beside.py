"""Work that another process does while this one goes on."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def beside(function: Callable[[], T]) -> Callable[[], T]:
    """Begins ``function`` in a forked process and returns what waits for its result (a value that marshal takes).

    Where that process cannot be had, or dies, the function is run here when the result is asked for.
    """
    if sys.platform == "win32" or (os.cpu_count() or 1) < 2:
        return function
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return function
    if child == 0:
        _work(function, reading, writing)
    os.close(writing)

    def result() -> T:
        with open(reading, "rb") as pipe:
            data = pipe.read()
        os.waitpid(child, 0)
        try:
            found: T = marshal.loads(data)
        except (EOFError, ValueError, TypeError):
            return function()
        return found

    return result


def _work(function: Callable[[], Any], reading: int, writing: int) -> None:
    """The forked process: nothing of the parent's is flushed or ended by it, whatever happens."""
    try:
        os.close(reading)
        with open(writing, "wb") as pipe:
            pipe.write(marshal.dumps(function()))
    finally:
        os._exit(0)
