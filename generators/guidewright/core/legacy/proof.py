"""The proof that nothing was lost: every word and number of a guide's prose must be in the spec, as often as it was.

The compensation table is not prose: its cells are either typed or kept as words, which the reader of cells answers for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from guidewright.core.legacy.headings import item_title, kind_of, split_label
from guidewright.core.legacy.parts import unquoted
from guidewright.core.legacy.tree import Node

_TOKEN = re.compile(r"[^\W_]+")
_MARKER = re.compile(r"\s*(?:>\s*)?(?:(?:[-*+•]|[0-9]{1,3}[.)])\s+)?(?:\[[0-9]{1,3}\]:?\s)?")
_LABEL = re.compile(r"\s*(?:>\s?)?\*\*([^*]{1,200})\*\*:?")


def words_of(texts: Iterable[str]) -> Counter[str]:
    """The words and numbers of ``texts`` with their counts, case aside."""
    return Counter(_TOKEN.findall("\n".join(texts).casefold()))


def prose(nodes: Iterable[Node]) -> Iterator[str]:
    """The lines whose words the spec must hold: no headings, no labels with known names, no list markers."""
    for node in nodes:
        if node.kind in ("blank", "rule", "heading"):
            continue
        items = False
        for at, line in enumerate(node.lines):
            text = line.text
            first = at == 0 and node.kind in ("text", "quote")
            known = split_label(unquoted(node)) if first else None
            label = _LABEL.match(text) if first or items else None
            if known and kind_of(known[0]):
                text = known[1].split("\n")[0]
            elif label and (title := item_title(label[1])):
                items = node.kind == "text"
                text = f"{title} {text[label.end() :]}"
            elif node.kind not in ("table", "fence"):
                text = text[_MARKER.match(text).end() :]  # type: ignore[union-attr]
            yield text


def leaves(value: Any) -> Iterator[str]:
    """All texts inside a spec's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)


def lost(nodes: Iterable[Node], spec: dict[str, Any]) -> Counter[str]:
    """The words of the prose in ``nodes`` that ``spec`` does not hold."""
    return words_of(prose(nodes)) - words_of(leaves(spec))
