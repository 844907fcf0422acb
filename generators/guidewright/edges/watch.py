"""Waiting for a source to change (watchfiles)."""

from __future__ import annotations

from pathlib import Path


def next_change(root: Path) -> object:
    """Blocks until something below seeds/ or templates/, or the configuration, changes; None when interrupted."""
    from watchfiles import watch

    folders = [path for path in (root / "seeds", root / "templates", root / "guidewright.toml") if path.exists()]
    for changes in watch(*folders, debounce=200, raise_interrupt=False):
        return changes
    return None
