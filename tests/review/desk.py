"""A workspace in a git repository, and small edits of it: the material of the review tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

from cli_runner import Ran, guidewright

REPOSITORY = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "LC_ALL": "C.UTF-8",
    **{f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
CONFIG = "version = 1\n[build]\nseed_files = []\n"
ML, DATA, OPS = "twilio/ml-ai-engineer", "twilio/data-engineer", "twilio/devops-engineer"
EVIDENCE = "templates/blocks/evidence.md.j2"


class Desk:
    """A workspace below ``root``, committed as it was built."""

    def __init__(self, root: Path, config: str = CONFIG, commit: bool = True) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        for name in ("seeds", "templates"):
            shutil.copytree(REPOSITORY / name, root / name)
        self.write("guidewright.toml", config)
        self.write(".gitignore", ".guidewright/\n")
        if commit:
            self.git("init", "-q", "-b", "main")
            self.build()
            self.commit()

    def git(self, *arguments: str, check: bool = True) -> str:
        ran = self.shell("git", *arguments)
        assert not check or ran.returncode == 0, ran.stderr
        return ran.stdout

    def shell(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.root, env={**ENVIRONMENT, "HOME": str(self.root), **more}, capture_output=True, text=True
        )

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "a commit")

    def run(self, *argv: str) -> Ran:
        """guidewright in this process, with git as on a machine without configuration or hook under way."""
        with mock.patch.dict(os.environ, ENVIRONMENT):
            for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "NO_COLOR"):
                os.environ.pop(name, None)
            return guidewright(*argv, root=self.root)

    def build(self) -> None:
        ran = self.run("build")
        assert ran.code == 0, ran.err

    def diff(self, *argv: str) -> dict[str, Any]:
        """The JSON report."""
        ran = self.run("diff", *argv, "--format", "json")
        assert ran.code in (0, 1), ran.err
        found: dict[str, Any] = json.loads(ran.out)
        assert found["differs"] == bool(ran.code)
        return found

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str, count: int = -1) -> None:
        text = self.read(path)
        assert old in text, f"{path} has no {old!r}"
        self.write(path, text.replace(old, new, count))

    def edit_spec(self, guide: str, old: str, new: str, count: int = -1) -> None:
        self.edit(f"seeds/{guide}.yaml", old, new, count)

    def multiply(self, companies: int) -> None:
        """Adds companies with Twilio's guides under names of their own."""
        for number in range(companies):
            folder = f"seeds/maker-{number}"
            shutil.copytree(self.root / "seeds/twilio", self.root / folder)
            for file in (self.root / folder).iterdir():
                text = file.read_text("utf-8").replace("Twilio", f"Maker {number}")
                file.write_text(text.replace("aliases: [TWLO]\n", ""), encoding="utf-8")


def causes(report: dict[str, Any]) -> dict[str, set[str]]:
    """By guide: its causes, as ``kind`` or ``kind name`` where the name is no spec or company."""
    return {
        guide["guide"]: {
            each["kind"]
            if each["kind"] in ("spec", "company", "hand", "tool", "rename")
            else f"{each['kind']} {each['name']}"
            for each in guide["causes"]
        }
        for guide in report["guides"]
    }
