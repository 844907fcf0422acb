"""The parts of a guide: nodes grouped under the heading, label or table that they belong to, in order.

A part begins at a heading that is not below the part's own, at a label with a known name, and at the compensation
table. What it becomes in the spec is decided elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from guidewright.core.legacy.headings import (
    is_numbered_lever,
    is_signature,
    is_story,
    item_title,
    kind_of,
    split_emoji,
    split_label,
)
from guidewright.core.legacy.tree import BOLD, Node


@dataclass(slots=True)
class Part:
    """A kind (``section`` where unknown), the title as written, the words on the label's line, and the nodes."""

    kind: str
    line: int
    title: str | None = None
    emoji: str = ""
    rank: int | None = None
    lead: str = ""
    nodes: list[Node] = field(default_factory=list)
    table: Node | None = None
    intro: list[Node] = field(default_factory=list)

    @property
    def words(self) -> int:
        return len(self.lead.split()) + sum(len(node.text.split()) for node in self.nodes)


@dataclass(slots=True)
class _Grouping:
    """The state of one walk over the nodes."""

    table: Node | None
    parts: list[Part] = field(default_factory=list)
    current: Part | None = None
    dropped: Counter[str] = field(default_factory=Counter)

    def start(self, part: Part) -> Part:
        self.parts.append(part)
        self.current = part
        return part

    def add(self, node: Node) -> None:
        if self.current is None:
            self.start(Part("section", node.line))
        assert self.current is not None
        self.current.nodes.append(node)

    def has(self, kind: str) -> bool:
        return any(part.kind == kind for part in self.parts)


def group(nodes: list[Node], table: Node | None) -> tuple[list[Part], Counter[str]]:
    """The parts of ``nodes`` (title line left out), and how many pieces of mere layout were dropped, by kind."""
    walk = _Grouping(table)
    for node in nodes:
        if node is table:
            _start_table(walk, node)
        elif node.kind == "blank":
            continue
        elif node.kind == "rule":
            walk.dropped["rule"] += 1
            if walk.current is not None and _closed_by_rule(walk.current):
                walk.current = None
        elif node.kind == "heading":
            _heading(walk, node)
        elif node.kind == "fence" and not node.closed:
            walk.start(Part("section", node.line)).nodes.append(node)
        elif node.kind == "text" and _starts_levers(walk, node):
            walk.start(Part("levers", node.line)).nodes.append(node)
        elif node.kind not in ("text", "quote") or not _labelled(walk, node):
            walk.add(node)
    return walk.parts, walk.dropped


def _closed_by_rule(part: Part) -> bool:
    return part.rank is None or bool(part.lead) or (part.kind == "level_mapping" and bool(part.nodes))


def _start_table(walk: _Grouping, node: Node) -> None:
    current = walk.current
    if current is not None and current.kind == "section" and current.title is not None and not current.lead:
        current.kind, current.intro, current.nodes = "compensation", current.nodes, []
    else:
        current = walk.start(Part("compensation", node.line))
    current.table = node


def _heading(walk: _Grouping, node: Node) -> None:
    current = walk.current
    emoji, title = split_emoji(node.title)
    nested = current is not None and current.rank is not None and node.rank > current.rank
    if current is not None and _ends(current, node, title):
        nested = False
    if item_title(title) is not None and _joins_levers(walk, node, title, nested):
        walk.add(node)
        return
    kind = kind_of(node.title)
    if kind is None and nested:
        walk.add(node)
        return
    if kind == "level_mapping" and ":" in title and "=" in title:
        label, _, lead = title.partition(":")
        walk.start(Part(kind, node.line, label.strip(), emoji, node.rank, lead.strip()))
        return
    usual = kind or ("narrative" if is_story(node.title) else "section")
    walk.start(Part(usual, node.line, title, emoji, node.rank))


def _ends(part: Part, node: Node, title: str) -> bool:
    """Whether a lower heading begins a part of its own: the signature lever, under levels or right under the story."""
    if part.kind == "level_mapping":
        return is_signature(title)
    if part.kind != "narrative" or part.rank is None:
        return False
    if part.rank == BOLD and node.rank > BOLD:
        return is_signature(title)
    return bool(part.nodes) and title.lower().endswith((" lever", " premium"))


def _joins_levers(walk: _Grouping, node: Node, title: str, nested: bool) -> bool:
    """Whether a numbered heading is an item of the part before it; starts a part of levers where one is due."""
    current = walk.current
    if current is not None and current.kind == "levers":
        named = nested or current.title is None or node.rank >= BOLD or is_numbered_lever(title)
        return named or _goes_on(current, title)
    if is_numbered_lever(title) and node.rank < BOLD:
        if current is not None and nested and not current.nodes and current.kind == "section":
            current.kind = "levers"
        else:
            walk.start(Part("levers", node.line, rank=node.rank))
        return True
    return nested


def _goes_on(part: Part, title: str) -> bool:
    """Whether ``2. Words`` is the next of the headings that are the items of ``part``, and says no other kind."""
    known = sum(node.kind == "heading" and item_title(node.title) is not None for node in part.nodes)
    number = re.match(r"[0-9]{1,2}", title)
    follows = number is not None and int(number[0]) == known + 1 and (known > 0 or not part.nodes)
    return follows and kind_of(title) is None


def _starts_levers(walk: _Grouping, node: Node) -> bool:
    """Whether a paragraph is the first lever (``**Lever 1 — Words:** …``) of a list that has no heading."""
    if walk.current is None or walk.current.kind not in ("level_mapping", "narrative", "compensation"):
        return False
    title = node.text.removeprefix("**")
    return title != node.text and is_numbered_lever(title)


def unquoted(node: Node) -> str:
    """The text of a quote without its marks."""
    if node.kind != "quote":
        return node.text
    bare = (line.text.strip().removeprefix(">") for line in node.lines)
    return "\n".join(line.removeprefix(" ") for line in bare)


def _labelled(walk: _Grouping, node: Node) -> bool:
    """Start the part that a labelled paragraph or quote is, if its label is known."""
    found = split_label(unquoted(node))
    if found is None:
        return False
    label, rest = found
    kind = kind_of(label)
    if kind == "narrative":
        first = node.kind == "text" and not walk.has("summary") and not walk.has("narrative")
        walk.start(Part("summary" if first else "narrative", node.line, label, rank=None if first else BOLD, lead=rest))
        if first:
            walk.current = None
        return True
    if kind == "negotiate_up":
        walk.start(Part(kind, node.line, label, lead=rest))
        walk.current = None
        return True
    if kind == "level_mapping" or (kind == "evidence" and node.kind == "text"):
        walk.start(Part(kind, node.line, label, rank=BOLD, lead=rest))
        return True
    return False
