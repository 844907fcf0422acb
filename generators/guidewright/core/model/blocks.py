"""The blocks of a guide's body: eight kinds with typed parts and one that takes anything.

A block is a mapping with one key, its kind, or the bare word for a block whose content stands elsewhere.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from guidewright.core.model.base import Line, Name, Text, Words

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


class NarrativeParts(Words):
    """The story of the role, under a heading of its own."""

    title: Line | None = Field(None, description="Heading; default: Negotiation DNA", examples=["Why this role"])
    text: Text = Field(description="Paragraphs of Markdown", examples=["Engineers here run the payment core."])


class LevelTable(Words):
    """A table of levels: a header and rows of equally many cells."""

    header: list[Annotated[str, Field(max_length=2_000)]] = Field(
        description="Heading cells", min_length=1, examples=[["Acme", "Google", "Meta"]]
    )
    rows: list[list[Annotated[str, Field(max_length=2_000)]]] = Field(
        description="Rows of cells, as many as the header has", examples=[[["L3", "L4", "E4"]]]
    )


class LevelMappingParts(Words):
    """How the company's levels compare: a line of terms, a table, a list, and words about them."""

    title: Line | None = Field(None, description="Label or heading; default: Level Mapping", examples=["Levels"])
    line: Line | None = Field(None, description="Terms in one line", examples=["Acme L4 = Google L5"])
    intro: Text | None = Field(None, description="Paragraphs before the table or list")
    table: LevelTable | None = Field(None, description="A table of levels")
    items: list[Line] | None = Field(None, description="A list of levels", examples=[["L3: junior", "L4: mid"]])
    text: Text | None = Field(None, description="Paragraphs after the line, table or list")


class LeverParts(Words):
    """The signature lever: what only this company and role can be asked for."""

    title: Line = Field(description="Heading", examples=["Model Infrastructure Lever"])
    emoji: Annotated[str, Field(max_length=20)] | None = Field(
        None, description="Printed before the title; default: 🏗️; '' for none", examples=["🤖"]
    )
    text: Text = Field(description="Paragraphs of Markdown")


class LeverItem(Words):
    """One global lever: a title, a script to say, and words around it."""

    title: Line = Field(description="Name of the lever", examples=["Competing Offers"])
    lead: Line | None = Field(None, description="Words before the script, on its line", examples=["If you know Go:"])
    script: Line | None = Field(None, description="What to say, without quotation marks", examples=["I have run …"])
    after: Line | None = Field(None, description="Words after the script, on its line", examples=["Then wait."])
    text: Text | None = Field(None, description="Paragraphs after the line")


class GlobalLeversParts(Words):
    """The list of global levers with a heading, an intro or closing words of its own."""

    title: Line | None = Field(None, description="Heading; default: Global Levers", examples=["Negotiation Levers"])
    intro: Text | None = Field(None, description="Paragraphs before the list")
    items: list[LeverItem] = Field(description="The levers, in order", min_length=1)
    text: Text | None = Field(None, description="Paragraphs after the list")


class NegotiateUpParts(Words):
    """The closing ask: a script with what follows it, or advice."""

    title: Line | None = Field(None, description="Label; default: Negotiate Up Strategy")
    script: Text | None = Field(None, description="What to say, without quotation marks", examples=["I'd like …"])
    after: Line | None = Field(None, description="Words after the script", examples=["Accept if above $242K RSUs."])
    advice: Text | None = Field(None, description="Advice instead of a script", examples=["Open at $190K base."])


class Source(Words):
    """One source: its words and, where it has one, its address."""

    text: Line = Field(description="What the source is", examples=["Acme Annual Report, February 2026"])
    url: Line | None = Field(None, description="Where it is", examples=["https://example.com/report"])
    note: Line | None = Field(None, description="Words after the link", examples=["(paywalled)"])


class EvidenceParts(Words):
    """Sources under a heading of their own."""

    title: Line | None = Field(None, description="Heading; default: Evidence & Sources", examples=["Compensation Data"])
    intro: Text | None = Field(None, description="Paragraphs before the list")
    items: list[Line | Source] = Field(description="The sources, in order", min_length=1)
    text: Text | None = Field(None, description="Paragraphs after the list")


class SectionParts(Words):
    """Any other part of the guide, word for word."""

    title: Line | None = Field(None, description="Heading; without one the text stands alone", examples=["Playbook"])
    emoji: Name | None = Field(None, description="Printed before the title", examples=["📈"])
    text: Text | None = Field(None, description="Markdown, word for word")


class Narrative(Words):
    """The story of the role."""

    narrative: Text | NarrativeParts = Field(description="Paragraphs of Markdown, or title and text")


class LevelMapping(Words):
    """How the company's levels compare with others."""

    level_mapping: Line | LevelMappingParts = Field(description="A line of terms, or a table or list with its words")


class Lever(Words):
    """The signature lever."""

    lever: LeverParts = Field(description="Title, emoji and text of the signature lever")


class GlobalLevers(Words):
    """The levers that hold anywhere."""

    global_levers: list[LeverItem] | GlobalLeversParts = Field(
        description="The levers, or levers with heading and intro"
    )


class NegotiateUp(Words):
    """The closing ask."""

    negotiate_up: Text | NegotiateUpParts = Field(description="What to say, without quotation marks; or its parts")


class Evidence(Words):
    """The sources."""

    evidence: Annotated[list[Line | Source], Field(min_length=1)] | EvidenceParts = Field(
        description="The sources, or sources with heading and intro"
    )


class Section(Words):
    """Anything else."""

    section: SectionParts = Field(description="Title and text of a part of any other kind")


def _kind(value: Any) -> str | None:
    if isinstance(value, str):
        return "word"
    if isinstance(value, dict) and len(value) == 1:
        kind = next(iter(value))
        return kind if kind in BLOCK_KINDS[2:] else None
    if isinstance(value, Words):
        return next(iter(type(value).model_fields))
    return None


Block = Annotated[
    Annotated[Literal["summary", "compensation", "level_mapping"], Tag("word")]
    | Annotated[Narrative, Tag("narrative")]
    | Annotated[LevelMapping, Tag("level_mapping")]
    | Annotated[Lever, Tag("lever")]
    | Annotated[GlobalLevers, Tag("global_levers")]
    | Annotated[NegotiateUp, Tag("negotiate_up")]
    | Annotated[Evidence, Tag("evidence")]
    | Annotated[Section, Tag("section")],
    Discriminator(_kind),
]
"""One block. The bare word ``level_mapping`` prints the spec's ``level_mapping.raw``; ``summary`` and
``compensation`` say where these two are printed when it is not at the top."""
