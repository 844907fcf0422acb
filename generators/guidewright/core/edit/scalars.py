"""How one scalar is written so that YAML 1.1 and 1.2 readers read the same value.

A string is plain only where PyYAML, ruamel.yaml and our own reader all read that very string; else it is in
double quotes. Numbers are written in the one notation that our reader takes for a number.
"""

from __future__ import annotations

import re
from typing import Any

from guidewright.core.reader import FORBIDDEN

Scalar = str | int | float | bool | None

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INT = re.compile(r"-?[0-9]{1,18}")
_FLOAT = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,6}")
_UNSAFE = re.compile(r"\t|\n|: | #|:$|^[-?:,\[\]{}#&*!|>'\"%@`=<~ .]|[ ]$")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}:?#\"']")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TYPED = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null)"
    r"|[-+.]?[0-9][0-9a-fA-FxXoO_.,:+-]*"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[tT \t].*)?",
    re.IGNORECASE | re.DOTALL,
)
"""A superset of what the implicit resolvers of YAML 1.1 and 1.2 take for anything but a string."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\x1b": "\\e", "\x07": "\\a"}
_ESCAPED = re.compile('["\\\\\t\n\r]|' + FORBIDDEN.pattern)


def is_plain(text: str, *, flow: bool = False, dates: bool = False) -> bool:
    """Whether ``text`` may stand without quotes; ``dates`` takes ``2026-02-23`` for a string, as our reader does."""
    if not text or _UNSAFE.search(text) or FORBIDDEN.search(text) or "\r" in text:
        return False
    if flow and _UNSAFE_IN_FLOW.search(text):
        return False
    return (dates and DATE.fullmatch(text) is not None) or not _TYPED.fullmatch(text)


def check(text: str) -> str:
    """``text``; ``ValueError`` for lone surrogates, which no encoding can hold."""
    if _SURROGATE.search(text):
        raise ValueError("a lone surrogate, which UTF-8 cannot hold")
    return text


def double_quoted(text: str) -> str:
    def escape(match: re.Match[str]) -> str:
        char = match.group()
        code = ord(char)
        return _ESCAPES.get(char) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")

    return '"' + _ESCAPED.sub(escape, check(text)) + '"'


def string(text: str, style: str = "", *, flow: bool = False, dates: bool = False) -> str:
    """One line for ``text`` in the wished style (``""``, ``'`` or ``"``), or in double quotes where that fails."""
    if style == "'" and not _SINGLE_UNSAFE.search(text):
        return "'" + check(text).replace("'", "''") + "'"
    if style == "" and is_plain(text, flow=flow, dates=dates):
        return check(text)
    return double_quoted(text)


_SINGLE_UNSAFE = re.compile("[\t\n\r]|" + FORBIDDEN.pattern)


def key(text: str) -> str:
    """A mapping key; ``ValueError`` where it is too long for a key of one line."""
    written = string(text, flow=True)
    if len(written) > 900:
        raise ValueError("a key over 900 characters")
    return written


def number(value: int | float) -> str:
    """Digits, and a point with at most six decimals: ``ValueError`` for what our reader takes for a string."""
    if isinstance(value, int):
        text = f"{value:d}" if abs(value) < 10**18 else ""
        if _INT.fullmatch(text):
            return text
        raise ValueError("a whole number over 18 digits")
    text = f"{value:.6f}"
    if not _FLOAT.fullmatch(text) or float(text) != value:
        raise ValueError(f"the number {value!r}, which needs an exponent or over six decimals")
    head, _, tail = text.partition(".")
    return f"{head}.{tail.rstrip('0') or '0'}"


def scalar(value: Any, style: str = "", *, flow: bool = False, dates: bool = False) -> str:
    """One line for a scalar; ``style`` and the switches concern strings."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, str):
        return string(value, style, flow=flow, dates=dates)
    raise ValueError(f"a value of type {type(value).__name__}")
