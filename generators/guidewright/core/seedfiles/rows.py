"""The rows of the seed database, from records and from what the company files and the role catalogue say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from guidewright.core.model.rows import ABSENT, FIGURES, places_of
from guidewright.core.seedfiles.blocktext import title, words
from guidewright.core.seedfiles.jsontext import line
from guidewright.core.seedfiles.relations import (
    BLOCKS,
    COMPANIES,
    COMPANY_ALIASES,
    COMPENSATION,
    FIGURE_PARTS,
    GUIDES,
    META,
    ROLE_ALIASES,
    ROLES,
    SOURCES,
    VERSION,
    Relation,
    Value,
    Values,
)

Record = Mapping[str, Any]
Facts = Mapping[str, Mapping[str, Any]]
"""What a shared file says, by slug."""

Filled = tuple[Relation, Sequence[Values]]
"""A table with rows of it, in the order of its key."""

_COMPANY_FACTS = ("industry", "hq", "ticker", "verified_on")
_RENAMED = {"level_internal": "internal", "level_raw": "raw"}
_BARE = frozenset(("narrative", "lever", "section", "summary", "compensation"))
"""Kinds of block that have nothing but title, emoji and text."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the shared tables must know of a guide."""

    company: str
    role: str
    company_display: str
    role_display: str
    role_type: str | None

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Head:
        """From a record, or from the facts of one."""
        return cls(*(facts[key] for key in ("company", "role", "company_display", "role_display", "role_type")))


def by_slug(records: Iterable[Record]) -> list[Record]:
    """Records in the order of every seed file: by company, then by role."""
    return sorted(records, key=lambda record: (record["company"], record["role"]))


_AT_ONCE = 256
"""Guides whose rows are held at once."""


def tables(heads: Sequence[Head], records: Iterable[Record], companies: Facts, roles: Facts) -> Iterator[Filled]:
    """All tables with their rows, parents before children, those of guides in batches; companies and roles without
    a guide are kept. ``heads`` and ``records`` come in one order: by company, then role."""
    yield from shared_rows(heads, companies, roles).items()
    filled: dict[Relation, list[Values]] = {GUIDES: [], COMPENSATION: [], BLOCKS: [], SOURCES: []}
    for record in records:
        for relation, rows in guide_rows(record).items():
            filled[relation] += rows
        if len(filled[GUIDES]) == _AT_ONCE:
            yield from filled.items()
            filled = {relation: [] for relation in filled}
    yield from filled.items()


def shared_rows(heads: Sequence[Head], companies: Facts, roles: Facts) -> dict[Relation, list[Values]]:
    """The rows that belong to no single guide. ``heads`` are in the order of the seed files.

    A company or role that only a guide names (a specialty, say) is described by the first guide that does.
    """
    known: dict[str, Mapping[str, Any]] = {}
    held: dict[str, Mapping[str, Any]] = {}
    for guide in heads:
        known.setdefault(guide.company, {"company_display": guide.company_display})
        held.setdefault(guide.role, {"role_display": guide.role_display, "role_type": guide.role_type})
    known = {slug: {**known.get(slug, {}), **companies.get(slug, {})} for slug in sorted({*known, *companies})}
    held = {slug: {**held.get(slug, {}), **roles.get(slug, {})} for slug in sorted({*held, *roles})}
    return {
        META: [("version", str(VERSION))],
        COMPANIES: [
            (slug, facts.get("company_display", slug), *(facts.get(key) for key in _COMPANY_FACTS))
            for slug, facts in known.items()
        ],
        COMPANY_ALIASES: list(_aliases(known)),
        ROLES: [
            (slug, facts.get("role_display", slug), facts.get("role_type"), slug in roles)
            for slug, facts in held.items()
        ],
        ROLE_ALIASES: list(_aliases(held)),
    }


def _aliases(named: Facts) -> Iterator[Values]:
    for slug, facts in named.items():
        for ordinal, alias in enumerate(facts.get("aliases") or (), 1):
            yield slug, ordinal, alias


def guide_rows(record: Record) -> dict[Relation, list[Values]]:
    """The rows of one guide, the guide itself first."""
    return {
        GUIDES: [_guide_row(record)],
        COMPENSATION: list(compensation_rows(record)),
        BLOCKS: list(_block_rows(record)),
        SOURCES: list(_source_rows(record)),
    }


def _guide_row(record: Record) -> Values:
    levels = record["level_mapping"]
    return tuple(levels[_RENAMED[name]] if name in _RENAMED else record[name] for name in GUIDES.names)


def compensation_rows(record: Record) -> Iterator[Values]:
    """A row for each of the guide's, followed by the same row in its second currency where it has one."""
    for ordinal, row in enumerate(record["compensation"], 1):
        named = (row.get("region"), row.get("level"), row.get("title"))
        for second, amounts in ((False, row), (True, row.get("also"))):
            if amounts is not None:
                extra = line(amounts["extra"]) if "extra" in amounts else None
                place = (record["company"], record["role"], ordinal, second, *named, amounts.get("currency"))
                yield (*place, *_figures(amounts), extra)


def _figures(row: Mapping[str, Any]) -> tuple[Value, ...]:
    """The cells of all figures of a record's row; ``open`` is null only where there is no figure."""
    cells: tuple[Value, ...] = _taker(tuple(row))((*ABSENT, *row.values()))
    return cells


@lru_cache(4096)
def _taker(keys: tuple[str, ...]) -> itemgetter[Any]:
    """What takes the cells of all figures from ``ABSENT`` and the values of a row that has ``keys``."""
    nothing = [0] * len(FIGURE_PARTS)
    return itemgetter(*(place for name in FIGURES for place in places_of(name, keys, FIGURE_PARTS) or nothing))


def _block_rows(record: Record) -> Iterator[Values]:
    for ordinal, block in enumerate(record["body"], 1):
        parts = None if block["kind"] in _BARE else line(block)
        place = (record["company"], record["role"], ordinal, block["kind"])
        yield (*place, title(block, record), block.get("emoji"), words(block, record) or None, parts)


def _source_rows(record: Record) -> Iterator[Values]:
    publishers = [("publisher", name, None, None) for name in record["data_sources"]]
    evidence = [
        ("evidence", item["text"], item["url"], item["note"])
        for block in record["body"]
        if block["kind"] == "evidence"
        for item in block["items"]
    ]
    for ordinal, source in enumerate((*publishers, *evidence), 1):
        yield (record["company"], record["role"], ordinal, *source)
