"""Inputs that must be refused well, and controls that must be accepted: one test a row of the shared manifest."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
from pathlib import Path

import pytest
from cli_runner import guidewright, tree
from conftest import REPOSITORY, find_shared

GROUPS = ("Y", "T", "R", "S", "P", "J", "OK")
ACCEPTED = {
    "specs/y25-tab-before-comment.yaml",  # libyaml is required, so the answer is the same on every machine: accepted
    "specs/s17-pipe-in-region.yaml",
    "specs/s19-markdown-breakout.yaml",
    "specs/s21-jinja-in-data.yaml",
    "specs/s23-sql-quote.yaml",
    "specs/s27-fence-info-injection.yaml",
    "templates/j41-crlf.j2",
}
SAID = {
    "y01": "TAB", "y03": "never closed", "y05": "quotes", "y11": "empty", "y15": "cp1252", "y19": "truncated UTF-8",
    "y21": "U+FEFF", "y33": "U+00A0", "t09": "155,000", "t11": "155K", "t21": "a whole number like 155000",
    "t49": "# starts a comment", "r09": "1024 KiB", "s01": "company", "s05": "USD", "s11": "high", "s13": "disagrees",
    "j01": "for", "j03": "company", "j17": "template not found", "j25": "resource limit", "j27": "resource limit",
    "j29": "resource limit", "j31": "resource limit", "j35": "lipsum", "j43": "white space", "j53": "ZeroDivisionError",
    "j19": "guide.md.j2", "j49": "unknown tag",
}  # fmt: skip
"""Words that the message of a case must hold."""


def _rows() -> list[dict[str, str]]:
    shared = find_shared()
    if shared is None:
        return []
    with open(shared / "badinputs" / "manifest.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["group"] in GROUPS]


def _place(row: dict[str, str], root: Path, shared: Path) -> Path:
    source = shared / "badinputs" / row["file"]
    if row["group"] == "P":
        target = root / "seeds" / "acme" / "any.yaml"
    elif row["file"].endswith("j57-template-name-braces.j2"):
        target = root / "templates" / "{x.__class__}.md.j2"
    else:
        target = root / row["place_at"]
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
    return target


@pytest.fixture
def bystander(workspace: Path) -> Path:
    """A built workspace with one good guide, inside a folder that must not change otherwise."""
    shutil.rmtree(workspace / "seeds" / "twilio")
    return workspace


@pytest.mark.parametrize("row", _rows(), ids=lambda row: Path(row["file"]).stem)
def test_an_input_of_the_manifest_is_answered_as_it_says(row: dict[str, str], shared: Path, bystander: Path) -> None:
    target = _place(row, bystander, shared)
    before = _outside(bystander)
    ran = guidewright("build", root=bystander)
    accepted = row["group"] == "OK" or row["file"] in ACCEPTED
    assert ran.code == (0 if accepted else 1), ran.err
    assert "Traceback" not in ran.err
    assert _outside(bystander) == before
    assert not list(bystander.rglob("gw-*"))
    assert not (REPOSITORY / "gw-pwned").exists()
    if row["group"] != "J":
        assert (bystander / "output/guides/segment/ml-ai-engineer.md").is_file(), "the good guide still builds"
    if accepted:
        return
    assert len(ran.err) < 4000, "the message echoes the input"
    shown = target.relative_to(bystander).as_posix()
    assert shown in ran.err
    if row["expected_line_col"]:
        assert f"{shown}:{row['expected_line_col']}:" in ran.err
    assert SAID.get(Path(row["file"]).stem[:3], "") in ran.err
    if row["group"] != "J":
        assert not (bystander / "output/guides/acme").exists()


def _outside(root: Path) -> str:
    """A digest of everything beside the workspace."""
    whole = hashlib.sha256()
    for path, data in tree(root.parent).items():
        if not path.startswith(root.name + os.sep):
            whole.update(path.encode() + data)
    return whole.hexdigest()


@pytest.mark.parametrize(
    "row", [row for row in _rows() if row["group"] == "OK"], ids=lambda row: Path(row["file"]).stem
)
def test_two_builds_of_a_control_give_the_same_bytes(row: dict[str, str], shared: Path, bystander: Path) -> None:
    _place(row, bystander, shared)
    guidewright("build", root=bystander)
    first = tree(bystander, "output")
    shutil.rmtree(bystander / "output")
    shutil.rmtree(bystander / ".guidewright")
    assert guidewright("build", root=bystander).code == 0
    assert tree(bystander, "output") == first
