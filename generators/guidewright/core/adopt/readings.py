"""What the lines of a block say, part by part: the inverse of the default templates, each reading a guess to be proved.

``readings`` yields records of a block, the likeliest first; the caller prints each and keeps the one that proves right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.adopt.levels import level_parts
from guidewright.core.legacy.headings import split_emoji

Block = dict[str, Any]
_BOLD = re.compile(r"\*\*(.+)\*\*")
_LABEL = re.compile(r"\*\*(.+?):\*\* (.+)", re.DOTALL)
_ITEM = re.compile(r"([0-9]+)\. \*\*(.+?):\*\*(?: (.+))?")
_LINK = re.compile(r"\[([^\[\]]+)\]\((\S+)\)(?: (.+))?")
_MARKERS = {"numbered": re.compile(r"[0-9]+\. "), "indexed": re.compile(r"- \[[0-9]+\] ")}


@dataclass(frozen=True, slots=True)
class Manner:
    """How the guide is printed, as far as the lines show it."""

    loose: bool
    sources: str


def readings(kind: str, lines: Sequence[str], old: Mapping[str, Any] | None, manner: Manner) -> Iterator[Block]:
    """What ``lines`` may say as a block of ``kind``; ``old`` is the block that it was, whose form is kept."""
    if lines and kind in _READERS:
        yield from _READERS[kind](list(lines), old or {}, manner)


def _below(lines: list[str], manner: Manner) -> str | None:
    """The text below a heading; None where the blank line below it is not as the style prints it."""
    if not manner.loose:
        return "\n".join(lines[1:])
    return "\n".join(lines[2:]) if lines[1:2] == [""] else None


def _narrative(lines: list[str], old: Mapping[str, Any], manner: Manner) -> Iterator[Block]:
    title, text = _BOLD.fullmatch(lines[0]), _below(lines, manner)
    if title and text:
        yield {"kind": "narrative", "title": title[1], "text": text}


def _heading(line: str, old: Mapping[str, Any]) -> tuple[str, str] | None:
    """Emoji and title of a ``###`` heading; the old emoji is known as one, whatever it is."""
    if not line.startswith("### "):
        return None
    words, known = line[4:], old.get("emoji")
    if known and words.startswith(f"{known} "):
        return known, words[len(known) + 1 :]
    return split_emoji(words)


def _lever(lines: list[str], old: Mapping[str, Any], manner: Manner) -> Iterator[Block]:
    heading, text = _heading(lines[0], old), _below(lines, manner)
    if heading and text:
        yield {"kind": "lever", "title": heading[1], "emoji": heading[0], "text": text}


def _section(lines: list[str], old: Mapping[str, Any], manner: Manner) -> Iterator[Block]:
    heading, text = _heading(lines[0], old), _below(lines, manner)
    if heading and (old.get("title") is not None or not old) and (text is not None or len(lines) == 1):
        yield {"kind": "section", "title": heading[1], "emoji": heading[0] or None, "text": text or None}
    if old.get("title") is None:
        yield {"kind": "section", "title": None, "emoji": None, "text": "\n".join(lines)}


def _levels(lines: list[str], old: Mapping[str, Any], manner: Manner) -> Iterator[Block]:
    if label := _LABEL.fullmatch(lines[0]):
        rest = lines[1:]
        if not rest or (rest[0] == "" and rest[1:]):
            for parts in level_parts(rest[1:], old):
                yield {"kind": "level_mapping", "title": label[1], "line": label[2]} | parts
    title, text = _BOLD.fullmatch(lines[0]), _below(lines, manner)
    if title and text:
        for parts in level_parts(text.split("\n"), old):
            yield {"kind": "level_mapping", "title": title[1], "line": None} | parts


def _levers(lines: list[str], old: Mapping[str, Any], manner: Manner) -> Iterator[Block]:
    title, text = _BOLD.fullmatch(lines[0]), _below(lines, manner)
    if not title or not text:
        return
    rest = text.split("\n")
    known = {item["title"]: item for item in old.get("items") or ()}
    for start, line in enumerate(rest):
        if not _ITEM.fullmatch(line) or (start and rest[start - 1] != ""):
            continue
        intro = "\n".join(rest[: start - 1]) if start else None
        items, after = _items(rest[start:], known)
        if not after or after[0] == "":
            text_after = "\n".join(after[1:]) or None
            yield {"kind": "global_levers", "title": title[1], "intro": intro, "items": items, "text": text_after}


def _items(lines: list[str], known: Mapping[str, Mapping[str, Any]]) -> tuple[list[Block], list[str]]:
    """The numbered items at the top of ``lines``, and the lines behind them."""
    items: list[Block] = []
    at = 0
    while at < len(lines) and (match := _ITEM.fullmatch(lines[at])):
        at += 1
        end = at + 1
        while end < len(lines) and (lines[end].startswith("   ") or _goes_on(lines, end)):
            end += 1
        text = None
        if lines[at : at + 1] == [""] and end > at + 1:
            text = "\n".join(line[3:] for line in lines[at + 1 : end])
            at = end + 1 if end + 1 < len(lines) and lines[end] == "" and _ITEM.fullmatch(lines[end + 1]) else end
        items.append({"title": match[2]} | _said(match[3] or "", known.get(match[2], {})) | {"text": text})
    return items, lines[at:]


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether a blank line stands inside an item's text."""
    return lines[at] == "" and at + 1 < len(lines) and lines[at + 1].startswith("   ")


def _said(line: str, old: Mapping[str, Any]) -> Block:
    """Words before, inside and after the quotation marks of a line; words without any stay where they were."""
    lead, after = old.get("lead"), old.get("after")
    start, end = line.find('"'), line.rfind('"')
    if lead and line.startswith(f'{lead} "'):
        start = len(lead) + 1
    if after and line.endswith(f'" {after}'):
        end = len(line) - len(after) - 2
    if not 0 <= start < end or (start and line[start - 1] != " ") or line[end + 1 : end + 2] not in ("", " "):
        other = old.get("script") is None and lead is None and after is not None
        return {"lead": None if other else line or None, "script": None, "after": (line or None) if other else None}
    return {"lead": line[:start].rstrip(" ") or None, "script": line[start + 1 : end], "after": line[end + 2 :] or None}


def _negotiate_up(lines: list[str], old: Mapping[str, Any], manner: Manner) -> Iterator[Block]:
    if not all(line == ">" or line.startswith("> ") for line in lines):
        return
    label = _LABEL.fullmatch("\n".join(line[2:] for line in lines))
    if not label:
        return
    head: Block = {"kind": "negotiate_up", "title": label[1]}
    advised = head | {"script": None, "after": None, "advice": label[2]}
    if old.get("script") is None and old.get("after") is None and old:
        yield advised
    paragraphs = label[2].split("\n\n")
    for cut in range(len(paragraphs), 0, -1):
        said = _said("\n\n".join(paragraphs[:cut]), old)
        if said["script"] is not None and said["lead"] is None:
            advice = "\n\n".join(paragraphs[cut:]) or None
            yield head | {"script": said["script"], "after": said["after"], "advice": advice}
    yield advised


def _evidence(lines: list[str], old: Mapping[str, Any], manner: Manner) -> Iterator[Block]:
    if not lines[0].startswith("#### "):
        return
    marker = _MARKERS.get(manner.sources) or re.compile("- ")
    rest = lines[1:]
    for start in range(len(rest)):
        if not marker.match(rest[start]) or (start and not (start > 2 and rest[0] == rest[start - 1] == "")):
            continue
        end = start
        while end < len(rest) and marker.match(rest[end]):
            end += 1
        if end < len(rest) and rest[end] != "":
            continue
        items = [source(marker.sub("", line, count=1), old, manner) for line in rest[start:end]]
        intro = "\n".join(rest[1 : start - 1]) if start else None
        text = "\n".join(rest[end + 1 :]) or None
        yield {"kind": "evidence", "title": lines[0][5:], "intro": intro, "items": items, "text": text}


def source(line: str, old: Mapping[str, Any], manner: Manner) -> Block:
    """One source: words, address and note as in the old source that has them, else by the look of the line."""
    link = _LINK.fullmatch(line)
    if link:
        return {"text": link[1], "url": link[2], "note": link[3]}
    bracketed = manner.sources == "bracketed"
    for item in old.get("items") or ():
        note, end = item.get("note"), len(line)
        if note and not item.get("url") and line.endswith(f" {note}"):
            words = line[: end - len(note) - 1]
            return {"text": words[1:-1] if bracketed else words, "url": None, "note": note}
    inner = line[1:-1] if bracketed and line.startswith("[") and line.endswith("]") else line
    return {"text": inner, "url": None, "note": None}


_READERS: dict[str, Callable[[list[str], Mapping[str, Any], Manner], Iterator[Block]]] = {
    "narrative": _narrative,
    "level_mapping": _levels,
    "lever": _lever,
    "global_levers": _levers,
    "negotiate_up": _negotiate_up,
    "evidence": _evidence,
    "section": _section,
}
