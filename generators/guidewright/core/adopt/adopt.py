"""adopt: a hand-edited guide taken back into its spec, exactly, or refused with the reason and the place.

The invariant: let R be what the spec prints, E the edited guide, N what the new spec prints. Every line of E that
differs from R stands in N as the person left it, and every line of R that the person took out is out of N. Where N
and E differ at all, it is in lines that nobody touched and that print a value that was adopted: the front matter's
print of a figure edited in the table, a total that is computed from it, a sentence that quotes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from guidewright.core.adopt.bodies import Body, Edits, figure_edits, text_edits
from guidewright.core.adopt.codes import RefusedEditsError, RefusedError
from guidewright.core.adopt.front import front_changes, fronts, title_changes
from guidewright.core.adopt.printing import House, Printed, print_spec
from guidewright.core.adopt.proof import come_back, followed, further, unproved
from guidewright.core.adopt.reasons import with_blanks
from guidewright.core.diagnostic import Diagnostic, Place, excerpt
from guidewright.core.edit.apply import edit
from guidewright.core.edit.changes import Change, Delete, EditError, Insert, Move, Set, at
from guidewright.core.edit.strict import strictly
from guidewright.core.edit.vocabulary import file_order
from guidewright.core.legacy.front import cut
from guidewright.core.reader import dotted
from guidewright.core.text import decode
from guidewright.core.validate import Located

MAX_MORE = 400
"""Lines that a hand edit may add: what is compared line by line stays small."""
MAX_LINE = 100_000
"""Characters of a line; no text of a spec may be longer either."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """One change of the spec: its place in the new text, its key, and what became what."""

    place: Place
    key: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.place.path}:{self.place.line}: {self.key}: {self.was} → {self.now}"


@dataclass(frozen=True)
class Adoption:
    """``spec``: the new text of the spec, ``guide``: what it prints; both None where the edit was refused.

    ``further`` are the lines of the new guide that print an adopted value and were not edited themselves.
    """

    path: str
    spec: str | None = None
    guide: bytes | None = None
    changes: tuple[Adopted, ...] = ()
    further: tuple[int, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def adopt(path: str, text: str, guide: str, data: bytes, house: House) -> Adoption:
    """The spec at ``path`` with the edits of its guide; ``guide`` is the guide's path and ``data`` its edited bytes."""
    attempt = print_spec(path, text, house)
    if attempt.printed is None:
        errors = [each for each in attempt.diagnostics if each.severity == "error"]
        why = f": {errors[0].place}: {errors[0].message}" if errors else ""
        found = f"its spec {path}, or a file that it uses, is broken{why}"
        return _refused(path, [RefusedError("GW658", 1, found, hint="mend that first")], guide)
    edited, found_text = decode(data, guide)
    if edited is None:
        return Adoption(path, diagnostics=tuple(found_text))
    if edited == attempt.printed.guide:
        return Adoption(path, text, data)
    try:
        return _adopted(attempt.printed, edited, guide)
    except RefusedError as refused:
        reasons = [refused]
    except RefusedEditsError as several:
        reasons = several.reasons
    return _refused(path, with_blanks(reasons, attempt.printed.guide.split("\n"), edited.split("\n")), guide)


def _refused(path: str, reasons: Sequence[RefusedError], guide: str) -> Adoption:
    return Adoption(path, diagnostics=tuple(dict.fromkeys(reason.at(guide) for reason in reasons)))


def _adopted(printed: Printed, edited: str, guide: str) -> Adoption:
    """Figures first; then texts, against what the spec with the new figures prints, so that quotations go along."""
    _check_text(printed, edited)
    front, _, first = cut(edited)
    if front is None:
        raise RefusedError("GW653", 1, "the front matter is gone", hint="restore it")
    figures = figure_edits(_body(printed, edited.split("\n"), first))
    if figures.refused:
        more = [] if printed.record["templated"] else text_edits(_body(printed, edited.split("\n"), first)).refused
        raise RefusedEditsError([*figures.refused, *more])
    told: list[Adopted] = []
    with_table = _written(printed, figures, told)
    fields = Edits()
    fields.add(front_changes(with_table, fronts(printed, with_table, edited)), first)
    with_front = _written(with_table, fields, told)
    before = printed.guide.split("\n")
    lines = followed(before, edited.split("\n"), with_front.guide.split("\n"))
    texts = text_edits(_body(with_front, lines, first))
    try:
        texts.add(title_changes(with_front, lines[first - 1], first), first)
    except RefusedError as refused:
        texts.refused.append(refused)
    if texts.refused:
        raise RefusedEditsError(texts.refused)
    after = _written(with_front, texts, told)
    wrong = unproved(before, edited.split("\n"), after.guide.split("\n"))
    if wrong is not None:
        raise _unlike(edited.split("\n")[wrong.line], wrong.printed, wrong.line + 1, in_front=wrong.line + 1 < first)
    bodies = [cut(each)[1].split("\n") for each in (printed.guide, edited, after.guide)]
    if (back := come_back(*bodies)) is not None:
        found = f"the line {excerpt(back.printed)} was taken out, but would still be printed"
        raise RefusedError("GW659", first + back.line, found, hint="take it out of the spec")
    follow = further(edited.split("\n"), after.guide.split("\n"))
    return Adoption(printed.path, after.text, after.guide.encode(), tuple(told), tuple(follow))


def _body(printed: Printed, lines: Sequence[str], first: int) -> Body:
    """The body of an edited guide whose title line is line ``first``."""
    return Body(printed, lines[first:-1], first + 1)


def _check_text(printed: Printed, edited: str) -> None:
    """What holds for the file as a whole: line ends, its end, and that its templates can be taken apart."""
    if "\r" in edited:
        line = edited[: edited.index("\r")].count("\n") + 1
        raise RefusedError("GW653", line, "the line ends in CR LF; build ends lines with LF", hint="save it with LF")
    if not edited.endswith("\n") or edited.endswith("\n\n"):
        line = edited.count("\n") + (not edited.endswith("\n"))
        raise RefusedError("GW653", line, "build ends a guide with one line end", hint="end the file so")
    more = edited.count("\n") - printed.guide.count("\n")
    if more > MAX_MORE:
        found = f"the guide has {more} lines more than its spec prints"
        raise RefusedError("GW658", 1, found, expected=f"at most {MAX_MORE}", hint="put it into the spec itself")
    long = next((at for at, line in enumerate(edited.split("\n"), 1) if len(line) > MAX_LINE), 0)
    if long:
        raise RefusedError("GW658", long, f"a line of more than {MAX_LINE:,} characters", hint="divide it")
    if edited.startswith("\ufeff"):
        raise RefusedError("GW653", 1, "the file begins with a byte order mark", hint="save it without one")
    if not printed.whole:
        raise RefusedError("GW653", 1, "guide.md.j2 of this workspace prints text between the blocks")


def _unlike(edited: str, printed: str, line: int, *, in_front: bool) -> RefusedError:
    if edited.rstrip() == printed.rstrip() and edited != printed:
        return RefusedError("GW653", line, "spaces at the end of the line: build prints none there")
    if not edited.strip() or not printed.strip():
        found = "build prints the blank lines between the parts of a guide, one each"
        return RefusedError("GW653", line, found, expected="a blank line" if not printed else excerpt(printed))
    if in_front and edited.partition(": ")[0] == printed.partition(": ")[0]:
        found = f"the front matter says {excerpt(edited.strip(), 80)}, the body {excerpt(printed.strip(), 80)}"
        hint = "a value that stands in two places: make them agree as build prints them, or edit one only"
        return RefusedError("GW655", line, found, hint=hint)
    expected = f"as build prints it: {excerpt(printed, 110)}" if printed else "no such line"
    hint = "the line prints more than one value, or a value in another form"
    return RefusedError("GW659", line, f"{excerpt(edited, 80)} would not come out so", expected=expected, hint=hint)


def _written(printed: Printed, edits: Edits, told: list[Adopted]) -> Printed:
    """The spec with the changes made, printed; each change is told."""
    text = printed.text
    for change, line in edits.changes:
        before = strictly(text)
        result = edit(text, [change], strictly, file_order)
        if result.refused is not None:
            found = f"{printed.path}: {result.refused}"
            raise RefusedError("GW657", line, found, hint="edit the spec itself")
        if result.text != text:
            told.append(_told(printed.path, change, before, text, result.text))
        text = result.text
    if text == printed.text:
        return printed
    attempt = print_spec(printed.path, text, printed.house)
    if attempt.printed is None:
        errors = [each for each in attempt.diagnostics if each.severity == "error"]
        line = edits.changes[0][1]
        found = f"the spec would be invalid: {errors[0].message if errors else 'it does not print'}"
        raise RefusedError("GW657", line, found, hint="correct the edit")
    return attempt.printed


def _told(path: str, change: Change, before: Any, old_text: str, text: str) -> Adopted:
    if isinstance(change, Insert):
        here = (*change.path, change.index)
        return Adopted(Located(text, path).place(here), dotted(here), "(new)", _short(change.value))
    if isinstance(change, Move):
        here = (*change.path, change.target)
        was = dotted((*change.path, change.source))
        return Adopted(Located(text, path).place(here), was, "moved", dotted(here))
    old: Any = None
    with suppress(EditError):
        old = at(before, change.path)
    key = dotted(change.path)
    if isinstance(change, Delete):
        return Adopted(Located(text, path).place(change.path[:-1]), key, _short(old), "(deleted)")
    assert isinstance(change, Set)
    place = Located(text, path).place(change.path)
    if isinstance(old, str) and isinstance(change.value, str):
        lines = zip(old_text.split("\n"), text.split("\n"))
        first = next((at for at, (one, other) in enumerate(lines, 1) if one != other), place.line)
        return Adopted(replace(place, line=max(first, place.line)), key, *_apart(old, change.value))
    return Adopted(place, key, "(new)" if old is None else _short(old), _short(change.value))


def _short(value: Any) -> str:
    text = " ".join(str(value if value is not None else "null").split())
    return text if len(text) <= 70 else text[:69] + "…"


def _apart(was: str, now: str) -> tuple[str, str]:
    """Two texts, long ones from shortly before where they part."""
    one, other = (" ".join(text.split()) for text in (was, now))
    same = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), 0)
    start = max(one.rfind(" ", 0, max(same - 20, 0)), 0) if max(len(one), len(other)) > 70 else 0
    lead = "…" if start else ""
    return lead + _short(one[start:].lstrip()), lead + _short(other[start:].lstrip())
