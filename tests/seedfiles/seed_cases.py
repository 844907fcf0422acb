"""Records for the seed file tests: the example workspace, one guide that uses every key, and nasty texts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from guidewright.core.diagnostic import has_errors
from guidewright.core.record import record
from guidewright.core.resolve import DEFAULTS, ROLES, Catalogue, company_path, resolve
from guidewright.core.seedfiles import WHOLE, Head, frame, shares, tables
from guidewright.core.seedfiles.rows import Facts, Filled, by_slug
from guidewright.core.validate import FileKind, parse

ROOT = Path(__file__).parents[2]
RICH = """
last_updated: 2026-02-23
role_display: Quant
role_type: specialty
title_tail: (London)
compensation_title: Pay
compensation_intro: Before the table.
compensation_note: Below the table.
negotiation_dna_summary: A | B
level_mapping: {internal: L4, raw: Acme L4 = Google L5}
data_sources: [Levels.fyi]
compensation:
  - level: L4
    title: Senior
    base_low: 170000
    base_open: true
    base_period: year
    base_note: +target
    stock_low: 1000
    stock_unit: options
    stock_currency: EUR
    bonus_pct: 12.5
    bonus_pct_high: 15
    signing_bonus_text: "=not disclosed"
    carry_high: 7
    extra:
      - {label: PnL, pct: 5, pct_high: 7.25, note: of PnL}
    also: {currency: INR, base_low: 1200000, extra: [{label: PnL, pct: 6}]}
  - {region: "Paris, FR", base_text: not disclosed, total_comp_low: 5}
body:
  - compensation
  - narrative: {title: Why, text: "One.\\n\\nTwo."}
  - level_mapping
  - level_mapping:
      {title: Levels, intro: Before, table: {header: [A, B], rows: [[a, b]]}, items: ["L3: x"], text: After}
  - lever: {title: T, emoji: '', text: Words}
  - global_levers:
      title: G
      intro: I
      items: [{title: T1, lead: L, script: S, after: A, text: X}, {title: T2, text: More}]
      text: Z
  - negotiate_up: {script: Say, after: Wait}
  - negotiate_up: {advice: Open high.}
  - evidence: [Plain, {text: Report, url: 'https://example.com/r', note: (paid)}]
  - evidence: {title: More, items: [Third]}
  - section: {title: Else, emoji: "📈", text: Anything}
  - summary
"""
"""A spec that uses every kind of block and every part of a figure."""


def checked(kind: FileKind, text: str, path: str) -> dict[str, Any]:
    values, problems = parse(kind, text, path)
    assert values is not None, problems
    assert not has_errors(problems)
    return values


@cache
def catalogue() -> Catalogue:
    def shared(kind: FileKind, path: str) -> dict[str, Any]:
        return checked(kind, (ROOT / path).read_text("utf-8"), path)

    companies = sorted(path.parent.name for path in ROOT.glob("seeds/*/_company.yaml"))
    known = {company: shared("company", company_path(company)) for company in companies}
    return Catalogue(shared("defaults", DEFAULTS), shared("roles", ROLES), known)


def made(text: str, path: str) -> dict[str, Any]:
    values, problems = resolve(path, checked("spec", text, path), catalogue())
    assert values is not None, problems
    return record(values)


def spec_paths() -> list[Path]:
    return sorted(path for path in ROOT.glob("seeds/*/*.yaml") if not path.name.startswith("_"))


@cache
def _records() -> list[dict[str, Any]]:
    found = [made(path.read_text("utf-8"), path.relative_to(ROOT).as_posix()) for path in spec_paths()]
    return [*found, made(RICH, "seeds/twilio/quant.yaml")]


def records() -> list[dict[str, Any]]:
    """The example guides and the rich one, in no particular order."""
    return deepcopy(_records()[::-1])


NASTY = [
    "",
    " ",
    " x ",
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\tx",
    "a,b",
    'a"b',
    '"',
    "'",
    "''",
    "a'b",
    "\\",
    "\\'",
    "\\n",
    "a\nb",
    "\n",
    "a\r\nb",
    "\r",
    "\r\nx",
    ";",
    "a;\nb",
    "--x",
    "/*",
    "*/",
    ":x",
    ":'x'",
    "$1",
    "$$",
    "%s",
    "?",
    "NULL",
    "null",
    "true",
    "\\.",
    "\\x",
    "\\copy",
    ".quit",
    "a\n.quit\n;",
    "COMMIT;",
    "'); DROP TABLE guides; --",
    "x\n);\nCOMMIT;\n",
    "0",
    "007",
    "1e3",
    "12.5",
    "2026-02-23",
    "é",
    "ß",
    "—",
    "🏗️",
    "👩‍💻",
    "\u2028",
    "\u2029",
    "\x85",
    "\xa0",
    "\ufeff",
    "\x1b[0m",
    "\x01",
    "\x7f",
    "\u202e",
    "日本語",
    "\U0010ffff",
    "{}",
    "[1]",
    '{"a": "b"}',
    "<script>",
    "a|b",
    "E'\\n'",
    "U&'\\0041'",
    "x" * 9000,
]
TEXT = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    st.text(alphabet="'\"\\,;\r\n=-+@$: ab\t", max_size=12),
)
_FIXED = frozenset(("kind", "last_updated", "next_review_due"))
_KEYS = frozenset(("company", "role"))


@st.composite
def nasty_records(draw: st.DrawFn) -> dict[str, Any]:
    """The rich record with other words in all its texts; its slugs, dates and kinds stay what they are."""

    def other(value: Any, key: str = "", depth: int = 0) -> Any:
        if isinstance(value, dict):
            return {name: other(item, name, depth + 1) for name, item in value.items()}
        if isinstance(value, list):
            return [other(item, key, depth + 1) for item in value]
        fixed = key in _FIXED or (depth == 1 and key in _KEYS)
        return draw(TEXT) if isinstance(value, str) and not fixed else value

    changed: dict[str, Any] = other(deepcopy(_records()[-1]))
    return changed


def seed_files(
    found: Sequence[dict[str, Any]], companies: Facts, roles: Facts, formats: Collection[str]
) -> dict[str, bytes]:
    """The text seed files of some records, put together from their shares as a build does it."""
    ordered = by_slug(found)
    made = [shares(record, formats) for record in ordered]
    files: dict[str, bytes] = {}
    if "json" in formats:
        names = (f"guides/{record['company']}/{record['role']}.json" for record in ordered)
        files = {name: share["json"] for name, share in zip(names, made, strict=True)}
    for name in sorted(WHOLE.keys() & set(formats)):
        before, after = frame(name, [Head.of(record) for record in ordered], companies, roles)
        files[WHOLE[name]] = b"".join([before, *(share[name] for share in made), after])
    return files


FORMATS = ("json", *WHOLE)


def filled(found: Sequence[dict[str, Any]]) -> list[Filled]:
    """The tables of some records, with those of the example workspace's companies and roles."""
    ordered = by_slug(found)
    return list(tables([Head.of(record) for record in ordered], ordered, catalogue().companies, catalogue().roles))
