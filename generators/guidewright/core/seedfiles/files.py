"""The seed files as ``{path: bytes}``: every guide is made alone, then all are put together.

A ``Fragment`` depends on one record only, so fragments can be made in parallel and kept from build to build.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.seedfiles import csvfile, sql
from guidewright.core.seedfiles.jsontext import line, pretty
from guidewright.core.seedfiles.rows import Facts, Head, guide_rows, head, shared_rows

FORMATS = ("ndjson", "json", "csv", "sql")
"""The formats made here; ``edges.sqlite`` makes the database from ``tables``, ``core.schema`` the schemas."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One guide's share in the seed files, by format."""

    head: Head
    parts: Mapping[str, bytes]


def _canonical(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with the mappings that authors order in an order of their own."""
    return {**record, **{key: dict(sorted(record[key].items())) for key in ("style", "currency_labels")}}


def _ndjson(record: Mapping[str, Any]) -> str:
    return line(_canonical(record)) + "\n"


def _json(record: Mapping[str, Any]) -> str:
    return pretty(_canonical(record)) + "\n"


def _csv(record: Mapping[str, Any]) -> str:
    return csvfile.lines(csvfile.rows(record))


def _sql(record: Mapping[str, Any]) -> str:
    return "\n" + sql.inserts(list(guide_rows(record).items()))


_PARTS = {"ndjson": _ndjson, "json": _json, "csv": _csv, "sql": _sql}


def fragment(record: Mapping[str, Any], formats: Collection[str]) -> Fragment:
    """What one guide adds to the seed files of ``formats``."""
    parts = {name: part(record).encode() for name, part in _PARTS.items() if name in formats}
    return Fragment(head(record), parts)


def assemble(
    fragments: Iterable[Fragment], companies: Facts, roles: Facts, formats: Collection[str]
) -> dict[str, bytes]:
    """The seed files of all guides, by path below ``output/seeds``."""
    ordered = sorted(fragments, key=lambda made: (made.head.company, made.head.role))
    files: dict[str, bytes] = {}
    if "ndjson" in formats:
        files["guides.ndjson"] = b"".join(made.parts["ndjson"] for made in ordered)
    if "json" in formats:
        files |= {f"guides/{made.head.company}/{made.head.role}.json": made.parts["json"] for made in ordered}
    if "csv" in formats:
        files["compensation.csv"] = b"".join([csvfile.HEADER.encode(), *(made.parts["csv"] for made in ordered)])
    if "sql" in formats:
        shared = sql.inserts(list(shared_rows([made.head for made in ordered], companies, roles).items()))
        guides = (made.parts["sql"] for made in ordered)
        files["seed.sql"] = b"".join([sql.opening(shared).encode(), *guides, sql.CLOSING.encode()])
    return files


def seed_files(
    records: Sequence[Mapping[str, Any]], companies: Facts, roles: Facts, formats: Collection[str] = FORMATS
) -> dict[str, bytes]:
    """The seed files of ``formats`` by path below ``output/seeds``; formats that are not made here are left out."""
    return assemble([fragment(record, formats) for record in records], companies, roles, formats)
