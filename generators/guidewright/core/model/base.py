"""The scalar types of the spec's vocabulary. Everything is strict: a string is never read as a number."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_RULE = "a slug of a-z, 0-9 and single hyphens, at most 80 characters"
RESERVED_SLUGS = frozenset(
    {"index", "con", "prn", "aux", "nul", "constructor", "prototype", "hasownproperty", "tostring", "valueof"}
    | {f"{device}{n}" for device in ("com", "lpt") for n in range(10)}
)
"""Names that a file system, a generated index page or a JavaScript reader gives a meaning of its own."""


class Words(BaseModel):
    """The base of every part of a spec: unknown keys are refused, values are never coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False, defer_build=True)


def is_slug(text: str) -> bool:
    return len(text) <= 80 and SLUG.fullmatch(text) is not None and text not in RESERVED_SLUGS


def _slug(text: str) -> str:
    if text in RESERVED_SLUGS:
        raise PydanticCustomError("slug", "is a reserved name")
    if not is_slug(text):
        raise PydanticCustomError("slug", "is not a slug")
    return text


def _date(text: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            datetime.date.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise PydanticCustomError("date", "is not a date")


def _quarter(text: str) -> str:
    if not re.fullmatch(r"(19|20)\d\d-Q[1-4]", text, re.ASCII):
        raise PydanticCustomError("quarter", "is not a quarter")
    return text


def _filled(text: str) -> str:
    if not text or text.isspace():
        raise PydanticCustomError("blank", "is empty")
    return text


def as_line(text: str) -> str:
    return _filled(text).replace("\n", " ").strip()


def as_percent(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("percent", "is not a number")
    if not 0 <= value <= 300 or round(value, 2) != value:
        raise PydanticCustomError("percent", "is out of range")
    return int(value) if value == int(value) else value


Slug = Annotated[str, AfterValidator(_slug)]
Date = Annotated[str, AfterValidator(_date), Field(json_schema_extra={"format": "date"})]
Quarter = Annotated[str, AfterValidator(_quarter), Field(json_schema_extra={"pattern": r"^(19|20)\d\d-Q[1-4]$"})]
Name = Annotated[str, Field(max_length=200), AfterValidator(as_line)]
"""A name: one line, at most 200 characters."""
Line = Annotated[str, Field(max_length=8_000), AfterValidator(as_line)]
"""One line of Markdown; line ends inside it become spaces."""
Text = Annotated[str, Field(max_length=100_000), AfterValidator(_filled)]
"""Paragraphs of Markdown."""
