"""What is made of many guides: pages and seed files. One that would miss a broken guide is held back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidewright.core.diagnostic import Diagnostic
from guidewright.core.pages import page_paths, pages
from guidewright.core.render import Renderer
from guidewright.core.schema import schemas
from guidewright.core.seedfiles.files import seed_files
from guidewright.edges.limits import limits

if TYPE_CHECKING:
    from guidewright.commands.pipeline import Build

SEEDS = "output/seeds"


def aggregates(build: Build) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The bytes of every page and seed file, by path. ``build.held_back`` is set to those that are left alone."""
    config = build.workspace.config
    broken = [guide for guide in build.guides.values() if guide.output is None]
    held = {path for guide in broken for path in page_paths(guide.company, guide.role)}
    contents: dict[str, bytes] = {}
    diagnostics: list[Diagnostic] = []
    if config["build.pages"]:
        contents, diagnostics = _pages(build)
    seeds = seed_contents(build)
    if broken:
        held |= {
            path for path in seeds if not path.startswith(("output/seeds/guides/", "output/seeds/schema/", "schema/"))
        }
    contents |= seeds
    build.held_back = held
    return {path: data for path, data in contents.items() if path not in held}, diagnostics


def _pages(build: Build) -> tuple[dict[str, bytes], list[Diagnostic]]:
    config = build.workspace.config
    contents: dict[str, bytes] = {}
    diagnostics: list[Diagnostic] = []
    summaries = [guide.summary for guide in build.built]
    with limits(config["limits.seconds"], config["limits.megabytes"]) as guard:
        renderer = Renderer(build.templates, guard)
        for path, template, values in pages(summaries, build.catalogue.companies, build.catalogue.roles):
            if template in build.templates.broken:
                continue
            text, found = renderer.page(template, values, path)
            diagnostics += found
            if text is not None:
                contents[path] = text.encode()
    return contents, diagnostics


def seed_contents(build: Build, formats: tuple[str, ...] | None = None, drafts: bool | None = None) -> dict[str, bytes]:
    """The seed files by output path; drafts are left out unless asked for."""
    config = build.workspace.config
    wanted = set(formats if formats is not None else config["build.seed_files"])
    with_drafts = config["build.drafts"] if drafts is None else drafts
    contents: dict[str, bytes] = {}
    if "schema" in wanted:
        for name, data in schemas().items():
            contents[f"schema/{name}"] = contents[f"{SEEDS}/schema/{name}"] = data
    if wanted - {"schema"}:
        records = [record for record in build.records() if with_drafts or not record["draft"]]
        made = seed_files(records, build.catalogue.companies, build.catalogue.roles, wanted)
        if "sqlite" in wanted:
            from guidewright.core.seedfiles.rows import tables
            from guidewright.edges.sqlite import database

            made["guides.sqlite"] = database(tables(records, build.catalogue.companies, build.catalogue.roles))
        contents |= {f"{SEEDS}/{name}": data for name, data in made.items()}
    return contents
