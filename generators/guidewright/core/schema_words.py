"""JSON Schema of the files that people write, from the models that check them, made friendly for editors.

pydantic's own schema is right but hard to read in an editor: a nullable key is two alternatives, a row of 80 keys is
repeated in place, and the rules that are functions (slugs, dates) are missing. What is checked stays the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema as cs

from guidewright.core.model.spec import COMPANY, DEFAULTS, ROLES, SPEC
from guidewright.core.resolve import HOUSE
from guidewright.core.schema_examples import EXAMPLES

Schema = dict[str, Any]
SLUG_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
_RULES: dict[str, Schema] = {
    "_slug": {"pattern": SLUG_PATTERN, "maxLength": 80},
    "_date": {"format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "_quarter": {"pattern": "^(19|20)[0-9]{2}-Q[1-4]$"},
    "_filled": {"pattern": "\\S"},
    "as_line": {"pattern": "\\S"},
    "as_percent": {"type": "number", "minimum": 0, "maximum": 300},
}
"""What the validators of ``model.base`` ask for, as far as JSON Schema can say it, by the function's name."""

BARE_BLOCKS = {
    "summary": "Print the summary here instead of below the title",
    "compensation": "Print the compensation table here instead of below the summary",
    "level_mapping": "Print the line of level_mapping.raw",
}


class _Generator(GenerateJsonSchema):
    """pydantic's generator, with the rules that are functions; a mapping keeps its own words beside its key's."""

    def typed_dict_field_schema(self, schema: cs.TypedDictField) -> JsonSchemaValue:
        inner = super().typed_dict_field_schema(schema)
        return {"allOf": [inner]} if "properties" in inner else inner

    def dict_schema(self, schema: cs.DictSchema) -> JsonSchemaValue:
        return super().dict_schema(schema) | {"additionalProperties": self.generate_inner(schema["values_schema"])}

    def function_after_schema(self, schema: cs.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        inner = super().function_after_schema(schema)
        rule = _RULES.get(getattr(schema["function"]["function"], "__name__", ""), {})
        if rule.get("type"):
            return dict(rule)
        return inner | {key: value for key, value in rule.items() if key not in inner or key == "pattern"}


def word_schemas() -> dict[str, Schema]:
    """The schemas of the four kinds of file that people write, by name."""
    kinds: dict[str, tuple[cs.CoreSchema, str, str]] = {
        "guide": (SPEC, "Spec", "The source of one guide: seeds/<company>/<role>.yaml"),
        "company": (COMPANY, "Company file", "What the guides of one company share: seeds/<company>/_company.yaml"),
        "roles": (ROLES, "Role catalogue", "The standard roles by slug: seeds/_roles.yaml"),
        "defaults": (DEFAULTS, "Defaults", "What all guides share: seeds/_defaults.yaml"),
    }
    found = {
        name: _schema(checked) | {"title": title, "description": text} for name, (checked, title, text) in kinds.items()
    }
    found["roles"]["propertyNames"] = {"pattern": SLUG_PATTERN, "maxLength": 80}
    found["roles"]["examples"] = [{"data-engineer": {"role_display": "Data Engineer", "role_type": "standard"}}]
    return found


def _schema(checked: cs.CoreSchema) -> Schema:
    parts: dict[str, Schema] = {}
    root = _object(_Generator().generate(checked), parts)
    for name, part in [(root.get("title", ""), root), *parts.items()]:
        _complete(name, part)
    _join_blocks(root, parts)
    return root | ({"$defs": dict(sorted(parts.items()))} if parts else {})


def _object(node: Schema, parts: dict[str, Schema]) -> Schema:
    """The schema of a mapping, tidied, of which no key has a title that repeats its name."""
    keys = {
        key: _tidy(value if "properties" in value else {k: v for k, v in value.items() if k != "title"}, parts)
        for key, value in node.get("properties", {}).items()
    }
    if keys:
        return node | {"properties": keys}
    return node | {"additionalProperties": _tidy(node["additionalProperties"], parts)}


def _tidy(node: Any, parts: dict[str, Schema]) -> Any:
    """A value's schema without what pydantic repeats; an object that stands inside it moves to ``parts``."""
    if isinstance(node, list):
        return [_tidy(item, parts) for item in node]
    if not isinstance(node, dict):
        return node
    if "allOf" in node:
        return _tidy(node["allOf"][0], parts) | {key: value for key, value in node.items() if key != "allOf"}
    if "properties" in node:
        parts[node["title"]] = _object(node, parts)
        return {"$ref": f"#/$defs/{node['title']}"}
    tidied = {
        key: value if key == "examples" else _tidy(value, parts) for key, value in node.items() if key != "default"
    }
    if "pattern" in tidied:
        tidied["pattern"] = tidied["pattern"].replace("\\d\\d", "[0-9]{2}")
    return _nullable(tidied)


def _nullable(node: Schema) -> Schema:
    """``anyOf: [X, null]`` as X with one more type, where X has a type of its own."""
    choices = node.get("anyOf", [])
    others = [choice for choice in choices if choice != {"type": "null"}]
    if len(others) != 1 or len(choices) != 2 or not isinstance(others[0].get("type"), str):
        return node
    merged: Schema = others[0] | {key: value for key, value in node.items() if key != "anyOf"}
    merged["type"] = [others[0]["type"], "null"]
    if "enum" in merged:
        merged["enum"] = [*merged["enum"], None]
    return merged


def _complete(name: str, part: Schema) -> None:
    """Examples and house defaults of the keys of an object whose model states none."""
    for key, schema in part.get("properties", {}).items():
        example = EXAMPLES.get(f"{name}.{key}", EXAMPLES.get(key))
        if "examples" not in schema and example is not None:
            schema["examples"] = [deepcopy(example)]
        default = HOUSE["style"].get(key) if name == "Style" else HOUSE.get(key)
        if default not in (None, {}) and not isinstance(default, Mapping):
            schema["default"] = default


def _join_blocks(root: Schema, parts: dict[str, Schema]) -> None:
    """The kinds of block as the keys of one object, so that an editor offers and explains them all."""
    if "body" not in root.get("properties", {}):
        return
    choices = root["properties"]["body"]["items"]["oneOf"]
    names = [choice["$ref"].rpartition("/")[2] for choice in choices if "$ref" in choice]
    kinds: Schema = {}
    for part in (parts.pop(name) for name in names):
        kinds |= part["properties"]
    words = {
        "description": "; ".join(f"{word}: {text}" for word, text in BARE_BLOCKS.items()),
        "enum": list(BARE_BLOCKS),
        "type": "string",
    }
    parts["Block"] = {
        "title": "Block",
        "description": "A mapping with one key, its kind, or the bare word of a block whose content stands elsewhere.",
        "anyOf": [words, {"$ref": "#/$defs/BlockParts"}],
    }
    parts["BlockParts"] = {
        "title": "BlockParts",
        "description": "A block with its content; exactly one kind.",
        "type": "object",
        "properties": kinds,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    root["properties"]["body"]["items"] = {"$ref": "#/$defs/Block"}
