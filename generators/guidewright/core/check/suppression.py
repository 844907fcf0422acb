"""Findings that are known and accepted: the ``ignore:`` entries of specs and shared files, and rules about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.check.finding import Finding
from guidewright.core.check.guide import Document
from guidewright.core.nearest import did_you_mean
from guidewright.core.reader import Path, dotted
from guidewright.core.resolve import Catalogue, company_path


@dataclass(frozen=True, slots=True)
class Ignored:
    """One ``ignore:`` entry: where it stands, what it accepts, and the files that it holds for."""

    path: str
    at: Path
    code: str
    key: str | None
    holds_for: frozenset[str]

    def covers(self, finding: Finding) -> bool:
        if finding.code != self.code or finding.path not in self.holds_for:
            return False
        key = dotted(finding.at)
        return self.key is None or key == self.key or key.startswith((f"{self.key}.", f"{self.key}["))


def ignored(documents: Iterable[Document], shared: Catalogue) -> list[Ignored]:
    """Every entry once, with the guides that inherit it; a company's entries also hold for the company file itself."""
    holders: dict[tuple[str, Path], set[str]] = {}
    entries: dict[tuple[str, Path], Mapping[str, Any]] = {}
    for company, facts in shared.companies.items():
        path = company_path(company)
        for index, entry in enumerate(facts.get("ignore") or ()):
            entries[path, ("ignore", index)] = entry
            holders.setdefault((path, ("ignore", index)), set()).add(path)
    for document in documents:
        layers = shared.layers(document.record["company"], document.record["role"], document.spec)
        layer = next((layer for layer in reversed(layers) if "ignore" in layer.values), None)
        for index, entry in enumerate(layer.values["ignore"] if layer else ()):
            at = (*layer.prefix, "ignore", index) if layer else ()
            own = (layer.path if layer and layer.values is not document.spec else document.path, at)
            entries[own] = entry
            holders.setdefault(own, set()).add(document.path)
    return [
        Ignored(path, at, entry["code"], entry.get("key"), frozenset(holders[path, at]))
        for (path, at), entry in entries.items()
    ]


def unknown_code(entries: Sequence[Ignored], codes: Collection[str]) -> Iterator[Finding]:
    """An `ignore:` entry names a code that no rule of check has.

    Only findings of check can be ignored; errors of the vocabulary (GW1xx) and of templates cannot.

    Bad:
        ignore:
          - code: GW499
            reason: a slip of the pen

    Good:
        compensation:
          - {region: Remote US, base_low: 140000, base_high: 190000}
        ignore:
          - code: GW462
            reason: the company hires in one place
    """
    for entry in entries:
        if entry.code not in codes:
            hint = did_you_mean(entry.code, sorted(codes)) or "guidewright check --explain lists them"
            yield Finding((*entry.at, "code"), f"'{entry.code[:20]}' is no rule of check", hint=hint, path=entry.path)


def unused_ignore(entries: Sequence[Ignored], used: Collection[Ignored], judged: Collection[str]) -> Iterator[Finding]:
    """An `ignore:` entry matches no finding any more.

    Entries for freshness are left alone, since they match on some days only, and so are those of rules that are off.

    Bad:
        compensation:
          - {region: "New York, NY", base_low: 150000, base_high: 200000}
          - {region: Remote US, base_low: 140000, base_high: 190000}
          - {region: "Denver, CO", base_low: 145000, base_high: 195000}
        ignore:
          - code: GW462
            reason: the company hires in one place

    Good:
        compensation:
          - {region: Remote US, base_low: 140000, base_high: 190000}
        ignore:
          - code: GW462
            reason: the company hires in one place
    """
    for entry in entries:
        if entry not in used and entry.code in judged:
            found = f"{entry.code} is ignored but not found" + (f" at {entry.key}" if entry.key else "")
            yield Finding(entry.at, found, hint="take the entry out", path=entry.path)


def stale_entry(entries: Iterable[tuple[str, str, str, int]], path: str) -> Iterator[Finding]:
    """An entry of the baseline matches no finding any more: what it stands for was mended, or has changed.

    Bad: a baseline that was written before the double space in twilio/data-engineer was taken out.

    Good: the same after `guidewright check --update-baseline`.
    """
    for code, file, key, line in entries:
        found = f"{code} at {file}{f' {key}' if key else ''} is not found any more"
        yield Finding((line,), found, hint="write the baseline anew", path=path)
