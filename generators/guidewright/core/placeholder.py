"""What a placeholder is: a text that still has to be written. Checks count them; a guide with one is a draft."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator, Mapping
from typing import Any

from guidewright.core.reader import Path

PLACEHOLDER = re.compile(r"^[ \t]*TODO\b", re.MULTILINE)
"""A text, or a paragraph of one, that begins with TODO: ``TODO: what the role does here``."""


def placeholders(value: Any, at: Path = ()) -> Iterator[tuple[Path, int, str]]:
    """Every placeholder in a value, in order: key path, offset in its text, and the line that begins with TODO."""
    if isinstance(value, str):
        for match in PLACEHOLDER.finditer(value) if "TODO" in value else ():
            start = match.end() - len("TODO")
            yield at, start, value[start:].split("\n", 1)[0].rstrip()
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from placeholders(item, (*at, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from placeholders(item, (*at, index))


def has_placeholder(value: Any) -> bool:
    """Whether a text somewhere in ``value`` is still to be written."""
    return b"TODO" in marshal.dumps(value) and next(placeholders(value), None) is not None  # 8 µs instead of 400


def is_written(text: str) -> bool:
    """Whether a look at a file tells that nothing in it is still to be written; escapes might hide it."""
    return "TODO" not in text and "\\" not in text
