"""The filter that scaffold templates write YAML with: ``{{ cookiecutter.company_display | yaml }}``.

A Cookiecutter extension, named under ``_extensions`` in cookiecutter.json; whatever a value holds, it stays one value.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension

from guidewright.core.edit.emit import emit

EXTENSION = "guidewright.core.scaffold_filters.YamlFilter"


def yaml(value: Any, indent: int = 0) -> str:
    """``value`` as YAML without a final newline; lines after the first stand ``indent`` columns in."""
    lines = emit(value, plain_dates=True).rstrip("\n").split("\n")
    return "\n".join([lines[0], *(" " * indent + line if line else "" for line in lines[1:])])


class YamlFilter(Extension):
    """Adds the filter ``yaml``."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters["yaml"] = yaml
