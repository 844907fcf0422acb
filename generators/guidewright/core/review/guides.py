"""What differs in one guide: the steps of its crossed renderings turned into moves and changes with their causes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from guidewright.core.review.crossed import Crossing, Step, Version
from guidewright.core.review.items import Item, compare
from guidewright.core.review.lines import hunks
from guidewright.core.review.masks import masked_lines, names, values
from guidewright.core.review.moves import Move
from guidewright.core.review.shapes import Change
from guidewright.core.review.side import Cause, Record, Side, guide_name, sha256, target

_SHARED = frozenset(("defaults", "role", "company"))
_DATA = _SHARED | {"spec", "rename"}


@dataclass
class GuideChange:
    """One guide that differs.

    ``status``: changed, renamed, added, removed, unreadable (on the old side), broken (on the new side).
    """

    path: str
    status: str = "changed"
    causes: list[Cause] = field(default_factory=list)
    together: list[Cause] = field(default_factory=list)
    """Causes that change the guide only together with another one."""
    moves: list[tuple[Move, Cause]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    stages: dict[str, Record] = field(default_factory=dict)
    """The record after the last step of each kind of data cause: what pages are made of at that stage."""
    old_path: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        return guide_name(self.path)

    def add(self, cause: Cause) -> None:
        if cause not in self.causes:
            self.causes.append(cause)


def crossed(path: str, crossing: Crossing) -> tuple[GuideChange, list[Step]]:
    """The change of a guide that both sides have, without what was done to its output by others."""
    steps, together = crossing.steps(path)
    change = GuideChange(path, together=together)
    for step in steps:
        _take(change, step)
    return change, steps


def renamed(path: str, old_path: str, crossing: Crossing) -> GuideChange:
    """The change of a guide under another name: everything that differs besides has the rename as its cause."""
    old, new = crossing.old.records[old_path], crossing.new.records[path]
    change = GuideChange(path, "renamed", old_path=old_path)
    cause = Cause("rename", f"{guide_name(old_path)} → {guide_name(path)}")
    change.add(cause)
    steps = [Step((cause,), Version(old, None), Version(new, None))]
    for step in steps:
        _take(change, step)
    return change


def _take(change: GuideChange, step: Step) -> None:
    """Adds what one step shows: content for data causes, lines of the guide for the others."""
    for cause in step.causes:
        change.add(cause)
        if cause.kind in _DATA:
            change.stages[cause.kind] = step.after.record
    before, after = step.before.record, step.after.record
    found = False
    if before is not after:
        moves, items = compare(before, after)
        change.moves += [(move, step.causes[-1]) for move in moves]
        change.changes += [_content(change.name, step, item) for item in items]
        found = bool(moves or items)
    if not found or any(cause.kind in _SHARED for cause in step.causes):
        change.changes += text_changes(change.name, step)
    if (step.before.output is None) != (step.after.output is None) and step.causes[-1].kind != "rename":
        lost = step.after.output is None
        item = (
            Item("guide", "could be rendered", "no longer", "guide not built")
            if lost
            else Item("guide", "could not be rendered", "it can")
        )
        change.changes.append(_content(change.name, step, replace(item, signature=("rendered", lost))))


def _content(guide: str, step: Step, item: Item) -> Change:
    return Change(guide, step.causes, item, (item.signature,), item.danger)


def text_changes(guide: str, step: Step) -> Iterator[Change]:
    """The hunks between the two renderings of a step, masked by what both records hold."""
    before, after = step.before, step.after
    if before.output is None or after.output is None:
        return
    known, own = values(before.record, after.record), names(before.record, after.record)
    if before.record is not after.record:
        own = tuple(
            (name, mark)
            for name, mark in own
            if (name, mark) in names(before.record) and (name, mark) in names(after.record)
        )
    for hunk in hunks(before.output, after.output):
        removed, added = masked_lines(hunk.removed, own, known), masked_lines(hunk.added, own, known)
        danger = (
            "heading removed"
            if any(line.startswith(("#", "**")) for line in removed) and not any(map(str.strip, added))
            else ""
        )
        plain = masked_lines(hunk.removed, own), masked_lines(hunk.added, own)
        yield Change(guide, step.causes, hunk, (("lines", removed, added), ("plain", *plain)), danger)


@dataclass
class Standing:
    """What became of guides on their way to the disk, by count and name; no changes of the compared states."""

    edited_before: list[str] = field(default_factory=list)
    not_built: list[str] = field(default_factory=list)
    not_built_before: list[str] = field(default_factory=list)


def tool_step(path: str, old: Side, version: Version | None, name: str) -> tuple[Step | None, bool]:
    """What the present tool makes of the old sources, beside what the old state holds; whether a person edited that."""
    data = old.outputs.get(path)
    if data is None or version is None or version.output is None or version.output.encode() == data:
        return None, False
    if old.ledger.get(path, "") not in ("", sha256(data)):
        return None, True
    return Step((Cause("tool", name),), Version(version.record, data.decode("utf-8", "replace")), version), False


def hand_step(path: str, old: Side, new: Side, first: Version | None, last: Version) -> Step | None:
    """The hand edit of a generated file, from what the tool last wrote there to what stands there now."""
    data = new.outputs.get(path)
    if data is None or last.output is None or data == last.output.encode() or data == old.outputs.get(path):
        return None
    written = new.ledger.get(path)
    if not new.ledger or written == sha256(data):
        return None
    base = last.output
    candidates = [old.outputs.get(path, b"").decode("utf-8", "replace"), (first.output or "") if first else ""]
    for text in candidates:
        if text and sha256(text.encode()) == written:
            base = text
            break
    edited = Version(last.record, data.decode("utf-8", "replace"))
    return Step((Cause("hand", path),), Version(last.record, base), edited)


def not_built(path: str, side: Side, version: Version) -> bool:
    """Whether a state holds an output that the tool wrote from other sources."""
    data = side.outputs.get(path)
    return data is not None and version.output is not None and data != version.output.encode()


def output_changes(change: GuideChange, crossing: Crossing, steps: list[Step], standing: Standing) -> None:
    """Adds what the tool itself and people have done to the guide's file, and notes what is not built."""
    path, old, new = target(change.path), crossing.old, crossing.new
    first, last = _ends(change.path, crossing, steps)
    step, edited = tool_step(path, old, first, path)
    if edited:
        standing.edited_before.append(change.name)
    if step is not None:
        _take(change, step)
    if last is None:
        return
    step = hand_step(path, old, new, first, last)
    if step is not None:
        _take(change, step)
    elif not_built(path, new, last):
        standing.not_built.append(change.name)


def _ends(path: str, crossing: Crossing, steps: list[Step]) -> tuple[Version | None, Version | None]:
    """The guide as rendered from the old and from the new sources; rendered only if something was committed for it."""
    if steps:
        return steps[0].before, steps[-1].after
    old, new = crossing.old, crossing.new
    place = target(path)
    digest = new.rendered.get(path)
    states = [side.outputs[place] for side in (old, new) if place in side.outputs]
    if not states or (digest is not None and all(sha256(data) == digest for data in states)):
        return None, None
    record = new.records[path]
    version = Version(record, crossing.render(crossing.templates.new, record, new.facts(record["company"])))
    return version, version


def rewritten(path: str, record: Record, before: str, after: str) -> GuideChange:
    """A guide whose file would be written anew, where the sources of the file that stands there are not known."""
    change = GuideChange(path)
    _take(change, Step((Cause("sources"),), Version(record, before), Version(record, after)))
    return change
