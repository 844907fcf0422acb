"""What libyaml complains of, in our words."""

from __future__ import annotations

from typing import Any

import yaml

from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place


def syntax_problem(error: yaml.MarkedYAMLError, path: str, text: str) -> Diagnostic:
    """The problem that an error of the parser stands for, at the parser's place."""
    lines = text.split("\n")
    mark: Any = error.problem_mark or error.context_mark
    what = (error.problem or "not well-formed").replace("\t", "TAB").replace("'\\t'", "TAB")
    if mark is None:
        return problem("GW005", Place(path, 1, 1), what)
    line = lines[mark.line] if mark.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or "\t" in (error.problem or ""):
        column = indent.find("\t") + 1 or mark.column + 1
        hint = "use spaces"
        return problem("GW005", Place(path, mark.line + 1, column), "a TAB character in the indentation", hint=hint)
    context: Any = error.context_mark
    if context is not None and "flow" in (error.context or ""):
        opened = lines[context.line][context.column : context.column + 1] if context.line < len(lines) else ""
        if opened in ("[", "{"):
            found = f"an opening {opened!r} that is never closed"
            return problem("GW005", Place(path, context.line + 1, context.column + 1), found, hint="close it")
    place = Place(path, mark.line + 1, mark.column + 1)
    if "cannot start any token" in what:
        char = line[mark.column : mark.column + 1]
        return problem("GW005", place, f"a plain value cannot start with {char!r}", hint="put the value in quotes")
    if "could not find expected ':'" in what and context is not None:
        place = Place(path, context.line + 1, context.column + 1)
        return problem("GW005", place, "a key without ':' (or longer than 1,024 characters)", hint="write key: value")
    hint = "check the indentation: list items and keys of one block start in one column" if "block" in what else ""
    return problem("GW005", place, what + (f" {error.context}" if error.context else ""), hint=hint)
