"""The title line: which line it is, and the role and company that it names; a title that cannot be split is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guidewright.core.diagnostic import Diagnostic, Place, excerpt
from guidewright.core.legacy.codes import finding
from guidewright.core.legacy.tree import Node

_GUIDE = re.compile(
    r"(?:(?:global|salary|compensation|offer|worldwide)\s+)?(?:negotiation|compensation)\s+guide\b", re.IGNORECASE
)
USUAL = "Global Negotiation Guide"
_SEPARATORS = (" | ", " — ", " – ")


@dataclass(frozen=True, slots=True)
class Title:
    """What a title line says; ``tail`` are words behind ``Guide``, ``form`` the words that are house style."""

    node: Node
    role: str
    company: str
    tail: str
    form: str


def _split(node: Node) -> Title | None:
    """Role and company; a bare hyphen divides them only under ``#`` without ``Global``, because roles have hyphens."""
    text = " ".join(node.title.split())
    match = _GUIDE.search(text)
    if match is None:
        return None
    left, form, tail = text[: match.start()].strip(), match[0], text[match.end() :].strip()
    role, separator, company = "", "", ""
    for separator in _SEPARATORS:
        role, found, company = left.rpartition(separator)
        if found:
            break
    if not role and node.rank == 1 and form.lower() == "negotiation guide" and left.count(" - ") == 1:
        separator = " - "
        role, _, company = left.partition(separator)
    if not role.strip() or not company.strip():
        return None
    return Title(node, role.strip(), company.strip(), tail, f"{separator.strip()} {form}")


def find_title(nodes: tuple[Node, ...], path: str) -> tuple[Title | None, list[Diagnostic]]:
    """The first title of the guide, and what is wrong with the titles."""
    found: list[Diagnostic] = []
    title: Title | None = None
    like: Node | None = None
    for node in nodes:
        if node.kind != "heading" or "guide" not in node.title.lower() or not _GUIDE.search(node.title):
            continue
        split = _split(node)
        if split is None:
            like = like or node
        elif title is None:
            title = split
        else:
            what = f"a second title {excerpt(node.title)}"
            found.append(finding("GW512", Place(path, node.line, 1), what, hint="split the file into two guides"))
    if title is None:
        found = [_refusal(like, path)]
    elif any(node.kind != "blank" for node in nodes[: nodes.index(title.node)]):
        found.append(finding("GW514", Place(path, 1, 1), "text before the title is kept as a section"))
    return title, found


def _refusal(like: Node | None, path: str) -> Diagnostic:
    expected = "'### ROLE | COMPANY Global Negotiation Guide'"
    if like is not None:
        what = f"the title {excerpt(like.title)} cannot be split into role and company"
        return finding("GW511", Place(path, like.line, 1), what, expected=expected)
    return finding("GW510", Place(path, 1, 1), "no title of a guide", expected=expected, hint="the file is skipped")
