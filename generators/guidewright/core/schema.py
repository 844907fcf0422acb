"""JSON Schema (draft 2020-12) of everything that people write and of what the seed files hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guidewright.core.config import FIELDS, ConfigField
from guidewright.core.schema_records import compensation_schema, record_schema, table_schema
from guidewright.core.schema_words import Schema, word_schemas
from guidewright.core.seedfiles.jsontext import pretty

DRAFT = "https://json-schema.org/draft/2020-12/schema"
VERSION = 1
"""Version in the schemas' identifiers; raised when a file that was right becomes wrong."""
_ORDER = (
    "$schema",
    "$id",
    "title",
    "description",
    "$ref",
    "const",
    "type",
    "enum",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "minItems",
    "items",
    "propertyNames",
    "anyOf",
    "oneOf",
    "minProperties",
    "maxProperties",
    "properties",
    "required",
    "additionalProperties",
    "default",
    "examples",
    "$defs",
)
"""The order of keywords: what an editor's reader looks for first stands first, whatever pydantic's order."""


def schemas() -> dict[str, bytes]:
    """Every schema file by name: ``guide.schema.json`` and so on."""
    words = word_schemas()
    found = words | {
        "config": config_schema(FIELDS),
        "record": record_schema(words["guide"]),
        "compensation": compensation_schema(words["guide"]),
    }
    files = {f"{name}.schema.json": _file(_identified(name, schema)) for name, schema in found.items()}
    return files | {"compensation.tableschema.json": _file(table_schema(words["guide"]))}


def _file(schema: Schema) -> bytes:
    return (pretty(schema) + "\n").encode()


def _identified(name: str, schema: Schema) -> Schema:
    ordered: Schema = _ordered({"$schema": DRAFT, "$id": f"urn:guidewright:schema:{VERSION}:{name}"} | schema)
    return ordered


def _ordered(schema: Any) -> Any:
    """The same schema with its keywords in ``_ORDER``; keys and definitions stay in theirs."""
    if isinstance(schema, list):
        return [_ordered(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {}
    for keyword in sorted(schema, key=_ORDER.index):
        value = schema[keyword]
        if keyword in ("properties", "$defs"):
            found[keyword] = {key: _ordered(item) for key, item in value.items()}
        else:
            found[keyword] = value if keyword in ("examples", "default", "enum", "const") else _ordered(value)
    return found


def config_schema(fields: Iterable[ConfigField]) -> Schema:
    """The schema of ``guidewright.toml`` from its table of fields; a dot in a key opens a table."""
    root: Schema = {"type": "object", "properties": {}, "additionalProperties": False}
    for field in fields:
        *tables, name = field.key.split(".")
        node = root
        for table in tables:
            empty = {
                "description": f"Keys of the table [{table}]",
                "type": "object",
                "properties": {},
                "additionalProperties": False,
                "examples": [{}],
            }
            node = node["properties"].setdefault(table, empty)
            node["examples"][0].setdefault(name, field.example)
        node["properties"][name] = _field(field)
    return {"title": "guidewright.toml", "description": "How a workspace is built and checked."} | root


def _field(field: ConfigField) -> Schema:
    text: Schema = {"type": "string"} | ({"enum": list(field.allowed)} if field.allowed else {})
    shapes: dict[str, Schema] = {
        "integer": {"type": "integer", "minimum": 0},
        "boolean": {"type": "boolean"},
        "string": text,
        "list": {"type": "array", "items": text},
        "table": {"type": "object", "additionalProperties": text},
    }
    words = {"description": field.description, "examples": [field.example], "default": field.default}
    return words | ({"const": field.default} if field.key == "version" else shapes[field.type])
