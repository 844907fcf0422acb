"""Entries of flow collections put in, taken out and moved: between brackets, on one line or on one line each."""

from __future__ import annotations

import re

from guidewright.core.edit.changes import EditError
from guidewright.core.edit.spans import Node, Tree, skip
from guidewright.core.edit.splice import Patch


def _start(node: Node) -> int:
    return node.key[0] if node.key else node.start


def _own_line(tree: Tree, node: Node) -> bool:
    """Whether the entry has its lines for itself: nothing before it, and only a comma and a comment behind."""
    start = _start(node)
    rest = re.compile(r"[ ]*,?[ \t]*(#[^\n]*)?\r?\n").match(tree.text, node.end)
    return not tree.text[tree.line_start(start) : start].strip() and rest is not None


def _comma(tree: Tree, node: Node) -> int:
    """The index behind the comma that follows the entry, or 0."""
    at = skip(tree.text, node.end)
    return at + 1 if tree.text[at] == "," else 0


def _check(tree: Tree, parent: Node, start: int, end: int) -> None:
    if parent.style == "pair":
        raise EditError(parent.path, "is a key: value pair without braces in a flow list")
    if tree.comments_in(start, end):
        raise EditError(parent.path, "comments stand between its brackets, among the values of one line")


def inserted(tree: Tree, parent: Node, index: int, written: str) -> list[Patch]:
    """The patches that put ``written`` before entry ``index``."""
    items = parent.children
    if not items:
        _check(tree, parent, parent.start, parent.end)
        return [Patch(parent.start + 1, parent.end - 1, written)]
    _check(tree, parent, parent.start, parent.start)
    near = items[min(index, len(items) - 1)]
    if index < len(items) and not _own_line(tree, near):
        return [Patch(_start(near), _start(near), written + ", ")]
    line = tree.line_start(_start(near))
    indent = tree.text[line : _start(near)]
    if index < len(items):
        return [Patch(line, line, f"{indent}{written},{tree.eol}")]
    if not _own_line(tree, near):
        return [Patch(near.end, near.end, ", " + written)]
    below = tree.next_line(near.end)
    comma = _comma(tree, near)
    own = Patch(below, below, indent + written + ("," if comma else "") + tree.eol)
    return [own] if comma else [Patch(near.end, near.end, ","), own]


def deleted(tree: Tree, node: Node) -> list[Patch]:
    """The patch that takes an entry out, with its comma and the comment on its line."""
    parent = node.parent
    if parent is None:
        raise EditError((), "the whole document cannot be deleted")
    items = parent.children
    index = items.index(node)
    start = _start(node)
    _check(tree, parent, start, node.end)
    if _own_line(tree, node):
        return [Patch(tree.line_start(start), tree.next_line(node.end), "")]
    if index + 1 < len(items):
        end = _start(items[index + 1])
    else:
        end = _comma(tree, node) or node.end
        if index:
            start, end = items[index - 1].end, node.end
    _check(tree, parent, start, end)
    return [Patch(start, end, "")]


def moved(tree: Tree, parent: Node, source: int, target: int) -> list[Patch]:
    """The patches that put every item's text into the place that it gets."""
    _check(tree, parent, parent.start, parent.end)
    if any(child.start == child.end for child in parent.children):
        raise EditError(parent.path, "an item of it is empty")
    spans = [(child.start, child.end) for child in parent.children]
    texts = [tree.text[start:end] for start, end in spans]
    texts.insert(target, texts.pop(source))
    return [Patch(start, end, text) for (start, end), text in zip(spans, texts, strict=True)]
