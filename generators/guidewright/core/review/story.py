"""What a review tells and in which order, as parts that every format prints in its own way.

Summary, dangers, what fits no shape, shapes, figures, guides that came or went, pages, notes. What is cut is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from guidewright.core.review.parts import EVERYTHING, Heading, Limits, Part, Say, Table, cut, names, plural
from guidewright.core.review.report import Moved, Report
from guidewright.core.review.side import Cause
from guidewright.core.review.told_shapes import cause_words, tell_one, tell_shapes

PAGES = "output/pages/"


def tell(report: Report, limits: Limits) -> Iterator[Part]:
    """The whole story."""
    yield Heading(f"{report.old} → {report.new}", 1)
    yield from (Say(line) for line in summary(report))
    if not report.differs:
        return
    yield from _dangers(report, limits)
    calm = [shape for shape in report.shapes if not shape.danger]
    yield from tell_shapes("Changes that fit no shape", [s for s in calm if s.single], limits.singles, limits)
    yield from tell_shapes("Shapes of change", [s for s in calm if not s.single], limits.shapes, limits)
    yield from _figures(report, limits)
    yield from _whole_guides(report, limits)
    yield from _pages(report, limits)
    yield from _notes(report, limits)


def tell_shape(report: Report, number: int) -> Iterator[Part]:
    """One shape with every guide that has it."""
    shape = next(shape for shape in report.shapes if shape.number == number)
    yield from tell_one(shape, EVERYTHING)
    yield from (Say(name) for name in shape.guides)


def summary(report: Report) -> list[str]:
    """The first lines: how much differs, why, and in how many shapes."""
    if not report.differs:
        return ["no differences", *_unread(report)]
    changed = len(report.of("changed", "renamed"))
    counts = [f"{plural(changed, 'guide')} of {report.totals[1]:,} changed"] if changed else []
    words = {
        "added": "added",
        "removed": "deleted",
        "broken": "no longer built",
        "unreadable": f"unreadable at {report.old}",
    }
    counts += [f"{len(report.of(status)):,} {word}" for status, word in words.items() if report.of(status)]
    counts += [f"{plural(len(report.pages), 'page')} changed with them"] if report.pages else []
    lines = [", ".join(counts) or "no guide changes"]
    if report.causes:
        lines.append("by cause: " + " · ".join(f"{cause_words(cause)}: {count:,}" for cause, count in report.causes))
    shapes = [shape for shape in report.shapes if not shape.single]
    singles = len(report.shapes) - len(shapes)
    over_all = {name for shape in shapes for name in shape.guides}
    word = "page" if all(name.startswith(PAGES) for name in over_all) else "guide"
    over_all = over_all if word == "page" else {name for name in over_all if not name.startswith(PAGES)}
    said = [f"{plural(len(shapes), 'shape')} of change over {plural(len(over_all), word)}"] if shapes else []
    said += [f"{plural(singles, 'change')} that {'fits' if singles == 1 else 'fit'} no shape"] if singles else []
    if report.moves:
        over = [moved for moved in report.moves if moved.over]
        where = len({moved.move.guide for moved in report.moves})
        values = sum(moved.move.values for moved in report.moves)
        said.append(
            f"{plural(len(report.moves), 'figure')} ({plural(values, 'value')}) moved in {plural(where, 'guide')}, "
            f"{len(over):,} beyond {report.threshold:g} %"
        )
    return [*lines, *(["; ".join(said)] if said else []), *_unread(report)]


def _unread(report: Report) -> list[str]:
    errors = sum(each.severity == "error" for each in report.diagnostics)
    return [f"{plural(errors, 'problem')} in what was read; the rest is compared"] if errors else []


def _dangers(report: Report, limits: Limits) -> Iterator[Part]:
    shapes = [shape for shape in report.shapes if shape.danger]
    over = [moved for moved in report.moves if moved.over]
    removed, broken = report.of("removed"), report.of("broken")
    gone = [moved for moved in report.moves if moved.move.change == "removed"]
    if not (shapes or over or removed or broken or gone):
        return
    yield Heading("Look at these first", danger=True)
    if removed:
        yield Say(f"{plural(len(removed), 'guide')} deleted: {names([guide.name for guide in removed], limits)}", True)
    for guide in cut(broken, limits.singles):
        yield Say(f"no longer built: {guide.name}: {guide.reason}", True)
    if broken and limits.singles is not None and len(broken) > limits.singles:
        yield Say(f"… and {len(broken) - limits.singles:,} more that are no longer built", True)
    if over:
        open_ones = sum(not moved.approved for moved in over)
        approved = f", {plural(open_ones, 'approval')} missing" if open_ones else ", all approved"
        yield Say(f"{plural(len(over), 'figure')} moved by more than {report.threshold:g} %{approved}:", True)
        yield from _move_table(over, limits, danger=True)
    if gone:
        shown = [f"{moved.move.guide} {moved.move.row} {moved.move.figure} ({moved.move.old})" for moved in gone]
        yield Say(f"{plural(len(gone), 'figure')} removed: {names(shown, limits)}", True)
    for shape in cut(shapes, limits.shapes):
        yield from tell_one(shape, limits)
    if limits.shapes is not None and len(shapes) > limits.shapes:
        yield Say(f"… and {len(shapes) - limits.shapes:,} more of these; --list shows all", True)


def _figures(report: Report, limits: Limits) -> Iterator[Part]:
    """The figures that are not dangerous, largest move first (those beyond the threshold stand at the top)."""
    rest = [moved for moved in report.moves if not moved.over and moved.move.change != "removed"]
    if rest:
        yield Heading("Figures" if len(rest) == len(report.moves) else "Other figures")
        yield from _move_table(rest, limits)


def _move_table(moves: Sequence[Moved], limits: Limits, danger: bool = False) -> Iterator[Part]:
    shown = cut(moves, limits.moves)
    causes = {moved.cause.kind for moved in moves} != {"spec"}
    header = (
        "Δ %",
        "Δ",
        "guide",
        "row",
        "figure",
        "old",
        "new",
        *(("cause",) if causes else ()),
        *(("approved",) if danger else ()),
    )
    rows = []
    for moved in shown:
        move = moved.move
        percent = f"{move.percent:+.1f} %" if move.percent is not None else move.change
        delta = "" if move.delta is None else f"{move.delta:+,}" + (" pp" if move.end.startswith("pct") else "")
        extra = ([str(moved.cause)] if causes else []) + (["yes" if moved.approved else "no"] if danger else [])
        rows.append((percent, delta, move.guide, move.row, move.figure, move.old, move.new, *extra))
    yield Table(header, tuple(rows), danger, "figure")
    if len(shown) < len(moves):
        yield Say(
            f"… and {len(moves) - len(shown):,} more figures, none further than "
            f"{abs(moves[len(shown)].move.percent or 0):.1f} %; --list shows all"
        )


def _whole_guides(report: Report, limits: Limits) -> Iterator[Part]:
    added, moved, unread = report.of("added"), report.of("renamed"), report.of("unreadable")
    if not (added or moved or unread or report.settings):
        return
    yield Heading("Guides that came, moved or cannot be compared")
    if added:
        yield Say(f"{plural(len(added), 'guide')} added: {names([guide.name for guide in added], limits)}")
    if moved:
        shown = [str(guide.causes[0].name) for guide in moved]
        yield Say(f"{plural(len(moved), 'guide')} renamed: {names(shown, limits)}")
    reasons = Counter(guide.reason for guide in unread)
    for reason, count in reasons.most_common(limits.singles):
        own = [guide.name for guide in unread if guide.reason == reason]
        yield Say(f"unreadable at {report.old}: {names(own, limits) if count > 1 else own[0]}: {reason}")
    if limits.singles is not None and len(reasons) > limits.singles:
        yield Say(f"… and {len(reasons) - limits.singles:,} more reasons; --list shows all")
    for key, old, new in report.settings:
        yield Say(f"guidewright.toml: {key}: {old} → {new}")


def _pages(report: Report, limits: Limits) -> Iterator[Part]:
    if not report.pages:
        return
    yield Heading("Pages")
    groups: dict[str, list[str]] = {}
    for page in report.pages:
        causes = ", ".join(dict.fromkeys(_plural_cause(cause) for cause in page.causes))
        key = f"changed, from {causes}" if page.status == "changed" else f"{page.status}, from {causes}"
        groups.setdefault(key, []).append(page.path.removeprefix(PAGES).removesuffix(".md"))
    for key, paths in sorted(groups.items(), key=lambda item: -len(item[1])):
        yield Say(f"{plural(len(paths), 'page')} {key}: {names(paths, limits)}")


def _plural_cause(cause: Cause) -> str:
    words = {"spec": "specs", "company": "company files", "role": "the role catalogue", "defaults": "defaults"}
    return str(cause) if cause.name else words.get(cause.kind, cause.kind)


def _notes(report: Report, limits: Limits) -> Iterator[Part]:
    standing = report.standing
    together: dict[Cause, list[str]] = {}
    for guide in report.guides:
        for cause in guide.together:
            together.setdefault(Cause(cause.kind) if cause.kind == "spec" else cause, []).append(guide.name)
    lines = []
    for cause, own in sorted(together.items()):
        lines.append(
            f"{cause_words(cause)} changes {plural(len(own), 'guide')} only together with other causes: "
            f"{names(own, limits)}"
        )
    if report.layout_only:
        lines.append(
            f"{plural(len(report.layout_only), 'spec')} changed in layout only: {names(report.layout_only, limits)}"
        )
    if report.shared_only:
        lines.append(f"changed without any guide or page differing: {names(report.shared_only, limits)}")
    if report.pages and report.of("unreadable"):
        lines.append(f"pages are compared as if the guides that are unreadable at {report.old} had not been there")
    if report.others:
        lines.append(
            f"{plural(len(report.others), 'other file')} made of the same records: {names(report.others, limits)}"
        )
    if standing.edited_before:
        lines.append(f"edited by hand at {report.old} already: {names(standing.edited_before, limits)}")
    if standing.not_built:
        lines.append(
            f"{plural(len(standing.not_built), 'guide')} not built yet in {report.new}: run 'guidewright build'"
        )
    if lines:
        yield Heading("Notes")
        yield from (Say(line) for line in lines)
