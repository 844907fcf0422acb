"""What differs between two records of a guide beside its figures: facts, sources, rows and texts by block.

Complete by construction: whatever is not compared by a rule of its own is compared leaf by leaf.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.review.masks import Values, mask, names
from guidewright.core.review.moves import Move, RowChange, compare_rows
from guidewright.core.review.words import Runs, changed_words, word_diff

Record = Mapping[str, Any]
_APART = frozenset(("version", "company", "role", "compensation", "table", "body", "data_sources"))
_PROSE = frozenset(("negotiation_dna_summary", "compensation_intro", "compensation_note"))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that differs. ``runs`` is set for texts; ``danger`` says why a person should look first."""

    where: str
    old: str | None
    new: str | None
    danger: str = ""
    runs: Runs = ()
    signature: tuple[Any, ...] = ()


def compare(old: Record, new: Record) -> tuple[list[Move], list[Item]]:
    """Everything that differs between two records of one guide."""
    if old == new:
        return [], []
    guide = names(old, new)
    moves, rows = compare_rows(old, new)
    items = [*_facts(old, new, guide), *_sources(old, new), *_rows(rows), *_headings(old, new)]
    from guidewright.core.review.blocks import compare_blocks

    return moves, items + list(compare_blocks(old, new, guide))


def fact(where: str, old: Any, new: Any, guide: Values, danger: str = "") -> Item:
    """A value that was replaced, came or went."""
    before, after = _shown(old), _shown(new)
    signature = (where, None if before is None else mask(before, guide), None if after is None else mask(after, guide))
    if where in ("role_display", "company_display"):
        signature = (where, before, after)
    return Item(where, before, after, danger, (), signature)


def prose(where: str, kind: str, old: str, new: str, guide: Values, templated: bool = False) -> Item:
    """A text that differs: told word by word; its shape is that of the words that changed."""
    runs = word_diff(old, new)
    pairs = {(mask(one, guide), mask(other, guide)) for one, other in changed_words(runs)}
    return Item(where, old, new, "", runs, ("text", kind, templated, tuple(sorted(pairs))))


def _shown(value: Any) -> str | None:
    if value is None or value == [] or value == {}:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(str(_shown(item)) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(item)}" for key, item in value.items())
    return str(value)


def _facts(old: Record, new: Record, guide: Values) -> Iterator[Item]:
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        if key in _APART or before == after:
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            for inner in dict.fromkeys([*before, *after]):
                if before.get(inner) != after.get(inner):
                    yield fact(f"{key}.{inner}", before.get(inner), after.get(inner), guide)
        elif key in _PROSE and before and after:
            yield prose(key, key, before, after, guide, bool(new.get("templated")))
        else:
            yield fact(key, before, after, guide)


def _sources(old: Record, new: Record) -> Iterator[Item]:
    before, after = list(old.get("data_sources") or ()), list(new.get("data_sources") or ())
    where = "data_sources"
    for source in before:
        if source not in after:
            yield Item(where, source, None, "source removed", (), (where, source, None))
    for source in after:
        if source not in before:
            yield Item(where, None, source, "", (), (where, None, source))
    if before != after and sorted(before) == sorted(after):
        yield Item(where, _shown(before), _shown(after), "", (), (where, "order"))


def _rows(rows: Sequence[RowChange]) -> Iterator[Item]:
    for row in rows:
        if row.old and row.new:
            yield Item("compensation row renamed", row.old, row.new, "", (), ("row renamed", row.old, row.new))
        elif row.old:
            yield Item("compensation row", f"{row.old}: {row.cells}", None, "row removed", (), ("row", row.old, None))
        else:
            yield Item("compensation row", None, f"{row.new}: {row.cells}", "", (), ("row", None, row.new))


def _headings(old: Record, new: Record) -> Iterator[Item]:
    """Column headings, and the order of rows: what the table shows beside its figures."""
    before, after = ((record.get("table") or {}).get("header") for record in (old, new))
    if before and after and before != after:
        yield prose("table heading", "table heading", " | ".join(before), " | ".join(after), ())
    order = [[row.get("region"), row.get("level"), row.get("title")] for row in old.get("compensation", ())]
    order_after = [[row.get("region"), row.get("level"), row.get("title")] for row in new.get("compensation", ())]
    if order != order_after and sorted(map(str, order)) == sorted(map(str, order_after)):
        yield Item("compensation", "rows", "the same rows in another order", "", (), ("rows", "order"))
