"""What a rule is and what it finds, as data. Findings stand at key paths; no text and no lines are known here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from guidewright.core.diagnostic import Severity
from guidewright.core.reader import Path

if TYPE_CHECKING:
    from guidewright.core.check.guide import Corpus, Guide

Family = Literal["figures", "prose", "freshness", "completeness", "style", "suppression"]
FAMILIES: dict[Family, str] = {
    "figures": "Figures of the compensation table, within a row, a guide, a company and a role.",
    "prose": "What the text says about money, against the table.",
    "freshness": "How old figures, prose, company facts and sources are on the day of the check.",
    "completeness": "What a guide or a company lacks.",
    "style": "How a guide is written.",
    "suppression": "Entries of ignore: and of the baseline that have lost their purpose.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found, at the key path ``at`` of ``path`` (a rule leaves that to be the guide's spec).

    ``offset`` is a character index into the text at ``at``. ``also`` names further places as file ("" for the same
    one) and key path. ``subject`` is what the finding is about, in words that do not change with the day of the
    check; the baseline knows the finding by it (default: ``found``). ``code`` and ``severity`` come from the rule.
    """

    at: Path
    found: str
    expected: str = ""
    hint: str = ""
    offset: int | None = None
    of_key: bool = False
    also: tuple[tuple[str, Path], ...] = ()
    subject: str = ""
    path: str = ""
    code: str = ""
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the rule table. The docstring of its function explains it, with a bad and a good example."""

    code: str
    severity: Severity
    family: Family
    title: str

    @property
    def function(self) -> Callable[..., Iterator[Finding]]:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class GuideRule(Rule):
    """A rule that needs one guide."""

    find: Callable[[Guide], Iterator[Finding]]

    @property
    def function(self) -> Callable[..., Iterator[Finding]]:
        return self.find


@dataclass(frozen=True, slots=True)
class CorpusRule(Rule):
    """A rule that compares guides; its findings name their file."""

    find: Callable[[Corpus], Iterator[Finding]]

    @property
    def function(self) -> Callable[..., Iterator[Finding]]:
        return self.find


@dataclass(frozen=True, slots=True)
class LateRule(Rule):
    """A rule on the outcome of the others; ``run`` and ``baseline`` call it with what it needs."""

    find: Callable[..., Iterator[Finding]]

    @property
    def function(self) -> Callable[..., Iterator[Finding]]:
        return self.find


@dataclass(frozen=True, slots=True)
class Options:
    """What a run of the rules is told: the day, the choice of rules, their severities, and what makes it fail."""

    as_of: str
    disabled: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity = "warning"
