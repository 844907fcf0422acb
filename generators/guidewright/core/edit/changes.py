"""What an edit is, as data, and what it means for the data of a spec. Knows no text."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guidewright.core.reader import Path, dotted


@dataclass(frozen=True, slots=True)
class Set:
    """The value at ``path`` becomes ``value``; a key that is missing in an existing mapping is added."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Delete:
    """The key or list item at ``path`` goes."""

    path: Path


@dataclass(frozen=True, slots=True)
class Insert:
    """``value`` becomes item ``index`` of the list at ``path``; what stood there moves on."""

    path: Path
    index: int
    value: Any


@dataclass(frozen=True, slots=True)
class Move:
    """Item ``source`` of the list at ``path`` becomes item ``target`` of it."""

    path: Path
    source: int
    target: int


Change = Set | Delete | Insert | Move


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text was left alone, and at which path."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{dotted(self.path)}: {self.reason}" if self.path else self.reason


@dataclass
class EditError(Exception):
    """An edit that cannot be done; caught in ``apply.edit`` alone."""

    path: Path
    reason: str


def at(value: Any, path: Path, whole: Path | None = None) -> Any:
    """The part of ``value`` at ``path``; ``EditError`` where there is none."""
    for depth, part in enumerate(path):
        found = isinstance(value, dict) and part in value
        if isinstance(value, list) and isinstance(part, int) and not isinstance(part, bool):
            found = 0 <= part < len(value)
        if not found:
            raise EditError(whole or path, f"there is no {dotted(path[: depth + 1])}")
        value = value[part]
    return value


def _list_at(value: Any, path: Path) -> list[Any]:
    found = at(value, path)
    if not isinstance(found, list):
        raise EditError(path, "is not a list")
    return found


def _index(items: list[Any], index: int, path: Path, more: int = 0) -> int:
    if not 0 <= index < len(items) + more:
        raise EditError(path, f"index {index} is outside the list of {len(items)}")
    return index


def changed(data: Any, change: Change) -> Any:
    """A copy of ``data`` with the change made; ``EditError`` where its path does not fit the data."""
    if isinstance(change, Set) and not change.path:
        return copy.deepcopy(change.value)
    data = copy.deepcopy(data)
    if isinstance(change, Insert):
        items = _list_at(data, change.path)
        items.insert(_index(items, change.index, change.path, 1), copy.deepcopy(change.value))
        return data
    if isinstance(change, Move):
        items = _list_at(data, change.path)
        _index(items, change.target, change.path)
        items.insert(change.target, items.pop(_index(items, change.source, change.path)))
        return data
    if not change.path:
        raise EditError((), "the whole document cannot be deleted")
    parent, last = at(data, change.path[:-1], change.path), change.path[-1]
    if isinstance(change, Delete) or not isinstance(parent, dict):
        at(parent, (last,), change.path)
    if not isinstance(parent, dict | list) or (isinstance(parent, dict) and not isinstance(last, str)):
        raise EditError(change.path, "its parent is not a mapping or list")
    if isinstance(change, Delete):
        del parent[last]  # type: ignore[arg-type]
    else:
        parent[last] = copy.deepcopy(change.value)  # type: ignore[index]
    return data


def same(one: Any, other: Any) -> bool:
    """Equality with types: ``1``, ``1.0``, ``True`` and ``"1"`` are four values; key order does not count."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[name]) for name, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def narrowed(data: Any, change: Change) -> Iterator[Change]:
    """The smallest changes that come to the same: a Set of a list or mapping goes down to what differs in it."""
    if not isinstance(change, Set):
        yield change
        return
    parent = at(data, change.path[:-1], change.path)
    if isinstance(parent, dict) and change.path and change.path[-1] not in parent:
        yield change
        return
    yield from _differences(at(data, change.path), change.value, change.path)


def _differences(old: Any, new: Any, path: Path) -> Iterator[Change]:
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        for name, value in new.items():
            yield from _differences(old[name], value, (*path, name)) if name in old else (Set((*path, name), value),)
        yield from (Delete((*path, name)) for name in old if name not in new)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _list_differences(old, new, path)
    else:
        yield Set(path, new)


def _list_differences(old: list[Any], new: list[Any], path: Path) -> Iterator[Change]:
    """Equal items at both ends stay; those between are set in pairs, and the rest deleted or inserted."""
    first = 0
    while first < min(len(old), len(new)) and same(old[first], new[first]):
        first += 1
    tail = 0
    while tail < min(len(old), len(new)) - first and same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    pairs = min(len(old), len(new)) - tail
    for index in range(first, pairs):
        yield from _differences(old[index], new[index], (*path, index))
    yield from (Delete((*path, index)) for index in reversed(range(pairs, len(old) - tail)))
    yield from (Insert(path, index, new[index]) for index in range(pairs, len(new) - tail))
