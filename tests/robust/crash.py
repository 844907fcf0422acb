"""Kills: SIGKILL at random moments of a build, and what must hold after each. A refresh likewise.

    python -m tests.robust.crash --kills 1000 --refresh-kills 300 [--guides 500] [--seed 1]

Each round changes the sources, kills one to three builds on the way, and then builds once undisturbed, sometimes
while what a killed build has forked may still be there. After a kill every file is whole (as before the change or as
after it). After the undisturbed build the output equals a clean build byte for byte, no temporary file and no process
is left, and a guide that a person edited is as it was.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from .harness import (
    clean_tree,
    group_is_empty,
    guide_of,
    guidewright,
    make_workspace,
    specs,
    start,
    temporaries,
    torn,
    tree,
    unequal,
)

Say = Callable[[str], None]
MINE = "A person wrote this line.\n"


@dataclass
class Tally:
    """What was tried, and what went wrong; everything but ``tries`` and ``rounds`` must be nought."""

    tries: int = 0
    killed: int = 0
    rounds: int = 0
    torn: int = 0
    left_over: int = 0
    processes: int = 0
    unequal: int = 0
    lost: int = 0
    wrong_code: int = 0

    @property
    def harm(self) -> int:
        return self.torn + self.left_over + self.processes + self.unequal + self.lost + self.wrong_code


def kill_after(root: Path, delay: float, argv: tuple[str, ...] = ("build",), *, wait: bool = True) -> tuple[bool, bool]:
    """Starts guidewright, and kills its main process after ``delay`` seconds.

    Returns whether it was still at work then, and whether its workers ended by themselves; unless told to ``wait`` for
    that, it takes it for granted.
    """
    process = start(root, *argv)
    try:
        process.wait(timeout=delay)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    code = process.wait()
    for stream in (process.stdout, process.stderr):
        if stream:  # not read to the end: workers that live on would hold it open
            stream.close()
    return code == -signal.SIGKILL, not wait or wait_for_group(process.pid)


def wait_for_group(group: int, seconds: float = 3.0) -> bool:
    """Waits until no process of the group is left; whether that came about. What is left is ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if group_is_empty(group):
            return True
        time.sleep(0.02)
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:  # it ended in this moment
        return True
    return False


def change(root: Path, chance: random.Random) -> None:
    """Edits about a third of the specs, or all: figures only, so that the spec stays good."""
    share = chance.choice((0.33, 1.0))
    for spec in specs(root):
        if chance.random() < share:
            text = spec.read_text("utf-8")
            low = 5_000 * chance.randrange(20, 30)
            at = text.index("base_low: ")
            end = text.index("\n", at)
            spec.write_text(f"{text[:at]}base_low: {low}{text[end:]}", encoding="utf-8")


@dataclass
class _Pace:
    """How long a build takes whose sources changed, and one whose did not: so that most kills meet one at work."""

    seconds: dict[bool, float]

    def kill(self, root: Path, chance: random.Random, changed: bool, wait: bool) -> tuple[bool, bool]:
        started = time.monotonic()
        killed, ended = kill_after(root, chance.uniform(0.05, self.seconds[changed]), wait=wait)
        if not killed:
            self.seconds[changed] = (self.seconds[changed] + time.monotonic() - started) / 2
        return killed, ended


def _round(root: Path, scratch: Path, chance: random.Random, kills: int, pace: _Pace, tally: Tally) -> None:
    wholes = [tree(root)]
    edited = guide_of(root, chance.choice(specs(root)))
    path, mine = edited.relative_to(root).as_posix(), edited.read_text("utf-8") + MINE
    edited.write_text(mine, encoding="utf-8")
    for number in range(kills):
        changed = number == 0 or chance.random() < 0.3  # the sources may move on before anybody builds again
        if changed:
            change(root, chance)
            wholes.append(clean_tree(root, scratch))
        hurried = chance.random() < 0.5  # the next build begins at once
        killed, ended = pace.kill(root, chance, changed, wait=not hurried)
        tally.tries += 1
        tally.killed += killed
        tally.processes += not ended
        if hurried:
            continue
        now = {key: data for key, data in tree(root).items() if key != path}
        tally.torn += len(torn(now, *wholes))
        tally.lost += edited.read_text("utf-8") != mine
    _settle(root, edited, wholes[-1], tally)


def _settle(root: Path, edited: Path, wanted: dict[str, bytes], tally: Tally) -> None:
    """The undisturbed build after the kills, with the hand edit and without it."""
    path, mine = edited.relative_to(root).as_posix(), edited.read_bytes()
    ran = guidewright(root, "build")
    tally.rounds += 1
    tally.wrong_code += ran.code != 3 or ran.err.count("GW601") != 1 or f"{path}: error[GW601]" not in ran.err
    tally.left_over += len(temporaries(root))
    tally.lost += edited.read_bytes() != mine
    edited.write_bytes(wanted[path])
    tally.wrong_code += guidewright(root, "build").code != 0
    tally.unequal += len(unequal(tree(root), wanted))


def build_kills(folder: Path, kills: int, guides: int, seed: int, say: Say = lambda text: None) -> Tally:
    """Kills ``kills`` builds of a workspace of ``guides`` specs; those that were through before do not count."""
    chance = random.Random(seed)
    root = make_workspace(folder / "workspace", guides)
    started = time.monotonic()
    assert guidewright(root, "build").code == 0
    pace = _Pace(dict.fromkeys((True, False), time.monotonic() - started))
    tally = Tally()
    while tally.killed < kills:
        _round(root, folder / "clean", chance, min(chance.randrange(1, 4), kills - tally.killed), pace, tally)
        say(f"{tally.killed}/{kills} {asdict(tally)}")
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--refresh-kills", type=int, default=0)
    parser.add_argument("--guides", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-crash-"))

    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)  # noqa: T201

    tallies = {"build": build_kills(folder / "build", options.kills, options.guides, options.seed, say)}
    if options.refresh_kills:
        from .refresh_crash import refresh_kills

        tallies["refresh"] = refresh_kills(folder / "refresh", options.refresh_kills, options.guides, options.seed, say)
    shutil.rmtree(folder)
    for name, tally in tallies.items():
        print(name, asdict(tally))  # noqa: T201
    return 1 if any(tally.harm for tally in tallies.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
