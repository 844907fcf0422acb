"""The blocks of a guide's body: eight kinds with typed parts and one that takes anything.

A block is a mapping with one key, its kind, or the bare word for a block whose content stands elsewhere.
"""

from __future__ import annotations

from typing import Any

from pydantic_core import core_schema as cs

from guidewright.core.model.base import LINE, NAME, TEXT, either, items, mapping, may, must, text

BLOCK_KINDS = (
    "summary",
    "compensation",
    "narrative",
    "level_mapping",
    "lever",
    "global_levers",
    "negotiate_up",
    "evidence",
    "section",
)

NARRATIVE = mapping(
    "NarrativeParts",
    "The story of the role, under a heading of its own.",
    {
        "title": may(LINE, "Heading; default: Negotiation DNA", "Why this role"),
        "text": must(TEXT, "Paragraphs of Markdown", "Engineers here run the payment core."),
    },
)
LEVEL_TABLE = mapping(
    "LevelTable",
    "A table of levels: a header and rows of equally many cells.",
    {
        "header": must(items(text(2_000), least=1), "Heading cells", ["Acme", "Google", "Meta"]),
        "rows": must(items(items(text(2_000))), "Rows of cells, as many as the header has", [["L3", "L4", "E4"]]),
    },
)
LEVEL_MAPPING = mapping(
    "LevelMappingParts",
    "How the company's levels compare: a line of terms, a table, a list, and words about them.",
    {
        "title": may(LINE, "Label or heading; default: Level Mapping", "Levels"),
        "line": may(LINE, "Terms in one line", "Acme L4 = Google L5"),
        "intro": may(TEXT, "Paragraphs before the table or list"),
        "table": may(LEVEL_TABLE, "A table of levels"),
        "items": may(items(LINE), "A list of levels", ["L3: junior", "L4: mid"]),
        "text": may(TEXT, "Paragraphs after the line, table or list"),
    },
)
LEVER = mapping(
    "LeverParts",
    "The signature lever: what only this company and role can be asked for.",
    {
        "title": must(LINE, "Heading", "Model Infrastructure Lever"),
        "emoji": may(text(20), "Printed before the title; default: 🏗️; '' for none", "🤖"),
        "text": must(TEXT, "Paragraphs of Markdown"),
    },
)
LEVER_ITEM = mapping(
    "LeverItem",
    "One global lever: a title, a script to say, and words around it.",
    {
        "title": must(LINE, "Name of the lever", "Competing Offers"),
        "lead": may(LINE, "Words before the script, on its line", "If you know Go:"),
        "script": may(LINE, "What to say, without quotation marks", "I have run …"),
        "after": may(LINE, "Words after the script, on its line", "Then wait."),
        "text": may(TEXT, "Paragraphs after the line"),
    },
)
GLOBAL_LEVERS = mapping(
    "GlobalLeversParts",
    "The list of global levers with a heading, an intro or closing words of its own.",
    {
        "title": may(LINE, "Heading; default: Global Levers", "Negotiation Levers"),
        "intro": may(TEXT, "Paragraphs before the list"),
        "items": must(items(LEVER_ITEM, least=1), "The levers, in order"),
        "text": may(TEXT, "Paragraphs after the list"),
    },
)
NEGOTIATE_UP = mapping(
    "NegotiateUpParts",
    "The closing ask: a script with what follows it, or advice.",
    {
        "title": may(LINE, "Label; default: Negotiate Up Strategy"),
        "script": may(TEXT, "What to say, without quotation marks", "I'd like …"),
        "after": may(LINE, "Words after the script", "Accept if above $242K RSUs."),
        "advice": may(TEXT, "Advice instead of a script", "Open at $190K base."),
    },
)
SOURCE = mapping(
    "Source",
    "One source: its words and, where it has one, its address.",
    {
        "text": must(LINE, "What the source is", "Acme Annual Report, February 2026"),
        "url": may(LINE, "Where it is", "https://example.com/report"),
        "note": may(LINE, "Words after the link", "(paywalled)"),
    },
)
_SOURCES = items(either(LINE, SOURCE), least=1)
EVIDENCE = mapping(
    "EvidenceParts",
    "Sources under a heading of their own.",
    {
        "title": may(LINE, "Heading; default: Evidence & Sources", "Compensation Data"),
        "intro": may(TEXT, "Paragraphs before the list"),
        "items": must(_SOURCES, "The sources, in order"),
        "text": may(TEXT, "Paragraphs after the list"),
    },
)
SECTION = mapping(
    "SectionParts",
    "Any other part of the guide, word for word.",
    {
        "title": may(LINE, "Heading; without one the text stands alone", "Playbook"),
        "emoji": may(NAME, "Printed before the title", "📈"),
        "text": may(TEXT, "Markdown, word for word"),
    },
)
_CONTENT = {
    "narrative": must(either(TEXT, NARRATIVE), "Paragraphs of Markdown, or title and text"),
    "level_mapping": must(either(LINE, LEVEL_MAPPING), "A line of terms, or a table or list with its words"),
    "lever": must(LEVER, "Title, emoji and text of the signature lever"),
    "global_levers": must(either(items(LEVER_ITEM), GLOBAL_LEVERS), "The levers, or levers with heading and intro"),
    "negotiate_up": must(either(TEXT, NEGOTIATE_UP), "What to say, without quotation marks; or its parts"),
    "evidence": must(either(_SOURCES, EVIDENCE), "The sources, or sources with heading and intro"),
    "section": must(SECTION, "Title and text of a part of any other kind"),
}
"""What each kind of block holds."""
_BARE = cs.literal_schema(["summary", "compensation", "level_mapping"])


def _kind(value: Any) -> str | None:
    if isinstance(value, str):
        return "word"
    if isinstance(value, dict) and len(value) == 1:
        kind = next(iter(value))
        return kind if kind in _CONTENT else None
    return None


BLOCK = cs.tagged_union_schema(
    {"word": _BARE} | {kind: mapping(kind, "A block.", {kind: field}) for kind, field in _CONTENT.items()}, _kind
)
"""One block. The bare word ``level_mapping`` prints the spec's ``level_mapping.raw``; ``summary`` and
``compensation`` say where these two are printed when it is not at the top."""
