"""What the refresh tests share: the verbs on the command line, and small workspaces to refresh."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guidewright.cli import cli
from guidewright.cli_refresh import register

if "refresh" not in cli.commands:
    register(cli)


@pytest.fixture
def acme(empty_workspace: Path, shared: Path) -> Path:
    """A workspace with the one guide that the bad inputs are about: two regions, every date stated."""
    folder = empty_workspace / "seeds" / "acme"
    folder.mkdir()
    shutil.copy(shared / "badinputs" / "ok" / "ok01-plain.yaml", folder / "data-scientist.yaml")
    return empty_workspace


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a sheet beside the workspace."""

    def write(text: str, name: str = "figures.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return path

    return write
