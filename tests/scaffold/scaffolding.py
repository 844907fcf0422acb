"""Running the verbs that scaffold, whether or not the command line has been told of them yet."""

from __future__ import annotations

from pathlib import Path

from cli_runner import Ran, guidewright

from guidewright.cli import cli
from guidewright.cli_scaffold import register

if "new" not in cli.commands:
    register(cli)


def run(*argv: str | Path, root: Path | None = None) -> Ran:
    return guidewright(*argv, root=root)
