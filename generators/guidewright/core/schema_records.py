"""JSON Schema of the seed files: a guide's record, and a row of ``compensation.csv`` (also as a Table Schema)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidewright.core.record import FACTS, VERSION
from guidewright.core.schema_words import Schema
from guidewright.core.seedfiles.csvfile import COLUMNS
from guidewright.core.seedfiles.relations import COMPENSATION, Column, ColumnType

_NEVER_NULL = frozenset(
    (
        "company",
        "company_display",
        "role",
        "role_display",
        "stock_label",
        "vesting_years",
        "total_formula",
        "review_cadence",
    )
)
_PART_MODELS = {
    "narrative": "NarrativeParts",
    "level_mapping": "LevelMappingParts",
    "lever": "LeverParts",
    "global_levers": "GlobalLeversParts",
    "negotiate_up": "NegotiateUpParts",
    "evidence": "EvidenceParts",
    "section": "SectionParts",
}
_COLUMN_WORDS: dict[str, tuple[str, Any]] = {
    "ordinal": ("Which row of the guide's table this is, from 1", 1),
    "second_currency": ("Whether this is the row above as published in a second currency", False),
    "extra": ("The author's own columns, as JSON", '[{"label": "PnL Participation", "pct": 5}]'),
}


def _described(description: str, example: Any, schema: Schema) -> Schema:
    return {"description": description, **schema, "examples": [example]}


def _object(properties: Schema, optional: tuple[str, ...] = (), **head: Any) -> Schema:
    required = [key for key in properties if key not in optional]
    return {**head, "type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _part(schema: Schema, name: str) -> Schema:
    """A key that always holds the part ``name``."""
    return {key: value for key, value in schema.items() if key != "anyOf"} | {"$ref": f"#/$defs/{name}"}


TEXT: Schema = {"type": "string"}
_STYLE = {"spacing": "tight", "sources": "plain", "quote_dates": False, "front_matter": "seeds"}
_SOURCE = {"text": "Acme Annual Report, February 2026", "url": None, "note": None}
_LEVER = {"title": "Competing Offers", "lead": None, "script": "I have two other offers.", "after": None, "text": None}
_TABLE = {
    "columns": ["region", "bonus"],
    "header": ["Region", "Bonus"],
    "rule": ["--------", "-------"],
    "rows": [["Denver, CO", "10–15%"]],
}


def _written(schema: Any, *, null: bool = True) -> Any:
    """A key's schema as the tool writes it: no limits on length, and without null where it is never written."""
    if isinstance(schema, list):
        return [_written(item, null=null) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    kept = {
        key: value if key in ("examples", "properties", "enum") else _written(value, null=null)
        for key, value in schema.items()
        if key not in ("maxLength", "minItems", "default") and not (key == "pattern" and value == "\\S")
    }
    if not null and isinstance(kept.get("type"), list):
        kept["type"] = kept["type"][0]
        if "enum" in kept:
            kept["enum"] = [value for value in kept["enum"] if value is not None]
    return kept


def record_schema(guide: Schema) -> Schema:
    """The schema of a guide's JSON and of a line of ``guides.ndjson``; ``guide`` is that of the spec."""
    words, parts = guide["properties"], guide["$defs"]
    yes_no = {"type": "boolean"}
    labels = {"type": "object", "additionalProperties": TEXT}
    printed = {"anyOf": [{"$ref": "#/$defs/Table"}, {"type": "null"}]}
    properties = {
        "version": _described("Version of this shape", VERSION, {"const": VERSION}),
        **{key: _written(words[key], null=key not in _NEVER_NULL) for key in FACTS},
        "draft": _described("Whether the spec has no body yet", False, yes_no),
        "templated": _described("Whether figures were quoted into the texts", False, yes_no),
        "level_mapping": _part(words["level_mapping"], "LevelMappingFacts"),
        "data_sources": _written(words["data_sources"], null=False),
        "compensation": _written(words["compensation"], null=False),
        "table": _described("The compensation table as printed", _TABLE, printed),
        "body": words["body"] | {"type": "array", "examples": [[{"kind": "summary"}]]},
        "style": _part(words["style"], "Style") | {"examples": [_STYLE]},
        "currency_labels": _described("How currencies are written, by ISO code", {"SGD": "S$"}, labels),
    }
    about = "Everything known and computed of one guide: its JSON file, and a line of guides.ndjson."
    whole = _object(properties, title="Guide record", description=about)
    return whole | {"$defs": dict(sorted(_record_parts(parts).items()))}


def _record_parts(parts: Mapping[str, Schema]) -> Schema:
    """The parts of a record: in rows absent keys are left out, everywhere else they are null."""
    found: Schema = {"Table": _printed_table(), "Block": _block()}
    for name in ("CompensationRow", "SecondCurrency", "Extra"):
        keys = {key: _written(value, null=False) for key, value in parts[name]["properties"].items()}
        found[name] = parts[name] | {"properties": keys}
    for name in ("LevelMappingFacts", "LevelTable", "LeverItem", "Source"):
        found[name] = _all_keys(parts[name])
    for kind, name in _PART_MODELS.items():
        keys = {"kind": _described("What the block is", kind, {"const": kind})} | _all_keys(parts[name])["properties"]
        found[name] = _object(keys, title=name, description=parts[name]["description"])
    items = _list_of({"$ref": "#/$defs/Source"}), _list_of({"$ref": "#/$defs/LeverItem"})
    found["EvidenceParts"]["properties"]["items"] = _described("The sources, in order", [_SOURCE], items[0])
    found["GlobalLeversParts"]["properties"]["items"] = _described("The levers, in order", [_LEVER], items[1])
    style = {
        key: _written(value, null=False) for key, value in parts["Style"]["properties"].items() if key != "currency"
    }
    found["Style"] = _object(style, title="Style", description=parts["Style"]["description"])
    return found


def _all_keys(part: Schema) -> Schema:
    keys = {key: _written(value) for key, value in part["properties"].items()}
    return _object(keys, title=part["title"], description=part["description"])


def _block() -> Schema:
    bare = _object(
        {
            "kind": _described(
                "What stands here: the record's own fact", "summary", {"enum": ["summary", "compensation"]}
            )
        },
        title="Bare block",
        description="The place of the summary or of the compensation table.",
    )
    choices = [{"$ref": f"#/$defs/{name}"} for name in _PART_MODELS.values()]
    return {"title": "Block", "description": "A block of the body; kind says which.", "oneOf": [bare, *choices]}


def _printed_table() -> Schema:
    cells = _list_of(TEXT)
    return _object(
        {
            "columns": _described("What each column holds: a head, a figure, or extra:LABEL", _TABLE["columns"], cells),
            "header": _described("Headings", _TABLE["header"], cells),
            "rule": _described("Markdown's rule below the headings, by column", _TABLE["rule"], cells),
            "rows": _described("Cells as printed, pipes escaped", _TABLE["rows"], _list_of(cells)),
        },
        title="Table",
        description="The compensation table as printed; for its figures read compensation.",
    )


def _column(column: Column, guide: Schema) -> Schema:
    """What is known of a CSV column: words and limits of the key that it holds."""
    if column.name in _COLUMN_WORDS:
        text, example = _COLUMN_WORDS[column.name]
        return _described(text, example, {"type": "string" if column.type == "text" else column.type})
    rows = guide["$defs"]["CompensationRow"]["properties"]
    known = rows if column in COMPENSATION.columns[2:] else guide["properties"]
    found: Schema = _written(known[column.name], null=False)
    return found


def compensation_schema(guide: Schema) -> Schema:
    """The schema of one row of ``compensation.csv``, read with types; an empty cell is null."""
    properties = {}
    for column in COLUMNS:
        schema = _column(column, guide)
        if not column.required:
            schema["type"] = [schema["type"], "null"]
            schema |= {"enum": [*schema["enum"], None]} if "enum" in schema else {}
        properties[column.name] = schema
    words = "A row of compensation.csv, read with types: an empty cell is null, true and false are words."
    return _object(properties, title="Compensation row", description=words)


_TABLE_TYPES: dict[ColumnType, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
}
_CONSTRAINTS = {"enum": "enum", "minimum": "minimum", "maximum": "maximum"}


def table_schema(guide: Schema) -> Schema:
    """``compensation.csv`` as a Table Schema (https://specs.frictionlessdata.io/table-schema/)."""
    fields = []
    for column in COLUMNS:
        schema = _column(column, guide)
        limits = {name: schema[key] for key, name in _CONSTRAINTS.items() if key in schema}
        limits |= {"required": True} if column.required else {}
        words = {"name": column.name, "type": _TABLE_TYPES[column.type], "description": schema["description"]}
        fields.append(words | {"example": schema["examples"][0]} | ({"constraints": limits} if limits else {}))
    return {"fields": fields, "missingValues": [""], "primaryKey": list(COMPENSATION.key)}
