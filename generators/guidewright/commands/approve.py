"""approve: a person has looked at figures that moved far; written to a committed file, with the reason."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from guidewright.commands.diff import DiffOptions, Range, compare, load_approvals
from guidewright.commands.pipeline import Build
from guidewright.commands.states import at_revision, differing_records
from guidewright.core.diagnostic import Diagnostic, has_errors
from guidewright.core.review.approvals import APPROVALS, approve, format_approvals, pending
from guidewright.core.review.renames import renames
from guidewright.core.review.report import THRESHOLD
from guidewright.edges import git, output
from guidewright.edges.clock import today
from guidewright.edges.errors import OutsideError
from guidewright.edges.lock import locked
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import open_workspace


@dataclass(frozen=True)
class ApproveOptions:
    """What is approved, why, and by whom; ``by`` and ``date`` are filled in where they are empty."""

    root: Path
    select: tuple[str, ...]
    reason: str
    by: str = ""
    date: str = ""
    against: str = "HEAD"
    threshold: float = THRESHOLD
    dry_run: bool = False


def run(options: ApproveOptions, terminal: Terminal) -> int:
    """Exit code: 0 approved, or nothing to approve; 2 usage, git or I/O."""
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    reason = " ".join(options.reason.split())
    if not reason:
        raise OutsideError("--reason is empty; say why the figures are right")
    date = _date(options.date)
    root = workspace.root
    git.commit(root, options.against)
    held, found = load_approvals(root)
    if has_errors(found):
        terminal.report(found)
        raise OutsideError(f"{APPROVALS} cannot be read; mend it first, nothing was written")
    report = compare(workspace, Range(options.against), options.select, DiffOptions(root, threshold=options.threshold))
    terminal.report(report.diagnostics)
    moves = [moved.move for moved in report.moves if moved.over and not moved.approved]
    for move in moves:
        percent = f"{move.percent:+.1f} %" if move.percent is not None else move.change
        terminal.result(f"{move.guide}  {move.row}  {move.figure}: {move.old} → {move.new} ({percent})")
    if not moves:
        terminal.say(f"nothing to approve: no figure moved by more than {options.threshold:g} % without approval")
        return 0
    if options.dry_run:
        terminal.say(f"{len(moves)} would be approved")
        return 0
    by = options.by.strip() or git.author(root)
    with locked(root, announce=terminal.say):
        held, _ = load_approvals(root)
        output.write(root, APPROVALS, format_approvals(approve(moves, held, reason, by, date)).encode())
    terminal.say(f"{len(moves)} approved in {APPROVALS}; commit it with the figures")
    return 0


def _date(text: str) -> str:
    if not text:
        return today()
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise OutsideError(f"--date {text}: expected a date as YYYY-MM-DD") from error


def unapproved(build: Build, rev: str = "HEAD", threshold: float = THRESHOLD) -> list[Diagnostic]:
    """For check: a GW701 for every figure that moved far since ``rev`` and is not approved.

    ``build`` is the working tree with every guide known. Nothing where there is no git repository or no commit yet;
    GitError for another revision that does not exist.
    """
    root = build.workspace.root
    if not git.is_repository(root) or (rev == "HEAD" and git.known(root, "HEAD") is None):
        return []
    old_build, _ = at_revision(root, rev, build, outputs=())
    old, new = differing_records(old_build, build)
    held, found = load_approvals(root)
    specs = old_build.sources.specs, build.sources.specs
    moved = renames(specs[0].keys() - specs[1].keys(), specs[1].keys() - specs[0].keys(), *specs)
    return found + pending(old, new, held, threshold, moved)
