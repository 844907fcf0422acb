"""JSON as the seed files write it: UTF-8 as it is, keys in the record's order, the same bytes for the same values."""

from __future__ import annotations

from json import JSONEncoder
from json.encoder import encode_basestring as quoted
from typing import Any

_ENCODER = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)


def line(value: Any) -> str:
    """``value`` on one line, without a final newline."""
    return _ENCODER.encode(value)


def pretty(value: Any, pad: str = "\n") -> str:
    """``value`` indented by two blanks: what ``json.dumps(indent=2)`` gives, in half its time.

    ``pad`` is the line end and indentation that the value stands at.
    """
    if isinstance(value, str):
        return str(quoted(value))
    if value is None:
        return "null"
    if type(value) is int:
        return str(value)
    if isinstance(value, dict) and value:
        inner = pad + "  "
        parts = [f"{quoted(key)}: {pretty(item, inner)}" for key, item in value.items()]
        return "{" + inner + ("," + inner).join(parts) + pad + "}"
    if isinstance(value, list) and value:
        inner = pad + "  "
        return "[" + inner + ("," + inner).join([pretty(item, inner) for item in value]) + pad + "]"
    return _ENCODER.encode(value)
