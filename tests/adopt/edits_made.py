"""Hand edits of guides, as a person makes them, by kind: each takes the guide's text and a random source."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Edit = Callable[[str, random.Random], str | None]
"""The edited text, or None where the guide has nothing of that kind."""
_WORDS = "equity liquidity retention staffing platform leverage upside runway clearance cadence".split()


def _split(text: str) -> tuple[str, list[str]]:
    """Front matter (with its marks) and the lines of the body."""
    _, front, body = text.split("---\n", 2)
    return f"---\n{front}---\n", body.split("\n")


def _join(front: str, lines: list[str]) -> str:
    return front + "\n".join(lines)


def _lines(lines: list[str], wanted: Callable[[str], object]) -> list[int]:
    return [index for index, line in enumerate(lines) if wanted(line)]


def _rows(lines: list[str]) -> list[int]:
    """The rows of the compensation table."""
    start = next((i for i, line in enumerate(lines) if re.search(r"\| Total|\| Base", line)), None)
    if start is None:
        return []
    end = start
    while lines[end].startswith("|"):
        end += 1
    return list(range(start + 2, end))


def _on_line(pattern: str, replace: Callable[[re.Match[str], random.Random], str]) -> Edit:
    """Replace one match of ``pattern`` on one line of the body."""

    def edit(text: str, chance: random.Random) -> str | None:
        front, lines = _split(text)
        places = [(i, m) for i, line in enumerate(lines) for m in re.finditer(pattern, line)]
        if not places:
            return None
        index, match = chance.choice(places)
        line = lines[index]
        lines[index] = line[: match.start()] + replace(match, chance) + line[match.end() :]
        return _join(front, lines)

    return edit


def figure(text: str, chance: random.Random) -> str | None:
    """Another amount in a cell that is not the total."""
    front, lines = _split(text)
    cells = []
    for index in _rows(lines):
        parts = lines[index].split(" | ")
        last = len(parts) - 1
        for place, part in enumerate(parts[1:last], 1):
            if match := re.search(r"([0-9]{2,3})K(?=[–+| ]|$)", part):
                cells.append((index, place, match))
    if not cells:
        return None
    index, place, match = chance.choice(cells)
    parts = lines[index].split(" | ")
    low = max(int(match[1]) - chance.randint(1, 9), 1)
    parts[place] = parts[place][: match.start(1)] + str(low) + parts[place][match.end(1) :]
    lines[index] = " | ".join(parts)
    return _join(front, lines)


def total(text: str, chance: random.Random) -> str | None:
    """Another amount in the last cell."""
    front, lines = _split(text)
    rows = [i for i in _rows(lines) if re.search(r"[0-9]{2,3}K \|$", lines[i])]
    if not rows:
        return None
    index = chance.choice(rows)
    lines[index] = re.sub(r"([0-9]{2,3})K \|$", lambda m: f"{int(m[1]) + 3}K |", lines[index])
    return _join(front, lines)


def region(text: str, chance: random.Random) -> str | None:
    """Another name of a row."""
    front, lines = _split(text)
    if not (rows := _rows(lines)):
        return None
    index = chance.choice(rows)
    parts = lines[index].split(" | ")
    parts[0] += " Metro"
    lines[index] = " | ".join(parts)
    return _join(front, lines)


def row_removed(text: str, chance: random.Random) -> str | None:
    front, lines = _split(text)
    rows = _rows(lines)
    if len(rows) < 2:
        return None
    del lines[chance.choice(rows)]
    return _join(front, lines)


def row_added(text: str, chance: random.Random) -> str | None:
    """A copy of a row under another name."""
    front, lines = _split(text)
    if not (rows := _rows(lines)):
        return None
    index = chance.choice(rows)
    parts = lines[index].split(" | ")
    parts[0] = "| Austin, TX"
    lines.insert(chance.choice(rows) + 1, " | ".join(parts))
    return _join(front, lines)


def row_moved(text: str, chance: random.Random) -> str | None:
    front, lines = _split(text)
    rows = _rows(lines)
    if len(rows) < 2:
        return None
    index, other = chance.sample(rows, 2)
    lines.insert(other, lines.pop(index))
    return _join(front, lines)


def percent(text: str, chance: random.Random) -> str | None:
    front, lines = _split(text)
    rows = [i for i in _rows(lines) if re.search(r" [0-9]+%? ?[–|]|[0-9]+% \|", lines[i]) and "%" in lines[i]]
    if not rows:
        return None
    index = chance.choice(rows)
    lines[index] = re.sub(r"([0-9]+)%(?= \|)", lambda m: f"{int(m[1]) + 1}%", lines[index], count=1)
    return _join(front, lines)


def word(text: str, chance: random.Random) -> str | None:
    """One word of running text replaced."""
    front, lines = _split(text)
    long = _lines(lines, lambda line: len(line) > 200 and not line.startswith(("|", "#")))
    if not long:
        return None
    index = chance.choice(long)
    matches = list(re.finditer(r"(?<= )[a-z]{4,}(?= )", lines[index]))
    if not matches:
        return None
    match = chance.choice(matches)
    lines[index] = lines[index][: match.start()] + chance.choice(_WORDS) + lines[index][match.end() :]
    return _join(front, lines)


def paragraph_added(text: str, chance: random.Random) -> str | None:
    front, lines = _split(text)
    long = _lines(lines, lambda line: len(line) > 250 and line[:1].isalpha())
    if not long:
        return None
    index = chance.choice(long)
    lines[index + 1 : index + 1] = ["", "Their offers close within a week; say so early."]
    return _join(front, lines)


def paragraph_removed(text: str, chance: random.Random) -> str | None:
    front, lines = _split(text)
    long = [i for i in _lines(lines, lambda line: len(line) > 150 and line[:1].isalpha()) if lines[i - 1] == ""]
    if not long:
        return None
    index = chance.choice(long)
    del lines[index : index + 2]
    return _join(front, lines)


def _source_lines(lines: list[str]) -> list[int]:
    start = next((i for i, line in enumerate(lines) if line.startswith("#### ")), None)
    if start is None:
        return []
    return [i for i in range(start, len(lines)) if re.match(r"- |[0-9]+\. ", lines[i])]


def source_added(text: str, chance: random.Random) -> str | None:
    front, lines = _split(text)
    if not (own := _source_lines(lines)):
        return None
    last = lines[own[-1]]
    if number := re.match(r"([0-9]+)\. ", last):
        added = f"{int(number[1]) + 1}. Payscale Compensation Report, 2026"
    elif number := re.match(r"- \[([0-9]+)\] ", last):
        added = f"- [{int(number[1]) + 1}] Payscale Compensation Report, 2026"
    else:
        added = (
            "- [Payscale Compensation Report, 2026]"
            if last.startswith("- [") and last[-1] == "]"
            else "- Payscale Report"
        )
    lines.insert(own[-1] + 1, added)
    return _join(front, lines)


def source_removed(text: str, chance: random.Random) -> str | None:
    front, lines = _split(text)
    own = _source_lines(lines)
    if len(own) < 2:
        return None
    del lines[chance.choice(own)]
    return _join(front, lines)


def source_moved(text: str, chance: random.Random) -> str | None:
    front, lines = _split(text)
    own = _source_lines(lines)
    if len(own) < 2:
        return None
    index, other = chance.sample(own, 2)
    lines.insert(other, lines.pop(index))
    return _join(front, lines)


def _levers(lines: list[str]) -> list[tuple[int, int]]:
    """The numbered levers, each from its line to the next one's; only the first list of them."""
    starts = _lines(lines, lambda line: re.match(r"[0-9]+\. \*\*", line))
    starts = [at for n, at in enumerate(starts, 1) if lines[at].startswith(f"{n}. ")]
    if not starts:
        return []
    end = starts[-1] + 1
    while end + 1 < len(lines) and lines[end] == "" and lines[end + 1].startswith("   "):
        end += 2
    return list(zip(starts, [*starts[1:], end], strict=True))


def _relisted(front: str, lines: list[str], items: list[list[str]], start: int, end: int) -> str:
    numbered = [[re.sub(r"^[0-9]+", str(n), item[0]), *item[1:]] for n, item in enumerate(items, 1)]
    flat: list[str] = []
    for index, item in enumerate(numbered):
        own = item[:-1] if item[-1] == "" else item
        flat += own
        if index + 1 < len(numbered) and len(own) > 1:
            flat.append("")
    return _join(front, [*lines[:start], *flat, *lines[end:]])


def _with_levers(change: Callable[[list[list[str]], random.Random], list[list[str]] | None]) -> Edit:
    def edit(text: str, chance: random.Random) -> str | None:
        front, lines = _split(text)
        spans = _levers(lines)
        if len(spans) < 2:
            return None
        items = change([lines[a:b] for a, b in spans], chance)
        return _relisted(front, lines, items, spans[0][0], spans[-1][1]) if items else None

    return edit


def _move(items: list[list[str]], chance: random.Random) -> list[list[str]]:
    source, target = chance.sample(range(len(items)), 2)
    items.insert(target, items.pop(source))
    return items


def _drop(items: list[list[str]], chance: random.Random) -> list[list[str]]:
    del items[chance.randrange(len(items))]
    return items


def _add(items: list[list[str]], chance: random.Random) -> list[list[str]]:
    items.insert(chance.randrange(len(items) + 1), ['9. **Notice Period:** "I can start two weeks after I sign."'])
    return items


lever_moved, lever_removed, lever_added = _with_levers(_move), _with_levers(_drop), _with_levers(_add)


def _block_starts(lines: list[str]) -> list[int]:
    return [i for i in range(2, len(lines)) if lines[i - 1] == "" and re.match(r"#+ |\*\*[^*]+\*\*$|> \*\*", lines[i])]


def section_added(text: str, chance: random.Random) -> str | None:
    front, lines = _split(text)
    if not (starts := _block_starts(lines)):
        return None
    at = chance.choice(starts)
    gap = [""] if chance.random() < 0.5 else []
    lines[at:at] = ["### Relocation", *gap, "They pay for a move within the country.", "", "Ask for it in writing.", ""]
    return _join(front, lines)


def section_removed(text: str, chance: random.Random) -> str | None:
    front, lines = _split(text)
    starts = [i for i in _block_starts(lines) if not any(line.startswith("|") for line in lines[i : i + 3])]
    if len(starts) < 2:
        return None
    index = chance.randrange(len(starts) - 1)
    del lines[starts[index] : starts[index + 1]]
    return _join(front, lines)


def section_moved(text: str, chance: random.Random) -> str | None:
    front, lines = _split(text)
    starts = [i for i in _block_starts(lines) if not any(line.startswith("|") for line in lines[i : i + 3])]
    if len(starts) < 3:
        return None
    index = chance.randrange(len(starts) - 2)
    first, second, end = starts[index : index + 3]
    lines[first:end] = lines[second:end] + lines[first:second]
    return _join(front, lines)


def date(text: str, chance: random.Random) -> str | None:
    """Another day of verification, in the front matter; the next review follows."""
    day = f"2026-03-{chance.randint(1, 28):02d}"
    edited, count = re.subn(r"(?m)^last_updated: .*$", f"last_updated: {day}", text, count=1)
    return edited if count else None


def quality(text: str, chance: random.Random) -> str | None:
    found = re.search(r"(?m)^data_quality: (\w+)$", text)
    other = chance.choice(sorted({"high", "medium", "low"} - {found[1]})) if found else ""
    return text[: found.start(1)] + other + text[found.end(1) :] if found else None


def front_figure(text: str, chance: random.Random) -> str | None:
    places = list(re.finditer(r"(?m)^    base_high: ([0-9]+)000$", text))
    if not places:
        return None
    match = chance.choice(places)
    return text[: match.start(1)] + str(int(match[1]) + 1) + text[match.end(1) :]


def review(text: str, chance: random.Random) -> str | None:
    edited, count = re.subn(r"(?m)^next_review_due: .*$", "next_review_due: 2027-01-01", text, count=1)
    return edited if count else None


def _on_body(change: Callable[[list[str], random.Random], bool]) -> Edit:
    def edit(text: str, chance: random.Random) -> str | None:
        front, lines = _split(text)
        return _join(front, lines) if change(lines, chance) else None

    return edit


def _trailing(lines: list[str], chance: random.Random) -> bool:
    index = chance.choice(_lines(lines, bool))
    lines[index] += "  "
    return True


def _blank_gone(lines: list[str], chance: random.Random) -> bool:
    blank = [i for i in range(1, len(lines) - 1) if lines[i] == ""]
    del lines[chance.choice(blank)]
    return bool(blank)


def _blank_added(lines: list[str], chance: random.Random) -> bool:
    blank = [i for i in range(1, len(lines) - 1) if lines[i] == ""]
    lines.insert(chance.choice(blank), "")
    return True


def _line_removed(lines: list[str], chance: random.Random) -> bool:
    del lines[chance.choice(_lines(lines[:-1], bool))]
    return True


def _line_added(lines: list[str], chance: random.Random) -> bool:
    lines.insert(chance.randrange(1, len(lines)), "Said in passing, without a home.")
    return True


def _in_front(key: str, replace: Callable[[str], str]) -> Edit:
    """Another value of a key of the front matter, there only."""

    def edit(text: str, chance: random.Random) -> str | None:
        front, lines = _split(text)
        places = list(re.finditer(rf"(?m)(?<= |\n|-){key}: (.*)$", front))
        if not places:
            return None
        match = chance.choice(places)
        return _join(front[: match.start(1)] + replace(match[1]) + front[match.end(1) :], lines)

    return edit


def _in_both(pattern: str, key: str, change: Callable[[str], str]) -> Edit:
    """A text of the body, changed there and in the front matter's print of it under ``key``."""

    def edit(text: str, chance: random.Random) -> str | None:
        front, lines = _split(text)
        found = re.search(pattern, "\n".join(lines), re.M)
        line = re.search(rf"(?m)^.*\b{key}: .*$", front)
        if not found or not line or found[1] not in line[0]:
            return None
        body = "\n".join(lines)
        body = body[: found.start(1)] + change(found[1]) + body[found.end(1) :]
        both = front.replace(line[0], line[0].replace(found[1], change(found[1]), 1), 1)
        return both + body

    return edit


EDITS: dict[str, Edit] = {
    "figure": figure,
    "total": total,
    "percent": percent,
    "region": region,
    "row removed": row_removed,
    "row added": row_added,
    "row moved": row_moved,
    "word": word,
    "paragraph added": paragraph_added,
    "paragraph removed": paragraph_removed,
    "script word": _on_line(r'(?<=:\*\* ")\w+', lambda match, chance: "Honestly"),
    "ask": _on_line(r"(?<=^> \*\*)([^*]+:\*\* .*?)\b\w+(?=\W*$)", lambda match, chance: match[1] + "tomorrow"),
    "summary": _on_line(r"(?<=^\*\*Negotiation DNA:\*\* )\w+", lambda match, chance: "Uncommon"),
    "level line": _on_line(r"(?<=^\*\*Level Mapping:\*\* )(.*)$", lambda match, chance: match[1] + " = Zeta Z9"),
    "heading": _on_line(r"(?<=^### )(.*[a-z])$", lambda match, chance: match[1] + " in 2026"),
    "bold heading": _on_line(r"(?<=^\*\*)([^*:]+)(?=\*\*$)", lambda match, chance: match[1] + " Again"),
    "evidence heading": _on_line(r"(?<=^#### )(.*)$", lambda match, chance: "Where This Comes From"),
    "source added": source_added,
    "source removed": source_removed,
    "source moved": source_moved,
    "source edited": _on_line(r"(?<=^- )(\[?)(\w+)", lambda match, chance: match[1] + "Revised " + match[2]),
    "lever moved": lever_moved,
    "lever removed": lever_removed,
    "lever added": lever_added,
    "section added": section_added,
    "section removed": section_removed,
    "section moved": section_moved,
    "front matter date": date,
    "front matter quality": quality,
    "front matter figure": front_figure,
    "front matter review": review,
    "trailing spaces": _on_body(_trailing),
    "blank line removed": _on_body(_blank_gone),
    "blank line added": _on_body(_blank_added),
    "any word": _on_line(r"\b[A-Za-z]{3,}\b", lambda match, chance: chance.choice(_WORDS)),
    "any figure": _on_line(r"\b[0-9]{2,3}K", lambda match, chance: f"{chance.randint(10, 900)}K"),
    "line removed": _on_body(_line_removed),
    "line added": _on_body(_line_added),
    "front matter summary": _in_front("negotiation_dna_summary", lambda old: "Short and plain"),
    "front matter level": _in_front("raw", lambda old: "Level two of five"),
    "front matter region": _in_front("region", lambda old: "Austin"),
    "front matter total": _in_front("total_comp_high", lambda old: str(int(old) + 1000)),
    "front matter currency": _in_front("currency", lambda old: "CHF"),
    "summary in both places": _in_both(
        r"^\*\*Negotiation DNA:\*\* (\w+)", "negotiation_dna_summary", lambda old: f"Uncommon {old}"
    ),
    "region in both places": _in_both(r"^\| ([^|]*) \| [^-|]*[0-9]", "region", lambda old: "Greater London"),
    "column heading": _on_line(r"(?<=\| )Base[^|]*(?= \|)", lambda match, chance: "Fixed Pay"),
}
