"""The benchmark: ``python -m benchmarks [--sizes 100,4466,20000] [--rounds 5] [--quick] [--out docs]``.

Makes the corpora in a temporary folder, measures, and writes performance.md and performance.svg. ``--quick`` is a
trial of the harness itself: 100 guides, one round, written to a temporary folder. At the end the corpora are deleted:
on ext4 wait five minutes before the next run, in which new files would be made slowly.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import REPOSITORY
from benchmarks.measure import Operation, interleaved
from benchmarks.operations import compared, of_size, once
from benchmarks.report import page, plot
from benchmarks.stages import stages


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure guidewright against its peers.")
    parser.add_argument("--sizes", default="100,4466,20000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--out", type=Path, default=None, help="default: docs/ of the repository")
    options = parser.parse_args()
    sizes = [100] if options.quick else [int(size) for size in options.sizes.split(",")]
    rounds = 1 if options.quick else options.rounds
    os.environ["PYTHONPATH"] = str(REPOSITORY / "generators")
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    out = options.out or (Path(tempfile.mkdtemp(prefix="bench-out-")) if options.quick else REPOSITORY / "docs")
    shared = os.environ.get("GUIDEWRIGHT_SHARED", str(REPOSITORY.parent / "shared"))
    start = once(folder / "once", Path(shared))
    interleaved(start, max(rounds, 3), say)
    results: dict[int, list[Operation]] = {}
    same: dict[str, tuple[int, list[str]]] = {}
    for size in sizes:
        say(f"{size} guides")
        results[size] = of_size(folder / str(size), size)
        interleaved(results[size], rounds if size < 10_000 else min(rounds, 3), say)
        same = compared(folder / str(size)) if size <= 5_000 else same
    parts, proper = stages(folder / str(sorted(sizes)[len(sizes) // 2]) / "pages")
    shutil.rmtree(folder)
    out.mkdir(exist_ok=True)
    plot(results, out / "performance.svg")
    (out / "performance.md").write_text(page(results, start, same, parts, proper), encoding="utf-8")
    say(f"written: {out}/performance.md")
    for name, (count, differing) in same.items():
        if differing:
            say(f"{name}: {len(differing)} of {count} files differ, first: {differing[:5]}")
    return 1 if any(differing for _, differing in same.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
