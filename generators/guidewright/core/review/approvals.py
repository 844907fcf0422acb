"""Who has looked at a figure that moved far: by guide, row and figure, for exactly one old and new content.

An approval lapses by itself: when the figure changes again, its content hash is another one. There is one approval a
figure, so the file does not grow with the years.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from guidewright.core import reader
from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.frontmatter import emit
from guidewright.core.review.codes import finding
from guidewright.core.review.moves import Move, compare_rows

APPROVALS = "guidewright-approvals.yaml"
_HEAD = """# Figures that moved by more than the threshold, and who looked at them. Written by 'guidewright approve'.
# An approval holds for one change of one figure (its hash) and lapses when the figure changes again.
"""
_KEYS = ("guide", "row", "figure", "change", "hash", "reason", "by", "date")
_OPTIONAL = ("by", "date")


@dataclass(frozen=True, slots=True)
class Approval:
    """One figure's move, looked at. ``by`` and ``date`` are as given on the command line, or empty."""

    guide: str
    row: str
    figure: str
    change: str
    hash: str
    reason: str
    by: str = ""
    date: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.guide, self.row, self.figure


Approvals = Mapping[tuple[str, str, str], Approval]


def content_hash(move: Move) -> str:
    """What an approval is given for: the exact old and new content of one figure."""
    text = "\x00".join((move.guide, move.row, move.figure, *move.content))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_approved(move: Move, approvals: Approvals) -> bool:
    held = approvals.get((move.guide, move.row, move.figure))
    return held is not None and held.hash == content_hash(move)


def approve(
    moves: Iterable[Move], approvals: Approvals, reason: str, by: str = "", date: str = ""
) -> dict[tuple[str, str, str], Approval]:
    """The approvals with those of ``moves`` added; one for the same figure is replaced."""
    added = {}
    for move in moves:
        change = f"{move.old} → {move.new}"
        made = Approval(move.guide, move.row, move.figure, change, content_hash(move), reason, by, date)
        added[made.key] = made
    return {**approvals, **added}


def format_approvals(approvals: Approvals) -> str:
    """The committed file: sorted, one entry a figure."""
    entries = []
    for key in sorted(approvals):
        held = approvals[key]
        parts = {name: getattr(held, name) for name in _KEYS}
        entries.append({name: value for name, value in parts.items() if value or name not in _OPTIONAL})
    return _HEAD + "\n".join(emit({"approvals": entries})) + "\n"


def parse_approvals(text: str, path: str = APPROVALS) -> tuple[dict[tuple[str, str, str], Approval], list[Diagnostic]]:
    """The approvals that a file holds; an entry that is not understood is reported and left out."""
    if not text.strip():
        return {}, []
    raw, problems = reader.read(text, path)
    if raw is None:
        return {}, problems
    entries = raw.get("approvals")
    if not isinstance(entries, list):
        return {}, [finding("GW702", Place(path, 1, 1), "no list of approvals", expected="approvals: with a list")]
    found: dict[tuple[str, str, str], Approval] = {}
    diagnostics = []
    spans = reader.locate(text, path)
    for index, entry in enumerate(entries):
        reason = _wrong(entry)
        if reason:
            span = spans.get(("approvals", index))
            place = Place(path, *(span.value if span else (1, 1)))
            hint = "approve the figure again with 'guidewright approve'"
            diagnostics.append(finding("GW702", place, reason, hint=hint, key=f"approvals[{index}]"))
            continue
        held = Approval(**{name: str(entry.get(name) or "") for name in _KEYS})
        found[held.key] = held
    return found, diagnostics


def _wrong(entry: Any) -> str:
    if not isinstance(entry, dict):
        return "is no mapping"
    missing = [name for name in _KEYS if name not in _OPTIONAL and not entry.get(name)]
    unknown = [name for name in entry if name not in _KEYS]
    if missing:
        return f"'{missing[0]}' is missing"
    return f"unknown key '{unknown[0]}'" if unknown else ""


Records = Mapping[str, Mapping[str, Any]]


def moves_over(old: Records, new: Records, threshold: float, renamed: Mapping[str, str] | None = None) -> list[Move]:
    """Every move beyond the threshold between two sets of records by spec path, the furthest first.

    ``renamed``: new path to old path of specs that were renamed, whose figures are compared all the same.
    """
    found = []
    for path in sorted(new):
        before = old.get((renamed or {}).get(path, path))
        if before is not None and before is not new[path] and before["compensation"] != new[path]["compensation"]:
            found += [move for move in compare_rows(before, new[path])[0] if move.over(threshold)]
    return sorted(found, key=lambda move: (-move.size, move.guide, move.row, move.figure))


def pending(
    old_records: Records,
    new_records: Records,
    approvals: Approvals,
    threshold: float,
    renamed: Mapping[str, str] | None = None,
) -> list[Diagnostic]:
    """A GW701 for every figure that moved by more than ``threshold`` per cent and is not approved as it stands.

    Records are keyed by spec path (``seeds/<company>/<role>.yaml``), which is the place of the diagnostic.
    """
    moves = moves_over(old_records, new_records, threshold, renamed)
    return [_pending(move, approvals) for move in moves if not is_approved(move, approvals)]


def _pending(move: Move, approvals: Approvals) -> Diagnostic:
    percent = f" ({move.percent:+.1f} %)" if move.percent is not None else f" ({move.change})"
    held = approvals.get((move.guide, move.row, move.figure))
    lapsed = f"; its approval ({held.change}) has lapsed" if held else ""
    found = f"{move.figure} moved from {move.old} to {move.new}{percent} and nobody approved it{lapsed}"
    hint = f"check it, then run: guidewright approve {move.guide} --reason TEXT"
    return finding("GW701", Place(f"seeds/{move.guide}.yaml"), found, hint=hint, key=move.row)
