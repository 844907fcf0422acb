"""Front matter: which keys a guide prints, how each is quoted, and the python-frontmatter handler that does it.

A scalar is plain where it is plain in the seed guides and the same in every YAML reader; else double-quoted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from guidewright.core.model.rows import FIGURES, figure_keys

_PLAIN = re.compile(r"""[^\W_][^:{}\[\],&*?|>!%@`#'"\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*(?<! )""")
_CLASH = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|nan|inf)|[0-9][0-9_.,]*(?:e[0-9]+)?|0[xo][0-9a-f]+|[0-9]{4}-[0-9].*", re.I
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]')
_HEAD = (
    "company",
    "company_display",
    "role",
    "role_display",
    "role_type",
    "last_updated",
    "data_quality",
    "salary_data_quarter",
    "next_review_due",
)
_DATES = frozenset(("last_updated", "next_review_due"))
_QUALIFIERS = tuple(
    figure_keys(name)[part] for name in ("base", "stock", "total_comp") for part in ("period", "currency", "unit")
)
_ALL_FIGURES = (key for name in FIGURES for key in figure_keys(name).values())
_FULL_ROW = ("region", "level", "title", *_ALL_FIGURES, "currency")
_SEED_ROW = ("base_low", "base_high", "stock_low", "stock_high", "bonus_pct", "total_comp_low", "total_comp_high")


def scalar(value: Any) -> str:
    """One scalar as YAML: plain where every reader agrees, else in double quotes."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value) if isinstance(value, int | float) else _text(value)


@lru_cache(4096)
def _text(value: str) -> str:
    if _PLAIN.fullmatch(value) and not _CLASH.fullmatch(value):
        return str(value)
    return '"' + _ESCAPED.sub(_escaped, value) + '"'


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    if char in _ESCAPES:
        return _ESCAPES[char]
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def emit(values: Mapping[str, Any], indent: str = "") -> list[str]:
    """The lines of a mapping: scalars, mappings, lists of scalars and lists of mappings."""
    lines = []
    for key, value in values.items():
        kind = type(value)
        if kind is str:
            lines.append(f"{indent}{key}: {_text(value)}")
        elif kind is int or kind is _Plain:
            lines.append(f"{indent}{key}: {value}")
        elif kind is dict:
            lines += [f"{indent}{key}:", *emit(value, indent + "  ")]
        elif kind is list:
            lines.append(f"{indent}{key}:" if value else f"{indent}{key}: []")
            for item in value:
                if isinstance(item, dict):
                    first, *rest = emit(item, indent + "    ")
                    lines += [f"{indent}  - {first.strip()}", *rest]
                else:
                    lines.append(f"{indent}  - {scalar(item)}")
        else:
            lines.append(f"{indent}{key}: {scalar(value)}")
    return lines


class _Plain(str):
    """A text that is printed as it is."""


class _Handler(BaseHandler):
    """python-frontmatter's way in: our emitter, and a body that keeps its bytes."""

    FM_BOUNDARY = re.compile(r"^-{3}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        return "\n".join(emit(metadata))

    def format(self, post: frontmatter.Post, **kwargs: object) -> str:
        return f"---\n{self.export(post.metadata)}\n---\n{post.content}"


def document(metadata: Mapping[str, Any], body: str) -> str:
    """A Markdown document: front matter and body, the body's bytes untouched."""
    return frontmatter.dumps(frontmatter.Post(body, **metadata), handler=_Handler())


def front(record: Mapping[str, Any]) -> str:
    """The front matter of a guide, with its delimiters: what stands before the text of the template."""
    return document(metadata(record), "")


def metadata(record: Mapping[str, Any]) -> dict[str, Any]:
    """The front matter of a guide's record, in the seed guides' order; what is unknown is left out."""
    style = record["style"]
    found: dict[str, Any] = {}
    for key in _HEAD:
        if (value := record[key]) is not None:
            found[key] = _Plain(value) if key in _DATES and not style.get("quote_dates") else value
    if record["compensation"]:
        full = style.get("front_matter") == "full"
        found["compensation"] = [_full_row(row) if full else _seed_row(row) for row in record["compensation"]]
    found["level_mapping"] = dict(record["level_mapping"])
    if record["data_sources"]:
        found["data_sources"] = list(record["data_sources"])
    if record["negotiation_dna_summary"] is not None:
        found["negotiation_dna_summary"] = record["negotiation_dna_summary"]
    return found


def _seed_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """The seed guides' keys, plus the words without which a figure would be misread (period, unit, currency)."""
    return {key: row.get(key) for key in _seed_keys(tuple(row))}


@lru_cache(4096)
def _seed_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that are printed of a row that has ``keys``, in order; region and currency are, even if it has none."""
    usual = (key for key in ("level", "title", *_SEED_ROW, *_QUALIFIERS) if key in keys)
    return ("region", *usual, "currency")


def _full_row(row: Mapping[str, Any]) -> dict[str, Any]:
    printed = {key: row[key] for key in _FULL_ROW if key in row}
    if "extra" in row:
        printed["extra"] = [dict(extra) for extra in row["extra"]]
    if "also" in row:
        printed["also"] = _full_row(row["also"])
    return printed
