"""Every diagnostic code of the tool in one table: the base codes, those of the rules, and those of each big verb."""

from __future__ import annotations

from guidewright.core.adopt.codes import CODES as ADOPT_CODES
from guidewright.core.check.explain import explanation
from guidewright.core.check.rules import RULES
from guidewright.core.codes import CODES, Code
from guidewright.core.legacy.codes import LIFT_CODES
from guidewright.core.refresh.codes import CODES as REFRESH_CODES
from guidewright.core.review.codes import REVIEW_CODES


def _rules() -> dict[str, Code]:
    return {rule.code: Code(rule.severity, rule.title, explanation(rule).summary) for rule in RULES}


_TABLES = (CODES, LIFT_CODES, ADOPT_CODES, REFRESH_CODES, REVIEW_CODES, _rules())
ALL_CODES: dict[str, Code] = dict(sorted(item for table in _TABLES for item in table.items()))
