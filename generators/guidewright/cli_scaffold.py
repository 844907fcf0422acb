"""The command line of the verbs that scaffold: declarations only; the verbs are imported when they run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_PLACING = (
    click.option("--force", is_flag=True, help="Replace files that differ too; a backup is kept."),
    click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written."),
)
_VALUES = (
    click.option(
        "--data",
        type=Path,
        metavar="FILE",
        help="Values for the template, as YAML or JSON.",
    ),
    click.option("--no-input", is_flag=True, help="Ask nothing, even on a terminal."),
)
_LIKE = "Take over regions, currencies, columns and shape (never figures or prose) of COMPANY"


def _with(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def added(function: Any) -> Any:
        for option in reversed(options):
            function = option(function)
        return function

    return added


@click.command(short_help="Make a new workspace.")
@click.argument("folder", metavar="[DIR]", default=".", type=Path)
@_with(*_PLACING)
@click.pass_obj
def init(obj: Any, /, folder: Path, **options: Any) -> None:
    """Make DIR (default: here) a workspace: configuration, shared specs, editor settings, an example that builds.

    Files that are there and differ are left alone (exit code 3); --force replaces them and keeps a backup.
    """
    from guidewright.commands import init as verb

    raise SystemExit(verb.run(verb.InitOptions(obj.root / folder, **options), obj.terminal))


@click.group(short_help="Scaffold a company, a guide or a role.")
def new() -> None:
    """Make new specs from templates, with placeholders (TODO) where something is to be written.

    A folder templates/scaffold/company, guide or role of the workspace is used instead of the template that ships.
    """


@new.command(short_help="A company and its guides.")
@click.argument("slug")
@click.option("--display", metavar="NAME", help="Name as printed; default: made of SLUG.")
@click.option("--hq", metavar="REGION", help="Region of the headquarters.")
@click.option("--like", metavar="COMPANY", help=_LIKE + ", and its roles.")
@click.option(
    "--roles", metavar="LIST", help="Roles to make guides for: 'standard', slugs, or both, divided by commas."
)
@_with(*_VALUES, *_PLACING)
@click.pass_obj
def company(obj: Any, /, **options: Any) -> None:
    """Make seeds/SLUG/ with a company file and a draft for each role."""
    from guidewright.commands import new as verb

    raise SystemExit(verb.company(verb.NewOptions(obj.root, **options), obj.terminal))


@new.command(short_help="One guide of a company.")
@click.argument("slug", metavar="COMPANY/ROLE")
@click.option("--display", metavar="NAME", help="Name of a role that is not in the role catalogue.")
@click.option("--like", metavar="COMPANY", help=_LIKE + "; default: the company itself.")
@_with(*_VALUES, *_PLACING)
@click.pass_obj
def guide(obj: Any, /, **options: Any) -> None:
    """Make seeds/COMPANY/ROLE.yaml, a draft in the shape of the company's other guides."""
    from guidewright.commands import new as verb

    raise SystemExit(verb.guide(verb.NewOptions(obj.root, **options), obj.terminal))


@new.command(short_help="A role of the role catalogue.")
@click.argument("slug")
@click.option("--display", metavar="NAME", help="Name as printed; default: made of SLUG.")
@click.option("--for", "companies", metavar="all|LIST", help="Make a draft in these companies too, divided by commas.")
@_with(*_VALUES, *_PLACING)
@click.pass_obj
def role(obj: Any, /, **options: Any) -> None:
    """Add SLUG to seeds/_roles.yaml and, with --for, make a draft of it in companies."""
    from guidewright.commands import new as verb

    raise SystemExit(verb.role(verb.NewOptions(obj.root, **options), obj.terminal))


def register(cli: click.Group) -> None:
    """Adds init and new to the command line."""
    cli.add_command(init)
    cli.add_command(new)
