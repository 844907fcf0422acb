"""The terminal: results to stdout, talk and progress to stderr, colour and bars only where a person looks."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TextIO

from guidewright.core.diagnostic import Diagnostic, in_order

_COLOURS = {
    "error": "31",
    "warning": "33",
    "note": "36",
    "create": "32",
    "update": "33",
    "orphan": "35",
    "edited": "31",
}


@dataclass
class Terminal:
    """Where a verb talks to. ``verbosity`` is -1 for quiet, 0, or 1 for verbose."""

    out: TextIO
    err: TextIO
    verbosity: int = 0
    colour: bool = False

    def result(self, text: str = "") -> None:
        """A line of what the verb was asked for."""
        self._write("out", text)

    def say(self, text: str) -> None:
        """A line of talk; not when quiet."""
        if self.verbosity >= 0:
            self._write("err", text)

    def detail(self, text: str) -> None:
        """A line of talk for verbose runs."""
        if self.verbosity > 0:
            self._write("err", text)

    def alert(self, text: str) -> None:
        """A line that is said even when quiet."""
        self._write("err", text)

    def _write(self, name: Literal["out", "err"], text: str) -> None:
        """Where nobody reads on (``| head``), or talk finds no room, the work goes on without."""
        try:
            getattr(self, name).write(text + "\n")
        except OSError as error:
            if name == "out" and not isinstance(error, BrokenPipeError):
                raise
            setattr(self, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 (until the end)

    def paint(self, text: str, kind: str) -> str:
        code = _COLOURS.get(kind)
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code else text

    def report(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Every diagnostic by place, on stderr; notes only when verbose, and never quiet about errors."""
        for each in in_order(diagnostics):
            if each.severity == "note" and self.verbosity < 1:
                continue
            if each.severity != "error" and self.verbosity < 0:
                continue
            label = self.paint(f"{each.severity}[{each.code}]", each.severity)
            self.alert(f"{each.place}: {label} {each.message}")

    def progress(self, what: str) -> Callable[[int, int], None] | None:
        """A progress line for work over a second, on a terminal only."""
        if self.verbosity < 0 or not self.err.isatty():
            return None
        started = time.monotonic()

        def show(done: int, of: int) -> None:
            if time.monotonic() - started > 1 or done == of:
                self.err.write(f"\r{what} {done}/{of}" + ("\r\x1b[K" if done == of else ""))
                self.err.flush()

        return show


def terminal(colour: str = "auto", verbosity: int = 0) -> Terminal:
    """The process's own terminal. ``colour``: auto, always or never; auto honours NO_COLOR."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n", line_buffering=True)
    wanted = colour == "always" or (
        colour == "auto" and sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
    return Terminal(sys.stdout, sys.stderr, verbosity, wanted)
