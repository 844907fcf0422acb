"""Which key, item or list each comment and blank line of a text belongs to. Decides nothing about layout.

A comment on a line of its own belongs to the entry below it, or, where it is indented as the list or mapping
that ends above it, to the end of that one. A comment behind a value or key belongs to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from guidewright.core.edit.spans import Comment, Node, Tree
from guidewright.core.reader import Path


@dataclass(slots=True)
class Notes:
    """What stands at one node: lines above it, the comment behind it with its column, lines at its end.

    An empty string among the lines is a blank line.
    """

    above: list[str] = field(default_factory=list)
    behind: str = ""
    column: int = 0
    below: list[str] = field(default_factory=list)


def attached(tree: Tree) -> tuple[list[str], dict[Path, Notes]]:
    """The lines at the head of the file, and the notes of every node by path."""
    notes = {path: Notes() for path in tree.nodes}
    entries = sorted((node for node in tree.nodes.values() if node.parent), key=lambda node: node.entry)
    starts = [node.entry for node in entries]
    anchors = _anchors(tree)
    at = [place for place, _ in anchors]
    for comment in tree.comments:
        text = tree.text[comment.start : comment.end]
        if comment.alone:
            index = bisect_left(starts, comment.start)
            target = _target(tree, comment, entries[index] if index < len(entries) else None, at, anchors)
            lines = notes[target[0].path].below if target[1] else notes[target[0].path].above
            lines += [""] * _after_blank(tree, comment.start) + [text]
            continue
        note = notes[anchors[bisect_right(at, comment.start) - 1][1].path]
        if note.behind:
            note.above.append(text)
        else:
            note.behind, note.column = text, comment.start - tree.line_start(comment.start)
    for node in entries:
        if _after_blank(tree, node.entry):
            notes[node.path].above.append("")
    return _head(tree, notes), notes


def _anchors(tree: Tree) -> list[tuple[int, Node]]:
    """The places that a comment may stand behind, each with its node."""
    anchors: list[tuple[int, Node]] = [(0, tree.root)]
    for node in tree.nodes.values():
        if node.kind == "scalar" or node.style == "flow":
            header = node.style in ("|", ">")
            anchors.append((node.start if header else node.end, node))
        if node.style == "flow":
            anchors.append((node.start + 1, node))
        if node.kind != "scalar" and node.parent is not None:
            anchors.append((node.key[1] if node.key else node.entry, node))
    return sorted(anchors, key=lambda anchor: (anchor[0], len(anchor[1].path)))


def _after_blank(tree: Tree, at: int) -> bool:
    """Whether the entry or comment begins its line and the line above is blank."""
    start = tree.line_start(at)
    if start == 0 or tree.text[start:at].strip(" "):
        return False
    above = tree.line_start(start - 1)
    return not tree.text[above:start].strip("\ufeff \t\r\n") and not _is_text(tree, above)


def _is_text(tree: Tree, at: int) -> bool:
    """Whether a line belongs to a block scalar."""
    return any(start < at <= end for start, end in tree.blocks)


def _target(
    tree: Tree, comment: Comment, following: Node | None, at: list[int], anchors: list[tuple[int, Node]]
) -> tuple[Node, bool]:
    """The node of a comment on its own line, and whether it stands at that node's end (else above it)."""
    column = comment.start - tree.line_start(comment.start)
    last = anchors[bisect_right(at, comment.start) - 1][1]
    if last.kind == "scalar" and last.entry < comment.start < last.end:
        return last, False
    own: Node | None = last
    while own is not None:
        holds = following is not None and following.path[: len(own.path)] == own.path and following is not own
        inside = own.style == "flow" and own.start < comment.start < own.end
        if own.kind != "scalar" and not holds and (inside or (own.style == "block" and _fits(own, following, column))):
            return own, True
        own = own.parent
    if following is not None:
        before_value = [node for node in tree.nodes.values() if _waits(node, comment.start)]
        return (before_value[-1] if before_value else following), False
    return tree.root, True


def _waits(node: Node, at: int) -> bool:
    """Whether ``at`` lies between a key and its value on a line below."""
    return node.kind == "scalar" and node.entry < at < node.start


def _fits(own: Node, following: Node | None, column: int) -> bool:
    """Whether a comment at ``column`` stands as the entries of ``own`` do, and not as what follows."""
    floor = following.parent.column if following is not None and following.parent is not None else -1
    return floor < column and own.column <= column


def _head(tree: Tree, notes: dict[Path, Notes]) -> list[str]:
    """The first paragraph of comments, which stays at the top whatever key comes first."""
    if not tree.root.children or tree.root.style != "block":
        return []
    first = notes[tree.root.children[0].path]
    while first.above and not first.above[0]:
        first.above.pop(0)
    size = first.above.index("") + 1 if "" in first.above else len(first.above)
    head, first.above = first.above[:size], first.above[size:]
    return head
