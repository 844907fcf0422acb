"""The style of what stands beside: indentation, quotes and key order that a new entry takes over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from guidewright.core.edit.emit import KeyOrder, Layout
from guidewright.core.edit.spans import Node, Tree


def layout_of(tree: Tree, order: KeyOrder, *, blocks: bool) -> Layout:
    """The layout that most of the text is in; where it shows none, the canonical one."""
    steps: Counter[int] = Counter()
    dashes: Counter[int] = Counter()
    for node in tree.nodes.values():
        if node.style == "block" and node.parent is not None and node.parent.kind == "mapping":
            (steps if node.kind == "mapping" else dashes)[node.column - node.parent.column] += 1
    step = steps.most_common(1)[0][0] if steps else 2
    dash = dashes.most_common(1)[0][0] if dashes else 2
    return Layout(order, plain_dates=True, step=step, dash=dash, blocks=blocks)


def item_layout(tree: Tree, parent: Node, near: Node | None, layout: Layout) -> Layout:
    """``layout`` with the space behind the dash, the quotes and the padding in braces of the item beside."""
    if near is None:
        return layout
    gap = near.start - near.entry
    if parent.style != "block" or not 2 <= gap <= 8 or "\n" in tree.text[near.entry : near.start]:
        gap = layout.gap
    quote = near.style if near.style in ("'", '"') else ""
    pad = " " if tree.text[near.start : near.start + 2] == "{ " else ""
    order = layout.order
    if near.kind == "mapping":
        names = [str(child.path[-1]) for child in near.children]
        base = layout.order

        def by_sibling(path: tuple[str | int, ...]) -> Sequence[str]:
            return merged(names, base(path)) if path and path[:-1] == parent.path else base(path)

        order = by_sibling
    return replace(layout, gap=gap, quote=quote, pad=pad, order=order)


def merged(names: Sequence[str], order: Sequence[str]) -> list[str]:
    """``names`` in their order with the further ones of ``order`` next to their neighbours."""
    found = list(names)
    for name in order:
        if name not in found:
            found.insert(key_index(found, name, order), name)
    return found


def arranged(value: Any, near: Node | None, order: Sequence[str]) -> Any:
    """``value`` as it is given, its keys in ``order``."""
    if not isinstance(value, dict) or near is None:
        return value
    rank = {name: index for index, name in enumerate(order)}
    return dict(sorted(value.items(), key=lambda pair: rank.get(pair[0], len(rank))))


def key_index(names: Sequence[str], name: str, order: Sequence[str]) -> int:
    """The index among ``names`` at which ``name`` goes: beside the one nearest to it in ``order``, else last."""
    rank = {known: index for index, known in enumerate(order)}
    if name not in rank:
        return len(names)
    best, at = 2 * len(rank) + 2, len(names)
    for index, known in enumerate(names):
        if known in rank:
            ahead = rank[known] > rank[name]
            distance = 2 * abs(rank[known] - rank[name]) + ahead
            if distance < best:
                best, at = distance, index + (not ahead)
    return at
