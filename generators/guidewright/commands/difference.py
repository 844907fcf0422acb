"""build --diff: what a build would change, as a unified diff of the text files."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from guidewright.edges.terminal import Terminal

if TYPE_CHECKING:
    from guidewright.commands.build import Planned


def show_differences(planned: Planned, terminal: Terminal) -> None:
    """Prints one diff a file, created files against nothing; databases are named only."""
    actions = planned.of("create", "update", "edited")
    contents = planned.build.contents([action.path for action in actions])
    for action in actions:
        if action.path not in contents:
            continue
        try:
            before = (planned.build.workspace.root / action.path).read_text("utf-8") if action.kind != "create" else ""
            after = contents[action.path].decode("utf-8")
        except (UnicodeDecodeError, OSError):
            terminal.result(f"{action.path}: differs (not text)")
            continue
        lines = difflib.unified_diff(
            before.splitlines(), after.splitlines(), f"a/{action.path}", f"b/{action.path}", lineterm=""
        )
        for line in lines:
            terminal.result(line)
    for action in planned.of("orphan"):
        terminal.result(f"{action.path}: orphan")
