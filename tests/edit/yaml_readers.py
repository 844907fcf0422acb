"""The readers that the edit tests compare: ours, PyYAML's two and ruamel's YAML 1.2."""

from __future__ import annotations

import io
from typing import Any

import yaml
from ruamel.yaml import YAML

from guidewright.core.diagnostic import has_errors
from guidewright.core.reader import read


def ours(text: str) -> Any:
    """What the strict reader says, as ``edit`` wants its reader: ``ValueError`` on bad text."""
    value, problems = read(text, "spec.yaml")
    if value is None or has_errors(problems):
        raise ValueError("; ".join(str(problem) for problem in problems))
    return value


def libyaml(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def pyyaml(text: str) -> Any:
    return yaml.safe_load(text)


def ruamel(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(io.StringIO(text))
