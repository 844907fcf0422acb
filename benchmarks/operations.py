"""What is measured, for a corpus of one size: guidewright's verbs and the peers' equivalents."""

from __future__ import annotations

import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import REPOSITORY, make, spec, spec_path
from benchmarks.measure import Operation
from benchmarks.peers import hugo, ninja

GUIDEWRIGHT = (sys.executable, "-m", "guidewright")
SLOW_SCRIPT = 5_000
"""Beyond this many guides the script with PyYAML's own loader is left out: it takes minutes."""
PAGES_ONLY = "[build]\nseed_files = []\n"


def set_aside(*paths: Path) -> None:
    """Moves what an earlier run made out of the way. Not deleted: ext4 makes new files slowly after many deletions
    (it goes through recently deleted inodes one by one), which would add up to a second to whoever comes next."""
    aside = paths[0].parent.parent / "aside"
    aside.mkdir(exist_ok=True)
    for path in paths:
        if path.exists():
            path.rename(aside / f"{path.name}-{secrets.token_hex(6)}")


class Workspace:
    """A made workspace, and the changes that are measured."""

    def __init__(self, root: Path, guides: int, config: str) -> None:
        self.root, self.guides = root, guides
        make(root, guides, config)

    def fresh(self, turn: int) -> None:
        set_aside(self.root / "output", self.root / "schema", self.root / ".guidewright")

    def edit_one(self, turn: int) -> None:
        path, company, role = spec_path(self.guides // 2)
        (self.root / path).write_text(spec(company, role, variant=turn + 1), encoding="utf-8")

    def change_template(self, turn: int) -> None:
        name = "blocks/evidence.md.j2"
        text = (REPOSITORY / "templates" / name).read_text("utf-8")
        own = self.root / "templates" / name
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(text.replace("#### ", "#" * (5 + turn % 2) + " "), encoding="utf-8")

    def operations(self, label: str) -> list[Operation]:
        build = (*GUIDEWRIGHT, "-q", "build")
        changes: dict[str, Callable[[int], None]] = {
            "cold build": self.fresh,
            "nothing to do": lambda turn: None,
            "one spec edited": self.edit_one,
            "one template changed": self.change_template,
        }
        return [Operation(f"{label}: {name}", build, self.root, before) for name, before in changes.items()]


def _reviewing(workspace: Workspace) -> list[Operation]:
    """check, and diff against a commit with one spec edited since."""
    root = workspace.root
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "corpus"]):
        subprocess.run([*git, *arguments], cwd=root, check=True)
    check = (*GUIDEWRIGHT, "-q", "check", "--as-of", "2026-03-01")
    return [
        Operation("guidewright: check", check, root, codes=(0, 1)),
        Operation("guidewright: diff", (*GUIDEWRIGHT, "-q", "diff"), root, workspace.edit_one, codes=(0, 1)),
    ]


def of_size(folder: Path, guides: int) -> list[Operation]:
    """Every operation over ``guides`` specs; workspaces and peers are made in ``folder``."""
    pages = Workspace(folder / "pages", guides, PAGES_ONLY)
    full = Workspace(folder / "full", guides, "")
    site, ninjas, script = folder / "hugo", folder / "ninja", str(Path(__file__).resolve().parent / "peers/script.py")
    hugo.prepare(pages.root, site)
    ninja.prepare(pages.root, ninjas)
    made = [folder / "script", folder / "script-c"]
    python = (sys.executable, script, str(pages.root))
    slow = [] if guides > SLOW_SCRIPT else [
        Operation("script (yaml.SafeLoader)", (*python, str(made[0])), folder, lambda turn: set_aside(made[0]), runs=1)
    ]  # fmt: skip
    return [
        Operation(
            "Hugo", (hugo.binary(), "--quiet"), site, lambda turn: set_aside(site / "public", site / "resources")
        ),
        *pages.operations("guidewright"),
        Operation(
            "script (yaml.CSafeLoader)",
            (*python, str(made[1]), "--c-loader"),
            folder,
            lambda turn: set_aside(made[1]),
        ),
        *slow,
        Operation("ninja: nothing to do", (ninja.binary(), "--quiet"), ninjas),
        *full.operations("guidewright with seed files"),
        *_reviewing(pages),
    ]


def compared(folder: Path) -> dict[str, tuple[int, list[str]]]:
    """For each peer: how many files were compared with guidewright's, and those that differ. Run after the rounds."""
    root = folder / "compare"
    shutil.copytree(folder / "pages" / "seeds", root / "seeds")
    shutil.copy(folder / "pages/guidewright.toml", root)
    subprocess.run([*GUIDEWRIGHT, "-q", "-C", str(root), "build"], check=True)
    site, plain = folder / "compare-hugo", folder / "compare-script"
    hugo.prepare(root, site)
    subprocess.run([hugo.binary(), "--quiet"], cwd=site, check=True)
    script = Path(__file__).resolve().parent / "peers/script.py"
    subprocess.run([sys.executable, str(script), str(root), str(plain), "--c-loader"], check=True)
    return {
        "Hugo": hugo.differences(root / "output", site / "public"),
        "script": hugo.differences(root / "output", plain, lambda path: path),
    }


def once(folder: Path, shared: Path | None) -> list[Operation]:
    """What does not depend on the size: the start, and the import of the sample corpus."""
    folder.mkdir(parents=True)
    python = sys.executable
    operations = [
        Operation("python -c pass", (python, "-c", "pass"), folder),
        Operation("guidewright --help", (*GUIDEWRIGHT, "--help"), folder),
        Operation("hugo --help", (hugo.binary(), "--help"), folder),
    ]
    sample = shared / "corpus/legacy" if shared else None
    if sample and sample.is_dir():
        root = folder / "import"

        def empty(turn: int) -> None:
            set_aside(root)
            (root / "seeds").mkdir(parents=True)
            (root / "guidewright.toml").write_text("version = 1\n", encoding="utf-8")
            for name in ("_defaults.yaml", "_roles.yaml"):
                shutil.copy(REPOSITORY / "seeds" / name, root / "seeds" / name)

        empty(0)
        files = sum(1 for _ in sample.rglob("*.md"))
        command = (*GUIDEWRIGHT, "-q", "-C", str(root), "import", str(sample))
        operations.append(Operation(f"import of the sample ({files} guides)", command, folder, empty, codes=(0, 1)))
    return operations
