"""Which lines of an edited guide belong to which block of the old one: kept, edited, moved, deleted or new.

Blocks start after a blank line. Equal blocks at both ends are taken as they are; between them the alignment with
the most lines in common wins. A new paragraph belongs to the block above it unless it begins like a block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from guidewright.core.adopt.lists import likeness

_START = re.compile(r"#{1,6} |\*\*[^*]+\*\*$|\*\*[^*]+:\*\* |> \*\*|\| ")
_DELETED, _NEW, _NEW_TEXT, _MORE_NEW = -0.3, -0.5, -1.5, -0.3
_STRANGE, _STRANGE_START = -0.4, -1.6
_ELSEWHERE = -4.0
"""For a region that begins otherwise than its block, though the block's first line begins another paragraph."""
_LIKE, _MOVED = 0.6, 0.6


@dataclass(frozen=True, slots=True)
class Region:
    """Lines ``[start, end)`` of the edited body, and the old block that they are (None: new)."""

    start: int
    end: int
    block: int | None


def regions(lines: Sequence[str], blocks: Sequence[Sequence[str]]) -> list[Region] | None:
    """The regions of ``lines`` (an edited body without its title line) in order; None where no blank line leads.

    ``blocks``: the lines of each old block. A blank line stands between two regions and belongs to none.
    """
    if lines and (lines[0] != "" or len(lines) == 1):
        return None
    first, top = 0, 0
    while first < len(blocks) and _stands(lines, blocks[first], top):
        top += len(blocks[first]) + 1
        first += 1
    last, bottom = len(blocks), len(lines)
    while last > first and _ends(lines, blocks[last - 1], bottom, top):
        last -= 1
        bottom -= len(blocks[last]) + 1
    found, at = list[Region](), 0
    for block in range(first):
        found.append(Region(at + 1, at + 1 + len(blocks[block]), block))
        at = found[-1].end
    if first and top < bottom and (first == last or not _START.match(lines[top + 1] if top + 1 < bottom else "")):
        found.pop()
        first, top = first - 1, top - len(blocks[first - 1]) - 1
    found += _aligned(lines, top, bottom, blocks, range(first, last))
    at = bottom
    for block in range(last, len(blocks)):
        found.append(Region(at + 1, at + 1 + len(blocks[block]), block))
        at = found[-1].end
    return found


def _stands(lines: Sequence[str], block: Sequence[str], at: int) -> bool:
    end = at + 1 + len(block)
    return list(lines[at:end]) == ["", *block] and (end == len(lines) or lines[end] == "")


def _ends(lines: Sequence[str], block: Sequence[str], end: int, top: int) -> bool:
    start = end - len(block) - 1
    return start >= top and list(lines[start:end]) == ["", *block]


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the alignment weighs: by block and paragraph the lines in common, and how paragraphs begin."""

    common: list[list[float]]
    first: list[list[float]]
    starts: list[bool]


def _aligned(lines: Sequence[str], top: int, bottom: int, blocks: Sequence[Sequence[str]], own: range) -> list[Region]:
    blank = [at for at in range(top, bottom - 1) if lines[at] == ""]
    cuts = [at for at in blank if at == top or lines[at + 1] != ""]
    if not cuts:
        return []
    ends = [*cuts[1:], bottom]
    paragraphs = [lines[start + 1 : end] for start, end in zip(cuts, ends, strict=True)]
    scores = _scores(paragraphs, [blocks[index] for index in own])
    steps = _best(len(own), len(paragraphs), scores)
    found: list[Region] = []
    for block, begin, end in steps:
        index = own[block] if block is not None else None
        found.append(Region(cuts[begin] + 1, ends[end - 1], index))
    return _moved(lines, found, blocks, [index for index in own if index not in {region.block for region in found}])


def _scores(paragraphs: Sequence[Sequence[str]], blocks: Sequence[Sequence[str]]) -> _Scores:
    known = {line for block in blocks for line in block}
    there = {line for paragraph in paragraphs for line in paragraph}
    common, first = [], []
    for block in blocks:
        own, spare = set(block) - {""}, [line for line in block if line not in there]
        weights = []
        for paragraph in paragraphs:
            weight = 0.0
            for line in paragraph:
                if line in own:
                    weight += 1
                elif line and line not in known:
                    best = max((_alike(line, other) for other in spare), default=0.0)
                    weight += best * 0.8 if best >= _LIKE else 0
            weights.append(weight)
        common.append(weights)
        begins = [paragraph[0] if paragraph else "" for paragraph in paragraphs]
        elsewhere = _ELSEWHERE if block[0] in begins and _START.match(block[0]) else 0.0
        first.append([_begins(line, block[0]) + (elsewhere if line != block[0] else 0) for line in begins])
    return _Scores(common, first, [bool(p) and _START.match(p[0]) is not None for p in paragraphs])


def _alike(one: str, other: str) -> float:
    if min(len(one), len(other)) * 3 < max(len(one), len(other)):
        return 0.0
    if len(one) > 80:
        return likeness(one, other)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE else 0.0


def _begins(line: str, first: str) -> float:
    """How much a paragraph begins as a block did: with the very line, or with a line of the same form."""
    if line == first:
        return 1.5
    one, other = _START.match(line), _START.match(first)
    if one is None or other is None:
        return 0.0 if one is other else -0.5
    label, known = line.partition(":** ")[0], first.partition(":** ")[0]
    if label == known:
        return 1.0
    return 0.5 if line[:4] == first[:4] else 0.2 if line[:2] == first[:2] else -0.3


_Step = tuple[int | None, int, int]
_State = tuple[int, int, bool]


def _best(blocks: int, paragraphs: int, scores: _Scores) -> list[_Step]:
    """The best way through: (block, first paragraph, behind the last), block None for new paragraphs."""
    start = (0, 0, False)
    best: dict[_State, tuple[float, _State | None, _Step | None]] = {start: (0, None, None)}

    def offer(to: _State, score: float, via: _State, step: _Step | None) -> None:
        if to not in best or score > best[to][0]:
            best[to] = (score, via, step)

    for at in range(paragraphs + 1):
        for block in range(blocks + 1):
            for new in (False, True):
                here = (block, at, new)
                if here not in best:
                    continue
                score = best[here][0]
                if block < blocks:
                    offer((block + 1, at, new), score + _DELETED, here, None)
                    gained = score
                    for end in range(at + 1, paragraphs + 1):
                        gained += _gain(scores, block, at, end - 1)
                        offer((block + 1, end, False), gained, here, (block, at, end))
                if at < paragraphs:
                    cost = _NEW if scores.starts[at] else _MORE_NEW if new else _NEW_TEXT
                    offer((block, at + 1, True), score + cost, here, (None, at, at + 1))
    state: _State | None = max(
        (each for each in best if each[:2] == (blocks, paragraphs)), key=lambda each: best[each][0]
    )
    steps: list[_Step] = []
    while state is not None:
        _, before, step = best[state]
        if step is not None:
            steps.append(step)
        state = before
    return steps[::-1]


def _gain(scores: _Scores, block: int, begin: int, paragraph: int) -> float:
    common = scores.common[block][paragraph]
    gain = common + (scores.first[block][paragraph] if paragraph == begin else 0)
    if not common:
        gain += _STRANGE_START if scores.starts[paragraph] and paragraph != begin else _STRANGE
    return gain


def _moved(lines: Sequence[str], found: list[Region], blocks: Sequence[Sequence[str]], gone: list[int]) -> list[Region]:
    """New paragraphs that are a block gone elsewhere become that block again; other new ones are joined."""
    joined: list[Region] = []
    for region in found:
        starts = _START.match(lines[region.start]) is not None
        if joined and joined[-1].block is None and region.block is None and not starts:
            joined[-1] = Region(joined[-1].start, region.end, None)
        else:
            joined.append(region)
    for index in gone:
        spans = [
            (_similar(lines[joined[first].start : joined[last].end], blocks[index]), first, last)
            for first in range(len(joined))
            for last in range(first, len(joined))
            if all(region.block is None for region in joined[first : last + 1])
        ]
        best, first, last = max(spans, default=(0.0, 0, 0))
        if best >= _MOVED:
            joined[first : last + 1] = [Region(joined[first].start, joined[last].end, index)]
    return joined


def _similar(one: Sequence[str], other: Sequence[str]) -> float:
    matcher = SequenceMatcher(None, [line for line in one if line], [line for line in other if line], autojunk=False)
    return matcher.ratio()
