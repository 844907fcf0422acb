"""The cache and the ledger, damaged: the output is that of a clean build, and hand edits stay protected.

    python -m tests.robust.damage [--every] [--seed 1]

Each file is deleted, emptied, cut at lengths (``--every``: at every length), and has bits flipped. Before that the
specs were edited (for the cache) or left alone (for the ledger: what it no longer knows to be ours is protected).
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .harness import LEDGER, clean_tree, guide_of, inside, make_workspace, specs, temporaries, tree, unequal

CACHE = (".guidewright/cache/index", ".guidewright/cache/records")
FILES = (*CACHE, LEDGER)


def damages(data: bytes, lengths: int, flips: int, chance: random.Random) -> Iterator[tuple[str, bytes | None]]:
    """What a file may have become: its name and its bytes (None: it is gone). ``lengths`` 0: every length."""
    yield "deleted", None
    yield "doubled", data + data
    yield "nonsense", bytes(chance.randrange(256) for _ in range(200))
    every = range(len(data))
    for length in every if not lengths else sorted({0, len(data) - 1, *chance.sample(every, min(lengths, len(data)))}):
        yield f"cut at {length}", data[:length]
    for _ in range(flips):
        at, bit = chance.randrange(len(data)), chance.randrange(8)
        yield f"bit {bit} of byte {at} flipped", data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


class Trial:
    """A built workspace with one guide edited by hand, and the same with its specs edited."""

    def __init__(self, folder: Path, guides: int = 4) -> None:
        self.folder, self.root = folder, folder / "workspace"
        self.made = make_workspace(folder / "made", guides)
        assert inside(self.made, "build").code == 0
        hand = guide_of(self.made, specs(self.made)[0])
        self.edited, self.mine = hand.relative_to(self.made).as_posix(), hand.read_bytes() + b"Mine.\n"
        hand.write_bytes(self.mine)
        self.same = tree(self.made)
        changed = shutil.copytree(self.made, folder / "changed")
        for spec in specs(changed):
            spec.write_text(spec.read_text("utf-8").replace("base_low: 1", "base_low: ", 1), encoding="utf-8")
        self.changed, self.clean = changed, clean_tree(changed, folder / "clean")

    def wrong(self, file: str, data: bytes | None) -> list[str]:
        """What was not as it must be when ``file`` had become ``data``."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.made if file == LEDGER else self.changed, self.root)
        (self.root / file).unlink() if data is None else (self.root / file).write_bytes(data)
        ran = inside(self.root, "build", "--jobs", "1")
        found = [] if ran.code == 3 else [f"exit code {ran.code}: {ran.err[-400:]}"]
        if f"{self.edited}: error[GW601]" not in ran.err:
            found.append("the hand edit is not named")
        now = tree(self.root)
        if now[self.edited] != self.mine:
            found.append("a hand edit was lost")
        wanted = self.same if file == LEDGER else self.clean
        found += [f"unequal: {path}" for path in unequal(now, wanted, frozenset({self.edited}))]
        return found + [f"left over: {path}" for path in temporaries(self.root)]


def run(folder: Path, lengths: int, flips: int, seed: int) -> tuple[dict[str, int], list[str]]:
    """The number of damages by file, and everything that went wrong."""
    trial, chance = Trial(folder), random.Random(seed)
    counts: dict[str, int] = {}
    wrong = []
    for file in FILES:
        original = (trial.made / file).read_bytes()
        for name, data in damages(original, lengths, flips, chance):
            counts[file] = counts.get(file, 0) + 1
            wrong += [f"{file} {name}: {what}" for what in trial.wrong(file, data)]
    return counts, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-damage-"))
    counts, wrong = run(folder, 0 if options.every else 40, 400 if options.every else 40, options.seed)
    shutil.rmtree(folder)
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    print(json.dumps({"damages": counts, "wrong": len(wrong)}))  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
