"""The evidence: items of any form to lines and links; the form itself is style."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.legacy.parts import Part
from guidewright.core.legacy.prose import bullets, numbered, text_of
from guidewright.core.legacy.tree import Node

TITLE = "Evidence & Sources"
_INDEX = re.compile(r"\[([0-9]{1,3})\]:?\s+(?=\S)")
_LINK = re.compile(r"\[([^\[\]]{1,1000})\]\(([^()\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?)\)")


@dataclass(slots=True)
class _Run:
    """Items under one (sub)heading, with the text before and after them."""

    title: str | None
    intro: list[Node] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    form: str = "plain"
    tail: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The values of ``evidence`` blocks, the usual form of an item, the plain lines, and the line of what follows."""

    blocks: list[Any]
    form: str
    lines: list[str]
    after: int = 0


def build_sources(part: Part) -> Evidence | None:
    """The evidence of ``part``; None where it lists nothing."""
    title = f"{part.emoji} {part.title}".strip() if part.title is not None else None
    runs = [_Run(title)]
    if part.lead:
        runs[0].items = [part.lead]
    for node in part.nodes:
        _take(runs, node)
    runs = _with_items(runs)
    if not runs:
        return None
    forms = Counter(run.form for run in runs)
    form = forms.most_common(1)[0][0]
    lines = [item for run in runs for item in run.items]
    tail = runs[-1].tail
    return Evidence([_block(run) for run in runs], form, [_plain(line) for line in lines], tail[0].line if tail else 0)


def _take(runs: list[_Run], node: Node) -> None:
    run = runs[-1]
    if node.kind == "heading":
        runs.append(_Run(node.title, intro=[node]))
        return
    found = _items(node) if not run.tail else None
    if found is None:
        (run.tail if run.items else run.intro).append(node)
        return
    form, items = found
    other = bool(run.items) and run.form != form
    if other or (form in ("numbered", "indexed") and not _goes_on(run, node)):
        (run.tail if run.items else run.intro).append(node)
    else:
        run.form = form
        run.items += items


def _goes_on(run: _Run, node: Node) -> bool:
    """Whether the numbers go on where the run stands: 1, 2, 3 …"""
    listed = numbered(node)
    numbers = (
        [n for n, _ in listed]
        if listed
        else [int(n) for n in re.findall(r"(?m)^\s*(?:[-*+]\s+)?\[([0-9]+)\]", node.text)]
    )
    return numbers == list(range(len(run.items) + 1, len(run.items) + 1 + len(numbers)))


def _items(node: Node) -> tuple[str, list[str]] | None:
    """Form and items of a node; None where it is no list of sources."""
    if node.kind == "list":
        listed = numbered(node)
        if listed is not None:
            items = [" ".join(" ".join(lines).split()) for _, lines in listed]
            return ("numbered", items) if all(items) else None
        flat = bullets(node)
        return _formed(flat) if flat and all(flat) else None
    if node.kind == "text" and all(_INDEX.match(line.text.strip()) for line in node.lines):
        return _formed([line.text.strip() for line in node.lines])
    return None


def _formed(items: list[str]) -> tuple[str, list[str]]:
    if all(_INDEX.match(item) for item in items):
        return "indexed", [_INDEX.sub("", item, count=1) for item in items]
    if all(
        item.startswith("[")
        and item.endswith("]")
        and "[" not in item[1:]
        and "]" not in item[:-1]
        and item[1:-1].strip()
        for item in items
    ):
        return "bracketed", [item[1:-1].strip() for item in items]
    return "plain", items


def _with_items(runs: list[_Run]) -> list[_Run]:
    """Runs that list something; one without hands its words on to the next, the last one back."""
    kept: list[_Run] = []
    waiting: list[Node] = []
    title: str | None = None
    for run in runs:
        if run.items:
            if waiting or title is not None:
                run.title = title if title is not None else run.title
                run.intro = waiting + run.intro
            else:
                run.intro = [n for n in run.intro if n.kind != "heading"]
            kept.append(run)
            waiting, title = [], None
        elif kept:
            kept[-1].tail += run.intro
        else:
            waiting += run.intro
            title = title if title is not None else run.title
    return kept


def _block(run: _Run) -> Any:
    items = [_source(item) for item in run.items]
    block: dict[str, Any] = {}
    if run.title is not None and run.title != TITLE:
        block["title"] = run.title
    if run.intro:
        block["intro"] = text_of(run.intro)
    block["items"] = items
    if run.tail:
        block["text"] = text_of(run.tail)
    return items if len(block) == 1 else block


def _source(item: str) -> Any:
    """``[words](address) note`` as its parts, any other line as it stands."""
    match = _LINK.match(item)
    if match is None:
        return item
    source = {"text": match[1].strip(), "url": match[2]}
    if note := item[match.end() :].strip():
        source["note"] = note
    return source


def _plain(item: str) -> str:
    return _LINK.sub(lambda match: match[1], item)
