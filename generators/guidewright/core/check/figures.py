"""Rules on the figures of one guide's table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

from guidewright.core.check.finding import Finding
from guidewright.core.check.guide import Guide
from guidewright.core.model.rows import FIGURES, Row, figure_keys
from guidewright.core.money import money
from guidewright.core.reader import Path, dotted

_WITHIN = 200
"""Two ends of one range that differ by more than this factor are not of one unit. Legacy corpus: at most 40."""
_BEYOND = 20_000
"""Further apart than this, a figure is no slip of thousands but something of its own, such as a token grant of 1."""
_ACROSS = 500
"""A figure further than this factor from the middle of its neighbours is not of their unit. Legacy corpus: 130."""


@dataclass(frozen=True, slots=True)
class _End:
    """One end of one figure as stated."""

    at: Path
    name: str
    value: int


def _ends(guide: Guide, at: Path, row: Row) -> list[_End]:
    """The amounts of a row that are money in the row's currency; nought says nothing about the unit."""
    found = []
    for name, figure in row.figures.items():
        if figure.unit is not None or (figure.currency or row.currency) != row.currency:
            continue
        keys = figure_keys(name)
        for part, value in (("low", figure.low), ("high", figure.high)):
            if value and guide.declares(at, keys[part]):
                found.append(_End((*at, keys[part]), name, value))
    return found


def _factor(one: float, other: float) -> float:
    return max(one, other) / min(one, other)


def _is_slip(one: float, other: float, least: int) -> bool:
    return least < _factor(one, other) <= _BEYOND


def _split_ranges(ends: list[_End], elsewhere: list[int]) -> Iterator[tuple[_End, float, str]]:
    """Of each range whose ends are of different units, the end that is further from the other figures."""
    for low in ends:
        high = next((end for end in ends if end.name == low.name and end.at != low.at), None)
        if high is None or low.value > high.value or not _is_slip(low.value, high.value, _WITHIN):
            continue
        others = [end.value for end in ends if end.name != low.name] or elsewhere
        middle = median(others) if others else high.value
        odd, kept = (low, high) if _factor(low.value, middle) >= _factor(high.value, middle) else (high, low)
        yield odd, kept.value, "the other end of the range"


def _of_another_unit(ends: list[_End], elsewhere: list[int]) -> Iterator[tuple[_End, float, str]]:
    """The ends that are far from their neighbours, each with the middle of those and what they are."""
    split = list(_split_ranges(ends, elsewhere))
    yield from split
    rest = [end for end in ends if all(end != odd for odd, _, _ in split)]
    far = []
    for end in rest:
        others = [other.value for other in rest if other.name != end.name] or elsewhere
        if others and _is_slip(end.value, median(others), _ACROSS):
            far.append((end, median(others), "the figures around it"))
    if rest and len(far) == len(rest):  # two figures that disagree: thousands left out are what happens
        far = [found for found in far if found[0].value < found[1]]
    yield from far


def thousandfold(guide: Guide) -> Iterator[Finding]:
    """A figure is hundreds of times smaller or larger than its neighbours.

    Mostly thousands that were written as units (155 for 155000), or the reverse. A figure is compared with the other
    end of its range, with the other figures of its row, and with the same figure in rows of the same currency.

    Bad:
        compensation:
          - region: San Francisco
            base_low: 155
            base_high: 215000

    Good:
        compensation:
          - region: San Francisco
            base_low: 155000
            base_high: 215000
    """
    rows = [(at, row, _ends(guide, at, row)) for at, row in guide.all_rows()]
    for at, row, ends in rows if _any_far(rows) else ():
        same = [end.value for other, r, es in rows if other != at and r.currency == row.currency for end in es]
        if len({end.name for end in ends}) > 1 and same:
            middle = median(end.value for end in ends)
            if _is_slip(middle, median(same), _ACROSS):
                yield _unit(ends[0], median(same), "the other rows", row)
                continue
        for end, neighbour, what in _of_another_unit(ends, same):
            yield _unit(end, neighbour, what, row)


def _any_far(rows: list[tuple[Path, Row, list[_End]]]) -> bool:
    """Whether some two figures of one currency are so far apart that looking closer is worth it."""
    values: dict[str | None, list[int]] = {}
    for _, row, ends in rows:
        values.setdefault(row.currency, []).extend(end.value for end in ends)
    return any(max(found) > _WITHIN * min(found) for found in values.values() if found)


def _unit(end: _End, neighbour: float, what: str, row: Row) -> Finding:
    factor = round(_factor(end.value, neighbour))
    side = "below" if end.value < neighbour else "above"
    guess = end.value * 1000 if side == "below" else end.value // 1000
    return Finding(
        end.at,
        f"{end.value} is {factor:,} times {side} {what} ({round(neighbour)})",
        expected="whole units of the currency",
        hint=f"{money(guess, row.currency or 'USD')} is written {guess}",
    )


def total_below_base(guide: Guide) -> Iterator[Finding]:
    """The total compensation of a row is below its own base salary.

    A total holds the base, so one of the two is wrong, or they are in different currencies.

    Bad:
        compensation:
          - region: Denver, CO
            base_low: 150000
            base_high: 200000
            total_comp_low: 130000
            total_comp_high: 260000

    Good:
        compensation:
          - region: Denver, CO
            base_low: 150000
            base_high: 200000
            total_comp_low: 180000
            total_comp_high: 260000
    """
    for at, row in guide.all_rows():
        base, total = row.figure("base"), row.figure("total_comp")
        if _currency(row, "base") != _currency(row, "total_comp") or base.period not in (None, "year"):
            continue
        for part, low, high in (("low", base.low, total.low), ("high", base.high, total.high)):
            key = f"total_comp_{part}"
            if low is not None and high is not None and high < low and guide.declares(at, key):
                also = (("", (*at, f"base_{part}")),)
                yield Finding((*at, key), f"total {high} is below base_{part} {low}", also=also)
                break


def _currency(row: Row, name: str) -> str | None:
    return row.figure(name).currency or row.currency


def mixed_currencies(guide: Guide) -> Iterator[Finding]:
    """The figures of one row are in different currencies.

    Readers compare the cells of a row, and a total over two currencies cannot be checked. Give the row one currency,
    and its second one in `also:`. Said once a guide; the other rows are named.

    Bad:
        compensation:
          - region: Tel Aviv
            currency: ILS
            base_low: 420000
            base_high: 540000
            total_comp_low: 155000
            total_comp_high: 215000
            total_comp_currency: USD

    Good:
        compensation:
          - region: Tel Aviv
            currency: ILS
            base_low: 420000
            base_high: 540000
            also:
              currency: USD
              total_comp_low: 155000
              total_comp_high: 215000
    """
    mixed = []
    for at, row in guide.all_rows():
        stated = {name: _currency(row, name) for name, figure in row.figures.items() if figure.low or figure.high}
        other = [name for name, code in stated.items() if row.figure(name).currency and code != row.currency]
        if other and len(set(stated.values())) > 1:
            said = ", ".join(f"{FIGURES[name]} in {code}" for name, code in stated.items())
            hint = f"state the row in {row.currency}, and the published {stated[other[0]]} in also:"
            key = figure_keys(other[0])["currency"]
            mixed.append(Finding((*at, key), said, expected="one currency a row", hint=hint))
    if mixed:
        yield replace(mixed[0], also=tuple(("", finding.at) for finding in mixed[1:]))


def region_twice(guide: Guide) -> Iterator[Finding]:
    """Two rows of a table are for the same region, level and title.

    Bad:
        compensation:
          - region: London, UK
            base_low: 110000
            base_high: 155000
          - region: London, UK
            base_low: 105000
            base_high: 150000

    Good:
        compensation:
          - region: London, UK
            base_low: 110000
            base_high: 155000
          - region: Dublin, Ireland
            base_low: 105000
            base_high: 150000
    """
    seen: dict[tuple[str, ...], Path] = {}
    for index, row in enumerate(guide.rows):
        at: Path = ("compensation", index)
        identity = tuple(" ".join((part or "").split()).casefold() for part in (row.region, row.level, row.title))
        if identity in seen:
            named = next(part for part in ("region", "level", "title") if getattr(row, part))
            first = seen[identity]
            found = f"'{getattr(row, named)}' is in the table already ({dotted(first)})"
            yield Finding((*at, named), found, hint="keep one row, or say what tells them apart", also=(("", first),))
        seen.setdefault(identity, at)


def bonus_without_base(guide: Guide) -> Iterator[Finding]:
    """A row has a bonus in percent, but no base salary that it could be a percentage of.

    Bad:
        compensation:
          - region: Remote US
            bonus_pct: 10
            total_comp_low: 190000
            total_comp_high: 260000

    Good:
        compensation:
          - region: Remote US
            base_low: 150000
            base_high: 190000
            bonus_pct: 10
            total_comp_low: 190000
            total_comp_high: 260000
    """
    for at, row in guide.all_rows():
        bonus = row.figure("bonus")
        if bonus.pct is not None and bonus.low is None and bonus.high is None and not row.figure("base"):
            hint = "add base_low and base_high, or amounts"
            yield Finding((*at, "bonus_pct"), "a percentage without a base", hint=hint)
