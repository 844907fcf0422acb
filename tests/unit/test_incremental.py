"""What is not asked for is not made: which guides, pages and files a build works on after a change."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runner import guidewright, tree

from guidewright.commands import aggregates, pipeline

SPEC = "seeds/twilio/data-engineer.yaml"
PAGES = {"output/pages/companies/twilio.md", "output/pages/roles/data-engineer.md"}
WHOLE = {f"output/seeds/{name}" for name in ("guides.ndjson", "compensation.csv", "seed.sql", "guides.sqlite")}


@pytest.fixture
def work(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The specs that are compiled and the paths that are made of many guides, from here on."""
    assert guidewright("build", root=workspace).code == 0
    done: dict[str, list[str]] = {"compiled": [], "made": []}
    compile_, add = pipeline.Build.compile, aggregates.Making.add

    def compiling(self: pipeline.Build, paths: list[str], *args: object, **options: object) -> None:
        done["compiled"] += paths
        compile_(self, paths, *args, **options)  # type: ignore[arg-type]

    def adding(self: aggregates.Making, path: str, *args: object) -> None:
        done["made"].append(path)
        add(self, path, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline.Build, "compile", compiling)
    monkeypatch.setattr(aggregates.Making, "add", adding)
    return done


def as_clean(root: Path) -> bool:
    """Whether the output is what a build without a cache, ledger or output makes."""
    now = tree(root, "output", "schema")
    for path in sorted(now):
        (root / path).unlink()
    for path in (root / ".guidewright/cache").iterdir():
        path.unlink()
    assert guidewright("build", root=root).code == 0
    return tree(root, "output", "schema") == now


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_figure_moves_its_pages_and_the_files_of_all_guides(workspace: Path, work: dict[str, list[str]]) -> None:
    edit(workspace / SPEC, "base_high: 200000", "base_high: 205000")
    assert guidewright("build", root=workspace).code == 0
    assert work["compiled"] == [SPEC]
    assert set(work["made"]) == PAGES | WHOLE
    assert as_clean(workspace)


def test_prose_moves_no_page(workspace: Path, work: dict[str, list[str]]) -> None:
    edit(workspace / SPEC, "  - narrative: |\n", "  - narrative: |\n      One more sentence.\n")
    assert guidewright("build", root=workspace).code == 0
    assert work["compiled"] == [SPEC]
    assert set(work["made"]) == WHOLE
    assert as_clean(workspace)


def template(root: Path, name: str, text: str) -> None:
    (root / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
    (root / "templates" / name).write_text(text, encoding="utf-8")


def test_a_template_of_guides_moves_guides_alone(workspace: Path, work: dict[str, list[str]]) -> None:
    template(workspace, "blocks/evidence.md.j2", "##### {{ block.title }}\n")
    assert guidewright("build", root=workspace).code == 0
    assert len(work["compiled"]) == 5
    assert work["made"] == []
    assert as_clean(workspace)


def test_a_template_that_a_page_includes_moves_pages(workspace: Path, work: dict[str, list[str]]) -> None:
    template(workspace, "pages/role.md.j2", "{% include 'mine.md.j2' %}{{ table }}\n")
    for title in ("# One\n", "# Two\n"):
        work["made"].clear()
        template(workspace, "mine.md.j2", title)
        assert guidewright("build", root=workspace).code == 0
        assert "output/pages/roles/data-engineer.md" in work["made"]
        assert (workspace / "output/pages/roles/data-engineer.md").read_text("utf-8").startswith(title)
    assert as_clean(workspace)


@pytest.mark.parametrize("lost", [*sorted(WHOLE), "output/seeds/guides/twilio/data-engineer.json", *sorted(PAGES)])
def test_what_is_lost_is_made_again_and_nothing_else(workspace: Path, work: dict[str, list[str]], lost: str) -> None:
    before = (workspace / lost).read_bytes()
    (workspace / lost).unlink()
    assert guidewright("build", root=workspace).code == 0
    assert (workspace / lost).read_bytes() == before
    assert set(work["made"]) <= {lost}


def test_a_file_that_is_not_as_it_was_left_gives_no_shares(workspace: Path, work: dict[str, list[str]]) -> None:
    """Shares are cut only from a file with the digest that the last build gave it."""
    mine = workspace / "output/seeds/guides.ndjson"
    mine.write_bytes(b" " + mine.read_bytes()[1:])
    edit(workspace / SPEC, "base_high: 200000", "base_high: 205000")
    assert guidewright("build", root=workspace).code == 3, "a hand edit is protected"
    assert len(set(work["compiled"])) == 5
    assert guidewright("build", "--force", root=workspace).code == 0
    assert as_clean(workspace)
