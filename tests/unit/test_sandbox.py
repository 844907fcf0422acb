"""Our short cuts past Jinja's compiler print what its own code prints, and fail as it fails."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from guidewright.core import sandbox

TEMPLATES = (
    "{{ text }}|{{ number }}|{{ flag }}|{{ marked }}|{{ own.title }}|{{ own.items }}|{{ own.keys() | length }}",
    "{% for item in rows %}{{ loop.index }}{{ loop.last }}{{ item.name }}{% endfor %}",
    "{% for name, said in own.inner | dictsort %}{{ name }}={{ said }};{% endfor %}",
    "{% set said = 'a' %}{{ said }}{% set own = {'title': 'b'} %}{{ own.title }}",
    "{{ own.none }}",
    "{% set kept = namespace(a=1) %}{% set kept.a = text %}{{ kept.a }}",
    "{% set kept = namespace(a=1) %}{{ kept.b }}",
    """{% macro line(item, by='-') %}{{ item.name }}{{ by }}{{ caller() }}{% endmacro %}
    {% call line(rows[0]) %}{{ text }}{% endcall %}{{ line.name }}""",
    "{% import 'parts' as parts with context %}{{ parts.shown('x') }}{{ parts.nothing }}",
    "{% import 'parts' as parts %}{{ parts.shown('x') }}",
    "{% from 'parts' import shown with context %}{{ shown(own.title) }}",
    "{% filter upper %}{{ text }}{{ own.title }}{% endfilter %}{% set a %}{{ text }}{% endset %}{{ a }}",
    "{% autoescape true %}{{ text }}{{ marked }}{{ own.title }}{% endautoescape %}{{ text }}",
    "{{ own.inner.a }}{{ own['inner'].a }}{{ (own.inner).b }}{{ rows.0.name }}{{ rows[1].name }}",
    "{{ own }}",
    "{{ rows }}",
    "{{ nothing }}",
    "{{ own.absent }}",
    "{{ own.absent.deeper }}",
    "{{ absent.title }}",
    "{{ text.title }}",
    "{{ text.title() }}",
    "{{ text.format(1) }}",
    "{{ text.__class__ }}",
    "{{ own.__class__ }}",
    "{{ own.update({'a': 1}) }}",
    "{{ number.real }}",
    "{{ nothing.a }}",
    "{{ own.title if own.absent is defined else 'none' }}{{ own.absent is defined }}",
)


def values() -> dict[str, Any]:
    own = {"title": "<T>", "items": "key", "inner": {"b": 2, "a": "x"}, "none": None}
    rows = [{"name": "first"}, {"name": Markup("<second>")}]
    return {
        "text": "a <b>",
        "number": 7,
        "flag": True,
        "marked": Markup("<i>"),
        "nothing": None,
        "own": own,
        "rows": rows,
    }


def outcome(template: str) -> str:
    sources = {"it": template, "parts": "{% macro shown(a) %}[{{ a }}{{ own.title }}]{% endmacro %}"}
    try:
        return sandbox.environment(sources).get_template("it").render(values())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("template", TEMPLATES)
def test_compiled_as_by_jinja_itself(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = outcome(template)
    monkeypatch.setattr(sandbox.Sandbox, "code_generator_class", CodeGenerator)
    assert ours == outcome(template)


def test_some_of_them_print_and_some_fail() -> None:
    printed = [each for each in map(outcome, TEMPLATES) if "Error: " not in each]
    assert 12 < len(printed) < len(TEMPLATES) - 12
    assert outcome(TEMPLATES[0]) == "a <b>|7|True|<i>|<T>|key|4"
