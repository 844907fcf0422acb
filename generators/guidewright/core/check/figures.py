"""Rules on the figures of one guide's table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guidewright.core.check.finding import Finding
from guidewright.core.check.guide import Guide
from guidewright.core.magnitude import close
from guidewright.core.model.rows import FIGURES, Row, figure_keys
from guidewright.core.money import money
from guidewright.core.reader import Path, dotted
from guidewright.core.scale import Off, far_off


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
    if not close(guide.record["compensation"]):
        yield from map(_unit, far_off(guide.all_rows(), guide.declares))


def _unit(off: Off) -> Finding:
    stated, side = off.end.stated, "below" if off.end.value < off.neighbour else "above"
    guess = stated * 1000 if side == "below" else stated // 1000
    return Finding(
        off.end.at,
        f"{stated} is {round(off.factor):,} times {side} {off.what} ({round(off.neighbour)})",
        expected="whole units of the currency",
        hint=f"{money(guess, off.row.currency or 'USD')} is written {guess}",
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
