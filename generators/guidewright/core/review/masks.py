"""What makes two changes the same but for the names and figures that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Values = tuple[tuple[str, str], ...]
"""Texts and the placeholder of each, longest first."""

_FIGURE = re.compile(r"(?:[A-Z]{1,3}\$|[$£€₹¥₩₪]|\b[A-Z]{3} )?(?<!\w)\d[\d,.]*(?<=\d)(?:K|M|B|L|Cr)?\b%?\+?")
_NAMES = (
    ("company_display", "‹company›"),
    ("role_display", "‹role›"),
    ("company", "‹company›"),
    ("role", "‹role›"),
)
_SHORT = 4
"""Texts below this length are words that occur anywhere."""
_PRIVATE = 0xF0000


def names(*records: Mapping[str, Any]) -> Values:
    """The names of a guide's company and role, in every version that ``records`` have."""
    found = {str(record[key]): mark for key, mark in _NAMES for record in records if record.get(key)}
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


def values(record: Mapping[str, Any], other: Mapping[str, Any] | None = None) -> Values:
    """Every line of text that the record holds, by its place in it; with ``other``, only what both hold."""
    found: dict[str, str] = {}
    for text, mark in _leaves(record):
        found.setdefault(text, mark)
    if other is not None and other is not record:
        kept = {text for text, _ in _leaves(other)}
        found = {text: mark for text, mark in found.items() if text in kept}
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


def _leaves(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in (
        "negotiation_dna_summary",
        "compensation_title",
        "compensation_intro",
        "compensation_note",
        "title_tail",
    ):
        yield from _texts(record.get(key), key)
    yield from _texts((record.get("level_mapping") or {}).get("raw"), "level_mapping")
    yield from _texts(record.get("data_sources"), "source")
    for row in record.get("compensation", ()):
        for key in ("region", "level", "title"):
            yield from _texts(row.get(key), key)
    table = record.get("table") or {}
    for cells in table.get("rows", ()):
        yield from _texts(cells, "cell")
    for block in record.get("body", ()):
        for part, value in block.items():
            if part != "kind":
                yield from _texts(value, f"{block['kind']}.{part}")


def _texts(value: Any, mark: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        for line in value.split("\n"):
            if len(line.strip()) >= _SHORT:
                yield line.strip(), f"‹{mark}›"
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, mark)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{mark}.{key}")


def mask(text: str, guide: Values, known: Values = ()) -> str:
    """``text`` with known texts, names and figures replaced by what they stand for."""
    marks: list[str] = []
    for value, mark in known:
        if value in text:
            text = text.replace(value, _token(marks, mark))
    for name, mark in guide:
        if name in text:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _token(marks, mark), text)
    text = _FIGURE.sub("‹n›", text)
    for index, mark in enumerate(marks):
        text = text.replace(chr(_PRIVATE + index), mark)
    return text


def _token(marks: list[str], mark: str) -> str:
    """A character that stands for ``mark`` until all is replaced, so that no text is found inside a placeholder."""
    marks.append(mark)
    return chr(_PRIVATE + len(marks) - 1)


def masked_lines(lines: tuple[str, ...], guide: Values, known: Values = ()) -> tuple[str, ...]:
    """The kinds of lines in a block of lines: each masked, each once, so that the number of items does not count."""
    return tuple(dict.fromkeys(mask(line, guide, known) for line in lines))
