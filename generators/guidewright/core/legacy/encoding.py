"""Bytes to text: UTF-8 or refused; text that was once read as Windows-1252 is turned back, and every guess is told.

Clean text is never touched: a piece is only turned back when it is well-formed UTF-8 under Windows-1252 and the
document holds a piece that nobody writes on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guidewright.core.diagnostic import Diagnostic, Place, excerpt
from guidewright.core.legacy.codes import finding
from guidewright.core.legacy.mojibake import LONGEST, LOSSY, byte_of

MAX_LINE = 200_000
MAX_FINDINGS = 200
"""Guesses that are told one by one; a file with more is told no further."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LEAD = re.compile("[\u00c2-\u00f4]")
_STRONG = re.compile("â€|ðŸ|Â[\u00a0-¿]|ï¸|Ã[\u0080-¿ƒ‚„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ€]|â[†‡ˆ‰š˜ž™]|ï»¿")


@dataclass(frozen=True, slots=True)
class Piece:
    """A damaged piece of text: where it starts, how long it is, and what it was."""

    start: int
    length: int
    candidates: tuple[str, ...]
    certain: bool


def decode(data: bytes, path: str = "") -> tuple[str | None, list[Diagnostic]]:
    """The text of a legacy guide, repaired; None with an error when it cannot be read."""
    found: list[Diagnostic] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        found.append(finding("GW505", Place(path, 1, 1), "a byte order mark was left out"))
    text = _utf8(data, path, found)
    if text is None:
        return None, found
    text = text.removeprefix("ï»¿")
    if problem := _refusal(text, path):
        return None, [*found, problem]
    repaired, repairs = repair(text, path)
    return repaired, found + repairs


def _utf8(data: bytes, path: str, found: list[Diagnostic]) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        if b"\x00" in data[:4096]:
            found.append(finding("GW502", Place(path, 1, 1), "NUL bytes", hint="convert it to UTF-8 text"))
            return None
        bad = data[error.start]
        guess = "; it looks like cp1252 (Windows-1252)" if bad not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else ""
        found.append(
            finding(
                "GW501",
                Place(path, line, column),
                f"byte 0x{bad:02X} at offset {error.start} is not UTF-8",
                expected="UTF-8",
                hint=f"convert the file{guess}",
            )
        )
        return None


def _refusal(text: str, path: str) -> Diagnostic | None:
    if not text.strip():
        return finding("GW504", Place(path, 1, 1), "the file is empty", expected="a guide")
    if match := _CONTROL.search(text):
        line, column = _line_column(text, match.start())
        return finding("GW502", Place(path, line, column), f"control character U+{ord(match[0]):04X}", expected="text")
    if len(text) > MAX_LINE:
        for number, line_text in enumerate(text.split("\n"), 1):
            if len(line_text) > MAX_LINE:
                found = f"a line of {len(line_text)} characters"
                return finding("GW503", Place(path, number, 1), found, expected=f"at most {MAX_LINE}")
    return None


def _line_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def repair(text: str, path: str = "") -> tuple[str, list[Diagnostic]]:
    """``text`` with mojibake turned back, and what was done: certain repairs in one note, each guess by itself."""
    if not _STRONG.search(text):
        return text, []
    out: list[str] = []
    found: list[Diagnostic] = []
    last, certain = 0, 0
    for piece in _pieces(text):
        if not piece.certain and len(found) < MAX_FINDINGS:
            found.append(_guess(text, piece, path))
        if piece.candidates:
            out += [text[last : piece.start], piece.candidates[0]]
            last = piece.start + piece.length
            certain += piece.certain
    out.append(text[last:])
    if certain:
        what = f"{certain} pieces of UTF-8 read as Windows-1252 were turned back"
        found.insert(0, finding("GW506", Place(path, 1, 1), what))
    return "".join(out), found


def _guess(text: str, piece: Piece, path: str) -> Diagnostic:
    place = Place(path, *_line_column(text, piece.start))
    shown = excerpt(text[piece.start : piece.start + piece.length])
    if not piece.candidates:
        return finding("GW508", place, f"{shown} cannot be turned back", hint="correct it by hand")
    names = " or ".join(_name(c) for c in piece.candidates)
    return finding("GW507", place, f"{shown} lost bytes and was read as {names}", hint="check it")


def _name(sign: str) -> str:
    return f"{sign} ({' '.join(f'U+{ord(c):04X}' for c in sign)})"


def _pieces(text: str) -> Iterator[Piece]:
    """Damaged pieces from left to right: the longest reading at each place, a certain one before a guess."""
    at = 0
    while match := _LEAD.search(text, at):
        at = match.start()
        whole = _whole(text, at)
        table = next((n for n in range(LONGEST, 1, -1) if text[at : at + n] in LOSSY), 0)
        if table > len(whole) + (1 if whole else 0) and text[at : at + table].strip():
            yield Piece(at, table, LOSSY[text[at : at + table]], certain=False)
            at += table
        elif whole:
            yield Piece(at, len(whole), (_decoded(whole),), certain=True)
            at += len(whole)
        elif text.startswith(("â€", "ðŸ", "ï¸"), at):
            yield Piece(at, 2, (), certain=False)
            at += 2
        else:
            at += 1


def _whole(text: str, at: int) -> str:
    """The characters from ``at`` that are one whole UTF-8 character under Windows-1252, or nothing."""
    lead = byte_of(text[at]) or 0
    length = 2 if 0xC2 <= lead < 0xE0 else 3 if lead < 0xF0 else 4
    piece = text[at : at + length]
    return piece if len(piece) == length and _decoded(piece) else ""


def _decoded(piece: str) -> str:
    values = [byte_of(character) for character in piece]
    if None in values:
        return ""
    try:
        return bytes(value for value in values if value is not None).decode("utf-8")
    except UnicodeDecodeError:
        return ""
