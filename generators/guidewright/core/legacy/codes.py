"""The diagnostic codes of the lift (GW5xx) and the one way in which its modules make a diagnostic."""

from __future__ import annotations

from guidewright.core.codes import Code
from guidewright.core.diagnostic import Diagnostic, Place

LIFT_CODES: dict[str, Code] = {
    "GW501": Code("error", "guide is not UTF-8", "The bytes are no UTF-8; convert the file, nothing is guessed."),
    "GW502": Code("error", "guide is binary", "The file holds NUL or other control characters; it is no text."),
    "GW503": Code("error", "line too long", "A line of a guide is longer than any person writes."),
    "GW504": Code("error", "empty guide", "The file holds nothing but white space."),
    "GW505": Code("note", "byte order mark", "The file starts with a byte order mark; it was accepted and left out."),
    "GW506": Code(
        "note", "encoding repaired", "UTF-8 that was read as Windows-1252 was turned back; every piece is certain."
    ),
    "GW507": Code(
        "warning", "encoding repair guessed", "Bytes were lost, so the character was chosen from those that fit."
    ),
    "GW508": Code("warning", "encoding damage left", "The text looks damaged, but what it was cannot be told."),
    "GW510": Code("error", "not a guide", "No line names a role and a company as a guide's title does."),
    "GW511": Code("error", "title not understood", "The title line cannot be split into a role and a company."),
    "GW512": Code("warning", "second title", "Two lines look like a guide's title; the first is taken."),
    "GW513": Code("warning", "unclosed fence", "A code fence is never closed, so the rest of the guide is code."),
    "GW514": Code("note", "title is not the first line", "Text stands before the title; it is kept as a section."),
    "GW520": Code(
        "error", "no compensation table", "No table of the guide could be read as compensation; no row is invented."
    ),
    "GW521": Code("error", "ragged row", "A row of the compensation table has not as many cells as its header."),
    "GW522": Code("warning", "range runs backwards", "The low end is above the high end; kept as words."),
    "GW523": Code(
        "note", "figure kept as words", "The cell could not be read with certainty; it is kept word for word."
    ),
    "GW524": Code("warning", "mixed currencies", "A range begins in one currency and ends in another; kept as words."),
    "GW525": Code("warning", "currency assumed", "The sign fits several currencies and the place suggests another."),
    "GW526": Code("note", "figure not given", "The cell says that there is no figure; it is kept as said, never as 0."),
    "GW527": Code("note", "read as total compensation", "The table does not say what its figures are."),
    "GW528": Code(
        "warning", "currency unknown", "The sign fits several currencies and nothing says which; kept as words."
    ),
    "GW529": Code(
        "warning", "figure out of scale", "The figure is hundreds of times off its neighbours; kept as words."
    ),
    "GW530": Code(
        "warning", "front matter disagrees", "Front matter and table say different figures; the table is taken."
    ),
    "GW531": Code("warning", "front matter not read", "The front matter is no mapping; it is kept as a section."),
    "GW532": Code("note", "foreign front matter", "Keys that guidewright does not know are kept in a section."),
    "GW540": Code("note", "kept as a section", "A part of no known kind is kept word for word."),
    "GW542": Code("note", "text after the sources", "Words stand after the last source; they are kept where they are."),
    "GW541": Code(
        "error", "words lost", "The spec does not hold every word and figure of the guide: a bug, please report it."
    ),
}


def finding(code: str, place: Place, found: str, *, expected: str = "", hint: str = "", key: str = "") -> Diagnostic:
    """A diagnostic of the lift with the severity that its code has by default."""
    return Diagnostic(code, LIFT_CODES[code].severity, place, found, expected, hint, key)
