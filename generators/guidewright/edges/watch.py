"""Waiting for sources to change (watchfiles)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from guidewright.core.config import CONFIG
from guidewright.edges.errors import OutsideError

_SOURCES = ("seeds", "templates", CONFIG)


def changes(root: Path) -> Iterator[None]:
    """Once at the start, and then whenever a source below ``root`` has changed; ends when interrupted.

    The watcher lives from before the first turn, so that a change made while its user is at work is not missed.
    """
    try:
        from watchfiles import watch
    except ImportError as error:
        raise OutsideError("--watch needs watchfiles: pip install 'guidewright[watch]'") from error
    top = root.resolve()

    def is_source(_: object, path: str) -> bool:
        parts = Path(path).relative_to(top).parts if Path(path).is_relative_to(top) else ()
        return bool(parts) and parts[0] in _SOURCES

    begun = False
    turns = watch(
        top, watch_filter=is_source, debounce=200, rust_timeout=500, yield_on_timeout=True, raise_interrupt=False
    )
    for changed in turns:
        if changed or not begun:
            begun = True
            yield
