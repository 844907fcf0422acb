"""Running the command line inside the test process: arguments in; exit code, stdout and stderr out."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

from guidewright.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def guidewright(*argv: str | Path, root: Path | None = None) -> Ran:
    """Runs ``guidewright [-C root] argv…``."""
    out, err = io.StringIO(), io.StringIO()
    place = ["-C", str(root)] if root is not None else []
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*place, *map(str, argv)])
    return Ran(code, out.getvalue(), err.getvalue())


def tree(root: Path, *folders: str) -> dict[str, bytes]:
    """Every file below the folders of ``root`` (all of it without any), by relative path."""
    tops = [root / folder for folder in folders] or [root]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for top in tops
        for path in sorted(top.rglob("*"))
        if path.is_file() and ".guidewright" not in path.parts
    }
