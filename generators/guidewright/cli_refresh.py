"""The verbs of the data steward on the command line: grid and refresh."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from guidewright.cli_values import SELECT_HELP
from guidewright.cli_values import date as checked_date
from guidewright.cli_values import quarter as checked_quarter


@click.command(short_help="The figures as a spreadsheet, keyed for refresh.", epilog=SELECT_HELP)
@click.argument("select", nargs=-1)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="A .csv or .xlsx file; default: CSV on stdout."
)
@click.pass_obj
def grid(obj: Any, /, **options: Any) -> None:
    """Write a line for each row of the selected guides: company, role, region and every figure."""
    from guidewright.commands import grid as verb

    raise SystemExit(verb.run(verb.GridOptions(obj.root, **options), obj.terminal))


@click.command(short_help="New figures from a sheet into many specs.", epilog=SELECT_HELP)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.argument("select", nargs=-1)
@click.option("--quarter", metavar="Q", help="Quarter that the figures are of (2026-Q1).")
@click.option("--verified-on", metavar="DATE", help="Day on which they were verified; default: today.")
@click.option(
    "--threshold",
    default="5,10,20",
    metavar="A,B,C",
    show_default=True,
    help="Percentages: shown, listed apart, stopped above.",
)
@click.option(
    "--accept",
    multiple=True,
    metavar="COMPANY/ROLE[:REGION]",
    help="Accept large moves and new rows there; 'all' for all.",
)
@click.option(
    "--delimiter", type=click.Choice([",", ";", "tab"]), default=",", help="What separates the cells of a CSV file."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would change.")
@click.option("--undo", is_flag=True, help="Put the specs of the last refresh back, byte for byte.")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@click.pass_obj
def refresh(
    obj: Any, /, format: str, quarter: str | None, verified_on: str | None, delimiter: str, **options: Any
) -> None:
    """Write the figures of FILE (.csv or .xlsx, as 'guidewright grid' makes it) into the specs: all, or none."""
    from guidewright.commands import refresh as verb

    wanted = verb.RefreshOptions(
        obj.root,
        quarter=checked_quarter(quarter),
        verified_on=checked_date(verified_on),
        delimiter="\t" if delimiter == "tab" else delimiter,
        json=format == "json",
        **options,
    )
    raise SystemExit(verb.run(wanted, obj.terminal))


def register(cli: click.Group) -> None:
    """Adds both verbs; their code is imported when they run."""
    cli.add_command(refresh)
    cli.add_command(grid)
