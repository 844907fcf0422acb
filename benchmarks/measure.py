"""Running a command and saying what it took: wall time, processor time, memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Sample:
    """One run: seconds by the clock, seconds of processors, and the largest process in MB (workers included)."""

    seconds: float
    cpu: float
    largest: float


@dataclass
class Operation:
    """Something that is measured: what is done before each run (untimed), and the command."""

    name: str
    command: Sequence[str]
    folder: Path
    before: Callable[[int], None] = lambda turn: None
    codes: tuple[int, ...] = (0,)
    runs: int = 0
    """How many rounds take part; 0: all."""
    samples: list[Sample] = field(default_factory=list)
    peak: float = 0.0

    @property
    def seconds(self) -> float:
        return statistics.median(sample.seconds for sample in self.samples)

    @property
    def spread(self) -> tuple[float, float]:
        times = [sample.seconds for sample in self.samples]
        return min(times), max(times)

    @property
    def cpu(self) -> float:
        return statistics.median(sample.cpu for sample in self.samples)

    @property
    def largest(self) -> float:
        return max(sample.largest for sample in self.samples)


def _start(operation: Operation) -> subprocess.Popen[bytes]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    return subprocess.Popen(operation.command, cwd=operation.folder, **quiet)


def run(operation: Operation, turn: int) -> None:
    """Runs the operation once and keeps the sample."""
    operation.before(turn)
    os.sync()
    started = time.perf_counter()
    process = _start(operation)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in operation.codes:
        raise RuntimeError(f"{operation.name}: {' '.join(operation.command)}: exit code {process.returncode}")
    operation.samples.append(Sample(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))


def peak(operation: Operation, turn: int) -> None:
    """Runs the operation once more, and notes the most memory that all its processes had together (PSS, sampled)."""
    operation.before(turn)
    process = _start(operation)
    while process.poll() is None:
        total = 0.0
        for pid in _family(process.pid):
            with suppress(OSError):
                lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").split("\n")
                total += next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
        operation.peak = max(operation.peak, total)
        time.sleep(0.01)


def _family(pid: int) -> list[int]:
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            children = (task / "children").read_text("ascii").split()
            found += [member for child in children for member in _family(int(child))]
    return found


def interleaved(operations: Sequence[Operation], rounds: int, say: Callable[[str], None]) -> None:
    """Runs all operations in turn, ``rounds`` times, so that whatever else the machine does meets them alike."""
    for turn in range(rounds):
        for operation in operations:
            if not operation.runs or turn < operation.runs:
                run(operation, turn)
                say(f"round {turn + 1}/{rounds}: {operation.name}: {operation.samples[-1].seconds:.3f} s")
    for operation in operations:
        if not operation.runs:
            peak(operation, rounds)
