"""From a workspace to everything that its output should be: sources, compiled guides, pages and seed files.

What is not asked for is not made: with a cache, a guide whose inputs are unchanged is known by its digest, and its
bytes are made only if they turn out to be needed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from guidewright.commands.guide import Guide
from guidewright.commands.inputs import reading
from guidewright.commands.keys import key_of, key_of_files
from guidewright.core.diagnostic import Diagnostic, unpacked
from guidewright.edges import cache as caches
from guidewright.edges.area import Bytes
from guidewright.edges.workspace import Sources, Workspace, texts_of

if TYPE_CHECKING:
    from guidewright.core.resolve import Catalogue
    from guidewright.core.templates import TemplateSet

Progress = Callable[[int, int], None]


@dataclass
class Build:
    """Everything that is known of a workspace's output, and how to make what is not there yet."""

    workspace: Workspace
    sources: Sources
    cache: caches.Cache
    jobs: int = 0
    progress: Progress | None = None
    formats: frozenset[str] = frozenset()
    """The formats of seed files for which every guide's share is made where it is compiled."""
    house_key: str = ""
    """A digest of the tool and of what all guides share."""
    template_key: str = ""
    guides: dict[str, Guide] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    shared_outputs: dict[str, str] = field(default_factory=dict)
    shared_contents: dict[str, bytes] = field(default_factory=dict)
    held_back: set[str] = field(default_factory=set)
    loaded_shared: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def texts(self) -> dict[str, str]:
        return texts_of(self.sources.shared, [])

    @cached_property
    def shared_key(self) -> str:
        """A digest of all shared files."""
        return key_of_files(self.sources.shared)

    @cached_property
    def checked_catalogue(self) -> tuple[Catalogue, list[Diagnostic]]:
        from guidewright.core.compile import catalogue
        from guidewright.core.resolve import Catalogue

        unreadable = {path for path in self.sources.unreadable if path.startswith("seeds/")}
        key = key_of(self.house_key, self.shared_key)
        known = self.cache.shared.get("catalogue")
        if known and known[0] == key and not unreadable:
            return Catalogue(*known[1:]), []
        diagnostics: list[Diagnostic] = []
        texts = texts_of(self.sources.shared, diagnostics)
        unreadable |= {path for path in self.sources.shared if path not in texts}
        made, found = catalogue(texts, frozenset(unreadable))
        diagnostics += found
        if not diagnostics and not unreadable:
            self.cache.shared["catalogue"] = (key, made.defaults, made.roles, made.companies)
        return made, diagnostics

    @cached_property
    def checked_templates(self) -> tuple[TemplateSet, list[Diagnostic]]:
        from guidewright.core.templates import check_templates, template_set
        from guidewright.edges.limits import limits

        diagnostics: list[Diagnostic] = []
        texts = texts_of(self.sources.templates, diagnostics, self.sources.template_places)
        key = key_of(self.house_key, self.template_key)
        if self.cache.shared.get("templates") == key:
            return template_set(texts, self.sources.template_places), []
        with limits(self.workspace.config["limits.seconds"], self.workspace.config["limits.megabytes"]):
            checked, found = check_templates(texts, self.sources.template_places)
        diagnostics += found
        unread = frozenset(self.sources.template_places) - texts.keys()
        if not diagnostics and not unread:
            self.cache.shared["templates"] = key
        return replace(checked, broken=checked.broken | unread), diagnostics

    @property
    def catalogue(self) -> Catalogue:
        return self.checked_catalogue[0]

    @property
    def templates(self) -> TemplateSet:
        return self.checked_templates[0]

    @property
    def built(self) -> list[Guide]:
        """The guides that are built, by company and role."""
        return [guide for guide in self.guides.values() if guide.output is not None]

    @property
    def kept(self) -> set[str]:
        """Output paths that are no orphans although this build does not make them: their source is broken."""
        broken = [guide for guide in (*self.guides.values(), *self.unread) if guide.output is None]
        seed_files = {f"output/seeds/guides/{guide.company}/{guide.role}.json" for guide in broken}
        return {guide.target for guide in broken} | seed_files | self.held_back

    @property
    def unread(self) -> list[Guide]:
        """The guides of specs that are there but could not be read."""
        inner = (path.removeprefix("seeds/").removesuffix(".yaml").split("/") for path in self.sources.unreadable)
        slugs = (tuple(parts) for parts in inner if len(parts) == 2 and not parts[1].startswith("_"))
        return [Guide(f"seeds/{company}/{role}.yaml", company, role, "", "") for company, role in slugs]

    @property
    def unread_companies(self) -> list[str]:
        """What stands where a company's folder should, and cannot be read: which guides it has is unknown."""
        return sorted(path for path in self.sources.unreadable if path.count("/") == 1 and path.startswith("seeds/"))

    @property
    def wanted(self) -> dict[str, str]:
        """Every output path and the digest that it should have."""
        return {guide.target: guide.output for guide in self.built if guide.output} | self.shared_outputs

    @property
    def _workers(self) -> int:
        wanted: int = self.jobs or self.workspace.config["build.jobs"]
        return wanted

    def get_ready(self) -> None:
        """Does what compiling needs whatever there is to compile."""
        from guidewright.core.render import Renderer
        from guidewright.edges.compiling import get_ready
        from guidewright.edges.workers import how_many, load_pool

        _, templates = self.catalogue, self.templates  # both are kept
        get_ready(Renderer(templates))  # what it compiles is kept by the templates
        if not self.cache.entries and how_many(self._workers, 2) > 1:  # there will be much to compile
            load_pool()

    def compile(self, paths: Iterable[str], render_only: bool = False, formats: frozenset[str] = frozenset()) -> None:
        """Compiles the specs at ``paths``, or renders their known records anew, and notes what they came to.

        Where a record is new, its shares in the build's seed files are made along; else those in ``formats``.
        """
        from guidewright.edges.compiling import Job, compile_all

        paths = list(paths)
        limits = self.workspace.config["limits.seconds"], self.workspace.config["limits.megabytes"]
        shares, known = (formats, self.blobs) if render_only else (self.formats | formats, None)
        job = Job(self.sources.specs, self.catalogue, self.templates, *limits, shares, known)
        done = 0
        for batch in compile_all(paths, job, self._workers):
            for result in batch:
                self.guides[result.path].take(result, render_only)
            done += len(batch)
            if self.progress:
                self.progress(done, len(paths))

    def blobs(self, paths: Collection[str]) -> dict[str, Bytes]:
        """The packed records of ``paths``, from this run or the cache."""
        own: dict[str, Bytes] = {path: part.record for path in paths if (part := self.guides[path].part) is not None}
        known = [path for path in paths if path not in own and path in self.cache.entries]
        return own | self.cache.records(self.workspace.root, known)

    def packed(self, guides: Iterable[Guide]) -> dict[str, Bytes]:
        """The packed records of ``guides`` by path; what the cache has lost is compiled again."""
        paths = [guide.path for guide in guides]
        blobs = self.blobs(paths)
        if lost := [path for path in paths if path not in blobs]:
            self.compile(lost)
            blobs |= self.blobs(lost)
        return blobs

    def records(self, guides: Sequence[Guide]) -> Iterator[dict[str, Any]]:
        """The records of ``guides``, one at a time."""
        blobs = self.packed(guides)
        return (caches.unpacked(blobs[guide.path])[0] for guide in guides if guide.path in blobs)

    def recall(self, guides: Iterable[Guide]) -> None:
        """Makes sure that what pages show of ``guides`` is at hand; what the cache has lost is compiled again."""
        unknown = {guide.path: guide for guide in guides if not guide.shown}
        known = self.cache.shown(self.workspace.root, [path for path in unknown if path in self.cache.entries])
        for path, shown in known.items():
            unknown[path].shown = shown
        if lost := [path for path in unknown if path not in known]:
            self.compile(lost)

    def contents(self, paths: Collection[str]) -> dict[str, Bytes]:
        """The bytes of output ``paths``; what was known by digest alone is made now."""
        by_target = {guide.target: guide for guide in self.built}
        missing = [by_target[path].path for path in paths if path in by_target and by_target[path].content is None]
        if missing:
            self.compile(missing, render_only=True)
        if shared := {path for path in paths if path in self.shared_outputs and path not in self.shared_contents}:
            from guidewright.commands.aggregates import make

            make(self, shared)
        own = {path: by_target[path].content for path in paths if path in by_target}
        found: dict[str, Bytes] = {path: data for path, data in own.items() if data is not None}
        return found | {path: self.shared_contents[path] for path in paths if path in self.shared_contents}


def prepare(
    workspace: Workspace,
    *,
    jobs: int = 0,
    progress: Progress | None = None,
    use_cache: bool = True,
    formats: Collection[str] = (),
) -> Build:
    """The build of a workspace with every guide known; pages and seed files come with ``aggregates.complete``, for
    which ``formats`` is made along."""
    with reading(workspace, caches.written(workspace.root) if use_cache else 0) as begun:
        cache = caches.load(workspace.root) if use_cache else caches.Cache()
        build = Build(workspace, begun.inputs.sources, cache, jobs, progress, frozenset(formats))
        build.loaded_shared = dict(cache.shared)
        build.house_key, build.template_key = begun.inputs.house, begun.inputs.templates
        found = begun.specs(build.get_ready)
    build.diagnostics = list(found.sources.diagnostics)
    stale, unrendered = [], []
    for path, data_key in found.data.items():
        _, company, name = path.split("/")
        guide = Guide(path, company, name.removesuffix(".yaml"), data_key, build.template_key)
        build.guides[path] = guide
        entry = cache.entries.get(path)
        if entry is None or entry.data_key != data_key:
            stale.append(path)
            continue
        guide.packed_facts, guide.shown_check, guide.json = entry.facts, entry.shown, entry.json
        guide.diagnostics = [unpacked(each) for each in entry.diagnostics]
        if entry.render_key == guide.render_key:
            guide.output = entry.output
        else:
            unrendered.append(path)
    if stale:
        build.compile(stale)
    if unrendered:
        build.compile(unrendered, render_only=True)
    ok = key_of(found.tool, build.template_key, build.shared_key)
    if cache.shared.get("inputs") != ok or stale or unrendered:
        build.diagnostics += build.checked_catalogue[1] + build.checked_templates[1]
    clean = not any(each.severity == "error" for each in build.diagnostics)
    cache.shared["inputs"] = ok if clean else ""
    return build
