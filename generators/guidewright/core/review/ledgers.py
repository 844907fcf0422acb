"""Merging two ledgers: line by line, and where both sides wrote a file, by what became of the file itself."""

from __future__ import annotations

from collections.abc import Mapping

Ledger = Mapping[str, str]


def contested(base: Ledger, ours: Ledger, theirs: Ledger) -> list[str]:
    """The paths that both sides wrote, and not alike."""
    return sorted(
        path
        for path in ours.keys() & theirs.keys()
        if ours[path] != theirs[path] and ours[path] != base.get(path) and theirs[path] != base.get(path)
    )


def merge_ledgers(base: Ledger, ours: Ledger, theirs: Ledger, merged: Ledger) -> dict[str, str]:
    """The ledger after a merge. ``merged``: digests of contested files that git merges cleanly from what both wrote.

    A contested file without one keeps our digest: then the file that a merge leaves behind counts as edited by hand,
    and is protected, unless it is ours.
    """
    found: dict[str, str] = {}
    for path in ours.keys() | theirs.keys():
        one, other, before = ours.get(path), theirs.get(path), base.get(path)
        if one == other or other == before:
            kept = one
        elif one == before:
            kept = other
        else:
            kept = merged.get(path) or one or other
        if kept is not None:
            found[path] = kept
    return found
