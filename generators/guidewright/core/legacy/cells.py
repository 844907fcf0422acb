"""The grammar of a compensation cell: what is surely a figure is typed, everything else stays words.

A cell is one reading (``$170K–$235K``), two in different currencies (``£70K–£90K / $88K–$113K``, also
interleaved: ``£70K / $88K - £90K / $113K``), nothing (``—``) or words. Every word of a cell ends in a note or
in the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from html import unescape

from guidewright.core.legacy.amounts import AMOUNT, MARK, Amount, RefusedError, read_amount
from guidewright.core.legacy.bounds import CEILING, HINT, ceiling, with_bound
from guidewright.core.legacy.marks import SIGNS, may_mean
from guidewright.core.model.rows import Figure
from guidewright.core.money import CODES
from guidewright.core.periods import PERIODS, UNITS, said

MAX_CELL = 2_000
_DASHES = "-–—−‐‑‒~"
_BETWEEN = re.compile(rf"\s*(?:[{_DASHES}]|\bto\b)\s*")
_SECOND = re.compile(rf"\s*/\s*(?={MARK}[ \u00a0]?[0-9])")
_PER_END = re.compile(rf"(/(?:{UNITS}))(\s*(?:[{_DASHES}]|\bto\b)\s*[^\s/]{{1,20}}(?: [^\s/]{{1,20}})?\1)\b")
"""A period said at either end of a range."""
_ESCAPED = re.compile(r"\\([^\w\s])")
_PERIOD = re.compile(
    r"\s*(?P<sep>/|per\s)\s*"
    rf"(?:(?P<years>[0-9]{{1,2}})\s?-?(?:yrs?|years?|y)|(?P<word>{UNITS}))\b\.?"
)
_UNITS = re.compile(
    r"\s+(?P<unit>(?:stock |share |phantom )?(?:options|shares|RSUs|PSUs|units|PPUs|ISOs|NSOs|SARs))\b", re.IGNORECASE
)
_SHARE = re.compile(
    r"\s*\((?P<low>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s?%?(?:\s?[-–—]\s?(?P<high>[0-9]{1,3}(?:\.[0-9]{1,2})?))?\s?%\)"
)
_CASH_IN_BRACKETS = re.compile(r"\((?P<cash>[^()]{1,80})\)")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LOOSE_AMOUNT = re.compile(rf"(?:{MARK})[ \u00a0]?[0-9]|[0-9]{{1,3}},[0-9]{{3}}|[0-9][KM]\b")
_STYLED = re.compile(r"(?P<marks>[*_`]{1,3})(?P<text>[^*_`]*)(?P=marks)")
_DIGITS = re.compile(r"[0-9](?:[0-9,.]*[0-9])?")
_SHORT = frozenset({"yr", "mo", "wk", "day", "hr"})
NOTHING = frozenset({"", "-", "–", "—", "--", "---", "…"})
NOT_GIVEN = frozenset({"n/a", "na", "tbd", "tba", "not disclosed", "unknown", "?", "n.a.", "undisclosed"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as read, its currency still a mark; ``label`` is the mark as it would stand before an amount."""

    figure: Figure
    mark: str | None = None
    label: str = ""
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: readings, or words with the code of the reason why it is no figure; or nothing."""

    first: Reading | None = None
    second: Reading | None = None
    words: str | None = None
    why: str | None = None


def read_cell(text: str) -> Cell:
    """The meaning of one cell; never raises, linear in its length."""
    text = " ".join(text.split())
    if text in NOTHING:
        return Cell()
    if text.lower() in NOT_GIVEN:
        return Cell(words=text, why="GW526")
    if not _DIGITS.search(text):
        return Cell(words=text)
    if len(text) > MAX_CELL:
        return Cell(words=text, why="GW523")
    try:
        return _readings(_PER_END.sub(r"\2", _unstyled(_unescaped(text)))) or Cell(words=text, why="GW523")
    except RefusedError as refused:
        return Cell(words=text, why=str(refused))


def _unescaped(text: str) -> str:
    """The text as Markdown shows it: ``\\$150K&ndash;\\$200K`` is ``$150K–$200K``."""
    return _ESCAPED.sub(r"\1", unescape(text)) if "\\" in text or "&" in text else text


def _unstyled(text: str) -> str:
    """The text without the marks of bold, italics and code around it; a star behind it alone is a footnote's."""
    match = _STYLED.fullmatch(text)
    return match["text"] if match else text


def count_ends(text: str) -> int:
    """How many numbers stand in a text that is no typed figure."""
    return len(_DIGITS.findall(text))


def _readings(text: str) -> Cell | None:
    pieces = _SECOND.split(_mask(text))
    if len(pieces) == 1:
        first = _reading(text)
        return _with_bracketed(first) if first else None
    cuts = [match.span() for match in _SECOND.finditer(_mask(text))]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    parts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    readings = [_reading(part) for part in parts] if len(parts) == 2 else _interleaved(parts)
    if len(readings) != 2:
        return None
    first, second = readings
    if first is None or second is None:
        return None
    if first.mark == second.mark or not (first.mark and second.mark):
        raise RefusedError("GW524")
    return Cell(first, second)


def _with_bracketed(first: Reading) -> Cell:
    """``₹47L–₹59L ($56K–$70K)``: an amount in another currency alone in brackets is the second reading."""
    note = first.figure.note or ""
    match = _CASH_IN_BRACKETS.fullmatch(note) if first.mark else None
    try:
        second = _reading(match["cash"].strip()) if match else None
    except RefusedError:
        second = None
    if second is None or second.mark is None or second.mark == first.mark:
        return Cell(first)
    if second.figure.note not in (None, "(approx.)"):
        return Cell(first)
    return Cell(replace(first, figure=first.figure._replace(note=None)), second)


def _mask(text: str) -> str:
    """The text with everything in brackets blanked, so that it is split only outside of them."""
    return _BRACKETS.sub(lambda match: "·" * len(match[0]), text)


def _interleaved(parts: list[str]) -> list[Reading | None]:
    """``a``, ``b - c``, ``d`` as the two ranges ``a - c`` and ``b - d``."""
    if len(parts) != 3:
        return []
    middle = AMOUNT.match(parts[1])
    between = _BETWEEN.match(parts[1], middle.end()) if middle else None
    if not middle or not between:
        return []
    b, c = parts[1][: middle.end()], parts[1][between.end() :]
    return [_reading(f"{parts[0]}–{c}"), _reading(f"{b}–{parts[2]}")]


def _reading(text: str) -> Reading | None:
    """One figure with what surrounds it; None when the text does not begin with one."""
    hint = HINT.match(text)
    at = hint.end() if hint else 0
    low = read_amount(text, at)
    if low is None:
        return None
    between = _BETWEEN.match(text, low.end)
    high = read_amount(text, between.end()) if between else None
    if between and high is None:
        return None
    end = (high or low).end
    reading, end = _with_shape(low, high, end)
    reading, end = _with_period(reading, text, end)
    figure, end = _with_unit(reading, text, end)
    figure = with_bound(figure, hint[1] if hint else "")
    return _with_note(replace(reading, figure=figure), text[end:])


def _with_shape(low: Amount, high: Amount | None, end: int) -> tuple[Reading, int]:
    top = high or low
    if (low.percent or top.percent) and (low.mark or top.mark):
        raise RefusedError("GW523")
    mark, label = _shared_mark(low, top)
    shared = high is not None and low.scale == 1 and low.value < 1000
    bottom = low.value * (top.scale if shared else 1)
    if high and bottom > high.value:
        raise RefusedError("GW522")
    is_open = low.open or top.open
    if top.percent:
        return Reading(Figure(pct=_share(bottom), pct_high=_share(high.value) if high else None, open=is_open)), end
    if low.percent or bottom.denominator != 1 or top.value.denominator != 1:
        raise RefusedError("GW523")
    figure = Figure(low=int(bottom), high=int(high.value) if high else None, open=is_open)
    return Reading(figure, mark, label), end


def _shared_mark(low: Amount, top: Amount) -> tuple[str | None, str]:
    """The mark of both ends and how it stands before an amount; a code beside a sign (``$130K–$170K CAD``) is meant for
    the other end's sign too."""
    if not low.mark or not top.mark or low.mark == top.mark:
        return (low.mark, low.label) if low.mark else (top.mark, top.label)
    for code, sign in ((top, low), (low, top)):
        if code.mark in CODES and code.label.endswith(sign.mark or "") and may_mean(sign.mark, code.mark):
            return code.mark, code.label
    raise RefusedError("GW524")


def _share(value: Fraction) -> int | float:
    share = float(value)
    if share > 300 or round(share, 2) != share:
        raise RefusedError("GW523")
    return int(share) if share == int(share) else share


def _with_period(reading: Reading, text: str, end: int) -> tuple[Reading, int]:
    match = _PERIOD.match(text, end)
    figure = reading.figure
    if figure.pct is not None:
        return reading, end
    if match is None:
        return replace(reading, figure=figure._replace(period=said(text[end:]))), end
    if text.startswith("+", match.end()):
        return reading, end
    if match["years"] and int(match["years"]) > 1:
        return replace(reading, years=int(match["years"]), figure=figure._replace(period="grant")), match.end()
    word = match["word"] or "yr"
    figure = figure._replace(period=PERIODS[word])
    written = match["sep"] == "/" and word in _SHORT and not match["years"]
    return replace(reading, figure=figure), match.end() if written else end


def _with_unit(reading: Reading, text: str, end: int) -> tuple[Figure, int]:
    """The figure with what it counts, or with the percentage behind an amount and the amount behind a percentage."""
    figure = reading.figure
    if reading.mark is None and figure.low is not None:
        match = _UNITS.match(text, end)
        if match is None:
            return figure, end
        return figure._replace(unit=match["unit"]), match.end()
    if figure.low is not None and (share := _SHARE.match(text, end)):
        low, high = Fraction(share["low"]), share["high"]
        if not high or low <= Fraction(high):
            return figure._replace(pct=_share(low), pct_high=_share(Fraction(high)) if high else None), share.end()
    return figure, end


def _is_small(figure: Figure) -> bool:
    """Whether its amount is one that thousands or more may be left out of. Zero is zero of anything."""
    return figure.unit is None and 0 < max(figure.low or 0, figure.high or 0) < 1000


def _is_bare(reading: Reading) -> bool:
    """Whether nothing says what the numbers count: ``2x–3x base``, ``5–10 bps``, ``62``."""
    return reading.mark is None and _is_small(reading.figure)


def _is_scaled(reading: Reading, rest: str) -> bool:
    """Whether a word behind a small amount may be its unit (``R$240 mil``, ``€85 Tsd.``), which nobody here knows."""
    return reading.figure.period is None and rest[:1].isalpha() and _is_small(reading.figure)


def _with_note(reading: Reading, rest: str) -> Reading | None:
    """The reading with the words that follow it; None when these are figures of their own."""
    rest = rest.strip()
    reading, rest = _cash_behind_share(reading, rest)
    if _is_bare(reading) or _is_scaled(reading, rest):
        return None
    if not rest:
        return reading
    if CEILING.fullmatch(rest):
        reading = replace(reading, figure=ceiling(reading.figure))
    bare = _BRACKETS.sub(" ", rest)
    if _LOOSE_AMOUNT.search(bare) or (rest[0] in "/.,%-–—~0123456789" and not said(rest)):
        return None
    if rest[0] == "+" and not rest[1:].startswith(" "):
        return None
    code = rest[1:-1]
    if rest == f"({code})" and code in CODES and may_mean(reading.mark, code) and SIGNS[reading.mark or ""] != (code,):
        return replace(reading, mark=code, label=f"{code} {reading.mark}")
    note = " ".join(part for part in (reading.figure.note, rest) if part)
    return replace(reading, figure=reading.figure._replace(note=note))


def _cash_behind_share(reading: Reading, rest: str) -> tuple[Reading, str]:
    """``10% target ($16,000 – $20,000)``: the amount belongs to the figure, ``target`` is its note."""
    figure = reading.figure
    match = _CASH_IN_BRACKETS.search(rest) if figure.pct is not None and not figure.open else None
    if match is None:
        return reading, rest
    try:
        cash = _reading(match["cash"].strip())
    except RefusedError:
        return reading, rest
    if cash is None or cash.mark is None or cash.figure.note or cash.figure.open or cash.figure.period:
        return reading, rest
    both = figure._replace(low=cash.figure.low, high=cash.figure.high)
    left = f"{rest[: match.start()].strip()} {rest[match.end() :].strip()}".strip()
    return Reading(both, cash.mark, cash.label), left
