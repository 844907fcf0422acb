"""No text makes a rule slow: every pattern is linear, on the longest text that a spec may hold."""

from __future__ import annotations

import datetime
import time

import pytest
from check_cases import SPEC, workspace

from guidewright.core.check.finding import GuideRule
from guidewright.core.check.fixes import fixes
from guidewright.core.check.guide import Document, Guide
from guidewright.core.check.rules import RULES

SIZE = 100_000
MARKS = [
    "{{",
    "{%",
    "`",
    "```",
    "~~~",
    "**",
    '"',
    " ",
    "\n",
    "\n ",
    "a  ",
    " \n",
    "|",
    "- ",
    "\u00a0",
    "\u201c",
    "â€",
    "🏗️",
]
MONEY = ["$1,000", "$1,", "1,000,", "$$$", "USD ", "A", "9", "$9K-", "5% ", "5% a ", "base at ", "offer ", "TODO"]
WORDS = [
    ". ",
    ".\n",
    "https://",
    "2026",
    "Jan 2026 ",
    "Q1 ",
    "I need $200K base and RSUs at $300K, total comp of $900K. ",
]


@pytest.mark.parametrize("piece", [*MARKS, *MONEY, *WORDS], ids=repr)
def test_linear(piece: str) -> None:
    text = "x" + piece * (SIZE // len(piece))
    rows = "compensation:\n  - {region: HQ, base_low: 150000, base_high: 200000, bonus_pct: 10}\n"
    documents, _ = workspace({SPEC: rows + "templated: true\nbody:\n  - negotiate_up: x\n  - narrative: x\n"})
    guide = filled(documents[0], text)
    started = time.process_time()
    for rule in RULES:
        if isinstance(rule, GuideRule):
            list(rule.find(guide))
    list(fixes(guide))
    assert time.process_time() - started < 3


def filled(document: Document, text: str) -> Guide:
    """The document with ``text`` in its two blocks."""
    spec = {**document.spec, "body": [{"negotiate_up": text}, {"narrative": text}]}
    parts = {"negotiate_up": "script", "narrative": "text"}
    blocks = [{**b, parts[b["kind"]]: text} if b["kind"] in parts else b for b in document.record["body"]]
    return Guide(SPEC, spec, {**document.record, "body": blocks}, datetime.date(2026, 3, 1))
