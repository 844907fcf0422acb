"""What tests share: where the material is, and workspaces to work in. Without the material, tests fail in CI."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
# A CI that runs in the background may ignore Ctrl-C, which every process that tests start would inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)


def find_shared() -> Path | None:
    """The folder of shared material, or None."""
    candidates = [os.environ.get("GUIDEWRIGHT_SHARED"), str(REPOSITORY.parent / "shared")]
    return next((Path(each) for each in candidates if each and Path(each).is_dir()), None)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material: seed guides, sample corpus, bad inputs."""
    found = find_shared()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("shared/ not found: set GUIDEWRIGHT_SHARED; in CI these tests must run")
        pytest.skip("shared/ not found: set GUIDEWRIGHT_SHARED")
    return found


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the repository's example specs and the default configuration."""
    root = tmp_path / "workspace"
    root.mkdir()
    shutil.copytree(REPOSITORY / "seeds", root / "seeds")
    (root / "guidewright.toml").write_text("version = 1\n", encoding="utf-8")
    return root


@pytest.fixture
def empty_workspace(tmp_path: Path) -> Path:
    """A workspace with shared files but no company."""
    root = tmp_path / "workspace"
    (root / "seeds").mkdir(parents=True)
    for name in ("_defaults.yaml", "_roles.yaml"):
        shutil.copy(REPOSITORY / "seeds" / name, root / "seeds" / name)
    (root / "guidewright.toml").write_text("version = 1\n", encoding="utf-8")
    return root
