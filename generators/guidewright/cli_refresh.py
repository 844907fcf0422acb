"""The verbs of the data steward on the command line: grid and refresh."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import click

from guidewright.edges.errors import OutsideError

SELECT_HELP = (
    "SELECT: twilio, twilio/ml-ai-engineer, '*/data-engineer', quality:low, stale, draft, changed:REV; "
    "space is or, comma is and."
)


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
        quarter=_quarter(quarter),
        verified_on=_date(verified_on),
        delimiter="\t" if delimiter == "tab" else delimiter,
        json=format == "json",
        **options,
    )
    raise SystemExit(verb.run(wanted, obj.terminal))


def _date(text: str | None) -> str | None:
    try:
        return text and datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise OutsideError(f"'{text}' is no date; write it as YYYY-MM-DD") from error


def _quarter(text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"(19|20)[0-9]{2}-Q[1-4]", text):
        raise OutsideError(f"'{text}' is no quarter; write it like 2026-Q1")
    return text


def register(cli: click.Group) -> None:
    """Adds both verbs; their code is imported when they run."""
    cli.add_command(refresh)
    cli.add_command(grid)
