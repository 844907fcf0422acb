"""What a rule means, from the docstring of its function: a sentence, what is behind it, a bad and a good example."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass

from guidewright.core.check.finding import FAMILIES, Rule


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of a rule's docstring; examples are YAML of a spec, or of several files under ``# seeds/…`` lines."""

    summary: str
    text: str
    bad: str
    good: str


def explanation(rule: Rule) -> Explanation:
    """The parsed docstring of the rule's function."""
    doc = inspect.cleandoc(rule.function.__doc__ or "")
    head, _, examples = doc.partition("\n\nBad:")
    bad, _, good = examples.partition("\n\nGood:")
    summary, _, text = head.partition("\n\n")
    return Explanation(summary, text, inspect.cleandoc("\n" + bad).strip(), inspect.cleandoc("\n" + good).strip())


def explain(rule: Rule) -> str:
    """The page of ``check --explain CODE``."""
    told = explanation(rule)
    head = f"{rule.code} {rule.title} ({rule.severity}, {rule.family})"
    examples = [f"{label}:\n\n{_indented(text)}" for label, text in (("Bad", told.bad), ("Good", told.good)) if text]
    return "\n\n".join(part for part in (head, told.summary, told.text, *examples) if part) + "\n"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def rules_page(rules: Sequence[Rule]) -> str:
    """The reference page of all rules in Markdown: a table by family, then each rule with its examples."""
    parts = ["# Rules of check\n\nGenerated from the docstrings of the rules; do not edit.\n"]
    for family, words in FAMILIES.items():
        own = [rule for rule in rules if rule.family == family]
        table = "\n".join(f"| [{rule.code}](#{rule.code.lower()}) | {rule.severity} | {rule.title} |" for rule in own)
        parts.append(f"## {family.capitalize()}\n\n{words}\n\n| code | severity | rule |\n|---|---|---|\n{table}\n")
        parts.extend(_section(rule) for rule in own)
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    told = explanation(rule)
    examples = []
    for label, text in (("Bad", told.bad), ("Good", told.good)):
        fenced = f"```yaml\n{text}\n```" if "\n" in text or ":" in text.split(" ")[0] else text
        examples.append(f"{label}:\n\n{fenced}")
    anchor = f'### <a id="{rule.code.lower()}"></a>{rule.code} {rule.title}'
    return "\n\n".join(part for part in (anchor, told.summary, told.text, *examples) if part) + "\n"
