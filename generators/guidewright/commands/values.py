"""The values that a scaffold template is given: from options, from --data, and from a person at a terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guidewright.core import reader
from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, excerpt
from guidewright.core.nearest import did_you_mean
from guidewright.core.reader import Path as KeyPath
from guidewright.core.scaffold import currency_problem, given_problems, name_problem, slug_problem, variables
from guidewright.core.validate import Located
from guidewright.edges import scaffold
from guidewright.edges.errors import OutsideError
from guidewright.edges.prompt import ask, choose, is_interactive
from guidewright.edges.terminal import Terminal

if TYPE_CHECKING:
    from guidewright.commands.new import NewOptions

REGIONS = "regions"
_FIXED = ("company", "role")
"""Variables that an argument has decided; --data does not say them again."""


@dataclass
class Values:
    """The templates' variables, and what the verb itself knows to do with: rows of regions, and a list of roles."""

    texts: dict[str, Any]
    regions: tuple[dict[str, Any], ...] = ()
    roles: str | None = None
    problems: list[Diagnostic] = field(default_factory=list)


def checked_slug(text: str, what: str) -> str:
    if wrong := slug_problem(text, what):
        raise OutsideError(wrong)
    return text


def checked_name(text: str, option: str) -> str:
    if wrong := name_problem(text):
        raise OutsideError(f"{option}: {wrong}")
    return text.strip()


def collect(
    options: NewOptions,
    terminal: Terminal,
    templates: Sequence[scaffold.Scaffold],
    given: Mapping[str, Any],
    defaults: Mapping[str, str],
    *,
    extra: Collection[str] = (),
    hidden: Collection[str] = (),
) -> Values | None:
    """Every value; None (and the reasons said) when --data is wrong. ``hidden`` variables are nobody's to give."""
    known: dict[str, Any] = {}
    questions: dict[str, str] = {}
    for template in templates:
        known = variables(template.settings) | known
        questions |= template.settings.get("__prompts__") or {}
    open_ones = {key: value for key, value in known.items() if key not in (*_FIXED, *hidden)}
    values = _from_file(options.data, open_ones, extra) if options.data is not None else Values({})
    if values.problems:
        terminal.report(values.problems)
        return None
    values.texts |= given
    if not options.no_input and is_interactive(terminal):
        for key, value in open_ones.items():
            if key not in values.texts:
                _ask(values.texts, key, value, questions.get(key, key), defaults.get(key), terminal)
    values.texts = {key: value for key, value in defaults.items() if key in open_ones} | values.texts
    return values


def _ask(texts: dict[str, Any], key: str, value: Any, question: str, default: str | None, terminal: Terminal) -> None:
    """Asks for one variable until the answer will do; an empty answer leaves it to the template."""
    if isinstance(value, list):
        texts[key] = choose(question, [str(choice) for choice in value])
        return
    if not isinstance(value, str):
        return
    shown = default if default is not None else "" if "{{" in value else value
    while True:
        answer = ask(question, shown)
        wrong = next(given_problems({key: answer}, {key: value}, ()), None)
        if wrong is None:
            break
        terminal.alert(f"{question}: {wrong[1]}")
    if answer:
        texts[key] = answer


def _from_file(path: Path, known: Mapping[str, Any], extra: Collection[str]) -> Values:
    text, name = scaffold.read_values(path)
    read, found = reader.read(text, name)
    if read is None or found:
        return Values({}, problems=found)
    source = Located(text, name)
    wrong: list[tuple[KeyPath, str]] = [((key,), reason) for key, reason in given_problems(read, known, extra)]
    wrong += list(_region_problems(read.get(REGIONS))) if REGIONS in extra else []
    roles = read.get("roles") if "roles" in extra else None
    if roles is not None and not (
        isinstance(roles, str) or (isinstance(roles, list) and all(isinstance(r, str) for r in roles))
    ):
        wrong.append((("roles",), "expected a list of slugs"))
    problems = [
        problem("GW101", source.place(at, of_key=True), reason, key=reader.dotted(at[:-1]))
        if reason.startswith("unknown")
        else problem("GW102", source.place(at), reason, key=reader.dotted(at))
        for at, reason in wrong
    ]
    if problems:
        return Values({}, problems=problems)
    listed = ",".join(roles) if isinstance(roles, list) else roles
    regions = tuple({"region": row} if isinstance(row, str) else dict(row) for row in read.get(REGIONS) or ())
    return Values({key: value for key, value in read.items() if key in known}, regions, listed)


def _region_problems(rows: Any) -> Iterator[tuple[KeyPath, str]]:
    if rows is None:
        return
    if not isinstance(rows, list) or not rows:
        yield (REGIONS,), "expected a list of regions"
        return
    for index, row in enumerate(rows):
        at: KeyPath = (REGIONS, index)
        parts = {"region": row} if isinstance(row, str) else row
        if not isinstance(parts, dict) or not isinstance(parts.get("region"), str):
            yield at, "expected a name, or a mapping of region and currency"
            continue
        for key, value in parts.items():
            if key not in ("region", "currency"):
                hint = did_you_mean(key, ("region", "currency")) or "known: region, currency"
                yield (*at, key), f"unknown key {excerpt(key)}; {hint}"
            elif not isinstance(value, str) or (key == "region" and name_problem(value)):
                yield (*at, key), "expected a name of one line"
            elif key == "currency" and (wrong := currency_problem(value)):
                yield (*at, key), wrong
