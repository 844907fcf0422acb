"""The body of an edited guide: its regions read as blocks, and the changes that turn the spec's blocks into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.adopt.codes import RefusedError
from guidewright.core.adopt.lists import rearranged
from guidewright.core.adopt.parts import LEVER_EMOJI, Writer, block_changes, plain_block
from guidewright.core.adopt.printing import Printed
from guidewright.core.adopt.readings import Block, Manner, readings
from guidewright.core.adopt.reasons import refusal
from guidewright.core.adopt.regions import Region, regions
from guidewright.core.adopt.table import scalar_changes, table_changes
from guidewright.core.diagnostic import excerpt
from guidewright.core.edit.changes import Change, Delete, Set
from guidewright.core.legacy.headings import kind_of, split_emoji

_SUMMARY = "**Negotiation DNA:** "


@dataclass
class Edits:
    """Changes with the line of the edited guide that each comes from, and what was refused."""

    changes: list[tuple[Change, int]] = field(default_factory=list)
    refused: list[RefusedError] = field(default_factory=list)

    def add(self, changes: Sequence[Change], line: int) -> None:
        self.changes += [(change, line) for change in changes]


@dataclass(frozen=True)
class Body:
    """The edited body: ``lines`` without the title line, the first of them line ``first`` of the guide."""

    printed: Printed
    lines: Sequence[str]
    first: int

    @property
    def manner(self) -> Manner:
        style = self.printed.record["style"]
        return Manner(style.get("spacing") == "loose", style.get("sources") or "plain")

    @property
    def old(self) -> list[list[str]]:
        """The lines of each block as printed."""
        return [chunk.removeprefix("\n").removesuffix("\n").split("\n") for chunk in self.printed.chunks]

    def of(self, region: Region) -> list[str]:
        return list(self.lines[region.start : region.end])

    def prints(self, block: Mapping[str, Any], lines: Sequence[str]) -> bool:
        return self.printed.chunk(block) == "\n" + "\n".join(lines) + "\n"


def _regions(body: Body) -> list[Region]:
    found = regions(body.lines, body.old)
    if found is None:
        raise RefusedError("GW653", body.first, "build prints a blank line below the title line")
    return found


def figure_edits(body: Body) -> Edits:
    """What the edited compensation block says otherwise than the spec."""
    edits = Edits()
    for region in _regions(body):
        if region.block is None or body.printed.record["body"][region.block]["kind"] != "compensation":
            continue
        lines, line = body.of(region), body.first + region.start
        if lines != body.old[region.block]:
            try:
                edits.add(table_changes(body.printed, lines, line), line)
            except RefusedError as refused:
                edits.refused.append(refused)
    return edits


def text_edits(body: Body) -> Edits:
    """What the edited body says otherwise than the spec, its compensation block left out."""
    edits = Edits()
    printed, old = body.printed, body.old
    found = _joined(body, _split(body, _regions(body)))
    _check_gone(body, found, old, edits)
    target, fresh, kept = _target(body, found, edits)
    raw = printed.spec.get("body")
    if raw is None:
        if fresh:
            made = [fresh[place] for place in sorted(fresh)]
            edits.add([Set(("body",), [block for block, _ in made])], made[0][1])
    else:
        for change in rearranged(("body",), len(raw), target, lambda place: fresh[place][0]):
            edits.add([change], _line_of(change, fresh, body.first))
    for region, place in kept:
        lines, line = body.of(region), body.first + region.start
        assert region.block is not None
        if lines != old[region.block] and printed.record["body"][region.block]["kind"] != "compensation":
            try:
                edits.add(_edited(body, region.block, place, lines, line), line)
            except RefusedError as refused:
                edits.refused.append(refused)
    return edits


def _line_of(change: Change, fresh: Mapping[int, tuple[Any, int]], usual: int) -> int:
    return fresh[change.index][1] if hasattr(change, "index") and change.index in fresh else usual


def _joined(body: Body, found: Sequence[Region]) -> list[Region]:
    """New regions as whole blocks: what has no # heading and no known name goes on with a new ### section above."""
    joined: list[Region] = []
    for region in found:
        first = body.lines[region.start]
        above = joined[-1] if joined else None
        plain = not first.startswith("#") and _kind(first) == "section"
        if region.block is None and above is not None and above.block is None and plain:
            joined[-1] = Region(above.start, region.end, None)
        else:
            joined.append(region)
    return joined


def _split(body: Body, found: Sequence[Region]) -> list[Region]:
    """Blocks of one form only, cut off from paragraphs below them that are a part of their own."""
    parts: list[Region] = []
    for region in found:
        block = body.printed.record["body"][region.block] if region.block is not None else {"kind": ""}
        source = body.printed.body[region.block] if region.block is not None else None
        bare = source is not None and body.printed.spec["body"][source] == "level_mapping"
        lines, cut = body.of(region), 0
        if block["kind"] == "negotiate_up":
            cut = next((i for i, line in enumerate(lines) if not line.startswith(">")), 0)
        elif block["kind"] == "summary" or (bare and block["kind"] == "level_mapping"):
            cut = 1
        if 0 < cut < len(lines) - 1 and lines[cut] == "" and lines[cut + 1]:
            parts.append(Region(region.start, region.start + cut, region.block))
            parts.append(Region(region.start + cut + 1, region.end, None))
        else:
            parts.append(region)
    return parts


def _check_gone(body: Body, found: Sequence[Region], old: Sequence[Sequence[str]], edits: Edits) -> None:
    """A block whose first line still stands, inside another block, was not deleted: the blank line above it was."""
    there = {region.block for region in found}
    starts = {region.start for region in found}
    for index, lines in enumerate(old):
        if index in there:
            continue
        at = next((i for i, line in enumerate(body.lines) if line == lines[0] and i not in starts), None)
        if at is not None:
            kind = body.printed.record["body"][index]["kind"]
            what = "build prints one blank line above it" if body.lines[at - 1] else f"a {kind} cannot split a block"
            edits.refused.append(RefusedError("GW653", body.first + at, f"{excerpt(lines[0])}: {what}"))
        elif body.printed.record["body"][index]["kind"] == "compensation":
            hint = "delete compensation in the spec"
            edits.refused.append(RefusedError("GW653", body.first, "the compensation table is gone", hint=hint))


def _target(
    body: Body, found: Sequence[Region], edits: Edits
) -> tuple[list[int | None], dict[int, tuple[Any, int]], list[tuple[Region, int | None]]]:
    """The order of the spec's blocks, new blocks with their lines by place, and the old blocks with their places."""
    places = body.printed.body
    implicit = [index for index, place in enumerate(places) if place is None]
    there = [region.block for region in found]
    head = [block for block in implicit if block in there]
    words = there[: len(head)] != head
    target: list[int | None] = []
    fresh: dict[int, tuple[Any, int]] = {}
    kept: list[tuple[Region, int | None]] = []
    for region in found:
        line = body.first + region.start
        if region.block is None:
            for block in _new_blocks(body, region, edits):
                fresh[len(target)] = (block, line)
                target.append(None)
        elif (place := places[region.block]) is not None:
            kept.append((region, len(target)))
            target.append(place)
        else:
            kept.append((region, None))
            if words:
                fresh[len(target)] = (body.printed.record["body"][region.block]["kind"], line)
                target.append(None)
    for index, place in enumerate(places):
        if index not in there and body.printed.record["body"][index]["kind"] == "summary":
            edits.add([Delete(("negotiation_dna_summary",))], body.first)
        del place
    return _with_unprinted(body, target, fresh, kept)


def _with_unprinted(
    body: Body,
    target: list[int | None],
    fresh: dict[int, tuple[Any, int]],
    kept: list[tuple[Region, int | None]],
) -> tuple[list[int | None], dict[int, tuple[Any, int]], list[tuple[Region, int | None]]]:
    """Blocks of the spec that print nothing stay behind the block that they stand behind."""
    shown = set(body.printed.body)
    for index in range(len(body.printed.spec.get("body") or ())):
        if index in shown:
            continue
        at = target.index(index - 1) + 1 if index - 1 in target else 0
        target.insert(at, index)
        fresh = {place + (place >= at): each for place, each in fresh.items()}
        kept = [(region, place if place is None else place + (place >= at)) for region, place in kept]
    return target, fresh, kept


def _new_blocks(body: Body, region: Region, edits: Edits) -> Iterator[Any]:
    lines = body.of(region)
    kind = _kind(lines[0]) if lines else "section"
    block = _proved(body, [kind, "section"], lines, None)
    if block is not None:
        yield plain_block(block)
        return
    line = body.first + region.start
    edits.refused.append(refusal("section", [], lines, line, body.printed.record["style"].get("spacing", "tight")))


def _kind(first: str) -> str:
    """The kind of a new block by its first line; a section where it has no known name."""
    bare = first.removeprefix("> ").strip("#* ")
    named = kind_of(bare.partition(":** ")[0].partition(":")[0] if ":** " in bare else bare)
    kind = "global_levers" if named == "levers" else named
    if first.startswith("### "):
        return "lever" if split_emoji(first[4:])[0] == LEVER_EMOJI else "section"
    return kind or "section"


def _proved(body: Body, kinds: Sequence[str], lines: Sequence[str], old: Mapping[str, Any] | None) -> Block | None:
    """The first reading that prints the lines."""
    for kind in dict.fromkeys(kinds):
        for block in readings(kind, lines, old, body.manner):
            if _is_kept(block) and body.prints(block, lines):
                return block
    return None


def _is_kept(value: Any) -> bool:
    """Whether a spec would keep every text as it is: no blank lines or spaces at its ends."""
    if isinstance(value, str):
        return value == value.strip("\n").rstrip()
    if isinstance(value, Mapping):
        return all(_is_kept(part) for part in value.values())
    return all(_is_kept(item) for item in value) if isinstance(value, list) else True


def _edited(body: Body, index: int, place: int | None, lines: list[str], line: int) -> list[Change]:
    printed = body.printed
    old = printed.record["body"][index]
    if old["kind"] == "summary":
        return _summary(printed, lines, line)
    new = _proved(body, [old["kind"]], lines, old) or _replaced(body, old, printed.chunks[index], lines)
    source, assumed = printed.body[index], place
    if new is None or source is None or assumed is None:
        was = printed.chunks[index].strip("\n").split("\n")
        raise refusal(old["kind"], was, lines, line, printed.record["style"].get("spacing", "tight"))
    writer = Writer(bool(printed.record["templated"]), printed.shown, line)
    return block_changes(("body", assumed), printed.spec["body"][source], old, new, writer)


def _summary(printed: Printed, lines: Sequence[str], line: int) -> list[Change]:
    if len(lines) != 1 or not lines[0].startswith(_SUMMARY):
        raise refusal("summary", [f"{_SUMMARY}…"], lines, line, "tight")
    return scalar_changes(printed, ("negotiation_dna_summary",), lines[0].removeprefix(_SUMMARY), line)


def _replaced(body: Body, old: Mapping[str, Any], chunk: str, lines: Sequence[str]) -> Block | None:
    """For templates of a workspace's own: the one text of the block that all of the edit stands in, edited."""
    new = "\n" + "\n".join(lines) + "\n"
    first = next((i for i, (a, b) in enumerate(zip(chunk, new)) if a != b), min(len(chunk), len(new)))
    rest = min(len(chunk), len(new)) - first
    last = next((i for i in range(rest) if chunk[-1 - i] != new[-1 - i]), rest)
    for part, text in old.items():
        if part == "kind" or not isinstance(text, str) or not text or chunk.count(text) != 1:
            continue
        start = chunk.index(text)
        if start <= first and len(chunk) - last <= start + len(text):
            block = dict(old) | {part: new[start : len(new) - (len(chunk) - start - len(text))]}
            if body.prints(block, lines):
                return block
    return None
