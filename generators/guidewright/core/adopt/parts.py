"""From what a block said and says to changes of the spec: the form in which the author wrote the block is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.adopt.codes import RefusedError
from guidewright.core.adopt.lists import paired, rearranged
from guidewright.core.adopt.retext import MARKS, requoted, resaid
from guidewright.core.diagnostic import excerpt
from guidewright.core.edit.changes import Change, Delete, Set, changed
from guidewright.core.reader import Path

SHORT = {"narrative": "text", "level_mapping": "line", "negotiate_up": "script"}
DEFAULTS = {
    "narrative": "Negotiation DNA",
    "level_mapping": "Level Mapping",
    "global_levers": "Global Levers",
    "negotiate_up": "Negotiate Up Strategy",
    "evidence": "Evidence & Sources",
}
LEVER_EMOJI = "🏗️"
_ORDER = ("title", "emoji", "line", "intro", "script", "after", "advice", "table", "items", "text")


@dataclass(frozen=True)
class Writer:
    """Writes texts of one spec; ``shown`` prints a templated text, ``line`` is where the edit stands."""

    templated: bool
    shown: Callable[[str], str]
    line: int

    def text(self, source: str | None, new: str) -> str:
        """The spec's text that prints ``new`` where ``source`` stood."""
        if self.templated and source is not None and any(mark in source for mark in MARKS):
            return requoted(source, new, self.shown, self.line)
        if self.templated and any(mark in new for mark in MARKS):
            found = f"{excerpt(new)} would be rendered, since the spec is templated"
            raise RefusedError("GW654", self.line, found, hint="write such marks into the spec itself")
        return resaid(source, new)


def plain_block(block: Mapping[str, Any]) -> dict[str, Any]:
    """A block of a record as a spec has it, in the shortest form."""
    kind = block["kind"]
    parts = {part: block[part] for part in _ORDER if block.get(part) is not None}
    if parts.get("title") == DEFAULTS.get(kind):
        parts.pop("title", None)
    if kind == "lever" and parts.get("emoji") == LEVER_EMOJI:
        del parts["emoji"]
    if "items" in parts:
        parts["items"] = [plain_item(item) for item in parts["items"]]
    if set(parts) == {SHORT.get(kind)} or (set(parts) == {"items"} and kind != "level_mapping"):
        return {kind: next(iter(parts.values()))}
    return {kind: parts}


def plain_item(item: Any) -> Any:
    """A lever or source as a spec has it; a source of mere words is a text."""
    if not isinstance(item, Mapping):
        return item
    kept = {part: value for part, value in item.items() if value is not None}
    return kept["text"] if set(kept) == {"text"} else kept


def block_changes(at: Path, raw: Any, old: Mapping[str, Any], new: Mapping[str, Any], writer: Writer) -> list[Change]:
    """The changes that make the block ``raw`` at ``at``, which printed ``old``, print ``new``."""
    kind = old["kind"]
    differing = [part for part in _ORDER if part in old and old[part] != new[part]]
    if not differing:
        return []
    if isinstance(raw, str):
        if differing == ["line"] and new["line"] is not None:
            return [Set(("level_mapping", "raw"), writer.text(old["line"], new["line"]))]
        return [Set(at, plain_block(new))]
    content, inside = raw[kind], (*at, kind)
    if isinstance(content, str):
        short = SHORT[kind]
        if differing == [short] and new[short] is not None:
            return [Set(inside, writer.text(content, new[short]))]
        return [Set(inside, _opened({short: content}, differing, old, new, writer))]
    if isinstance(content, list):
        changes = item_changes(inside, content, old["items"], new["items"], writer)
        if differing == ["items"]:
            return changes
        items: Any = {"items": content}
        for change in item_changes(("items",), content, old["items"], new["items"], writer):
            items = changed(items, change)
        return [Set(inside, _opened(items, [part for part in differing if part != "items"], old, new, writer))]
    changes = []
    for part in differing:
        if part == "items" and content.get("items") is not None and new["items"] is not None:
            changes += item_changes((*inside, "items"), content["items"], old["items"], new["items"], writer)
        else:
            changes += part_changes(inside, content, part, new[part], writer)
    return changes


def part_changes(at: Path, content: Mapping[str, Any], part: str, value: Any, writer: Writer) -> list[Change]:
    """One part of a mapping set, or taken out."""
    if value is None:
        return [Delete((*at, part))] if part in content else []
    if isinstance(value, str):
        return [Set((*at, part), writer.text(content.get(part), value))]
    return [Set((*at, part), [plain_item(item) for item in value] if isinstance(value, list) else value)]


def _opened(
    content: dict[str, Any], differing: Sequence[str], old: Mapping[str, Any], new: Mapping[str, Any], writer: Writer
) -> dict[str, Any]:
    """A short form as a mapping of parts, with the new ones."""
    parts = dict(content)
    for part in differing:
        if new[part] is None:
            parts.pop(part, None)
        elif isinstance(new[part], str):
            parts[part] = writer.text(parts.get(part), new[part])
        else:
            parts[part] = new[part]
    return {part: parts[part] for part in _ORDER if part in parts}


def item_changes(at: Path, raw: Sequence[Any], old: Sequence[Any], new: Sequence[Any], writer: Writer) -> list[Change]:
    """Levers, sources or list lines deleted, moved, inserted and edited."""
    target = paired([_shown(item) for item in old], [_shown(item) for item in new])
    changes = rearranged(at, len(raw), target, lambda place: plain_item(new[place]))
    for place, index in enumerate(target):
        if index is None or old[index] == new[place]:
            continue
        source, before, now = raw[index], old[index], new[place]
        if not isinstance(now, Mapping):
            changes.append(Set((*at, place), writer.text(source, now)))
        elif isinstance(source, str):
            plain = plain_item(now)
            changes.append(Set((*at, place), writer.text(source, plain) if isinstance(plain, str) else plain))
        else:
            for part in now:
                if before.get(part) != now[part]:
                    changes += part_changes((*at, place), source, part, now[part], writer)
    return changes


def _shown(item: Any) -> str:
    return item if isinstance(item, str) else " ".join(str(part) for part in item.values() if part is not None)
