"""A made corpus of N specs: seeded, of realistic size (8 KB, nine blocks, about 14 roles a company).

    python -m benchmarks.corpus --out DIR --guides 500

Figures are multiples of 5,000 so that every peer can print them with a simple rule. Nothing is read from the clock.
"""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
SEED = 20260223
_ROLES = (
    "software-engineer", "senior-software-engineer", "staff-software-engineer", "engineering-manager",
    "product-manager", "product-designer", "data-scientist", "data-engineer", "ml-ai-engineer", "devops-engineer",
    "security-engineer", "solutions-architect", "technical-program-manager",
)  # fmt: skip
_WORDS = (
    "platform team offer equity band market data latency model customer release budget review hiring level grant "
    "salary target system scale evidence recruiter candidate quarter growth product service region report pipeline "
    "roadmap strategy revenue contract engineer manager reliability incident storage network security audit cost "
    "value signing bonus refresh vesting total package range figure source interview panel decision deadline"
).split()
_VERBS = (
    "pays raises funds supports limits measures defends explains changes compares documents protects rewards owns"
).split()
_LINKS = "because while after before where although since unless".split()
_SYLLABLES = "al be cor da el fi gra ho in jo ka lu mer no or pa qui ro sta tri ul va wen xo yar zen".split()
_REGIONS = (
    ("San Francisco, CA (HQ)", "USD", 100), ("New York, NY", "USD", 96), ("Austin, TX", "USD", 88),
    ("London, UK", "GBP", 70), ("Berlin, Germany", "EUR", 66),
)  # fmt: skip


def _sentence(chance: random.Random) -> str:
    def clause() -> str:
        first, second, third = chance.sample(_WORDS, 3)
        return f"the {first} {second} {chance.choice(_VERBS)} every {third} by {chance.randrange(2, 95)}%"

    text = f"{clause()} {chance.choice(_LINKS)} {clause()}."
    return text[0].upper() + text[1:]


_POOL = [_sentence(random.Random(SEED + number)) for number in range(1500)]


def _prose(chance: random.Random, sentences: int) -> str:
    return " ".join(chance.choices(_POOL, k=sentences))


def _block(text: str, indent: int) -> str:
    return "\n".join(" " * indent + line if line else "" for line in text.split("\n"))


def company_name(number: int) -> tuple[str, str]:
    """Slug and display name of a company; every number has its own."""
    count = len(_SYLLABLES)
    parts = [_SYLLABLES[number % count], _SYLLABLES[number // count % count], _SYLLABLES[number * 7 % count]]
    word = "".join(parts)
    return f"{word}-{number:04d}", f"{word.capitalize()} {number}"


def _company(number: int) -> str:
    slug, display = company_name(number)
    return (
        f"company_display: {display}\naliases: [{slug[:3].upper()}{number}]\nindustry: Enterprise software\n"
        f"hq: San Francisco, CA (HQ)\ncurrency: USD\n"
    )


def _rows(chance: random.Random, level: int) -> str:
    base = 120_000 + 5_000 * level + 5_000 * chance.randrange(8)
    rows = []
    for region, currency, percent in _REGIONS:
        low = base * percent // 500_000 * 5_000
        high = low + 5_000 * chance.randrange(6, 14)
        stock = low // 10_000 * 10_000 * (1 + level % 3)
        rows.append(
            f"  - region: {region}\n    currency: {currency}\n    base_low: {low}\n    base_high: {high}\n"
            f"    stock_low: {stock}\n    stock_high: {stock * 2}\n    bonus_pct: 10\n    bonus_pct_high: 15\n"
            f"    total_comp_low: {low + stock // 40_000 * 10_000}\n    total_comp_high: {high + stock // 2}\n"
        )
    return "".join(rows)


def spec(company: int, role: int, variant: int = 0) -> str:
    """The text of one spec. ``variant`` changes its figures and nothing else."""
    chance = random.Random(f"{SEED}/{company}/{role}")
    figures = random.Random(f"{SEED}/{company}/{role}/{variant}")
    _, display = company_name(company)
    paragraphs = "\n\n".join(_prose(chance, 5) for _ in range(3))
    levers = "".join(
        f"      - title: Lever {number} of {chance.choice(_WORDS)}\n        script: {_prose(chance, 3)}\n"
        for number in range(1, 5)
    )
    own = "" if role < len(_ROLES) else f"role_display: Specialist {role}\nrole_type: specialty\n"
    return (
        f"# yaml-language-server: $schema=../../schema/guide.schema.json\n{own}"
        f"last_updated: 2026-0{1 + role % 9}-{10 + company % 18}\ndata_quality: {('high', 'medium', 'low')[role % 3]}\n"
        f"salary_data_quarter: 2025-Q4\n"
        f"negotiation_dna_summary: {display} pays for {chance.choice(_WORDS)} | Strategy of {chance.choice(_WORDS)}\n"
        f"compensation:\n{_rows(figures, role)}"
        f"level_mapping:\n  internal: null\n  raw: {display} L{role} = Google L{role % 7 + 2} = Meta E{role % 7 + 2}\n"
        f"data_sources:\n  - Levels.fyi\n  - Glassdoor\n"
        f"body:\n  - narrative: |\n{_block(paragraphs, 6)}\n  - level_mapping\n"
        f"  - lever:\n      title: {display} {chance.choice(_WORDS).capitalize()} Lever\n      text: |\n"
        f"{_block(_prose(chance, 5) + chr(10) * 2 + _prose(chance, 5), 8)}\n"
        f"  - section:\n      title: Interview Process\n      text: |\n{_block(_prose(chance, 6), 8)}\n"
        f"  - section:\n      title: Benefits\n      text: |\n{_block(_prose(chance, 4), 8)}\n"
        f"  - global_levers:\n{levers}"
        f"  - section:\n      title: Timing\n      text: |\n{_block(_prose(chance, 4), 8)}\n"
        f"  - negotiate_up: {_prose(chance, 5)}\n"
        f"  - evidence:\n"
        + "".join(f'      - "{display} {chance.choice(_WORDS)} report: part {n}, January 2026"\n' for n in range(1, 6))
    )  # fmt: skip


def spec_path(number: int) -> tuple[str, int, int]:
    """Workspace path, company and role of the guide with this number: 14 guides a company."""
    company, role = divmod(number, 14)
    slug, _ = company_name(company)
    name = _ROLES[role] if role < len(_ROLES) else f"specialist-{role}"
    return f"seeds/{slug}/{name}.yaml", company, role


def make(root: Path, guides: int, config: str = "") -> None:
    """Writes a workspace of ``guides`` specs to ``root``, which must not be there yet."""
    (root / "seeds").mkdir(parents=True)
    (root / "guidewright.toml").write_text(f"version = 1\n{config}", encoding="utf-8")
    for name in ("_defaults.yaml", "_roles.yaml"):
        shutil.copy(REPOSITORY / "seeds" / name, root / "seeds" / name)
    for number in range(guides):
        path, company, role = spec_path(number)
        file = root / path
        if role == 0:
            file.parent.mkdir()
            (file.parent / "_company.yaml").write_text(_company(company), encoding="utf-8")
        file.write_text(spec(company, role), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--guides", type=int, default=500)
    parser.add_argument("--config", default="", help="more lines for guidewright.toml")
    options = parser.parse_args()
    make(options.out, options.guides, options.config)


if __name__ == "__main__":
    main()
