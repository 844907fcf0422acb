"""A review as one HTML page that needs nothing else: no scripts, no fonts, no pictures; every text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from guidewright.core.review.as_text import printable
from guidewright.core.review.parts import Heading, Lines, Part, Say, Table, Words

_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}.danger{color:#b3261e}
pre{background:#8881;padding:.6rem .8rem;overflow-x:auto;white-space:pre-wrap;border-radius:4px}
del{background:#f8514933;text-decoration:line-through}ins{background:#3fb95033;text-decoration:none}
pre del,pre ins{display:block;text-decoration:none}
table{border-collapse:collapse}th,td{padding:.15rem .7rem;text-align:left;border-bottom:1px solid #8884}
td:nth-child(-n+2),th:nth-child(-n+2){text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
p.shape{margin:1.2rem 0 .3rem;font-weight:600}p{margin:.4rem 0}blockquote{margin:.3rem 0 .3rem 1rem}
@media(prefers-color-scheme:dark){.danger{color:#ff7b72}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(parts: Iterable[Part], title: str) -> str:
    """The whole page."""
    body = "\n".join(_block(part) for part in parts)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape("\n".join(printable(line) for line in text.split("\n")))


def _block(part: Part) -> str:
    if isinstance(part, Heading):
        marked = ' class="danger"' if part.danger else ""
        return f"<h{part.level}{marked}>{_text(part.text)}</h{part.level}>"
    if isinstance(part, Say):
        kinds = " ".join(
            kind for kind in ("shape" if part.what == "shape" else "", "danger" if part.danger else "") if kind
        )
        return f'<p class="{kinds}">{_text(part.text)}</p>' if kinds else f"<p>{_text(part.text)}</p>"
    if isinstance(part, Lines):
        tags = {"-": "del", "+": "ins"}
        return "<pre>" + "".join(_line(tags.get(sign, "span"), sign, text) for sign, text in part.lines) + "</pre>"
    if isinstance(part, Words):
        tags = {"-": "del", "+": "ins"}
        runs = [
            _text(text) if sign == "=" else f"<{tags[sign]}>{_text(text)}</{tags[sign]}>" for sign, text in part.runs
        ]
        return f"<blockquote>{_text(part.where)}: {''.join(runs)}</blockquote>"
    return _table(part)


def _line(tag: str, sign: str, text: str) -> str:
    return f"<{tag}>{sign} {_text(text)}</{tag}>"


def _table(table: Table) -> str:
    head = "".join(f"<th>{_text(cell)}</th>" for cell in table.header)
    rows = "\n".join("<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<table>\n<tr>{head}</tr>\n{rows}\n</table>"
