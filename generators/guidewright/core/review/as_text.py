"""A review as plain text for a terminal, in colour where that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guidewright.core.review.parts import Heading, Lines, Part, Say, Table, Words
from guidewright.core.review.words import Runs

_RED, _GREEN, _BOLD, _ALERT = "31", "32", "1", "1;31"
_SIGNS = {"-": _RED, "+": _GREEN}


def as_text(parts: Iterable[Part], colour: bool = False) -> str:
    """The parts, one after the other; every line ends in LF."""
    paint = _painted if colour else _plain
    blocks: list[str] = []
    for part in parts:
        if isinstance(part, Heading):
            text = printable(part.text)
            blocks.append(("\n" if blocks else "") + paint(text, _ALERT if part.danger else _BOLD))
        elif isinstance(part, Say):
            blocks.append(paint(printable(part.text), _ALERT) if part.danger else printable(part.text))
        elif isinstance(part, Lines):
            blocks.append(
                "\n".join(paint(f"    {sign} {printable(text)}", _SIGNS.get(sign, "")) for sign, text in part.lines)
            )
        elif isinstance(part, Words):
            blocks.append(f"    {printable(part.where)}: {_words(part.runs, colour)}")
        else:
            blocks.append(_table(part, paint))
    return "\n".join(block for block in blocks if block) + "\n"


def printable(text: str) -> str:
    """Text of a spec on a terminal: control characters, which could move the cursor or hide words, are named."""
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text)


def _plain(text: str, code: str) -> str:
    return text


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if code else text


def _words(runs: Runs, colour: bool) -> str:
    """Words in a line; without colour, marked as git does: [-old-]{+new+}."""
    shown = []
    for sign, text in runs:
        text = printable(text.replace("\n", "⏎"))
        if sign == "=":
            shown.append(text)
        elif colour:
            shown.append(_painted(text, _SIGNS[sign]))
        else:
            shown.append(f"[-{text}-]" if sign == "-" else f"{{+{text}+}}")
    return "".join(shown)


def _table(table: Table, paint: object) -> str:
    rows = [table.header, *table.rows]
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(len(row[index]) for row in cells) for index in range(len(table.header))]
    return "\n".join("    " + _row(row, widths) for row in cells)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Numbers (the first two columns) to the right, words to the left."""
    parts = [
        cell.rjust(width) if index < 2 else cell.ljust(width) for index, (cell, width) in enumerate(zip(cells, widths))
    ]
    return "  ".join(parts).rstrip()
