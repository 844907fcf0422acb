"""What types cannot say about one file: ranges, currencies, rows, tables, and agreement with the path.

Works on mappings that may still be wrong in type, so it looks before it compares. Knows no text and no places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeGuard

from guidewright.core.model.base import SLUG_RULE, is_slug
from guidewright.core.model.rows import FIGURES, figure_keys, figures_of
from guidewright.core.money import CODES
from guidewright.core.nearest import did_you_mean
from guidewright.core.reader import Path

_KEYS = {name: figure_keys(name) for name in FIGURES}
_EXTRA_KEYS = {part: part for part in _KEYS["base"]}
ROLE_TYPES = ("standard", "specialty")
_COMMON_CURRENCIES = ("USD", "GBP", "EUR", "INR", "CAD", "AUD", "SGD", "CHF", "JPY", "CNY")


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem by key path; the caller knows where that stands."""

    code: str
    at: Path
    found: str
    expected: str = ""
    hint: str = ""
    of_key: bool = False
    also: tuple[Path, ...] = ()


def findings(kind: str, data: Mapping[str, Any], path: str) -> Iterator[Finding]:
    """Every problem of meaning in one file."""
    if kind == "roles":
        yield from _roles(data)
        return
    yield from _currency(data.get("currency"), ("currency",))
    if kind in ("spec", "company"):
        yield from _path_agreement(kind, data, path)
    yield from _dates(data)
    kind_of_role = data.get("role_type")
    if isinstance(kind_of_role, str) and kind_of_role not in ROLE_TYPES:
        hint = did_you_mean(kind_of_role, ROLE_TYPES)
        yield Finding("GW118", ("role_type",), f"'{kind_of_role[:80]}'", expected="standard or specialty", hint=hint)
    labels = (data.get("style") or {}).get("currency") if isinstance(data.get("style"), dict) else None
    for code in labels if isinstance(labels, dict) else ():
        yield from _currency(code, ("style", "currency", code))
    if kind == "spec":
        rows = data.get("compensation")
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, dict):
                yield from _row(row, ("compensation", index))
        body = data.get("body")
        for index, block in enumerate(body if isinstance(body, list) else ()):
            if isinstance(block, dict) and "level_mapping" in block:
                yield from _level_table(block["level_mapping"], ("body", index))


def _path_agreement(kind: str, data: Mapping[str, Any], path: str) -> Iterator[Finding]:
    parts = path.split("/")
    from_path = {"company": parts[-2] if len(parts) > 1 else "", "role": parts[-1].removesuffix(".yaml")}
    for key in ("company", "role") if kind == "spec" else ("company",):
        stated = data.get(key)
        if isinstance(stated, str) and is_slug(stated) and stated != from_path[key]:
            found = f"'{stated}' disagrees with the path"
            hint = f"write '{from_path[key]}', or move the file; neither is guessed"
            yield Finding("GW111", (key,), found, hint=hint)
    if kind == "spec" and data.get("role") is not None and "company" not in data:
        hint = "state both or neither: the path says the same"
        yield Finding("GW104", (), "required key 'company' is missing beside 'role'", hint=hint)
    if kind == "spec" and not is_slug(from_path["role"]):
        yield Finding("GW106", (), f"file name '{from_path['role'][:80]}'", expected=SLUG_RULE)
    if not is_slug(from_path["company"]):
        yield Finding("GW106", (), f"folder name '{from_path['company'][:80]}'", expected=SLUG_RULE)


def _dates(data: Mapping[str, Any]) -> Iterator[Finding]:
    verified, review = data.get("last_updated"), data.get("next_review_due")
    if (
        isinstance(verified, str)
        and isinstance(review, str)
        and len(review) == len(verified) == 10
        and review < verified
    ):
        found = f"{review} lies before last_updated {verified}"
        yield Finding("GW112", ("next_review_due",), found, hint="correct one of the two", also=(("last_updated",),))


def _currency(code: Any, at: Path) -> Iterator[Finding]:
    if isinstance(code, str) and code not in CODES:
        hint = did_you_mean(code, _COMMON_CURRENCIES) or did_you_mean(code, sorted(CODES))
        yield Finding("GW108", at, f"'{code[:20]}'", expected="an ISO 4217 code", hint=hint)


def _row(row: Mapping[str, Any], at: Path, inner: bool = False) -> Iterator[Finding]:
    nameless = row.get("region") is None and row.get("level") is None and row.get("title") is None
    if nameless and not inner:
        yield Finding("GW113", at, "the row has no region, level or title", hint="say what the row is for")
    code = row.get("currency")
    if isinstance(code, str) and code not in CODES:  # seldom; a generator takes longer than the question
        yield from _currency(code, (*at, "currency"))
    if not _is_plain(row):
        for name, parts in figures_of(row).items():
            yield from _figure(parts, _KEYS[name], at)
    extra = row.get("extra")
    for index, column in enumerate(extra if isinstance(extra, list) else ()):
        if isinstance(column, dict):
            yield from _figure(column, _EXTRA_KEYS, (*at, "extra", index))
    also = row.get("also")
    if isinstance(also, dict):
        if also.get("currency") is None:
            yield Finding("GW113", (*at, "also"), "a second currency without its code", hint="add currency: …")
        yield from _row(also, (*at, "also"), inner=True)


def _number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


_RANGES = (("low", "high"), ("pct", "pct_high"))


@lru_cache(4096)
def _ranges(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...] | None:
    """The ranges in a mapping of flat ``keys``; None if a figure has words or a currency of its own."""
    if any(key.endswith(("_text", "_currency")) for key in keys):
        return None
    ends = ((parts[low], parts[high]) for parts in _KEYS.values() for low, high in _RANGES)
    return tuple((low, high) for low, high in ends if high in keys and low in keys)


def _is_plain(row: Mapping[str, Any]) -> bool:
    """Whether there can be no problem in the figures of a row, as in most: every range has its low end first."""
    ranges = _ranges(tuple(row))
    if ranges is None:
        return False
    for low, high in ranges:
        first, last = row[low], row[high]
        if type(first) is not int or type(last) is not int or first > last:
            return False
    return True


def _figure(parts: Mapping[str, Any], keys: Mapping[str, str], at: Path) -> Iterator[Finding]:
    """The problems of one figure from its ``parts``; ``keys`` is what each is called in the file."""
    for low_part, high_part in _RANGES:
        low, high = parts.get(low_part), parts.get(high_part)
        if high is not None and _number(low) and _number(high) and low > high:
            places = ((*at, keys[high_part]),)
            found = f"low {low} is above {keys[high_part]} {high}"
            yield Finding("GW103", (*at, keys[low_part]), found, hint="swap them", of_key=True, also=places)
    if "currency" in parts:
        yield from _currency(parts["currency"], (*at, keys["currency"]))
    if parts.get("text") is None:
        return
    figures = [keys[part] for part in ("low", "high", "pct", "pct_high") if parts.get(part) is not None]
    if figures:
        hint = "keep one; words beside a figure go to " + keys["note"]
        yield Finding("GW117", (*at, keys["text"]), f"words beside {figures[0]}", hint=hint, also=((*at, figures[0]),))


def _level_table(parts: Any, at: Path) -> Iterator[Finding]:
    table = parts.get("table") if isinstance(parts, dict) else None
    if not isinstance(table, dict) or not isinstance(table.get("header"), list):
        return
    width = len(table["header"])
    rows = table.get("rows")
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, list) and len(row) != width:
            here = (*at, "level_mapping", "table", "rows", index)
            yield Finding("GW116", here, f"{len(row)} cells under {width} headings", expected=f"{width} cells")


def _roles(data: Mapping[str, Any]) -> Iterator[Finding]:
    owners: dict[str, Path] = {}
    for slug, role in data.items():
        if not is_slug(slug):
            yield Finding("GW106", (slug,), f"'{slug[:80]}'", expected=SLUG_RULE, of_key=True)
        names = role.get("aliases") if isinstance(role, dict) else None
        for index, alias in enumerate(names if isinstance(names, list) else ()):
            at: Path = (slug, "aliases", index)
            folded = str(alias).casefold()
            if folded in owners:
                yield Finding("GW114", at, f"'{alias}' already names '{owners[folded][0]}'", also=(owners[folded],))
            owners.setdefault(folded, at)
