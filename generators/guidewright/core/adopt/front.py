"""The front matter and the title line of an edited guide: which values of the spec their edits mean.

Front matter and body are two prints of the same values: an edit of either is taken, and the other follows; edits
of both must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guidewright.core.adopt.codes import RefusedError
from guidewright.core.adopt.parts import Writer, item_changes
from guidewright.core.adopt.printing import Printed
from guidewright.core.adopt.table import scalar_changes
from guidewright.core.diagnostic import excerpt
from guidewright.core.edit.changes import Change, Delete, Set
from guidewright.core.legacy.front import cut
from guidewright.core.model.rows import figure_keys
from guidewright.core.reader import Path, dotted, locate, read

_TITLE = re.compile(r"### (.+?) \| (.+?) Global Negotiation Guide(?: (.+))?")
_MAX_TITLE = 1_000
_TOTAL = frozenset(figure_keys("total_comp").values())


@dataclass(frozen=True)
class Fronts:
    """The front matter of the guide as it was printed, as edited, and as the adopted body makes it."""

    before: Mapping[str, Any]
    edited: Mapping[str, Any]
    after: Mapping[str, Any]
    spans: Mapping[Path, Any]

    def line(self, at: Path) -> int:
        """The line in the edited guide of a key, or of what is around it."""
        while at and at not in self.spans:
            at = at[:-1]
        return int(self.spans[at].key[0]) + 1 if at else 1


def fronts(before: Printed, after: Printed, edited: str) -> Fronts:
    """The three front matters as values."""
    raw, _, _ = cut(edited)
    found, problems = read(raw, "") if raw is not None else (None, [])
    if raw is None or found is None or any(each.severity == "error" for each in problems):
        line = problems[0].place.line + 1 if problems else 1
        told = f": {problems[0].found}" if problems else ""
        raise RefusedError("GW653", line, f"the front matter cannot be read{told}", hint="restore it")
    return Fronts(_front(before), found, _front(after), locate(raw, ""))


def _front(printed: Printed) -> Mapping[str, Any]:
    raw, _, _ = cut(printed.guide)
    return (read(raw, "")[0] if raw else None) or {}


def title_changes(printed: Printed, line: str, number: int) -> list[Change]:
    """The changes that make the title line say what ``line`` says."""
    if line == printed.title.removesuffix("\n"):
        return []
    old, new = _TITLE.fullmatch(printed.title.removesuffix("\n")), _TITLE.fullmatch(line[:_MAX_TITLE])
    if old is None or new is None:
        expected = excerpt(printed.title.removesuffix("\n"), 120)
        raise RefusedError("GW653", number, "the form of the title line is printed by guide.md.j2", expected=expected)
    if line != line.rstrip():
        raise RefusedError("GW653", number, "spaces at the end of the title line: build prints none there")
    changes: list[Change] = []
    for part, key in enumerate(("role_display", "company_display", "title_tail"), 1):
        if old[part] != new[part]:
            changes += scalar_changes(printed, (key,), new[part], number)
    return changes


def front_changes(printed: Printed, three: Fronts) -> list[Change]:
    """The changes of ``printed`` (the adopted body's spec) that the edits of the front matter mean."""
    changes: list[Change] = []
    for key in dict.fromkeys((*three.edited, *three.before)):
        values = three.before.get(key), three.edited.get(key), three.after.get(key)
        if key == "compensation":
            changes += _rows(printed, three)
        elif key == "level_mapping" and all(isinstance(value, dict) for value in values):
            for part in dict.fromkeys((*three.edited[key], *three.before[key])):
                at = (key, part)
                if _is_edit(three, at, *(value.get(part) for value in values if value is not None)):
                    changes += _level(printed, part, three.edited[key].get(part), three.line(at))
        elif _is_edit(three, (key,), *values):
            changes += _value(printed, key, three.edited.get(key), three.line((key,)))
    return changes


def _is_edit(three: Fronts, at: Path, before: Any, edited: Any, after: Any) -> bool:
    """Whether the front matter alone was edited at ``at``; refused where the body was edited otherwise."""
    if edited in (before, after):
        return bool(edited != after and before == after)
    if before != after:
        found = f"the front matter says {excerpt(str(edited))}, the body {excerpt(str(after))}"
        hint = "the value stands in two places: make them agree, or edit one only"
        raise RefusedError("GW655", three.line(at), found, hint=hint, key=dotted(at))
    return True


def _value(printed: Printed, key: str, new: Any, line: int) -> list[Change]:
    if key in ("company", "role"):
        found = f"{key} follows from the spec's path {printed.path}"
        raise RefusedError("GW651", line, found, hint="move the spec to rename the guide", key=key)
    if key == "next_review_due" and printed.origin((key,)) is None:
        found = "next_review_due is computed: last_updated + review_cadence"
        raise RefusedError("GW651", line, found, hint=f"state it in {printed.path}, or edit last_updated", key=key)
    if key not in printed.record:
        raise RefusedError("GW653", line, f"{excerpt(key)} is no key that a guide's front matter has", key=key)
    if key == "data_sources" and isinstance(new, list) and isinstance(printed.spec.get(key), list):
        raw = printed.spec[key]
        return item_changes((key,), raw, list(printed.record[key]), new, Writer(False, str, line))
    return scalar_changes(printed, (key,), new, line)


def _level(printed: Printed, part: str, new: Any, line: int) -> list[Change]:
    """``raw`` stands in the spec's head, or in the block that prints the line."""
    if part == "raw" and printed.origin(("level_mapping", "raw")) is None and isinstance(new, str):
        writer = Writer(bool(printed.record["templated"]), printed.shown, line)
        for index, block in enumerate(printed.spec.get("body") or ()):
            content = block.get("level_mapping") if isinstance(block, dict) else None
            if isinstance(content, str):
                return [Set(("body", index, "level_mapping"), writer.text(content, new))]
            if isinstance(content, dict) and content.get("line") is not None:
                return [Set(("body", index, "level_mapping", "line"), writer.text(content["line"], new))]
    return scalar_changes(printed, ("level_mapping", part), new, line)


def _rows(printed: Printed, three: Fronts) -> Iterator[Change]:
    before, edited, after = (each.get("compensation") or [] for each in (three.before, three.edited, three.after))
    if edited in (before, after):
        return
    if not isinstance(edited, list) or len(edited) != len(after):
        found = f"the front matter has {len(edited)} rows, the table {len(after)}"
        hint = "adopt the rows of the table first, or make both agree"
        raise RefusedError("GW655", three.line(("compensation",)), found, hint=hint)
    for index, (row, now) in enumerate(zip(edited, after, strict=True)):
        old = before[index] if len(before) == len(after) else now
        if not isinstance(row, dict):
            raise RefusedError("GW653", three.line(("compensation", index)), "the row is no mapping")
        for key in dict.fromkeys((*row, *now)):
            at = ("compensation", index, key)
            if _is_edit(three, at, old.get(key), row.get(key), now.get(key)):
                yield from _row_value(printed, at, row.get(key), three.line(at))


def _row_value(printed: Printed, at: Path, new: Any, line: int) -> list[Change]:
    raw = printed.spec["compensation"][at[1]]
    if at[2] in _TOTAL and at[2] not in raw:
        found = f"{at[2]} is computed ({printed.values['total_formula']})"
        raise RefusedError("GW651", line, found, hint="edit what it is made of, or declare it", key=dotted(at))
    if new is None:
        return [Delete(at)] if at[2] in raw else []
    return [Set(at, new)]
