"""What the text of one cell means as a value of its column, where it has one reading; else why it has none.

Excel's habits are known by name: exponents, dates in the place of numbers, error values, separators. Nothing is
guessed: a text that two people could read as two numbers is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from guidewright.core.model.rows import Period
from guidewright.core.money import LABELS, label, number
from guidewright.core.refresh.columns import Field

NULL = "null"
"""The word that deletes a value."""
MAX_AMOUNT = 10**15


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell has no value."""

    found: str
    expected: str = ""
    hint: str = ""


_GROUPED = re.compile(r"([0-9]{1,3})(?:([,\u00a0\u202f '’])[0-9]{3})(?:\2[0-9]{3})*")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_PLAIN = re.compile(r"[0-9]{1,16}")
_ZEROS = re.compile(r"(.*[0-9])\.0{1,2}", re.DOTALL)
_SCALED = re.compile(r"([0-9,]+)(?:\.([0-9]{1,3}))?(K|M|B|L|Cr)")
_SCALES = {"K": 10**3, "M": 10**6, "B": 10**9, "L": 10**5, "Cr": 10**7}
_PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2})0*)?( ?%)?")
_EXPONENT = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?[eE][-+]?[0-9]+")
_DATE = re.compile(
    r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(?:[ T].*)?|[0-9]{1,4}[- ][A-Za-z]{3,9}|[A-Za-z]{3,9}[- ][0-9]{1,4}"
)
_ABSENT = ("-", "–", "—", "n/a", "na", "none", "nil", "tbd", "?", "delete", "nan")


def _habit(text: str) -> Fault | None:
    """What a spreadsheet is known to make of a number."""
    if _EXPONENT.fullmatch(text):
        hint = "Excel has rewritten it: format the column as a number without decimals"
        return Fault(f"{text} has an exponent, and may have lost digits", "a whole number like 160000", hint)
    if text.startswith("#"):
        return Fault(f"{text[:20]} is a spreadsheet's error value", hint="mend the formula or widen the column")
    if text.startswith("="):
        return Fault("a formula", hint="paste the value in its place")
    if text.lower() in _ABSENT:
        return Fault(f"'{text}' is no figure", hint=f"write {NULL} to delete the value, or the figure")
    if _DATE.fullmatch(text):
        return Fault(f"'{text}' is a date", hint="Excel has turned a number into a date: format the column as a number")
    if text.startswith(("-", "(")):
        return Fault(f"'{text[:30]}' is negative", "a figure from 0 on")
    return None


def amount(text: str, currency: str | None, labels: Mapping[str, str]) -> int | Fault:
    """A whole amount: 170000, 170,000, $170K, $170,000.00 (the sign of the row's own currency only)."""
    if (habit := _habit(text)) is not None:
        return habit
    digits = text
    if not text[:1].isdigit():
        digits, fault = _unlabelled(text, currency, labels)
        if fault is not None:
            return fault
    if match := _ZEROS.fullmatch(digits):
        digits = match[1]
    if _PLAIN.fullmatch(digits) or _GROUPED.fullmatch(digits) or (currency == "INR" and _INDIAN.fullmatch(digits)):
        value = int(re.sub("[^0-9]", "", digits))
        return value if value <= MAX_AMOUNT else Fault(f"{text[:30]} is too large")
    if match := _SCALED.fullmatch(digits):
        whole, decimals = match[1].replace(",", ""), match[2] or ""
        scaled = int(whole + decimals) * _SCALES[match[3]] if whole else 0
        grain: int = 10 ** len(decimals)
        value = scaled // grain
        if value * grain == scaled and digits in (number(value, "USD"), number(value, "INR")):
            return value
        return Fault(f"'{text[:30]}'", "the exact amount", "write it in digits")
    if re.fullmatch(r"[0-9]+[.,][0-9]+", digits):
        hint = "write whole units without separators: a point or comma here has two readings"
        return Fault(f"'{text[:30]}' has two readings, or a fraction of a unit", "a whole number like 170000", hint)
    return Fault(f"'{text[:30]}'" if text.isprintable() else "unprintable text", "a whole number like 170000")


def _unlabelled(text: str, currency: str | None, labels: Mapping[str, str]) -> tuple[str, Fault | None]:
    own = label(currency, labels) if currency else ""
    for sign in (own, f"{currency} " if currency else ""):
        if sign and text.startswith(sign) and text[len(sign) :][:1].isdigit():
            return text[len(sign) :], None
    others = [code for code, sign in LABELS.items() if text.startswith(sign) and text[len(sign) :][:1].isdigit()]
    if others or re.match(r"[A-Z]{3} [0-9]", text):
        other = others[0] if others else text[:3]
        return text, Fault(f"'{text[:30]}' is in {other}", f"{currency}, the currency of the row")
    return text, Fault(f"'{text[:30]}'", "a whole number like 170000")


def percentage(text: str) -> int | float | Fault:
    """A percentage: 10, 12.5, 10%. Excel's 0.1 for 10 % is refused, for it may also mean a tenth of a percent."""
    if (habit := _habit(text)) is not None:
        return habit
    match = _PERCENT.fullmatch(text)
    if match is None:
        hint = "write the decimal point as a point" if "," in text else ""
        return Fault(f"'{text[:30]}'", "a percentage like 10 or 12.5", hint)
    value = float(f"{match[1]}.{match[2] or 0}")
    if 0 < value < 1 and not match[3]:
        hint = f"write {value * 100:g}, or {value:g}% if that is meant"
        return Fault(f"'{text}' may be {value * 100:g} % or {value:g} %", "a percentage like 10", hint)
    if value > 300:
        return Fault(f"{text} is out of range", "a percentage from 0 to 300")
    return int(value) if value == int(value) else value


def read(text: str, field: Field, currency: str | None, labels: Mapping[str, str]) -> Any:
    """The value of a cell that is not empty; None for the word that deletes; or a ``Fault``."""
    if field.part == "paragraphs":
        return None if text.strip() == NULL else text.strip("\n").rstrip()
    if "\n" in text.strip() and field.part != "line":
        return Fault("a line end inside the cell", "one line", "only texts of several lines may hold one")
    line = " ".join(text.split("\n")).strip().strip("\u00a0")
    if line == NULL:
        return None
    if field.part in ("low", "high"):
        return amount(line, currency, labels)
    if field.part in ("pct", "pct_high"):
        return percentage(line)
    if field.part == "open":
        words = {"true": True, "TRUE": True, "false": False, "FALSE": False}
        return words.get(line, Fault(f"'{line[:30]}'", "true or false"))
    if field.part == "period" and line not in get_args(Period):
        return Fault(f"'{line[:30]}'", f"one of {', '.join(get_args(Period))}")
    return line
