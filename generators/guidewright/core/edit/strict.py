"""The strict reader in the form that edits want it: a value, or ``ValueError`` for a text that is refused."""

from __future__ import annotations

from typing import Any

from guidewright.core.diagnostic import has_errors
from guidewright.core.reader import read


def strictly(text: str, path: str = "spec.yaml") -> Any:
    """The data of ``text``; ValueError with its problems."""
    value, problems = read(text, path)
    if value is None or has_errors(problems):
        raise ValueError("; ".join(str(each) for each in problems))
    return value
