"""From a sheet's records and the workspace's specs to everything that a refresh would do; nothing is done here.

All or nothing: one bad cell, and there are no new texts. The specs named in the sheet are read, the others are
only counted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from guidewright.core.diagnostic import Diagnostic, in_order
from guidewright.core.nearest import did_you_mean
from guidewright.core.refresh.changes import Asked, NewRow, ask
from guidewright.core.refresh.codes import finding
from guidewright.core.refresh.coverage import Coverage, coverage, is_complete
from guidewright.core.refresh.guides import Guide, no_guide, row_name
from guidewright.core.refresh.moves import ALL, Move, Thresholds, accepts, moves, new_row_stopped, stopped
from guidewright.core.refresh.rewrite import Stamp, rewrite
from guidewright.core.refresh.sheet import Record, named
from guidewright.core.resolve import DEFAULTS, ROLES, Catalogue, company_path, resolve
from guidewright.core.text import decode
from guidewright.core.validate import parse


@dataclass(frozen=True)
class Specs:
    """The specs of a workspace by guide name (COMPANY/ROLE), what they share, and which of them are selected."""

    data: Mapping[str, bytes]
    shared: Catalogue
    selected: Collection[str]
    faults: Sequence[Diagnostic] = ()
    """The problems of the shared files."""


@dataclass(frozen=True)
class Wanted:
    """How to refresh. ``day_said``: whether the day of verification was given, and not taken from the clock."""

    stamp: Stamp
    day_said: bool = False
    limits: Thresholds = field(default_factory=Thresholds)
    accepted: tuple[str, ...] = ()


@dataclass
class Refresh:
    """Everything that a refresh would do. ``texts``: new texts by spec path, empty when anything is bad."""

    asked: dict[str, Asked] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    new_rows: list[tuple[Guide, NewRow, bool]] = field(default_factory=list)
    verified: list[str] = field(default_factory=list)
    complete: list[str] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    texts: dict[str, bytes] = field(default_factory=dict)
    bad: list[Diagnostic] = field(default_factory=list)
    stops: list[Diagnostic] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)
    """What was to be accepted, but is no large move and no new row of the sheet."""
    outside: int = 0
    """Lines of the sheet about guides that are not selected."""

    @property
    def added(self) -> int:
        """The values of new rows."""
        return sum(at[0].index >= len(one.guide.rows) for one in self.asked.values() for at in one.given)

    @property
    def changes(self) -> int:
        """The values that change, dates left out."""
        return len(self.moves) + self.added

    @property
    def before(self) -> dict[str, bytes]:
        return {one.guide.path: one.guide.data for one in self.asked.values()}


def read_guide(name: str, specs: Specs) -> tuple[Guide | None, list[Diagnostic]]:
    """The guide of a name that exists, or the problems of its spec and of the shared files that it needs."""
    company, role = name.split("/")
    path = f"seeds/{name}.yaml"
    text, found = decode(specs.data[name], path)
    if text is None:
        return None, found
    spec, found = parse("spec", text, path)
    if spec is None:
        return None, found
    values, more = resolve(path, spec, specs.shared)
    if values is None:
        needed = (DEFAULTS, ROLES, company_path(company))
        return None, more or [each for each in specs.faults if each.place.path in needed]
    own, whole = ({key: value for key, value in each.items() if key != "body"} for each in (spec, values))
    return Guide(path, company, role, specs.data[name], own, whole), []


def refresh(records: Sequence[Record], problems: Sequence[Diagnostic], specs: Specs, wanted: Wanted) -> Refresh:
    """What the records come to. ``problems`` are those of the sheet itself; any of them stops the refresh too."""
    made = Refresh(bad=list(problems))
    _ask_all(records, specs, made)
    for one in made.asked.values():
        made.moves += moves(one, wanted.limits, wanted.accepted)
        for row in one.new_rows:
            taken = accepts(wanted.accepted, one.guide, row.region)
            made.new_rows.append((one.guide, row, taken))
    subjects = [(move.guide, move.region) for move in made.moves if move.band == "large"]
    subjects += [(guide, row.region) for guide, row, _ in made.new_rows]
    made.needless = [
        one for one in wanted.accepted if one != ALL and not any(accepts([one], *subject) for subject in subjects)
    ]
    made.complete = [name for name, one in made.asked.items() if is_complete(one)]
    if made.changes or wanted.day_said:
        made.verified = list(made.complete)
    names = [name for name in specs.data if name in specs.selected]
    made.coverage = coverage(names, made.asked, made.complete)
    for name, one in made.asked.items():
        data, found = rewrite(one, wanted.stamp, name in made.verified, specs.shared)
        made.bad += found
        if data != one.guide.data:
            made.texts[one.guide.path] = data
    made.bad = in_order(made.bad)
    if made.bad:
        made.texts = {}
    made.stops = in_order([stopped(move) for move in made.moves if move.stops] + _new_rows_stopped(made))
    return made


def _ask_all(records: Sequence[Record], specs: Specs, made: Refresh) -> None:
    broken: set[str] = set()
    for record in records:
        name = f"{record.key('company')}/{record.key('role')}"
        if name not in specs.data:
            made.bad.append(no_guide(record, specs.data))
        elif name not in specs.selected:
            made.outside += 1
        elif name not in broken:
            if name not in made.asked:
                guide, found = read_guide(name, specs)
                if guide is None:
                    broken.add(name)
                    made.bad += [each for each in found if each.severity == "error"]
                    cell = record.keys["company"]
                    made.bad.append(
                        finding(
                            "GW736",
                            cell.place,
                            f"the spec of {name}, or a file that it needs, has errors",
                            hint="mend it first",
                            key=named(cell, "company"),
                        )
                    )
                    continue
                made.asked[name] = Asked(guide)
            made.bad += ask(record, made.asked[name])


def _new_rows_stopped(made: Refresh) -> list[Diagnostic]:
    found = []
    for guide, row, taken in made.new_rows:
        if not taken:
            near = did_you_mean(row_name(row.names), [row_name(each) for each in guide.rows])
            found.append(new_row_stopped(guide, row, near))
    return found
