"""From a workspace to everything that its output should be: sources, compiled guides, pages and seed files.

What is not asked for is not made: with a cache, a guide whose inputs are unchanged is known by its digest, and its
bytes are made only if they turn out to be needed.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guidewright.core.diagnostic import Diagnostic
from guidewright.edges import cache as caches
from guidewright.edges.output import digest, sha256
from guidewright.edges.workspace import Sources, Workspace, load_sources, texts_of

if TYPE_CHECKING:
    from guidewright.core.resolve import Catalogue
    from guidewright.core.templates import TemplateSet
    from guidewright.edges.pool import Done

Progress = Callable[[int, int], None]


def _key(*parts: str | bytes) -> str:
    """One digest of many parts, each set off by its length."""
    whole = []
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        whole += [b"%d:" % len(data), data]
    return hashlib.sha256(b"".join(whole)).hexdigest()


def tool_key() -> str:
    """A digest of the code that makes output: a cache of other code is no use."""
    package = Path(__file__).resolve().parent.parent
    folders = ("core", "core/model", "core/check", "core/seedfiles", "edges")
    files = sorted(file for folder in folders for file in (package / folder).glob("*.py"))
    files += [package / "commands" / name for name in ("aggregates.py", "pipeline.py")]
    return _key(*(part for file in files for part in (file.name, file.read_bytes())))


@dataclass
class Guide:
    """One spec's place in a build. ``output`` is the digest of its guide; None when it is not built."""

    path: str
    company: str
    role: str
    data_key: str
    render_key: str
    packed: bytes = b""
    """The summary, marshalled: most builds look into few of them."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    output: str | None = None
    blob: bytes | None = None
    content: bytes | None = None

    @property
    def summary(self) -> dict[str, Any]:
        return marshal.loads(self.packed) if self.packed else {}

    @property
    def target(self) -> str:
        return f"output/guides/{self.company}/{self.role}.md"


@dataclass
class Build:
    """Everything that is known of a workspace's output, and how to make what is not there yet."""

    workspace: Workspace
    sources: Sources
    cache: caches.Cache
    jobs: int = 0
    progress: Progress | None = None
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
    def checked_catalogue(self) -> tuple[Catalogue, list[Diagnostic]]:
        from guidewright.core.compile import catalogue

        diagnostics: list[Diagnostic] = []
        texts = texts_of(self.sources.shared, diagnostics)
        unreadable = {path for path in self.sources.shared if path not in texts}
        unreadable |= {path for path in self.sources.unreadable if path.startswith("seeds/")}
        made, found = catalogue(texts, frozenset(unreadable))
        return made, diagnostics + found

    @cached_property
    def checked_templates(self) -> tuple[TemplateSet, list[Diagnostic]]:
        from dataclasses import replace

        from guidewright.core.templates import check_templates
        from guidewright.edges.limits import limits

        diagnostics: list[Diagnostic] = []
        texts = texts_of(self.sources.templates, diagnostics, self.sources.template_places)
        with limits(self.workspace.config["limits.seconds"], self.workspace.config["limits.megabytes"]):
            checked, found = check_templates(texts, self.sources.template_places)
        unread = frozenset(self.sources.template_places) - texts.keys()
        return replace(checked, broken=checked.broken | unread), diagnostics + found

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

    def compile(self, paths: Iterable[str], render_only: bool = False) -> None:
        """Compiles the specs at ``paths``, or renders their known records anew, and notes what they came to."""
        from guidewright.edges.pool import Job, Task, run

        wanted = list(paths)
        blobs = self.blobs(wanted) if render_only else {}
        tasks = [Task(path, self.sources.specs[path], blobs.get(path)) for path in wanted]
        limits = self.workspace.config["limits.seconds"], self.workspace.config["limits.megabytes"]
        job = Job(self.catalogue, self.templates, *limits)
        done = 0
        for batch in run(tasks, job, self.jobs or self.workspace.config["build.jobs"]):
            for result in batch:
                self._note(result, render_only)
            done += len(batch)
            if self.progress:
                self.progress(done, len(tasks))

    def _note(self, result: Done, render_only: bool) -> None:
        from guidewright.edges.pool import succeeded, unpacked

        guide = self.guides[result.path]
        found = [unpacked(each) for each in result.diagnostics]
        guide.diagnostics = list(dict.fromkeys([*guide.diagnostics, *found] if render_only else found))
        guide.blob = result.blob if result.blob is not None else guide.blob
        guide.packed, guide.content = result.summary, result.output
        guide.output = sha256(result.output) if result.output is not None and succeeded(result) else None

    def blobs(self, paths: Collection[str]) -> dict[str, bytes]:
        """The marshalled records of ``paths``, from this run or the cache."""
        own = {path: blob for path in paths if (blob := self.guides[path].blob) is not None}
        known = [path for path in paths if path not in own and path in self.cache.entries]
        return own | self.cache.blob(self.workspace.root, known)

    def records(self) -> list[dict[str, Any]]:
        """The records of all built guides, in order; what the cache has lost is compiled again."""
        paths = [guide.path for guide in self.built]
        blobs = self.blobs(paths)
        if lost := [path for path in paths if path not in blobs]:
            self.compile(lost)
            blobs |= self.blobs(lost)
        return [marshal.loads(blobs[path]) for path in paths if path in blobs]

    def contents(self, paths: Collection[str]) -> dict[str, bytes]:
        """The bytes of output ``paths``; guides that the cache knew only by digest are rendered now."""
        by_target = {guide.target: guide for guide in self.built}
        missing = [by_target[path].path for path in paths if path in by_target and by_target[path].content is None]
        if missing:
            self.compile(missing, render_only=True)
        if any(path in self.shared_outputs and path not in self.shared_contents for path in paths):
            self.make_shared()
        own = {path: by_target[path].content for path in paths if path in by_target}
        found = {path: data for path, data in own.items() if data is not None}
        return found | {path: self.shared_contents[path] for path in paths if path in self.shared_contents}

    def make_shared(self) -> None:
        """Pages and seed files: everything that is made of more than one guide."""
        from guidewright.commands.aggregates import aggregates

        whole = copy(self)  # with what could not be read, so that what would miss it is held back
        whole.guides = self.guides | {guide.path: guide for guide in self.unread}
        contents, diagnostics = aggregates(whole)
        self.shared_contents, self.held_back = contents, whole.held_back
        if self.unread_companies:
            self.shared_contents, self.held_back = {}, set(contents)
        self.shared_outputs = {path: digest(path, data) for path, data in self.shared_contents.items()}
        self.diagnostics += [each for each in diagnostics if each not in self.diagnostics]


def prepare(workspace: Workspace, *, jobs: int = 0, progress: Progress | None = None, use_cache: bool = True) -> Build:
    """The build of a workspace with every guide known; pages and seed files come with ``complete``."""
    sources = load_sources(workspace)
    cache = caches.load(workspace.root) if use_cache else caches.Cache()
    build = Build(workspace, sources, cache, jobs, progress, diagnostics=list(sources.diagnostics))
    build.loaded_shared = dict(cache.shared)
    tool, templates = tool_key(), _key(*(part for item in sorted(sources.templates.items()) for part in item))
    house = _key(tool, *(sources.shared.get(path, b"") for path in ("seeds/_defaults.yaml", "seeds/_roles.yaml")))
    stale, unrendered = [], []
    for path in sorted(sources.specs, key=lambda path: tuple(path.removesuffix(".yaml").split("/"))):
        _, company, name = path.split("/")
        facts = sources.shared.get(f"seeds/{company}/_company.yaml", b"")
        data_key = _key(house, facts, path, sources.specs[path])
        guide = Guide(path, company, name.removesuffix(".yaml"), data_key, templates)
        build.guides[path] = guide
        entry = cache.entries.get(path)
        if entry is None or entry.data_key != data_key:
            stale.append(path)
            continue
        guide.packed, guide.diagnostics = entry.summary, _unpack(entry.diagnostics)
        if entry.render_key == guide.render_key:
            guide.output = entry.output
        else:
            unrendered.append(path)
    if stale:
        build.compile(stale)
    if unrendered:
        build.compile(unrendered, render_only=True)
    ok = _key(tool, templates, *(part for item in sorted(sources.shared.items()) for part in item))
    if cache.shared.get("inputs") != ok or stale or unrendered:
        build.diagnostics += build.checked_catalogue[1] + build.checked_templates[1]
    clean = not any(each.severity == "error" for each in build.diagnostics)
    cache.shared["inputs"] = ok if clean else ""
    return build


def _unpack(diagnostics: Sequence[tuple[Any, ...]]) -> list[Diagnostic]:
    if not diagnostics:
        return []
    from guidewright.edges.pool import unpacked

    return [unpacked(each) for each in diagnostics]


def complete(build: Build) -> None:
    """Adds pages and seed files to a prepared build: their digests, from the cache where nothing has changed."""
    config = build.workspace.config
    settings = repr([config[key] for key in ("build.seed_files", "build.pages", "build.drafts")])
    guides = (part for guide in build.guides.values() for part in (guide.path, guide.data_key, guide.output or ""))
    unread = repr(sorted(build.sources.unreadable))
    key = _key(settings, unread, str(build.cache.shared.get("inputs")), *guides)
    known = build.cache.shared.get("aggregates")
    if known and known[0] == key and build.cache.shared.get("inputs"):
        build.shared_outputs, build.held_back = dict(known[1]), set(known[2])
        return
    build.make_shared()
    build.cache.shared["aggregates"] = (key, dict(build.shared_outputs), sorted(build.held_back))


def remember(build: Build, databases: Mapping[str, str]) -> None:
    """Writes the cache, if anything in it is new."""
    entries: dict[str, caches.Entry] = {}
    blobs: dict[str, bytes] = {}
    from_cache = build.cache.entries
    for path, guide in build.guides.items():
        if guide.output is None:
            continue
        old = from_cache.get(path)
        packed = tuple(_pack(guide.diagnostics))
        if old is not None and old.data_key == guide.data_key:
            entries[path] = old._replace(render_key=guide.render_key, output=guide.output, diagnostics=packed)
        elif guide.blob is not None:
            blobs[path] = guide.blob
            entries[path] = caches.Entry(
                guide.data_key, guide.packed, packed, guide.render_key, guide.output, 0, 0, b""
            )
    fresh = build.cache.shared != build.loaded_shared or databases != build.cache.databases
    if not blobs and entries == from_cache and not fresh:
        return
    build.cache.entries, build.cache.databases = entries, dict(databases)
    caches.save(build.workspace.root, build.cache, blobs)


def _pack(diagnostics: Sequence[Diagnostic]) -> list[tuple[Any, ...]]:
    if not diagnostics:
        return []
    from guidewright.edges.pool import packed

    return [packed(each) for each in diagnostics]
