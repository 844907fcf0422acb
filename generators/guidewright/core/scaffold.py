"""The words of scaffolding: display names made of slugs, what a name may be, and what a scaffold template may do.

Pure: texts and values in, values or the reason why not out. Which files there are is the edges' business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from guidewright.core.diagnostic import excerpt
from guidewright.core.model.base import SLUG_RULE, is_slug
from guidewright.core.money import CODES
from guidewright.core.nearest import did_you_mean
from guidewright.core.reader import FORBIDDEN
from guidewright.core.scaffold_filters import EXTENSION

STANDARD = "standard"
MAX_NAME = 200
_ACRONYMS = (
    "AI API AWS BI CDP CRM ERP GPU GTM HPC HR IBM IP IT LLM ML NLP QA R&D SAP SDE SEO SQL SRE SWE TV UI USA UX VP VR"
).split()
_SPELLED = {word.lower(): word for word in _ACRONYMS} | {
    word.lower(): word
    for word in ("DevOps", "MLOps", "FinOps", "DevSecOps", "SaaS", "PaaS", "FinTech", "iOS", "IoT", "GitHub", "GitLab")
}
_SMALL = frozenset({"and", "of", "the", "for", "in", "on", "to", "at", "de", "von"})
_PAIRS = re.compile(r"\b(ML AI|AI ML|UI UX|UX UI)\b")
_DOMAINS = frozenset({"com", "io", "net", "org"})


def display_of(slug: str, *, company: bool = False) -> str:
    """A name as people would write it: ``acme-ai`` is Acme AI; a company's ``bill-com`` is Bill.com."""
    parts = slug.split("-")
    domain = f".{parts.pop()}" if company and len(parts) > 1 and parts[-1] in _DOMAINS else ""
    words = [_word(part, first=index == 0) for index, part in enumerate(parts)]
    return _PAIRS.sub(lambda match: match[0].replace(" ", "/"), " ".join(words)) + domain


def _word(part: str, *, first: bool) -> str:
    if part in _SPELLED:
        return _SPELLED[part]
    if part in _SMALL and not first:
        return part
    return part.upper() if part[0].isdigit() and len(part) <= 3 else part[0].upper() + part[1:]


def slug_problem(text: str, what: str) -> str | None:
    """Why ``text`` cannot name a company or role (``what``); None when it can."""
    if is_slug(text):
        return None
    folded = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode().lower()
    meant = "-".join(re.findall(r"[a-z0-9]+", folded))
    typed = re.fullmatch(r"[\w &.,'()+-]+", text) is not None and ".." not in text and not text.startswith("-")
    hint = f"; did you mean '{meant}'?" if typed and meant != text and is_slug(meant) else ""
    reserved = " (the name is reserved)" if re.fullmatch(r"[a-z0-9]{1,20}", text) else ""
    return f"{excerpt(text)} is no {what} slug{reserved}; expected {SLUG_RULE}{hint}"


def name_problem(text: str) -> str | None:
    """Why ``text`` cannot be a name (one line of at most 200 visible characters); None when it can."""
    if not text.strip():
        return "is empty"
    if len(text) > MAX_NAME:
        return f"has {len(text):,} characters; expected at most {MAX_NAME}"
    for char in text:
        if char in "\r\n\t" or FORBIDDEN.match(char) or "\ud800" <= char <= "\udfff":
            return f"{excerpt(text)} holds a character that no name may hold; expected one line of visible characters"
    return None


def currency_problem(code: str) -> str | None:
    if code in CODES:
        return None
    hint = did_you_mean(code, sorted(CODES))
    return f"{excerpt(code)} is no currency; expected an ISO 4217 code like USD" + (f"; {hint}" if hint else "")


def standard_roles(roles: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The slugs of the catalogue's standard roles, in its order."""
    return [slug for slug, role in roles.items() if role.get("role_type", STANDARD) == STANDARD]


def role_list(text: str, roles: Mapping[str, Mapping[str, Any]]) -> tuple[list[str], list[str]]:
    """The roles that ``--roles`` names (``standard``, slugs, or both, divided by commas), and what is wrong with it."""
    wanted: list[str] = []
    problems = []
    for part in (part.strip() for part in text.split(",")):
        if part == STANDARD:
            wanted += standard_roles(roles)
        elif wrong := slug_problem(part, "role"):
            problems.append(wrong)
        else:
            wanted.append(part)
    return list(dict.fromkeys(wanted)), problems


def as_literal(text: str) -> str:
    """A Jinja expression that prints ``text`` and nothing else: Cookiecutter renders every value that it is given."""
    kept = "".join(char if char.isascii() and char.isalnum() else f"\\U{ord(char):08x}" for char in text)
    return "{{ '" + kept + "' }}"


_NAME_PART = re.compile(r"[A-Za-z0-9_.@+-]|\{\{ ?cookiecutter\.(?:company|role|_dot) ?\}\}")
_SETTINGS = frozenset({"_copy_without_render", "_new_lines", "_extensions"})
_JINJA = {"trim_blocks": bool, "lstrip_blocks": bool}


def file_name_problem(name: str) -> str | None:
    """Why a file or folder of a scaffold template may not be called ``name``: names decide where files are put."""
    rest = _NAME_PART.sub("", name)
    if rest or name in (".", "..") or not name:
        return (
            f"{excerpt(name)} is no name for a file of a scaffold; expected letters, digits, '.', '_', '-', "
            "{{cookiecutter.company}}, {{cookiecutter.role}} and {{cookiecutter._dot}}"
        )
    return None


def settings_problems(settings: Any) -> Iterator[str]:
    """What a cookiecutter.json says that it may not say: anything that would run code or fetch other templates."""
    if not isinstance(settings, dict):
        yield "expected a mapping of variables"
        return
    for key in ("template", "templates"):
        if key in settings:
            yield f"'{key}': nested templates are not used"
    extensions = settings.get("_extensions", [EXTENSION])
    if extensions != [EXTENSION] and extensions != []:
        yield f"'_extensions': only {EXTENSION} may be loaded"
    if settings.get("_dot", ".") != ".":
        yield "'_dot': expected \".\""
    jinja = settings.get("_jinja2_env_vars", {})
    if not isinstance(jinja, dict) or any(not isinstance(jinja[key], _JINJA.get(key, type(None))) for key in jinja):
        yield "'_jinja2_env_vars': only trim_blocks and lstrip_blocks may be set, to true or false"


def variables(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of a cookiecutter.json that people give values to: texts, switches and lists of choices."""
    return {key: value for key, value in settings.items() if not key.startswith("_")}


def given_problems(
    given: Mapping[str, Any], known: Mapping[str, Any], extra: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What is wrong with values: key and reason. ``known``: the templates' variables; ``extra``: the verb's keys."""
    for key, value in given.items():
        if key not in known and key not in extra:
            hint = did_you_mean(key, [*known, *extra]) or f"known: {_listed([*known, *extra])}"
            yield key, f"unknown key {excerpt(key)}; {hint}"
        elif key not in extra and (wrong := _value_problem(key, value, known[key])):
            yield key, wrong


def _value_problem(key: str, value: Any, default: Any) -> str | None:
    """Why ``value`` does not fit a variable with this default; an empty text leaves the variable to the template."""
    if isinstance(default, bool):
        return None if isinstance(value, bool) else "expected true or false"
    if isinstance(default, list):
        return None if value in default else f"expected one of {_listed(map(str, default))}"
    if not isinstance(value, str):
        return "expected text"
    if not value:
        return None
    return name_problem(value) or (currency_problem(value) if key == "currency" else None)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def context(settings: Mapping[str, Any], given: Mapping[str, Any], shape: Mapping[str, Any]) -> dict[str, Any]:
    """What Cookiecutter is told: texts as literals, choices and switches as they are, and the private ``_shape``."""
    told: dict[str, Any] = {"_shape": dict(shape)} if isinstance(settings.get("_shape"), dict) else {}
    for key, value in given.items():
        told[key] = as_literal(value) if isinstance(value, str) and not isinstance(settings.get(key), list) else value
    return told
