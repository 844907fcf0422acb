"""The spans are those of the text: what stands there reads as the value."""

from __future__ import annotations

import pytest
from specs_made import made, paths
from yaml_readers import libyaml, ours

from guidewright.core.edit.changes import same
from guidewright.core.edit.spans import parse


@pytest.mark.parametrize("start", range(0, 300, 100))
def test_every_value_is_where_it_is_said_to_be(start: int) -> None:
    """Each scalar's source, read alone, is the value; each key's source is the key; comments start with #."""
    for seed in range(start, start + 100):
        text = made(seed)
        tree = parse(text)
        for path, value in paths(ours(text)):
            node = tree.nodes[path]
            source = text[node.start : node.end]
            if node.kind == "scalar" and node.style not in ("|", ">"):
                assert same(ours(f"v: {source}")["v"], value), (seed, path)
            if node.key:
                assert libyaml(text[slice(*node.key)]) == path[-1]
            if path and isinstance(path[-1], int) and not node.in_flow:
                assert text[node.entry] == "-"
        assert all(text[comment.start] == "#" for comment in tree.comments)


@pytest.mark.parametrize("text", ["a: &x 1", "a: *x", "a: !t 1", "[a]: 1", "a: 1\n---\nb: 1", "", "a: [", "%TAG"])
def test_refused(text: str) -> None:
    """What has no plain place is refused."""
    with pytest.raises(ValueError, match=r".+"):
        parse(text)
