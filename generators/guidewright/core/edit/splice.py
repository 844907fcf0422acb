"""Pieces of text put in the place of others, and the proof that nothing else moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from guidewright.core.edit.spans import Comment, Tree


@dataclass(frozen=True, slots=True, order=True)
class Patch:
    """``text`` in the place of ``[start, end)``."""

    start: int
    end: int
    text: str


def spliced(text: str, patches: Sequence[Patch]) -> str:
    """``text`` with the patches put in; ``ValueError`` if two overlap."""
    parts: list[str] = []
    at = 0
    for patch in sorted(patches, key=lambda patch: (patch.start, patch.end)):
        if patch.start < at:
            raise ValueError("two patches overlap")
        parts += text[at : patch.start], patch.text
        at = patch.end
    return "".join([*parts, text[at:]])


def untouched_lines(tree: Tree, patches: Sequence[Patch]) -> list[str]:
    """The lines of the text, with their line ends, that no patch reaches, in order."""
    touched: set[int] = set()
    for patch in patches:
        whole = tree.line_start(patch.start) == patch.start and (not patch.text or patch.text.endswith("\n"))
        whole = whole and (tree.line_start(patch.end) == patch.end or patch.end == len(tree.text))
        line = tree.line_start(patch.start)
        while line < patch.end or (line == patch.end and not whole):
            touched.add(line)
            if (line := tree.next_line(line)) == len(tree.text):
                break
    return [tree.text[start : tree.next_line(start)] for start in tree.starts if start not in touched]


def are_kept(lines: Sequence[str], text: str) -> bool:
    """Whether ``lines`` are all among the lines of ``text``, byte for byte and in this order."""
    *whole, last = text.split("\n")
    rest = iter([*(line + "\n" for line in whole), last])
    return all(line in rest for line in lines)


def lost_comments(before: Tree, after: Tree, patches: Sequence[Patch], *, deleting: bool) -> list[str]:
    """Comments that the edit lost though it may not: deleting takes those on the lines of what it deletes."""

    def words(tree: Tree, comments: Sequence[Comment]) -> Counter[str]:
        return Counter(tree.text[comment.start : comment.end] for comment in comments)

    def is_deleted(comment: Comment) -> bool:
        return not comment.alone and any(patch.start <= comment.start < patch.end for patch in patches)

    due = [comment for comment in before.comments if not (deleting and is_deleted(comment))]
    return list((words(before, due) - words(after, after.comments)).elements())
