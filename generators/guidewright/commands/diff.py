"""diff: what really changed between two states of the workspace, by cause and by shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from guidewright.commands.pipeline import Build
from guidewright.commands.selection import selected
from guidewright.commands.states import WORKING_TREE, at_revision, side, working_tree
from guidewright.core.diagnostic import Diagnostic
from guidewright.core.review.approvals import APPROVALS, Approval, parse_approvals
from guidewright.core.review.as_html import as_html
from guidewright.core.review.as_json import as_json
from guidewright.core.review.as_markdown import as_markdown
from guidewright.core.review.as_text import as_text
from guidewright.core.review.parts import EVERYTHING, Limits
from guidewright.core.review.report import THRESHOLD, Report, review
from guidewright.core.review.story import tell, tell_shape
from guidewright.core.text import decode
from guidewright.edges import git
from guidewright.edges.errors import OutsideError
from guidewright.edges.limits import limits
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import Workspace, open_workspace, read_regular

MARKDOWN_LIMITS = Limits(singles=200, shapes=200, moves=None, names=6, sample_lines=40)


@dataclass(frozen=True)
class DiffOptions:
    """What diff was asked for. ``arguments``: an optional REV or REV..REV, then SELECT terms."""

    root: Path
    arguments: tuple[str, ...] = ()
    format: str = "text"
    threshold: float = THRESHOLD
    shape: int = 0
    everything: bool = False
    colour: bool = False
    jobs: int = 0


@dataclass(frozen=True)
class Range:
    """The two ends of a comparison. ``new`` is empty for the working tree."""

    old: str = "HEAD"
    new: str = ""


def run(options: DiffOptions, terminal: Terminal) -> int:
    """Exit code: 0 no differences; 1 differences; 2 git, configuration or usage."""
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    ends, select = read_arguments(workspace.root, options.arguments)
    report = compare(workspace, ends, select, options)
    terminal.report(report.diagnostics)
    show(report, options, terminal)
    return 1 if report.differs else 0


def read_arguments(root: Path, arguments: tuple[str, ...]) -> tuple[Range, tuple[str, ...]]:
    """Which revisions, and which guides. The first argument is a revision if git knows it as one."""
    git.need_repository(root)
    first = arguments[0] if arguments else ""
    if ".." in first:
        ends = _range(root, first)
        return ends, arguments[1:]
    if first and git.known(root, first):
        if (root / "seeds" / first).exists():
            raise OutsideError(
                f"'{first}' is a revision and a guide or company; "
                f"say '{first}..' for the revision, or 'HEAD {first}' for the guides"
            )
        return Range(first), arguments[1:]
    if first and _looks_like_revision(root, first):
        git.commit(root, first)
    git.commit(root, "HEAD")
    return Range(), arguments


def _looks_like_revision(root: Path, first: str) -> bool:
    """Whether an argument that git does not know was meant as a revision all the same."""
    company = first.split(",")[0].split("/")[0]
    term = any(sign in first for sign in ("*", "?", "[", ":", ",")) or first in ("stale", "draft", "undated")
    if term or (root / "seeds" / company).exists() or (root / first).exists():
        return False
    return git.known(root, "HEAD") is None or not git.listing(root, "HEAD", f"seeds/{company}")


def _range(root: Path, text: str) -> Range:
    """``A..B``, ``A..`` (to HEAD), ``..B`` (from HEAD), ``A...B`` (from where they parted)."""
    if "..." in text:
        one, _, other = text.partition("...")
        one, other = one or "HEAD", other or "HEAD"
        base = git.merge_base(root, one, other)
        return Range(base[:12], other)
    old, _, new = text.partition("..")
    ends = Range(old or "HEAD", new or "HEAD")
    git.commit(root, ends.old)
    git.commit(root, ends.new)
    return ends


def compare(workspace: Workspace, ends: Range, select: tuple[str, ...], options: DiffOptions) -> Report:
    """The report on two states; nothing is written."""
    root = workspace.root
    new_build, new_outputs = working_tree(workspace, options.jobs), None
    if ends.new:
        tree = new_build
        new_build, new_outputs = at_revision(root, ends.new, tree, options.jobs)
    old_build, old_outputs = at_revision(root, ends.old, new_build, options.jobs)
    chosen = _chosen(select, new_build, old_build)
    new = side(new_build, ends.new or WORKING_TREE, new_outputs)
    old = side(old_build, ends.old, old_outputs, records_of=new, like=new_build)
    held, found = load_approvals(root)
    config = workspace.config
    with limits(config["limits.seconds"], config["limits.megabytes"]) as guard:
        report = review(old, new, guard, chosen, options.threshold, held)
    report.diagnostics += found
    return report


def _chosen(select: tuple[str, ...], new: Build, old: Build) -> Callable[[str], bool] | None:
    """Which guides SELECT means: those that it names in either state."""
    if not select:
        return None
    names: set[str] = set()
    failed: OutsideError | None = None
    for build in (new, old):
        try:
            names |= {f"{guide.company}/{guide.role}" for guide in selected(build, select)}
        except git.GitError:
            raise
        except OutsideError as error:
            failed = failed or error
    if not names and failed:
        raise failed
    return names.__contains__


def load_approvals(root: Path) -> tuple[dict[tuple[str, str, str], Approval], list[Diagnostic]]:
    """The committed approvals as they stand on disk."""
    try:
        data = read_regular(root / APPROVALS)
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError) as error:
        raise OutsideError(f"{APPROVALS}: {error}") from error
    text, found = decode(data, APPROVALS)
    if text is None:
        return {}, found
    held, problems = parse_approvals(text)
    return held, found + problems


def show(report: Report, options: DiffOptions, terminal: Terminal) -> None:
    """Prints the report in the format that was asked for."""
    cut = EVERYTHING if options.everything else Limits()
    if options.shape:
        if not any(shape.number == options.shape for shape in report.shapes):
            raise OutsideError(f"there is no shape {options.shape}; the report has {len(report.shapes)}")
        parts = list(tell_shape(report, options.shape))
    else:
        parts = list(
            tell(report, cut if options.format == "text" else MARKDOWN_LIMITS if options.format == "md" else EVERYTHING)
        )
    if options.format == "json":
        text = as_json(report)
    elif options.format == "md":
        text = as_markdown(parts)
    elif options.format == "html":
        text = as_html(parts, f"{report.old} → {report.new}")
    else:
        text = as_text(parts, options.colour)
    terminal.result(text.removesuffix("\n"))
