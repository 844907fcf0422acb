"""A value in the place of another: which characters of the text a Set of an existing value replaces.

A scalar keeps its quotes, its block style and the comment behind it wherever the new value allows. A list or
mapping in the place of a scalar (or the other way round) is laid out anew, unless comments stand inside.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from guidewright.core.edit.block_text import rewritten
from guidewright.core.edit.changes import EditError
from guidewright.core.edit.emit import Layout, collection, flow, is_block, leaf, literal, wants_block
from guidewright.core.edit.scalars import scalar
from guidewright.core.edit.spans import Node, Tree, block_indent
from guidewright.core.edit.splice import Patch


def value_patches(tree: Tree, node: Node, value: Any, layout: Layout) -> list[Patch]:
    """The patches that make ``node`` say ``value``."""
    if node.kind == "scalar" and not is_block(value):
        return _scalar_patches(tree, node, value, layout)
    if node.style == "pair":
        raise EditError(node.path, "is a key: value pair without braces in a flow list")
    if tree.comments_in(node.start, node.end):
        raise EditError(node.path, "comments stand inside the value that is replaced")
    if node.in_flow or (node.style == "flow" and not is_block(value)):
        return [Patch(node.start, node.end, _spaced(tree, node, flow(value, node.path, layout)))]
    return _replaced(tree, node, value, layout)


def _spaced(tree: Tree, node: Node, written: str) -> str:
    """``written`` with the colon or space that an empty value lacks in front of it."""
    if node.start < node.end or tree.text[node.start - 1] == " ":
        return written
    if node.in_flow and node.key and ":" not in tree.text[node.key[1] : node.start]:
        return ": " + written
    return " " + written


def _scalar_patches(tree: Tree, node: Node, value: Any, layout: Layout) -> list[Patch]:
    is_text = isinstance(value, str)
    if node.style in ("|", ">"):
        patch = rewritten(tree, node, value, layout.step) if is_text else None
        if patch is None:
            written = scalar(value) if is_text else flow(value, node.path, replace(layout, quote=""))
            patch = Patch(node.start, node.end, written + block_indent(tree.text, node)[0]["rest"].rstrip())
        return [patch]
    if is_text and not node.in_flow and node.style != '"' and "\n" in value and wants_block(value, layout):
        return _as_block(tree, node, value, layout)
    style = node.style if node.style in ("'", '"') else ""
    if isinstance(value, dict | list):
        written = flow(value, node.path, layout)
    else:
        written = scalar(value, style, flow=node.in_flow, dates=layout.plain_dates)
    return [Patch(node.start, node.end, _spaced(tree, node, written))]


def _as_block(tree: Tree, node: Node, value: str, layout: Layout) -> list[Patch]:
    """A literal block in the place of a scalar of one line; a comment behind it stays on the line of the header."""
    column = node.parent.column if node.parent else 0
    inner = layout.gap if node.parent and node.parent.kind == "list" else layout.step
    header, lines = literal(value, inner)
    text = [" " * (column + inner) + line if line else "" for line in lines]
    return [Patch(node.start, node.end, _spaced(tree, node, header)), lines_after(tree, node.end, text)]


def lines_after(tree: Tree, at: int, lines: list[str]) -> Patch:
    """``lines`` below the line that ``at`` is in; a file without a final newline stays without."""
    below = tree.next_line(at)
    text = "".join(line + tree.eol for line in lines)
    if below == len(tree.text) and not tree.text.endswith("\n"):
        text = tree.eol + text.removesuffix(tree.eol)
    return Patch(below, below, text)


def _replaced(tree: Tree, node: Node, value: Any, layout: Layout) -> list[Patch]:
    """A value of another kind in block context; the comment on the line where the old one ends stays."""
    if node.parent is None:
        raise EditError((), "the top level cannot change its kind")
    column = node.parent.column
    head = tree.text[node.key[1] : node.start].find(":") + 1 + node.key[1] if node.key else node.entry + 1
    if tree.comments_in(head, node.start):
        raise EditError(node.path, "comments stand inside the value that is replaced")
    if not is_block(value):
        written, *below = leaf("", value, column, layout.step, layout)
        return [Patch(head, node.end, tree.eol.join([written, *below]))]
    inner = layout.gap if node.parent.kind == "list" else layout.step if isinstance(value, dict) else layout.dash
    lines = collection(value, column + inner, node.path, replace(layout, quote=""))
    if node.parent.kind == "list":
        lines[0] = " " * (inner - 1) + lines[0][column + inner :]
        return [Patch(head, node.end, tree.eol.join(lines))]
    return [Patch(head, node.end, ""), lines_after(tree, node.end, lines)]
