"""Diagnostics counted: by severity, and by code with the files they are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from guidewright.core.diagnostic import SEVERITIES, Diagnostic


def by_severity(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """How many there are of each severity, the worst first; all three are always there."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return {severity: counts[severity] for severity in SEVERITIES}


def by_code(diagnostics: Sequence[Diagnostic]) -> list[tuple[str, str, int, int]]:
    """Code, severity, findings and files, the most frequent first."""
    counts = Counter((diagnostic.code, diagnostic.severity) for diagnostic in diagnostics)
    files = Counter((code, severity) for code, severity, _ in {(d.code, d.severity, d.place.path) for d in diagnostics})
    rows = [(code, severity, count, files[code, severity]) for (code, severity), count in counts.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def plural(count: int, word: str) -> str:
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """``2 errors, 1 warning in 3 files``; ``nothing found``."""
    counts = [plural(count, severity) for severity, count in by_severity(diagnostics).items() if count]
    files = len({diagnostic.place.path for diagnostic in diagnostics})
    return f"{', '.join(counts)} in {plural(files, 'file')}" if counts else "nothing found"


def statistics(diagnostics: Sequence[Diagnostic], titles: Mapping[str, str]) -> str:
    """The table of ``check --statistics``: findings and files by rule, then the summary."""
    rows = by_code(diagnostics)
    width = max((len(f"{count:,}") for _, _, count, _ in rows), default=0)
    lines = [
        f"{count:>{width},}  {code}  {severity:<7}  {titles.get(code, '')} ({plural(files, 'file')})"
        for code, severity, count, files in rows
    ]
    return "\n".join([*lines, summary(diagnostics)]) + "\n"
