"""What a refresh tells: the table of moves by band, the counts, and what the sheet did not cover; as lines or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.diagnostic import Diagnostic
from guidewright.core.refresh.coverage import not_covered
from guidewright.core.refresh.guides import row_name
from guidewright.core.refresh.moves import Move, Thresholds
from guidewright.core.refresh.refresh import Refresh
from guidewright.core.refresh.rewrite import Stamp

VERSION = 1


@dataclass(frozen=True)
class Told:
    """What the report says beside the plan."""

    file: str
    stamp: Stamp
    limits: Thresholds
    dry_run: bool
    accepted: Sequence[str]


def outcome(planned: Refresh, told: Told) -> str:
    """``refused``, ``stopped``, ``unchanged``, ``planned`` (a dry run) or ``refreshed``."""
    if planned.bad or planned.stops:
        return "refused" if planned.bad else "stopped"
    if not planned.texts:
        return "unchanged"
    return "planned" if told.dry_run else "refreshed"


def as_lines(planned: Refresh, told: Told) -> list[str]:
    """The report as text; a refused refresh has none, its diagnostics say everything."""
    if planned.bad:
        return []
    limits = told.limits
    low, mid, high = (f"{float(each):g}" for each in (limits.visible, limits.notable, limits.large))
    titles = {
        "large": f"over {high} %",
        "notable": f"{mid} to {high} %",
        "visible": f"{low} to {mid} %",
        "new": "new figures",
        "deleted": "deleted",
        "other": "words",
    }
    lines: list[str] = []
    for band, title in titles.items():
        if found := [move for move in planned.moves if move.band == band]:
            lines += [title, *_table(found), ""]
    if planned.new_rows:
        lines.append("rows that the spec does not have")
        for guide, row, taken in planned.new_rows:
            word = "accepted: added" if taken else "not accepted"
            lines.append(f"  {guide.name}  {row_name(row.names)}  ({row.cell.name or row.cell.place}, {word})")
        lines.append("")
    return [*lines, *_counts(planned, told, titles), *not_covered(planned.coverage)]


def _table(found: Sequence[Move]) -> list[str]:
    cells = [
        (move.guide.name, move.row, move.field.name, f"{move.shown(move.old)} → {move.shown(move.new)}", move.change)
        for move in found
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(4)]
    lines = []
    for move, row in zip(found, cells):
        text = "  ".join(part.ljust(width) for part, width in zip(row, widths))
        lines.append(f"  {text}  {row[4]:>9}" + ("  accepted" if move.band == "large" and move.accepted else ""))
    return [line.rstrip() for line in lines]


def _counts(planned: Refresh, told: Told, titles: dict[str, str]) -> list[str]:
    changes, guides = planned.changes, {move.guide.name for move in planned.moves}
    guides |= {guide.name for guide, _, _ in planned.new_rows}
    would = "would change" if told.dry_run or planned.stops else "changed"
    words = {
        "small": f"below {float(told.limits.visible):g} %",
        "new": "new",
        "deleted": "deleted",
        "other": "in words",
    }
    words = {
        "large": titles["large"],
        "notable": f"at {titles['notable']}",
        "visible": f"at {titles['visible']}",
    } | words
    counts = {band: sum(move.band == band for move in planned.moves) for band in words}
    bands = [f"{count} {words[band]}" for band, count in counts.items() if count]
    bands += [f"{planned.added} in new rows"] if planned.added else []
    first = (
        f"{_many(changes, 'value')} {would} in {_many(len(guides), 'guide')}: {', '.join(bands)}"
        if changes
        else "0 changes"
    )
    lines = [first.rstrip(": ")]
    if planned.verified:
        moved = f"verified on {told.stamp.day}, {told.stamp.quarter}"
        be = "would be " if would != "changed" else ""
        lines.append(f"{_many(len(planned.verified), 'guide')} covered in full: {be}{moved}")
    elif planned.complete:
        lines.append("no figure differs, so nothing was verified; --verified-on DATE confirms the figures as they are")
    if planned.outside:
        lines.append(f"passed over: {_many(planned.outside, 'line')} of the sheet about guides outside SELECT")
    return lines


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def as_json(planned: Refresh, told: Told) -> str:
    """The report for programs; ``docs/jobs/quarterly-refresh.md`` documents it."""
    cover = planned.coverage
    whole: dict[str, Any] = {
        "version": VERSION,
        "file": told.file,
        "quarter": told.stamp.quarter,
        "verified_on": told.stamp.day,
        "dry_run": told.dry_run,
        "outcome": outcome(planned, told),
        "changes": planned.changes,
        "moves": [_move(move) for move in planned.moves],
        "new_rows": [
            {
                "guide": guide.name,
                **{part: row.names.get(part) for part in ("region", "level", "title")},
                "accepted": taken,
            }
            for guide, row, taken in planned.new_rows
        ],
        "files": sorted(planned.texts),
        "verified": planned.verified,
        "coverage": [
            {"company": company, "roles": total, "missing": list(cover.missing.get(company, ()))}
            for company, total in cover.total.items()
        ],
        "partial": [{"guide": name, "missing_rows": list(rows)} for name, rows in cover.partial.items()],
        "outside_select": planned.outside,
        "diagnostics": [_diagnostic(each) for each in planned.bad or planned.stops],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _move(move: Move) -> dict[str, Any]:
    return {
        "guide": move.guide.name,
        "row": move.row or None,
        "also": move.key.also,
        "field": move.field.name,
        "old": move.old,
        "new": move.new,
        "percent": None if move.percent is None else round(float(move.percent), 2),
        "band": move.band,
        "accepted": move.accepted,
        "line": move.cell.place.line,
        "column": move.cell.place.column,
    }


def _diagnostic(each: Diagnostic) -> dict[str, Any]:
    place = {"path": each.place.path, "line": each.place.line, "column": each.place.column}
    return {
        "code": each.code, "severity": each.severity, **place, "key": each.key,
        "found": each.found, "expected": each.expected, "hint": each.hint,
    }  # fmt: skip
