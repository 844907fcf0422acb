"""grid: the figures of guides as a sheet, keyed for refresh."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guidewright.commands.refresh import load_specs
from guidewright.core.diagnostic import Diagnostic
from guidewright.core.refresh.grid import grid
from guidewright.core.refresh.guides import Guide
from guidewright.core.refresh.refresh import read_guide
from guidewright.core.seedfiles.csvfile import lines
from guidewright.edges import output
from guidewright.edges.errors import OutsideError
from guidewright.edges.sheet import workbook
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import open_workspace


@dataclass(frozen=True)
class GridOptions:
    """``out``: a file ending in .csv or .xlsx; None for CSV on stdout."""

    root: Path
    select: tuple[str, ...] = ()
    out: Path | None = None


def run(options: GridOptions, terminal: Terminal) -> int:
    """Exit code 0; 1 when a selected spec is broken and therefore not in the sheet; 2 usage or I/O."""
    if options.out and options.out.suffix.lower() not in (".csv", ".xlsx"):
        raise OutsideError(f"{options.out}: a grid ends in .csv or .xlsx")
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    specs = load_specs(workspace, options.select)
    guides: list[Guide] = []
    broken: list[Diagnostic] = []
    for name in specs.data:
        if name in specs.selected:
            guide, found = read_guide(name, specs)
            broken += [each for each in found if each.severity == "error"]
            if guide is not None:
                guides.append(guide)
    sheet = grid(guides)
    if options.out is None:
        terminal.out.write(lines(tuple(row) for row in sheet))
    else:
        data = workbook(sheet) if options.out.suffix.lower() == ".xlsx" else lines(tuple(row) for row in sheet).encode()
        folder = options.out.resolve().parent
        if not folder.is_dir():
            raise OutsideError(f"{folder}: there is no such folder")
        output.write(folder, options.out.name, data)
    terminal.report(broken)
    rows = len(sheet) - 1
    terminal.say(f"{rows} rows of {len(guides)} guides" + (f" in {options.out}" if options.out else ""))
    return 1 if broken else 0
