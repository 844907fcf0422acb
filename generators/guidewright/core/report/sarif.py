"""Diagnostics as SARIF 2.1.0, for code scanning. Columns are code points, paths relative to the checkout."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.diagnostic import Diagnostic, Place, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "%SRCROOT%"


@dataclass(frozen=True, slots=True)
class RuleText:
    """What SARIF says of a rule."""

    title: str
    severity: Severity
    meaning: str
    help: str = ""


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~")


def _uri(path: str) -> str:
    """The path as a relative URI reference: everything but its unreserved characters percent-encoded (RFC 3986)."""
    return "".join(char if char in _PLAIN else "".join(f"%{byte:02X}" for byte in char.encode()) for char in path)


def _location(place: Place, prefix: str) -> dict[str, Any]:
    artifact = {"uri": _uri(prefix + place.path), "uriBaseId": BASE}
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if place.line:
        physical["region"] = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    return {"physicalLocation": physical}


def _result(diagnostic: Diagnostic, index: int, fingerprint: str | None, prefix: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": diagnostic.severity,
        "message": {"text": diagnostic.message},
        "locations": [_location(diagnostic.place, prefix)],
    }
    if diagnostic.also:
        related = [_location(place, prefix) | {"id": number} for number, place in enumerate(diagnostic.also, 1)]
        result["relatedLocations"] = related
    if fingerprint:
        result["partialFingerprints"] = {"guidewright/v1": fingerprint}
    return result


def _rule(code: str, told: RuleText | None, severity: Severity) -> dict[str, Any]:
    if told is None:
        return {"id": code, "defaultConfiguration": {"level": severity}}
    rule: dict[str, Any] = {
        "id": code,
        "name": "".join(word.capitalize() for word in told.title.replace("'", "").replace("-", " ").split()),
        "shortDescription": {"text": told.title},
        "fullDescription": {"text": told.meaning},
        "defaultConfiguration": {"level": told.severity},
    }
    return rule | ({"help": {"text": told.help}} if told.help else {})


def document(
    diagnostics: Sequence[Diagnostic],
    rules: Mapping[str, RuleText],
    *,
    fingerprints: Mapping[Diagnostic, str] | None = None,
    prefix: str = "",
) -> dict[str, Any]:
    """The log as plain values: one run, with the rules that its results name."""
    worst = {diagnostic.code: diagnostic.severity for diagnostic in diagnostics}
    codes = sorted(worst)
    known = fingerprints or {}
    driver = {"name": "guidewright", "rules": [_rule(code, rules.get(code), worst[code]) for code in codes]}
    results = [_result(d, codes.index(d.code), known.get(d), prefix) for d in diagnostics]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def text(
    diagnostics: Sequence[Diagnostic],
    rules: Mapping[str, RuleText],
    *,
    fingerprints: Mapping[Diagnostic, str] | None = None,
    prefix: str = "",
) -> str:
    """The log as JSON text with a final newline."""
    log = document(diagnostics, rules, fingerprints=fingerprints, prefix=prefix)
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"
