"""Specs made at random with comments everywhere, in the styles that people write; seeded."""

from __future__ import annotations

import random
from typing import Any

WORDS = [
    *("base", "range", "stock", "grant", "L4", "=", "Google", "L5", "|", "premium", "driver", "10–15%", "C#", "it's"),
    *("🏗️", "é", "São", "€5", "a:b", "(HQ)", "x,y"),
]
TEXTS = [
    "plain words here",
    "it's",
    "a: b",
    "x #y",
    "12:30",
    "no",
    "2026-02-23",
    "#tag",
    "- dash",
    "été 🏗️",
    "[a]",
    "007",
    "",
]


class Maker:
    """One text: lines are collected, with a comment now and then above, behind and below what they say."""

    def __init__(self, seed: int, comments: float = 0.25) -> None:
        self.random = random.Random(seed)
        self.lines: list[str] = []
        self.share = comments
        self.step = self.random.choice([2, 2, 4])
        self.dash = self.random.choice([2, 2, 0])
        self.number = 0

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def comment(self) -> str:
        self.number += 1
        return f"# c{self.number} {self.random.choice(WORDS)}: {self.random.choice(WORDS)}"

    def behind(self) -> str:
        return " " * self.random.randint(1, 4) + self.comment() if self.chance(self.share * 0.6) else ""

    def above(self, column: int) -> None:
        if self.chance(self.share * 0.6):
            self.lines.append(" " * self.random.choice([0, 0, 3]) if self.chance(0.3) else "")
        while self.chance(self.share):
            self.lines.append(" " * column + self.comment())

    def words(self, count: int) -> str:
        return " ".join(["base", *(self.random.choice(WORDS) for _ in range(self.random.randint(0, count)))])

    def scalar(self, *, flow: bool = False) -> str:
        kind = self.random.randrange(8)
        if kind < 3:
            return str(self.random.randint(0, 400) * 500)
        if kind == 3:
            return self.random.choice(["true", "null", "12.5", "2025-Q4", "2026-02-23"])
        text = self.random.choice(TEXTS)
        if kind == 4:
            return "'" + text.replace("'", "''") + "'"
        if kind == 5 or flow:
            return '"' + text.replace("|", "") + '"'
        return self.words(6)

    def flow(self) -> str:
        pad = self.random.choice(["", " "])
        if self.chance(0.5):
            items = [self.scalar(flow=True) for _ in range(self.random.randint(0, 3))]
            return (
                "["
                + pad
                + (self.random.choice([", ", ",", " , "])).join(items)
                + (", " if items and pad else pad)
                + "]"
            )
        pairs = [f"{key}: {self.scalar(flow=True)}" for key in self.random.sample("pqrs", self.random.randint(0, 3))]
        return "{" + pad + ", ".join(pairs) + pad + "}"

    def open_flow(self, head: str, column: int) -> None:
        """A flow list with an item a line."""
        self.lines.append(f"{head} [")
        count = self.random.randint(1, 4)
        for index in range(count):
            if self.chance(self.share):
                self.lines.append(" " * (column + 4) + self.comment())
            comma = "," if index < count - 1 or self.chance(0.5) else ""
            self.lines.append(" " * (column + 4) + self.scalar(flow=True) + comma + self.behind())
        self.lines.append(" " * (column + 2) + "]" + self.behind())

    def block(self, head: str, column: int) -> None:
        style = self.random.choice(["|", "|-", ">-", ">", "|+"])
        self.lines.append(f"{head} {style}{self.behind()}")
        for paragraph in range(self.random.randint(1, 3)):
            if paragraph:
                self.lines.append("")
            for _ in range(self.random.randint(1, 3)):
                self.lines.append(" " * column + self.random.choice(["", "", "# no comment "]) + self.words(8))
        self.lines += [""] * self.random.choice([0, 0, 1])

    def value(self, head: str, column: int, depth: int) -> None:
        """A value behind ``head``, whose key or dash is at ``column``."""
        kind = self.random.randrange(10 if depth < 3 else 7)
        if kind < 5:
            self.lines.append(f"{head} {self.scalar()}{self.behind()}")
        elif kind == 5:
            self.block(head, column + self.step)
        elif kind == 6 and self.chance(0.3):
            self.open_flow(head, column)
        elif kind == 6:
            self.lines.append(f"{head} {self.flow()}{self.behind()}")
        elif kind == 7:
            self.lines.append(head + self.behind())
            self.mapping(column + self.step, depth + 1)
        else:
            self.lines.append(head + self.behind())
            self.list(column + self.dash, depth + 1)

    def mapping(self, column: int, depth: int, first: str = "") -> None:
        keys = self.random.sample(
            ["region", "base_low", "base_high", "stock_low", "note", "zeta", "text"], self.random.randint(1, 5)
        )
        for key in keys:
            if not first:
                self.above(column)
            self.value((first or " " * column) + key + ":", column, depth)
            first = ""

    def list(self, column: int, depth: int) -> None:
        for _ in range(self.random.randint(1, 3)):
            self.above(column)
            if self.chance(0.5):
                self.mapping(column + 2, depth + 1, " " * column + "- ")
            else:
                self.lines.append(f"{' ' * column}- {self.scalar()}{self.behind()}")
        if self.chance(self.share):
            self.lines.append(" " * (column + 2) + self.comment())

    def text(self) -> str:
        self.above(0)
        self.lines.append("company: acme" + self.behind())
        for key in ("compensation", "role", "level_mapping", "body", "data_sources", "text"):
            self.above(0)
            self.value(key + ":", 0, 0)
        self.above(0)
        eol = self.random.choice(["\n", "\n", "\n", "\r\n"])
        end = self.random.choice([eol, eol, ""])
        mark = self.random.choice(["", "", "", "\ufeff"])
        return mark + eol.join(self.lines) + end


def made(seed: int, comments: float = 0.25) -> str:
    return Maker(seed, comments).text()


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Every path of a value with what stands there, the whole first."""
    found = [(path, value)]
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            found += paths(part, (*path, key))
    return found
