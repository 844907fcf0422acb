"""Parts to the blocks of a spec's body, in their order; what fits no typed block becomes a section, word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from guidewright.core.diagnostic import Diagnostic, Place, excerpt
from guidewright.core.legacy.codes import finding
from guidewright.core.legacy.headings import split_emoji
from guidewright.core.legacy.levels import build_levels
from guidewright.core.legacy.levers import build_levers, read_levers
from guidewright.core.legacy.parts import Part, unquoted
from guidewright.core.legacy.prose import split_script, text_of
from guidewright.core.legacy.sources import build_sources
from guidewright.core.legacy.tree import BOLD, Node

LEVER_EMOJI = "🏗️"
SIGNATURE_WORDS = 40
"""A part of its own between story and levers that has as many words is the guide's signature lever."""
STORY_WORDS = 25
_LEVER_WORDS = ("lever", "premium", "negotiat", "strategy", "playbook", "advantage", "dividend")


@dataclass(slots=True)
class Body:
    """The blocks, what goes to the head of the spec, and what was found on the way."""

    path: str
    blocks: list[Any] = field(default_factory=list)
    head: dict[str, Any] = field(default_factory=dict)
    sources_form: str | None = None
    source_lines: list[str] = field(default_factory=list)
    free_words: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    found: list[Diagnostic] = field(default_factory=list)

    def section(self, part: Part, text: str) -> None:
        """Keep ``part`` word for word, and say so."""
        block: dict[str, Any] = {}
        if part.title is not None:
            block["title"] = part.title
        if part.emoji:
            block["emoji"] = part.emoji
        if text:
            block["text"] = text
        if not block:
            return
        self.blocks.append({"section": block})
        self.free_words += len(text.split())
        what = excerpt(part.title or text.split("\n")[0])
        self.found.append(finding("GW540", Place(self.path, part.line, 1), f"{what} is kept as a section"))


def build_body(parts: list[Part], body: Body) -> None:
    """Append the blocks of all ``parts`` to ``body``."""
    parts = _without_inner_levers(parts)
    kinds = _kinds(parts)
    for part, kind in zip(parts, kinds, strict=True):
        _BUILDERS[kind](part, body)
    body.blocks = _without_usual_head(body.blocks)


def _without_inner_levers(parts: list[Part]) -> list[Part]:
    """The parts, a list of levers under a lower heading of the signature lever on its own, where there is no other."""
    if any(part.kind == "levers" for part in parts):
        return parts
    for at, part in enumerate(parts):
        if part.kind == "section" and part.title is not None and (heading := _levers_inside(part.nodes)):
            emoji, title = split_emoji(part.nodes[heading].title)
            rank = part.nodes[heading].rank
            inner = Part("levers", part.nodes[heading].line, title, emoji, rank, nodes=part.nodes[heading + 1 :])
            return [*parts[:at], replace(part, nodes=part.nodes[:heading]), inner, *parts[at + 1 :]]
    return parts


def _levers_inside(nodes: list[Node]) -> int:
    """The index of the heading below which nothing but levers stand, behind a text of its own; 0 if there is none.

    A line that ends in a colon leads to its list, and is no heading.
    """
    words = 0
    for at, node in enumerate(nodes):
        if node.kind == "heading" and node.rank <= BOLD and words >= SIGNATURE_WORDS:
            levers = read_levers(nodes[at + 1 :])
            if levers is not None and len(levers.items) > 2 and levers.in_order and not levers.intro:
                return at
        words += len(node.text.split())
    return 0


def _kinds(parts: list[Part]) -> list[str]:
    """The final kind of each part: the signature lever, levers under a heading of their own, and a bare story."""
    kinds = [part.kind if part.kind not in _FITS or _FITS[part.kind](part) else "section" for part in parts]
    if not any(k == "levers" and read_levers(p.nodes, loose=True) for p, k in zip(parts, kinds, strict=True)):
        _find_levers(parts, kinds)
    if "narrative" not in kinds:
        _find_story(parts, kinds)
    _find_signature(parts, kinds)
    return kinds


_FITS: dict[str, Callable[[Part], bool]] = {
    "evidence": lambda part: part.title is None or build_sources(part) is not None,
    "levers": lambda part: read_levers(part.nodes, loose=True) is not None,
    "level_mapping": lambda part: bool(part.lead or build_levels(part).keys() & {"line", "table", "items"}),
}
"""What a part must hold to be of the kind that its heading says."""


def _find_levers(parts: list[Part], kinds: list[str]) -> None:
    best, most = None, 1
    for at, part in enumerate(parts):
        levers = read_levers(part.nodes) if kinds[at] == "section" and part.title is not None else None
        if levers is not None and len(levers.items) > most:
            best, most = at, len(levers.items)
    if best is not None:
        kinds[best] = "levers"


def _find_story(parts: list[Part], kinds: list[str]) -> None:
    """A paragraph without a heading after the summary is the story of a guide that has none under a heading."""
    before: set[str] = set()
    for at, part in enumerate(parts):
        if "levers" in before or "negotiate_up" in before:
            return
        bare = kinds[at] == "section" and part.title is None and "summary" in before
        if bare and part.words >= STORY_WORDS and all(node.kind == "text" for node in part.nodes):
            kinds[at] = "narrative"
            return
        before.add(kinds[at])


def _find_signature(parts: list[Part], kinds: list[str]) -> None:
    end = min((at for at, kind in enumerate(kinds) if kind in ("levers", "negotiate_up", "evidence")), default=0)
    story = [at for at in range(end) if kinds[at] in ("narrative", "level_mapping")]
    table = [at for at in range(end) if kinds[at] == "compensation"]
    start = (story or table or [end])[0]
    for at in range(start + 1, len(kinds)):
        part = parts[at]
        if kinds[at] != "section" or part.title is None or not part.nodes:
            continue
        named = any(word in part.title.lower() for word in _LEVER_WORDS)
        telling = named or bool(part.emoji) or " — " in part.title
        if (at < end and (telling or part.words >= SIGNATURE_WORDS)) or (part.title.lower().endswith(" lever")):
            kinds[at] = "lever"


def _summary(part: Part, body: Body) -> None:
    body.head["negotiation_dna_summary"] = " ".join(part.lead.split())
    body.blocks.append("summary")


def _compensation(part: Part, body: Body) -> None:
    body.blocks.append("compensation")
    if part.title is not None:
        body.head["compensation_title"] = f"{part.emoji} {part.title}".strip()
    if part.intro:
        body.head["compensation_intro"] = text_of(part.intro)
    if part.nodes:
        body.head["compensation_note"] = text_of(part.nodes)


def _narrative(part: Part, body: Body) -> None:
    text = "\n\n".join(piece for piece in (part.lead.strip(), text_of(part.nodes)) if piece)
    title = f"{part.emoji} {part.title}".strip() if part.title is not None else "Negotiation DNA"
    if not text:
        body.section(part, text)
    elif title == "Negotiation DNA":
        body.blocks.append({"narrative": text})
    else:
        body.blocks.append({"narrative": {"title": title, "text": text}})


def _levels(part: Part, body: Body) -> None:
    block = build_levels(part)
    if not set(block) - {"title"}:
        body.section(part, "")
    elif set(block) == {"line"} and "level_mapping" not in body.head:
        body.head["level_mapping"] = {"internal": None, "raw": block["line"]}
        body.blocks.append("level_mapping")
    else:
        body.blocks.append({"level_mapping": block["line"] if set(block) == {"line"} else block})


def _lever(part: Part, body: Body) -> None:
    block = {"title": part.title or "", "text": text_of(part.nodes)}
    if part.emoji != LEVER_EMOJI:
        block["emoji"] = part.emoji
    body.blocks.append({"lever": block})


def _levers(part: Part, body: Body) -> None:
    levers = read_levers(part.nodes, loose=True)
    if levers is None:
        body.section(part, text_of(part.nodes))
        return
    if not levers.in_order and part.title is not None:
        _lever(part, body)
        return
    body.blocks.append({"global_levers": build_levers(part.title, part.emoji, levers)})


def _negotiate_up(part: Part, body: Body) -> None:
    nodes, text = part.nodes, part.lead
    if part.lead and nodes:
        text = f"{part.lead}\n\n{text_of(nodes)}"
    elif len(nodes) == 1 and nodes[0].kind in ("quote", "text"):
        text = unquoted(nodes[0])
    elif nodes:
        text = text_of(nodes)
    text = text.strip()
    if not text:
        body.section(part, text)
        return
    block: dict[str, Any] = {}
    if part.title is not None and part.title != "Negotiate Up Strategy":
        block["title"] = f"{part.emoji} {part.title}".strip()
    found = split_script(text)
    if found is not None and not found.lead:
        block["script"] = found.script
        if found.after:
            block["after"] = found.after
    else:
        block["advice"] = text
    body.blocks.append({"negotiate_up": block["script"] if set(block) == {"script"} else block})


def _evidence(part: Part, body: Body) -> None:
    evidence = build_sources(part)
    if evidence is None:
        body.section(part, "\n\n".join(piece for piece in (part.lead, text_of(part.nodes)) if piece))
        return
    if evidence.after:
        place = Place(body.path, evidence.after, 1)
        body.found.append(finding("GW542", place, "text after the last source is kept with the evidence"))
    body.sources_form = body.sources_form or evidence.form
    body.source_lines += evidence.lines
    body.blocks += [{"evidence": block} for block in evidence.blocks]


def _section(part: Part, body: Body) -> None:
    body.section(part, text_of(part.nodes))


_BUILDERS: dict[str, Callable[[Part, Body], None]] = {
    "summary": _summary,
    "compensation": _compensation,
    "narrative": _narrative,
    "level_mapping": _levels,
    "lever": _lever,
    "levers": _levers,
    "negotiate_up": _negotiate_up,
    "evidence": _evidence,
    "section": _section,
}


def _without_usual_head(blocks: list[Any]) -> list[Any]:
    """The blocks without ``summary`` and ``compensation`` where these stand at the top anyway."""
    usual = [word for word in ("summary", "compensation") if word in blocks]
    return blocks[len(usual) :] if blocks[: len(usual)] == usual else blocks
