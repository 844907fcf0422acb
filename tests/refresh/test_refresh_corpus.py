"""A refresh of the sample corpus: only the lines that must change do, and a kill at any moment is survived."""

from __future__ import annotations

import csv
import io
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_runner import guidewright, tree

from guidewright.core.refresh.columns import NUMBERS, field_of
from refresh.refreshing import refreshed

pytestmark = pytest.mark.corpus
_RUN = "from guidewright import cli, cli_refresh as r; 'refresh' in cli.cli.commands or r.register(cli.cli); cli.run()"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """The sample corpus as specs."""
    from conftest import REPOSITORY

    root = tmp_path_factory.mktemp("corpus")
    (root / "seeds").mkdir()
    for name in ("_defaults.yaml", "_roles.yaml"):
        shutil.copy(REPOSITORY / "seeds" / name, root / "seeds" / name)
    (root / "guidewright.toml").write_text("version = 1\n", encoding="utf-8")
    assert guidewright("import", shared / "corpus" / "legacy", root=root).code in (0, 1)
    return root


@pytest.fixture
def corpus(imported: Path, tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    shutil.copytree(imported, root)
    return root


def _changed(text: str, count: int, seed: int) -> str:
    """A grid with ``count`` random figures moved by up to 4 %, a low end down and a high end up."""
    rows = list(csv.reader(io.StringIO(text)))
    fields = [field_of(name) for name in rows[0]]
    cells = [
        (row, column)
        for row in range(1, len(rows))
        for column, field in enumerate(fields)
        if field and field.part in NUMBERS and rows[row][column] not in ("", "0")
    ]
    chosen = random.Random(seed)
    for row, column in chosen.sample(cells, count):
        field, value = fields[column], rows[row][column]
        assert field is not None
        down = field.part in ("low", "pct")
        if field.part in ("low", "high"):
            step = max(1, int(value) * chosen.randint(1, 4) // 100)
            rows[row][column] = str(int(value) - step if down else int(value) + step)
        else:
            rows[row][column] = f"{float(value) + (-0.25 if down else 0.25):g}%"
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def _differing(before: dict[str, bytes], after: dict[str, bytes]) -> tuple[int, int, int]:
    """Lines of figures changed, lines of dates changed or added, and lines of anything else."""
    figures = dates = others = 0
    for path, old in before.items():
        had, has = old.decode().split("\n"), after[path].decode().split("\n")
        for line in has:
            if line.startswith(("last_updated:", "salary_data_quarter:", "next_review_due:")) and line not in had:
                dates += 1
        plain = [
            [x for x in lines if not x.startswith(("last_updated:", "salary_data_quarter:", "next_review_due:"))]
            for lines in (had, has)
        ]
        for one, other in zip(*plain, strict=True):
            if one != other:
                figures, others = (
                    (figures + 1, others) if one.split(":")[0] == other.split(":")[0] else (figures, others + 1)
                )
    return figures, dates, others


def test_an_unchanged_grid_changes_nothing(corpus: Path) -> None:
    grid = corpus / "grid.csv"
    assert guidewright("grid", "--out", grid, root=corpus).code == 0
    times = {path: path.stat().st_mtime_ns for path in corpus.rglob("*.yaml")}
    ran = refreshed(corpus, grid)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "0 changes")
    assert {path: path.stat().st_mtime_ns for path in corpus.rglob("*.yaml")} == times


@pytest.mark.parametrize("seed", [1, 2])
def test_a_thousand_figures_are_a_thousand_lines_and_the_dates(corpus: Path, seed: int) -> None:
    grid = corpus / "grid.csv"
    grid.write_text(_changed(guidewright("grid", root=corpus).out, 1000, seed), encoding="utf-8")
    before = tree(corpus, "seeds")
    started = time.monotonic()
    ran = refreshed(corpus, grid, "--verified-on", "2026-02-23")
    took = time.monotonic() - started
    assert ran.code == 0, ran.err[:2000]
    assert "1000 values changed" in ran.out
    figures, dates, others = _differing(before, tree(corpus, "seeds"))
    assert (figures, dates, others) == (1000, 2 * 882, 0)
    assert took < 60
    assert guidewright("refresh", "--undo", root=corpus).code == 0
    assert tree(corpus, "seeds") == before


@pytest.mark.parametrize("files", [0, 1, 200])
def test_a_killed_refresh_is_finished_by_the_next(corpus: Path, files: int) -> None:
    """SIGKILL when the journal is there and (about) so many specs are written; then the same command again."""
    grid = corpus / "grid.csv"
    grid.write_text(_changed(guidewright("grid", root=corpus).out, 1000, 3), encoding="utf-8")
    before = tree(corpus, "seeds")
    argv = [sys.executable, "-c", _RUN, "-C", str(corpus), "refresh", str(grid), "--quarter", "2026-Q1"]
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    journal = corpus / ".guidewright" / "refresh" / "pending.ndjson"
    specs = sorted(before)
    while process.poll() is None and not journal.exists():
        time.sleep(0.001)
    while process.poll() is None and files and (corpus / specs[files]).read_bytes() == before[specs[files]]:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    ran = refreshed(corpus, grid)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0] == "0 changes", "all is written: by the killed run, or by the next before it began"
    assert _differing(before, tree(corpus, "seeds"))[::2] == (1000, 0)
    assert not list(corpus.rglob(".gw-tmp-*"))
    assert guidewright("refresh", "--undo", root=corpus).code == 0
    assert tree(corpus, "seeds") == before
