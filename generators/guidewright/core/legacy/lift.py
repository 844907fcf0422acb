"""One legacy guide to a spec: the content into typed keys, the style into facts, everything accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from guidewright.core.diagnostic import Diagnostic, Place, has_errors, in_order
from guidewright.core.legacy import front as front_matter
from guidewright.core.legacy.blocks import Body, build_body
from guidewright.core.legacy.codes import finding
from guidewright.core.legacy.grids import Grid, find_compensation
from guidewright.core.legacy.headings import kind_of
from guidewright.core.legacy.parts import Part, group
from guidewright.core.legacy.proof import lost
from guidewright.core.legacy.prose import text_of
from guidewright.core.legacy.rows import Reader
from guidewright.core.legacy.tables import Compensation, read_compensation
from guidewright.core.legacy.title import USUAL, Title, find_title
from guidewright.core.legacy.tree import BOLD, Line, Node, parse

Outcome = Literal["lifted", "lifted with sections", "refused"]
ReadFrontMatter = Callable[[str], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Counts:
    """Words of the guide and those kept free-form; ends of figures in the table and those typed."""

    words: int = 0
    free_words: int = 0
    ends: int = 0
    ends_typed: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class LiftResult:
    """A guide lifted: ``spec`` with spec keys, and what belongs to the company or the report."""

    path: str
    outcome: Outcome
    spec: dict[str, Any] = field(default_factory=dict)
    title_role: str = ""
    title_company: str = ""
    style: dict[str, Any] = field(default_factory=dict)
    front: Mapping[str, Any] = field(default_factory=dict)
    foreign: Mapping[str, Any] = field(default_factory=dict)
    source_lines: tuple[str, ...] = ()
    dropped: Counter[str] = field(default_factory=Counter)
    counts: Counts = Counts()
    diagnostics: tuple[Diagnostic, ...] = ()


def lift(text: str, path: str, read_front_matter: ReadFrontMatter | None = None) -> LiftResult:
    """The spec that ``text`` says. Repaired text comes in (``encoding.decode``); nothing is read or written here."""
    raw, body_text, first_line = front_matter.cut(text)
    front, found = front_matter.Front(), list[Diagnostic]()
    if raw is not None:
        mapping = read_front_matter(raw) if read_front_matter is not None else None
        front, found = front_matter.sort(raw, mapping, path)
    nodes = _moved(parse(body_text), first_line - 1)
    title, told = find_title(nodes, path)
    found += told
    if title is None:
        return LiftResult(path, "refused", diagnostics=tuple(in_order(found)))
    own = [node for node in nodes if node is not title.node]
    comp_node, comp, reader = _compensation(own, path, found)
    parts, dropped = group(own, comp_node)
    body = Body(path)
    build_body(parts, body)
    if front.foreign_text:
        body.section(Part("section", 1, "Front matter"), f"```yaml\n{front.foreign_text}```")
    spec = _spec(title, comp, body)
    found += body.found + (reader.found if reader else []) + _fences(own, path)
    found += front_matter.disagreements(front.known, comp.rows if comp else [], path)
    missing = lost((node for node in own if node is not comp_node), spec)
    if missing:
        what = ", ".join(f"{word!r}" for word, _ in missing.most_common(8))
        found.append(
            finding("GW541", Place(path, first_line, 1), f"{sum(missing.values())} words are not in the spec: {what}")
        )
    dropped.update(_style_dropped(title, reader, nodes))
    return LiftResult(
        path=path,
        outcome="lifted with sections" if body.free_words else "lifted",
        spec=spec,
        title_role=title.role,
        title_company=title.company,
        style=_style(own, comp, body),
        front=front.known,
        foreign=front.foreign,
        source_lines=tuple(body.source_lines),
        dropped=dropped,
        counts=_counts(body_text, body, reader, comp),
        diagnostics=tuple(in_order(found)),
    )


def has_fault(result: LiftResult) -> bool:
    """Whether a person must look at the guide before its spec can be trusted: no table, a ragged one, an open fence."""
    return (
        result.outcome == "refused"
        or has_errors(result.diagnostics)
        or any(d.code == "GW513" for d in result.diagnostics)
    )


def _moved(nodes: tuple[Node, ...], by: int) -> tuple[Node, ...]:
    """The nodes with the line numbers of the whole file."""
    if not by:
        return nodes
    return tuple(
        Node(n.kind, tuple(Line(x.number + by, x.text, x.end) for x in n.lines), n.rank, n.title, n.closed)
        for n in nodes
    )


def _compensation(
    nodes: list[Node], path: str, found: list[Diagnostic]
) -> tuple[Node | None, Compensation | None, Reader | None]:
    """The table that is read as compensation, its rows and its reader; a ragged table is not read."""
    table = find_compensation(nodes, _other_tables(nodes))
    if table is None:
        found.append(
            finding("GW520", Place(path, 1, 1), "no table is one of compensation", hint="add the rows by hand")
        )
        return None, None, None
    node, grid, kind = table
    if grid.ragged:
        for row in grid.ragged:
            what = f"the row has {len(grid.rows[row])} cells"
            hint = "the table is kept as text; correct the row and import again"
            place = Place(path, grid.lines[row], 1)
            found.append(finding("GW521", place, what, expected=f"{len(grid.header)} cells", hint=hint))
        return None, None, None
    reader = Reader(path, _context(grid, nodes))
    return node, read_compensation(grid, kind, reader, _about(nodes, node)), reader


def _other_tables(nodes: list[Node]) -> frozenset[int]:
    """Lines of the tables that stand under a heading of another kind."""
    kind: str | None = None
    others = set()
    for node in nodes:
        if node.kind == "heading":
            kind = kind_of(node.title)
        elif node.kind == "table" and kind in ("level_mapping", "evidence"):
            others.add(node.line)
    return frozenset(others)


def _context(grid: Grid, nodes: list[Node]) -> tuple[str, ...]:
    """Texts that may say what an ambiguous currency sign means: the table's labels, then the whole guide."""
    labels = " ".join([*grid.header, *(row[0] for row in grid.rows)])
    return labels, "\n".join(node.text for node in nodes)


def _about(nodes: list[Node], table: Node) -> str:
    """The heading above a table and the words below it; the heading alone if it says that the table is of base pay."""
    at = nodes.index(table)
    above = next((node for node in reversed(nodes[:at]) if node.kind == "heading"), None)
    if above is not None and "base" in above.title.lower().split():
        return above.title
    below = [node for node in nodes[at + 1 : at + 4] if node.kind in ("text", "quote")]
    return " ".join(([above.title] if above else []) + [text_of(below)])


def _spec(title: Title, comp: Compensation | None, body: Body) -> dict[str, Any]:
    spec: dict[str, Any] = {}
    if title.tail:
        spec["title_tail"] = title.tail
    if comp is not None:
        labels = {
            "stock_label": comp.stock_label,
            "column_labels": comp.column_labels,
            "vesting_years": comp.vesting_years,
        }
        spec |= {key: value for key, value in labels.items() if value}
    head = body.head
    spec |= {
        key: head[key] for key in ("compensation_title", "compensation_intro", "compensation_note") if head.get(key)
    }
    if "negotiation_dna_summary" in head:
        spec["negotiation_dna_summary"] = head["negotiation_dna_summary"]
    if comp is not None:
        spec["compensation"] = comp.rows
    if "level_mapping" in head:
        spec["level_mapping"] = head["level_mapping"]
    spec["body"] = body.blocks
    return spec


def _style(nodes: list[Node], comp: Compensation | None, body: Body) -> dict[str, Any]:
    style: dict[str, Any] = {}
    tight = loose = 0
    for node, following in pairwise(nodes):
        if node.kind == "heading" and node.rank <= BOLD and kind_of(node.title) != "evidence":
            tight, loose = tight + (following.kind != "blank"), loose + (following.kind == "blank")
    if tight or loose:
        style["spacing"] = "tight" if tight > loose else "loose"
    if body.sources_form:
        style["sources"] = body.sources_form
    if comp is not None and comp.currency_labels:
        style["currency"] = comp.currency_labels
    return style


def _style_dropped(title: Title, reader: Reader | None, nodes: tuple[Node, ...]) -> Counter[str]:
    dropped: Counter[str] = Counter(reader.dropped if reader else {})
    if title.form != f"| {USUAL}":
        dropped["title form"] += 1
    for node in nodes:
        if node.kind == "heading":
            dropped[f"heading form h{node.rank}" if node.rank < BOLD else "heading form bold"] += 1
    if nodes and not nodes[-1].lines[-1].end:
        dropped["no final line end"] += 1
    dropped["line end"] = sum(line.end == "\r\n" for node in nodes for line in node.lines)
    return +dropped


def _fences(nodes: list[Node], path: str) -> list[Diagnostic]:
    return [
        finding(
            "GW513",
            Place(path, node.line, 1),
            "a code fence is never closed",
            hint="close it; the rest is code until then",
        )
        for node in nodes
        if node.kind == "fence" and not node.closed
    ]


def _counts(text: str, body: Body, reader: Reader | None, comp: Compensation | None) -> Counts:
    return Counts(
        words=len(text.split()),
        free_words=body.free_words,
        ends=reader.ends if reader else 0,
        ends_typed=reader.typed if reader else 0,
        rows=len(comp.rows) if comp else 0,
    )
