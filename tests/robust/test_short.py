"""The short forms of the long robustness runs: the same code, fewer tries. The long ones: docs/robustness.md."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from . import damage, determinism, fuzz, machine
from .crash import build_kills
from .harness import REPOSITORY, WAIT, environment, make_workspace
from .refresh_crash import refresh_kills


def test_a_killed_build_harms_nothing(tmp_path: Path) -> None:
    tally = build_kills(tmp_path, kills=5, guides=150, seed=7)
    assert tally.killed == 5
    assert tally.harm == 0, tally


def test_a_killed_refresh_harms_nothing(tmp_path: Path) -> None:
    tally = refresh_kills(tmp_path, kills=3, guides=40, seed=7)
    assert tally.killed == 3
    assert tally.harm == 0, tally


def test_any_call_to_the_system_may_fail() -> None:
    command = [sys.executable, "-m", "tests.robust.faults", "--guides", "4", "--sample", "30"]
    ran = subprocess.run(command, cwd=REPOSITORY, env=environment(), capture_output=True, text=True, timeout=WAIT)
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["faults"] >= 25
    assert said["wrong"] == 0


def test_cache_and_ledger_may_be_damaged(tmp_path: Path) -> None:
    counts, wrong = damage.run(tmp_path, lengths=10, flips=10, seed=3)
    assert wrong == []
    assert counts.keys() == set(damage.FILES)


def test_the_same_tree_everywhere(tmp_path: Path) -> None:
    sources = make_workspace(tmp_path / "made", 125, "")
    found = determinism.hashes(tmp_path, sources, 6)
    assert len(found) == 1, found


def test_incremental_builds_equal_clean_ones() -> None:
    assert machine.run(examples=6, length=10) > 40


@pytest.mark.parametrize(("name", "count"), [("spec", 250), ("template", 120), ("legacy", 250), ("sheet", 120)])
def test_any_input_is_answered(name: str, count: int) -> None:
    counts, broken = fuzz.run(name, count, seed=5)
    assert broken == []
    assert sum(counts.values()) == count
    assert len(counts) > 1, "an input that is always refused tests little"
