"""Whatever stands in a rights file, it is read or refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.errors import LicensingError
from licensing.odrl.read import Rights, parse
from licensing.odrl.world import parse_world
from licensing.odrl.write import write
from licensing.packs.store import rulebook

pytest.importorskip("rdflib", reason="Turtle and JSON-LD are read with rdflib")
FILES = {
    "turtle": Path(__file__).parent / "policies/harbour.ttl",
    "json-ld": Path(__file__).parent / "policies/coast.jsonld",
    "yaml": Path(__file__).parent / "policies/valley.yaml",
}
WORLD = """prefixes: {ex: "http://harbour-agency.example/"}
time: 2026-02-12T12:00:00Z
facts: {payAmount: {value: 5.5, unit: ex:EUR}, spatial: [de, TR]}
part-of: {ex:alice: [ex:readers, ex:staff]}
duties: {ex:credit: {performed: true, report: ex:report}, ex:pay: violated}
"""
PIECES = st.sampled_from(
    ["", "[", "]", "{", "}", "(", ")", '"', "'", ":", ";", ".", ",", "-", "#", "\n", "a", "1", "null", "@list", "@id",
     "@context", "_:b", "odrl:constraint", "odrl:and", "odrl:target", "rdf:first", "uid", "value", "[]", "\\", "é"]
)  # fmt: skip


@st.composite
def mangled(draw: st.DrawFn, text: str) -> str:
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(PIECES) + text[start + draw(st.integers(0, 30)) :]
    return text


def written(rights: Rights) -> str:
    return write(rights.policies, "yaml", rights.terms, rights.part_of, rights.notes)


@pytest.mark.parametrize("form", FILES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_mangled_document_is_read_or_refused(form: str, data: st.DataObject) -> None:
    text = data.draw(mangled(FILES[form].read_text(encoding="utf-8")))
    try:
        rights = parse(text, "p", form, rulebook())
    except LicensingError as error:
        refused = error.path
    else:
        refused = "p"
        again = parse(written(rights), "q", "yaml", rulebook())
        assert again.policies == rights.policies
    assert refused == "p"


@settings(max_examples=100, deadline=None)
@given(text=mangled(WORLD))
def test_a_mangled_world_is_read_or_refused(text: str) -> None:
    try:
        parse_world(text, "w", "yaml", rulebook())
        refused: str | None = "w"
    except LicensingError as error:
        refused = error.path
    assert refused == "w"
