"""A value as YAML text in the canonical layout of a spec: the one place that writes YAML from data.

Keys in the order given, two spaces a level, ``- `` two further in than its key, lines never folded. Texts of
several lines are literal blocks; so is a text over 100 characters that would need quotes only because of ``: ``
or `` #``: a block shows it without escapes, and a changed word is one changed line either way. A list in a list
(the rows of a table) is in flow style where it fits a line. It knows no source text and no comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.edit.scalars import check, is_plain, key, scalar
from guidewright.core.reader import FORBIDDEN, Path

KeyOrder = Callable[[Path], Sequence[str]]
"""The order of the keys of the mapping at a path; keys that it does not name come last, as given."""
LONG = 100
FLOW_WIDTH = 100
_NO_BLOCK = re.compile("\r|" + FORBIDDEN.pattern)


def as_given(path: Path) -> Sequence[str]:
    """No order: keys stay as they are given."""
    return ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How values are laid out: columns that a mapping, a dash and the text behind a dash stand further in."""

    order: KeyOrder = as_given
    plain_dates: bool = False
    step: int = 2
    dash: int = 2
    gap: int = 2
    quote: str = ""
    pad: str = ""
    blocks: bool = True
    """Whether literal blocks may be used: blank lines and comments below must not become part of one."""


def emit(value: Any, order: KeyOrder = as_given, *, plain_dates: bool = False) -> str:
    """The document that says ``value``; ``plain_dates`` leaves dates without quotes, as specs do.

    ``ValueError`` for what cannot be said: lone surrogates, keys that are no strings or over 900 characters,
    whole numbers over 18 digits, floats beyond six decimals, infinities and NaN.
    """
    layout = Layout(order, plain_dates)
    if is_block(value):
        lines = collection(value, 0, (), layout)
    else:
        lines = [line.removeprefix(" ") for line in leaf("", value, 0, layout.step, layout)[:1]]
        lines += leaf("", value, 0, layout.step, layout)[1:]
    return "\n".join(lines) + "\n"


def is_block(value: Any) -> bool:
    """Whether ``value`` stands on lines of its own: a list or mapping with something in it."""
    return isinstance(value, Mapping | list | tuple) and len(value) > 0


def ordered(value: Mapping[Any, Any], path: Path, order: KeyOrder) -> list[str]:
    for name in value:
        if not isinstance(name, str):
            raise ValueError(f"a key of type {type(name).__name__}")
    known = {name: rank for rank, name in enumerate(order(path))}
    return sorted(value, key=lambda name: known.get(name, len(known)))


def collection(value: Any, column: int, path: Path, layout: Layout) -> list[str]:
    """The lines of a list or mapping that is not empty, its entries at ``column``."""
    lines: list[str] = []
    if isinstance(value, Mapping):
        for name in ordered(value, path, layout.order):
            lines += entry(name, value[name], column, (*path, name), layout)
    else:
        for index, item in enumerate(value):
            lines += list_item(item, column, (*path, index), layout)
    return lines


def entry(name: str, value: Any, column: int, path: Path, layout: Layout) -> list[str]:
    """``name: value`` with the name at ``column``."""
    return under(" " * column + key(name) + ":", value, column, path, layout)


def under(head: str, value: Any, column: int, path: Path, layout: Layout) -> list[str]:
    """``head`` (which ends in a colon) with the value behind or below it."""
    if is_block(value):
        inner = column + (layout.step if isinstance(value, Mapping) else layout.dash)
        return [head, *collection(value, inner, path, layout)]
    return leaf(head, value, column, layout.step, layout)


def list_item(value: Any, column: int, path: Path, layout: Layout) -> list[str]:
    """``- value`` with the dash at ``column``; a mapping's first key stands on the line of the dash."""
    head = " " * column + "-"
    if not is_block(value):
        return leaf(head, value, column, layout.gap, layout)
    row = flow(value, path, layout) if isinstance(value, list | tuple) and not any(map(is_block, value)) else None
    if row is not None and len(row) <= FLOW_WIDTH:
        return [f"{head} {row}"]
    lines = collection(value, column + layout.gap, path, layout)
    return [head + " " * (layout.gap - 1) + lines[0][column + layout.gap :], *lines[1:]]


def leaf(head: str, value: Any, column: int, inner: int, layout: Layout) -> list[str]:
    """``head`` with a scalar or an empty collection behind it; block text ``inner`` columns further in."""
    if isinstance(value, Mapping | list | tuple):
        return [head + (" {}" if isinstance(value, Mapping) else " []")]
    if isinstance(value, str) and wants_block(value, layout):
        header, lines = literal(value, inner)
        pad = " " * (column + inner)
        return [f"{head} {header}", *(pad + line if line else "" for line in lines)]
    return [f"{head} {scalar(value, layout.quote, dates=layout.plain_dates)}"]


def wants_block(text: str, layout: Layout) -> bool:
    """Whether a string is written as a literal block."""
    if not layout.blocks or not can_block(text):
        return False
    if "\n" in text:
        return True
    return len(text) > LONG and not is_plain(text) and text[0] != " " and text[-1] != " "


def can_block(text: str) -> bool:
    """Whether a literal block holds ``text`` in every reader (line ends that YAML 1.1 knows alone do not)."""
    return bool(text.strip(" \n\t")) and not _NO_BLOCK.search(text) and bool(check(text))


def literal(text: str, inner: int) -> tuple[str, list[str]]:
    """The header of a literal block ``inner`` columns in, and its lines without indentation."""
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    indicator = str(inner) if text[0] in " \t\n" else ""
    lines = body.split("\n") + [""] * (ends - 1)
    return "|" + indicator + ("-" if ends == 0 else "" if ends == 1 else "+"), lines


def flow(value: Any, path: Path, layout: Layout) -> str:
    """One line for any value, in flow style."""
    pad = layout.pad
    if isinstance(value, Mapping):
        names = ordered(value, path, layout.order)
        parts = [f"{key(name)}: {flow(value[name], (*path, name), layout)}" for name in names]
        return "{" + pad + ", ".join(parts) + pad + "}" if parts else "{}"
    if isinstance(value, list | tuple):
        parts = [flow(item, (*path, index), layout) for index, item in enumerate(value)]
        return "[" + ", ".join(parts) + "]"
    return scalar(value, layout.quote, flow=True, dates=layout.plain_dates)
