"""A finding inside a text is placed at its character, however the YAML is written."""

from __future__ import annotations

import pytest
from check_cases import AS_OF, SPEC, checked, workspace
from hypothesis import given
from hypothesis import strategies as st

from guidewright.core.check.finding import Finding, Options
from guidewright.core.check.place import diagnose, place_in_text
from guidewright.core.check.run import check
from guidewright.core.diagnostic import Place
from guidewright.core.validate import Located

AT = ("body", 0, "narrative")


@pytest.mark.parametrize(
    "text",
    [
        "body:\n  - narrative: first second HERE third\n",
        "body:\n  - narrative: 'it''s first HERE third'\n",
        'body:\n  - narrative: "a \\"quoted\\" first HERE"\n',
        "body:\n  - narrative: |\n      first line\n\n      second HERE third\n",
        "body:\n  - narrative: |-  # why\n        first line\n          indented HERE\n",
        "body:\n  - narrative: >\n      folded first\n      folded HERE third\n\n      more\n",
        "body:\n  - narrative: plain that\n      goes on HERE\n",
        'body:\n  - narrative: "one\\ntwo HERE"\n',
        "body:\r\n  - narrative: |\r\n      first\r\n      HERE\r\n",
        "\ufeffbody:\n  - narrative: first HERE\n",
        "body:\n  - narrative: HERE\n",
    ],
)
def test_place_of_a_word(text: str) -> None:
    """The place found is that of the word in the file."""
    value = checked("spec", text, SPEC)["body"][0]["narrative"]
    place = place_in_text(Located(text, SPEC), AT, value.index("HERE"))
    before = text.removeprefix("\ufeff").split("HERE")[0]
    assert place == Place(SPEC, before.count("\n") + 1, len(before) - before.rfind("\n"))


@given(st.lists(st.text("ab'\"#:é🏗 ", min_size=1, max_size=8), min_size=1, max_size=5), st.data())
def test_place_in_a_literal_block(lines: list[str], data: st.DataObject) -> None:
    """In a literal block every visible character is found exactly."""
    words = "\n".join("x" + line.rstrip() for line in lines)
    text = "body:\n  - narrative: |\n" + "".join(f"      {line}\n" for line in words.split("\n"))
    offset = data.draw(st.sampled_from([at for at, char in enumerate(words) if not char.isspace()]))
    place = place_in_text(Located(text, SPEC), AT, offset)
    line = words.count("\n", 0, offset)
    assert place == Place(SPEC, line + 3, 7 + offset - (words.rfind("\n", 0, offset) + 1))


def test_what_cannot_be_placed_falls_back_to_the_value() -> None:
    text = 'body:\n  - narrative: "an \\u00e9scape HERE"\n'
    finding = Finding(AT, "x", offset=12, path=SPEC, code="GW483")
    assert diagnose(finding, {SPEC: Located(text, SPEC)}.get).place == Place(SPEC, 2, 16)


def test_double_space_is_shown_at_the_spaces() -> None:
    text = "body:\n  - narrative: |\n      One.\n\n      Two  words.\n"
    documents, shared = workspace({SPEC: text})
    found = [f for f in check(documents, shared, Options(AS_OF)) if f.code == "GW483"]
    places = [diagnose(finding, {SPEC: Located(text, SPEC)}.get).place for finding in found]
    assert places == [Place(SPEC, 5, 10)]


def test_a_file_that_is_not_there() -> None:
    finding = Finding((), "no guide", path="seeds/acme/_company.yaml", code="GW463")
    assert diagnose(finding, lambda path: None).place == Place("seeds/acme/_company.yaml")
