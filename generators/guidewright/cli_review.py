"""The verbs of reviews on the command line: diff, approve, git. Each is imported when it runs."""

from __future__ import annotations

import os
from functools import partial
from typing import Any, NoReturn

import click

REV_HELP = (
    "REV..REV: two revisions; REV: from it to the working tree; nothing: from HEAD to the working tree; "
    "A...B: from where they parted. "
    "SELECT: twilio, twilio/ml-ai-engineer, '*/data-engineer', quality:low, changed:REV; space is or, comma is and."
)


_threshold = partial(
    click.option, "--threshold", type=click.FloatRange(0), default=20.0, show_default=True, metavar="PERCENT"
)
"""The option that diff and approve share; each says what it is for (``help=``)."""


def _exit(code: int) -> NoReturn:
    raise SystemExit(code)


def _colour(ctx: click.Context, terminal: Any) -> bool:
    """Whether results are coloured: as asked for, else on a terminal without NO_COLOR."""
    asked = ctx.find_root().params.get("color", "auto")
    quiet = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return bool(asked == "always" or (asked == "auto" and terminal.out.isatty() and not quiet))


@click.command(short_help="What really changed, by cause and by shape.", epilog=REV_HELP)
@click.argument("arguments", nargs=-1, metavar="[REV[..REV]] [SELECT]...")
@click.option("--format", type=click.Choice(["text", "md", "json", "html"]), default="text", help="How it is told.")
@_threshold(help="Figures that moved further come first.")
@click.option(
    "--shape", type=click.IntRange(1), default=None, metavar="N", help="Only shape N, with every guide that has it."
)
@click.option("--list", "everything", is_flag=True, help="Leave nothing out: every shape, figure and guide.")
@click.option("--jobs", type=click.IntRange(0, 64), default=0, metavar="N", help="Worker processes; 0: one a core.")
@click.pass_context
def diff(ctx: click.Context, /, shape: int | None, **options: Any) -> None:
    """Show what differs between two states of the workspace. Exit code 0: nothing, 1: something."""
    from guidewright.commands import diff as verb

    terminal = ctx.obj.terminal
    wanted = verb.DiffOptions(ctx.obj.root, shape=shape or 0, colour=_colour(ctx, terminal), **options)
    _exit(verb.run(wanted, terminal))


@click.command(short_help="Approve figures that moved far.", epilog=REV_HELP)
@click.argument("select", nargs=-1, required=True)
@click.option("--reason", required=True, metavar="TEXT", help="Why the figures are right as they are.")
@click.option("--by", default="", metavar="NAME", help="Who looked at them; default: git's user.name.")
@click.option("--date", default="", metavar="DATE", help="When (YYYY-MM-DD); default: today.")
@click.option(
    "--against", default="HEAD", show_default=True, metavar="REV", help="The revision with which figures are compared."
)
@_threshold(help="Moves beyond which approval is needed.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be approved.")
@click.pass_obj
def approve(obj: Any, /, **options: Any) -> None:
    """Approve the pending moves of the guides that SELECT names; written to guidewright-approvals.yaml."""
    from guidewright.commands import approve as verb

    _exit(verb.run(verb.ApproveOptions(obj.root, **options), obj.terminal))


@click.group(short_help="Reviews in git: attributes, textconv, merge driver.")
def git() -> None:
    """Set this clone up so that git and code hosts show guides, specs and databases well."""


@git.command(short_help="Write .gitattributes and this clone's git configuration.")
@click.pass_obj
def install(obj: Any) -> None:
    """Collapse generated files in reviews, show specs and SQLite as text in diffs, and rebuild the ledger in merges."""
    from guidewright.commands import gitsetup as verb

    _exit(verb.install(obj.root, obj.terminal))


@git.command(short_help="Undo exactly what install did.")
@click.pass_obj
def uninstall(obj: Any) -> None:
    """Remove our lines of .gitattributes and our sections of this clone's git configuration."""
    from guidewright.commands import gitsetup as verb

    _exit(verb.uninstall(obj.root, obj.terminal))


@git.command(hidden=True)
@click.argument("file")
@click.pass_obj
def textconv(obj: Any, file: str) -> None:
    """What git shows in a diff instead of the file's bytes."""
    from guidewright.commands import gitsetup as verb

    _exit(verb.textconv(file, obj.root, obj.terminal))


@git.command("merge-ledger", hidden=True)
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.pass_obj
def merge_ledger(obj: Any, base: str, ours: str, theirs: str) -> None:
    """The merge driver of output/guidewright.lock: git calls it with three files and takes what is left in OURS."""
    from guidewright.commands import gitsetup as verb

    _exit(verb.merge_ledger(obj.root, base, ours, theirs, obj.terminal))


def register(cli: click.Group) -> None:
    """Adds the verbs to the command line."""
    for command in (diff, approve, git):
        cli.add_command(command)
