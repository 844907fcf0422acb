"""Whatever stands where a shared file should is read, or said."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runner import guidewright

from guidewright.edges.workspace import load_sources, open_workspace


def _folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def _link(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("/etc/hostname")


def _latin(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"note: caf\xe9\n")


def _large(path: Path) -> None:
    path.write_text("a: " + "x" * (1 << 20), "utf-8")


@pytest.mark.parametrize(
    ("path", "make", "code"),
    [
        ("seeds/_defaults.yaml", _link, "GW013"),
        ("seeds/_roles.yaml", _link, "GW013"),
        ("seeds/_archive", _link, "GW013"),
        ("seeds/_archive/x.yaml", _latin, "GW001"),
        ("seeds/segment/_company.yaml", _folder, "GW013"),
        ("seeds/segment/_company.yaml", _link, "GW013"),
        ("seeds/segment/_notes.yaml", _link, "GW013"),
        ("seeds/segment/_notes.yaml", _large, "GW004"),
        ("seeds/segment/_notes.yaml", _latin, "GW001"),
    ],
)
def test_what_is_no_shared_file_is_refused(workspace: Path, path: str, make: object, code: str) -> None:
    make(workspace / path)  # type: ignore[operator]
    ran = guidewright("build", root=workspace)
    assert ran.code == 1, ran.err
    assert any(path in line and code in line for line in ran.err.splitlines()), ran.err


@pytest.mark.parametrize("name", ["_defaults.yaml", "_roles.yaml"])
def test_a_folder_in_place_of_what_all_share(workspace: Path, name: str) -> None:
    _folder(workspace / "seeds" / name)
    ran = guidewright("build", root=workspace)
    assert ran.code == 1
    assert f"seeds/{name}" in ran.err
    assert "GW013" in ran.err


def test_other_files_of_a_company_are_shared_too(workspace: Path) -> None:
    (workspace / "seeds/segment/_notes.yaml").write_text("a: 1\n", "utf-8")
    sources = load_sources(open_workspace(workspace)[0])
    assert sources.shared["seeds/segment/_notes.yaml"] == b"a: 1\n"
    assert not any("/_" in path for path in sources.specs)
