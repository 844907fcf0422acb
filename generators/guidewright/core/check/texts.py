"""The texts of a spec with their key paths, as the author wrote them and as the record prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guidewright.core.reader import Path

_HEAD = ("negotiation_dna_summary", "compensation_title", "compensation_intro", "compensation_note")
_LISTED = {"global_levers": "items", "evidence": "items"}
"""Blocks that a spec may write as the bare list of these."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text: where it stands in the spec, the block and part it belongs to, as written and as printed."""

    at: Path
    kind: str
    part: str
    raw: str
    text: str

    def offset(self, index: int) -> int | None:
        """``index`` of the printed text as an index of the written one; None where templating moved it."""
        if self.raw == self.text:
            return index
        start = self.raw.find(self.text)
        return start + index if start >= 0 else None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body: its index in the spec's body (None when the spec does not place it), and its parts."""

    index: int | None
    kind: str
    at: Path
    printed: Mapping[str, Any]
    written: Any


def blocks(spec: Mapping[str, Any], record: Mapping[str, Any]) -> list[Block]:
    """The blocks in printed order, each with its place in the spec (``record`` adds and drops the two at the head)."""
    written = [(index, *_kind(block)) for index, block in enumerate(spec.get("body") or ())]
    printed = list(record["body"])
    kinds = {block["kind"] for block in printed}
    written = [item for item in written if item[1] in kinds]
    head = printed[: len(printed) - len(written)]
    found = [Block(None, block["kind"], (), block, None) for block in head]
    for (index, kind, content), block in zip(written, printed[len(head) :], strict=True):
        found.append(Block(index, kind, ("body", index) if content is None else ("body", index, kind), block, content))
    return found


def _kind(block: Any) -> tuple[str, Any]:
    return (block, None) if isinstance(block, str) else next(iter(block.items()))


def _in_block(block: Block) -> Iterator[Text]:
    """The texts below one written block, walking what the author wrote beside what is printed."""
    if isinstance(block.written, str):
        part = {"narrative": "text", "level_mapping": "line", "negotiate_up": "script"}[block.kind]
        yield Text(block.at, block.kind, part, block.written, block.printed[part])
    elif isinstance(block.written, list):
        yield from _walk(block.written, block.printed[_LISTED[block.kind]], block.at, block.kind, "items")
    elif isinstance(block.written, dict):
        for part, value in block.written.items():
            yield from _walk(value, block.printed.get(part), (*block.at, part), block.kind, part)


def _walk(raw: Any, printed: Any, at: Path, kind: str, part: str) -> Iterator[Text]:
    if isinstance(raw, str):
        text = printed.get("text") if isinstance(printed, dict) else printed
        yield Text(at, kind, part, raw, text if isinstance(text, str) else raw)
    elif isinstance(raw, list):
        for index, item in enumerate(raw):
            inner = printed[index] if isinstance(printed, list | tuple) and index < len(printed) else None
            yield from _walk(item, inner, (*at, index), kind, part)
    elif isinstance(raw, dict):
        for key, item in raw.items():
            inner = printed.get(key) if isinstance(printed, dict) else None
            yield from _walk(item, inner, (*at, key), kind, key)


def texts(spec: Mapping[str, Any], record: Mapping[str, Any], placed: list[Block]) -> list[Text]:
    """Every text of the spec that is printed, in the order of the file's keys: head first, then the body."""
    found = [
        Text((key,), key, key, spec[key], record[key])
        for key in _HEAD
        if isinstance(spec.get(key), str) and record.get(key)
    ]
    raw = (spec.get("level_mapping") or {}).get("raw")
    if raw is not None:
        found.append(Text(("level_mapping", "raw"), "level_mapping", "line", raw, raw))
    for block in placed:
        found.extend(_in_block(block))
    return found
