"""The baseline: findings that were there when checking began, so that only new ones fail.

An entry knows its finding by rule, file, key and a digest of what it is about, never by line. List items go by what
they are called (region, block kind, title) instead of their number, so that inserting a row moves nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.check.finding import Finding, Options
from guidewright.core.check.run import stamped
from guidewright.core.check.suppression import stale_entry
from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.reader import Path, dotted

VERSION = 1
Entry = tuple[str, str, str, str]
"""File, code, key by names, digest."""
Data = Callable[[str], Mapping[str, Any] | None]
"""The checked mapping of a file, by its path."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings: how often each may occur, and the line of the file that says so."""

    path: str = ""
    counts: Mapping[Entry, int] = field(default_factory=dict)
    lines: Mapping[Entry, int] = field(default_factory=dict)


def named(at: Path, data: Any) -> str:
    """``('compensation', 2, 'base_low')`` as ``compensation[London, UK].base_low``."""
    names: list[str | int] = []
    for part in at:
        if isinstance(part, int) and isinstance(data, list) and part < len(data):
            names.append(f"[{_name(data, part)}]")
        else:
            names.append(part)
        listed = isinstance(data, list) and isinstance(part, int) and part < len(data)
        data = data[part] if listed or (isinstance(data, Mapping) and part in data) else None
    return dotted(names).replace(".[", "[")


def _name(items: list[Any], index: int) -> str:
    """What list item ``index`` is called: its own words, with a number where several are called the same."""
    own = _words(items[index])
    before = sum(_words(item) == own for item in items[:index])
    return own if not before else f"{own} #{before + 1}"


def _words(item: Any) -> str:
    if isinstance(item, str):
        return item[:40]
    if isinstance(item, Mapping):
        rows = [str(item[key]) for key in ("region", "level", "title", "label", "code") if item.get(key)]
        return ", ".join(rows) if rows else next(iter(item), "")
    return ""


def entry(finding: Finding, data: Data) -> Entry:
    """The entry of the finding; the same after lines, rows or blocks have moved."""
    about = hashlib.sha256((finding.subject or finding.found).encode()).hexdigest()[:12]
    return finding.path, finding.code, named(finding.at, data(finding.path)), about


def fingerprint(finding: Finding, data: Data) -> str:
    """One short name for the finding, for reports that are compared between runs."""
    return hashlib.sha256("\0".join(entry(finding, data)).encode()).hexdigest()[:24]


def write(findings: Iterable[Finding], data: Data) -> str:
    """The text of a baseline with these findings: JSON, one finding a line, in order."""
    counts = Counter(entry(finding, data) for finding in findings)
    lines = [json.dumps([*key, count], ensure_ascii=False) for key, count in sorted(counts.items())]
    return f'{{"version": {VERSION}, "findings": [\n' + ",\n".join(lines) + "\n]}\n"


def read(text: str, path: str) -> tuple[Baseline, list[Diagnostic]]:
    """The baseline that ``text`` says, or why it is none; an unreadable baseline knows nothing."""
    try:
        content = json.loads(text)
        entries = content["findings"]
        if content["version"] != VERSION:
            raise ValueError(f"version {content['version']}")
        counts = {(str(file), str(code), str(key), str(about)): int(count) for file, code, key, about, count in entries}
    except (ValueError, TypeError, KeyError) as error:
        hint = "write it anew with guidewright check --update-baseline"
        place = Place(path, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        return Baseline(path), [Diagnostic("GW901", "error", place, "the baseline cannot be read", hint=hint)]
    lines = {key: number for number, key in enumerate(counts, 2)}
    return Baseline(path, counts, lines), []


def apply(
    findings: Iterable[Finding], baseline: Baseline, data: Data, options: Options, *, whole: bool = True
) -> tuple[list[Finding], list[Finding]]:
    """What the baseline does not know, and what it does; of stale entries a note each, when the ``whole`` was
    checked (a choice of guides leaves the others' entries unmatched)."""
    left = Counter(baseline.counts)
    new: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        key = entry(finding, data)
        left[key] -= 1
        (known if left[key] >= 0 else new).append(finding)
    if whole and "GW493" not in options.disabled:
        over = [key for key, count in left.items() if count > 0 and key[1] not in options.disabled]
        entries = [(code, path, name, baseline.lines[path, code, name, about]) for path, code, name, about in over]
        stale = stale_entry(sorted(entries, key=lambda item: item[3]), baseline.path)
        new += [stamped(finding, "GW493", options) for finding in stale]
    return new, known


def diagnose_entry(finding: Finding) -> Diagnostic:
    """A finding of GW493 as a diagnostic: its place is a line of the baseline itself."""
    line = next((part for part in finding.at if isinstance(part, int)), 0)
    return Diagnostic(finding.code, finding.severity, Place(finding.path, line, 1), finding.found, "", finding.hint)
