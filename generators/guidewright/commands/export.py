"""export: seed files only, in the formats asked for, to a folder of the user's choice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guidewright.commands.aggregates import Making
from guidewright.commands.pipeline import prepare
from guidewright.commands.seeding import SEEDS, TEXTS, Everything, add_seed_files
from guidewright.commands.selection import selected
from guidewright.core.config import SEED_FORMATS
from guidewright.core.diagnostic import has_errors
from guidewright.edges import output
from guidewright.edges.errors import OutsideError
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import open_workspace


@dataclass(frozen=True)
class ExportOptions:
    """``formats``: none for all of the configuration's; ``out``: a folder outside the ledger's care."""

    root: Path
    out: Path
    select: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    drafts: bool = False


def run(options: ExportOptions, terminal: Terminal) -> int:
    """Exit code 0; 1 when specs are broken (what is whole is exported, unless a file would miss a guide)."""
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    folder = options.out.resolve()
    if folder == workspace.root / "output" or (workspace.root / "output") in folder.parents:
        raise OutsideError(f"{options.out}: output/ is build's; name another folder")
    formats = options.formats or tuple(each for each in SEED_FORMATS if each in workspace.config["build.seed_files"])
    build = prepare(workspace, formats=TEXTS & set(formats))
    found = build.diagnostics + [each for guide in build.guides.values() for each in guide.diagnostics]
    terminal.report(found)
    if has_errors(found):
        terminal.alert("nothing exported: the files would miss the broken guides; mend them, or name others by SELECT")
        return 1
    chosen = {guide.path for guide in selected(build, options.select)}
    build.guides = {path: guide for path, guide in build.guides.items() if path in chosen}
    making = Making(build, Everything())
    add_seed_files(making, formats, with_drafts=options.drafts)
    for path, data in making.contents.items():
        if path.startswith(SEEDS + "/"):
            name = path.removeprefix(SEEDS + "/")
            output.write(folder, name, data)
            terminal.detail(str(folder / name))
    written = sum(path.startswith(SEEDS + "/") for path in making.contents)
    terminal.say(f"{written} files of {len(build.guides)} guides written to {options.out}")
    return 0
