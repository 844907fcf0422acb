"""The report of an import: per file what became of it, and the sum of it, as lines, JSON and one HTML page."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from guidewright.core.diagnostic import Diagnostic, in_order
from guidewright.core.legacy.lift import LiftResult, has_fault
from guidewright.core.report.statistics import plural

VERSION = 1
_REPAIRS = ("GW505", "GW506", "GW507")


@dataclass(frozen=True)
class FileReport:
    """One file: which guide it is and how that is known, the outcome, the lift, and everything that was found."""

    path: str
    guide: str
    known_by: str
    outcome: str
    result: LiftResult | None
    diagnostics: Sequence[Diagnostic]

    @property
    def is_faulty(self) -> bool:
        """Whether a person must look at it."""
        if self.outcome in ("refused", "skipped"):
            return self.outcome == "refused"
        return self.result is not None and has_fault(self.result)

    @property
    def repairs(self) -> int:
        return sum(each.code in _REPAIRS for each in self.diagnostics)

    def plain(self) -> dict[str, Any]:
        counts = self.result.counts if self.result else None
        return {
            "path": self.path,
            "guide": self.guide,
            "known_by": self.known_by,
            "outcome": self.outcome,
            "range_ends": counts.ends if counts else 0,
            "range_ends_typed": counts.ends_typed if counts else 0,
            "words": counts.words if counts else 0,
            "free_form_words": counts.free_words if counts else 0,
            "repairs": self.repairs,
            "dropped": dict(sorted(self.result.dropped.items())) if self.result else {},
            "findings": [_plain(each) for each in in_order(self.diagnostics)],
        }

    @property
    def badness(self) -> tuple[int, int, float, int]:
        """How much a person has to look at it: faults, untyped figures, free-form share, findings."""
        counts = self.result.counts if self.result else None
        untyped = counts.ends - counts.ends_typed if counts else 0
        free = counts.free_words / max(counts.words, 1) if counts else 0.0
        return int(self.is_faulty), untyped, free, sum(each.severity != "note" for each in self.diagnostics)


def _plain(each: Diagnostic) -> dict[str, Any]:
    place = each.place
    return {
        "code": each.code,
        "severity": each.severity,
        "line": place.line,
        "column": place.column,
        "message": each.message,
    }


@dataclass(frozen=True)
class Report:
    """Files by path, what concerns no single one, and how many files the import makes."""

    files: tuple[FileReport, ...]
    diagnostics: tuple[Diagnostic, ...]
    made: int

    @cached_property
    def totals(self) -> dict[str, Any]:
        counts = [file.result.counts for file in self.files if file.result]
        dropped: Counter[str] = Counter()
        for file in self.files:
            dropped += file.result.dropped if file.result else Counter()
        found = [each for file in self.files for each in file.diagnostics]
        return {
            "files": len(self.files),
            "outcomes": dict(sorted(Counter(file.outcome for file in self.files).items())),
            "range_ends": sum(each.ends for each in counts),
            "range_ends_typed": sum(each.ends_typed for each in counts),
            "words": sum(each.words for each in counts),
            "free_form_words": sum(each.free_words for each in counts),
            "repairs": sum(file.repairs for file in self.files),
            "dropped": dict(sorted(dropped.items())),
            "findings": dict(sorted(Counter(each.code for each in found).items())),
            "specs_and_company_files": self.made,
        }

    @property
    def worst(self) -> list[FileReport]:
        """The ten files that need a look most; those that need none are left out."""
        ranked = sorted(self.files, key=lambda file: file.badness, reverse=True)
        return [file for file in ranked[:10] if any(file.badness)]

    def lines(self) -> list[str]:
        """The short report for a terminal."""
        totals = self.totals
        outcomes = ", ".join(f"{count} {outcome}" for outcome, count in totals["outcomes"].items())
        ends, typed = totals["range_ends"], totals["range_ends_typed"]
        free, words = totals["free_form_words"], totals["words"]
        lines = [
            f"{plural(totals['files'], 'file')}: {outcomes}",
            f"figures: {typed} of {ends} range ends typed ({_share(typed, ends)}); the others are kept as words",
            f"free-form: {free} of {words} words ({_share(free, words)}); repairs: {totals['repairs']}",
        ]
        lines += [f"skipped {file.path}: {_why(file)}" for file in self.files if file.outcome == "skipped"]
        look = [file for file in self.worst if file.is_faulty]
        lines += [f"look at {file.path}: {_why(file)}" for file in look]
        return lines

    def json(self) -> str:
        """The whole report, ``version`` 1; documented in docs/reference/import-report.md."""
        plain = {
            "version": VERSION,
            "totals": self.totals,
            "worst": [file.path for file in self.worst],
            "files": [file.plain() for file in self.files],
            "findings": [{"path": each.place.path} | _plain(each) for each in self.diagnostics],
        }
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"

    def html(self) -> str:
        """The report as one page that needs nothing else."""
        totals = self.totals
        facts = [(key.replace("_", " "), value) for key, value in totals.items() if not isinstance(value, dict)]
        tables = "".join(
            f"<h2>{key}</h2>{_table(('what', 'count'), sorted(totals[key].items(), key=lambda item: -item[1]))}"
            for key in ("outcomes", "dropped", "findings")
        )
        worst = _table(("file", "why"), [(file.path, _why(file)) for file in self.worst])
        rows = [_row(file.plain()) for file in self.files]
        head = ("file", "guide", "outcome", "figures", "free words", "repairs", "findings")
        return _PAGE.format(
            facts=_table(("what", "count"), facts), tables=tables, worst=worst, files=_table(head, rows)
        )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "none"


def _why(file: FileReport) -> str:
    told = [each for each in in_order(file.diagnostics) if each.severity != "note"]
    return told[0].message if told else f"{file.badness[1]} figures kept as words, {file.badness[2]:.0%} free-form"


def _row(file: dict[str, Any]) -> tuple[Any, ...]:
    told = " · ".join(each["message"] for each in file["findings"] if each["severity"] != "note")
    figures = f"{file['range_ends_typed']}/{file['range_ends']}"
    return file["path"], file["guide"], file["outcome"], figures, file["free_form_words"], file["repairs"], told


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    def row(cells: Sequence[Any], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"

    return f"<table><thead>{row(head, 'th')}</thead><tbody>{''.join(row(each, 'td') for each in rows)}</tbody></table>"


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Import report</title><style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem }}
table {{ border-collapse: collapse; margin: 1rem 0 }}
th, td {{ border-bottom: 1px solid #ccc; padding: .2rem .7rem; text-align: left; vertical-align: top }}
</style></head><body>
<h1>Import report</h1>{facts}
<h2>worst files</h2>{worst}{tables}
<h2>all files</h2>{files}
</body></html>
"""
