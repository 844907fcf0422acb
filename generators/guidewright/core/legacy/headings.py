"""What a heading or a label says that it is: the kinds of parts by their usual names, emoji apart from the words."""

from __future__ import annotations

import re
import unicodedata

_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "evidence",
        re.compile(r"(evidence|sources?|references|citations|bibliography|(data|key|research) sources)\b(?!-)"),
    ),
    ("negotiate_up", re.compile(r"(the )?(closing |final )?negotiat(e|ing|ion)[ -]up\b")),
    (
        "level_mapping",
        re.compile(
            r".{0,60}\blevel(s|ing)?\b.{0,20}\b(mapping|map|equivalen\w*|calibration|crosswalk)\b"
            r"|levels$|leveling$"
        ),
    ),
    ("narrative", re.compile(r"(the )?negotiation dna\b")),
    ("levers", re.compile(r".{0,80}\blevers\b")),
)
_STORY = re.compile(
    r"((the |role |company )?overview|about th(e|is) (role|position)|why this (role|position|is)"
    r"|role (summary|context))\b"
)
_SIGNATURE = re.compile(r"\b(?:premium|lever)\b", re.IGNORECASE)
_SHORT_CODE = re.compile(r"(:[a-z0-9_+-]{2,30}:)\s+(?=\S)")
_LEVER_NUMBER = re.compile(
    r"(?:global |universal |negotiation |key )?lever\s*#?\d{1,2}\s*(?:--|[:.)—–-])\s*", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,2}\s*[.):]\s+")
_LABELS = re.compile(r"(negotiation dna|level mapping|negotiate[ -]up(?: strategy)?)\s*:\s*", re.IGNORECASE)


def kind_of(title: str) -> str | None:
    """The kind of part that a heading or label names; None for a heading of its own."""
    words = split_emoji(title)[1].strip("*_: ").lower()[:200]
    words = re.sub(r"^\d{1,2}[.)]?\s+", "", words)
    return next((kind for kind, name in _NAMES if name.match(words)), None)


def is_story(title: str) -> bool:
    """Whether a heading of its own says that it tells what the role is."""
    return _STORY.match(split_emoji(title)[1].lower()) is not None


def is_signature(title: str) -> bool:
    """Whether a heading names the guide's signature lever."""
    return _SIGNATURE.search(title) is not None


def split_emoji(title: str) -> tuple[str, str]:
    """The emoji (or ``:short_code:``) before a title, and the title."""
    if code := _SHORT_CODE.match(title):
        return code[1], title[code.end() :]
    first, _, rest = title.partition(" ")
    sign = any(unicodedata.category(c) in ("So", "Sk", "Sm") for c in first) and not any(c.isalnum() for c in first)
    if sign and rest.strip() and ord(first[0]) > 0x2000:
        return first, rest.strip()
    return "", title


def item_title(title: str) -> str | None:
    """The words of ``Lever 2: Words`` or ``2. Words``; None when the title is no numbered lever."""
    for pattern in (_LEVER_NUMBER, _NUMBER):
        if (match := pattern.match(title)) and title[match.end() :].strip():
            return title[match.end() :].strip()
    return None


def is_numbered_lever(title: str) -> bool:
    """Whether the title is ``Lever N: …`` and not just a numbered heading."""
    return _LEVER_NUMBER.match(title) is not None


def split_label(text: str) -> tuple[str, str] | None:
    """Label and rest of ``**Label:** rest``, ``**Label**: rest`` or a known ``Label: rest``."""
    text = text.lstrip()
    if text.startswith("**"):
        end = text.find("**", 2, 200)
        if end < 3:
            return None
        label, rest = text[2:end], text[end + 2 :]
        if label.rstrip().endswith(":"):
            return label.rstrip()[:-1].strip(), rest.lstrip()
        if rest.lstrip().startswith(":"):
            return label.strip(), rest.lstrip()[1:].lstrip()
        return None
    if match := _LABELS.match(text):
        return match[1], text[match.end() :]
    return None
