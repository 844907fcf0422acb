"""The record of a guide: everything that is known and computed of it, as plain values.

Templates, pages, seed files, reviews and the cache all read this one shape; it is documented by
``schema/record.schema.json`` and carries ``version``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from guidewright.core.figures import Pay, with_total
from guidewright.core.model.rows import FIGURES, Figure, Row, figure_keys, to_row
from guidewright.core.table import Table, table

VERSION = 1
FACTS = (
    "company",
    "company_display",
    "role",
    "role_display",
    "role_type",
    "title_tail",
    "last_updated",
    "data_quality",
    "salary_data_quarter",
    "next_review_due",
    "negotiation_dna_summary",
    "compensation_title",
    "compensation_intro",
    "compensation_note",
    "currency",
    "stock_label",
    "vesting_years",
    "total_formula",
    "review_cadence",
)
_DEFAULT_TITLES = {
    "narrative": "Negotiation DNA",
    "level_mapping": "Level Mapping",
    "global_levers": "Global Levers",
    "negotiate_up": "Negotiate Up Strategy",
    "evidence": "Evidence & Sources",
}
_PARTS: dict[str, tuple[str, ...]] = {
    "summary": (),
    "compensation": (),
    "narrative": ("title", "text"),
    "level_mapping": ("title", "line", "intro", "table", "items", "text"),
    "lever": ("title", "emoji", "text"),
    "global_levers": ("title", "intro", "items", "text"),
    "negotiate_up": ("title", "script", "after", "advice"),
    "evidence": ("title", "intro", "items", "text"),
    "section": ("title", "emoji", "text"),
}
_SHORT = {"narrative": "text", "level_mapping": "line", "negotiate_up": "script"}
"""What a block written as a bare text means."""


def pay_of(values: Mapping[str, Any]) -> Pay:
    return Pay(values["total_formula"], values["vesting_years"], values["style"].get("currency") or {})


def rows_of(values: Mapping[str, Any]) -> list[Row]:
    """The typed rows of resolved values, totals computed where none is declared."""
    pay = pay_of(values)
    return [with_total(to_row(row, values.get("currency")), pay) for row in values.get("compensation", ())]


def record(values: Mapping[str, Any]) -> dict[str, Any]:
    """The record of one guide from its resolved values (``resolve``)."""
    rows = rows_of(values)
    printed = table(rows, pay_of(values), values.get("column_labels") or {}, values.get("stock_label"))
    levels = values.get("level_mapping") or {}
    body = _body(values, bool(rows))
    line = next((block["line"] for block in body if block["kind"] == "level_mapping"), None)
    return {
        "version": VERSION,
        **{key: values.get(key) for key in FACTS},
        "draft": bool(values["draft"]),
        "templated": bool(values.get("templated")),
        "level_mapping": {"internal": levels.get("internal"), "raw": levels.get("raw") or line},
        "data_sources": list(values.get("data_sources") or ()),
        "compensation": [flat(row) for row in rows],
        "table": _table(printed) if rows else None,
        "body": body,
        "style": {key: value for key, value in values["style"].items() if key != "currency"},
        "currency_labels": dict(values["style"].get("currency") or {}),
    }


_KEYS = {name: tuple(figure_keys(name).values()) for name in FIGURES}


def _table(printed: Table) -> dict[str, Any]:
    return {
        "columns": list(printed.columns),
        "header": list(printed.header),
        "rule": ["-" * (len(head) + 2) for head in printed.header],
        "rows": [list(row) for row in printed.rows],
    }


def flat(row: Row) -> dict[str, Any]:
    """A row as the spec's flat keys again, with the computed total; absent keys are left out."""
    heads = {"region": row.region, "level": row.level, "title": row.title, "currency": row.currency}
    flattened: dict[str, Any] = {key: value for key, value in heads.items() if value is not None}
    for name, figure in row.figures.items():
        flattened.update(_flat_figure(figure, name))
    if row.extra:
        flattened["extra"] = [{"label": extra.label, **_flat_figure(extra.figure, None)} for extra in row.extra]
    if row.also:
        flattened["also"] = flat(row.also)
    return flattened


@lru_cache(4096)
def _flat_figure(figure: Figure, name: str | None) -> Mapping[str, Any]:
    """The flat keys of figure ``name``; an extra column's (None) have no name in front. Not to be changed."""
    parts = zip(Figure._fields if name is None else _KEYS[name], figure, strict=True)
    return {key: value for key, value in parts if value is not None and value is not False}


def _body(values: Mapping[str, Any], has_rows: bool) -> list[dict[str, Any]]:
    """The blocks in printed order; summary and compensation come first unless the spec places them."""
    blocks = [_block(block, values) for block in values.get("body", ())]
    placed = {block["kind"] for block in blocks}
    head = [{"kind": kind} for kind in ("summary", "compensation") if kind not in placed]
    absent = set() if values.get("negotiation_dna_summary") else {"summary"}
    if not has_rows and not any(values.get(f"compensation_{part}") for part in ("title", "intro", "note")):
        absent.add("compensation")
    return [block for block in head + blocks if block["kind"] not in absent]


def _block(block: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    kind, content = (block, None) if isinstance(block, str) else next(iter(block.items()))
    if kind == "level_mapping" and content is None:
        content = {"line": (values.get("level_mapping") or {}).get("raw")}
    if isinstance(content, str):
        content = {_SHORT[kind]: content}
    elif isinstance(content, list):
        content = {"items": content}
    said = content or {}
    parts: dict[str, Any] = {"kind": kind}
    for part in _PARTS[kind]:
        value = said.get(part)
        parts[part] = value if value is None else _clean(value)
    if (title := _DEFAULT_TITLES.get(kind)) and parts["title"] is None:
        parts["title"] = title
    if kind == "lever" and parts["emoji"] is None:
        parts["emoji"] = "🏗️"
    elif kind == "evidence":
        parts["items"] = [_source(item) for item in parts["items"]]
    elif kind == "global_levers":
        parts["items"] = [_lever(item) for item in parts["items"]]
    return parts


def _clean(value: Any) -> Any:
    """Text as it is printed: LF line ends, no blank lines at either end."""
    if not isinstance(value, str):
        return value
    return (value.replace("\r\n", "\n") if "\r" in value else value).strip("\n").rstrip()


def _source(item: Any) -> dict[str, Any]:
    source = {"text": item} if isinstance(item, str) else item
    return {part: source.get(part) for part in ("text", "url", "note")}


def _lever(item: Any) -> dict[str, Any]:
    return {part: _clean(item.get(part)) for part in ("title", "lead", "script", "after", "text")}
