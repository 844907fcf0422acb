"""The scalar types of the spec's vocabulary, and what its mappings are described with.

In pydantic-core's own words, from which the JSON Schemas are made too: models would take 100 ms to import and to build,
and give objects where a mapping is wanted. Everything is strict: a string is never read as a number.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Any

from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core import core_schema as cs

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_RULE = "a slug of a-z, 0-9 and single hyphens, at most 80 characters"
RESERVED_SLUGS = frozenset(
    {"index", "con", "prn", "aux", "nul", "constructor", "prototype", "hasownproperty", "tostring", "valueof"}
    | {f"{device}{n}" for device in ("com", "lpt") for n in range(10)}
)
"""Names that a file system, a generated index page or a JavaScript reader gives a meaning of its own."""


def is_slug(text: str) -> bool:
    return len(text) <= 80 and _SLUG.fullmatch(text) is not None and text not in RESERVED_SLUGS


def _slug(text: str) -> str:
    if text in RESERVED_SLUGS:
        raise PydanticCustomError("slug", "is a reserved name")
    if not is_slug(text):
        raise PydanticCustomError("slug", "is not a slug")
    return text


@lru_cache(1024)
def _date(text: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            datetime.date.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise PydanticCustomError("date", "is not a date")


@lru_cache(1024)
def _quarter(text: str) -> str:
    if not re.fullmatch(r"(19|20)\d\d-Q[1-4]", text, re.ASCII):
        raise PydanticCustomError("quarter", "is not a quarter")
    return text


def _filled(text: str) -> str:
    if not text or text.isspace():
        raise PydanticCustomError("blank", "is empty")
    return text


def as_line(text: str) -> str:
    line = text.replace("\n", " ").strip()
    return line or _filled(line)


def as_percent(value: Any) -> Any:
    if type(value) is int and 0 <= value <= 300:  # as nearly all are
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("percent", "is not a number")
    if not 0 <= value <= 300 or round(value, 2) != value:
        raise PydanticCustomError("percent", "is out of range")
    return int(value) if value == int(value) else value


Fields = dict[str, cs.TypedDictField]
"""The keys of a mapping, in the order in which they are documented."""

SLUG = cs.no_info_after_validator_function(_slug, cs.str_schema(strict=True))
DATE = cs.no_info_after_validator_function(_date, cs.str_schema(strict=True))
QUARTER = cs.no_info_after_validator_function(_quarter, cs.str_schema(strict=True))
NAME = cs.no_info_after_validator_function(as_line, cs.str_schema(strict=True, max_length=200))
"""A name: one line, at most 200 characters."""
LINE = cs.no_info_after_validator_function(as_line, cs.str_schema(strict=True, max_length=8_000))
"""One line of Markdown; line ends inside it become spaces."""
TEXT = cs.no_info_after_validator_function(_filled, cs.str_schema(strict=True, max_length=100_000))
"""Paragraphs of Markdown."""


def must(schema: CoreSchema, description: str, *examples: Any) -> cs.TypedDictField:
    """A key that must be there."""
    words = {"description": description} | ({"examples": list(examples)} if examples else {})
    return cs.typed_dict_field(schema, required=True, metadata={"pydantic_js_updates": words})


def may(schema: CoreSchema, description: str, *examples: Any) -> cs.TypedDictField:
    """A key that may be left out, or be null."""
    return must(cs.nullable_schema(schema), description, *examples) | {"required": False}


def mapping(title: str, description: str, fields: Fields) -> cs.TypedDictSchema:
    """A mapping that has no other keys."""
    words = {"title": title, "description": description, "additionalProperties": False}
    return cs.typed_dict_schema(fields, extra_behavior="forbid", strict=True, metadata={"pydantic_js_updates": words})


def whole(low: int, high: int) -> CoreSchema:
    """A whole number from ``low`` to ``high``."""
    return cs.int_schema(strict=True, ge=low, le=high)


def flag() -> CoreSchema:
    return cs.bool_schema(strict=True)


def text(longest: int) -> CoreSchema:
    """Any text, be it empty."""
    return cs.str_schema(strict=True, max_length=longest)


def choice(*words: str) -> CoreSchema:
    return cs.literal_schema(list(words))


def items(schema: CoreSchema, least: int | None = None) -> CoreSchema:
    return cs.list_schema(schema, min_length=least, strict=True)


def by_name(schema: CoreSchema) -> CoreSchema:
    """A mapping of any texts to values of one kind."""
    return cs.dict_schema(cs.str_schema(strict=True), schema, strict=True)


def either(*schemas: CoreSchema) -> CoreSchema:
    return cs.union_schema(list(schemas))
