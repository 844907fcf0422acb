"""check --fix: the safe mends, applied to the specs or shown as a diff."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence

from guidewright.commands.pipeline import Build
from guidewright.core.check.fixes import Fix, fixes
from guidewright.core.check.guide import Document, Guide
from guidewright.core.edit.apply import edit
from guidewright.core.edit.changes import Set
from guidewright.core.edit.strict import strictly
from guidewright.core.edit.vocabulary import file_order
from guidewright.edges import output
from guidewright.edges.lock import locked
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import Workspace


def mend(
    workspace: Workspace,
    documents: Sequence[Document],
    build: Build,
    wanted: Collection[str],
    diff: bool,
    terminal: Terminal,
) -> int:
    """Mends the specs in ``wanted``; with ``diff`` only shows how. Returns how many texts were, or would be, mended."""
    import datetime

    count = 0
    for document in documents:
        if document.path not in wanted:
            continue
        listed = list(fixes(Guide(document.path, document.spec, document.record, datetime.date.min)))
        if listed:
            count += _one(workspace, build, document.path, listed, diff, terminal)
    terminal.say(f"{count} texts {'would be ' if diff else ''}mended")
    return count


def _one(workspace: Workspace, build: Build, path: str, listed: Sequence[Fix], diff: bool, terminal: Terminal) -> int:
    data = build.sources.specs[path]
    before = data.decode("utf-8")
    changes = [Set(fix.at, fix.value) for fix in listed]
    result = edit(before, changes, lambda text: strictly(text, path), file_order)
    if result.refused is not None:
        terminal.alert(f"{path}: not mended: {result.refused}")
        return 0
    if diff:
        lines = difflib.unified_diff(
            before.splitlines(), result.text.splitlines(), f"a/{path}", f"b/{path}", lineterm=""
        )
        for line in lines:
            terminal.result(line)
        return len(listed)
    with locked(workspace.root, announce=terminal.say):
        if (workspace.root / path).read_bytes() == data:
            output.write(workspace.root, path, result.text.encode())
    return len(listed)
