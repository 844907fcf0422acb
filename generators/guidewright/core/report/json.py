"""Diagnostics as JSON, version 1.

``version``; ``findings``, each with ``code``, ``severity`` (error, warning, note), ``path``, ``line`` and ``column``
(1-based, null where there is none), ``key`` (key path or ""), ``found``, ``expected``, ``hint``, ``message`` (the three
in one line) and ``also`` (further places); ``summary`` with the count of each severity and of ``files``. Keys are only
ever added within a version.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.report.statistics import by_severity

VERSION = 1


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line or None, "column": place.column or None}


def finding(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic as plain values."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        **_place(diagnostic.place),
        "key": diagnostic.key,
        "found": diagnostic.found,
        "expected": diagnostic.expected,
        "hint": diagnostic.hint,
        "message": diagnostic.message,
        "also": [_place(place) for place in diagnostic.also],
    }


def document(diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """The whole report as plain values."""
    files = len({diagnostic.place.path for diagnostic in diagnostics})
    return {
        "version": VERSION,
        "findings": [finding(diagnostic) for diagnostic in diagnostics],
        "summary": {**by_severity(diagnostics), "files": files},
    }


def text(diagnostics: Sequence[Diagnostic]) -> str:
    """The report as JSON text with a final newline."""
    return json.dumps(document(diagnostics), ensure_ascii=False, indent=2) + "\n"
