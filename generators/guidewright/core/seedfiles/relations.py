"""The tables of the seed database: names, columns, keys and references, shared by CSV, SQL and SQLite.

Keys are slugs and ordinals, never counters: a new guide changes no other guide's rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guidewright.core.model.rows import FIGURES, figure_keys

VERSION = 1
"""Version of the tables and of ``compensation.csv``; raised when a reader of the old shape would misread the new."""

Value = str | int | float | bool | None
Values = tuple[Value, ...]
ColumnType = Literal["text", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``required`` ones never hold null."""

    name: str
    type: ColumnType = "text"
    required: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """A table without its rows; there is one object a table.

    ``about`` is printed as a comment in its statement, a line each; ``parents`` are references: own columns, and the
    table whose key they are.
    """

    name: str
    about: tuple[str, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    parents: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


FIGURE_PARTS = ("low", "high", "pct", "pct_high", "open", "period", "currency", "unit", "note", "text")
FIGURE_COLUMNS = tuple(tuple(figure_keys(name)[part] for part in FIGURE_PARTS) for name in FIGURES)
"""The ten columns of each figure, in the order of ``FIGURE_PARTS``."""

_TYPES: dict[str, ColumnType] = {
    "low": "integer",
    "high": "integer",
    "pct": "number",
    "pct_high": "number",
    "open": "boolean",
}
_GUIDE = (Column("company", required=True), Column("role", required=True))
_ORDINAL = Column("ordinal", "integer", required=True)
_IN_GUIDE = ((("company", "role"), "guides"),)

COMPANIES = Relation(
    "companies",
    ("What the company files say; also companies without a guide.",),
    (
        Column("company", required=True),
        Column("company_display", required=True),
        Column("industry"),
        Column("hq"),
        Column("ticker"),
        Column("verified_on", "date"),
    ),
    ("company",),
)
COMPANY_ALIASES = Relation(
    "company_aliases",
    ("Other names of a company.",),
    (Column("company", required=True), _ORDINAL, Column("alias", required=True)),
    ("company", "ordinal"),
    ((("company",), "companies"),),
)
ROLES = Relation(
    "roles",
    ("Roles of the catalogue (catalogued), and specialties that only guides name.",),
    (
        Column("role", required=True),
        Column("role_display", required=True),
        Column("role_type"),
        Column("catalogued", "boolean", required=True),
    ),
    ("role",),
)
ROLE_ALIASES = Relation(
    "role_aliases",
    ("Other names of a role.",),
    (Column("role", required=True), _ORDINAL, Column("alias", required=True)),
    ("role", "ordinal"),
    ((("role",), "roles"),),
)
GUIDES = Relation(
    "guides",
    ("One row a guide: its facts, defaults and inherited values filled in.",),
    (
        *_GUIDE,
        Column("company_display", required=True),
        Column("role_display", required=True),
        Column("role_type"),
        Column("title_tail"),
        Column("last_updated", "date"),
        Column("data_quality"),
        Column("salary_data_quarter"),
        Column("next_review_due", "date"),
        Column("negotiation_dna_summary"),
        Column("level_internal"),
        Column("level_raw"),
        Column("compensation_title"),
        Column("compensation_intro"),
        Column("compensation_note"),
        Column("currency"),
        Column("stock_label"),
        Column("vesting_years", "integer", required=True),
        Column("total_formula", required=True),
        Column("review_cadence", "integer", required=True),
        Column("draft", "boolean", required=True),
        Column("templated", "boolean", required=True),
    ),
    ("company", "role"),
    ((("company",), "companies"), (("role",), "roles")),
)
COMPENSATION = Relation(
    "compensation",
    (
        "One row for each row of a guide's table; second_currency: the same row as published in a second currency.",
        "Amounts are whole units of the figure's own currency, else of the row's; or counts of its unit (options).",
        "stock is the whole grant, over guides.vesting_years, unless stock_period says otherwise.",
        "low alone: one amount; high alone: up to; open: or more. extra: the author's own columns, as JSON.",
    ),
    (
        *_GUIDE,
        _ORDINAL,
        Column("second_currency", "boolean", required=True),
        Column("region"),
        Column("level"),
        Column("title"),
        Column("currency"),
        *(
            Column(name, _TYPES.get(part, "text"))
            for names in FIGURE_COLUMNS
            for part, name in zip(FIGURE_PARTS, names, strict=True)
        ),
        Column("extra"),
    ),
    ("company", "role", "ordinal", "second_currency"),
    _IN_GUIDE,
)

BLOCKS = Relation(
    "blocks",
    (
        "One row a block, in printed order. text: all its words but the title, as Markdown.",
        "parts: the block as JSON where it has more than title, emoji and text (levers, sources, level tables).",
    ),
    (*_GUIDE, _ORDINAL, Column("kind", required=True), *(Column(name) for name in ("title", "emoji", "text", "parts"))),
    ("company", "role", "ordinal"),
    _IN_GUIDE,
)

SOURCES = Relation(
    "sources",
    ("kind: publisher (of figures; from data_sources) or evidence (from an evidence block).",),
    (*_GUIDE, _ORDINAL, Column("kind", required=True), Column("text", required=True), Column("url"), Column("note")),
    ("company", "role", "ordinal"),
    _IN_GUIDE,
)

META = Relation(
    "seed_meta",
    ("version: of these tables; raised when a query for the old ones would misread the new.",),
    (Column("key", required=True), Column("value", required=True)),
    ("key",),
)

RELATIONS = (META, COMPANIES, COMPANY_ALIASES, ROLES, ROLE_ALIASES, GUIDES, COMPENSATION, BLOCKS, SOURCES)
"""All tables, referenced ones before those that refer to them."""
