"""check over worker processes finds what it finds in one, and says it in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runner import guidewright

from guidewright.commands import pipeline
from guidewright.edges import cache, checking


def _found(root: Path) -> str:
    ran = guidewright("check", "--as-of", "2031-01-01", "--format", "json", root=root)
    assert (ran.code, ran.err) == (1, "")
    return ran.out


def test_workers_find_what_one_process_finds(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (workspace / "guidewright.toml").write_text("version = 1\n[build]\njobs = 2\n", "utf-8")
    spec = next(workspace.glob("seeds/*/ml-ai-engineer.yaml"))
    spec.write_text(spec.read_text("utf-8") + "ignore:\n  - code: GW999\n    why: none such\n", "utf-8")
    (spec.parent / "broken.yaml").write_text("body: {", "utf-8")
    alone = _found(workspace)
    monkeypatch.setattr(checking, "_BATCH", 5)
    assert _found(workspace) == alone


def test_a_guide_that_the_cache_has_lost_and_that_is_broken_now_is_left_out(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Digests do not cover limits: what compiled before may not compile again."""
    assert guidewright("build", root=workspace).code == 0
    (workspace / cache.RECORDS).unlink()

    def compile_none(build: pipeline.Build, paths: list[str]) -> None:
        for path in paths:
            build.guides[path].output = None

    monkeypatch.setattr(pipeline.Build, "compile", compile_none)
    ran = guidewright("check", "--as-of", "2026-03-01", root=workspace)
    assert (ran.code, "0 guides" in ran.err) == (0, True)
