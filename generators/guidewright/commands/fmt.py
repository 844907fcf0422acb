"""fmt: specs and shared files in their canonical layout; comments stay, the meaning is checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guidewright.commands.pipeline import prepare
from guidewright.commands.selection import selected
from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place, has_errors
from guidewright.core.edit.fmt import fmt
from guidewright.core.edit.strict import strictly
from guidewright.core.edit.vocabulary import file_order, roles_order
from guidewright.core.resolve import ROLES
from guidewright.core.text import decode
from guidewright.edges import output
from guidewright.edges.lock import locked
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import Sources, load_sources, open_workspace


@dataclass(frozen=True)
class FmtOptions:
    """``check``: write nothing, exit 1 when a file is not in the canonical layout."""

    root: Path
    select: tuple[str, ...] = ()
    check: bool = False


def run(options: FmtOptions, terminal: Terminal) -> int:
    """Exit code 0; 1 when (with --check) some file differs, or some file cannot be read."""
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    sources = load_sources(workspace)
    chosen = _chosen(options, sources)
    found = list(sources.diagnostics)
    changed: dict[str, bytes] = {}
    for path, data in chosen.items():
        text, bad = decode(data, path)
        found += bad
        if text is not None:
            after, refused = formatted(path, text)
            found += refused
            if after.encode() != data:
                changed[path] = after.encode()
    terminal.report(found)
    if not options.check and changed:
        with locked(workspace.root, announce=terminal.say):
            for path, data in changed.items():
                if (workspace.root / path).read_bytes() == chosen[path]:
                    output.write(workspace.root, path, data)
    for path in changed:
        terminal.result(path)
    terminal.say(f"{len(chosen)} files: {len(changed)} {'would be ' if options.check else ''}laid out anew")
    return 1 if has_errors(found) or (options.check and changed) else 0


def _chosen(options: FmtOptions, sources: Sources) -> dict[str, bytes]:
    """The files to lay out: selected specs, and the shared files too when nothing is selected."""
    if not options.select:
        return {**sources.shared, **sources.specs}
    workspace, _ = open_workspace(options.root)
    build = prepare(workspace)
    return {guide.path: sources.specs[guide.path] for guide in selected(build, options.select)}


def formatted(path: str, text: str) -> tuple[str, list[Diagnostic]]:
    """The text in canonical layout; the text itself, and why, where that cannot be done safely."""
    order = roles_order if path == ROLES else file_order
    result = fmt(text, lambda each: strictly(each, path), order)
    if result.refused is None:
        return result.text, []
    return text, [problem("GW015", Place(path, 1, 1), f"not laid out: {result.refused}", hint="mend the file first")]
