"""refresh: a sheet of new figures into many specs, all or nothing, and back again.

Under the workspace's lock: first what a killed run left is finished, then the sheet is read and planned as plain
values (``core.refresh``), then the journal and the specs are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guidewright.core.codes import problem
from guidewright.core.compile import catalogue
from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.nearest import did_you_mean
from guidewright.core.refresh.cells import Cell, check_separator, tokenise
from guidewright.core.refresh.moves import Thresholds, thresholds
from guidewright.core.refresh.refresh import Refresh, Specs, Wanted, refresh
from guidewright.core.refresh.report import Told, as_json, as_lines
from guidewright.core.refresh.rewrite import Stamp
from guidewright.core.refresh.sheet import records
from guidewright.core.select import Facts, matches, needs_facts
from guidewright.core.text import decode
from guidewright.edges import journal, output
from guidewright.edges.clock import today
from guidewright.edges.errors import OutsideError
from guidewright.edges.lock import locked
from guidewright.edges.sheet import read_bytes, read_workbook, shown
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import Workspace, load_sources, open_workspace, texts_of


@dataclass(frozen=True)
class RefreshOptions:
    """``verified_on``: the day of verification, None for today where something changes."""

    root: Path
    file: Path | None
    select: tuple[str, ...] = ()
    quarter: str | None = None
    verified_on: str | None = None
    threshold: str = "5,10,20"
    accept: tuple[str, ...] = ()
    delimiter: str = ","
    dry_run: bool = False
    undo: bool = False
    json: bool = False


def run(options: RefreshOptions, terminal: Terminal) -> int:
    """Exit code 0; 1 bad rows; 2 usage or I/O; 3 stopped: a change is not accepted, or a spec was edited by hand."""
    limits = _usage(options)
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    if options.dry_run:
        if journal.is_pending(workspace.root):
            terminal.alert("a refresh was interrupted; run refresh without --dry-run to finish it first")
            return 3
        return _undo_shown(terminal) if options.undo else _refresh(workspace, options, limits, terminal)
    with locked(workspace.root, announce=terminal.say):
        output.sweep(workspace.root, ("seeds", output.STATE))
        if (left := journal.recover(workspace.root)) is not None:
            _say_recovered(left, terminal)
        return _undo(workspace, terminal) if options.undo else _refresh(workspace, options, limits, terminal)


def _usage(options: RefreshOptions) -> Thresholds:
    limits = thresholds(options.threshold)
    if limits is None:
        raise OutsideError(f"'{options.threshold}' are no thresholds; write three numbers that rise, like 5,10,20")
    if options.undo:
        return limits
    if options.file is None:
        raise OutsideError("name the sheet: guidewright refresh FILE.csv --quarter 2026-Q1")
    if options.quarter is None:
        raise OutsideError("say which quarter the figures are of: --quarter 2026-Q1")
    return limits


def load_specs(workspace: Workspace, select: Sequence[str]) -> Specs:
    """The workspace's specs, and which of them ``select`` names."""
    sources = load_sources(workspace)
    diagnostics: list[Diagnostic] = []
    texts = texts_of(sources.shared, diagnostics)
    lost = {path for path in (*sources.shared, *sources.unreadable) if path not in texts and path.startswith("seeds/")}
    shared, found = catalogue(texts, frozenset(lost))
    paths = sorted(sources.specs, key=lambda path: tuple(path.removesuffix(".yaml").split("/")))
    data = {path.removeprefix("seeds/").removesuffix(".yaml"): sources.specs[path] for path in paths}
    faults = [*sources.diagnostics, *diagnostics, *found]
    return Specs(data, shared, _selected(workspace, data, select), faults)


def _selected(workspace: Workspace, names: dict[str, bytes], select: Sequence[str]) -> set[str]:
    if needs_facts(select):
        from guidewright.commands.pipeline import prepare
        from guidewright.commands.selection import selected

        return {f"{guide.company}/{guide.role}" for guide in selected(prepare(workspace), select)}
    found = {name for name in names if matches(select, _facts(name))}
    if select and not found:
        hint = did_you_mean(select[0], {*names, *(name.split("/")[0] for name in names)})
        raise OutsideError(f"no guide matches {' '.join(select)}" + (f"; {hint}" if hint else ""))
    return found


def _facts(name: str) -> Facts:
    company, role = name.split("/")
    return Facts(company, role)


def read_cells(file: Path, delimiter: str) -> tuple[list[list[Cell]], list[Diagnostic]]:
    """The rows of a sheet and what is wrong with its form."""
    name = shown(file)
    if file.suffix.lower() in (".xlsx", ".xlsm"):
        rows = read_workbook(file)
        return rows, [] if rows else [problem("GW003", Place(name, 1, 1), "the workbook is empty")]
    data = read_bytes(file)
    text, found = decode(data, name)
    if text is None:
        hint = "save it as CSV UTF-8 (in Excel: Save As, CSV UTF-8)"
        if data[:4] == b"PK\x03\x04":
            hint = "it is a workbook: name it .xlsx"
        return [], [replace(each, hint=hint) for each in found]
    rows, found = tokenise(text, name, delimiter)
    return rows, found + check_separator(rows, delimiter)


def _refresh(workspace: Workspace, options: RefreshOptions, limits: Thresholds, terminal: Terminal) -> int:
    assert options.file is not None
    assert options.quarter is not None
    rows, found = read_cells(options.file, options.delimiter)
    made, more = records(rows) if not found else ([], [])
    stamp = Stamp(options.verified_on or today(), options.quarter)
    wanted = Wanted(stamp, options.verified_on is not None, limits, options.accept)
    planned = refresh(made, [*found, *more], load_specs(workspace, options.select), wanted)
    written = not (planned.bad or planned.stops or options.dry_run)
    if written and planned.texts:
        _write(workspace, options, planned)
    told = Told(shown(options.file), stamp, limits, options.dry_run, options.accept)
    if options.json:
        terminal.result(as_json(planned, told))
    else:
        for line in as_lines(planned, told):
            terminal.result(line)
    for one in planned.needless:
        terminal.say(f"--accept {one}: nothing there needs to be accepted")
    terminal.report(planned.bad or planned.stops)
    if planned.bad:
        count = len(planned.bad)
        terminal.alert(f"{count} problem{'s' if count > 1 else ''} in the sheet: nothing was changed")
        return 1
    if planned.stops:
        terminal.alert("stopped: nothing was changed; accept what is right with --accept COMPANY/ROLE[:REGION], or all")
        return 3
    return 0


def _write(workspace: Workspace, options: RefreshOptions, planned: Refresh) -> None:
    files = {path: (planned.before[path], text) for path, text in planned.texts.items()}
    assert options.file is not None
    outcome = journal.carry_out(workspace.root, journal.Journal(f"{shown(options.file)}, {options.quarter}", files))
    if outcome.edited:
        raise OutsideError(f"{', '.join(outcome.edited)}: changed while the refresh was at work; run it again")


def _say_recovered(left: journal.Outcome, terminal: Terminal) -> None:
    what = "the undo of a refresh" if left.undo else "a refresh"
    terminal.alert(f"{what} ({left.title}) was interrupted; finished now: {len(left.written)} specs written")
    for path in left.edited:
        terminal.alert(f"{path}: was edited since, and is left as it is")


def _undo(workspace: Workspace, terminal: Terminal) -> int:
    outcome = journal.undo(workspace.root)
    for path in outcome.edited:
        terminal.alert(f"{path}: was edited since the refresh")
    if outcome.edited:
        terminal.alert(f"nothing was undone: put back what {outcome.title} wrote there, or take it back by git")
        return 3
    terminal.result(f"undone: {outcome.title}; {len(outcome.written) + len(outcome.done)} specs are as they were")
    return 0


def _undo_shown(terminal: Terminal) -> int:
    terminal.say("dry run: --undo would put the specs of the last refresh back")
    return 0
