"""Rules on what the prose says about money, against the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidewright.core.check.amounts import Amount, Subject, amounts, currencies, subject
from guidewright.core.check.asks import Claim, claims
from guidewright.core.check.finding import Finding
from guidewright.core.check.guide import Guide
from guidewright.core.check.texts import Text
from guidewright.core.figures import FORMULA_PARTS
from guidewright.core.model.rows import Figure, Row
from guidewright.core.model.spec import TOTAL_FORMULAS

_COMPARED: tuple[Subject, ...] = ("base", "stock", "total_comp")
_WORDS = {"base": "base salary", "stock": "stock", "total_comp": "total compensation"}
_ABSURD = 50
"""Above this multiple of the table's maximum an amount is no pay: a valuation, a market."""
_SLACK = 0.05
_PERCENT = re.compile(r"([0-9]{1,2})% (?:target )?(?:\w+ )?bonus|bonus (?:target )?(?:at|of|to) ([0-9]{1,2})%", re.I)
_ONE_OFF = re.compile(r"(?:relocation|sign(?:ing|-on)|retention|budget|stipend)[^.;|]{0,40}$", re.I)
"""Words before a range that is no figure of the table, though it may look like one."""
_QUOTED = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")


def _plain(row: Row, name: str, figure: Figure) -> bool:
    """Whether the figure is money of the row's currency for the usual period, with a known upper end."""
    usual = (None, "grant") if name == "stock" else (None, "year")
    own = figure.currency in (None, row.currency)
    return figure.unit is None and not figure.open and own and figure.period in usual


def _maximum(guide: Guide, claim: Claim) -> int | None:
    """The highest figure of the table for what the claim is about, over all rows in its currency."""
    wanted = currencies(claim.amount.sign, guide.record["currency_labels"])
    highest = []
    for _, row in guide.all_rows():
        figure = row.figure(claim.of)
        if row.currency in wanted and figure.has_figures:
            top = figure.high if figure.high is not None else figure.low
            if top is None or not _plain(row, claim.of, figure):
                return None
            highest.append(top)
    return max(highest, default=None)


def _asked(guide: Guide) -> list[tuple[Text, list[Claim]]]:
    """The texts of the closing ask, each with what it claims."""
    parts = ("script", "after", "advice")
    asking = (text for text in guide.texts if text.kind == "negotiate_up" and text.part in parts)
    return [(text, list(claims(text.text))) for text in asking]


def _above(guide: Guide, kind: str) -> Iterator[Finding]:
    for text, found in guide.once(_asked):
        for claim in found:
            if claim.kind != kind or claim.of not in _COMPARED:
                continue
            top = _maximum(guide, claim)
            if top is not None and top < claim.amount.high < top * _ABSURD:
                said = text.text[claim.amount.start : claim.amount.end]
                yield Finding(
                    text.at,
                    f"{said} {_WORDS[claim.of]} is above the table's maximum {top}",
                    hint="correct the text or the table; competing offers are not compared",
                    offset=text.offset(claim.amount.start),
                )


def ask_above_table(guide: Guide) -> Iterator[Finding]:
    """The negotiate-up text asks for more than the table's maximum.

    Own asks for base, stock or total compensation are compared with the highest figure over all rows in that currency.
    Left alone: competing offers, counters, increments ("a $20K base increase"), later years, first-year totals with
    one-off pay, and figures that are open at the top.

    Bad:
        compensation:
          - region: New York, NY
            base_low: 150000
            base_high: 210000
        body:
          - negotiate_up: I'm targeting $240K base. My competing offer is at $300K base.

    Good:
        compensation:
          - region: New York, NY
            base_low: 150000
            base_high: 210000
        body:
          - negotiate_up: I'm targeting $205K base. My competing offer is at $300K base.
    """
    yield from _above(guide, "ask")


def floor_above_table(guide: Guide) -> Iterator[Finding]:
    """The negotiate-up text would accept nothing below a figure that is above the table's maximum.

    A floor above the table tells the reader to decline every offer that the table calls usual.

    Bad:
        compensation:
          - region: New York, NY
            total_comp_low: 250000
            total_comp_high: 385000
        body:
          - negotiate_up: "Open high. Your accept-at floor should be $400,000 total comp."

    Good:
        compensation:
          - region: New York, NY
            total_comp_low: 250000
            total_comp_high: 385000
        body:
          - negotiate_up: "Open high. Your accept-at floor should be $330,000 total comp."
    """
    yield from _above(guide, "floor")


def _shares(guide: Guide, text: str) -> list[float]:
    """The bonus percentages that the text names, else those of the table."""
    said = [float(match[1] or match[2]) for match in _PERCENT.finditer(text)]
    figures = [row.figure("bonus") for row in guide.rows]
    return said or [float(share) for f in figures for share in (f.pct, f.pct_high) if share is not None]


def _sums(guide: Guide, base: int, stock: int, signing: int, shares: list[float]) -> dict[str, tuple[float, float]]:
    """What base, stock and the usual bonus add up to by each formula: with the lowest and the highest bonus."""
    paid = [base * share / 100 for share in shares]
    paid += [bonus.high for row in guide.rows if not shares and (bonus := row.figure("bonus")).high is not None]
    parts = {"base": base, "stock": stock / guide.pay.vesting_years, "grant": stock, "signing_bonus": signing}
    sums = {}
    for formula, names in FORMULA_PARTS.items():
        fixed = sum(parts[name] for name in names if name != "bonus")
        bonuses = paid if "bonus" in names and paid else [0.0]
        sums[formula] = (fixed + min(bonuses), fixed + max(bonuses))
    return sums


def ask_does_not_add_up(guide: Guide) -> Iterator[Finding]:
    """The parts of an ask do not add up to the total that it names.

    Compared is base + stock by the company's `total_formula`, with and without the usual bonus and a signing bonus that
    is asked for beside them, when base, stock and
    total are asked for in one sentence or the total in the next. Within 5 % it passes.

    Bad:
        compensation:
          - region: New York, NY
            base_low: 150000
            base_high: 300000
            bonus_pct: 10
        body:
          - negotiate_up: I'd need the base at $275K and RSUs at $500K over four years, bringing total comp to $540K.

    Good:
        compensation:
          - region: New York, NY
            base_low: 150000
            base_high: 300000
            bonus_pct: 10
        body:
          - negotiate_up: I'd need the base at $275K and RSUs at $500K over four years, bringing total comp to $430K.
    """
    for text, claimed in guide.once(_asked):
        by_sentence: dict[int, list[Claim]] = {}
        for claim in claimed:
            if claim.amount.low == claim.amount.high:
                by_sentence.setdefault(claim.sentence, []).append(claim)
        totals = [claim for found in by_sentence.values() for claim in found if claim.of == "total_comp"]
        shares = _shares(guide, text.text) if totals else []
        for whole in totals:
            parts = _parts(by_sentence, whole)
            same = (whole.kind, whole.amount.sign)
            if parts is None or any((part.kind, part.amount.sign) != same for part in parts):
                continue
            once = (claim for claim in by_sentence[whole.sentence] if claim.of == "signing_bonus")
            signing = next((claim.amount.low for claim in once), 0)
            sums = _sums(guide, parts[0].amount.low, parts[1].amount.low, signing, shares)
            own = guide.pay.formula
            passing = [own] + ["no_bonus"] * (own == "vest") + ["with_signing"] * (signing > 0)
            yield from _judge(text, whole.amount, sums, passing)


def _parts(by_sentence: dict[int, list[Claim]], whole: Claim) -> tuple[Claim, Claim] | None:
    """The one base and the one stock that are asked for in the total's sentence, or in the one before."""
    for sentence in (whole.sentence, whole.sentence - 1):
        found = by_sentence.get(sentence, [])
        base, stock, totals = ([c for c in found if c.of == of] for of in ("base", "stock", "total_comp"))
        if len(base) == len(stock) == 1 and len(totals) <= 1:
            return base[0], stock[0]
    return None


def _judge(text: Text, said: Amount, sums: dict[str, tuple[float, float]], passing: list[str]) -> Iterator[Finding]:
    """A finding when the total is none of the ``passing`` formulas' sums; the first is the company's own."""

    def fits(formula: str) -> bool:
        low, high = sums[formula]
        return low * (1 - _SLACK) <= said.low <= high * (1 + _SLACK)

    own = passing[0]
    if any(fits(formula) for formula in passing):
        return
    other = "full_grant" if fits("full_grant") else None
    low, high = (round(end) for end in sums[own])
    adds = f"{low}" if low == high else f"{low} to {high}"
    hint = f"{TOTAL_FORMULAS[other]} would fit" if other else "correct the total or its parts"
    shown = text.text[said.start : said.end]
    found = f"the parts add up to {adds} ({TOTAL_FORMULAS[own]}), not to {shown} total"
    yield Finding(text.at, found, hint=hint, offset=text.offset(said.start))


def typed_figure(guide: Guide) -> Iterator[Finding]:
    """A figure of the table is typed in the text, where it could be quoted from the table.

    A quoted figure moves with the table when figures are refreshed: `{{ comp['London, UK'].base }}` in a spec that says
    `templated: true`. In such a spec every range of the table that is typed is reported, and every amount that the text
    itself calls by the figure's name; in other specs only whole ranges, once a guide. Ranges are those of base, stock
    and total. Negotiate-up and the level mapping are left alone.

    Bad:
        compensation:
          - region: London, UK
            currency: GBP
            base_low: 110000
            base_high: 155000
        body:
          - narrative: In London the base range is £110K–£155K.

    Good:
        templated: true
        compensation:
          - region: London, UK
            currency: GBP
            base_low: 110000
            base_high: 155000
        body:
          - narrative: In London the base range is {{ comp['London, UK'].base }}.
    """
    figures = ((row.currency, name, f) for _, row in guide.all_rows() for name, f in row.figures.items())
    ends = {(currency, name, figure.low, figure.high) for currency, name, figure in figures if figure.low}
    ranges = {
        (currency, low, high) for currency, name, low, high in ends if name in _COMPARED and high not in (None, low)
    }
    single = {(currency, name, end) for currency, name, low, high in ends for end in (low, high) if end is not None}
    templated = guide.record["templated"]
    found = []
    for text in guide.texts:
        if text.kind in ("negotiate_up", "level_mapping") or not any(character.isdigit() for character in text.raw):
            continue
        blanked = _QUOTED.sub(lambda match: " " * len(match[0]), text.raw) if templated else text.raw
        for amount in amounts(blanked):
            codes = currencies(amount.sign, guide.record["currency_labels"])
            once = _ONE_OFF.search(blanked, max(0, amount.start - 60), amount.start)
            whole = not once and any((code, amount.low, amount.high) in ranges for code in codes)
            named = templated and amount.low == amount.high and (of := subject(blanked, amount)) is not None
            if whole or (named and any((code, of, amount.low) in single for code in codes)):
                found.append(_typed(text, blanked[amount.start : amount.end], amount.start))
    if found and not templated:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        first = found[0]
        hint = "say templated: true and quote it, {{ comp['region'].base }}, so that a refresh moves the text too"
        yield Finding(first.at, first.found + more, hint=hint, offset=first.offset, subject=first.found)
        return
    yield from found


def _typed(text: Text, said: str, offset: int) -> Finding:
    hint = "quote it: {{ comp['region'].base }}"
    return Finding(text.at, f"{said} stands in the table", hint=hint, offset=offset)
