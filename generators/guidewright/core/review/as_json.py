"""A review as JSON, for other programs. The shape is documented in docs/jobs/review.md and carries ``version``."""

from __future__ import annotations

import json
from typing import Any

from guidewright.core.review.approvals import content_hash
from guidewright.core.review.items import Item
from guidewright.core.review.report import Moved, Report
from guidewright.core.review.shapes import Sample, Shape
from guidewright.core.review.side import Cause
from guidewright.core.review.story import summary

VERSION = 1


def as_json(report: Report) -> str:
    """The whole report, nothing cut, keys in a fixed order."""
    return json.dumps(as_values(report), ensure_ascii=False, indent=1) + "\n"


def as_values(report: Report) -> dict[str, Any]:
    standing = report.standing
    return {
        "version": VERSION,
        "old": report.old,
        "new": report.new,
        "differs": report.differs,
        "threshold": report.threshold,
        "summary": summary(report),
        "guides_old": report.totals[0],
        "guides_new": report.totals[1],
        "shapes": [_shape(shape) for shape in report.shapes],
        "figures": [_moved(moved) for moved in report.moves],
        "guides": [
            {
                "guide": guide.name,
                "status": guide.status,
                "old_guide": guide.old_path.removeprefix("seeds/").removesuffix(".yaml") or None,
                "causes": [_cause(cause) for cause in guide.causes],
                "together": [_cause(cause) for cause in guide.together],
                "reason": guide.reason or None,
            }
            for guide in report.guides
        ],
        "pages": [
            {"path": page.path, "status": page.status, "causes": [_cause(cause) for cause in page.causes]}
            for page in report.pages
        ],
        "settings": [{"key": key, "old": old, "new": new} for key, old, new in report.settings],
        "layout_only": report.layout_only,
        "shared_only": report.shared_only,
        "edited_before": standing.edited_before,
        "not_built": standing.not_built,
        "diagnostics": [
            {
                "code": d.code,
                "severity": d.severity,
                "path": d.place.path,
                "line": d.place.line,
                "column": d.place.column,
                "message": d.message,
            }
            for d in report.diagnostics
        ],
    }


def _cause(cause: Cause) -> dict[str, str]:
    return {"kind": cause.kind, "name": cause.name}


def _shape(shape: Shape) -> dict[str, Any]:
    return {
        "number": shape.number,
        "count": len(shape.guides),
        "danger": shape.danger or None,
        "causes": [_cause(cause) for cause in shape.causes],
        "names": shape.names,
        "shown": shape.shown,
        "samples": [_sample(sample) for sample in shape.samples],
        "guides": list(shape.guides),
    }


def _sample(sample: Sample) -> dict[str, Any]:
    if isinstance(sample, Item):
        return {"kind": "content", "where": sample.where, "old": sample.old, "new": sample.new}
    return {"kind": "lines", "line": sample.at, "removed": list(sample.removed), "added": list(sample.added)}


def _moved(moved: Moved) -> dict[str, Any]:
    move = moved.move
    return {
        "guide": move.guide,
        "row": move.row,
        "figure": move.figure,
        "old": move.old,
        "new": move.new,
        "end": move.end or None,
        "delta": move.delta,
        "percent": move.percent,
        "change": move.change or None,
        "cause": _cause(moved.cause),
        "over": moved.over,
        "approved": moved.approved,
        "hash": content_hash(move),
    }
