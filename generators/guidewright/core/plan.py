"""What a build would do to the disk, decided by content alone: digests wanted, found, and last written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["create", "update", "identical", "orphan", "edited", "taken"]
MISSING = ""
"""The digest of a file that is not there."""
TAKEN = "taken"
"""The digest of something that is no regular file of ours: a folder, a link, a pipe."""


@dataclass(frozen=True, slots=True)
class Action:
    """One path and what would be done to it.

    ``edited``: the bytes are neither what we last wrote nor what we would write. ``orphan``: we wrote it, it is
    as we wrote it, and no spec makes it any more. ``taken``: no regular file stands there.
    """

    kind: Kind
    path: str
    orphan: bool = False
    """For edited: whether no spec makes it any more."""


def plan(
    wanted: Mapping[str, str],
    on_disk: Mapping[str, str],
    ledger: Mapping[str, str],
    kept: Collection[str] = (),
) -> list[Action]:
    """The actions by path. ``kept``: paths of the ledger that are no orphans (their spec is broken or not selected)."""
    actions = []
    for path, digest in wanted.items():
        found = on_disk.get(path, MISSING)
        if found == TAKEN:
            kind: Kind = "taken"
        elif found == MISSING:
            kind = "create"
        elif found == digest:
            kind = "identical"
        else:
            kind = "update" if found == ledger.get(path) else "edited"
        actions.append(Action(kind, path))
    for path, digest in ledger.items():
        found = on_disk.get(path, MISSING)
        if path in wanted or path in kept or found == MISSING:
            continue
        actions.append(Action("orphan" if found == digest else "edited", path, orphan=True))
    return sorted(actions, key=lambda action: action.path)


def ledger_after(
    actions: list[Action],
    wanted: Mapping[str, str],
    ledger: Mapping[str, str],
    done: Collection[str],
    kept: Collection[str],
) -> dict[str, str]:
    """The ledger when the paths in ``done`` have been written or removed."""
    after = {path: ledger[path] for path in kept if path in ledger}
    for action in actions:
        known = ledger.get(action.path)
        if action.kind == "identical" or (action.path in done and action.path in wanted):
            after[action.path] = wanted[action.path]
        elif action.path not in done and known is not None:
            after[action.path] = known
    return after


def parse_ledger(text: str) -> dict[str, str]:
    """Path to sha256, from lines as ``sha256sum`` writes them; lines that are none are left out."""
    entries = {}
    for line in text.splitlines():
        digest, _, path = line.partition("  ")
        if len(digest) == 64 and path and not path.startswith("/") and ".." not in path.split("/"):
            entries[path] = digest
    return entries


def format_ledger(entries: Mapping[str, str]) -> str:
    """The ledger's text: sorted by path, so that it merges line by line."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(entries.items()))


def too_much(orphans: int, outputs: int, percent: int, files: int) -> bool:
    """Whether pruning ``orphans`` of ``outputs`` files is more than is usual."""
    return orphans > files or orphans * 100 > outputs * percent
