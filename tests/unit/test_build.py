"""build: writes only what differs, protects hand edits, prunes only its own, and says what it did."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from cli_runner import guidewright, tree

from guidewright.edges import compiling

GUIDE = "output/guides/twilio/data-engineer.md"
SPEC = "seeds/twilio/data-engineer.yaml"


@pytest.fixture
def built(workspace: Path) -> Path:
    ran = guidewright("build", root=workspace)
    assert ran.code == 0, ran.err
    return workspace


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_second_build_touches_nothing(built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.joinpath("output").rglob("*")}
    assert guidewright("build", root=built).code == 0
    assert {path: path.stat().st_mtime_ns for path in built.joinpath("output").rglob("*")} == before


def test_one_edited_figure_changes_exactly_the_lines_that_show_it(built: Path) -> None:
    before = tree(built, "output/guides", "output/pages")
    edit(built / SPEC, "base_high: 200000", "base_high: 205000")
    assert guidewright("build", root=built).code == 0
    after = tree(built, "output/guides", "output/pages")
    changed = {}
    for path in before:
        lines = zip(before[path].decode().split("\n"), after[path].decode().split("\n"), strict=True)
        if found := [new for old, new in lines if old != new]:
            changed[path] = found
    row = "| San Francisco, CA (HQ) | $150K–$205K | $120K–$240K | 10–15% | $210K–$310K |"
    pages = {"output/pages/companies/twilio.md", "output/pages/roles/data-engineer.md"}
    assert changed.keys() == {GUIDE} | pages
    assert changed["output/pages/companies/twilio.md"] == [row]
    assert ["$150K–$205K" in line for line in changed["output/pages/roles/data-engineer.md"]] == [True]
    assert changed[GUIDE][:2] == ["    base_high: 205000", row]
    assert all("$150K–$205K" in line for line in changed[GUIDE][1:]), "templated prose moves with the table"


@pytest.mark.parametrize("ledger_lost", [False, True], ids=["ledger", "no ledger"])
def test_a_hand_edit_is_protected_until_forced_and_then_kept(built: Path, ledger_lost: bool) -> None:
    edit(built / GUIDE, "Data engineers", "DATA engineers") if "Data engineers" in (built / GUIDE).read_text(
        "utf-8"
    ) else edit(built / GUIDE, "Twilio", "TWILIO")
    mine = (built / GUIDE).read_bytes()
    if ledger_lost:
        (built / "output/guidewright.lock").unlink()
    ran = guidewright("build", root=built)
    assert ran.code == 3
    assert f"{GUIDE}: error[GW601]" in ran.err
    assert "adopt" in ran.err
    assert (built / GUIDE).read_bytes() == mine
    assert guidewright("build", "--force", root=built).code == 0
    assert (built / GUIDE).read_bytes() != mine
    assert mine in [path.read_bytes() for path in (built / ".guidewright/backup").rglob("*.md")]
    assert guidewright("build", "--check", root=built).code == 0


def test_check_names_every_difference_and_the_command_that_mends_it(built: Path) -> None:
    edit(built / SPEC, "base_high: 200000", "base_high: 205000")
    edit(built / "output/guides/twilio/devops-engineer.md", "Twilio", "TWILIO")
    (built / "seeds/segment/ml-ai-engineer.yaml").unlink()
    before = tree(built)
    ran = guidewright("build", "--check", root=built)
    assert ran.code == 1
    lines = ran.out.split("\n")
    assert f"stale    {GUIDE}" in lines
    assert "edited   output/guides/twilio/devops-engineer.md" in lines
    assert "orphan   output/guides/segment/ml-ai-engineer.md" in lines
    for command in (
        "guidewright build",
        "guidewright build --prune",
        "guidewright adopt output/guides/twilio/devops-engineer.md",
    ):
        assert f"run: {command}" in ran.err
    assert tree(built) == before


def test_dry_run_writes_nothing(workspace: Path) -> None:
    before = tree(workspace)
    ran = guidewright("build", "--dry-run", root=workspace)
    assert ran.code == 0
    assert f"create   {GUIDE}" in ran.out
    assert tree(workspace) == before


def test_an_orphan_goes_only_when_asked_and_only_as_we_wrote_it(built: Path) -> None:
    (built / SPEC).unlink()
    (built / "seeds/twilio/devops-engineer.yaml").unlink()
    edit(built / "output/guides/twilio/devops-engineer.md", "Twilio", "TWILIO")
    assert guidewright("build", root=built).code == 3
    assert (built / GUIDE).exists()
    ran = guidewright("build", "--prune", root=built)
    assert "--prune=all" in ran.err
    assert (built / GUIDE).exists()
    ran = guidewright("build", "--prune=all", root=built)
    assert ran.code == 3
    assert not (built / GUIDE).exists()
    assert (built / "output/guides/twilio/devops-engineer.md").exists()


def test_a_spec_that_does_not_parse_is_no_orphan_and_stops_nothing_else(built: Path) -> None:
    kept = (built / GUIDE).read_bytes()
    (built / SPEC).write_text("a: [", encoding="utf-8")
    edit(built / "seeds/segment/ml-ai-engineer.yaml", "base_low: 188000", "base_low: 189000")
    ran = guidewright("build", "--prune=all", root=built)
    assert ran.code == 1
    assert (built / GUIDE).read_bytes() == kept
    assert "$189K" in (built / "output/guides/segment/ml-ai-engineer.md").read_text("utf-8")
    assert "held back" in ran.err
    assert "data-engineer" in (built / "output/pages/companies/twilio.md").read_text("utf-8")


@pytest.mark.parametrize(
    "select", ["twilio/data-engineer", "*/data-engineer", "twilio,*/data-engineer", "segment twilio/data-engineer"]
)
def test_a_selection_builds_what_it_names(workspace: Path, select: str) -> None:
    assert guidewright("build", *select.split(), root=workspace).code == 0
    assert (workspace / GUIDE).is_file()
    assert not (workspace / "output/guides/twilio/devops-engineer.md").exists()


def test_a_selection_that_names_nothing_is_an_error(workspace: Path) -> None:
    ran = guidewright("build", "twillio", root=workspace)
    assert ran.code == 2
    assert "did you mean 'twilio'" in ran.err


def test_diff_shows_lines_and_writes_nothing(built: Path) -> None:
    edit(built / SPEC, "base_high: 200000", "base_high: 205000")
    before = tree(built)
    ran = guidewright("build", "--diff", root=built)
    assert ran.code == 1
    assert "$205K" in ran.out
    assert tree(built) == before


def test_a_company_may_override_one_partial(built: Path) -> None:
    partial = built / "templates/companies/segment/blocks/evidence.md.j2"
    partial.parent.mkdir(parents=True)
    partial.write_text(
        "## Our sources\n{% for item in block.items %}\n* {{ item.text }}\n{% endfor %}\n", encoding="utf-8"
    )
    before = tree(built, "output/guides/twilio")
    assert guidewright("build", root=built).code == 0
    assert "## Our sources\n* Segment — AI/ML" in (built / "output/guides/segment/ml-ai-engineer.md").read_text("utf-8")
    assert tree(built, "output/guides/twilio") == before


def test_a_role_may_override_one_partial(built: Path) -> None:
    partial = built / "templates/roles/data-engineer/blocks/lever.md.j2"
    partial.parent.mkdir(parents=True)
    partial.write_text("## {{ block.title }}\n", encoding="utf-8")
    assert guidewright("build", root=built).code == 0
    assert "\n## Segment to CustomerAI" in (built / GUIDE).read_text("utf-8")


def test_output_that_became_a_link_is_not_followed(built: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    shutil.move(built / "output/guides", outside)
    os.symlink(outside, built / "output/guides")
    edit(built / SPEC, "base_high: 200000", "base_high: 205000")
    before = tree(outside)
    assert guidewright("build", root=built).code == 2
    assert tree(outside) == before


def test_a_spec_that_is_a_link_is_refused(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.yaml"
    shutil.move(built / SPEC, target)
    os.symlink(target, built / SPEC)
    ran = guidewright("build", root=built)
    assert ran.code == 1
    assert f"{SPEC}: error[GW013]" in ran.err
    assert (built / GUIDE).exists()


def test_no_workspace_is_said(tmp_path: Path) -> None:
    ran = guidewright("build", root=tmp_path)
    assert ran.code == 2
    assert "guidewright init" in ran.err


CONFIGS = {
    "syntax": ("version = \n", "guidewright.toml:1:11"),
    "unknown key": ("[build]\njobz = 1\n", "did you mean 'build.jobs'"),
    "type": ('[build]\njobs = "2"\n', "expected a whole number"),
    "choice": ('[build]\nseed_files = ["xls"]\n', "expected one of json"),
    "version": ("version = 9\n", "upgrade"),
}


@pytest.mark.parametrize(("text", "said"), CONFIGS.values(), ids=list(CONFIGS))
def test_a_bad_configuration_is_named(workspace: Path, text: str, said: str) -> None:
    (workspace / "guidewright.toml").write_text(text, encoding="utf-8")
    ran = guidewright("build", root=workspace)
    assert ran.code == 2
    assert said in ran.err


def test_a_spec_that_needs_more_memory_than_there_may_be_stops_no_other(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = compiling.compile_record

    def compile_record(path: str, *more: Any) -> Any:
        if path == SPEC:
            raise MemoryError
        return usual(path, *more)

    monkeypatch.setattr(compiling, "compile_record", compile_record)
    ran = guidewright("build", root=workspace)
    assert ran.code == 1
    told = [line for line in ran.err.split("\n") if line.startswith("seeds/")]
    assert len(told) == 1
    assert told[0].startswith(f"{SPEC}:1:1: error[GW304] resource limit: out of memory")
    built = {path.relative_to(workspace / "output/guides") for path in workspace.glob("output/guides/*/*.md")}
    assert built == {path.with_suffix(".md") for path in specs(workspace)} - {Path("twilio/data-engineer.md")}


def specs(workspace: Path) -> set[Path]:
    """The specs of a workspace, below seeds/."""
    found = {path.relative_to(workspace / "seeds") for path in workspace.glob("seeds/*/*.yaml")}
    return {path for path in found if not path.name.startswith("_")}
