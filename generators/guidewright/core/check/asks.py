"""What a negotiate-up text asks for: its own asks and accept-at floors, without other people's offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guidewright.core.check.amounts import Amount, Subject, amounts, is_increment, is_yearly, subject

_SENTENCE = re.compile(r"""(?<=[.!?;"])\s+(?=["(\[A-Z])|\s(?:—|--)\s|\n+|;\s""")
_OTHERS = re.compile(
    r"\b(?:offer(?:s|ed|ing)?|compet(?:ing|itors?|e)|counters?|countered|alternatives?|against|versus|vs|market"
    r"|compar(?:e|ed|able)|current(?:ly)?|previous|leaving|unvested|forfeit(?:ed|ing)?|walk(?:ing)? away|undervalues?"
    r"|below|elsewhere|they|their|refresh(?:es|ers?)?|trajectory|year [2-9]|valuation|first[- ]year|year[- ](?:1|one)"
    r"|equivalents?|equiv)\b",
    re.I,
)
"""Words of a sentence that speaks of somebody else's money, of later years, or of a year with one-off pay."""
_FLOOR = re.compile(r"\b(?:accept|floor|settle|minimum|no (?:less|lower) than)\b", re.I)
_ASK = re.compile(
    r"\b(?:target(?:ing)?|open(?:ing)?|anchor(?:ing)?|start|push(?:ing)?|negotiate|ask(?:ing)?|request(?:ing)?|seek(?:ing)?|aim"
    r"|need|want|like|looking for|propose|bring(?:ing)?|match|expect(?:ing)?|sign|commit|at)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A part of a text between sentence ends or dashes: ``[start, end)``."""

    start: int
    end: int
    others: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount that the text asks for (or would accept), and the figure it is of."""

    kind: Literal["ask", "floor"]
    of: Subject
    amount: Amount
    sentence: int


def sentences(text: str) -> list[Sentence]:
    found, start = [], 0
    for match in [*_SENTENCE.finditer(text), None]:
        end = match.start() if match else len(text)
        if end > start:
            found.append(Sentence(start, end, _OTHERS.search(text, start, end) is not None))
        start = match.end() if match else end
    return found


def claims(text: str) -> Iterator[Claim]:
    """Own asks and floors in the order of the text; offers of others, increments and yearly stock are left out."""
    for index, part in enumerate(sentences(text)):
        if part.others:
            continue
        floor = _FLOOR.search(text, part.start, part.end)
        if not floor and not _ASK.search(text, part.start, part.end):
            continue
        for amount in amounts(text, part.start, part.end):
            of = subject(text, amount)
            if of is None or is_increment(text, amount) or (of == "stock" and is_yearly(text, amount)):
                continue
            yield Claim("floor" if floor and floor.start() < amount.start else "ask", of, amount, index)
