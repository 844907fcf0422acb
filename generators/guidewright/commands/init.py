"""init: a new workspace with everything that an author needs, and a small example that builds at once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from guidewright.commands.placing import check_placed, check_texts, place
from guidewright.core.diagnostic import has_errors
from guidewright.core.schema import schemas
from guidewright.edges import scaffold
from guidewright.edges.clock import today
from guidewright.edges.errors import OutsideError
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import open_workspace

EDITOR_SCHEMAS = ("guide", "company", "roles", "defaults", "config")
"""The schemas that an editor checks an author's files with."""


@dataclass(frozen=True)
class InitOptions:
    """``root``: the folder that becomes a workspace."""

    root: Path
    force: bool = False
    dry_run: bool = False


def run(options: InitOptions, terminal: Terminal) -> int:
    """Exit code: 0; 2 usage or I/O; 3 when files that are there and differ were left alone."""
    root = _folder(options)
    dates = {"today": today(), "quarter": _quarter_before(today())}
    made = scaffold.render(scaffold.load("workspace", None), [({}, dates)])
    files = {path.partition("/")[2]: data for path, data in made.items()}
    known = schemas()
    files |= {f"schema/{name}.schema.json": known[f"{name}.schema.json"] for name in EDITOR_SCHEMAS}
    found = check_texts(files)
    if has_errors(found):
        terminal.report(found)
        raise OutsideError("the templates of guidewright init do not fit its vocabulary; install guidewright again")
    placed = place(root, files, terminal, force=options.force, dry_run=options.dry_run)
    if options.dry_run:
        return placed.code
    workspace, problems = open_workspace(root)
    terminal.report(problems)
    if problems:
        return placed.code or 2
    good = check_placed(workspace, placed.written, terminal)
    there = "" if options.root == Path(".") else f"-C {options.root} "
    terminal.say(f"next: guidewright {there}build; guidewright {there}new company SLUG; README.md says the rest")
    return placed.code or (0 if good else 1)


def _folder(options: InitOptions) -> Path:
    """The folder, made unless this is a dry run."""
    try:
        root = options.root.resolve()
        if root.exists() and not root.is_dir():
            raise OutsideError(f"{options.root}: is no folder")
        if not options.dry_run:
            root.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        raise OutsideError(f"{str(options.root)!a}: {reason.lower()}") from error
    return root


def _quarter_before(day: str) -> str:
    """The last quarter that was over on ``day``, as YYYY-Qn."""
    date = datetime.date.fromisoformat(day)
    year, quarter = divmod(date.year * 4 + (date.month - 1) // 3 - 1, 4)
    return f"{year:04d}-Q{quarter + 1}"
