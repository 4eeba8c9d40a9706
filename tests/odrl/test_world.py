"""The state of the world is read from Turtle, JSON-LD and YAML."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from textwrap import dedent

import pytest

from licensing.errors import InputError
from licensing.model.values import Quantity
from licensing.model.world import DutyFact, World
from licensing.odrl.world import parse_world, read_world
from licensing.packs.store import Rulebook

PREFIXES = """\
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix temp: <http://example.com/request/> .
@prefix report: <https://w3id.org/force/compliance-report#> .
@prefix ex: <http://harbour-agency.example/> .
"""
EX = "http://harbour-agency.example/"
ODRL = "http://www.w3.org/ns/odrl/2/"
NOON = dt.datetime(2026, 2, 12, 12, 0, tzinfo=dt.UTC)

AS_TURTLE = """
    ex:world a ex:Sotw ; ex:includes temp:currentTime, ex:alice .
    temp:currentTime dct:issued "2026-02-12T12:00:00Z"^^xsd:dateTime .
    ex:alice a foaf:Person ; odrl:partOf ex:readers, ex:staff ;
        odrl:refinement [ odrl:leftOperand odrl:industry ; odrl:operator odrl:eq ; odrl:rightOperand "press" ] .
    ex:photo odrl:partOf ex:wire .
    ex:paid a odrl:Constraint ;
        odrl:leftOperand odrl:payAmount ; odrl:operator odrl:eq ; odrl:rightOperand 5.5 ; odrl:unit ex:EUR .
    [] odrl:leftOperand odrl:spatial ; odrl:operator odrl:eq ; odrl:rightOperand "DE", "TR" .
    ex:limit rdf:value 12 .
    ex:report a report:DutyReport ; report:rule ex:credit ;
        report:performanceState report:Performed ; report:deonticState report:Fulfilled .
    [] a report:DutyReport ; report:rule ex:pay ;
        report:performanceState report:Unperformed ; report:deonticState report:Violated .
    [] a report:DutyReport ; report:rule ex:inform ;
        report:performanceState report:Unknown ; report:deonticState report:NonSet .
"""
AS_YAML = """
    prefixes: {ex: "http://harbour-agency.example/"}
    uid: ex:world
    time: 2026-02-12T12:00:00Z
    facts:
      payAmount: {value: 5.5, unit: ex:EUR}
      spatial: [de, TR]
    facts-of: {ex:alice: {industry: press}}
    part-of: {ex:alice: [ex:readers, ex:staff], ex:photo: ex:wire}
    duties:
      ex:credit: {performed: true, violated: false, report: ex:report}
      ex:pay: violated
      ex:inform: unknown
    references: {ex:limit: {value: 12, type: xsd:integer}}
"""
EXPECTED = World(
    uid=f"{EX}world",
    time=NOON,
    facts={f"{ODRL}payAmount": Quantity(5.5, f"{EX}EUR"), f"{ODRL}spatial": ("DE", "TR")},
    facts_of={f"{EX}alice": {f"{ODRL}industry": "press"}},
    part_of={f"{EX}alice": frozenset({f"{EX}readers", f"{EX}staff"}), f"{EX}photo": frozenset({f"{EX}wire"})},
    duties={
        f"{EX}credit": DutyFact(performed=True, violated=False, report=f"{EX}report"),
        f"{EX}pay": DutyFact(performed=False, violated=True),
        f"{EX}inform": DutyFact(),
    },
    references={f"{EX}limit": 12},
)


def turtle(text: str, book: Rulebook) -> World:
    pytest.importorskip("rdflib", reason="Turtle is read with rdflib")
    return parse_world(PREFIXES + dedent(text), "world.ttl", "turtle", book)


def test_turtle(book: Rulebook) -> None:
    assert turtle(AS_TURTLE, book) == EXPECTED


def test_yaml(book: Rulebook) -> None:
    assert parse_world(dedent(AS_YAML), "world.yaml", "yaml", book) == EXPECTED


def test_json_ld(book: Rulebook) -> None:
    pytest.importorskip("rdflib", reason="JSON-LD is read with rdflib")
    text = """{
        "@context": ["http://www.w3.org/ns/odrl.jsonld", {"temp": "http://example.com/request/"}],
        "@graph": [
            {"@id": "temp:currentTime", "dct:issued": {"@value": "2026-02-12T12:00:00Z", "@type": "xsd:dateTime"}},
            {"@type": "Constraint", "leftOperand": "count", "operator": "eq", "rightOperand": 3},
            {"@id": "urn:x:alice", "partOf": "urn:x:staff"}
        ]
    }"""
    world = parse_world(text, "world.jsonld", "json-ld", book)
    assert (world.time, world.facts) == (NOON, {f"{ODRL}count": 3})
    assert world.part_of == {"urn:x:alice": frozenset({"urn:x:staff"})}


def test_nothing_is_known_of_an_empty_world(book: Rulebook) -> None:
    assert turtle("", book) == World()
    assert parse_world("facts: {}", "world.yaml", "yaml", book) == World()


def test_the_constraints_of_a_policy_in_the_same_file_are_no_facts(book: Rulebook) -> None:
    world = turtle(
        """
        ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:print ; odrl:target ex:wire ; odrl:constraint ex:c ] .
        ex:c odrl:leftOperand odrl:count ; odrl:operator odrl:lt ; odrl:rightOperand 3 .
        [] odrl:leftOperand odrl:count ; odrl:operator odrl:eq ; odrl:rightOperand 5 .
        """,
        book,
    )
    assert world.facts == {f"{ODRL}count": 5}


def test_the_worlds_of_the_public_suite(suite: Path, book: Rulebook) -> None:
    pytest.importorskip("rdflib", reason="Turtle is read with rdflib")
    worlds = [read_world(path, book) for path in sorted((suite / "sotw").glob("*.ttl"))]
    assert len(worlds) == 12
    assert all(world.uid and world.time and world.time.tzinfo for world in worlds)
    assert sum(bool(world.part_of) for world in worlds) == 5
    assert {fact for world in worlds for fact in world.duties.values()} >= {
        DutyFact(performed=True, violated=False, report="urn:uuid:ef7b885c-3322-4f79-90d6-aeb6c7e682ec"),
        DutyFact(performed=False, violated=True, report="urn:uuid:6122101e-a4d6-4e1a-9e35-a3ed124a09b8"),
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            'temp:currentTime dct:issued "2026-02-12T12:00:00"^^xsd:dateTime .', "has no time zone", id="no zone"
        ),
        pytest.param('temp:currentTime dct:issued "2026-02-12"^^xsd:date .', "is a moment", id="a day"),
        pytest.param('temp:currentTime dct:issued "noon" .', "The time of the world: 'noon'", id="no time"),
        pytest.param(
            'temp:currentTime dct:issued "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z" .',
            "has one time",
            id="two times",
        ),
        pytest.param(
            "ex:x odrl:memberOf ex:y .", "odrl:memberOf says nothing about the state", id="an unknown property"
        ),
        pytest.param(
            "[] odrl:leftOperand odrl:count ; odrl:operator odrl:lt ; odrl:rightOperand 3 .",
            "stated with the operator eq",
            id="a comparison",
        ),
        pytest.param(
            '[] odrl:leftOperand odrl:count ; odrl:operator odrl:eq ; odrl:rightOperand "x" .',
            "is not a whole number",
            id="a fact of another type",
        ),
        pytest.param(
            "[] odrl:refinement [ odrl:leftOperand odrl:count ; odrl:operator odrl:eq ; odrl:rightOperand 3 ] .",
            "facts of something with an IRI",
            id="a fact of nothing",
        ),
        pytest.param("ex:r a report:DutyReport .", "names one report:rule", id="a report of no duty"),
        pytest.param(
            "ex:r a report:DutyReport ; report:rule ex:d . ex:s a report:DutyReport ; report:rule ex:d .",
            "two reports of the duty",
            id="two reports",
        ),
        pytest.param(
            "ex:r a report:DutyReport ; report:rule ex:d ; report:performanceState report:Done .",
            "is one of Performed, Unperformed, Unknown",
            id="an unknown state",
        ),
        pytest.param("ex:x rdf:value 1, 2 .", "stands for one value", id="a reference to two values"),
        pytest.param('ex:x rdf:value "x"^^xsd:integer .', "is not a whole number", id="a reference to no value"),
    ],
)
def test_what_is_wrong_with_a_turtle_world(book: Rulebook, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        turtle(text, book)
    assert caught.value.line == 9


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        pytest.param("[]", (1, 1), "keys and values", id="a list"),
        pytest.param("tiem: now", (1, 7), "'tiem' says nothing .* Known: prefixes, uid, time", id="an unknown key"),
        pytest.param("time: 2026-02-12T12:00:00", (1, 7), "has no time zone", id="no zone"),
        pytest.param("time: 2026-02-12", (1, 7), "is a moment", id="a day"),
        pytest.param(
            "facts: {counts: 1}",
            (1, 17),
            "odrl:counts is not a left operand. Did you mean odrl:count",
            id="an unknown fact",
        ),
        pytest.param("facts: {count: x}", (1, 16), "is not a whole number", id="a fact of another type"),
        pytest.param("facts: {count: }", (1, 16), "A value is a text", id="a fact without a value"),
        pytest.param(
            "facts: {purpose: {value: a, unit: urn:x:u}}", (1, 18), "Only a number has a unit", id="a unit of a word"
        ),
        pytest.param("part-of: {alice: urn:x:c}", (1, 18), "'alice' is not an IRI", id="a bare name"),
        pytest.param(
            "duties: {urn:x:d: done}", (1, 19), "'done' is no state of a duty. States: performed", id="an unknown state"
        ),
        pytest.param("duties: {urn:x:d: {done: true}}", (1, 26), "'done' is not known of a duty", id="an unknown part"),
        pytest.param("duties: {urn:x:d: {performed: yes}}", (1, 31), "'yes' is neither true nor false", id="yes"),
        pytest.param(
            "references: {urn:x:r: {value: x, type: xsd:integer}}", (1, 23), "is not a whole number", id="a reference"
        ),
    ],
)
def test_what_is_wrong_with_a_yaml_world(book: Rulebook, text: str, place: tuple[int, int], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        parse_world(text, "world.yaml", "yaml", book)
    assert (caught.value.line, caught.value.column) == place
