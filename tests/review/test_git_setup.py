"""git install and uninstall, and what git then does: real diffs and real merges with our drivers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desk import DATA, ML, OPS, Desk
from hypothesis import given
from hypothesis import strategies as st

from guidewright.core.plan import parse_ledger
from guidewright.core.review.attributes import with_block, without_block
from guidewright.core.review.ledgers import contested, merge_ledgers

LEDGER = "output/guidewright.lock"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The example workspace with all seed files, installed, built and committed."""
    desk = Desk(tmp_path / "desk", "version = 1\n", commit=False)
    desk.git("init", "-q", "-b", "main")
    assert desk.run("git", "install").code == 0
    desk.build()
    desk.commit()
    return desk


@given(st.text("#>\n \rab"))
def test_attributes_come_back_byte_for_byte(text: str) -> None:
    """Whatever stood in .gitattributes: install twice, uninstall, and it stands there again."""
    assert with_block(with_block(text)) == with_block(text)
    assert without_block(with_block(text)) == text


def test_uninstall_leaves_no_trace(tmp_path: Path) -> None:
    """Attributes and configuration of others stay; ours are gone; a file that was only ours is removed."""
    desk = Desk(tmp_path / "desk")
    desk.write(".gitattributes", "*.png binary")
    desk.git("config", "merge.theirs.driver", "true")
    before = desk.git("config", "--local", "--list")
    assert desk.run("git", "install").code == 0
    assert desk.run("git", "install").code == 0
    assert "merge.guidewright-ledger.driver" in desk.git("config", "--local", "--list")
    assert desk.run("git", "uninstall").code == 0
    assert desk.read(".gitattributes") == "*.png binary"
    assert desk.git("config", "--local", "--list") == before
    (desk.root / ".gitattributes").unlink()
    desk.run("git", "install")
    desk.run("git", "uninstall")
    assert not (desk.root / ".gitattributes").exists()
    assert desk.run("git", "uninstall").code == 0


def test_outside_git(tmp_path: Path) -> None:
    """Without a repository nothing is written."""
    desk = Desk(tmp_path / "desk", commit=False)
    ran = desk.run("git", "install")
    assert (ran.code, "is in no git repository" in ran.err) == (2, True)
    assert not (desk.root / ".gitattributes").exists()


def test_specs_are_shown_with_their_figures(desk: Desk) -> None:
    """git diff shows a spec's figure as printed, and one changed sentence of a long text."""
    desk.edit_spec(ML, "base_high: 155000", "base_high: 165000")
    desk.edit_spec(ML, "because it expects", "as it expects")
    changed = [line for line in desk.git("diff", "--", "seeds").splitlines() if re.match(r"[-+][^-+]", line)]
    assert "+London, UK | base: £110K–£165K" in changed
    assert len(changed) == 4
    assert all(len(line) < 200 for line in changed)


def test_a_spec_that_cannot_be_read_is_shown_as_it_is(desk: Desk) -> None:
    """textconv never stands in the way of a diff."""
    desk.write(f"seeds/{ML}.yaml", "compensation: [\n")
    assert "+compensation: [" in desk.git("diff", "--", "seeds")


def test_databases_are_shown_as_text(desk: Desk) -> None:
    """git diff shows the rows of the SQLite seed file that changed."""
    desk.edit_spec(ML, "base_high: 155000", "base_high: 165000")
    desk.build()
    shown = desk.git("diff", "--", "output/seeds/guides.sqlite")
    assert re.search(r"^\+compensation\('twilio', 'ml-ai-engineer', 3.*165000", shown, re.M)


def two_branches(desk: Desk, left: tuple[str, str, str], right: tuple[str, str, str]) -> None:
    """Two branches, each with an edited and built spec; ``right`` is checked out."""
    for name, edit in (("left", left), ("right", right)):
        desk.git("checkout", "-q", "-B", name, "main")
        desk.edit_spec(*edit)
        desk.build()
        desk.commit()


MERGES = {
    "one guide": ((ML, "base_low: 170000", "base_low: 171000"), (ML, "base_high: 155000", "base_high: 165000")),
    "two guides": ((ML, "base_low: 170000", "base_low: 171000"), (DATA, "base_low: 135000", "base_low: 136000")),
}


@pytest.mark.parametrize("how", ["merge", "rebase", "cherry-pick"])
@pytest.mark.parametrize("name", MERGES)
def test_a_merge_needs_only_a_build(name: str, how: str, desk: Desk) -> None:
    """Both sides built other figures: no conflict, and a plain build makes everything right, without --force."""
    two_branches(desk, *MERGES[name])
    command = {
        "merge": ("merge", "-q", "--no-edit", "left"),
        "rebase": ("rebase", "-q", "left"),
        "cherry-pick": ("cherry-pick", "left"),
    }
    ran = desk.shell("git", *command[how])
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert desk.run("build").code == 0
    assert desk.run("build", "--check").code == 0
    ledger = desk.read(LEDGER)
    assert len(parse_ledger(ledger)) == len(ledger.splitlines())


def test_a_hand_edit_stays_protected_through_a_merge(desk: Desk) -> None:
    """A guide that a person edited on one side and the tool rebuilt on the other is not overwritten."""
    desk.git("checkout", "-q", "-B", "left", "main")
    desk.edit(f"output/guides/{ML}.md", "Language Model Practice", "Practice with Language Models")
    desk.commit()
    desk.git("checkout", "-q", "-B", "right", "main")
    desk.edit_spec(ML, "base_low: 170000", "base_low: 171000")
    desk.build()
    desk.commit()
    assert desk.shell("git", "merge", "-q", "--no-edit", "left").returncode == 0
    assert "Practice with Language Models" in desk.read(f"output/guides/{ML}.md")
    assert desk.run("build").code == 3
    assert "Practice with Language Models" in desk.read(f"output/guides/{ML}.md")


def test_the_drivers_work_below_the_top_of_the_repository(tmp_path: Path) -> None:
    """A workspace in a folder of a larger repository merges as well."""
    desk = Desk(tmp_path / "top/my guides", commit=False)
    desk.git("-C", "..", "init", "-q", "-b", "main")
    assert desk.run("git", "install").code == 0
    desk.build()
    desk.git("-C", "..", "add", "-A")
    desk.git("-C", "..", "commit", "-qm", "base")
    two_branches(desk, *MERGES["one guide"])
    ran = desk.shell("git", "merge", "-q", "--no-edit", "left")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert desk.run("build").code == 0
    desk.edit_spec(OPS, "base_low: 1", "base_low: 10", 1)
    assert "base: $" in desk.git("diff", "--", "seeds")


digests = st.sampled_from(["a", "b", "c"])
ledgers = st.dictionaries(st.sampled_from(["x", "y", "z"]), digests)


@given(ledgers, ledgers, ledgers)
def test_the_merge_of_ledgers(base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]) -> None:
    """Never a digest that neither side wrote; one side's change stands; equal sides stand; ours where contested."""
    merged = merge_ledgers(base, ours, theirs, {})
    for path in "xyz":
        one, other, before = ours.get(path), theirs.get(path), base.get(path)
        assert merged.get(path) in (one, other)
        if one == other or other == before:
            assert merged.get(path) == one
        elif one == before:
            assert merged.get(path) == other
    assert all(merged[path] == ours[path] for path in contested(base, ours, theirs))
    assert merge_ledgers(base, ours, base, {}) == ours
