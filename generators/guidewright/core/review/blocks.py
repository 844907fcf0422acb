"""The body of a guide, old against new, block by block: which block is which, and what its parts say now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from guidewright.core.review.items import Item, fact, prose
from guidewright.core.review.masks import Values, mask

Block = Mapping[str, Any]
Record = Mapping[str, Any]
_NAMED = ("lever", "section")
_ALIKE = 0.5


def compare_blocks(old: Record, new: Record, guide: Values) -> Iterator[Item]:
    """What differs between two bodies."""
    before, after = old.get("body") or [], new.get("body") or []
    if before == after:
        return
    pairs = _pairs(before, after)
    matched = {one for one, _ in pairs}, {other for _, other in pairs}
    for index, block in enumerate(before):
        if index not in matched[0]:
            yield _whole(block, None, guide)
    templated = bool(new.get("templated"))
    for one, other in sorted(pairs, key=lambda pair: pair[1]):
        if before[one] != after[other]:
            yield from _parts(before[one], after[other], guide, templated)
    for index, block in enumerate(after):
        if index not in matched[1]:
            yield _whole(None, block, guide)
    order = [other for _, other in sorted(pairs)]
    if order != sorted(order):
        kinds = [label(after[index]) for index in sorted(order)]
        yield Item(
            "order of blocks", None, " · ".join(kinds), "", (), ("order of blocks", mask(" · ".join(kinds), guide))
        )


def label(block: Block) -> str:
    """What a block is called in a report."""
    title = block.get("title")
    return f'{block["kind"]} "{title}"' if title and block["kind"] in _NAMED else str(block["kind"])


def _pairs(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[int, int]]:
    """Old block index and new block index of what is the same block: by name first, then by kind and likeness."""
    free = list(range(len(after)))
    pairs = []
    left = []
    for one, block in enumerate(before):
        key = (block["kind"], block.get("title"))
        twin = next((other for other in free if (after[other]["kind"], after[other].get("title")) == key), None)
        if twin is None:
            left.append(one)
        else:
            free.remove(twin)
            pairs.append((one, twin))
    for one in left:
        same = [other for other in free if after[other]["kind"] == before[one]["kind"]]
        twin = next((other for other in same if _alike(before[one], after[other])), None)
        if twin is not None:
            free.remove(twin)
            pairs.append((one, twin))
    return pairs


def _alike(old: Block, new: Block) -> bool:
    """Whether a block with another title is the same block: one of its kind by nature, or with much the same words."""
    if old["kind"] not in _NAMED:
        return True
    one, other = set(str(old.get("text")).split()), set(str(new.get("text")).split())
    return len(one & other) >= _ALIKE * max(len(one | other), 1)


def _whole(old: Block | None, new: Block | None, guide: Values) -> Item:
    block = old or new or {}
    text = "\n".join(_lines(block))
    where = label(block)
    signature = ("block", block["kind"], mask(str(block.get("title")), guide), old is None)
    if old is not None:
        return Item(where, text or "(empty)", None, "section removed", (), signature)
    return Item(where, None, text or "(empty)", "", (), (*signature, mask(text, guide)))


def _lines(block: Block) -> Iterator[str]:
    for part, value in block.items():
        if part in ("kind", "emoji") or value is None or value == []:
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (f"- {item_text(item)}" for item in value)


def item_text(item: Any) -> str:
    """A list item of a block as one text."""
    if isinstance(item, Mapping):
        return " · ".join(str(value) for value in item.values() if value)
    return str(item)


def _parts(old: Block, new: Block, guide: Values, templated: bool) -> Iterator[Item]:
    where, kind = label(new), old["kind"]
    for part in dict.fromkeys([*old, *new]):
        before, after = old.get(part), new.get(part)
        if before == after:
            continue
        place = where if part in ("text", "line", "script") else f"{where}: {part}"
        if isinstance(before, str) and isinstance(after, str):
            yield prose(place, f"{kind}.{part}", before, after, guide, templated)
        elif isinstance(before, list) or isinstance(after, list):
            yield from _lists(where, kind, before or [], after or [], guide, templated)
        elif isinstance(before, Mapping) and isinstance(after, Mapping):
            yield prose(place, f"{kind}.{part}", _table_text(before), _table_text(after), guide, templated)
        else:
            danger = "text removed" if after is None and part in ("text", "script", "line", "advice") else ""
            yield fact(place, before, after, guide, danger)


def _table_text(table: Mapping[str, Any]) -> str:
    return "\n".join(" | ".join(row) for row in (table["header"], *table["rows"]))


def _lists(
    where: str, kind: str, old: Sequence[Any], new: Sequence[Any], guide: Values, templated: bool
) -> Iterator[Item]:
    """Items that came, went, or say something else."""
    before, after = [item_text(item) for item in old], [item_text(item) for item in new]
    word = {"evidence": "source", "global_levers": "lever"}.get(kind, "item")
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        one, other = before[a:b], after[c:d]
        kept = min(len(one), len(other)) if _same_items(old[a:b], new[c:d]) else 0
        for first, second in zip(one[:kept], other[:kept]):
            yield prose(f"{where}: {word}", f"{kind}.item", first, second, guide, templated)
        for gone in one[kept:]:
            place = f"{where}: {word}"
            yield Item(place, gone, None, f"{word} removed", (), (kind, "item", mask(gone, guide), None))
        for come in other[kept:]:
            yield Item(f"{where}: {word}", None, come, "", (), (kind, "item", None, mask(come, guide)))


def _same_items(old: Sequence[Any], new: Sequence[Any]) -> bool:
    """Whether items that differ are the same items, edited: as many of them, and alike or of the same title."""
    if len(old) != len(new):
        return False
    for one, other in zip(old, new):
        titled = isinstance(one, Mapping) and isinstance(other, Mapping) and one.get("title") and other.get("title")
        if titled and one["title"] == other["title"]:
            continue
        first, second = set(item_text(one).split()), set(item_text(other).split())
        if len(first & second) < 0.4 * max(len(first | second), 1):
            return False
    return True
