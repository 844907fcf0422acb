"""States of a workspace for a review: the working tree, or a revision read from git without a checkout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from guidewright.commands.guide import Guide
from guidewright.commands.pipeline import Build, prepare
from guidewright.core.codes import problem
from guidewright.core.config import CONFIG, Config, parse_config
from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.plan import parse_ledger
from guidewright.core.resolve import DEFAULTS, ROLES, company_path, slugs
from guidewright.core.review.codes import finding
from guidewright.core.review.side import Record, Side, target
from guidewright.core.text import MAX_BYTES, decode
from guidewright.edges import git
from guidewright.edges.area import Bytes
from guidewright.edges.cache import Cache, unpacked
from guidewright.edges.output import LEDGER, read_ledger
from guidewright.edges.workspace import Sources, Workspace, load_sources, read_regular

WORKING_TREE = "working tree"
_GUIDES = "output/guides/"


def working_tree(workspace: Workspace, jobs: int = 0) -> Build:
    """The workspace as it stands on disk, with every guide known; the cache helps."""
    return prepare(workspace, jobs=jobs)


def at_revision(
    root: Path, rev: str, like: Build | None = None, jobs: int = 0, outputs: Sequence[str] = (_GUIDES, LEDGER)
) -> tuple[Build, dict[str, bytes]]:
    """The workspace at a revision, with every guide known, and the committed files below ``outputs`` by path.

    ``like``: a state whose guides are taken over where all inputs of their records are the same.
    """
    entries = git.listing(root, rev, "seeds", "templates", CONFIG, *outputs)
    wanted = [entry for entry in entries if entry.regular]
    contents = _contents(root, wanted, like)
    sources, specs = _default_sources(root), dict[str, bytes]()
    sources.specs = specs
    held: dict[str, bytes] = {}
    config = Config()
    for entry in entries:
        data = contents.get(entry.oid) if entry.regular else None
        if entry.path.startswith("output/"):
            if data is not None:
                held[entry.path] = data
        elif entry.path == CONFIG and data is not None:
            config = _config(data, sources.diagnostics)
        else:
            _take(entry, data, sources, specs)
    if not specs and not any(entry.path == CONFIG for entry in entries):
        hint = "every guide counts as added"
        sources.diagnostics.append(finding("GW703", Place(CONFIG), "there is no workspace at this revision", hint=hint))
    build = Build(Workspace(root, config), sources, Cache(), jobs, diagnostics=list(sources.diagnostics))
    _know_guides(build, like)
    return build, held


def _contents(root: Path, entries: list[git.Entry], like: Build | None) -> dict[str, bytes]:
    """The bytes of a revision's files by object name; what stands in the working tree as it is needs no git."""
    have: dict[str, bytes] = {}
    sources = like.sources if like is not None else Sources()
    for entry in entries:
        data = sources.specs.get(entry.path) or sources.shared.get(entry.path)
        if data is None and entry.path.startswith("output/"):
            data = _regular(root / entry.path)
        if data is not None and git.blob_id(data, entry.oid) == entry.oid:
            have[entry.oid] = data
    return have | git.blobs(root, (entry.oid for entry in entries if entry.oid not in have))


def _regular(path: Path) -> bytes | None:
    try:
        return read_regular(path)
    except (OSError, ValueError):
        return None


def _default_sources(root: Path) -> Sources:
    """The templates that ship with the tool, which hold wherever a workspace has none of its own."""
    nowhere = Workspace(root / ".guidewright" / "no-such-folder", Config())
    return load_sources(nowhere)


def _config(data: bytes, diagnostics: list[Diagnostic]) -> Config:
    text, found = decode(data, CONFIG)
    diagnostics += found
    if text is None:
        return Config()
    config, found = parse_config(text)
    diagnostics += found
    return config


def _take(entry: git.Entry, data: bytes | None, sources: Sources, specs: dict[str, bytes]) -> None:
    """Files an entry of the listing where ``load_sources`` would file it."""
    path, parts = entry.path, entry.path.split("/")
    if any(part.startswith(".") for part in parts):
        return
    if parts[0] == "templates":
        name = path.removeprefix("templates/")
        if not name.endswith(".j2") or name.startswith("scaffold/"):
            return
        sources.template_places[name] = path
        _keep(name, path, entry, data, sources.templates, sources)
    elif parts[0] == "seeds" and path.endswith(".yaml") and (len(parts) == 3 or path in (DEFAULTS, ROLES)):
        _keep(path, path, entry, data, sources.shared if "/_" in path else specs, sources)


def _keep(key: str, path: str, entry: git.Entry, data: bytes | None, into: dict[str, bytes], sources: Sources) -> None:
    if data is not None and len(data) <= MAX_BYTES:
        into[key] = data
        return
    sources.unreadable.add(key)
    into.pop(key, None)
    if data is not None:
        sources.diagnostics.append(
            problem("GW004", Place(path), f"is larger than {MAX_BYTES // 1024} KiB ({len(data):,} bytes)")
        )
    elif entry.regular:
        hint = "fetch it: git fetch --refetch, or work in a full clone"
        sources.diagnostics.append(
            finding("GW703", Place(path), f"its content ({entry.oid[:10]}) is not in this clone", hint=hint)
        )
    else:
        sources.diagnostics.append(
            finding("GW704", Place(path), f"is no regular file (mode {entry.mode})", hint="it is left out")
        )


def _know_guides(build: Build, like: Build | None) -> None:
    """Makes every guide of the state known: taken over from ``like``, or compiled."""
    specs = build.sources.specs
    missing = []
    for path in sorted(specs, key=lambda path: tuple(path.removesuffix(".yaml").split("/"))):
        company, role = slugs(path)
        if like is not None and _same_inputs(path, build, like):
            build.guides[path] = replace(like.guides[path], content=None)
            continue
        build.guides[path] = Guide(path, company, role, "", "")
        missing.append(path)
    build.compile(missing)


def _same_inputs(path: str, one: Build, other: Build) -> bool:
    """Whether a spec resolves to the same record in both states."""
    if path not in other.guides or one.sources.specs[path] != other.sources.specs[path]:
        return False
    company, role = slugs(path)
    first, second = one.catalogue, other.catalogue
    shared = (DEFAULTS, ROLES, company_path(company))
    return (
        first.defaults == second.defaults
        and first.roles.get(role) == second.roles.get(role)
        and first.companies.get(company) == second.companies.get(company)
        and all((name in first.broken) == (name in second.broken) for name in shared)
    )


def side(
    build: Build,
    label: str,
    outputs: dict[str, bytes] | None,
    records_of: Side | None = None,
    like: Build | None = None,
) -> Side:
    """The state as the core compares it. ``outputs`` None: as they stand on disk."""
    root = build.workspace.root
    records, alike = {}, _alike(build, like)
    for path, blob in _blobs(build, like, alike).items():
        known = records_of.records.get(path) if records_of and path in alike else None
        records[path] = known if known is not None else unpacked(blob)[0]
    specs = {**build.sources.specs, **dict.fromkeys(_unreadable(build), b"")}
    broken = {path: build.guides[path].diagnostics for path in build.guides if path not in records}
    broken |= {
        path: [each for each in build.sources.diagnostics if each.place.path == path] for path in _unreadable(build)
    }
    if outputs is None:
        held, ledger = _on_disk(root, list(build.guides)), read_ledger(root)
    else:
        held = {path: data for path, data in outputs.items() if path.startswith(_GUIDES)}
        ledger = parse_ledger(outputs.get(LEDGER, b"").decode("utf-8", "replace"))
    rendered = {path: guide.output for path, guide in build.guides.items() if guide.output is not None}
    problems = [*build.diagnostics, *build.checked_catalogue[1], *build.checked_templates[1]]
    found = [each for each in dict.fromkeys(problems) if each.severity != "note"]
    if outputs is not None:
        found = _at(label, found)
        broken = {path: _at(label, own) for path, own in broken.items()}
    config = build.workspace.config.values
    return Side(
        label, specs, build.catalogue, build.templates, records, broken, held, ledger, rendered, config, tuple(found)
    )


def differing_records(old: Build, new: Build) -> tuple[dict[str, Record], dict[str, Record]]:
    """The records of two states, without those that are the same in both: what they cost follows the change."""
    alike = _alike(old, new)
    found: list[dict[str, Record]] = []
    for build in (old, new):
        known = [path for path, guide in build.guides.items() if path not in alike and guide.output is not None]
        found.append({path: unpacked(blob)[0] for path, blob in build.blobs(known).items()})
    return found[0], found[1]


def _alike(build: Build, like: Build | None) -> frozenset[str]:
    """The guides whose records are the same in both states."""
    return (
        frozenset(path for path in build.guides if _same_inputs(path, build, like)) if like is not None else frozenset()
    )


def _blobs(build: Build, like: Build | None, alike: frozenset[str]) -> dict[str, Bytes]:
    """The packed records of all guides that have one."""
    blobs = build.blobs(
        [path for path, guide in build.guides.items() if guide.part is not None or guide.output is not None]
    )
    if like is not None:
        blobs |= like.blobs([path for path in alike if path not in blobs and like.guides[path].output is not None])
    lost = [path for path, guide in build.guides.items() if guide.output is not None and path not in blobs]
    if lost:
        build.compile(lost)
        blobs |= build.blobs(lost)
    return blobs


def _unreadable(build: Build) -> list[str]:
    """Specs that are there and cannot be read: links, folders, files that are too large."""
    return [
        path
        for path in build.sources.unreadable
        if path.count("/") == 2 and path.endswith(".yaml") and "/_" not in path
    ]


def _at(label: str, found: list[Diagnostic]) -> list[Diagnostic]:
    """Problems of a revision, at places as git writes them: REV:path."""
    return [each.at(replace(each.place, path=f"{label}:{each.place.path}")) for each in found]


def _on_disk(root: Path, paths: list[str]) -> dict[str, bytes]:
    """The guides that stand on disk, as they are."""
    held = ((target(path), _regular(root / target(path))) for path in paths)
    return {path: data for path, data in held if data is not None}
