"""build --diff: what a build would change on disk, told as diff tells it.

Where the disk holds what the last commit holds, causes are known: its sources are. Elsewhere only the shapes are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidewright.commands.diff import load_approvals
from guidewright.commands.states import at_revision, side
from guidewright.core.review.as_text import as_text
from guidewright.core.review.guides import rewritten
from guidewright.core.review.pages import PageChange
from guidewright.core.review.parts import Limits
from guidewright.core.review.report import THRESHOLD, Report, finish, review
from guidewright.core.review.side import Cause, Side, target
from guidewright.core.review.story import tell
from guidewright.edges import git
from guidewright.edges.limits import limits
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import read_regular

if TYPE_CHECKING:
    from guidewright.commands.build import Planned

_OLD, _NEW = "disk", "what a build would write"
_PAGES = "output/pages/"


def show_differences(planned: Planned, terminal: Terminal) -> None:
    """Prints the report on everything that the build would create, update or prune."""
    report = would_change(planned)
    terminal.result(as_text(tell(report, Limits()), terminal.colour and terminal.out.isatty()).removesuffix("\n"))
    for action in planned.of("edited"):
        terminal.result(f"edited by hand, and left alone: {action.path}")
    for action in planned.of("orphan"):
        terminal.result(f"orphan: {action.path}")


def would_change(planned: Planned) -> Report:
    """The review of the disk against a build."""
    root = planned.build.workspace.root
    new = side(planned.build, _NEW, {})
    report, committed = _since_commit(planned, new)
    paths = {action.path for action in planned.of("create", "update")}
    on_disk = {}
    for path in paths:
        try:
            on_disk[path] = read_regular(root / path)
        except (OSError, ValueError):
            continue
    known = {path for path in paths if on_disk.get(path) == committed.get(path)}
    orphans = {action.path for action in planned.of("orphan")}
    report.guides = [
        guide for guide in report.guides if target(guide.path) in (orphans if guide.status == "removed" else known)
    ]
    told = {target(guide.path) for guide in report.guides}
    contents = planned.build.contents(
        [path for path in paths if path.startswith("output/guides/") and path not in told]
    )
    for path, guide in sorted((target(path), path) for path in new.records):
        if path in contents:
            before = on_disk.get(path, b"").decode("utf-8", "replace")
            report.guides.append(rewritten(guide, new.records[guide], before, str(contents[path], "utf-8")))
            if path not in on_disk:
                report.guides[-1].status, report.guides[-1].changes = "added", []
    report.guides.sort(key=lambda guide: guide.path)
    _take_others(report, paths)
    finish(report, load_approvals(root)[0])
    return report


def _take_others(report: Report, paths: set[str]) -> None:
    """Pages that would be written, with their causes where they are known; other files by name."""
    report.pages = [page for page in report.pages if page.path in paths]
    told = {page.path for page in report.pages}
    more = [
        PageChange(path, causes=[Cause("sources")])
        for path in sorted(paths)
        if path.startswith(_PAGES) and path not in told
    ]
    report.pages = sorted([*report.pages, *more], key=lambda page: page.path)
    report.others = sorted(path for path in paths if not path.startswith(("output/guides/", _PAGES)))
    report.settings, report.layout_only, report.shared_only = [], [], []
    report.standing.not_built.clear()


def _since_commit(planned: Planned, new: Side) -> tuple[Report, dict[str, bytes]]:
    """The review of the last commit against the build, and the guides that it holds; nothing without a commit."""
    root = planned.build.workspace.root
    empty = Report(_OLD, _NEW, THRESHOLD, (len(new.specs), len(new.specs)))
    if not git.is_repository(root) or git.known(root, "HEAD") is None:
        return empty, {}
    old_build, outputs = at_revision(root, "HEAD", planned.build)
    old = side(old_build, _OLD, outputs, records_of=new, like=planned.build)
    config = planned.build.workspace.config
    with limits(config["limits.seconds"], config["limits.megabytes"]) as guard:
        report = review(old, new, guard)
    report.diagnostics = []
    return report, dict(old.outputs)
