"""The adopt verb of the command line: its arguments and help; the verb itself is imported when it runs."""

from __future__ import annotations

from typing import Any

import click


def register(cli: click.Group) -> None:
    """Adds ``adopt`` to the command line."""

    @cli.command(short_help="Lift hand edits of guides back into their specs.")
    @click.argument("guides", nargs=-1, metavar="[GUIDE]...")
    @click.option("--dry-run", is_flag=True, help="Write nothing; say what would be adopted.")
    @click.pass_obj
    def adopt(obj: Any, /, **options: Any) -> None:
        """Make each spec print what was edited in its guide by hand, or say why it cannot.

        GUIDE is an output path or COMPANY/ROLE; without any, every guide that was edited by hand is taken.
        """
        from guidewright.commands import adopt as verb

        raise SystemExit(verb.run(verb.AdoptOptions(obj.root, **options), obj.terminal))
