"""The canonical layout of a spec's text: key order, columns, quotes and line ends, with every comment kept.

It lays the data out as ``emit`` does and puts each comment back at what it stood at, instead of going through
ruamel.yaml, which ties a comment to the key above it and so moves it to the wrong key when keys change places.
Flow style stays where it fits a line and holds no comments; block text of one line becomes a plain line. A quoted
date stays quoted, for its author may have meant other readers. The result must say the same, or it is refused.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from guidewright.core.edit.apply import EditResult, Reader
from guidewright.core.edit.attach import Notes, attached
from guidewright.core.edit.changes import Refusal, at, same
from guidewright.core.edit.emit import FLOW_WIDTH, KeyOrder, Layout, as_given, flow, is_block, leaf
from guidewright.core.edit.scalars import DATE, key
from guidewright.core.edit.spans import Node, Tree, parse
from guidewright.core.reader import Path


def fmt(text: str, reader: Reader, order: KeyOrder = as_given) -> EditResult:
    """``text`` in canonical layout (LF, no byte order mark, one final newline), or as it was and why."""
    try:
        data, tree = reader(text), parse(text)
        head, notes = attached(tree)
        if tree.root.kind != "mapping":
            return EditResult(text, Refusal((), "the top level is not a mapping"))
        page = _Page(tree, data, notes, Layout(order, plain_dates=True))
        page.whole(head)
        new = "\n".join(page.lines) + "\n"
        found, after = reader(new), parse(new)
    except ValueError as error:
        return EditResult(text, Refusal((), f"cannot be laid out: {error}"))
    if not same(found, data):
        return EditResult(text, Refusal((), "the new layout would not say the same"))
    if _comments(tree) != _comments(after):
        return EditResult(text, Refusal((), "a comment would be lost"))
    return EditResult(new)


def _comments(tree: Tree) -> Counter[str]:
    return Counter(tree.text[comment.start : comment.end] for comment in tree.comments)


@dataclass
class _Page:
    """The lines laid out so far; ``keeps`` while the last one belongs to a block that keeps blank lines."""

    tree: Tree
    data: Any
    notes: dict[Path, Notes]
    layout: Layout
    lines: list[str] = field(default_factory=list)
    keeps: bool = False

    def whole(self, head: list[str]) -> None:
        self.lines += head
        root, notes = self.tree.root, self.notes[()]
        self.lines += [notes.behind] if notes.behind else []
        if is_block(at(self.data, ())):
            self.entries(root, 0, bool(head) and head[-1] != "")
        else:
            self.lines.append("{}")
        self.above(notes.below, 0)

    def above(self, lines: list[str], column: int, *, first: bool = False) -> None:
        """Comments at ``column``; blank lines one at a time, and none where a block or the page begins."""
        for line in lines:
            if line:
                self.lines.append(" " * column + line)
                self.keeps = False
            elif self.lines and self.lines[-1] and not self.keeps and not (first and line is lines[0]):
                self.lines.append("")

    def entries(self, node: Node, column: int, after_head: bool = False) -> None:
        """The entries of a list or mapping in order, each with its comments."""
        rank = {name: index for index, name in enumerate(self.layout.order(node.path))}
        children = node.children
        if node.kind == "mapping":
            children = sorted(children, key=lambda child: rank.get(str(child.path[-1]), len(rank)))
        for index, child in enumerate(children):
            notes = self.notes[child.path]
            if after_head and not index and any(notes.above):
                notes.above.insert(0, "")
            self.above(self.lead(child), column, first=not index and not after_head)
            self.entry(child, column)
        if node.parent is not None:
            self.above(self.notes[node.path].below, column)

    def lead(self, child: Node) -> list[str]:
        """The lines above an entry: of an item, also those that its first key brings to the line of the dash."""
        notes = self.notes[child.path]
        lines = list(notes.above)
        if child.parent is not None and child.parent.kind == "list" and child.kind != "scalar" and self.opens(child):
            lines += [notes.behind] if notes.behind else []
        return lines

    def opens(self, node: Node) -> bool:
        """Whether a list or mapping is laid out on lines of its own: not if it is empty or fits a line as it did."""
        if not node.children and not self.notes[node.path].below:
            return False
        return self.row(node) is None

    def row(self, node: Node) -> str | None:
        """The one line of a flow list or mapping; None where it has to be opened."""
        value = at(self.data, node.path)
        inside = self.tree.comments_in(node.start, node.end)
        nested = node.kind == "list" and node.parent is not None and node.parent.kind == "list"
        if (node.style == "block" and not (nested and not any(child.children for child in node.children))) or inside:
            return None
        texts = [child for child in self.under(node) if child.kind == "scalar"]
        quoted = any(child.style and DATE.fullmatch(str(at(self.data, child.path))) for child in texts)
        written = flow(value, node.path, replace(self.layout, plain_dates=not quoted))
        multi = any("\n" in str(at(self.data, child.path)) for child in texts)
        return None if multi or len(written) > FLOW_WIDTH else written

    def under(self, node: Node) -> list[Node]:
        found = list(node.children)
        for child in node.children:
            found += self.under(child)
        return found

    def entry(self, node: Node, column: int) -> None:
        """One entry with the comment behind it, and what is below it."""
        in_list = node.key is None
        head = " " * column + ("-" if in_list else key(str(node.path[-1])) + ":")
        notes = self.notes[node.path]
        if node.kind != "scalar" and self.opens(node):
            self.open(node, head, column, in_list)
            return
        value = at(self.data, node.path)
        if node.kind != "scalar":
            lines = [f"{head} {self.row(node) or flow(value, node.path, self.layout)}"]
        else:
            dates = self.layout.plain_dates and not (node.style and DATE.fullmatch(str(value)))
            lines = leaf(head, value, column, self.layout.step, replace(self.layout, plain_dates=dates))
        self.lines += [behind(lines[0], notes), *lines[1:]]
        self.keeps = len(lines) > 1 and not lines[-1]

    def open(self, node: Node, head: str, column: int, in_list: bool) -> None:
        if not in_list:
            self.lines.append(behind(head, self.notes[node.path]))
            self.keeps = False
            self.entries(node, column + self.layout.step)
            return
        start = len(self.lines)
        self.entries(node, column + self.layout.gap)
        first = self.lines[start]
        if first.lstrip().startswith("#"):
            self.lines.insert(start, head)
        else:
            self.lines[start] = head + " " * (self.layout.gap - 1) + first[column + self.layout.gap :]


def behind(line: str, notes: Notes) -> str:
    """``line`` with its comment in the column where that was, at least two spaces behind."""
    return line if not notes.behind else line.ljust(max(len(line) + 2, notes.column)) + notes.behind
