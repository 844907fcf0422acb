"""The measurements as docs/performance.md and a plot."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Operation
from benchmarks.peers import hugo

GOAL_SIZE = 4466
_RATIOS = (
    ("guidewright: cold build", 0.40),
    ("guidewright: nothing to do", 0.06),
    ("guidewright: one spec edited", 0.08),
    ("guidewright: one template changed", 0.30),
)
Results = Mapping[int, Sequence[Operation]]


def find(operations: Sequence[Operation], name: str) -> Operation:
    return next(each for each in operations if each.name == name)


def machine() -> list[str]:
    """Machine, versions and date, a line each."""
    cpu = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = info.read_text("utf-8").split("\n")
        cpu = next((line.split(": ", 1)[1] for line in lines if line.startswith("model name")), cpu)
    words = subprocess.run([hugo.binary(), "version"], capture_output=True, text=True, check=True).stdout.split()
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    names = ("guidewright", "PyYAML", "Jinja2", "pydantic", "click", "ninja")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    return [
        f"- {os.cpu_count()} cores, {cpu}, {platform.system()} {platform.release()}",
        f"- Python {platform.python_version()}, {packages}, Hugo {words[1].split('-')[0]}",
        f"- measured on {day}; load at the end: {os.getloadavg()[0]:.1f}",
    ]


def _table(operations: Sequence[Operation], base: Operation | None) -> list[str]:
    lines = ["| operation | seconds (median) | spread | × Hugo | processor s | largest process MB | all processes MB |"]
    lines.append("|---|---|---|---|---|---|---|")
    for each in operations:
        low, high = each.spread
        ratio = f"{each.seconds / base.seconds:.3f}" if base else "—"
        peak = f"{each.peak:.0f}" if each.peak else "—"
        runs = f"{low:.3f}–{high:.3f} ({len(each.samples)})"
        lines.append(
            f"| {each.name} | {each.seconds:.3f} | {runs} | {ratio} | {each.cpu:.2f} | {each.largest:.0f} | {peak} |"
        )
    return lines


def goals(results: Results, once: Sequence[Operation]) -> list[str]:
    """Every goal with what was measured, reached or not."""
    lines = ["| goal | wanted | measured | reached |", "|---|---|---|---|"]

    def row(what: str, wanted: float, measured: float, unit: str = "") -> None:
        reached = "yes" if measured <= wanted else "no"
        lines.append(f"| {what} | ≤ {wanted:g}{unit} | {measured:.3g}{unit} | {reached} |")

    if GOAL_SIZE in results:
        own = results[GOAL_SIZE]
        for name, wanted in _RATIOS:
            row(f"{name}, × Hugo, {GOAL_SIZE:,} guides", wanted, find(own, name).seconds / find(own, "Hugo").seconds)
        row(f"memory of all processes, cold, {GOAL_SIZE:,} guides", 300, find(own, _RATIOS[0][0]).peak, " MB")
        if (most := max(results)) > GOAL_SIZE:
            small, large = find(own, _RATIOS[0][0]), find(results[most], _RATIOS[0][0])
            growth = large.seconds / most / (small.seconds / GOAL_SIZE)
            row(f"time a guide at {most:,} against {GOAL_SIZE:,}", 1.2, growth, " ×")
            memory = large.peak / most / (small.peak / GOAL_SIZE)
            row(f"memory a guide at {most:,} against {GOAL_SIZE:,}", 1.0, memory, " ×")
    row("guidewright --help", 120, find(once, "guidewright --help").seconds * 1000, " ms")
    return lines


def _stages(stages: Sequence[tuple[str, float]], proper: tuple[float, float]) -> list[str]:
    whole = sum(milliseconds for _, milliseconds in stages)
    lines = [
        "## Where the time of a guide goes",
        "",
        "Each stage alone, in one process, its data in the processor's caches: with every core busy a guide takes",
        "longer than the sum.",
        "",
        "| stage | ms a guide | share |",
        "|---|---|---|",
    ]
    lines += [f"| {name} | {taken:.3f} | {taken / whole:.0%} |" for name, taken in stages]
    return [
        *lines,
        f"| all | {whole:.3f} | |",
        "",
        f"YAML that the short cut (`core/usual.py`) does not take is read from libyaml's events: {proper[1]:.3f} ms,",
        f"of which PyYAML's making of the events is {proper[0]:.3f}.",
        "",
    ]


def page(
    results: Results,
    once: Sequence[Operation],
    same: Mapping[str, tuple[int, list[str]]],
    stages: Sequence[tuple[str, float]],
    proper: tuple[float, float],
) -> str:
    """The text of docs/performance.md."""
    lines = ["# Performance", "", "Made by `python -m benchmarks`; not edited by hand.", "", *machine(), ""]
    lines += [
        "Hugo builds the same guides and pages from the same specs, as front matter, with layouts that print Markdown;",
        "a script does the same with PyYAML and Jinja2. Both are compared with guidewright's output, file by file:",
        "",
    ]
    for name, (count, differing) in same.items():
        lines.append(f"- {name}: {count - len(differing):,} of {count:,} files equal but for blank lines in a row")
    lines += [
        "",
        "`guidewright` is guides and pages, as Hugo makes them. `guidewright with seed files` also makes JSON, NDJSON,",
        "CSV, SQLite, SQL and schemas, for which Hugo has no counterpart. Hugo checks nothing, keeps no ledger,",
        "protects no hand edit and has no incremental build on its command line: each of its runs is its cold build.",
        "Runs of all operations alternate. Memory of all processes is their sum without counting shared pages twice",
        "(PSS, sampled every 10 ms in a run of its own). The largest process is ru_maxrss, in which Linux counts the",
        "18 MB of the process that started it. diff compares with the last commit, one spec edited since. Nothing is",
        "deleted between runs: ext4 makes new files slowly after many deletions.",
        "",
        "## Goals",
        "",
        *goals(results, once),
        "",
        "![Time and memory against the number of guides](performance.svg)",
        "",
    ]
    for size, operations in sorted(results.items()):
        lines += [f"## {size:,} guides", "", *_table(operations, find(operations, "Hugo")), ""]
    lines += ["## Start, and import", "", *_table(once, None), "", *_stages(stages, proper)]
    return "\n".join(lines)


def plot(results: Results, to: Path) -> None:
    """Time and memory of the cold build against the number of guides, as SVG."""
    try:
        import matplotlib
    except ImportError:
        sys.stderr.write("no plot: pip install 'guidewright[bench]'\n")
        return
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "guidewright"
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4.2))
    sizes = sorted(results)
    names = ("Hugo", *(name for name, _ in _RATIOS), "guidewright with seed files: cold build")
    for name in names:
        found = [find(results[size], name) for size in sizes]
        left.plot(sizes, [each.seconds for each in found], marker="o", label=name)
        if name.endswith(("Hugo", "cold build")):
            right.plot(sizes, [each.peak for each in found], marker="o", label=name)
    for axes, what in ((left, "seconds"), (right, "MB, all processes")):
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlabel("guides")
        axes.set_ylabel(what)
        axes.grid(True, which="both", alpha=0.25)
        axes.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(to, metadata={"Date": None})
