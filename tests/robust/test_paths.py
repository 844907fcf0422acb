"""Paths are confined: links, pipes and odd names neither lead out of the workspace nor hang a build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .harness import LEDGER, Ran, guide_of, guidewright, make_workspace, specs, tree

TEXT = "A file of somebody else's.\n"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the workspace that must stay as it is."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "somebody.md").write_text(TEXT, encoding="utf-8")
    (folder / ".gw-tmp-000000").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_workspace(tmp_path / "workspace", 3)
    assert guidewright(made, "build").code == 0
    return made


def _moved_out(root: Path, outside: Path, path: str) -> None:
    """Puts a link to the outside where ``path`` was, which stands outside now."""
    target = outside / Path(path).name
    shutil.move(root / path, target)
    os.symlink(target, root / path)


def _edited(root: Path) -> None:
    spec = specs(root)[0]
    spec.write_text(spec.read_text("utf-8").replace("bonus_pct_high: 15", "bonus_pct_high: 14"), encoding="utf-8")


WRITTEN = (
    "output",
    "output/guides",
    "output/pages",
    "output/pages/companies",
    LEDGER,
    ".guidewright",
    ".guidewright/cache",
)


@pytest.mark.parametrize("path", WRITTEN)
def test_what_is_written_does_not_follow_links(root: Path, outside: Path, path: str) -> None:
    _moved_out(root, outside, path)
    _edited(root)
    before = tree(outside, ".")
    ran = guidewright(root, "build")
    assert tree(outside, ".") == before
    assert ran.code == (0 if path == ".guidewright/cache" else 2), ran.err
    assert ran.code == 0 or path.split("/")[0] in ran.err


@pytest.mark.parametrize("path", ["output", "output/guides"])
def test_pruning_and_sweeping_do_not_follow_links(root: Path, outside: Path, path: str) -> None:
    _moved_out(root, outside, path)
    specs(root)[0].unlink()
    before = tree(outside, ".")
    guidewright(root, "build", "--prune=all", "--force")
    assert tree(outside, ".") == before


@pytest.mark.parametrize(
    "path", ["seeds/_roles.yaml", "seeds/alalal-0000", "seeds/alalal-0000/_company.yaml", "templates/guide.md.j2"]
)
def test_what_is_read_does_not_follow_links(root: Path, outside: Path, path: str) -> None:
    if path.startswith("templates"):
        (root / "templates").mkdir()
        (root / path).write_text("secret {{ spec.role_display }}\n", encoding="utf-8")
    _moved_out(root, outside, path)
    before = tree(root)
    ran = guidewright(root, "build")
    assert ran.code == 1, ran.err
    assert f"{path}: error[GW013]" in ran.err
    assert tree(root) == before


@pytest.mark.parametrize("folder", ["seeds", "templates"])
def test_a_source_folder_that_is_a_link_is_refused(root: Path, outside: Path, folder: str) -> None:
    (root / folder).mkdir(exist_ok=True)
    _moved_out(root, outside, folder)
    before = tree(root)
    ran = guidewright(root, "build", "--prune=all")
    assert ran.code == 2, ran.err
    assert f"{folder}: " in ran.err
    assert tree(root) == before


PIPES = (
    "seeds/alalal-0000/pipe.yaml", "seeds/alalal-0000/_company.yaml", "seeds/_defaults.yaml", "templates/pipe.md.j2",
    "output/guides/alalal-0000/staff-software-engineer.md", "output/pages/index.md", LEDGER,
    ".guidewright/cache/index", ".guidewright/cache/records", ".guidewright/begun", "guidewright.toml",
    ".guidewright/lock",
)  # fmt: skip


@pytest.mark.parametrize("path", PIPES)
def test_a_pipe_does_not_hang_a_build(root: Path, path: str) -> None:
    _edited(root)
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).unlink(missing_ok=True)
    os.mkfifo(root / path)
    ran = guidewright(root, "build")
    harmless = path.startswith((".guidewright/cache", ".guidewright/lock"))
    assert ran.code == 0 if harmless else ran.code in (1, 2), ran.err
    assert harmless or path.removeprefix("templates/") in ran.err


ODD: dict[str, Callable[[Path], Path]] = {
    "dot dot": lambda folder: folder / "..yaml",
    "space": lambda folder: folder / "a b.yaml",
    "long": lambda folder: folder / f"{'a' * 250}.yaml",
    "not UTF-8": lambda folder: folder / os.fsdecode(b"\xff\xfe.yaml"),
    "newline": lambda folder: folder / "a\nb.yaml",
    "bidi": lambda folder: folder / "a\u202egpj.yaml",
    "upper case": lambda folder: folder / "Data-Engineer.yaml",
    "composed": lambda folder: folder / "ing\u00e9nieur.yaml",
    "decomposed": lambda folder: folder / "inge\u0301nieur.yaml",
    "device": lambda folder: folder / "con.yaml",
    "index": lambda folder: folder / "index.yaml",
}


@pytest.mark.parametrize("name", list(ODD))
def test_an_odd_name_stops_its_own_guide_only(root: Path, name: str) -> None:
    spec = specs(root)[0]
    good = guide_of(root, spec).read_bytes()
    odd = ODD[name](spec.parent)
    shutil.copy(spec, odd)
    before = set(tree(root))
    ran = guidewright(root, "build")
    hidden = odd.name.startswith(".")  # as every tool does, files that start with a dot are passed over
    assert ran.code == (0 if hidden else 1), ran.err
    assert hidden or "error[GW106]" in ran.err
    assert "Traceback" not in ran.err
    assert guide_of(root, spec).read_bytes() == good
    assert set(tree(root)) == before, "nothing is made for it"


def _refused(ran: Ran) -> None:
    assert ran.code == 2, ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("select", ["../outside", "/etc/passwd", "alalal-0000/../../outside"])
def test_a_selection_does_not_lead_out(root: Path, outside: Path, select: str) -> None:
    before = tree(outside, ".")
    _refused(guidewright(root, "build", select))
    assert tree(outside, ".") == before


@pytest.mark.parametrize("path", ["../outside/somebody.md", "/tmp/somebody.md", "seeds/alalal-0000/_company.yaml"])
def test_a_ledger_cannot_name_what_is_not_ours(root: Path, outside: Path, path: str) -> None:
    """A merged ledger is an input like any other: pruning removes nothing outside output/ and schema/."""
    import hashlib

    file = root / path if not path.startswith("/") else outside / "somebody.md"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    ledger = root / LEDGER
    ledger.write_text(f"{ledger.read_text('utf-8')}{digest}  {path}\n", encoding="utf-8")
    before = tree(outside, "."), tree(root, "seeds")
    assert guidewright(root, "build", "--prune=all").code == 0
    assert (tree(outside, "."), tree(root, "seeds")) == before
