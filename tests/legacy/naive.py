"""A plain printer of lifted specs, for measuring what a lift loses without the product's templates."""

from __future__ import annotations

from textwrap import indent
from typing import Any

from guidewright.core.figures import Pay
from guidewright.core.legacy.lift import LiftResult
from guidewright.core.model.rows import to_row
from guidewright.core.table import markdown, table


def render(result: LiftResult) -> str:
    """The guide of a lift's spec in the canonical layout, without front matter."""
    spec = result.spec
    tail = spec.get("title_tail", "")
    out = [f"### {result.title_role} | {result.title_company} Global Negotiation Guide {tail}".strip()]
    blocks = spec.get("body", [])
    words = [word for word in ("summary", "compensation") if word not in blocks]
    out += [_block(block, result) for block in words + blocks]
    return "\n\n".join(piece for piece in out if piece) + "\n"


def _block(block: Any, result: LiftResult) -> str:
    spec = result.spec
    if block == "summary":
        return f"**Negotiation DNA:** {spec['negotiation_dna_summary']}" if "negotiation_dna_summary" in spec else ""
    if block == "compensation":
        return _compensation(result)
    if block == "level_mapping":
        return f"**Level Mapping:** {spec['level_mapping']['raw']}"
    ((kind, value),) = block.items()
    return {
        "narrative": _narrative,
        "level_mapping": _levels,
        "lever": _lever,
        "section": _section,
        "global_levers": _levers,
        "negotiate_up": _ask,
    }.get(kind, lambda v: _evidence(v, result.style.get("sources", "plain")))(value)


def _compensation(result: LiftResult) -> str:
    spec = result.spec
    out = [
        f"**{spec['compensation_title']}**" if "compensation_title" in spec else "",
        spec.get("compensation_intro", ""),
    ]
    if "compensation" in spec:
        pay = Pay(vesting_years=spec.get("vesting_years", 4), labels=result.style.get("currency", {}))
        grid = table(
            [to_row(r) for r in spec["compensation"]], pay, spec.get("column_labels", {}), spec.get("stock_label")
        )
        out.append(markdown(grid.header, grid.rows))
    out.append(spec.get("compensation_note", ""))
    return "\n\n".join(piece for piece in out if piece)


def _narrative(value: Any) -> str:
    parts = value if isinstance(value, dict) else {"text": value}
    return f"**{parts.get('title', 'Negotiation DNA')}**\n{parts['text']}"


def _levels(value: Any) -> str:
    parts = value if isinstance(value, dict) else {"line": value}
    out = [f"**{parts.get('title', 'Level Mapping')}:** {parts.get('line', '')}", parts.get("intro", "")]
    if "table" in parts:
        cells = [
            tuple(c.replace("|", "\\|") for c in row) for row in [parts["table"]["header"], *parts["table"]["rows"]]
        ]
        out.append(markdown(cells[0], tuple(cells[1:])))
    out.append("\n".join(f"- {item}" for item in parts.get("items", [])))
    out.append(parts.get("text", ""))
    return "\n\n".join(piece for piece in out if piece)


def _lever(value: dict[str, str]) -> str:
    return _section({"emoji": "🏗️"} | value)


def _section(value: dict[str, str]) -> str:
    head = f"### {value.get('emoji', '')} {value['title']}" if "title" in value else ""
    return f"{head}\n{value.get('text', '')}"


def _levers(value: Any) -> str:
    parts = value if isinstance(value, dict) else {"items": value}
    out = [f"**{parts.get('title', 'Global Levers')}**", parts.get("intro", "")]
    for number, item in enumerate(parts["items"], 1):
        script = f'"{item["script"]}"' if "script" in item else ""
        line = " ".join(
            w for w in (f"{number}. **{item['title']}:**", item.get("lead"), script, item.get("after")) if w
        )
        out.append("\n\n".join(piece for piece in (line, indent(item.get("text", ""), "   ")) if piece))
    out.append(parts.get("text", ""))
    return "\n".join(piece for piece in out if piece)


def _ask(value: Any) -> str:
    parts = value if isinstance(value, dict) else {"script": value}
    said = f'"{parts["script"]}" {parts.get("after", "")}' if "script" in parts else parts["advice"]
    return f"> **{parts.get('title', 'Negotiate Up Strategy')}:** {said}"


def _evidence(value: Any, form: str) -> str:
    parts = value if isinstance(value, dict) else {"items": value}
    out = [f"#### {parts.get('title', 'Evidence & Sources')}", parts.get("intro", "")]
    for number, item in enumerate(parts["items"], 1):
        text = item if isinstance(item, str) else f"[{item['text']}]({item['url']}) {item.get('note', '')}".strip()
        out.append(
            {"bracketed": f"- [{text}]", "numbered": f"{number}. {text}", "indexed": f"- [{number}] {text}"}.get(
                form, f"- {text}"
            )
        )
    out.append(parts.get("text", ""))
    return "\n".join(piece for piece in out if piece)
