"""What is read is written again as it was said, whichever way it goes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from licensing.odrl.context import CONTEXT
from licensing.odrl.read import Rights, parse, read
from licensing.odrl.write import write
from licensing.packs.store import Rulebook

rdflib = pytest.importorskip("rdflib", reason="Turtle and JSON-LD are read with rdflib")
pytest.importorskip("rdflib.compare", reason="likewise")
OWN = sorted((Path(__file__).parent / "policies").iterdir())


def again(rights: Rights, form: str, book: Rulebook) -> Rights:
    return parse(written(rights, form), f"again in {form}", form, book)


def written(rights: Rights, form: str) -> str:
    return write(rights.policies, form, rights.terms, rights.part_of, rights.notes)


def said(rights: Rights) -> tuple[object, ...]:
    return rights.policies, rights.terms, rights.part_of, rights.notes, rights.unreached


def graph(text: str, form: str) -> Any:
    return rdflib.Graph().parse(data=text, format=form)


def same(one: Any, other: Any) -> bool:
    """Return whether two graphs say the same; nameless nodes are only compared where there are any."""
    if len(one) != len(other):
        return False
    if any(isinstance(term, rdflib.BNode) for triple in one for term in triple):
        return bool(rdflib.compare.isomorphic(one, other))
    return set(one) == set(other)


def names(folder: str) -> list[str]:
    suite = Path(__file__).parents[2].parent / "shared/data/odrl-test-suite"
    return sorted(path.name for path in (suite / folder).glob("*.ttl")) or ["absent"]


@pytest.mark.parametrize("name", [f"{folder}/{name}" for folder in ("policies", "requests") for name in names(folder)])
def test_the_public_suite_goes_through_every_format_and_comes_back(name: str, suite: Path, book: Rulebook) -> None:
    path = suite / name
    first = read(path, book)
    second = again(first, "yaml", book)
    third = again(second, "json-ld", book)
    assert said(first) == said(second) == said(third)
    assert first.policies
    assert not first.unreached
    assert same(graph(path.read_text(encoding="utf-8"), "turtle"), graph(written(third, "turtle"), "turtle"))


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_every_part_of_the_model_goes_through_every_format_and_comes_back(path: Path, book: Rulebook) -> None:
    as_written = read(path, book)
    assert not as_written.unreached
    assert said(again(as_written, "yaml", book)) == said(as_written)
    first = again(as_written, "turtle", book)
    second = again(first, "yaml", book)
    third = again(second, "json-ld", book)
    assert said(first) == said(second) == said(third)
    assert same(graph(written(first, "turtle"), "turtle"), graph(written(as_written, "turtle"), "turtle"))


def test_no_statement_of_a_turtle_file_is_lost(book: Rulebook) -> None:
    path = Path(__file__).parent / "policies/harbour.ttl"
    before = graph(path.read_text(encoding="utf-8"), "turtle")
    for form in ("turtle", "yaml", "json-ld"):
        after = written(again(read(path, book), form, book), "turtle")
        assert same(before, graph(after, "turtle"))


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # rdflib's own reader of JSON-LD
def test_no_statement_of_a_json_ld_file_is_lost(book: Rulebook) -> None:
    path = Path(__file__).parent / "policies/coast.jsonld"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["@context"][0] = dict(CONTEXT)
    before = graph(json.dumps(data), "json-ld")
    # A reference may be a text of type xsd:anyURI; it is an IRI all the same.
    text = rdflib.Literal("http://coast-news.example/share", datatype=rdflib.XSD.anyURI)
    for triple in list(before.triples((None, None, text))):
        before.remove(triple)
        before.add((triple[0], triple[1], rdflib.URIRef(text)))
    assert same(before, graph(written(again(read(path, book), "yaml", book), "turtle"), "turtle"))


@pytest.mark.parametrize("form", ["turtle", "json-ld", "yaml"])
@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_writing_is_stable(path: Path, form: str, book: Rulebook) -> None:
    once = again(read(path, book), "turtle", book)
    text = written(once, form)
    assert written(again(once, form, book), form) == text


def test_json_ld_looks_like_the_recommendations_own_examples(book: Rulebook) -> None:
    text = """\
{
  "@context": "http://www.w3.org/ns/odrl.jsonld",
  "uid": "http://coast-news.example/offer:1",
  "@type": "Offer",
  "permission": [
    {
      "target": "http://coast-news.example/story",
      "assigner": "http://coast-news.example/",
      "action": "distribute",
      "constraint": [
        {
          "leftOperand": "dateTime",
          "operator": "lt",
          "rightOperand": "2027-01-01"
        }
      ]
    }
  ]
}
"""
    assert written(parse(text, "offer.jsonld", "json-ld", book), "json-ld") == text


def test_terms_the_published_context_misspells_are_written_so_that_everybody_reads_them_right(book: Rulebook) -> None:
    text = """
      uid: http://coast-news.example/set
      type: Set
      permission:
        - action: print
          target: http://coast-news.example/story
          constraint:
            - {leftOperand: industry, operator: neq, rightOperand: press, dataType: xsd:string, unit: "urn:x:unit"}
    """
    data = json.loads(written(parse(text, "set.yaml", "yaml", book), "json-ld"))
    assert data["permission"][0]["constraint"] == [
        {
            "leftOperand": "odrl:industry",
            "operator": "odrl:neq",
            "rightOperand": "press",
            "unit": {"@id": "urn:x:unit"},
            "odrl:dataType": {"@id": "http://www.w3.org/2001/XMLSchema#string"},
        }
    ]


def test_the_deepest_policy_fits_into_yaml(book: Rulebook) -> None:
    inner = '[ odrl:leftOperand odrl:purpose ; odrl:operator odrl:eq ; odrl:rightOperand "a" ]'
    condition = inner
    for _ in range(45):
        condition = f"[ odrl:or {inner}, {condition} ]"
    text = f"""@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
        <urn:x:set> a odrl:Set ; odrl:permission [ odrl:action odrl:print ; odrl:constraint {condition} ] ."""
    rights = parse(text, "deep.ttl", "turtle", book)
    assert "about:" in written(rights, "yaml")
    assert said(again(rights, "yaml", book)) == said(rights)
    assert said(again(rights, "json-ld", book)) == said(rights)
