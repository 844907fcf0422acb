"""The adopt verb: what it writes and reports, its exit codes, and that build agrees with it afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runner import Ran, guidewright, tree

from guidewright.cli import cli
from guidewright.cli_adopt import register
from guidewright.edges import output

if "adopt" not in cli.commands:
    register(cli)

GUIDE = "output/guides/twilio/ml-ai-engineer.md"
SPEC = "seeds/twilio/ml-ai-engineer.yaml"


@pytest.fixture
def built(workspace: Path) -> Path:
    assert guidewright("build", root=workspace).code == 0
    return workspace


def _edit(root: Path, old: str, new: str, path: str = GUIDE) -> bytes:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return (root / path).read_bytes()


def _builds(root: Path) -> Ran:
    ran = guidewright("build", root=root)
    assert ran.code == 0, ran.err
    assert guidewright("build", "--check", root=root).code == 0
    return ran


def test_an_exact_edit_leaves_the_guide_as_it_is(built: Path) -> None:
    """The spec takes the edit, the guide keeps its bytes, and the next build has nothing against it."""
    edited = _edit(built, "Use the shortage", "Do use the shortage")
    assert guidewright("build", root=built).code == 3
    ran = guidewright("adopt", root=built)
    assert ran.code == 0, ran.err
    assert ran.out.startswith(f"{SPEC}:")
    assert "body[0].narrative: " in ran.out
    assert "Do use the shortage" in (built / SPEC).read_text(encoding="utf-8")
    assert (built / GUIDE).read_bytes() == edited
    _builds(built)
    assert (built / GUIDE).read_bytes() == edited


def test_further_prints_of_a_figure_follow(built: Path) -> None:
    """The front matter goes along with the table; the edited bytes are kept aside."""
    edited = _edit(built, "| $155K–$215K |", "| $156K–$215K |")
    ran = guidewright("adopt", "twilio/ml-ai-engineer", root=built)
    assert ran.code == 0, ran.err
    assert f"{SPEC}:17: compensation[1].base_low: 155000 → 156000\n" == ran.out
    after = (built / GUIDE).read_text(encoding="utf-8")
    assert "    base_low: 156000\n" in after
    assert "| $156K–$215K |" in after
    assert edited in [path.read_bytes() for path in (built / ".guidewright" / "backup").rglob("*.md")]
    _builds(built)
    assert (built / GUIDE).read_text(encoding="utf-8") == after


def test_a_dry_run_writes_nothing(built: Path) -> None:
    _edit(built, "Use the shortage", "Do use the shortage")
    before = tree(built)
    ran = guidewright("adopt", "--dry-run", root=built)
    assert ran.code == 0
    assert "body[0].narrative" in ran.out
    assert tree(built) == before


def test_a_refused_edit_leaves_everything_alone(built: Path) -> None:
    """The reason names the line of the guide; another guide's edit is adopted all the same."""
    _edit(built, "Twilio Global", "Twilio Inc Global")
    other = "output/guides/segment/ml-ai-engineer.md"
    _edit(built, "data_quality: high", "data_quality: low", other)
    before = tree(built)
    ran = guidewright("adopt", root=built)
    assert ran.code == 1
    assert f"{GUIDE}:46:1: error[GW652] company_display comes from seeds/twilio/_company.yaml:2:18" in ran.err
    after = tree(built)
    assert {path for path in after if after[path] != before.get(path)} == {
        "seeds/segment/ml-ai-engineer.yaml",
        output.LEDGER,
    }
    assert guidewright("build", root=built).code == 3


def test_nothing_to_adopt(built: Path) -> None:
    ran = guidewright("adopt", root=built)
    assert (ran.code, ran.out) == (0, "")
    assert guidewright("adopt", GUIDE, root=built).code == 0


def test_unknown_guides_are_a_usage_error(built: Path) -> None:
    ran = guidewright("adopt", "twilio/ml-engineer", root=built)
    assert ran.code == 2
    assert "there is no guide 'twilio/ml-engineer'" in ran.err


def test_a_spec_that_changed_since_is_not_undone(built: Path) -> None:
    """The edited guide is compared with what was built; when that is gone, nothing is guessed."""
    _edit(built, "Use the shortage", "Do use the shortage")
    text = (built / SPEC).read_text(encoding="utf-8")
    (built / SPEC).write_text(text.replace("data_quality: high", "data_quality: low"), encoding="utf-8")
    before = tree(built)
    ran = guidewright("adopt", root=built)
    assert ran.code == 1
    assert "GW650" in ran.err
    assert tree(built) == before


def test_a_lost_ledger_is_said(built: Path) -> None:
    edited = _edit(built, "Use the shortage", "Do use the shortage")
    (built / output.LEDGER).unlink()
    ran = guidewright("adopt", GUIDE, root=built)
    assert ran.code == 0
    assert "GW660" in ran.err
    assert (built / GUIDE).read_bytes() == edited


@pytest.mark.parametrize("files", [1, 2, 3])
def test_a_killed_run_loses_nothing(built: Path, files: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after any of its writes: running again, or building, comes to the same end."""
    _edit(built, "| $155K–$215K |", "| $156K–$215K |")
    write, done = output.write, list[str]()

    def stops(root: Path, path: str, data: bytes) -> None:
        if not path.startswith(".guidewright"):
            if len(done) == files - 1:
                raise KeyboardInterrupt
            done.append(path)
        write(root, path, data)

    monkeypatch.setattr(output, "write", stops)
    assert guidewright("adopt", root=built).code == 130
    monkeypatch.undo()
    assert "| $156K–$215K |" in (built / GUIDE).read_text(encoding="utf-8")
    assert guidewright("adopt", root=built).code == 0
    _builds(built)
    assert "| $156K–$215K |" in (built / GUIDE).read_text(encoding="utf-8")
    assert "base_low: 156000" in (built / SPEC).read_text(encoding="utf-8")


def test_a_guide_that_is_no_text(built: Path) -> None:
    (built / GUIDE).write_bytes(b"\xff\xfe---\n")
    ran = guidewright("adopt", root=built)
    assert ran.code == 1
    assert "GW001" in ran.err
