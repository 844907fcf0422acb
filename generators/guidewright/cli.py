"""The command line: options in, an exit code out. Verbs are imported when they run, so that --help is quick."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from guidewright import __version__, cli_adopt, cli_refresh, cli_review, cli_scaffold
from guidewright.cli_values import SELECT_HELP
from guidewright.cli_values import date as checked_date
from guidewright.cli_values import quarter as checked_quarter
from guidewright.edges.errors import OutsideError
from guidewright.edges.terminal import Terminal, terminal


class Context:
    """What every verb gets: the folder to work in and the terminal."""

    def __init__(self, root: Path, terminal: Terminal) -> None:
        self.root, self.terminal = root, terminal


class _Verbs(click.Group):
    """Commands in the order in which they were declared."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.version_option(__version__, prog_name="guidewright")
@click.option("-C", "folder", default=".", metavar="DIR", help="Work as if started in DIR.")
@click.option("-q", "--quiet", is_flag=True, help="Say only errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more: notes, every file.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour on stderr.")
@click.pass_context
def cli(ctx: click.Context, folder: str, quiet: bool, verbose: bool, color: str) -> None:
    """Structured YAML specs in, canonical negotiation guides and seed files out."""
    ctx.obj = Context(Path(folder), terminal(color, -1 if quiet else int(verbose)))


def _exit(code: int) -> NoReturn:
    raise SystemExit(code)


@cli.command(short_help="Make the output what the specs say.", epilog=SELECT_HELP)
@click.argument("select", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if anything is stale, orphaned or edited.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--force", is_flag=True, help="Overwrite hand edits too; a backup is kept.")
@click.option(
    "--prune",
    is_flag=False,
    flag_value="some",
    default="",
    type=click.Choice(["", "some", "all"]),
    help="Remove outputs whose spec is gone; 'all' however many.",
)
@click.option("--jobs", type=click.IntRange(0, 64), default=0, metavar="N", help="Processes compiling; 0: one a core.")
@click.option("--watch", is_flag=True, help="Build again whenever a source changes.")
@click.pass_obj
def build(obj: Context, /, watch: bool, **options: Any) -> None:
    """Build guides, pages and seed files. Writes only what differs, and nothing that was edited by hand."""
    from guidewright.commands import build as verb

    wanted = verb.BuildOptions(obj.root, **options)
    if watch:
        from guidewright.edges.watch import changes
        from guidewright.edges.workspace import find_root

        _exit(verb.watch(wanted, obj.terminal, changes(find_root(obj.root.resolve()))))
    _exit(verb.run(wanted, obj.terminal))


@cli.command("import", short_help="Lift legacy guides into specs.")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SRC...")
@click.option(
    "--report", multiple=True, type=click.Path(path_type=Path), help="Write the report to a .json or .html file."
)
@click.option("--verified-on", metavar="DATE", help="Day of verification of guides that carry none.")
@click.option("--quarter", metavar="Q", help="Quarter of the figures of guides that carry none (2025-Q4).")
@click.option("--dry-run", is_flag=True, help="Survey: report, and write nothing.")
@click.option("--force", is_flag=True, help="Overwrite specs that exist and differ; a backup is kept.")
@click.option("--jobs", type=click.IntRange(0, 64), default=0, metavar="N", help="Worker processes; 0: one a core.")
@click.pass_obj
def import_(obj: Context, /, verified_on: str | None, quarter: str | None, **options: Any) -> None:
    """Lift legacy guides (folders of <company>/<role>.md, or files) into seeds/."""
    from guidewright.commands import importing as verb

    options |= {"verified_on": checked_date(verified_on), "quarter": checked_quarter(quarter)}
    _exit(verb.run(verb.ImportOptions(obj.root, **options), obj.terminal))


@cli.command(short_help="Find what is wrong, missing or old.", epilog=SELECT_HELP)
@click.argument("select", nargs=-1)
@click.option(
    "--format", type=click.Choice(["text", "json", "github", "sarif"]), default="text", help="Form of the result."
)
@click.option("--as-of", metavar="DATE", help="Judge freshness as of DATE (YYYY-MM-DD); default: today.")
@click.option("--fix", is_flag=True, help="Mend what is safe to mend.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option("--statistics", is_flag=True, help="Only count, by rule.")
@click.option("--explain", "code", metavar="CODE", help="Explain a rule or any other diagnostic code.")
@click.option("--forecast", type=click.IntRange(1, 520), metavar="WEEKS", help="What falls due in the coming weeks.")
@click.option("--update-baseline", is_flag=True, help="Take all present findings as known.")
@click.option("--no-baseline", is_flag=True, help="Show known findings too.")
@click.option("--since", metavar="REV", help="Also: figures that moved too far since REV without an approval.")
@click.pass_obj
def check(
    obj: Context, /, as_of: str | None, code: str | None, forecast: int | None, no_baseline: bool, **options: Any
) -> None:
    """Check specs, figures, prose, freshness and completeness."""
    from guidewright.commands import check as verb

    if code is not None:
        _exit(verb.explain_code(code.upper(), obj.terminal))
    wanted = verb.CheckOptions(obj.root, as_of=checked_date(as_of), use_baseline=not no_baseline, **options)
    if forecast is not None:
        _exit(verb.forecast(wanted, forecast, obj.terminal))
    _exit(verb.run(wanted, obj.terminal))


@cli.command(short_help="Say where a value comes from.")
@click.argument("subject", metavar="COMPANY/ROLE[:PATH]")
@click.option("--json", is_flag=True, help="As JSON.")
@click.pass_obj
def explain(obj: Context, /, **options: Any) -> None:
    """Print the file and line that set a value of a guide, or all its values."""
    from guidewright.commands import explain as verb

    _exit(verb.run(verb.ExplainOptions(obj.root, **options), obj.terminal))


@cli.command(short_help="Coverage, freshness, hand edits, what a build would do.")
@click.option("--as-of", metavar="DATE", help="Judge freshness as of DATE (YYYY-MM-DD); default: today.")
@click.option("--json", is_flag=True, help="As JSON.")
@click.pass_obj
def status(obj: Context, /, as_of: str | None, json: bool) -> None:
    """Say how the workspace stands."""
    from guidewright.commands import status as verb

    _exit(verb.run(verb.StatusOptions(obj.root, checked_date(as_of), json), obj.terminal))


@cli.command(short_help="Write seed files to a folder.", epilog=SELECT_HELP)
@click.argument("select", nargs=-1)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["json", "ndjson", "csv", "sqlite", "sql", "schema"]),
    help="May be given several times; default: as configured.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder to write to.")
@click.option("--drafts", is_flag=True, help="Export drafts too.")
@click.pass_obj
def export(obj: Context, /, **options: Any) -> None:
    """Write the seed files of all or some guides."""
    from guidewright.commands import export as verb

    _exit(verb.run(verb.ExportOptions(obj.root, **options), obj.terminal))


@cli.command(short_help="Write JSON Schemas for editors.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder; default: schema/ of the workspace."
)
@click.pass_obj
def schema(obj: Context, /, **options: Any) -> None:
    """Write the JSON Schemas of specs, shared files, configuration and seed files."""
    from guidewright.commands import schema as verb

    _exit(verb.run(verb.SchemaOptions(obj.root, **options), obj.terminal))


@cli.command(short_help="Lay specs out canonically.", epilog=SELECT_HELP)
@click.argument("select", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a file is not in the canonical layout.")
@click.pass_obj
def fmt(obj: Context, /, **options: Any) -> None:
    """Give specs (and, without SELECT, shared files) their canonical layout. Comments stay; the meaning is checked."""
    from guidewright.commands import fmt as verb

    _exit(verb.run(verb.FmtOptions(obj.root, **options), obj.terminal))


for _verbs in (cli_scaffold, cli_adopt, cli_refresh, cli_review):
    _verbs.register(cli)


def main(argv: list[str] | None = None) -> int:
    """Runs the command line and returns the exit code; the only place where exceptions become codes."""
    try:
        cli.main(argv, prog_name="guidewright", standalone_mode=False)
        return 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    except (KeyboardInterrupt, click.Abort):
        sys.stderr.write("interrupted\n")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OutsideError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"error: {error.filename or 'output'}: {(error.strerror or str(error)).lower()}\n")
        return 2
    except Exception:
        import traceback

        traceback.print_exc()
        sys.stderr.write("\nThis is a bug in guidewright; please report it with the lines above.\n")
        return 70


def run() -> NoReturn:
    """The console script. Ends without taking the process apart piece by piece, which takes a tenth of a build."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # it was closed before we began
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 (until the end)
    gc.set_threshold(100_000, 20, 20)  # looking for cyclic garbage takes a tenth of a short run
    try:
        code = main()
    except KeyboardInterrupt:  # another one, while the first was answered
        code = 130
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # a closed pipe, a stream that is closed already
            stream.flush()
    os._exit(code)
