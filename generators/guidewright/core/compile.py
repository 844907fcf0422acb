"""The whole way from texts to bytes, for one guide and for what many guides share. Pure, so it runs in any process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.diagnostic import Diagnostic, has_errors
from guidewright.core.magnitude import close
from guidewright.core.placeholder import is_written
from guidewright.core.quoting import quote
from guidewright.core.record import record
from guidewright.core.render import Renderer
from guidewright.core.resolve import DEFAULTS, ROLES, Catalogue, resolve
from guidewright.core.validate import FileKind, Located, parse


@dataclass
class Compiled:
    """What became of one spec: its record (None when it is broken) and its problems."""

    path: str
    record: dict[str, Any] | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)


def shared_kind(path: str) -> FileKind | None:
    """Which kind of shared file a path below ``seeds/`` is, if any."""
    if path in (DEFAULTS, ROLES):
        return "defaults" if path == DEFAULTS else "roles"
    return "company" if path.count("/") == 2 and path.endswith("/_company.yaml") else None


def catalogue(texts: Mapping[str, str], unreadable: frozenset[str] = frozenset()) -> tuple[Catalogue, list[Diagnostic]]:
    """The shared files, checked. ``unreadable``: paths that exist but could not be read."""
    diagnostics: list[Diagnostic] = []
    values: dict[str, dict[str, Any]] = {}
    for path in sorted(texts):
        kind = shared_kind(path)
        if kind is None:
            continue
        checked, found = parse(kind, texts[path], path)
        diagnostics += found
        if checked is not None:
            values[path] = checked
    broken = frozenset(path for path in texts if shared_kind(path) and path not in values) | unreadable
    companies = {path.split("/")[1]: own for path, own in values.items() if shared_kind(path) == "company"}
    return Catalogue(values.get(DEFAULTS, {}), values.get(ROLES, {}), companies, broken), diagnostics


Parsed = tuple[dict[str, Any] | None, list[Diagnostic]]
"""What ``parse`` makes of a spec's text."""


def compile_record(
    path: str, text: str, shared: Catalogue, renderer: Renderer, parsed: Parsed | None = None
) -> Compiled:
    """The record of one spec: checked, resolved, its templated texts rendered. ``parsed``, where that is known."""
    spec, diagnostics = parsed or parse("spec", text, path)
    if spec is None:
        return Compiled(path, None, diagnostics)
    values, found = resolve(path, spec, shared, is_written(text))
    diagnostics += found
    if values is None:
        return Compiled(path, None, diagnostics)
    facts = shared.companies.get(values["company"], {})
    source = Located(text, path)
    made = record(values)
    found = []
    if made["templated"]:
        values, found = quote(values, made, facts, renderer, source.place)
        made = record(values)
    if not close(made["compensation"]):
        found += _implausible(path, spec, made, shared, source)
    diagnostics += found
    return Compiled(path, None if has_errors(found) else made, diagnostics)


_ON_BUILD = frozenset({"GW401"})
"""Rules of ``check`` whose findings stop a build: figures that cannot be meant."""


def _implausible(
    path: str, spec: Mapping[str, Any], made: Mapping[str, Any], shared: Catalogue, source: Located
) -> list[Diagnostic]:
    from guidewright.core.check.finding import Options  # a quarter of what a build imports, and seldom needed
    from guidewright.core.check.guide import Document
    from guidewright.core.check.place import diagnose
    from guidewright.core.check.run import check_guide

    document = Document(path, spec, made)
    findings = check_guide(document, shared, Options("2000-01-01"), only=_ON_BUILD)
    return [diagnose(each, lambda path: source if path == source.path else None) for each in findings]
