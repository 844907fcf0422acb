"""What one company's guides can lend another's: roles, regions, currencies, columns, style and the shape of the text.

Never a figure, a level, a date or a sentence: where those stood, the likeness has null or a placeholder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.edit.vocabulary import BLOCK
from guidewright.core.model.rows import FIGURES, figure_keys

_KEYS = ("stock_label", "column_labels", "vesting_years", "total_formula", "style")
_USUAL = ("base_low", "base_high", "stock_low", "stock_high", "bonus_pct")
"""The figures of a row for which there is nothing to go by."""
_HQ = re.compile(r"\s*\((?:[^()]*\W)?HQ\b[^()]*\)|\s+HQ\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_DIGIT = re.compile(r"\d")
"""A heading with a digit says a figure, a date or a level, which are not lent."""
HQ_TODO = "TODO: region of the headquarters"


@dataclass(frozen=True)
class Target:
    """Whom a likeness is for: the name as printed, region of the headquarters, and currency ('' where not known)."""

    company_display: str
    hq: str = ""
    currency: str = ""
    regions: tuple[Mapping[str, Any], ...] = ()
    """Rows of region and currency that replace the other company's."""


@dataclass(frozen=True)
class Model:
    """The company whose shape is taken: its checked files, and the currency of rows that name none."""

    company: Mapping[str, Any] = field(default_factory=dict)
    specs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    currency: str = "USD"

    def names(self) -> list[str]:
        return [str(self.company["company_display"]), *self.company.get("aliases", ())] if self.company else []

    def spec(self, role: str) -> Mapping[str, Any]:
        """The spec to go by for ``role``: its own, else one with the company's usual regions."""
        if role in self.specs or not self.specs:
            return self.specs.get(role, {})
        usual = Counter(_region_names(spec) for spec in self.specs.values()).most_common(1)[0][0]
        return next(spec for spec in self.specs.values() if _region_names(spec) == usual)


def _region_names(spec: Mapping[str, Any]) -> tuple[str | None, ...]:
    return tuple(row.get("region") for row in spec.get("compensation", ()))


def _renamed(value: Any, names: Sequence[str], display: str) -> Any:
    """``value`` with the other company's names replaced in its texts, keys kept."""
    if isinstance(value, str):
        for name in names:
            value = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: display, value)
        return value
    if isinstance(value, Mapping):
        return {key: _renamed(item, names, display) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(item, names, display) for item in value]
    return value


def bare(region: str) -> str:
    """``San Francisco, CA (HQ)`` without its mark."""
    return _HQ.sub("", region)


def marks_hq(model: Model) -> bool:
    """Whether the company's tables mark the headquarters."""
    return any(_HQ.search(name or "") for spec in model.specs.values() for name in _region_names(spec))


def company_shape(model: Model, target: Target) -> dict[str, Any]:
    """What the new company file takes over, beside the currency."""
    kept = {key: model.company[key] for key in _KEYS if key in model.company}
    style = {"style": kept.pop("style")} if "style" in kept else {}
    renamed: dict[str, Any] = _renamed(kept, model.names(), target.company_display)
    return renamed | style


def headquarters(model: Model, target: Target) -> str:
    """The region of the headquarters as the tables spell it; empty where it is not known."""
    if not target.hq:
        return ""
    known = (bare(name) for spec in model.specs.values() for name in _region_names(spec) if name)
    spelled = next((name for name in known if _same_place(name, target.hq)), bare(target.hq))
    return spelled + (" (HQ)" if marks_hq(model) or bare(target.hq) != target.hq else "")


def _same_place(one: str, other: str) -> bool:
    """``San Francisco`` and ``San Francisco, CA (HQ)`` are one place."""
    first, second = bare(one).casefold().strip(), bare(other).casefold().strip()
    cities = first.partition(",")[0], second.partition(",")[0]
    return first == second or (cities[0] == cities[1] and ("," in first) != ("," in second))


def guide_shape(model: Model, role: str, target: Target) -> dict[str, Any]:
    """The parts of a new spec: ``facts`` (keys of its own), ``rows``, ``level_mapping``, ``body`` (None: the usual)."""
    spec = model.spec(role)
    own = role in model.specs
    names = model.names()
    facts = {key: spec[key] for key in _KEYS if key in spec}
    kept = {key: str(spec.get(key) or "") if own else "" for key in ("title_tail", "compensation_title")}
    heads = {key: None if _DIGIT.search(text) else text or None for key, text in kept.items()}
    return {key: _renamed(text, names, target.company_display) for key, text in heads.items()} | {
        "facts": _renamed(facts, names, target.company_display),
        "rows": _rows(model, spec, target),
        "level_mapping": _terms((spec.get("level_mapping") or {}).get("raw"), names, target.company_display),
        "body": [_block(block, names, target.company_display) for block in spec.get("body", ())] or None,
    }


def _rows(model: Model, spec: Mapping[str, Any], target: Target) -> list[dict[str, Any]]:
    known: list[Mapping[str, Any]] = list(spec.get("compensation", ()))
    hq = headquarters(model, target)
    pattern = known[0] if known else {}
    figures = _figures(pattern)
    if target.regions or not known:
        wanted = target.regions or ({"region": hq or HQ_TODO},)
        return [dict(row) | figures for row in wanted]
    levels: dict[tuple[str, str], str] = {}
    rows = [_row(row, levels, model.names()) for row in known]
    if target.currency and target.currency != model.currency:
        rows = [_with_currency(row, model.currency) for row in rows]
    if not hq:
        return rows
    own = [row | {"region": hq} for row in rows if "region" in row and _same_place(row["region"], hq)]
    others = [row for row in rows if "region" not in row or not _same_place(row["region"], hq)]
    if own or not any("region" in row for row in rows):
        return own + others
    first = others[0].get("region")
    added = [row | {"region": hq} for row in others if row.get("region") == first]
    return [{key: value for key, value in row.items() if key != "currency"} for row in added] + others


def _with_currency(row: dict[str, Any], code: str) -> dict[str, Any]:
    """The row with the currency that it had from its company said in so many words."""
    if "currency" in row:
        return row
    heads = {key: row[key] for key in ("region", "level", "title") if key in row}
    return heads | {"currency": code} | {key: value for key, value in row.items() if key not in heads}


def _row(row: Mapping[str, Any], levels: dict[tuple[str, str], str], names: Sequence[str]) -> dict[str, Any]:
    """Region and currency as they are (no word of the other company), numbered levels and titles, no figures."""
    made: dict[str, Any] = {}
    if row.get("region"):
        aside = _ASIDE.search(bare(row["region"]))
        own = aside is not None and any(name in aside[1] for name in names)
        made["region"] = _ASIDE.sub("", row["region"]) if own else bare(row["region"])
    for head in ("level", "title"):
        if row.get(head):
            seen = sum(kind == head for kind, _ in levels)
            made[head] = levels.setdefault((head, row[head]), f"TODO: {head} {seen + 1}")
    if "currency" in row:
        made["currency"] = row["currency"]
    made |= _figures(row)
    if row.get("also"):
        made["also"] = {"currency": row["also"].get("currency")} | _figures(row["also"])
    return made


def _figures(row: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of the figures that ``row`` has, without amounts; totals are left to be computed."""
    made: dict[str, Any] = {}
    for name in FIGURES:
        if name != "total_comp":
            made |= _empty(row, figure_keys(name))
    made = made or dict.fromkeys(_USUAL)
    plain = {part: part for part in figure_keys("base")}
    if row.get("extra"):
        made["extra"] = [{"label": column["label"]} | _empty(column, plain) for column in row["extra"]]
    return made


def _empty(row: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, Any]:
    found = {part: row[key] for part, key in keys.items() if row.get(key) is not None}
    amounts = [part for part in ("low", "high", "pct", "pct_high") if part in found] or (
        ["low", "high"] if found else []
    )
    made: dict[str, Any] = {keys[part]: None for part in amounts}
    return made | {keys[part]: found[part] for part in ("period", "currency", "unit") if part in found}


def _terms(raw: str | None, names: Sequence[str], display: str) -> str | None:
    """The line of equivalent levels with its companies and without its levels: ``TODO: Acme … = Google …``."""
    terms = [term for term in re.split(r"\s+=\s+", raw or "") if term]
    if len(terms) < 2:
        return None
    companies = dict.fromkeys(_company_of(term, names, display) for term in terms)
    return "TODO: " + " = ".join(f"{company} …" for company in companies)


def _company_of(term: str, names: Sequence[str], display: str) -> str:
    if any(re.match(rf"{re.escape(name)}(?!\w)", term, re.IGNORECASE) for name in names):
        return display
    return term.split()[0].rstrip(":,(")


def _block(block: Any, names: Sequence[str], display: str) -> Any:
    """A block of the same kind and form, its headings kept and its texts to be written."""
    if isinstance(block, str):
        return block
    kind, content = next(iter(block.items()))
    made = _contents(kind, content, display)
    if isinstance(content, Mapping) and isinstance(made, dict):
        titles = {key: content[key] for key in ("title", "emoji") if key in content and key not in made}
        if _DIGIT.search(titles.get("title", "")):
            titles["title"] = "TODO: heading"
        made = _renamed(titles, names, display) | made
        made = {key: made[key] for key in BLOCK if key in made}
        if kind == "level_mapping" and "table" in content:
            made["table"]["header"] = _renamed(content["table"]["header"], names, display)
    return {kind: made}


_TEXTS = {
    "narrative": "TODO: what the role does at {company}, and what it is paid for\n\n"
    "TODO: where there is room, and for whom\n",
    "level_mapping": "TODO: the company's level and its equivalents elsewhere",
    "negotiate_up": "TODO: the closing ask, word for word, with the figure to aim for",
    "section": "TODO: write this part, or delete it",
}


def _contents(kind: str, content: Any, display: str) -> Any:
    text = _TEXTS.get(kind, "").format(company=display)
    if kind == "lever":
        return {
            "title": "TODO: name of the signature lever",
            "text": f"TODO: what only {display} can be asked for in this role\n\nTODO: why it would agree\n",
        }
    if kind == "global_levers":
        listed = content["items"] if isinstance(content, Mapping) else content
        return _boxed(content, [_lever(item, number) for number, item in enumerate(listed, 1)])
    if kind == "evidence":
        return _boxed(content, ["TODO: a source, with its date"])
    if not isinstance(content, Mapping):
        return text
    if kind == "level_mapping" and "table" in content:
        rows, width = len(content["table"]["rows"]), len(content["table"]["header"])
        return {"table": {"header": [], "rows": [["TODO"] * width for _ in range(rows)]}}
    if kind == "level_mapping" and "items" in content:
        return {"items": [f"TODO: level {number}" for number in range(1, len(content["items"]) + 1)]}
    part = next((part for part in ("script", "advice", "line", "text") if part in content), "text")
    return {part: text} if part in content or kind in ("narrative", "section") else {"line": text}


def lent_roles(model: Model, like: str, company: str) -> dict[str, str]:
    """The other company's roles and what they are called there; its slug in one of them becomes the new company's."""
    renamed = {re.sub(rf"(?<![^-]){re.escape(like)}(?![^-])", lambda _: company, role): role for role in model.specs}
    return dict(sorted(renamed.items()))


def lent_display(model: Model, role: str, display: str) -> str | None:
    """What a role of the other company's own is called, with the new company's name for its own."""
    found = model.specs.get(role, {}).get("role_display")
    return _renamed(found, model.names(), display) if isinstance(found, str) else None


def _boxed(content: Any, items: list[Any]) -> Any:
    return {"items": items} if isinstance(content, Mapping) else items


def _lever(item: Mapping[str, Any], number: int) -> dict[str, Any]:
    part = "script" if "script" in item or "text" not in item else "text"
    return {"title": f"TODO: lever {number}", part: "TODO: what to say" if part == "script" else "TODO: what to do"}
