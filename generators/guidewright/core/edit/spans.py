"""Where every key, value and comment of a YAML text stands, by path, as character indices into that text.

Decides nothing about meaning: a scalar is its source text. Works on libyaml's events, so nesting costs no
recursion in C. Call it on texts that the reader accepts; what it cannot place it refuses with ``ValueError``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from guidewright.core.reader import Path

Kind = Literal["scalar", "mapping", "list"]
Style = Literal["", "'", '"', "|", ">", "block", "flow", "pair"]
"""How a value is written; ``""`` is a plain scalar, ``pair`` a ``key: value`` without braces in a flow list."""

BLOCK_HEADER = re.compile(r"[|>](?P<flags>[-+1-9]*)(?P<rest>[ \t]*(?:#[^\r\n]*)?)(?:\r?\n|$)")


@dataclass(slots=True, eq=False)
class Node:
    """A value in the text: ``[start, end)`` without the line end behind it; ``key`` is the span of its key.

    ``column`` is that of a block collection's keys or dashes; ``entry`` is where the value's entry begins: the
    index of its key, or of its ``-`` in a block list.
    """

    path: Path
    kind: Kind
    style: Style
    start: int
    end: int
    parent: Node | None = None
    key: tuple[int, int] | None = None
    column: int = 0
    entry: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def in_flow(self) -> bool:
        """Whether the value stands inside a flow collection."""
        return self.parent is not None and self.parent.style in ("flow", "pair")


@dataclass(frozen=True, slots=True)
class Comment:
    """``[start, end)`` of a comment from its ``#``; ``alone`` when nothing else stands on its line."""

    start: int
    end: int
    alone: bool


@dataclass(slots=True)
class Tree:
    """A parsed text: its nodes by path, its comments in order, and the starts of its lines."""

    text: str
    root: Node
    nodes: dict[Path, Node]
    comments: list[Comment] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    blocks: list[tuple[int, int]] = field(default_factory=list)
    """``[start, end)`` of the block scalars."""

    def line_start(self, at: int) -> int:
        return self.starts[bisect_right(self.starts, at) - 1]

    def next_line(self, at: int) -> int:
        """The start of the line after the one that ``at`` is in (the length of the text after the last)."""
        index = bisect_right(self.starts, at)
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def comments_in(self, start: int, end: int) -> list[Comment]:
        return [comment for comment in self.comments if start <= comment.start < end]

    @property
    def eol(self) -> str:
        """The line end in use: that of the first line."""
        first = self.text.find("\n")
        return "\r\n" if first > 0 and self.text[first - 1] == "\r" else "\n"


@dataclass(slots=True)
class _Builder:
    text: str
    shift: int
    nodes: dict[Path, Node] = field(default_factory=dict)
    stack: list[Node] = field(default_factory=list)
    key: tuple[str, tuple[int, int]] | None = None

    def open(self, kind: Kind, style: Style, event: Any) -> Node:
        parent = self.stack[-1] if self.stack else None
        path, key = self._path(parent)
        node = Node(
            path, kind, style, event.start_mark.index + self.shift, event.end_mark.index + self.shift, parent, key
        )
        node.column = event.start_mark.column
        node.entry = key[0] if key else node.start
        if parent is not None:
            if parent.kind == "list" and parent.style == "block":
                node.entry = skip(self.text, parent.children[-1].end) if parent.children else parent.start
            parent.children.append(node)
        self.nodes[path] = node
        return node

    def _path(self, parent: Node | None) -> tuple[Path, tuple[int, int] | None]:
        if parent is None:
            return (), None
        if parent.kind == "list":
            return (*parent.path, len(parent.children)), None
        if self.key is None:
            raise ValueError("a list or mapping as key")
        (name, span), self.key = self.key, None
        return (*parent.path, name), span

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index + self.shift, event.end_mark.index + self.shift
        if self.stack and self.stack[-1].kind == "mapping" and self.key is None:
            self.key = event.value, (start, end)
            return
        node = self.open("scalar", event.style or "", event)
        if node.style in ("|", ">"):
            node.end = block_scalar_end(self.text, node)

    def close(self, event: Any) -> None:
        node = self.stack.pop()
        if node.style == "flow":
            node.end = event.end_mark.index + self.shift
        elif node.children:
            node.end = node.children[-1].end


def skip(text: str, at: int) -> int:
    """The next index from ``at`` on that is neither white space nor comment."""
    while at < len(text):
        if text[at] == "#":
            at = text.find("\n", at)
            if at < 0:
                return len(text)
        elif text[at] not in " \t\r\n":
            break
        at += 1
    return at


def block_indent(text: str, node: Node) -> tuple[re.Match[str], int]:
    """The header of a block scalar and the column of its content (0 when it has none)."""
    header = BLOCK_HEADER.match(text, node.start)
    if header is None:
        raise ValueError("a block scalar's header")
    digit = header["flags"].strip("+-")
    if digit:
        return header, int(digit) + (node.parent.column if node.parent else 0)
    first = re.compile(r"(?:[ ]*\r?\n)*([ ]*)").match(text, header.end())
    return header, len(first[1]) if first else 0


def block_lines(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """The lines of a block scalar with the blank ones behind it, each ``[start, end)`` without its line end."""
    header, indent = block_indent(text, node)
    at = header.end()
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        end = stop - 1 if text[at:stop].endswith("\r") else stop
        line = text[at:end]
        if line.strip(" ") and not (indent and line.startswith(" " * indent)):
            return
        yield at, end
        at = stop + 1


def block_scalar_end(text: str, node: Node) -> int:
    """The end of the last content line; blank lines behind it count only where ``+`` keeps them."""
    header, indent = block_indent(text, node)
    end = header.end("rest")
    for start, stop in block_lines(text, node):
        if "+" in header["flags"] or stop - start > indent or text[start:stop].strip(" "):
            end = stop
    return end


def _comments(text: str, spans: list[tuple[int, int]]) -> Iterator[Comment]:
    """Every ``#`` outside the scalars starts a comment."""
    at = 1 if text.startswith("\ufeff") else 0
    for start, end in [*spans, (len(text), len(text))]:
        while 0 <= (at := text.find("#", at, start)) < start:
            stop = text.find("\n", at)
            stop = len(text) if stop < 0 else stop
            begin = text.rfind("\n", 0, at) + 1
            yield Comment(at, at + len(text[at:stop].rstrip()), not text[begin:at].strip(" \t\ufeff"))
            at = stop
        at = end


def _scalar_spans(builder: _Builder) -> list[tuple[int, int]]:
    spans = [node.key for node in builder.nodes.values() if node.key]
    for node in builder.nodes.values():
        if node.kind == "scalar":
            start = node.start
            if node.style in ("|", ">"):
                start = block_indent(builder.text, node)[0].end("rest")
            spans.append((start, node.end))
    return sorted(spans)


def parse(text: str) -> Tree:
    """The tree of a text with one document; ``ValueError`` for aliases, anchors, tags and keys that are no words."""
    shift = 1 if text.startswith("\ufeff") else 0
    builder = _Builder(text, shift)
    try:
        for event in yaml.parse(text[shift:], Loader=yaml.CSafeLoader):
            _step(builder, event)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    if () not in builder.nodes:
        raise ValueError("an empty document")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    nodes = builder.nodes
    blocks = [(node.start, node.end) for node in nodes.values() if node.style in ("|", ">")]
    return Tree(text, nodes[()], nodes, list(_comments(text, _scalar_spans(builder))), starts, blocks)


def _step(builder: _Builder, event: Any) -> None:
    if isinstance(event, yaml.DocumentStartEvent) and builder.nodes:
        raise ValueError("a second document")
    if isinstance(event, yaml.NodeEvent) and (event.anchor is not None or getattr(event, "tag", None) is not None):
        raise ValueError("an anchor, alias or tag")
    if isinstance(event, yaml.ScalarEvent):
        builder.scalar(event)
    elif isinstance(event, yaml.CollectionStartEvent):
        builder.stack.append(_collection(builder, event))
    elif isinstance(event, yaml.CollectionEndEvent):
        builder.close(event)


def _collection(builder: _Builder, event: Any) -> Node:
    kind: Kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
    style: Style = "flow" if event.flow_style else "block"
    if style == "flow" and builder.text[event.start_mark.index + builder.shift] not in "{[":
        style = "pair"
    return builder.open(kind, style, event)
