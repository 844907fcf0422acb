"""Prose that quotes figures: in a spec that says ``templated: true``, ``{{ … }}`` in its texts is rendered.

Everywhere else text is data and never reaches the template engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.reader import Path, dotted
from guidewright.core.render import Renderer
from guidewright.core.view import comp_view, company_view

_TEXTS = ("negotiation_dna_summary", "compensation_intro", "compensation_note", "level_mapping", "body")


def quote(
    values: Mapping[str, Any],
    record: Mapping[str, Any],
    company: Mapping[str, Any],
    renderer: Renderer,
    place: Callable[[Path], Place],
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The resolved values with their texts rendered; ``record`` is theirs before, ``place`` finds a key of the spec."""
    names = {
        "comp": comp_view(record),
        "company": company_view(record["company"], record["company_display"], company),
        "role": {"slug": record["role"], "display": record["role_display"], "type": record["role_type"]},
        "currency_labels": record["currency_labels"],
    }
    diagnostics: list[Diagnostic] = []

    def rendered(value: Any, at: Path) -> Any:
        if isinstance(value, str):
            if "{{" not in value and "{%" not in value and "{#" not in value:
                return value
            text, found = renderer.text(value, names, lambda: place(at), dotted(at))
            diagnostics.extend(found)
            return text
        if isinstance(value, list):
            return [rendered(item, (*at, index)) for index, item in enumerate(value)]
        if isinstance(value, dict):
            return {key: rendered(item, (*at, key)) for key, item in value.items()}
        return value

    texts = {key: rendered(values[key], (key,)) for key in _TEXTS if values.get(key) is not None}
    return dict(values) | texts, diagnostics
