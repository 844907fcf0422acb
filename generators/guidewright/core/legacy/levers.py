"""The global levers: items of any form (numbered, bold, headings) with title, script and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.legacy.headings import item_title, split_label
from guidewright.core.legacy.parts import unquoted
from guidewright.core.legacy.prose import bullets, dedent, numbered, split_script, text_of
from guidewright.core.legacy.tree import BOLD, Node

_DASH = re.compile(r"\A(?:[—–]|--?(?=\s))\s*")
_FULL_STOP = re.compile(r"(?<![.!?…])(?<!\.[A-Za-z])(?<!\b(?:Inc|etc))(?<!\b(?:Co|vs|Jr|Sr|St))(?<!\bCorp)\.$")


@dataclass(slots=True)
class _Item:
    title: str
    inline: str
    rest: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    form: str = "bold"
    number: int | None = None

    @property
    def complete(self) -> bool:
        """Whether the item's own lines hold what it says, so that what follows the list is no part of it."""
        return self.form in ("list", "bullet") and bool(self.inline or self.rest or self.nodes)


@dataclass(frozen=True, slots=True)
class Levers:
    """Text before the items, the items with spec keys, and text after them; numbers of a list may be out of order."""

    intro: str
    items: list[dict[str, str]]
    text: str
    in_order: bool = True


def read_levers(nodes: list[Node], loose: bool = False) -> Levers | None:
    """The levers in ``nodes``, or None where there are none; ``loose`` takes bullets as items too."""
    intro: list[Node] = []
    items: list[_Item] = []
    tail: list[Node] = []
    for node in nodes:
        started = _items(node, loose)
        if items and items[-1].form in ("list", "bullet") and not tail and _indented(node):
            items[-1].nodes.append(node)
        elif started and (not items or started[0].form == items[0].form):
            _back_to_items(items, tail)
            items += started
        elif not items:
            intro.append(node)
        elif tail or items[-1].complete or _ends_items(node, items[-1]):
            tail.append(node)
        else:
            items[-1].nodes.append(node)
    if not items:
        return None
    numbers = [item.number for item in items]
    in_order = not any(numbers) or numbers == list(range(1, len(items) + 1))
    return Levers(text_of(intro), [_mapping(item) for item in items], text_of(tail), in_order)


def _indented(node: Node) -> bool:
    """Whether a node stands inside the list item before it, as Markdown has it."""
    return node.lines[0].text.startswith(("  ", "\t"))


def _back_to_items(items: list[_Item], tail: list[Node]) -> None:
    """What was taken for the end of the list belongs to the last item when another one follows."""
    if items:
        items[-1].nodes += tail
        tail.clear()


def _ends_items(node: Node, item: _Item) -> bool:
    """Whether a heading after an item closes the list rather than being part of the item."""
    return node.kind == "heading" and node.rank <= BOLD and not (item.nodes and item.nodes[-1].kind == "heading")


def _items(node: Node, loose: bool) -> list[_Item]:
    """The items that begin in ``node``; none when it is something else."""
    if node.kind == "heading":
        title = item_title(node.title)
        return [_headed(title, "bold" if node.rank >= BOLD else "hash")] if title is not None else []
    if node.kind == "text":
        return _bold_items(node.text)
    if node.kind != "list":
        return []
    listed: list[tuple[int | None, list[str]]] = list(numbered(node) or [])
    if not listed and loose:
        listed = [(None, [item]) for item in bullets(node) or []]
    found = [_listed(lines, number) for number, lines in listed]
    return [item for item in found if item is not None] if all(found) else []


def _headed(title: str, form: str) -> _Item:
    """``Words — "script"``: some guides put the whole script into the heading."""
    script = split_script(title)
    if script and script.lead and not script.after:
        return _Item(script.lead.rstrip(" —–-:"), f'"{script.script}"', form=form)
    return _Item(title.rstrip(":"), "", form=form)


def _bold_items(text: str) -> list[_Item]:
    """The items of a paragraph that begins with one; each begins a line."""
    if _bold_title(text) is None:
        return []
    pieces: list[list[str]] = []
    for line in text.split("\n"):
        if not pieces or _bold_title(line) is not None:
            pieces.append([])
        pieces[-1].append(line)
    return [item for piece in pieces for item in _bold_item("\n".join(piece))]


def _bold_title(text: str) -> tuple[str, int] | None:
    """The title of an item that begins with one in bold, and where that ends."""
    end = text.find("**", 2, 300) if text.startswith("**") else -1
    title = item_title(text[2:end]) if end > 2 else None
    return (title, end) if title is not None else None


def _bold_item(text: str) -> list[_Item]:
    """``**Lever 1 — Words:** rest``, ``**1. Words:** rest`` or ``**1. Words** rest``."""
    found = _bold_title(text)
    if found is None:
        return []
    title, end = found
    label = split_label(text)
    first, *rest = (label[1] if label else text[end + 2 :]).split("\n")
    return [_Item(_title(title), _after_dash(first), rest)]


def _after_dash(text: str) -> str:
    return _DASH.sub("", text.strip())


def _title(bold: str) -> str:
    """The words of a bold title: less the colon behind them, or else the full stop that is no abbreviation's."""
    words = bold.strip()
    if words.endswith(":"):
        return words.rstrip(":").rstrip()
    return words[:-1] if _FULL_STOP.search(words) else words


def _listed(lines: list[str], number: int | None) -> _Item | None:
    """``**Words:** rest`` as an item of a list; None without bold words at its start."""
    first = lines[0]
    end = first.find("**", 2, 400)
    if not first.startswith("**") or end < 3:
        return None
    title = _title(first[2:end])
    rest = first[end + 2 :].lstrip().removeprefix(":")
    form = "bullet" if number is None else "list"
    return _Item(title, _after_dash(rest), lines[1:], form=form, number=number) if title.strip(".") else None


def _mapping(item: _Item) -> dict[str, str]:
    result = {"title": item.title}
    rest = [line for line in item.rest if line.strip()]
    nodes = list(item.nodes)
    script = split_script(item.inline)
    lead = "" if script else item.inline
    after: str | None = None
    if script is None and rest and (found := split_script(rest[0].strip().removeprefix(">").strip())):
        script, rest = found, rest[1:]
    elif script is None and not rest and nodes and nodes[0].kind in ("quote", "text"):
        found = split_script(" ".join(unquoted(nodes[0]).split()))
        if found is not None and (nodes[0].kind == "quote" or not found.after):
            script, nodes = found, nodes[1:]
    if script:
        lead = " ".join(words for words in (lead, script.lead) if words)
        after = script.after
    if lead:
        result["lead"] = lead
    if script:
        result["script"] = script.script
    if after:
        result["after"] = after
    text = "\n\n".join(piece for piece in (dedent(rest), dedent(text_of(nodes).split("\n"))) if piece)
    if text:
        result["text"] = text
    return result


def build_levers(title: str | None, emoji: str, levers: Levers) -> Any:
    """The value of a ``global_levers`` block: a list of items where nothing else is said."""
    block: dict[str, Any] = {}
    if title is not None and title != "Global Levers":
        block["title"] = f"{emoji} {title}".strip()
    if levers.intro:
        block["intro"] = levers.intro
    block["items"] = levers.items
    if levers.text:
        block["text"] = levers.text
    return levers.items if len(block) == 1 else block
