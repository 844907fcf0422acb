"""The words of one block as Markdown without style: what a search reads and what a prompt can quote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Block = Mapping[str, Any]


def title(block: Block, record: Mapping[str, Any]) -> str | None:
    """The block's heading; the compensation table has its own among the guide's facts."""
    found: str | None = record["compensation_title"] if block["kind"] == "compensation" else block.get("title")
    return found


def words(block: Block, record: Mapping[str, Any]) -> str:
    """Everything that the block says but its heading; paragraphs and lists are divided by a blank line.

    Tables of figures are not words: ``compensation`` holds them.
    """
    if block["kind"] == "summary":
        return record["negotiation_dna_summary"] or ""
    if block["kind"] == "compensation":
        return _paragraphs(record["compensation_intro"], record["compensation_note"])
    return _paragraphs(
        block.get("line"),
        block.get("intro"),
        _script(block),
        block.get("advice"),
        _level_table(block.get("table")),
        "\n".join(_item(item) for item in block.get("items") or ()),
        block.get("text"),
    )


def _paragraphs(*parts: str | None) -> str:
    return "\n\n".join(part for part in parts if part)


def _script(block: Block) -> str:
    parts = (block.get("lead"), f'"{block["script"]}"' if block.get("script") else None, block.get("after"))
    return " ".join(part for part in parts if part)


def _level_table(table: Mapping[str, Any] | None) -> str:
    if not table:
        return ""
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (table["header"], *table["rows"]))


def _item(item: Any) -> str:
    """A level, a source (its words, address and note) or a global lever, as a list item."""
    if isinstance(item, str):
        return f"- {item}"
    if "script" not in item:
        return "- " + " ".join(item[part] for part in ("text", "url", "note") if item[part])
    told = _script(item)
    head = f"- **{item['title']}:** {told}" if told else f"- **{item['title']}**"
    return _paragraphs(head, item["text"])
