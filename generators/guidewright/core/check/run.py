"""Run the rules over a corpus: choice, severities, suppression. Knows no text; ``place`` gives findings their lines."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from guidewright.core.check.finding import CorpusRule, Finding, GuideRule, Options, Rule
from guidewright.core.check.guide import Corpus, Document, Guide
from guidewright.core.check.rules import BY_CODE, RULES
from guidewright.core.check.suppression import Ignored, ignored, unknown_code, unused_ignore
from guidewright.core.diagnostic import SEVERITIES
from guidewright.core.reader import Path
from guidewright.core.resolve import Catalogue


def corpus_of(documents: Sequence[Document], shared: Catalogue, as_of: str) -> Corpus:
    """What the rules look at."""
    day = datetime.date.fromisoformat(as_of)
    guides = [Guide(document.path, document.spec, document.record, day) for document in documents]
    return Corpus(guides, shared.companies, shared.roles, day)


def stamped(finding: Finding, code: str, options: Options, path: str = "") -> Finding:
    """The finding with the code of its rule, the severity that the run gives it, and its file."""
    severity = options.severities.get(code, BY_CODE[code].severity)
    return replace(finding, code=code, severity=severity, path=finding.path or path)


def _wanted(options: Options, only: Collection[str] | None) -> list[Rule]:
    return [rule for rule in RULES if rule.code not in options.disabled and (only is None or rule.code in only)]


def of_guides(
    documents: Sequence[Document], shared: Catalogue, options: Options, only: Collection[str] | None = None
) -> list[Finding]:
    """What the rules find that look at one guide each."""
    guides = corpus_of(documents, shared, options.as_of).guides
    rules = [rule for rule in _wanted(options, only) if isinstance(rule, GuideRule)]
    return [
        stamped(finding, rule.code, options, guide.path)
        for guide in guides
        for rule in rules
        for finding in rule.find(guide)
    ]


def _comparing(
    documents: Sequence[Document], shared: Catalogue, options: Options, only: Collection[str] | None
) -> list[Finding]:
    """What the rules find that compare guides."""
    corpus = corpus_of(documents, shared, options.as_of)
    rules = [rule for rule in _wanted(options, only) if isinstance(rule, CorpusRule)]
    return [stamped(finding, rule.code, options) for rule in rules for finding in rule.find(corpus)]


def check(
    documents: Sequence[Document],
    shared: Catalogue,
    options: Options,
    *,
    selected: Collection[str] | None = None,
    only: Collection[str] | None = None,
    known: Sequence[Finding] | None = None,
) -> list[Finding]:
    """Every finding of the chosen rules, ordered by file and place, without what ``ignore:`` accepts.

    ``documents`` are all guides of the workspace, since some rules compare; ``selected`` are the paths of those
    that are reported on (with the files of their companies). ``only`` runs just these codes (a build asks for GW401).
    ``known`` is what ``of_guides`` finds in them, where that was asked already.
    """
    drafts = {document.path for document in documents if document.record["draft"]}
    of_each = of_guides(documents, shared, options, only) if known is None else known
    found = [_of_draft(f, drafts, options) for f in (*of_each, *_comparing(documents, shared, options, only))]
    if not found and only is not None:
        return []
    entries = ignored(documents, shared)
    kept, used = _without_ignored(found, entries)
    if only is None:
        kept += _about_entries(entries, used, {rule.code for rule in _wanted(options, only)}, options)
    if selected is not None:
        folders = {path.rpartition("/")[0] for path in selected}
        kept = [f for f in kept if f.path in selected or _shared_file(f.path, folders)]
    return in_order(kept)


def _of_draft(finding: Finding, drafts: Collection[str], options: Options) -> Finding:
    """In a draft, which is still being written, a warning is a note unless the configuration says otherwise."""
    if finding.path in drafts and finding.severity == "warning" and finding.code not in options.severities:
        return replace(finding, severity="note")
    return finding


def check_guide(
    document: Document, shared: Catalogue, options: Options, only: Collection[str] | None = None
) -> list[Finding]:
    """The findings of one guide alone; rules that compare guides see only this one."""
    return check([document], shared, options, only=only)


def _shared_file(path: str, folders: Collection[str]) -> bool:
    folder, _, name = path.rpartition("/")
    return name.startswith("_") and folder in folders


def _without_ignored(found: Iterable[Finding], entries: Sequence[Ignored]) -> tuple[list[Finding], set[Ignored]]:
    by_code: dict[str, list[Ignored]] = {}
    for entry in entries:
        by_code.setdefault(entry.code, []).append(entry)
    kept, used = [], set()
    for finding in found:
        covering = [entry for entry in by_code.get(finding.code, ()) if entry.covers(finding)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    return kept, used


def _about_entries(
    entries: Sequence[Ignored], used: Collection[Ignored], running: Collection[str], options: Options
) -> list[Finding]:
    judged = {rule.code for rule in RULES if rule.code in running and rule.family not in ("freshness", "suppression")}
    found = []
    if "GW491" in running:
        found += [stamped(finding, "GW491", options) for finding in unknown_code(entries, BY_CODE)]
    if "GW492" in running:
        found += [stamped(finding, "GW492", options) for finding in unused_ignore(entries, used, judged)]
    return found


def _sortable(at: Path) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, part, "") if isinstance(part, int) else (1, 0, part) for part in at)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by file, key path, offset and code."""
    return sorted(findings, key=lambda f: (f.path, _sortable(f.at), f.offset or 0, f.code, f.found))


def fails(findings: Iterable[Finding], options: Options) -> bool:
    """Whether some finding is as severe as ``options.fail_on`` or worse."""
    limit = SEVERITIES.index(options.fail_on)
    return any(SEVERITIES.index(finding.severity) <= limit for finding in findings)
