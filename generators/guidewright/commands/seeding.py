"""The seed files of a build, put together from each guide's share in them.

A share that is as it was is cut from the file on disk, where that is as the last build left it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from guidewright.commands.keys import key_of
from guidewright.core.config import SEED_FORMATS
from guidewright.edges.beside import Beside, many
from guidewright.edges.output import digest, is_inside, sha256
from guidewright.edges.workspace import read_regular

if TYPE_CHECKING:
    from guidewright.commands.aggregates import Making
    from guidewright.commands.guide import Guide
    from guidewright.commands.pipeline import Build
    from guidewright.core.seedfiles import Head

SEEDS = "output/seeds"
TEXTS = frozenset(SEED_FORMATS) - {"schema", "sqlite"}
"""The formats whose files are put together from shares."""


class Everything:
    """Holds every path: what an export needs."""

    def __contains__(self, path: object) -> bool:
        return True


def whole_paths(formats: Collection[str]) -> dict[str, str]:
    """The path of each format's file that holds all guides."""
    from guidewright.core.seedfiles import WHOLE

    return {each: f"{SEEDS}/{name}" for each, name in (*WHOLE.items(), ("sqlite", "guides.sqlite")) if each in formats}


def json_path(guide: Guide) -> str:
    return f"{SEEDS}/guides/{guide.company}/{guide.role}.json"


def add_seed_files(making: Making, formats: Collection[str], *, with_drafts: bool) -> None:
    """Adds the seed files of ``formats``; drafts are left out unless asked for."""
    build = making.build
    if "schema" in formats:
        _add_schemas(making)
    if not set(formats) - {"schema"}:
        return
    told = [(guide, guide.facts) for guide in build.built]
    told = [(guide, facts) for guide, facts in told if with_drafts or not facts["draft"]]
    guides = [guide for guide, _ in told]
    if "json" in formats:
        _add_json(making, guides)
    key = key_of(build.house_key, build.shared_key, *(guide.data_key for guide in guides))
    asked = {each: path for each, path in whole_paths(formats).items() if making.asks_for(path, key)}
    if not asked:
        return
    from guidewright.core.seedfiles import Head

    heads = [Head.of(facts) for _, facts in told]
    path = asked.pop("sqlite", "")
    database = _database(build, guides, heads) if path else b""
    with Beside(lambda: digest(path, database), bool(path) and many(guides)) as other:
        _add_texts(making, asked, guides, heads, key)
        if path:
            making.add(path, key, database, other.result())


def _database(build: Build, guides: Sequence[Guide], heads: Sequence[Head]) -> bytes:
    from guidewright.core.seedfiles import tables
    from guidewright.edges.sqlite import database

    return database(tables(heads, build.records(guides), build.catalogue.companies, build.catalogue.roles))


def _add_schemas(making: Making) -> None:
    key = key_of(making.build.house_key, "schemas")
    asked = [making.asks_for(path, key) for path, (of, _) in making.known.items() if of == key]
    if asked and not any(asked):
        return
    from guidewright.core.schema import schemas

    for name, data in schemas().items():
        for path in (f"schema/{name}", f"{SEEDS}/schema/{name}"):
            making.add(path, key, data)


def _share(build: Build, guides: Sequence[Guide], formats: Collection[str]) -> None:
    """Makes the shares of ``guides`` in ``formats``."""
    if guides:
        build.compile([guide.path for guide in guides], render_only=True, formats=frozenset(formats))


def _add_json(making: Making, guides: Sequence[Guide]) -> None:
    """The file of each guide: by digest where that is known and its bytes are not asked for."""
    needed = making.needed
    asked = [guide for guide in guides if (not guide.json if needed is None else json_path(guide) in needed)]
    _share(making.build, [guide for guide in asked if "json" not in guide.shares], ("json",))
    for guide in guides:
        path, data = json_path(guide), guide.shares.get("json")
        making.digests[path] = guide.json
        if data is not None:
            making.contents[path] = data


def _add_texts(
    making: Making, asked: Mapping[str, str], guides: Sequence[Guide], heads: Sequence[Head], key: str
) -> None:
    from guidewright.core.seedfiles import frame

    build = making.build
    keys = [guide.data_key for guide in guides]
    for each, path in asked.items():
        standing = _standing(build, path)
        missing = [guide for guide in guides if each not in guide.shares and guide.data_key not in standing]
        _share(build, missing, asked)
        parts = [
            share if (share := guide.shares.pop(each, None)) is not None else standing[guide.data_key]
            for guide in guides
        ]
        before, after = frame(each, heads, build.catalogue.companies, build.catalogue.roles)
        making.add(path, key, b"".join([before, *parts, after]))
        cut = (making.digests[path], len(before), keys, [len(part) for part in parts])
        build.cache.shared["shares"] = build.cache.shared.get("shares", {}) | {path: cut}


def _standing(build: Build, path: str) -> dict[str, memoryview]:
    """The shares in the file at ``path``, by the keys of their guides; none where it is not as a build made it."""
    known, start, keys, sizes = build.cache.shared.get("shares", {}).get(path) or ("", 0, (), ())
    if not known or not is_inside(build.workspace.root, path):
        return {}
    try:
        data = read_regular(build.workspace.root / path, 1 << 30)
    except (OSError, ValueError):
        return {}
    if sha256(data) != known:
        return {}
    found, view = {}, memoryview(data)
    for key, size in zip(keys, sizes, strict=True):
        found[key] = view[start : start + size]
        start += size
    return found
