"""ninja: one edge a guide, so that "nothing to do" is what a build tool by file times needs for as many files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def binary() -> str:
    import ninja

    return str(Path(ninja.BIN_DIR) / "ninja")


def prepare(workspace: Path, folder: Path) -> None:
    """A folder in which ninja has already made one file of every spec."""
    lines = ["rule copy", "  command = cp $in $out", ""]
    shutil.copytree(workspace / "seeds", folder / "seeds")
    for file in sorted((folder / "seeds").glob("*/*.yaml")):
        path = file.relative_to(folder / "seeds").with_suffix("")
        lines.append(f"build out/{path}.md: copy seeds/{path}.yaml")
    (folder / "build.ninja").write_text("\n".join([*lines, ""]), encoding="utf-8")
    subprocess.run([binary(), "--quiet"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
