"""Front matter that a legacy guide does not have but its evidence says: quality and publishers.

The rules are those that reproduce the seed guides (shared/seeds/README.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

PUBLISHERS: tuple[tuple[str, str], ...] = (
    ("Levels.fyi", r"levels\.?fyi"),
    ("Glassdoor", r"glassdoor"),
    ("Blind", r"(?:team)?blind"),
    ("LinkedIn", r"linkedin"),
    ("Payscale", r"payscale"),
    ("Salary.com", r"salary\.com"),
    ("Indeed", r"indeed"),
    ("Comparably", r"comparably"),
    ("H1B", r"h-?1b"),
    ("Crunchbase", r"crunchbase"),
    ("Hired", r"hired"),
    ("Robert Half", r"robert half"),
    ("Radford", r"radford"),
    ("Pave", r"pave"),
    ("Carta", r"carta"),
)
"""Publishers of pay data with how they are written; a whole word, whatever its case."""

_PUBLISHER = re.compile(
    "|".join(rf"(?P<p{i}>\b{pattern}\b)" for i, (_, pattern) in enumerate(PUBLISHERS)), re.IGNORECASE
)
_AS_WORD = frozenset({"Hired", "Pave", "Carta", "Indeed"})
"""Names that are also words of the language: they count only with a capital letter."""
_YEAR = re.compile(r"\b20[0-9]{2}\b")
RECENT = 2024
MAX_SOURCE = 8_000


def data_quality(lines: Sequence[str]) -> Literal["high", "medium", "low"]:
    """high: four or more sources of which one names 2024 or later; medium: two or more; else low."""
    recent = any(int(year) >= RECENT for line in lines for year in _YEAR.findall(line))
    if len(lines) >= 4 and recent:
        return "high"
    return "medium" if len(lines) >= 2 else "low"


def data_sources(lines: Sequence[str]) -> list[str]:
    """The publishers that the evidence names, in the order of first mention; the lines where none is known."""
    found: dict[str, None] = {}
    for match in _PUBLISHER.finditer("\n".join(lines)):
        name = PUBLISHERS[int(str(match.lastgroup)[1:])][0]
        if name not in _AS_WORD or match[0][0].isupper():
            found[name] = None
    cleaned = (" ".join(line.replace("**", "").split())[:MAX_SOURCE] for line in lines)
    return list(found) or list(dict.fromkeys(line for line in cleaned if line))
