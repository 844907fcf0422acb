"""Rules that compare a guide's figures with its company's ladder and with the role's peers elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import exp, log
from statistics import median

from guidewright.core.check.finding import Finding
from guidewright.core.check.guide import Corpus, Guide
from guidewright.core.model.rows import Figure, Row, figure_keys
from guidewright.core.reader import Path

LADDER = ("software-engineer", "senior-software-engineer", "staff-software-engineer")
PEERS, PEERS_AT_HOME = 8, 4
"""Companies that must have a role in a currency to compare it; roles of a company from which its own level is known."""
FAR, FAR_AT_HOME = 2.5, 1.3
"""Factor from the middle of the peers at which a figure is an outlier; the second after the company's own level.
Sample corpus: at most 1.20 after it."""

Key = tuple[str, ...]


def _identity(row: Row) -> Key:
    return tuple(" ".join((part or "").split()).casefold() for part in (row.region, row.level, row.title, row.currency))


def _compared(row: Row) -> tuple[str, Figure] | None:
    """The figure by which rows are compared: base salary, else total compensation; only plain yearly money."""
    for name in ("base", "total_comp"):
        figure = row.figure(name)
        plain = figure.currency in (None, row.currency) and figure.unit is None and figure.period in (None, "year")
        if plain and figure.low and figure.high:
            return name, figure
    return None


def ladder_inversion(corpus: Corpus) -> Iterator[Finding]:
    """A higher rung of a company's ladder is paid less than a lower one in the same region.

    The ladder is software-engineer, senior-software-engineer, staff-software-engineer. Compared are both ends of the
    base salary (of the total where there is no base) of rows with the same region, level and currency.

    Bad:
        # seeds/acme/software-engineer.yaml
        compensation:
          - region: London, UK
            base_low: 90000
            base_high: 120000
        # seeds/acme/senior-software-engineer.yaml
        compensation:
          - region: London, UK
            base_low: 85000
            base_high: 140000

    Good:
        # seeds/acme/software-engineer.yaml
        compensation:
          - region: London, UK
            base_low: 90000
            base_high: 120000
        # seeds/acme/senior-software-engineer.yaml
        compensation:
          - region: London, UK
            base_low: 105000
            base_high: 140000
    """
    for guides in corpus.by_company.values():
        rungs = {guide.role: guide for guide in guides if guide.role in LADDER}
        climbed = [rungs[role] for role in LADDER if role in rungs]
        for lower, higher in pairwise(climbed):
            yield from _inverted(lower, higher)


def _inverted(lower: Guide, higher: Guide) -> Iterator[Finding]:
    below = {_identity(row): (index, row) for index, row in enumerate(lower.rows)}
    for index, row in enumerate(higher.rows):
        if _identity(row) not in below:
            continue
        beneath, under = below[_identity(row)]
        mine, theirs = _compared(row), _compared(under)
        if mine is None or theirs is None or mine[0] != theirs[0]:
            continue
        for end in ("low", "high"):
            own, other = getattr(mine[1], end), getattr(theirs[1], end)
            if own < other:
                key = figure_keys(mine[0])[end]
                also: tuple[tuple[str, Path], ...] = ((lower.path, ("compensation", beneath, key)),)
                found = f"{own} is below the {other} of {lower.role}"
                hint = "the higher role pays at least as much; correct one of the two"
                yield Finding(("compensation", index, key), found, hint=hint, also=also, path=higher.path)
                break


def _middle(guide: Guide) -> tuple[str, str, float] | None:
    """Currency, figure and middle of the guide's first comparable row: its headquarters."""
    for row in guide.rows:
        if (compared := _compared(row)) and not row.level and compared[1].low and compared[1].high and row.currency:
            return row.currency, compared[0], (compared[1].low + compared[1].high) / 2
    return None


def _levels(corpus: Corpus) -> dict[str, tuple[str, float, int]]:
    """By path: the figure that was compared, log of its middle over the role's middle, and the number of peers."""
    groups: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
    for guide in corpus.guides:
        if found := _middle(guide):
            groups.setdefault((guide.role, *found[:2]), []).append((guide.path, log(found[2])))
    levels: dict[str, tuple[str, float, int]] = {}
    for (_, _, name), members in groups.items():
        middle = median(value for _, value in members)
        if len(members) >= PEERS:
            levels |= {path: (name, value - middle, len(members)) for path, value in members}
    return levels


def peer_outlier(corpus: Corpus) -> Iterator[Finding]:
    """The pay of a guide is far from that of the same role elsewhere.

    The middle of the headquarters' base range is compared with the median over all companies for the role, in one
    currency, where there are at least eight. A company that pays differently throughout is allowed for from four
    roles: then a guide is reported when it is off by a factor of 1.3 from what its role and its company let one
    expect, else by a factor of 2.5 from its role alone.

    Bad:
        # seeds/acme/data-engineer.yaml, where eight other companies pay their data engineers about 150000
        compensation:
          - region: New York, NY
            base_low: 450000
            base_high: 520000

    Good:
        # seeds/acme/data-engineer.yaml, where eight other companies pay their data engineers about 150000
        compensation:
          - region: New York, NY
            base_low: 150000
            base_high: 200000
    """
    levels = _levels(corpus)
    for guides in corpus.by_company.values():
        known = [guide for guide in guides if guide.path in levels]
        own = median(levels[guide.path][1] for guide in known) if len(known) >= PEERS_AT_HOME else 0.0
        limit = FAR_AT_HOME if len(known) >= PEERS_AT_HOME else FAR
        for guide in known:
            name, level, peers = levels[guide.path]
            if abs(level - own) > log(limit):
                yield _outlier(guide, name, level, own, peers)


def _outlier(guide: Guide, name: str, level: float, own: float, peers: int) -> Finding:
    index = next(index for index, row in enumerate(guide.rows) if not row.level and _compared(row))
    allowed = f", its company at {exp(own):.2f} throughout" if own else ""
    found = f"the middle is {exp(level):.2f} of the median of {peers} companies for {guide.role}{allowed}"
    at = ("compensation", index, figure_keys(name)["low"])
    row = guide.rows[index].figure(name)
    subject = f"{guide.role} {name} {row.low} {row.high}"
    return Finding(at, found, hint="check the figures and the level they are for", subject=subject, path=guide.path)
