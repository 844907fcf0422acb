"""What the adopt tests share: the workspace's specs and templates as the core wants them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guidewright.commands import pipeline
from guidewright.core.adopt.adopt import Adoption, adopt
from guidewright.core.adopt.printing import House, print_spec
from guidewright.core.render import Renderer
from guidewright.edges.workspace import open_workspace


@dataclass(frozen=True)
class Shop:
    """The specs of a workspace by path, and the house that prints them."""

    specs: dict[str, str]
    house: House

    def printed(self, path: str, text: str | None = None) -> str:
        """The guide that the spec prints."""
        printed = print_spec(path, self.specs[path] if text is None else text, self.house).printed
        assert printed is not None, path
        return printed.guide

    def adopt(self, path: str, edited: str, text: str | None = None) -> Adoption:
        """The adoption of a guide edited to ``edited``."""
        guide = path.replace("seeds/", "output/guides/").replace(".yaml", ".md")
        return adopt(path, self.specs[path] if text is None else text, guide, edited.encode(), self.house)


def open_shop(root: Path) -> Shop:
    workspace, _ = open_workspace(root)
    build = pipeline.prepare(workspace, use_cache=False)
    specs = {path: data.decode() for path, data in build.sources.specs.items()}
    return Shop(specs, House(build.catalogue, build.texts, Renderer(build.templates)))
