"""Every call to the system fails once: with no space, with an I/O error, with no permission.

    python -m tests.robust.faults [--guides 12] [--sample 0] [--seed 1]

The state is always the same: built, then specs edited, one deleted, and one guide edited by hand. For each call of
each kind and each error, a build runs in a forked process in which that call fails; then one without faults.
"""

from __future__ import annotations

import argparse
import builtins
import contextlib
import errno
import io
import json
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from .harness import clean_tree, guide_of, guidewright, make_workspace, specs, temporaries, torn, tree, unequal

NAMES = ("open", "write", "replace", "unlink", "mkdir", "rmdir", "scandir", "lstat", "read", "fstat")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
ARGUMENTS = ["build", "--prune=all", "--jobs", "1"]


class Fault(NamedTuple):
    """The ``nth`` call (from 0) of ``name`` that concerns the workspace fails with ``error``."""

    name: str
    nth: int
    error: int


class Faults:
    """The calls of this process that concern ``root``, counted; one of them fails."""

    def __init__(self, root: Path, fault: Fault | None = None) -> None:
        self.root, self.fault = str(root), fault
        self.counts: Counter[str] = Counter()
        self.handles: set[int] = set()
        self.happened = False

    def install(self) -> None:
        for name in NAMES:
            setattr(os, name, self._wrapped(name, getattr(os, name)))
        builtins.open = io.open = self._wrapped("file", io.open)  # type: ignore[assignment]

    def _concerns(self, name: str, first: Any) -> bool:
        if name in ("read", "write", "fstat"):
            return first in self.handles
        return isinstance(first, str | Path) and str(first).startswith(self.root)

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if not args or not self._concerns(name, args[0]):
                return real(*args, **kwargs)
            nth = self.counts[name]
            self.counts[name] += 1
            if self.fault and (name, nth) == (self.fault.name, self.fault.nth):
                self.happened = True
                shown = args[0] if isinstance(args[0], str | Path) else None
                raise OSError(self.fault.error, os.strerror(self.fault.error), shown)
            result = real(*args, **kwargs)
            if name == "open":
                self.handles.add(result)
            return result

        return call


def forked(root: Path, fault: Fault | None, report: Path) -> dict[str, Any]:
    """Runs the build with ``fault`` in a forked process; exit code, stderr and the counts of calls."""
    child = os.fork()
    if child == 0:
        err = io.StringIO()
        faults = Faults(root, fault)
        from guidewright.cli import main

        faults.install()
        with contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()):
            code = main(["-C", str(root), *ARGUMENTS])
        said = {"code": code, "err": err.getvalue(), "counts": faults.counts, "happened": faults.happened}
        faults.root = "/nowhere"
        report.write_text(json.dumps(said), encoding="utf-8")
        os._exit(0)
    os.waitpid(child, 0)
    said = json.loads(report.read_text("utf-8"))
    report.unlink()
    return dict(said)


class Trial:
    """The state that every fault starts from, and what must come of it."""

    def __init__(self, folder: Path, guides: int) -> None:
        self.folder, self.root = folder, folder / "workspace"
        made = make_workspace(folder / "made", guides)
        assert guidewright(made, "build").code == 0
        self.before = tree(made)
        edited, gone, *others = specs(made)
        gone.unlink()
        for spec in others[::2]:
            spec.write_text(spec.read_text("utf-8").replace("base_low: 1", "base_low: ", 1), encoding="utf-8")
        hand = guide_of(made, edited)
        self.mine = hand.read_bytes() + b"A person wrote this line.\n"
        hand.write_bytes(self.mine)
        self.edited = hand.relative_to(made).as_posix()
        self.after = clean_tree(made, folder / "clean")
        self.made = made

    def reset(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.made, self.root)

    def wrong(self, fault: Fault) -> list[str]:
        """What a fault did that it must not do."""
        self.reset()
        said = forked(self.root, fault, self.folder / "report")
        found = [] if said["happened"] else ["the fault did not happen"]
        if said["code"] not in (1, 2, 3):
            found.append(f"exit code {said['code']}: {said['err'][-600:]}")
        if said["code"] == 2 and not any(
            part in said["err"] for part in ("output", "seeds", ".guidewright", str(self.root))
        ):
            found.append(f"no path: {said['err']}")
        now = tree(self.root)
        if now.pop(self.edited, None) != self.mine:
            found.append("a hand edit was lost")
        found += [f"torn: {path}" for path in torn(now, self.before, self.after)]
        return found + self._afterwards()

    def _afterwards(self) -> list[str]:
        """A build without faults puts everything right."""
        said = forked(self.root, None, self.folder / "report")
        found = [] if said["code"] == 3 else [f"next build: exit code {said['code']}: {said['err'][-600:]}"]
        now = tree(self.root)
        found += [f"left over: {path}" for path in temporaries(self.root)]
        return found + [f"unequal: {path}" for path in unequal(now, self.after, frozenset({self.edited}))]


def faults_of(counts: dict[str, int], sample: int, seed: int) -> list[Fault]:
    """Every fault, or ``sample`` of them with at least one of each kind of call."""
    every = [Fault(name, nth, error) for name in sorted(counts) for nth in range(counts[name]) for error in ERRORS]
    if not sample:
        return every
    chance = random.Random(seed)
    kinds = {name: [fault for fault in every if fault.name == name] for name in counts}
    first = [chance.choice(own) for own in kinds.values()]
    return first + chance.sample(every, min(sample - len(first), len(every)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--guides", type=int, default=12)
    parser.add_argument("--sample", type=int, default=0, help="how many faults; 0: every one")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-faults-"))
    trial = Trial(folder, options.guides)
    trial.reset()
    counts = forked(trial.root, None, folder / "report")["counts"]
    tried = faults_of(counts, options.sample, options.seed)
    wrong = 0
    for fault in tried:
        for what in trial.wrong(fault):
            wrong += 1
            print(f"{fault.name} #{fault.nth} {errno.errorcode[fault.error]}: {what}", file=sys.stderr)  # noqa: T201
    shutil.rmtree(folder)
    print(json.dumps({"faults": len(tried), "wrong": wrong, "calls": counts}))  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
