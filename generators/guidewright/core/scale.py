"""Figures that cannot be of one unit: a thousandfold off the other end of their range or off their neighbours.

A figure is compared with the other end of its range, with the other figures of its row, and with the same figure in
rows of the same currency; amounts of other periods are compared by the year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from guidewright.core.figures import PER_YEAR
from guidewright.core.magnitude import WITHIN
from guidewright.core.model.rows import Row, figure_keys
from guidewright.core.reader import Path

_BEYOND = 20_000
"""Further apart than this, a figure is no slip of thousands but something of its own, such as a token grant of 1."""
_ACROSS = 500
"""A figure further than this factor from the middle of its neighbours is not of their unit. Legacy corpus: 130."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of one figure: its key path, the figure's name, the amount as stated and by the year."""

    at: Path
    name: str
    stated: int
    value: int


@dataclass(frozen=True, slots=True)
class Off:
    """An end that is far off, the amount a year that it should be near to, and what that is."""

    end: End
    neighbour: float
    what: str
    row: Row

    @property
    def factor(self) -> float:
        return _factor(self.end.value, self.neighbour)


def far_off(rows: Iterable[tuple[Path, Row]], declared: Callable[[Path, str], bool]) -> Iterator[Off]:
    """The ends in ``rows`` that are off, as far as they are ``declared`` (row, key) and not computed."""
    found = [(at, row, _ends(at, row, declared)) for at, row in rows]
    for at, row, ends in found if _any_far(found) else ():
        same = [end.value for other, r, es in found if other != at and r.currency == row.currency for end in es]
        if len({end.name for end in ends}) > 1 and same:
            middle = median(end.value for end in ends)
            if _is_slip(middle, median(same), _ACROSS):
                yield Off(ends[0], median(same), "the other rows", row)
                continue
        for end, neighbour, what in _of_another_unit(ends, same):
            yield Off(end, neighbour, what, row)


def _ends(at: Path, row: Row, declared: Callable[[Path, str], bool]) -> list[End]:
    """The amounts of a row that are money in the row's currency; nought says nothing about the unit."""
    found = []
    for name, figure in row.figures.items():
        if figure.unit is not None or (figure.currency or row.currency) != row.currency:
            continue
        keys = figure_keys(name)
        for part, value in (("low", figure.low), ("high", figure.high)):
            if value and declared(at, keys[part]):
                found.append(End((*at, keys[part]), name, value, value * PER_YEAR.get(figure.period or "", 1)))
    return found


def _factor(one: float, other: float) -> float:
    return max(one, other) / min(one, other)


def _is_slip(one: float, other: float, least: int) -> bool:
    return least < _factor(one, other) <= _BEYOND


def _split_ranges(ends: list[End], elsewhere: list[int]) -> Iterator[tuple[End, float, str]]:
    """Of each range whose ends are of different units, the end that is further from the other figures."""
    for low in ends:
        high = next((end for end in ends if end.name == low.name and end.at != low.at), None)
        if high is None or low.value > high.value or not _is_slip(low.value, high.value, WITHIN):
            continue
        others = [end.value for end in ends if end.name != low.name] or elsewhere
        middle = median(others) if others else high.value
        odd, kept = (low, high) if _factor(low.value, middle) >= _factor(high.value, middle) else (high, low)
        yield odd, kept.value, "the other end of the range"


def _of_another_unit(ends: list[End], elsewhere: list[int]) -> Iterator[tuple[End, float, str]]:
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


def _any_far(rows: list[tuple[Path, Row, list[End]]]) -> bool:
    """Whether some two figures of one currency are so far apart that looking closer is worth it."""
    values: dict[str | None, list[int]] = {}
    for _, row, ends in rows:
        values.setdefault(row.currency, []).extend(end.value for end in ends)
    return any(max(found) > WITHIN * min(found) for found in values.values() if found)
