"""Rules on what a guide or a company lacks."""

from __future__ import annotations

from collections.abc import Iterator

from guidewright.core.check.dates import years_named
from guidewright.core.check.finding import Finding
from guidewright.core.check.guide import Corpus, Guide
from guidewright.core.placeholder import placeholders
from guidewright.core.resolve import company_path

REQUIRED = ("summary", "narrative", "level_mapping", "global_levers", "negotiate_up", "evidence")
FEWEST_REGIONS, HABIT = 3, 3
QUALITIES = ("low", "medium", "high")
SOURCES_FOR = {"high": 4, "medium": 2}
"""Sources that a quality needs; high also one of the last two years (the seeds' rule: 2024 or later, in 2026)."""


def missing_blocks(guide: Guide) -> Iterator[Finding]:
    """The guide lacks a part that the canonical guide has.

    Wanted are a summary, narrative, level_mapping, global_levers, negotiate_up and evidence; a signature lever is not
    for every role. A draft (no body) is GW201's business.

    Bad:
        body:
          - narrative: The team runs the payment core.
          - evidence: [Acme Annual Report 2026]

    Good:
        negotiation_dna_summary: Premium for payments | Growth in 2026
        body:
          - narrative: The team runs the payment core.
          - level_mapping: Acme L4 = Google L5
          - global_levers:
              - {title: Scale, script: I have run this at scale.}
          - negotiate_up: I'd like $200K base.
          - evidence: [Acme Annual Report 2026]
    """
    if guide.record["draft"]:
        return
    present = {block["kind"] for block in guide.record["body"]}
    missing = [kind for kind in REQUIRED if kind not in present]
    if missing:
        yield Finding(("body",), f"no {', '.join(missing)}", expected=", ".join(REQUIRED), of_key=True)


def few_regions(corpus: Corpus) -> Iterator[Finding]:
    """The table has fewer than three regions.

    Where a company does so in most of its guides (three or more), it is said once, at the company file.

    Bad:
        compensation:
          - {region: "New York, NY", base_low: 150000, base_high: 200000}
          - {region: Remote US, base_low: 140000, base_high: 190000}

    Good:
        compensation:
          - {region: "New York, NY", base_low: 150000, base_high: 200000}
          - {region: Remote US, base_low: 140000, base_high: 190000}
          - {region: "London, UK", currency: GBP, base_low: 90000, base_high: 130000}
    """
    expected = f"at least {FEWEST_REGIONS}"
    for company, guides in corpus.by_company.items():
        few = [(guide, regions) for guide in guides if (regions := _few(guide)) is not None]
        if len(few) >= HABIT and len(few) * 2 > len(guides):
            found = (
                f"{len(few)} of {len(guides)} guides have fewer than {FEWEST_REGIONS} regions ({_regions(few[0][1])})"
            )
            also = tuple((guide.path, ("compensation",)) for guide, _ in few[:HABIT])
            subject = f"few regions {_regions(few[0][1])}"
            yield Finding((), found, expected=expected, also=also, subject=subject, path=company_path(company))
            continue
        for guide, regions in few:
            yield Finding(("compensation",), _regions(regions), expected=expected, of_key=True, path=guide.path)


def _few(guide: Guide) -> list[str] | None:
    """The regions of a table that has too few of them; None for any other table."""
    regions = list(dict.fromkeys(row.region for row in guide.rows if row.region))
    return regions if guide.rows and len(regions) < FEWEST_REGIONS else None


def _regions(regions: list[str]) -> str:
    named = "; ".join(regions)
    return f"only {named}" if regions else "no row names a region"


def missing_roles(corpus: Corpus) -> Iterator[Finding]:
    """A company has no guide for some of the standard roles.

    Said at the company file. The standard roles are those of `_roles.yaml` with `role_type: standard`.

    Bad:
        # seeds/_roles.yaml
        software-engineer: {role_display: Software Engineer, role_type: standard}
        data-engineer: {role_display: Data Engineer, role_type: standard}
        # seeds/acme/software-engineer.yaml
        role_display: Software Engineer

    Good:
        # seeds/_roles.yaml
        software-engineer: {role_display: Software Engineer, role_type: standard}
        data-engineer: {role_display: Data Engineer, role_type: standard}
        # seeds/acme/software-engineer.yaml
        role_display: Software Engineer
        # seeds/acme/data-engineer.yaml
        role_display: Data Engineer
    """
    standard = [slug for slug, role in corpus.roles.items() if role.get("role_type") == "standard"]
    for company in sorted({*corpus.companies, *corpus.by_company}):
        present = {guide.role for guide in corpus.by_company.get(company, ())}
        missing = [slug for slug in standard if slug not in present]
        if missing:
            found = f"no guide for {len(missing)} of {len(standard)} standard roles: {', '.join(missing)}"
            yield Finding((), found, hint=f"guidewright new guide {company}/{missing[0]}", path=company_path(company))


def sources_without_year(guide: Guide) -> Iterator[Finding]:
    """No source of the guide says of which year it is.

    Nobody can tell how old the figures are. One dated source is enough to pass; GW444 judges how new it is.

    Bad:
        body:
          - evidence:
              - Levels.fyi
              - Acme Annual Report

    Good:
        body:
          - evidence:
              - Levels.fyi, Acme data of January 2026
              - Acme Annual Report
    """
    sources = guide.sources
    if sources and not any(years_named(text) for _, text in sources):
        found = f"none of {len(sources)} sources names a year" if len(sources) > 1 else "the source names no year"
        yield Finding(sources[0][0], found, hint="say of when each source is")


def placeholder(corpus: Corpus) -> Iterator[Finding]:
    """A text that a scaffold left to be written: it, or a paragraph of it, begins with TODO.

    Looked for in specs and company files. Placeholders in brackets, such as [X] or [team size], are for the speaker of
    a script to fill in, and stay.

    Bad:
        body:
          - narrative: "TODO: what the team does, and why it pays for it."

    Good:
        body:
          - narrative: The team runs the payment core. I have led [team size] engineers.
    """
    files = {guide.path: guide.spec for guide in corpus.guides}
    files |= {company_path(company): facts for company, facts in corpus.companies.items()}
    for path, values in files.items():
        for at, offset, line in placeholders(values):
            hint = "write it, or take it out"
            yield Finding(at, "is still to be written", hint=hint, offset=offset, subject=line[:80], path=path)


def earned_quality(guide: Guide) -> str:
    """The quality that the sources earn: their number, and for high one of the last two years."""
    sources = guide.sources or [(("data_sources", i), text) for i, text in enumerate(guide.record["data_sources"])]
    newest = max((year for _, text in sources for year in years_named(text)), default=0)
    if len(sources) >= SOURCES_FOR["high"] and newest >= guide.as_of.year - 2:
        return "high"
    return "medium" if len(sources) >= SOURCES_FOR["medium"] else "low"


def unearned_quality(guide: Guide) -> Iterator[Finding]:
    """The guide claims a data_quality that its sources do not earn.

    high takes four sources of which one is of the last two years, medium takes two. A lower claim is nobody's harm.

    Bad:
        data_quality: high
        body:
          - evidence: [Acme Annual Report 2026, Levels.fyi 2026]

    Good:
        data_quality: medium
        body:
          - evidence: [Acme Annual Report 2026, Levels.fyi 2026]
    """
    claimed = guide.record["data_quality"]
    if claimed not in QUALITIES:
        return
    earned = earned_quality(guide)
    if QUALITIES.index(claimed) > QUALITIES.index(earned):
        count = len(guide.sources) or len(guide.record["data_sources"])
        found = f"{claimed}, but its {count} source{'' if count == 1 else 's'} earn {earned}"
        yield Finding(("data_quality",), found, hint=f"say {earned}, or add sources with a year")
