"""The level mapping as written: a line of terms, a table or a list, with the words before and after it."""

from __future__ import annotations

from typing import Any

from guidewright.core.legacy.grids import read_grid
from guidewright.core.legacy.parts import Part, unquoted
from guidewright.core.legacy.prose import bullets, text_of
from guidewright.core.legacy.tree import Node

TITLE = "Level Mapping"


def build_levels(part: Part) -> dict[str, Any]:
    """The parts of a ``level_mapping`` block; ``{"line": …}`` alone where that is all."""
    block: dict[str, Any] = {}
    if part.title is not None and part.title != TITLE:
        block["title"] = f"{part.emoji} {part.title}".strip()
    nodes = list(part.nodes)
    line, _, more = part.lead.partition("\n")
    if line.strip():
        block["line"] = line.strip()
    elif nodes and nodes[0].kind in ("text", "quote") and _is_line(nodes[0]):
        block["line"] = unquoted(nodes.pop(0)).strip()
    if "line" not in block:
        _add_grid(block, nodes)
    text = "\n\n".join(piece for piece in (more.strip("\n"), text_of(nodes)) if piece)
    if text:
        block["text"] = text
    return block


def _is_line(node: Node) -> bool:
    text = unquoted(node)
    return (
        len(node.lines) == 1 and len(text) < 600 and any(sign in text for sign in (" = ", " ≈ ", " → ", " == ", " ↔ "))
    )


def _add_grid(block: dict[str, Any], nodes: list[Node]) -> None:
    """Move the first table or bullet list of ``nodes`` into ``block``, and what stands before it into its intro."""
    for at, node in enumerate(nodes):
        grid = read_grid(node) if node.kind == "table" else None
        items = bullets(node) if node.kind == "list" else None
        if grid is not None and not grid.ragged:
            block["table"] = {"header": list(grid.header), "rows": [list(row) for row in grid.rows]}
        elif items:
            block["items"] = items
        else:
            continue
        if at:
            block["intro"] = text_of(nodes[:at])
        del nodes[: at + 1]
        return
