"""The diagnostic codes of adopt (GW65x), and a refusal on its way to becoming a diagnostic."""

from __future__ import annotations

from dataclasses import dataclass, field

from guidewright.core.codes import Code
from guidewright.core.diagnostic import Diagnostic, Place

CODES: dict[str, Code] = {
    "GW650": Code("error", "edit base unknown", "The spec or a template changed after the guide was last built."),
    "GW651": Code("error", "computed value edited", "The value is computed or follows from the path; edit its source."),
    "GW652": Code("error", "value of another file", "The value stands in a file that guides share; edit it there."),
    "GW653": Code("error", "template text edited", "The words, marks or blank lines are printed by a template."),
    "GW654": Code("error", "quoted figure edited", "The words are printed by {{ }} in the spec; edit what they quote."),
    "GW655": Code("error", "two prints disagree", "A value stands in two places of the guide, edited differently."),
    "GW656": Code("error", "figure not printed so", "The cell is not surely a figure, or build writes it otherwise."),
    "GW657": Code("error", "spec cannot take the edit", "The spec would be invalid, or would lose a comment."),
    "GW658": Code("error", "guide cannot be adopted", "The guide has no sound spec, or its bytes are no text."),
    "GW659": Code("error", "edit not reproduced", "No edit of the spec was found that prints the edited line."),
    "GW660": Code("warning", "no ledger entry", "The guide is compared with what its spec prints now."),
}


@dataclass
class RefusedError(Exception):
    """An edit that cannot be adopted: line and column in the edited guide, and why. Caught in ``adopt`` alone."""

    code: str
    line: int
    found: str
    hint: str = ""
    expected: str = ""
    key: str = ""
    column: int = 1
    also: tuple[Place, ...] = field(default=())

    def at(self, path: str) -> Diagnostic:
        """The diagnostic for the guide at ``path``."""
        place = Place(path, self.line, self.column)
        severity = CODES[self.code].severity
        return Diagnostic(self.code, severity, place, self.found, self.expected, self.hint, self.key, self.also)


@dataclass
class RefusedEditsError(Exception):
    """Several edits of one guide that cannot be adopted. Caught in ``adopt`` alone."""

    reasons: list[RefusedError]
