"""What a scalar of YAML means here: one reading, whichever reader looks at it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,6}")
_WORDS: dict[str, bool | None] = dict.fromkeys(("null", "Null", "NULL", "~"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)
_AMBIGUOUS = re.compile(r"y|Y|n|N|(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+")


def plain(value: str) -> Any:
    """What a plain scalar means under YAML 1.2 core, less octal, hexadecimal, exponents and infinities."""
    first = value[:1]
    if first in "0123456789+-":
        if _INT.fullmatch(value):
            return int(value)
        if _FLOAT.fullmatch(value):
            return float(value)
        return value
    return _WORDS.get(value, value) if len(value) < 6 else value


def is_ambiguous(value: str) -> bool:
    """Whether YAML 1.1 and 1.2 read a plain scalar differently, so that it must not be left unsaid."""
    return (len(value) < 4 or ":" in value) and _AMBIGUOUS.fullmatch(value) is not None


@lru_cache(1024)
def is_word(key: str) -> bool:
    """Whether a plain key is a string to every reader, and no merge key."""
    return key != "<<" and plain(key) is key and not is_ambiguous(key)
