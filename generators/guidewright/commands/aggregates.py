"""What is made of many guides: pages and seed files. One that would miss a broken guide is held back.

What a page or file is made of is summed up in a key; one whose key is as it was is known by its digest, and its bytes
are made only if they turn out to be needed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from guidewright.commands import seeding
from guidewright.commands.keys import key_of, key_of_files
from guidewright.core.diagnostic import Diagnostic, packed, unpacked
from guidewright.core.layout import Page, layout, page_paths
from guidewright.edges.beside import halved, many
from guidewright.edges.output import sha256

if TYPE_CHECKING:
    from guidewright.commands.guide import Guide
    from guidewright.commands.pipeline import Build
    from guidewright.core.render import Renderer


@dataclass
class Making:
    """One turn of making: ``needed`` names the paths whose bytes are wanted (None: of whatever is new)."""

    build: Build
    needed: Container[str] | None = None
    digests: dict[str, str] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def known(self) -> dict[str, tuple[str, str]]:
        """Key and digest of what was made last time, by path."""
        found: dict[str, tuple[str, str]] = self.build.cache.shared.get("made", {})
        return found

    def asks_for(self, path: str, key: str) -> bool:
        """Whether the bytes of ``path`` must be made; where they are known by ``key``, their digest is noted."""
        known = self.known.get(path)
        if known is not None and known[0] == key:
            self.keys[path], self.digests[path] = known, known[1]
            return self.needed is not None and path in self.needed
        return self.needed is None or path in self.needed

    def add(self, path: str, key: str, data: bytes, digest: str = "") -> None:
        self.contents[path], self.digests[path] = data, digest or sha256(data)
        self.keys[path] = (key, self.digests[path])


def complete(build: Build) -> None:
    """Adds the digests of pages and seed files to a prepared build, and the bytes of those that are new."""
    config = build.workspace.config
    settings = repr([config[key] for key in ("build.seed_files", "build.pages", "build.drafts")])
    guides = repr([(guide.path, guide.data_key, guide.output) for guide in build.guides.values()])
    unread = repr(sorted(build.sources.unreadable))
    key = key_of(settings, unread, str(build.cache.shared.get("inputs")), guides)
    known = build.cache.shared.get("aggregates")
    if known and known[0] == key and build.cache.shared.get("inputs"):
        build.shared_outputs, build.held_back = dict(known[1]), set(known[2])
        return
    make(build)
    build.cache.shared["aggregates"] = (key, dict(build.shared_outputs), sorted(build.held_back))


def make(build: Build, needed: Collection[str] | None = None) -> None:
    """Makes what is made of many guides: what is new, or just the paths that are ``needed``."""
    config = build.workspace.config
    making, broken = Making(build, needed), _broken(build)
    held = {path for guide in broken for path in page_paths(guide.company, guide.role)}
    if config["build.pages"]:
        _pages(making, held)
    wanted = set(config["build.seed_files"])
    if broken:
        whole = seeding.whole_paths(wanted)
        held, wanted = held | set(whole.values()), wanted - whole.keys()
    seeding.add_seed_files(making, wanted, with_drafts=config["build.drafts"])
    if len(_broken(build)) > len(broken):  # a guide that had to be compiled again, and could not be
        make(build, needed)
        return
    build.shared_contents |= making.contents
    if needed is not None:
        return
    if build.unread_companies:
        held, making.digests = held | making.digests.keys(), {}
    build.shared_outputs, build.held_back = making.digests, held
    build.cache.shared["made"] = making.keys
    build.diagnostics += [each for each in making.diagnostics if each not in build.diagnostics]


def _broken(build: Build) -> list[Guide]:
    """The guides that are not built."""
    return [guide for guide in (*build.guides.values(), *build.unread) if guide.output is None]


def _pages(making: Making, held: set[str]) -> None:
    """Every page that is asked for; one that cannot be made is held back."""
    build = making.build
    asked = [
        (page, key) for page, key in _keyed_pages(build) if page.path not in held and making.asks_for(page.path, key)
    ]
    if not asked:
        return
    from guidewright.core.render import Renderer

    guides = build.built
    build.recall(guides[index] for page, _ in asked if not page.overview for index in page.guides)
    renderer, pages = Renderer(build.templates), [page for page, _ in asked]
    if many(guides):  # those of companies come first, and take less
        pages = pages[::2] + pages[1::2]
    halves = halved(lambda some: _texts(build, renderer, some), pages, many(guides))
    texts = [text for half in halves for text in half]
    made = {path: (text, found) for path, text, found in texts}
    for page, key in asked:
        text, found = made[page.path]
        making.diagnostics += [unpacked(each) for each in found]
        if text is None:
            held.add(page.path)
        else:
            making.add(page.path, key, text)


def _texts(
    build: Build, renderer: Renderer, pages: Sequence[Page]
) -> list[tuple[str, bytes | None, list[tuple[Any, ...]]]]:
    """Of each page its path, its bytes (None if it cannot be made) and its packed problems."""
    from guidewright.core.pages import values
    from guidewright.edges.limits import limits

    config, catalogue, guides = build.workspace.config, build.catalogue, build.built
    made = []
    with limits(config["limits.seconds"], config["limits.megabytes"]) as guard:
        renderer.guard = guard
        for page in pages:
            text, found = None, list[Diagnostic]()
            known = page.overview or all(guides[index].shown for index in page.guides)
            if known and page.template not in build.templates.broken:
                own = [guides[index].facts if page.overview else guides[index].summary for index in page.guides]
                context = values(page, own, catalogue.companies, catalogue.roles)
                text, found = renderer.page(page.template, context, page.path)
            made.append((page.path, text.encode() if text is not None else None, [packed(each) for each in found]))
    return made


def _keyed_pages(build: Build) -> Iterator[tuple[Page, str]]:
    """Every page with the key of what it is made of: templates, roles, its company's file, its guides' summaries (which
    say themselves where they end)."""
    guides = build.built
    base = (build.house_key, _page_templates(build))
    for page in layout([(guide.company, guide.role) for guide in guides]):
        own = [guides[index] for index in page.guides]
        facts = b"".join([guide.packed_facts for guide in own])
        shown = b"" if page.overview else b"".join([guide.shown_check for guide in own])
        company = build.sources.shared.get(f"seeds/{page.company}/_company.yaml", b"") if page.company else b""
        yield page, key_of(*base, company, facts, shown)


_REACHES = re.compile(rb"\b(?:include|import|extends)\b")


def _page_templates(build: Build) -> str:
    """The key of the templates that pages use: their own, or all where one of them may reach others."""
    own = {name: data for name, data in build.sources.templates.items() if name.startswith("pages/")}
    if any(_REACHES.search(data) for data in own.values()):
        return build.template_key
    return key_of_files(own)
