"""Every command in the README and in docs/ is run, and prints what the page says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import REPOSITORY

PAGES = sorted([REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md")])
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Command:
    """One command of a page and what it prints; ``…`` in the text stands for anything."""

    line: int
    text: str
    printed: str


def commands(page: Path) -> list[Command]:
    text = page.read_text("utf-8")
    found: list[Command] = []
    for block in _BLOCK.finditer(text):
        start = text.count("\n", 0, block.start(1)) + 1
        lines = block[1].split("\n")
        for index, line in enumerate(lines):
            if line.startswith("$ "):
                after = lines[index + 1 :]
                end = next((i for i, each in enumerate(after) if each.startswith("$ ")), len(after))
                found.append(Command(start + index, line[2:], "\n".join(after[:end]).strip("\n")))
    return found


def _environment(root: Path) -> dict[str, str]:
    tools = str(Path(sys.executable).parent)
    own = {"HOME": str(root), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "NO_COLOR": "1"}
    author = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "You"), ("EMAIL", "you@example.com"))
    }
    return {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "COLUMNS": "100"} | own | author


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A copy of the repository's workspace, built and committed, as the reader of a page has it."""
    root = tmp_path / "guidewright"
    root.mkdir()
    for name in ("seeds", "templates", "output", "schema"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "guidewright.toml", root)
    for command in ("git init -q -b main", "git add -A", "git commit -q -m start"):
        subprocess.run(command.split(), cwd=root, env=_environment(tmp_path), check=True)
    return root


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_the_commands_of_a_page_print_what_it_says(page: Path, desk: Path, shared: Path) -> None:
    environment = _environment(desk.parent) | {"GUIDEWRIGHT_SHARED": str(shared)}
    for command in commands(page):
        text = command.text
        while text.startswith("cd "):
            folder, _, text = text.removeprefix("cd ").partition(" && ")
            desk = desk / folder
        ran = subprocess.run(
            ["bash", "-c", text],
            cwd=desk,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        said = ran.stdout.strip("\n")
        pattern = re.escape(command.printed).replace("…", ".*?")
        assert re.fullmatch(pattern, said, re.S), f"{page.name}:{command.line}: $ {command.text}\n{said}"


def test_every_link_inside_the_documentation_leads_somewhere() -> None:
    pages = [*PAGES, REPOSITORY / "ARCHITECTURE.md"]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    ]
    broken = [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()]
    assert broken == []


def test_the_reference_is_what_the_code_says() -> None:
    ran = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=REPOSITORY, capture_output=True, text=True, timeout=120
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, ""), "run: python docs/generate.py"
