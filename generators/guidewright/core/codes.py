"""Every diagnostic code with its default severity and what it means: the table behind ``check --explain``."""

from __future__ import annotations

from dataclasses import dataclass

from guidewright.core.diagnostic import Diagnostic, Place, Severity


@dataclass(frozen=True, slots=True)
class Code:
    severity: Severity
    title: str
    meaning: str


CODES: dict[str, Code] = {
    # GW0xx: the file and its YAML
    "GW001": Code("error", "not UTF-8", "The file has bytes that are no UTF-8. Save it as UTF-8; nothing is guessed."),
    "GW002": Code("error", "forbidden character", "Control, bidirectional and other invisible characters are refused."),
    "GW003": Code("error", "empty file", "A spec that is empty is never taken for an empty guide."),
    "GW004": Code("error", "file too large", "Specs, templates and company files are at most 1 MiB."),
    "GW005": Code("error", "YAML syntax", "The file is not well-formed YAML."),
    "GW006": Code("error", "duplicate key", "A mapping says the same key twice; both places are named."),
    "GW007": Code(
        "error", "anchor, alias or tag", "Anchors, aliases, merge keys and tags are refused: specs are plain."
    ),
    "GW008": Code("error", "directive or second document", "A spec is one YAML document without directives."),
    "GW009": Code("error", "nested too deeply", "Values nest at most 32 levels."),
    "GW010": Code("error", "key is not a plain string", "Mapping keys are strings."),
    "GW011": Code("error", "ambiguous value", "YAML 1.1 and 1.2 readers disagree on this plain value; quote it."),
    "GW012": Code("error", "empty value", "A key without a value; write the value, write null, or leave the key out."),
    "GW013": Code("error", "unreadable file", "The file cannot be read, or is no regular file inside the workspace."),
    "GW014": Code("warning", "file not read", "A file below seeds/ is named like a spec but does not end in .yaml."),
    "GW015": Code(
        "error", "not laid out", "fmt leaves a file alone that it cannot lay out without changing its meaning."
    ),
    # GW1xx: the vocabulary
    "GW101": Code("error", "unknown key", "The key is not in the spec's vocabulary."),
    "GW102": Code("error", "wrong type", "The value is of another type than the key holds."),
    "GW103": Code("error", "low above high", "The low end of a range is above its high end."),
    "GW104": Code("error", "required key missing", "A key without which the guide cannot be made is missing."),
    "GW105": Code("error", "value not allowed", "The value is not one of those that the key allows."),
    "GW106": Code("error", "not a slug", "Companies and roles are named by slugs, which become file names."),
    "GW107": Code("error", "not a date", "Dates are written YYYY-MM-DD, quarters YYYY-Qn."),
    "GW108": Code("error", "unknown currency", "Currencies are ISO 4217 codes."),
    "GW109": Code("error", "value too long", "The value is longer than its key allows."),
    "GW110": Code("error", "blank value", "The value is empty or only white space."),
    "GW111": Code(
        "error", "disagrees with the path", "company and role come from the path; if stated they must agree."
    ),
    "GW112": Code("error", "dates out of order", "next_review_due lies before last_updated."),
    "GW113": Code(
        "error", "incomplete row", "A row needs a region, a level or a title, and a currency for its amounts."
    ),
    "GW114": Code("error", "duplicate alias", "Two roles or companies answer to one name."),
    "GW115": Code("error", "not a number", "A figure is a whole number, a percentage a number from 0 to 300."),
    "GW116": Code("error", "ragged table", "Every row of a table has as many cells as its header."),
    "GW117": Code("error", "words beside figures", "A figure has either numbers or <figure>_text."),
    "GW118": Code("note", "unusual role type", "role_type is neither standard nor specialty; it is kept as it is."),
    # GW2xx: what a spec lacks
    "GW201": Code("note", "draft", "The spec has no body, or a TODO: the guide is built, but is not finished."),
    "GW202": Code("note", "no compensation", "The spec has no compensation rows: the guide has no table."),
    "GW203": Code("note", "undated", "The spec has no last_updated: nobody knows how old its figures are."),
    # GW3xx: templates
    "GW301": Code("error", "template syntax", "The template is not well-formed Jinja."),
    "GW302": Code("error", "unknown name", "The template or templated text uses a name that does not exist."),
    "GW303": Code("error", "sandbox", "The template tried something that templates may not do."),
    "GW304": Code("error", "resource limit", "The template took too long, too much memory, or printed too much."),
    "GW305": Code("error", "template failed", "The template raised an error for this spec."),
    "GW306": Code("error", "empty guide", "The template printed only white space for this spec."),
    "GW307": Code("error", "template not found", "The template includes or needs one that does not exist."),
    "GW308": Code("error", "template file name", "Template files are named in a-z, 0-9, '_', '.', '-' and end in .j2."),
    "GW309": Code("error", "mapping printed", "A whole mapping or list was printed; name the value in it."),
    "GW310": Code("error", "template nested too deeply", "The template or an expression in it nests too deeply."),
    # GW5xx: import (GW501 to GW549 are in core.legacy.codes)
    "GW550": Code("warning", "named by its title", "Neither front matter nor path names the guide; its title does."),
    "GW551": Code("error", "guide given twice", "Two files of an import are the same company and role."),
    "GW552": Code("note", "skipped", "A file or folder of the source is passed over."),
    # GW6xx: output
    "GW601": Code("error", "edited by hand", "A generated file holds bytes that guidewright did not write."),
    "GW602": Code("error", "output path taken", "Something other than a regular file stands where output goes."),
    "GW603": Code("error", "too much to prune", "More would be pruned than is usual; say --prune=all if it is meant."),
    # GW9xx: the workspace
    "GW901": Code("error", "configuration", "guidewright.toml is not well-formed or says something unknown."),
    "GW902": Code("error", "no workspace", "No guidewright.toml was found here or above."),
}


def problem(
    code: str,
    place: Place,
    found: str,
    *,
    expected: str = "",
    hint: str = "",
    key: str = "",
    also: tuple[Place, ...] = (),
) -> Diagnostic:
    """A diagnostic with the severity that its code has by default."""
    return Diagnostic(code, CODES[code].severity, place, found, expected, hint, key, also)
