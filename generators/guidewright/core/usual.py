"""A short cut for the YAML that guidewright writes: the values that libyaml gives, in a third of the time, or none.

What it takes is little, so that it can be sure: keys and dashes by indentation, scalars of one line without escapes,
literal texts, lists of scalars in brackets. Of anything else, and of everything that is wrong, it says nothing, and
the reader proper (``core/reader.py``) decides. Tests hold the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from guidewright.core.scalar import is_ambiguous, is_word, plain

_MAX_DEPTH = 16
_RECURRING = 80
"""Lines up to this long are remembered: most recur in other specs."""
_FIRST = r"[^\W_]|[^\x00-\x7f]|[$(/+<~]|-(?=[0-9])"
"""What a plain scalar may begin with, of those that no reader takes for something else."""
_LINE = re.compile(
    rf"""(?P<indent>\ *+) (?P<outer>-\ (?=-\ ))? (?P<dash>-\ )?
    (?:(?P<key>[A-Za-z_][A-Za-z0-9_-]{{0,79}}):(?:\ (?=[^ ])|$))?
    (?:(?P<literal>\|-?) | "(?P<double>[^"\\]*)" | '(?P<single>(?:[^']++|'')*+)' | (?P<plain>(?:{_FIRST}).*)
    | \[(?P<list>.*)\])?""",
    re.VERBOSE,
)
_ITEM = re.compile(rf"""(?:"([^"\\]*)"|((?:{_FIRST})[^\[\]{{}},:#?]*(?<! )))(?:, (?!$)|$)""")

Entry = tuple[int, bool, str | None, Any]
"""A line: its indentation, whether a dash stands first, its key, and its value."""


class _Unfinished(tuple[int, bool, str | None, Any]):
    """An entry whose value takes more than its line: a literal text, a list of lists, or a list that must be copied."""

    __slots__ = ()


class _UnusualError(Exception):
    """Something that the reader proper must look at."""


class _Mark:
    """In place of a value: it stands on the lines below, or begins with another dash."""


_NESTED, _CLIPPED, _STRIPPED, _TWO_LISTS = _Mark(), _Mark(), _Mark(), _Mark()
_END: Entry = (-1, False, None, _NESTED)


def values(text: str) -> dict[str, Any] | None:
    """The mapping that a text says, if it is all of the usual kind. Its characters must have been checked."""
    if "\t" in text or "\r" in text or not text.endswith("\n"):
        return None
    following = _entries(text.split("\n")).__next__
    try:
        entry = following()
        if entry[0] != 0 or entry[1]:
            return None
        found, end = _mapping(entry, 0, following, 1)
    except _UnusualError:
        return None
    return found if end is _END else None


def _entries(lines: list[str]) -> Iterator[Entry]:
    """The entries of a text, literal texts included; ``_END`` is the last. The last line is empty."""
    lines[-1] = "..."
    at, last = 0, len(lines) - 1
    while at < last:
        line = lines[at]
        entry = _recurring(line) if len(line) <= _RECURRING else _entry(line)
        at += 1
        if entry.__class__ is tuple:
            yield entry
            continue
        if entry is None:
            continue
        indent, dash, key, value = entry
        if value is _TWO_LISTS:
            at -= 1
            lines[at] = line.replace("-", " ", 1)
            yield indent, True, None, _NESTED
        elif value is _CLIPPED or value is _STRIPPED:
            text, at = _literal(lines, at, indent + 2 if dash and key else indent)
            yield indent, dash, key, text + "\n" if value is _CLIPPED else text
        else:
            yield indent, dash, key, list(value)
    yield _END


def _plain(word: str) -> Any:
    """A plain word; to look for one character is quicker than for two."""
    if word[-1] in ": " or (":" in word and ": " in word) or ("#" in word and " #" in word) or is_ambiguous(word):
        raise _UnusualError
    return plain(word)


def _items(text: str) -> tuple[Any, ...]:
    found, at = [], 0
    while at < len(text):
        match = _ITEM.match(text, at)
        if match is None:
            raise _UnusualError
        quoted, word = match.groups()
        found.append(_plain(word) if quoted is None else quoted)
        at = match.end()
    return tuple(found)


_VALUES: dict[str, Callable[[str], Any]] = {
    "key": lambda _: _NESTED,
    "literal": lambda sign: _CLIPPED if sign == "|" else _STRIPPED,
    "double": str,
    "single": lambda text: text.replace("''", "'"),
    "plain": _plain,
    "list": _items,
}
"""The value of a line, by the last part of ``_LINE`` that it has."""


def _entry(line: str) -> Entry | None:
    """What a line says; None if it is blank or a comment."""
    match = _LINE.fullmatch(line)
    if match is None:
        if line.lstrip(" ").startswith("#"):
            return None
        raise _UnusualError
    indent, outer, dash, key = match.group("indent", "outer", "dash", "key")
    if key is not None and not is_word(key):
        raise _UnusualError
    if outer:
        return _Unfinished((len(indent), True, None, _TWO_LISTS))
    last = match.lastgroup or ""
    if last in _VALUES:
        entry = len(indent), dash is not None, key, _VALUES[last](match[last])
        return _Unfinished(entry) if last in ("literal", "list") else entry
    if dash:
        raise _UnusualError
    return None


_recurring = lru_cache(8192)(_entry)


def _literal(lines: list[str], start: int, column: int) -> tuple[str, int]:
    """The literal text that begins at ``start``, below something at ``column``, and the line behind it."""
    first = lines[start]
    size = len(first) - len(first.lstrip(" "))
    if size <= column or size == len(first):
        raise _UnusualError
    margin, end = first[:size], start + 1
    while (line := lines[end]).startswith(margin) or not line.strip(" "):
        end += 1
    return "\n".join([line[size:] for line in lines[start:end]]).rstrip("\n"), end


def _mapping(entry: Entry, column: int, following: Callable[[], Entry], depth: int) -> tuple[dict[str, Any], Entry]:
    """The mapping at ``column`` that begins with ``entry``, and the entry behind it.

    An entry that stands deeper than it may is taken by nobody, so that the text does not come to its end.
    """
    found: dict[str, Any] = {}
    if depth > _MAX_DEPTH:
        raise _UnusualError
    while True:
        _, _, key, value = entry
        if key is None or key in found:
            raise _UnusualError
        entry = following()
        if value is _NESTED:
            value, entry = _nested(entry, column, following, depth + 1)
        found[key] = value
        if entry[0] != column or entry[1]:
            return found, entry


def _nested(entry: Entry, column: int, following: Callable[[], Entry], depth: int) -> tuple[Any, Entry]:
    """The value below a key at ``column``: deeper than that, but for a list, whose dashes may stand below the key."""
    indent, dash, _, _ = entry
    if indent < column or (indent == column and not dash):
        raise _UnusualError
    return _list(entry, indent, following, depth) if dash else _mapping(entry, indent, following, depth)


def _list(entry: Entry, column: int, following: Callable[[], Entry], depth: int) -> tuple[list[Any], Entry]:
    found: list[Any] = []
    if depth > _MAX_DEPTH:
        raise _UnusualError
    while True:
        _, _, key, value = entry
        if key is not None:
            value, entry = _mapping(entry, column + 2, following, depth + 1)
        else:
            entry = following()
            if value is _NESTED:
                value, entry = _list(entry, column + 2, following, depth + 1)
        found.append(value)
        if entry[0] != column or not entry[1]:
            return found, entry
