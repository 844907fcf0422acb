"""A review as Markdown for a pull request: within a size, and honest about what did not fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from guidewright.core.review.as_text import printable
from guidewright.core.review.parts import Heading, Lines, Part, Say, Table, Words, plural
from guidewright.core.review.words import Runs

MAX_BYTES = 60_000
"""GitHub takes comments of 65,536 characters; 60 KB leave room for what is put around a report."""
_RESERVE = 600
_LONG = 2_000
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~@])")


def as_markdown(parts: Iterable[Part], limit: int = MAX_BYTES) -> str:
    """The parts in at most ``limit`` bytes of UTF-8; the last lines count what was left out."""
    blocks: list[str] = []
    room = limit - _RESERVE
    left_out: Counter[str] = Counter()
    for part in parts:
        if isinstance(part, Table):
            text, missing = _table(part, room)
            left_out[part.what] += missing
        else:
            text, missing = _block(part), 0
        size = len(text.encode()) + 2
        if size > room:
            room = 0 if not isinstance(part, Heading) else room
            left_out[
                "heading" if isinstance(part, Heading) else part.what if isinstance(part, Say | Table) else "sample"
            ] += 1
        elif text:
            room -= size
            blocks.append(text)
    told = [plural(count, word) for word, count in left_out.items() if count and word != "heading"]
    if told:
        blocks.append(
            f"_Left out to stay below {limit // 1000} KB: {', '.join(told)}. `guidewright diff --list` shows all._"
        )
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Text of a spec that means nothing in Markdown or HTML, and mentions nobody."""
    return _SPECIAL.sub(r"\\\1", printable(text.replace("\n", " ⏎ ")))


def _block(part: Part) -> str:
    if isinstance(part, Heading):
        return f"{'#' * (part.level + 1)} {'⚠️ ' if part.danger else ''}{escaped(part.text)}"
    if isinstance(part, Say):
        text = escaped(part.text)
        return f"**{text}**" if part.danger or part.what == "shape" else text
    if isinstance(part, Lines):
        lines = "\n".join(f"{sign} {printable(text)[:_LONG]}" for sign, text in part.lines)
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", lines)), default=0))
        return f"{fence}diff\n{lines}\n{fence}"
    if isinstance(part, Words):
        return f"> {escaped(part.where)}: {_words(part.runs)}"
    return ""


def _words(runs: Runs) -> str:
    tags = {"-": "del", "+": "ins"}
    shown = [escaped(text) if sign == "=" else f"<{tags[sign]}>{escaped(text)}</{tags[sign]}>" for sign, text in runs]
    return "".join(shown)


def _table(table: Table, room: int) -> tuple[str, int]:
    """As many rows as fit, and how many do not."""
    marks = ["---:" if index < 2 else "---" for index in range(len(table.header))]
    lines = ["| " + " | ".join(table.header) + " |", "|" + "|".join(marks) + "|"]
    size = sum(len(line.encode()) + 1 for line in lines)
    for index, row in enumerate(table.rows):
        line = "| " + " | ".join(escaped(cell) for cell in row) + " |"
        size += len(line.encode()) + 1
        if size > room - 2:
            return ("\n".join(lines), len(table.rows) - index) if index else ("", len(table.rows))
        lines.append(line)
    return "\n".join(lines), 0
