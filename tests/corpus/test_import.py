"""Import on real input: the seed originals come out byte for byte, and nothing of the sample corpus is lost."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_runner import guidewright, tree
from conftest import find_shared

DATES = ("--verified-on", "2026-02-23", "--quarter", "2025-Q4")


def test_the_seed_originals_are_imported_and_built_byte_for_byte(shared: Path, empty_workspace: Path) -> None:
    originals = sorted((shared / "seeds" / "original").glob("*.txt"))
    ran = guidewright("import", *originals, *DATES, "--report", empty_workspace / "r.json", root=empty_workspace)
    assert ran.code == 0, ran.err
    assert guidewright("build", root=empty_workspace).code == 0
    for expected in sorted((shared / "seeds" / "expected").glob("*.md")):
        company, role = expected.stem.split("--")
        made = empty_workspace / "output" / "guides" / company / f"{role}.md"
        assert made.read_bytes() == expected.read_bytes(), expected.name
    report = json.loads((empty_workspace / "r.json").read_text("utf-8"))
    assert {each["known_by"] for each in report["files"]} == {"front matter", "title"}
    assert report["totals"]["repairs"] >= 5


@pytest.mark.corpus
def test_nothing_of_the_sample_corpus_is_lost(shared: Path, empty_workspace: Path, tmp_path: Path) -> None:
    legacy = shared / "corpus" / "legacy"
    ran = guidewright("import", legacy, *DATES, "--report", tmp_path / "r.json", root=empty_workspace)
    assert ran.code == 0, ran.err
    (empty_workspace / "guidewright.toml").write_text("version = 1\n[build]\nseed_files = []\n", encoding="utf-8")
    assert guidewright("build", root=empty_workspace).code == 0
    script = [sys.executable, str(shared / "acceptance" / "fidelity.py"), str(legacy)]
    fidelity = subprocess.run([*script, str(empty_workspace / "output" / "guides")], capture_output=True, text=True)
    assert fidelity.returncode == 0, fidelity.stdout
    totals = json.loads((tmp_path / "r.json").read_text("utf-8"))["totals"]
    assert totals["outcomes"].keys() <= {"lifted", "lifted with sections"}
    assert totals["range_ends_typed"] >= 0.995 * totals["range_ends"]
    assert totals["free_form_words"] < 0.02 * totals["words"]


@pytest.mark.corpus
def test_the_front_matter_of_the_owner_is_read_and_checked(shared: Path, empty_workspace: Path) -> None:
    ran = guidewright("import", shared / "corpus" / "migrated" / "twilio", root=empty_workspace)
    assert ran.code == 0, ran.err
    spec = (empty_workspace / "seeds" / "twilio" / "data-engineer.yaml").read_text("utf-8")
    assert "last_updated: 2026-02-23" in spec
    assert "bonus_pct_high: 15" in spec


def test_an_import_is_safe_to_repeat(shared: Path, empty_workspace: Path) -> None:
    source = shared / "corpus" / "legacy" / "adobe"
    assert guidewright("import", source, root=empty_workspace).code == 0
    before = tree(empty_workspace, "seeds")
    assert guidewright("import", source, root=empty_workspace).code == 0
    assert tree(empty_workspace, "seeds") == before
    spec = empty_workspace / "seeds" / "adobe" / "data-engineer.yaml"
    spec.write_text(spec.read_text("utf-8") + "# mine\n", encoding="utf-8")
    mine = spec.read_bytes()
    assert guidewright("import", source, root=empty_workspace).code == 3
    assert spec.read_bytes() == mine
    assert guidewright("import", source, "--force", root=empty_workspace).code == 0
    assert tree(empty_workspace, "seeds") == before
    assert mine in [path.read_bytes() for path in (empty_workspace / ".guidewright" / "backup").rglob("*.yaml")]


def test_a_survey_writes_nothing(shared: Path, empty_workspace: Path) -> None:
    before = tree(empty_workspace)
    assert guidewright("import", shared / "corpus" / "legacy" / "adobe", "--dry-run", root=empty_workspace).code == 0
    assert tree(empty_workspace) == before


def test_without_a_date_a_guide_stays_undated(shared: Path, empty_workspace: Path) -> None:
    source = shared / "corpus" / "legacy" / "twilio" / "data-engineer.md"
    assert guidewright("import", source, root=empty_workspace).code == 0
    assert "last_updated" not in (empty_workspace / "seeds" / "twilio" / "data-engineer.yaml").read_text("utf-8")
    assert "GW203" in guidewright("-v", "check", root=empty_workspace).out


def test_a_later_guide_keeps_its_style_under_a_company_file_that_stays(shared: Path, empty_workspace: Path) -> None:
    legacy = shared / "corpus" / "legacy"
    company = empty_workspace / "seeds" / "segment"
    company.mkdir()
    (company / "_company.yaml").write_text("company_display: Segment\n", encoding="utf-8")
    assert guidewright("import", legacy / "segment" / "data-engineer.md", root=empty_workspace).code == 0
    assert guidewright("build", root=empty_workspace).code == 0
    guide = (empty_workspace / "output" / "guides" / "segment" / "data-engineer.md").read_text("utf-8")
    assert guide.split("\n---\n", 1)[1] == (legacy / "segment" / "data-engineer.md").read_text("utf-8")


@pytest.fixture
def source(shared: Path, tmp_path: Path) -> Path:
    """A folder of legacy guides with one company in it."""
    shutil.copytree(shared / "corpus" / "legacy" / "adobe", tmp_path / "research" / "adobe")
    return tmp_path / "research"


def test_strays_links_and_binaries_are_named_and_stop_nothing(
    source: Path, empty_workspace: Path, tmp_path: Path
) -> None:
    (source / "dossier.md").write_text("# A dossier\n\nWords.\n", encoding="utf-8")
    (source / "adobe" / "image.md").write_bytes(b"\x89PNG\r\n\x00\x01")
    (source / "adobe" / "No Slug.md").write_text("### A | Adobe Global Negotiation Guide\n", encoding="utf-8")
    os.symlink(source / "adobe" / "data-engineer.md", source / "adobe" / "link.md")
    (source / ".obsidian").mkdir()
    ran = guidewright("import", source, "--report", tmp_path / "r.json", root=empty_workspace)
    assert ran.code == 1
    outcomes = {
        Path(f["path"]).name: f["outcome"] for f in json.loads((tmp_path / "r.json").read_text("utf-8"))["files"]
    }
    assert outcomes.pop("dossier.md") == "skipped"
    assert outcomes.pop("image.md") == "refused"
    assert outcomes.pop("No Slug.md") == "refused"
    assert set(outcomes.values()) == {"lifted"}
    assert len(outcomes) == 14
    assert "link.md" not in outcomes


def test_a_file_beside_the_companies_that_is_no_guide_is_named_and_no_fault(
    source: Path, empty_workspace: Path
) -> None:
    (source / "dossier.md").write_text("# A dossier\n\nWords.\n", encoding="utf-8")
    ran = guidewright("import", source, root=empty_workspace)
    assert ran.code == 0, ran.err
    assert f"skipped {source / 'dossier.md'}: no title of a guide" in ran.err
    assert "15 files: 14 lifted, 1 skipped" in ran.err


def test_guides_are_known_by_any_suffix_of_markdown(source: Path, empty_workspace: Path) -> None:
    for role, suffix in (("data-engineer", ".MD"), ("data-scientist", ".markdown")):
        (source / "adobe" / f"{role}.md").rename(source / "adobe" / f"{role}{suffix}")
    ran = guidewright("import", source, root=empty_workspace)
    assert "14 files: 14 lifted" in ran.err
    assert (empty_workspace / "seeds/adobe/data-scientist.yaml").is_file()


def _rows() -> list[dict[str, str]]:
    shared = find_shared()
    if shared is None:
        return []
    with open(shared / "badinputs" / "manifest.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["group"] == "L"]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: Path(row["file"]).stem)
def test_a_bad_legacy_guide_is_answered_as_the_manifest_says(
    row: dict[str, str], shared: Path, empty_workspace: Path, tmp_path: Path
) -> None:
    source = tmp_path / "legacy"
    (source / "acme").mkdir(parents=True)
    (source / "twilio").mkdir()
    shutil.copy(shared / "badinputs" / row["file"], source / "acme" / "data-scientist.md")
    shutil.copy(shared / "corpus" / "legacy" / "twilio" / "data-engineer.md", source / "twilio")
    started = time.perf_counter()
    ran = guidewright("-v", "import", source, root=empty_workspace)
    assert time.perf_counter() - started < 2
    assert "Traceback" not in ran.err
    assert ran.code == (1 if row["expected_behaviour"].startswith("exit 1") else 0), ran.err
    assert (empty_workspace / "seeds" / "twilio" / "data-engineer.yaml").is_file(), "the others are still imported"
    if row["expected_line_col"] and row["expected_behaviour"].startswith("exit 1"):
        assert f"data-scientist.md:{row['expected_line_col']}:" in ran.err
    assert guidewright("build", root=empty_workspace).code == 0
