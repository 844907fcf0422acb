"""The benchmark's own parts, at the smallest size: its figures are made by command, but it must not fail by then."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def test_every_stage_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(REPOSITORY))
    from benchmarks import stages
    from benchmarks.corpus import make

    monkeypatch.setattr(stages, "_ROUNDS", 1)
    make(tmp_path / "made", 15, "")
    found, short_cut = stages.stages(tmp_path / "made", 5)
    assert len(found) == 9
    assert all(milliseconds > 0 for _, milliseconds in found)
    assert min(short_cut) > 0
