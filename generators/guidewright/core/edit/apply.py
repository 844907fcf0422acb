"""Changes made to a spec's text so that only the lines change that must; or a refusal, and the text as it was.

Each change is made on the exact spans of what it concerns. Then the text is read again: its data must be the
data meant, no line out of reach may differ, and no comment may be lost but those on the lines of what is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.edit import blocks, flows
from guidewright.core.edit.changes import Change, Delete, EditError, Insert, Move, Refusal, Set, changed, narrowed, same
from guidewright.core.edit.emit import KeyOrder, Layout, as_given, entry, flow, is_block, list_item
from guidewright.core.edit.scalars import key
from guidewright.core.edit.siblings import arranged, item_layout, key_index, layout_of
from guidewright.core.edit.spans import Tree, parse
from guidewright.core.edit.splice import Patch, are_kept, lost_comments, spliced, untouched_lines
from guidewright.core.edit.values import value_patches

__all__ = ["Change", "Delete", "EditResult", "Insert", "Move", "Refusal", "Set", "edit", "same"]

Reader = Callable[[str], Any]
"""The strict reader: the value of a text, ``ValueError`` for a text that it refuses."""


@dataclass(frozen=True, slots=True)
class EditResult:
    """The new text; or the old one and why it was left alone."""

    text: str
    refused: Refusal | None = None


def edit(text: str, changes: Sequence[Change], reader: Reader, order: KeyOrder = as_given) -> EditResult:
    """``text`` with the changes made, one after the other: all of them, or none.

    Paths are those at the time of each change. ``order(path)`` is the order of the keys of the mapping at a path;
    it places keys that are added. Dates are written plain.
    """
    try:
        data = _read(reader, text, ())
        work = _Work(_parsed(text), data, reader, order)
        for change in changes:
            for step in narrowed(work.meant, change):
                work.add(step)
        work.flush()
    except EditError as refused:
        return EditResult(text, Refusal(refused.path, refused.reason))
    return EditResult(work.tree.text)


@dataclass(slots=True)
class _Work:
    """The text so far, the data meant, and the changes between the two: new scalars are put in at one go."""

    tree: Tree
    meant: Any
    reader: Reader
    order: KeyOrder
    pending: list[Change] = field(default_factory=list)

    def add(self, change: Change) -> None:
        node = self.tree.nodes.get(change.path)
        simple = isinstance(change, Set) and node is not None and node.kind == "scalar" and not is_block(change.value)
        if not simple or any(change.path == other.path for other in self.pending):
            self.flush()
        self.meant = changed(self.meant, change)
        self.pending.append(change)
        if not simple:
            self.flush()

    def flush(self) -> None:
        """Make the pending changes; of the ways to lay them out the first that proves right."""
        reason = ""
        for tidy in (False, True) if self.pending else ():
            patches, text = self.laid_out(tidy)
            for end in ("",) if self.tree.text.endswith("\n") else ("", self.tree.eol):
                after, reason = self.proved(text + end, patches)
                if after is not None:
                    self.tree, self.pending = after, []
                    return
        if self.pending:
            raise EditError(self.pending[0].path, reason)

    def laid_out(self, tidy: bool) -> tuple[list[Patch], str]:
        try:
            patches = [patch for change in self.pending for patch in _patches(self.tree, change, self.order, tidy)]
            return patches, spliced(self.tree.text, patches)
        except ValueError as error:
            raise EditError(self.pending[-1].path, str(error)) from error

    def proved(self, text: str, patches: list[Patch]) -> tuple[Tree | None, str]:
        """The tree of the new text, or None and what is wrong with it."""
        try:
            found, after = self.reader(text), parse(text)
        except ValueError as error:
            return None, f"the edited text cannot be read: {error}"
        if not same(found, self.meant):
            return None, "the edited text would not say what is meant"
        if not are_kept(untouched_lines(self.tree, patches), text):
            return None, "a line out of reach of the edit would change"
        deleting = isinstance(self.pending[0], Delete)
        lost = lost_comments(self.tree, after, patches, deleting=deleting)
        return (None, f"the comment {lost[0]!r} would be lost") if lost else (after, "")


def _read(reader: Reader, text: str, path: tuple[str | int, ...]) -> Any:
    try:
        return reader(text)
    except ValueError as error:
        raise EditError(path, f"the text cannot be read: {error}") from error


def _parsed(text: str) -> Tree:
    try:
        return parse(text)
    except ValueError as error:
        raise EditError((), f"the text cannot be placed: {error}") from error


def _patches(tree: Tree, change: Change, order: KeyOrder, tidy: bool) -> list[Patch]:
    layout = layout_of(tree, order, blocks=not tidy)
    if isinstance(change, Insert):
        return list(_inserted(tree, change, layout, tidy))
    node = tree.nodes.get(change.path)
    if isinstance(change, Move):
        if node is None or change.source == change.target:
            return []
        move = flows.moved if node.style == "flow" else blocks.moved
        return move(tree, node, change.source, change.target)
    if isinstance(change, Set):
        if node is None:
            return list(_added(tree, change, layout))
        return value_patches(tree, node, change.value, layout)
    if node is None or node.parent is None:
        raise EditError(change.path, "the whole document cannot be deleted")
    if node.parent.style != "block":
        return flows.deleted(tree, node)
    return blocks.deleted(tree, node, tidy) if len(node.parent.children) > 1 else blocks.emptied(tree, node)


def _added(tree: Tree, change: Set, layout: Layout) -> Iterator[Patch]:
    """A key that is missing, next to its neighbours in the vocabulary's order."""
    parent, name = tree.nodes[change.path[:-1]], str(change.path[-1])
    names = [str(child.path[-1]) for child in parent.children]
    index = key_index(names, name, layout.order(parent.path))
    if parent.style == "flow":
        written = f"{key(name)}: {flow(change.value, change.path, layout)}"
        yield from flows.inserted(tree, parent, index, written)
    elif parent.style == "pair":
        raise EditError(change.path, "its mapping is a key: value pair without braces in a flow list")
    else:
        lines = entry(name, change.value, parent.column, change.path, layout)
        yield blocks.inserted(tree, parent, index, lines, blank=False)


def _inserted(tree: Tree, change: Insert, layout: Layout, tidy: bool) -> Iterator[Patch]:
    """A list item in the style of the items beside it."""
    parent = tree.nodes[change.path]
    path = (*change.path, change.index)
    if not parent.children and not parent.in_flow:
        yield from value_patches(tree, parent, [change.value], layout)
        return
    near = parent.children[max(change.index - 1, 0)] if parent.children else None
    own = item_layout(tree, parent, near, layout)
    value = arranged(change.value, near, own.order(path))
    if parent.style == "flow":
        yield from flows.inserted(tree, parent, change.index, flow(value, path, own))
        return
    if near is not None and near.style == "flow" and isinstance(value, dict | list) and value:
        lines = [" " * parent.column + "-" + " " * (own.gap - 1) + flow(value, path, own)]
    else:
        lines = list_item(value, parent.column, path, own)
    yield blocks.inserted(tree, parent, change.index, lines, blank=blocks.spaced(tree, parent) and not tidy)
