"""schema: writes the JSON Schemas that editors and consumers of the seed files use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guidewright.core.schema import schemas
from guidewright.edges.errors import OutsideError
from guidewright.edges.output import write
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import find_root


@dataclass(frozen=True)
class SchemaOptions:
    """``out``: the folder to write to; None for schema/ in the workspace."""

    root: Path
    out: Path | None = None


def run(options: SchemaOptions, terminal: Terminal) -> int:
    """Writes each schema that differs and names it."""
    folder = options.out.resolve() if options.out else find_root(options.root.resolve()) / "schema"
    if folder.exists() and not folder.is_dir():
        raise OutsideError(f"{folder}: is no folder")
    for name, data in schemas().items():
        target = folder / name
        if not target.is_file() or target.read_bytes() != data:
            folder.mkdir(parents=True, exist_ok=True)
            write(folder, name, data)
            terminal.result(str(target))
    return 0
