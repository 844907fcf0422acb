"""The part of the SARIF 2.1.0 schema that our logs use, written from the OASIS standard (§3.13 to §3.49).

Like the official one it allows no unknown properties. Objects that guidewright never writes are left out, so a log that
passes here uses nothing but standard properties of standard types.
"""

from __future__ import annotations

from typing import Any

LEVEL = {"enum": ["none", "note", "warning", "error"]}
TEXT = {"type": "string"}
INDEX = {"type": "integer", "minimum": -1}
POSITIVE = {"type": "integer", "minimum": 1}
STRINGS = {"type": "object", "additionalProperties": TEXT}


def thing(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": list(required)}


def items(of: dict[str, Any], unique: bool = False) -> dict[str, Any]:
    return {"type": "array", "items": of, "uniqueItems": unique}


MULTIFORMAT = thing({"text": TEXT, "markdown": TEXT, "properties": {"type": "object"}}, "text")
MESSAGE = {
    **thing({"text": TEXT, "markdown": TEXT, "id": TEXT, "arguments": items(TEXT), "properties": {"type": "object"}}),
    "anyOf": [{"required": ["text"]}, {"required": ["id"]}],
}
ARTIFACT_LOCATION = thing(
    {
        "uri": {"type": "string", "pattern": r"^[A-Za-z0-9%/._~!$&'()*+,;=:@#?-]*$"},
        "uriBaseId": TEXT,
        "index": INDEX,
        "description": MESSAGE,
    }
)
REGION = thing(
    {
        "startLine": POSITIVE,
        "startColumn": POSITIVE,
        "endLine": POSITIVE,
        "endColumn": POSITIVE,
        "charOffset": INDEX,
        "charLength": {"type": "integer", "minimum": 0},
        "message": MESSAGE,
    }
)
PHYSICAL = {
    **thing({"artifactLocation": ARTIFACT_LOCATION, "region": REGION, "contextRegion": REGION}),
    "anyOf": [{"required": ["artifactLocation"]}, {"required": ["address"]}],
}
LOCATION = thing({"id": INDEX, "physicalLocation": PHYSICAL, "message": MESSAGE})
CONFIGURATION = thing(
    {"enabled": {"type": "boolean"}, "level": LEVEL, "rank": {"type": "number", "minimum": -1, "maximum": 100}}
)
RULE = thing(
    {
        "id": TEXT,
        "name": TEXT,
        "shortDescription": MULTIFORMAT,
        "fullDescription": MULTIFORMAT,
        "help": MULTIFORMAT,
        "helpUri": {"type": "string", "format": "uri"},
        "defaultConfiguration": CONFIGURATION,
        "properties": {"type": "object"},
    },
    "id",
)
DRIVER = thing(
    {
        "name": TEXT,
        "version": TEXT,
        "semanticVersion": TEXT,
        "informationUri": {"type": "string", "format": "uri"},
        "rules": items(RULE, unique=True),
    },
    "name",
)
RESULT = thing(
    {
        "ruleId": TEXT,
        "ruleIndex": INDEX,
        "kind": {"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": items(LOCATION),
        "relatedLocations": items(LOCATION, unique=True),
        "partialFingerprints": STRINGS,
        "fingerprints": STRINGS,
        "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
        "properties": {"type": "object"},
    },
    "message",
)
RUN = thing(
    {
        "tool": thing({"driver": DRIVER, "extensions": items(DRIVER)}, "driver"),
        "results": items(RESULT),
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "originalUriBaseIds": {"type": "object", "additionalProperties": ARTIFACT_LOCATION},
    },
    "tool",
)
SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    **thing({"$schema": TEXT, "version": {"enum": ["2.1.0"]}, "runs": items(RUN)}, "version", "runs"),
}
