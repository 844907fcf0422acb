"""The strict YAML reader: one reading of every scalar, and a place for every problem.

It works on libyaml's events, which need no recursion, so hostile nesting cannot hurt. What it refuses
(anchors, aliases, tags, directives, duplicate keys, depth) it refuses where it stands. It knows no schema.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place, excerpt
from guidewright.core.scalar import is_ambiguous, is_word, plain
from guidewright.core.syntax import syntax_problem
from guidewright.core.usual import values as usual_values

MAX_DEPTH = 32
Path = tuple[str | int, ...]

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
    "|\r(?!\n)"
)
_ALLOWED_ASCII = bytes([*range(0x20, 0x7F), *b"\t\n"])
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _has_forbidden(text: str) -> bool:
    """Whether FORBIDDEN matches; of ASCII, and of text that Python calls printable, that is known at a glance."""
    if text.isascii():
        return bool(text.encode().translate(None, _ALLOWED_ASCII)) and FORBIDDEN.search(text) is not None
    return not text.replace("\n", "").isprintable() and FORBIDDEN.search(text) is not None


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands: the place of its key (or of the value itself in a list) and of the value."""

    key: tuple[int, int]
    value: tuple[int, int]


@dataclass
class _StopError(Exception):
    """The document cannot be read on."""

    diagnostic: Diagnostic


_SURROGATE = re.compile("[\ud800-\udfff]")


def unprintable(text: str) -> str | None:
    """The first character of ``text`` that no file of ours may hold, or None."""
    found = FORBIDDEN.search(text) or _SURROGATE.search(text)
    return found[0] if found else None


def check_characters(text: str, path: str) -> list[Diagnostic]:
    """Characters that no text of ours may hold: the first of each line, with its place."""
    found = []
    for match in FORBIDDEN.finditer(text):
        char = match.group()
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        what, hint = f"character U+{ord(char):04X}", "remove it"
        if char == "\r":
            what, hint = "a lone carriage return (CR-only line ends)", "save the file with LF line ends"
        elif char in _BIDI:
            what = f"bidirectional control character U+{ord(char):04X}"
        elif char == "\x00":
            what = f"a NUL byte (offset {len(text[: match.start()].encode())})"
        elif char == "\ufeff":
            what, hint = "unexpected U+FEFF (byte order mark) inside the file", "remove it"
        found.append(problem("GW002", Place(path, line, column), what, hint=hint))
        if char == "\r" or len(found) == 5:
            break
    return found


@dataclass
class _Composer:
    path: str
    text: str
    parser: Any
    spans: dict[Path, Span] | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def place(self, mark: Any) -> Place:
        return Place(self.path, mark.line + 1, mark.column + 1)

    def stop(self, code: str, place: Place, found: str, **more: Any) -> _StopError:
        return _StopError(problem(code, place, found, **more))

    def check_node(self, event: Any) -> None:
        if event.anchor is not None or event.__class__ is yaml.AliasEvent:
            kind = "an alias" if event.__class__ is yaml.AliasEvent else "an anchor"
            hint = "write the value out; a plain value that starts with * or & needs quotes"
            raise self.stop("GW007", self.place(event.start_mark), f"{kind} ({event.anchor!r})", hint=hint)
        if event.tag is not None:
            hint = "remove the tag; write the plain value"
            raise self.stop("GW007", self.place(event.start_mark), f"a tag ({excerpt(event.tag)})", hint=hint)

    def node(self, event: Any, at: Path, depth: int, top: Any) -> Any:
        kind = event.__class__
        if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
            self.check_node(event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event, at)
        if depth > MAX_DEPTH:
            raise self.stop("GW009", self.place(top), f"values nested more than {MAX_DEPTH} deep")
        if kind is yaml.MappingStartEvent:
            return self.mapping(event, at, depth, top)
        return self.sequence(at, depth, top)

    def scalar(self, event: Any, at: Path) -> Any:
        value: str = event.value
        if not event.style:
            if is_ambiguous(value):
                hint = f'quote it ("{value}") if it is text, or write true, false or a plain number'
                self.report("GW011", event.start_mark, f"{value} is read differently by YAML 1.1 and 1.2", at, hint)
            return plain(value)
        if event.style == '"' and _has_forbidden(value):
            self.report("GW002", event.start_mark, f"an escaped control character in {excerpt(value)}", at, "remove it")
        return value

    def report(self, code: str, mark: Any, found: str, at: Path, hint: str) -> None:
        self.diagnostics.append(problem(code, self.place(mark), found, key=dotted(at), hint=hint))

    def sequence(self, at: Path, depth: int, top: Any) -> list[Any]:
        items: list[Any] = []
        while (event := self.parser.get_event()).__class__ is not yaml.SequenceEndEvent:
            here = (*at, len(items)) if self.spans is not None else at
            if self.spans is not None:
                mark = (event.start_mark.line + 1, event.start_mark.column + 1)
                self.spans[here] = Span(mark, mark)
            if event.__class__ is yaml.ScalarEvent and not event.value and not event.style:
                self.empty(event, event, (*at, len(items)))
            items.append(self.node(event, here, depth + 1, top))
        return items

    def mapping(self, start: Any, at: Path, depth: int, top: Any) -> dict[str, Any]:
        values: dict[str, Any] = {}
        places: dict[str, Any] = {}
        while (event := self.parser.get_event()).__class__ is not yaml.MappingEndEvent:
            key = self.key(event)
            if depth == 1:
                top = event.start_mark
            if key in values:
                raise self.stop(
                    "GW006",
                    self.place(event.start_mark),
                    f"key {excerpt(key)} is said twice",
                    hint="keep one of the two",
                    also=(self.place(places[key]),),
                )
            places[key] = event.start_mark
            value = self.parser.get_event()
            here = at
            if self.spans is not None:
                here = (*at, key)
                marks = event.start_mark, value.start_mark
                self.spans[here] = Span(*((mark.line + 1, mark.column + 1) for mark in marks))
            if value.__class__ is yaml.ScalarEvent and not value.value and not value.style:
                self.empty(event, value, (*at, key))
            values[key] = self.node(value, here, depth + 1, top)
        return values

    def key(self, event: Any) -> str:
        if event.__class__ is yaml.AliasEvent or event.anchor is not None or event.__class__ is not yaml.ScalarEvent:
            if event.__class__ is yaml.AliasEvent or event.anchor is not None:
                self.check_node(event)
            mark = event.start_mark
            before = self.text.split("\n")[mark.line][: mark.column].rstrip()
            column = len(before) if before.endswith("?") else mark.column + 1
            place = Place(self.path, mark.line + 1, column)
            raise self.stop("GW010", place, "a list or mapping as key", expected="a plain word")
        if event.tag is not None:
            self.check_node(event)
        key: str = event.value
        if not event.style and not is_word(key):
            code, what = ("GW007", "a merge key") if key == "<<" else ("GW010", f"key {excerpt(key)} is not a string")
            raise self.stop(code, self.place(event.start_mark), what, expected="a plain word")
        return key

    def empty(self, key: Any, value: Any, at: Path) -> None:
        """An empty value; a comment right behind the colon has probably eaten it."""
        if value.anchor is not None or value.tag is not None:
            return
        line = self.text.split("\n")[key.start_mark.line]
        rest = line[key.end_mark.column :] if key is not value else ""
        hash_at = rest.find("#")
        if hash_at >= 0 and not rest[:hash_at].strip(": \t") and rest[hash_at + 1 : hash_at + 2].strip():
            place = Place(self.path, key.start_mark.line + 1, key.end_mark.column + hash_at + 1)
            hint = "# starts a comment here: put the value in quotes if it begins with #"
        else:
            place = self.place(key.start_mark)
            hint = "write the value, write null, or leave the key out"
        expected = "a value (it is required, or the key would not be here)"
        found = problem("GW012", place, "is empty", key=dotted(at), expected=expected, hint=hint)
        self.diagnostics.append(found)


def dotted(at: Sequence[str | int]) -> str:
    """``('compensation', 2, 'base_low')`` as ``compensation[2].base_low``; long keys are cut."""
    text = ""
    for part in at:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            short = part if len(part) <= 60 else part[:60] + "…"
            text += ("." if text else "") + "".join(ch if ch.isprintable() else f"<U+{ord(ch):04X}>" for ch in short)
    return text


def _document(composer: _Composer) -> Any:
    parser = composer.parser
    parser.get_event()
    event = parser.get_event()
    if event.__class__ is yaml.StreamEndEvent:
        raise composer.stop("GW003", Place(composer.path, 1, 1), "the file is empty", expected="a mapping of keys")
    if event.version is not None or event.tags:
        place = composer.place(event.start_mark)
        raise composer.stop("GW008", place, "a YAML directive", hint="remove the line that starts with %")
    first = parser.get_event()
    if first.__class__ is yaml.ScalarEvent and not first.value and not first.style:
        raise composer.stop("GW003", Place(composer.path, 1, 1), "the file is empty", expected="a mapping of keys")
    value = composer.node(first, (), 1, first.start_mark)
    parser.get_event()
    after = parser.get_event()
    if after.__class__ is not yaml.StreamEndEvent:
        raise composer.stop("GW008", composer.place(after.start_mark), "a second YAML document", hint="one a file")
    if not isinstance(value, dict):
        kind = "list" if isinstance(value, list) else "single value"
        place = composer.place(first.start_mark)
        raise composer.stop("GW102", place, f"the top level is a {kind}", expected="a mapping of keys")
    return value


def read_events(
    text: str, path: str, spans: dict[Path, Span] | None = None
) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """What ``read`` gives, from libyaml's events; fills ``spans``, if given. The characters must have been checked."""
    composer = _Composer(path, text, CParser(text), spans)
    try:
        value = _document(composer)
    except _StopError as stop:
        return None, [*composer.diagnostics, stop.diagnostic]
    except yaml.MarkedYAMLError as error:
        return None, [*composer.diagnostics, syntax_problem(error, path, text)]
    except yaml.YAMLError as error:
        return None, [problem("GW005", Place(path, 1, 1), excerpt(str(error)))]
    if composer.diagnostics and spans is None:
        return read_events(text, path, {})
    return value, composer.diagnostics


def read(text: str, path: str) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """The mapping that a YAML text says (None when it cannot be read), and its problems."""
    text = text.removeprefix("\ufeff")
    if _has_forbidden(text):
        return None, check_characters(text, path)
    usual = usual_values(text)
    return (usual, []) if usual is not None else read_events(text, path)


def locate(text: str, path: str) -> dict[Path, Span]:
    """The place of every key and value of a text that ``read`` accepts, by key path."""
    spans: dict[Path, Span] = {}
    read_events(text.removeprefix("\ufeff"), path, spans)
    return spans
