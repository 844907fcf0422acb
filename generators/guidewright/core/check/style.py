"""Rules on how a guide is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from guidewright.core.check.finding import Finding
from guidewright.core.check.guide import Guide
from guidewright.core.check.texts import Block, Text

ORDER = ("summary", "compensation", "narrative", "level_mapping", "lever", "global_levers", "negotiate_up", "evidence")
LEVERS = (4, 8)
LONGEST_PARAGRAPH = 1_500
"""Characters. Legacy corpus: the 99th percentile is 824, the longest 2,849 (CORPUS §7)."""
CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`|\{\{[^{}]*\}\}|https?://[^\s)>\]]+", re.S)
"""Parts of Markdown in which characters stand for themselves, and quoted figures."""
DOUBLE_SPACE = re.compile(r"(?<=[^\s|])[ \u00a0]{2,}(?=[^\s|])")
SMART = re.compile("[\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f]")
TRAILING = re.compile(r"(?<=[^ \t])(?:[ \t]+(?=\n\n|\Z)|[ \t](?=\n))|(?<=\n)[ \t]+(?=\n)")
_BROKEN = re.compile("â€|Ã[\u0080-\u00bf©¨¤¶¼±]|ðŸ|Â[£§°·]|ï¸|\ufffd")
_BULLET = re.compile(r"^[ \t]*(?:[-*+]|[0-9]+[.)])\s", re.M)
_TABLE_LINE = re.compile(r"^[ \t]*\|.*$", re.M)


def blank_code(text: str) -> str:
    """The text with its code and addresses blanked, every other character in its place."""
    if not any(sign in text for sign in ("`", "~~~", "://", "{{")):
        return text
    return CODE.sub(lambda match: "".join(char if char == "\n" else "x" for char in match[0]), text)


def block_order(guide: Guide) -> Iterator[Finding]:
    """The blocks are not in the canonical order.

    That is: summary, compensation, narrative, level_mapping, lever, global_levers, negotiate_up, evidence. A section
    may stand anywhere, and of two blocks of one kind the first counts.

    Bad:
        body:
          - level_mapping: Acme L4 = Google L5
          - narrative: The team runs the payment core.

    Good:
        body:
          - narrative: The team runs the payment core.
          - level_mapping: Acme L4 = Google L5
    """
    first: dict[str, Block] = {}
    for block in guide.blocks:
        if block.kind in ORDER:
            first.setdefault(block.kind, block)
    placed = list(first.values())
    for before, block in pairwise(placed):
        if ORDER.index(block.kind) < ORDER.index(before.kind) and block.index is not None:
            yield Finding(
                ("body", block.index),
                f"{block.kind} stands behind {before.kind}",
                expected=", ".join(ORDER),
                of_key=True,
            )
            return


def lever_count(guide: Guide) -> Iterator[Finding]:
    """The guide has fewer than four global levers, or more than eight.

    The canonical guide has four; longer guides of specialty roles have up to eight.

    Bad:
        body:
          - global_levers:
              - {title: Scale, script: I have run this at scale.}

    Good:
        body:
          - global_levers:
              - {title: Scale, script: I have run this at scale.}
              - {title: Market, script: The market pays more.}
              - {title: Reach, script: I know the stack from end to end.}
              - {title: Timing, script: I can start this month.}
    """
    listed = guide.of_kind("global_levers")
    count = sum(len(block.printed["items"]) for block in listed)
    if listed and not LEVERS[0] <= count <= LEVERS[1]:
        found = f"{count} lever{'' if count == 1 else 's'}"
        yield Finding(listed[0].at, found, expected=f"{LEVERS[0]} to {LEVERS[1]}", of_key=True)


def _each(
    guide: Guide, pattern: re.Pattern[str], found: str, hint: str, signs: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """One finding for each text in which ``pattern`` occurs outside code, at its first place.

    It is not looked for where none of ``signs`` is in the text and a final line end.
    """
    for text in guide.texts:
        raw = text.raw + "\n"
        if signs and not any(sign in raw for sign in signs):
            continue
        matches = list(pattern.finditer(blank_code(text.raw)))
        if matches:
            count = f" ({len(matches)} times)" if len(matches) > 1 else ""
            start = matches[0].start()
            yield Finding(
                text.at, found + count, hint=hint, offset=start, subject=f"{found} {text.raw[start : start + 40]!r}"
            )


def double_space(guide: Guide) -> Iterator[Finding]:
    """Words are parted by more than one space. `--fix` mends it.

    Bad:
        body:
          - narrative: The team runs  the payment core.

    Good:
        body:
          - narrative: The team runs the payment core.
    """
    yield from _each(guide, DOUBLE_SPACE, "more than one space between words", "--fix makes it one", ("  ", "\u00a0"))


def smart_quotes(guide: Guide) -> Iterator[Finding]:
    """Typographic quotation marks or apostrophes; guides use straight ones. `--fix` mends it.

    Inside a script, which is printed in double quotes, the double ones become single.

    Bad:
        body:
          - narrative: “The team’s” payment core.

    Good:
        body:
          - narrative: The team's "payment core".
    """
    yield from _each(guide, SMART, "typographic quotation marks", "--fix makes them straight")


def trailing_space(guide: Guide) -> Iterator[Finding]:
    """A line of a text ends in white space. `--fix` mends it.

    Two spaces before a line of the same paragraph are a line break in Markdown, and stay.

    Bad:
        body:
          - narrative: "The team runs the payment core. \\nIt is small."

    Good:
        body:
          - narrative: "The team runs the payment core.\\nIt is small."
    """
    yield from _each(guide, TRAILING, "white space at the end of a line", "--fix takes it away", (" \n", "\t\n"))


def broken_encoding(guide: Guide) -> Iterator[Finding]:
    """Text that was UTF-8 once and was read as something else, such as â€“ for a dash.

    Bad:
        body:
          - narrative: A range of $170Kâ€“$235K.

    Good:
        body:
          - narrative: A range of $170K–$235K.
    """
    yield from _each(guide, _BROKEN, "text of a broken encoding", "write the character that was meant")


def _paragraphs(text: Text) -> Iterator[tuple[int, str]]:
    start = 0
    for part in text.raw.split("\n\n"):
        yield start, part
        start += len(part) + 2


def unbalanced_emphasis(guide: Guide) -> Iterator[Finding]:
    """A text opens emphasis or a quotation that it does not close.

    Counted are `**`, paragraph by paragraph, and `"` over the whole text, both outside code.

    Bad:
        body:
          - narrative: The **payment core runs at scale.

    Good:
        body:
          - narrative: The **payment core** runs at scale.
    """
    for text in guide.texts:
        if "**" not in text.raw and '"' not in text.raw:
            continue
        parts = [(start, blank_code(part), "**", "emphasis **") for start, part in _paragraphs(text)]
        for start, plain, mark, what in [*parts, (0, blank_code(text.raw), '"', 'quotation "')]:
            if plain.count(mark) % 2:
                at = start + plain.rfind(mark)
                subject = f"{what} {plain[:40]!r}"
                yield Finding(text.at, f"{what} is opened and not closed", hint="close it", offset=at, subject=subject)


def long_paragraph(guide: Guide) -> Iterator[Finding]:
    """A paragraph of more than 1,500 characters. Lists and tables are not paragraphs.

    Bad:
        body:
          - narrative: (one paragraph of 1,600 characters)

    Good:
        body:
          - narrative: (two paragraphs of 800 characters, a blank line between them)
    """
    for text in guide.texts:
        if len(text.raw) <= LONGEST_PARAGRAPH:
            continue
        for start, part in _paragraphs(text):
            if len(part) > LONGEST_PARAGRAPH and not _BULLET.search(part) and not _TABLE_LINE.search(part):
                found = f"a paragraph of {len(part):,} characters"
                hint = "divide it with a blank line"
                subject = part[:60]
                yield Finding(
                    text.at, found, expected=f"at most {LONGEST_PARAGRAPH:,}", hint=hint, offset=start, subject=subject
                )
