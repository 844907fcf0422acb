"""status: coverage, freshness, drafts, hand edits, and what a build would do."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guidewright.commands.build import BuildOptions, Planned, diagnostics_of, make_plan
from guidewright.core.ages import EXPIRED_DAYS, STALE_DAYS
from guidewright.core.diagnostic import has_errors
from guidewright.edges.clock import today
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import open_workspace


@dataclass(frozen=True)
class StatusOptions:
    """``as_of``: the day to judge freshness by; None for today."""

    root: Path
    as_of: str | None = None
    json: bool = False


def run(options: StatusOptions, terminal: Terminal) -> int:
    """Exit code 0 when there is nothing to do; 1 when something is stale, edited, missing or broken; 2 no workspace."""
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    planned = make_plan(workspace, BuildOptions(options.root, dry_run=True), terminal)
    facts = gather(planned, options.as_of or today())
    if options.json:
        import json

        terminal.result(json.dumps({"version": 1} | facts, ensure_ascii=False, indent=2))
    else:
        _print(facts, terminal)
    differing = any(facts["build"][kind] for kind in ("create", "update", "orphan", "edited", "taken"))
    return 1 if differing or facts["broken"] or has_errors(diagnostics_of(planned)) else 0


def gather(planned: Planned, as_of: str) -> dict[str, Any]:
    """Everything that status says, as plain values."""
    guides = list(planned.build.guides.values())
    standard = list(planned.build.catalogue.roles)
    companies = sorted({guide.company for guide in guides})
    have = {(guide.company, guide.role) for guide in guides}
    missing = [f"{company}/{role}" for company in companies for role in standard if (company, role) not in have]
    ages = Counter(_age(guide.facts.get("last_updated"), as_of) for guide in guides if guide.output)
    due = [g for g in guides if (g.facts.get("next_review_due") or "9999") <= as_of]
    kinds = ("create", "update", "identical", "orphan", "edited", "taken")
    return {
        "as_of": as_of,
        "guides": len(guides),
        "companies": len(companies),
        "standard_roles": len(standard),
        "missing": missing,
        "drafts": [_name(guide) for guide in guides if guide.facts.get("draft")],
        "broken": [_name(guide) for guide in guides if guide.output is None],
        "quality": dict(sorted(Counter(g.facts.get("data_quality") or "unknown" for g in guides if g.output).items())),
        "freshness": {age: ages.get(age, 0) for age in ("fresh", "stale", "expired", "undated")},
        "review_due": [_name(guide) for guide in due],
        "build": {kind: [action.path for action in planned.of(kind)] for kind in kinds if kind != "identical"}
        | {"identical": len(planned.of("identical"))},
    }


def _name(guide: Any) -> str:
    return f"{guide.company}/{guide.role}"


def _age(verified: str | None, as_of: str) -> str:
    if verified is None:
        return "undated"
    days = (datetime.date.fromisoformat(as_of) - datetime.date.fromisoformat(verified)).days
    return "expired" if days > EXPIRED_DAYS else "stale" if days > STALE_DAYS else "fresh"


def _print(facts: dict[str, Any], terminal: Terminal) -> None:
    cells = facts["companies"] * facts["standard_roles"]
    filled = cells - len(facts["missing"])
    terminal.result(f"guides     {facts['guides']} of {facts['companies']} companies")
    terminal.result(f"coverage   {filled} of {cells} standard roles" + _examples(facts["missing"], "missing"))
    freshness = ", ".join(f"{count} {age}" for age, count in facts["freshness"].items() if count)
    terminal.result(
        f"freshness  {freshness or 'nothing dated'} (as of {facts['as_of']})"
        + _examples(facts["review_due"], "review due")
    )
    terminal.result("quality    " + ", ".join(f"{count} {quality}" for quality, count in facts["quality"].items()))
    for key in ("drafts", "broken"):
        if facts[key]:
            terminal.result(f"{key:10} {len(facts[key])}" + _examples(facts[key]))
    build = facts["build"]
    todo = ", ".join(f"{len(build[kind])} to {kind}" for kind in ("create", "update") if build[kind])
    terminal.result(f"build      {todo or 'nothing to do'}, {build['identical']} files as they should be")
    for kind, advice in (
        ("edited", "guidewright adopt"),
        ("orphan", "guidewright build --prune"),
        ("taken", "move them away"),
    ):
        if build[kind]:
            terminal.result(f"{kind:10} {len(build[kind])}{_examples(build[kind])}  → {advice}")


def _examples(names: list[str], word: str = "") -> str:
    if not names:
        return ""
    shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
    return f"; {len(names)} {word}: {shown}" if word else f": {shown}"
