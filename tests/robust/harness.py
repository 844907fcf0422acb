"""What the robustness tests share: workspaces, guidewright as a process of its own, and trees."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
LEDGER = "output/guidewright.lock"
PAGES_ONLY = "[build]\nseed_files = []\n"
WAIT = 120


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """The environment of every process that the tests start: this repository's package, and nothing inherited."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"PYTHONPATH": f"{REPOSITORY / 'generators'}{os.pathsep}{REPOSITORY}"} | more


def start(root: Path, *argv: str, code: str = "", **more: str) -> subprocess.Popen[str]:
    """guidewright on ``root``, started and not waited for; in a process group of its own. ``code``: another start."""
    begin = ("-c", code) if code else ("-m", "guidewright")
    command = [sys.executable, *begin, "-C", str(root), *argv]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    return subprocess.Popen(command, env=environment(**more), text=True, start_new_session=True, **pipes)


def guidewright(root: Path, *argv: str, **more: str) -> Ran:
    """Runs guidewright on ``root`` in a process of its own; a hang is an error."""
    process = start(root, *argv, **more)
    try:
        out, err = process.communicate(timeout=WAIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise AssertionError(f"guidewright {' '.join(argv)} hangs") from None
    return Ran(process.returncode, out, err)


def inside(root: Path, *argv: str) -> Ran:
    """Runs guidewright in this process, which is quicker by the start of one."""
    from guidewright.cli import main

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["-C", str(root), *argv])
    return Ran(code, out.getvalue(), err.getvalue())


def script(code: str, *argv: str, root: Path | None = None, **more: str) -> Ran:
    """Runs Python code in a process of its own, with the package at hand."""
    made = subprocess.run(
        [sys.executable, "-c", code, *argv],
        cwd=root,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=WAIT,
    )
    return Ran(made.returncode, made.stdout, made.stderr)


def make_workspace(root: Path, guides: int, config: str = PAGES_ONLY) -> Path:
    """A workspace of made specs (``benchmarks.corpus``)."""
    arguments = ["-m", "benchmarks.corpus", "--out", str(root), "--guides", str(guides), "--config", config]
    subprocess.run([sys.executable, *arguments], cwd=REPOSITORY, env=environment(), check=True)
    return root


def specs(root: Path) -> list[Path]:
    return sorted(path for path in root.joinpath("seeds").glob("*/*.yaml") if not path.name.startswith("_"))


def guide_of(root: Path, spec: Path) -> Path:
    return root / "output/guides" / spec.parent.name / f"{spec.stem}.md"


def tree(root: Path, *folders: str) -> dict[str, bytes]:
    """Every file below ``folders`` of ``root`` (output and schema without any), by path; links are not followed."""
    found = {}
    for folder in folders or ("output", "schema"):
        for top, _, names in os.walk(root / folder):
            for name in names:
                path = Path(top, name)
                if not path.is_symlink():
                    found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def tree_hash(files: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path}\0{len(files[path])}\0".encode() + files[path])
    return whole.hexdigest()


def temporaries(root: Path) -> list[str]:
    """Temporary files of guidewright's anywhere in the workspace."""
    return [path.relative_to(root).as_posix() for path in root.rglob(".gw-tmp-*")]


def copy_sources(root: Path, to: Path) -> Path:
    """A workspace with the same sources and nothing built."""
    to.mkdir(parents=True)
    for name in ("seeds", "templates"):
        if (root / name).is_dir():
            shutil.copytree(root / name, to / name, symlinks=True)
    shutil.copy(root / "guidewright.toml", to)
    return to


def clean_tree(root: Path, scratch: Path, expected: tuple[int, ...] = (0,)) -> dict[str, bytes]:
    """What a build of the same sources makes from nothing, compiled in one process, without a cache."""
    shutil.rmtree(scratch, ignore_errors=True)
    ran = guidewright(copy_sources(root, scratch), "build", "--jobs", "1")
    assert ran.code in expected, ran.err
    made = tree(scratch)
    shutil.rmtree(scratch)
    return made


def torn(now: Mapping[str, bytes], *wholes: Mapping[str, bytes]) -> list[str]:
    """Files that are neither as in one of ``wholes`` nor absent: half written, empty, or of unknown origin."""
    return [
        path
        for path, data in now.items()
        if path != LEDGER and ".gw-tmp-" not in path and all(whole.get(path) != data for whole in wholes)
    ]


def unequal(now: Mapping[str, bytes], clean: Mapping[str, bytes], but: frozenset[str] = frozenset()) -> list[str]:
    """Paths at which two trees differ, the ledger and ``but`` excepted."""
    return sorted(
        path for path in now.keys() | clean.keys() if path not in but | {LEDGER} and now.get(path) != clean.get(path)
    )


def group_is_empty(group: int) -> bool:
    """Whether no process of a process group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False
