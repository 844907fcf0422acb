"""The seed files: each guide's share in them is made alone, then all are put together.

A share depends on one record only, so shares can be made in parallel and kept from build to build.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from guidewright.core.seedfiles import csvfile, sql
from guidewright.core.seedfiles.jsontext import line, pretty
from guidewright.core.seedfiles.rows import Facts, Head, guide_rows, shared_rows

WHOLE = {"ndjson": "guides.ndjson", "csv": "compensation.csv", "sql": "seed.sql"}
"""The text formats that have one file for all guides, with its name; ``json`` has one a guide. ``edges.sqlite``
makes the database from ``tables``, ``core.schema`` the schemas."""


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


def shares(record: Mapping[str, Any], formats: Collection[str]) -> dict[str, bytes]:
    """What one guide adds to the seed files of ``formats``; formats that are not made here are left out."""
    return {name: part(record).encode() for name, part in _PARTS.items() if name in formats}


def frame(name: str, heads: Sequence[Head], companies: Facts, roles: Facts) -> tuple[bytes, bytes]:
    """What stands before and after the shares in the file of a text format; ``heads`` come by company, then role."""
    if name == "csv":
        return csvfile.HEADER.encode(), b""
    if name == "sql":
        shared = sql.inserts(list(shared_rows(heads, companies, roles).items()))
        return sql.opening(shared).encode(), sql.CLOSING.encode()
    return b"", b""
