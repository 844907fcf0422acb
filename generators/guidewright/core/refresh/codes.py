"""The diagnostic codes of refresh (GW720 to GW739) and the one way in which its modules make a diagnostic."""

from __future__ import annotations

from guidewright.core.codes import CODES as COMMON
from guidewright.core.codes import Code
from guidewright.core.diagnostic import Diagnostic, Place

CODES: dict[str, Code] = {
    "GW720": Code("error", "not well-formed CSV", "A quote is never closed, or stands where RFC 4180 has none."),
    "GW721": Code("error", "other separator", "The sheet is not separated by commas; say --delimiter if it is meant."),
    "GW722": Code("error", "header not understood", "A column is missing, unknown, or there twice."),
    "GW723": Code("error", "ragged row", "A row has more or fewer cells than the header."),
    "GW724": Code("error", "no such guide or row", "The row names no guide, or several rows of one, or none for sure."),
    "GW725": Code("error", "value not read", "The cell has no one reading as a value of its column."),
    "GW726": Code("error", "empty value", "The cell is empty where the spec has a value; deletion is the word null."),
    "GW727": Code("error", "conflicting rows", "Two rows give one figure different values; both lines are named."),
    "GW728": Code("error", "other currency", "The row's amounts are in another currency than the spec's."),
    "GW729": Code("error", "off by a power of ten", "The figure would move a hundredfold or more: a unit was lost."),
    "GW730": Code("error", "older than the spec", "The quarter or the day lies before what the spec says already."),
    "GW731": Code("error", "not a plain cell", "A formula, a date or an error value stands in a cell of the workbook."),
    "GW732": Code("error", "spec cannot be edited", "The edit was refused, so that nothing else in the spec changes."),
    "GW733": Code("error", "cell too long", "A cell is longer than any value of a spec."),
    "GW734": Code("error", "large change, not accepted", "A figure moves by more than the last threshold."),
    "GW735": Code("error", "new row, not accepted", "The sheet has a row that the spec has not; accepting adds it."),
    "GW736": Code("error", "guide broken", "The spec or a file that it needs has errors of its own; mend it first."),
}


def finding(
    code: str,
    place: Place,
    found: str,
    *,
    expected: str = "",
    hint: str = "",
    key: str = "",
    also: tuple[Place, ...] = (),
) -> Diagnostic:
    """A diagnostic with the severity that its code has by default."""
    severity = (CODES.get(code) or COMMON[code]).severity
    return Diagnostic(code, severity, place, found, expected, hint, key, also)
