"""The diagnostic codes of reviews (GW7xx) and the one way in which its modules make a diagnostic."""

from __future__ import annotations

from guidewright.core.codes import Code
from guidewright.core.diagnostic import Diagnostic, Place

REVIEW_CODES: dict[str, Code] = {
    "GW701": Code(
        "error", "figure moved, not approved", "A figure moved by more than the threshold; nobody approved it."
    ),
    "GW702": Code("error", "approvals not understood", "The file of approvals does not say what was approved."),
    "GW703": Code(
        "warning", "unreadable at a revision", "A file of the compared revision cannot be read; it is left out."
    ),
    "GW704": Code(
        "warning", "not a regular file at a revision", "A link or submodule stands where a spec is expected."
    ),
}


def finding(code: str, place: Place, found: str, *, expected: str = "", hint: str = "", key: str = "") -> Diagnostic:
    """A diagnostic with the severity that its code has by default."""
    return Diagnostic(code, REVIEW_CODES[code].severity, place, found, expected, hint, key)
