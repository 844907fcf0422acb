"""Diagnostics as GitHub workflow commands. GitHub shows ten annotations of a severity a step, so the worst come first.

Source of the format and its escapes: the "workflow commands" page of GitHub Actions and actions/toolkit's command.ts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guidewright.core.diagnostic import SEVERITIES, Diagnostic
from guidewright.core.report.statistics import summary

CAP = 10
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def annotation(diagnostic: Diagnostic, titles: Mapping[str, str], prefix: str = "") -> str:
    """One command; ``prefix`` is the workspace's folder inside the repository, with its slash."""
    place = diagnostic.place
    title = f"{diagnostic.code} {titles.get(diagnostic.code, '')}".rstrip()
    values = [("file", prefix + place.path), ("line", place.line), ("col", place.column), ("title", title)]
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in values if value)
    return f"::{_COMMANDS[diagnostic.severity]} {properties}::{_data(diagnostic.message)}"


def text(diagnostics: Sequence[Diagnostic], titles: Mapping[str, str], *, prefix: str = "", cap: int = CAP) -> str:
    """At most ``cap`` annotations of each severity, the worst first, then a line that counts them all."""
    lines, hidden = [], 0
    for severity in SEVERITIES:
        own = [diagnostic for diagnostic in diagnostics if diagnostic.severity == severity]
        lines += [annotation(diagnostic, titles, prefix) for diagnostic in own[:cap]]
        hidden += max(0, len(own) - cap)
    rest = f"; {hidden:,} of them are not annotated (at most {cap} a severity)" if hidden else ""
    return "\n".join([*lines, f"guidewright: {summary(diagnostics)}{rest}"]) + "\n"
