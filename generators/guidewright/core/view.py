"""What templates see: the record with every line finished, so that a template only places text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guidewright.core.figures import escape_cell
from guidewright.core.model.rows import FIGURES, figure_keys
from guidewright.core.table import markdown

_ROW_KEYS = ("region", "level", "title", "currency", "extra", "also")
EMPTY_ROW: dict[str, None] = dict.fromkeys([*_ROW_KEYS, *(k for n in FIGURES for k in figure_keys(n).values())])
CONTEXT_NAMES = ("spec", "company", "role", "comp", "table", "body", "style", "gap", "title_tail", "currency_labels")
"""The names that a guide template may use, beside ``block`` inside a partial."""


def context(record: Mapping[str, Any], company: Mapping[str, Any], with_comp: bool = True) -> dict[str, Any]:
    """The names of a guide template, from the guide's record and the facts of its company. ``with_comp``: whether some
    template names ``comp``, which takes as long as the rest."""
    style = record["style"]
    gap = "\n" if style.get("spacing") == "loose" else ""
    spec = {key: value for key, value in record.items() if key not in ("table", "body", "style", "currency_labels")}
    spec["compensation"] = rows = _full_rows(record)
    spec["negotiation_dna_summary"] = one_line(spec["negotiation_dna_summary"])
    values = {
        "spec": spec,
        "company": company_view(record["company"], record["company_display"], company),
        "role": {"slug": record["role"], "display": record["role_display"], "type": record["role_type"]},
        "table": record["table"],
        "body": [_block(block, record, gap) for block in record["body"]],
        "style": dict(style),
        "gap": gap,
        "title_tail": f" {record['title_tail']}" if record["title_tail"] else "",
        "currency_labels": record["currency_labels"],
    }
    return values | {"comp": _comp_view(rows, record["table"])} if with_comp else values


def company_view(slug: str, display: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """A company as templates know it; every key is there, unknown ones are null."""
    known = {key: facts.get(key) for key in ("industry", "hq", "ticker")}
    return {"slug": slug, "display": display, "aliases": list(facts.get("aliases") or ())} | known


def _full_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{**EMPTY_ROW, **row} for row in record["compensation"]]


def comp_view(record: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Rows by region (or level, where rows have no region), with the printed cell of each figure.

    ``comp['London, UK'].base`` is the cell's text, ``comp['London, UK'].base_low`` the number; ``comp.hq`` is
    the first row. Of several rows for one region the first counts.
    """
    return _comp_view(_full_rows(record), record["table"])


def _comp_view(rows: Sequence[Mapping[str, Any]], table: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    views: dict[str, dict[str, Any]] = {}
    printed = [name if name in FIGURES else "" for name in table["columns"]] if table else []
    for row, cells in zip(rows, table["rows"] if table else (), strict=True):
        view = dict(row)
        view.update((name, cell) for name, cell in zip(printed, cells, strict=True) if name)
        views.setdefault("hq", view)
        for key in ("region", "level", "title"):
            if row[key] is not None:
                views.setdefault(row[key], view)
                break
    return views


def one_line(text: str | None) -> str | None:
    """Text that is one line of a Markdown paragraph: line ends become single spaces."""
    return None if text is None else " ".join(text.split()) if "\n" in text else text


def _block(block: Mapping[str, Any], record: Mapping[str, Any], gap: str) -> Mapping[str, Any]:
    """A block with its lines finished; the record's own where there are none. Not to be changed."""
    finish = _FINISH.get(block["kind"])
    return {**block, **finish(block, record, gap)} if finish else block


def _headed(block: Mapping[str, Any], record: Mapping[str, Any], gap: str) -> dict[str, Any]:
    heading = _joined(block["emoji"], block["title"]) or None
    return {"heading": heading, "before": gap if heading else ""}


def _level_mapping(block: Mapping[str, Any], record: Mapping[str, Any], gap: str) -> dict[str, Any]:
    """The parts below the label: intro, table, list and text, a blank line between them."""
    parts = [block["intro"]] if block["intro"] else []
    if block["table"]:
        rows = [tuple(escape_cell(cell) for cell in row) for row in block["table"]["rows"]]
        parts.append(markdown(tuple(escape_cell(head) for head in block["table"]["header"]), tuple(rows)))
    if block["items"]:
        parts.append("\n".join(f"- {item}" for item in block["items"]))
    if block["text"]:
        parts.append(block["text"])
    first = "\n" if block["line"] is not None else gap
    befores = [first, *["\n"] * (len(parts) - 1)] if parts else []
    return {"parts": [{"before": before, "text": text} for before, text in zip(befores, parts, strict=True)]}


def _joined(*parts: str | None, by: str = " ") -> str:
    """Those of ``parts`` that say something."""
    return by.join(filter(None, parts))


def _quoted(parts: Mapping[str, Any], lead: str | None = None) -> str:
    script = f'"{parts["script"]}"' if parts["script"] is not None else None
    return _joined(lead, script, parts["after"])


def _global_levers(block: Mapping[str, Any], record: Mapping[str, Any], gap: str) -> dict[str, Any]:
    lines = [_quoted(item, item["lead"]) for item in block["items"]]
    items = zip(block["items"], lines, strict=True)
    return {"items": [{**item, "line": f" {line}" if line else ""} for item, line in items]}


def _negotiate_up(block: Mapping[str, Any], record: Mapping[str, Any], gap: str) -> dict[str, Any]:
    return {"line": _joined(_quoted(block), block["advice"], by="\n\n")}


_MARKERS = {"numbered": "{}. ", "indexed": "- [{}] "}


def _evidence(block: Mapping[str, Any], record: Mapping[str, Any], gap: str) -> dict[str, Any]:
    form = record["style"].get("sources") or "plain"
    marker = _MARKERS.get(form, "- ")
    items = []
    for index, source in enumerate(block["items"], 1):
        text, url, note = source["text"], source["url"], source["note"]
        if url:
            text = f"[{text}]({url})"
        elif form == "bracketed":
            text = f"[{text}]"
        items.append({**source, "marker": marker.format(index), "line": f"{text} {note}" if note else text})
    return {"items": items}


_FINISH = {
    "lever": _headed,
    "section": _headed,
    "level_mapping": _level_mapping,
    "global_levers": _global_levers,
    "negotiate_up": _negotiate_up,
    "evidence": _evidence,
}
