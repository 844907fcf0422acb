"""What is wrong with a revision or a repository is said clearly, and the rest of the diff is still shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from desk import DATA, ML, OPS, Desk, causes

from guidewright.edges import git
from guidewright.edges.workspace import open_workspace


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The example workspace, built and committed."""
    return Desk(tmp_path / "desk")


def test_no_repository(tmp_path: Path) -> None:
    """Outside git: exit 2, what is missing, what to do."""
    desk = Desk(tmp_path / "desk", commit=False)
    ran = desk.run("diff")
    assert ran.code == 2
    assert "is in no git repository; run 'git init' and commit" in ran.err


def test_no_commit(tmp_path: Path) -> None:
    """A repository without a commit has nothing to compare with."""
    desk = Desk(tmp_path / "desk", commit=False)
    desk.git("init", "-q")
    ran = desk.run("diff")
    assert (ran.code, "no commit yet" in ran.err) == (2, True)


@pytest.mark.parametrize("rev", ["nope", "nope..HEAD", "HEAD..nope", "HEAD~99", "nope...HEAD", "..nope"])
def test_a_revision_that_does_not_exist(rev: str, desk: Desk) -> None:
    """Exit 2, with the revision that git does not know."""
    ran = desk.run("diff", rev)
    assert ran.code == 2
    assert "unknown revision '" in ran.err
    assert "Traceback" not in ran.err


def test_a_name_that_is_revision_and_company(desk: Desk) -> None:
    """A branch named like a company is not guessed."""
    desk.git("branch", "twilio")
    ran = desk.run("diff", "twilio")
    assert (ran.code, "is a revision and a guide or company" in ran.err) == (2, True)
    assert desk.run("diff", "twilio..").code == 0


def test_no_git(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without git on the PATH: exit 2, and no traceback."""
    from unittest import mock

    from cli_runner import guidewright

    with mock.patch.dict(os.environ, {"PATH": str(tmp_path)}):
        ran = guidewright("diff", root=desk.root)
    assert (ran.code, ran.err) == (2, "error: git was not found; install it, or put it on the PATH\n")


BROKEN = {
    "no YAML": b"compensation: [\n",
    "binary": bytes(range(256)),
    "older schema": b"salary: {base: 1}\nlast_updated: 2020-01-01\n",
    "empty": b"",
    "too large": b"#" * 1_100_000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_spec_that_cannot_be_read_at_the_old_revision(name: str, desk: Desk) -> None:
    """The guide is unreadable at REV, with the place and reason; the other guides are compared."""
    good = (desk.root / f"seeds/{OPS}.yaml").read_bytes()
    (desk.root / f"seeds/{OPS}.yaml").write_bytes(BROKEN[name])
    desk.commit()
    (desk.root / f"seeds/{OPS}.yaml").write_bytes(good)
    desk.edit_spec(DATA, "base_low: 135000", "base_low: 136000")
    report = desk.diff()
    status = {guide["guide"]: (guide["status"], guide["reason"]) for guide in report["guides"]}
    assert status[DATA] == ("changed", None)
    assert status[OPS][0] == "unreadable"
    assert f"HEAD:seeds/{OPS}.yaml" in status[OPS][1]
    assert f"unreadable at HEAD: {OPS}" in desk.run("diff").out


def test_a_spec_that_is_a_link(desk: Desk) -> None:
    """A symbolic link in a revision is not followed."""
    file = desk.root / f"seeds/{OPS}.yaml"
    good = file.read_bytes()
    file.unlink()
    file.symlink_to("/etc/passwd")
    desk.commit()
    file.unlink()
    file.write_bytes(good)
    report = desk.diff()
    assert [(guide["guide"], guide["status"]) for guide in report["guides"]] == [(OPS, "unreadable")]
    assert "GW704" in report["guides"][0]["reason"]


def test_a_broken_company_file_at_the_old_revision(desk: Desk) -> None:
    """Its guides are unreadable because of it, in one line; the other company is compared."""
    desk.edit("seeds/twilio/_company.yaml", "company_display: Twilio", "company_display: [")
    desk.commit()
    desk.git("checkout", "-q", "HEAD~1", "--", "seeds")
    desk.edit_spec("segment/ml-ai-engineer", "data_quality: high", "data_quality: low")
    ran = desk.run("diff")
    assert "seeds/twilio/_company.yaml cannot be read" in ran.out
    assert "1 guide of 5 changed, 4 unreadable at HEAD" in ran.out


def test_a_broken_template_at_the_old_revision(desk: Desk) -> None:
    """Guides that could not be rendered then can be now: one shape; figures are compared all the same."""
    desk.edit("templates/blocks/lever.md.j2", "{{ gap }}", "{% if %}")
    desk.commit()
    desk.git("checkout", "-q", "HEAD~1", "--", "templates")
    desk.edit_spec(DATA, "base_low: 135000", "base_low: 136000")
    report = desk.diff()
    assert causes(report)[DATA] >= {"template blocks/lever.md.j2", "spec"}
    assert len(report["figures"]) == 1
    assert any("GW301" in each["code"] for each in report["diagnostics"])


def test_a_spec_that_is_broken_now(desk: Desk) -> None:
    """A guide that is no longer built is the first thing to look at, cached or not."""
    desk.edit_spec(ML, "compensation:", "compensation: [")
    out = desk.run("diff").out
    assert f"no longer built: {ML}: seeds/{ML}.yaml:" in out.split("Look at these first")[1]


def test_a_revision_without_workspace(desk: Desk) -> None:
    """Before there was a workspace, every guide is new; that is said."""
    empty = desk.git(
        "commit-tree", "-m", "none", desk.git("hash-object", "-t", "tree", "-w", "/dev/null").strip()
    ).strip()
    report = desk.diff(empty)
    assert {guide["status"] for guide in report["guides"]} == {"added"}
    assert "no workspace at this revision" in report["diagnostics"][0]["message"]


def test_a_shallow_clone(desk: Desk, tmp_path: Path) -> None:
    """What a shallow clone does not reach is said with the command that fetches it; HEAD works."""
    desk.commit()
    shallow = tmp_path / "shallow"
    desk.git("clone", "-q", "--depth", "1", f"file://{desk.root}", str(shallow))
    desk.root = shallow
    ran = desk.run("diff", "HEAD~1")
    assert (ran.code, "run 'git fetch --unshallow'" in ran.err) == (2, True)
    assert desk.run("diff").code == 0


def test_a_dirty_tree_between_revisions_does_not_matter(desk: Desk) -> None:
    """Two revisions are compared as they were committed, whatever lies in the working tree."""
    desk.edit_spec(DATA, "base_low: 135000", "base_low: 136000")
    desk.build()
    desk.commit()
    desk.edit_spec(DATA, "base_low: 136000", "base_low: ]")
    desk.write("seeds/twilio/new-role.yaml", "nonsense")
    report = desk.diff("HEAD~1..HEAD")
    assert causes(report) == {DATA: {"spec"}}
    assert len(report["figures"]) == 1
    assert report["diagnostics"] == []


def test_three_dots_start_where_they_parted(desk: Desk) -> None:
    """A...B leaves out what A did since."""
    desk.git("checkout", "-q", "-b", "work")
    desk.edit_spec(DATA, "base_low: 135000", "base_low: 136000")
    desk.commit()
    desk.git("checkout", "-q", "main")
    desk.edit_spec(OPS, "data_quality: high", "data_quality: low")
    desk.commit()
    assert set(causes(desk.diff("main...work"))) == {DATA}
    assert set(causes(desk.diff("main..work"))) == {DATA, OPS}


def test_a_workspace_below_the_top_of_the_repository(tmp_path: Path) -> None:
    """Paths are the workspace's, wherever it lies."""
    desk = Desk(tmp_path / "top/guides", commit=False)
    desk.build()
    desk.git("-C", "..", "init", "-q", "-b", "main")
    desk.git("-C", "..", "add", "-A")
    desk.git("-C", "..", "commit", "-qm", "a")
    desk.edit_spec(DATA, "base_low: 135000", "base_low: 136000")
    assert causes(desk.diff()) == {DATA: {"spec"}}
    assert git.changed_since(desk.root, "HEAD") == {f"seeds/{DATA}.yaml"}


def test_changed_since(desk: Desk) -> None:
    """Changed, deleted and untracked paths of the workspace; ignored ones are not there."""
    desk.edit_spec(DATA, "base_low: 135000", "base_low: 136000")
    (desk.root / f"seeds/{OPS}.yaml").unlink()
    desk.write("seeds/twilio/neü.yaml", "x")
    assert git.changed_since(desk.root, "HEAD") == {f"seeds/{DATA}.yaml", f"seeds/{OPS}.yaml", "seeds/twilio/neü.yaml"}
    with pytest.raises(git.GitError, match="unknown revision 'nope'"):
        git.changed_since(desk.root, "nope")
    workspace, _ = open_workspace(desk.root)
    assert workspace.root == desk.root.resolve()
