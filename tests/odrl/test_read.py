"""What a document says is found in the model."""

from __future__ import annotations

import datetime as dt
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from licensing.errors import ConfigError, InputError
from licensing.model.effect import Effect
from licensing.model.odrl import (
    Action,
    Asset,
    Conflict,
    Constraint,
    LogicalConstraint,
    LogicalOperator,
    Note,
    Operator,
    Party,
    PolicyType,
    RuleKind,
    Tier,
)
from licensing.model.profile import ActionTerm
from licensing.model.values import Day, Duration, Iri, Literal
from licensing.odrl.read import Rights, parse, read
from licensing.packs.store import Rulebook

ODRL = "http://www.w3.org/ns/odrl/2/"
EX = "http://harbour-agency.example/"
Read = Callable[[str], Rights]


def one(rights: Rights) -> Constraint:
    constraint = rights.policies[0].rules[0].constraints[0]
    assert isinstance(constraint, Constraint)
    return constraint


def test_a_policy_and_its_rules(turtle: Read) -> None:
    rights = turtle("""
        ex:p a odrl:Agreement ; odrl:conflict odrl:perm ; odrl:assigner ex:agency ; odrl:target ex:wire ;
            odrl:permission ex:r ; odrl:prohibition [ odrl:action odrl:sell ] .
        ex:r odrl:action odrl:print ; odrl:assignee ex:paper .
    """)
    (policy,) = rights.policies
    assert (policy.uid, policy.type, policy.conflict, policy.profiles) == (
        f"{EX}p",
        PolicyType.AGREEMENT,
        Conflict.PERM,
        (),
    )
    assert policy.targets == (Asset(f"{EX}wire"),)
    assert policy.parties == (("assigner", Party(f"{EX}agency")),)
    permission, prohibition = policy.rules
    assert (permission.id, permission.uid, permission.kind) == (f"{EX}r", f"{EX}r", RuleKind.PERMISSION)
    assert (permission.tier, permission.effect) == (Tier.AGREEMENT, Effect.PERMIT)
    assert permission.parties == (("assignee", Party(f"{EX}paper")),)
    assert permission.actions == (Action(f"{ODRL}print"),)
    assert (prohibition.id, prohibition.uid, prohibition.effect) == (f"{EX}p#prohibition-1", None, Effect.DENY)


def test_a_policy_without_a_type_is_a_set_and_states_no_conflict_strategy(turtle: Read) -> None:
    (policy,) = turtle("ex:p odrl:permission [] .").policies
    assert (policy.type, policy.conflict, policy.rules[0].tier) == (PolicyType.SET, None, Tier.NOTICE)
    assert policy.rules[0].actions == ()


@pytest.mark.parametrize(
    ("operand", "written", "value"),
    [
        pytest.param(
            "dateTime",
            '"2026-01-01T10:00:00.5+03:00"^^xsd:dateTime',
            dt.datetime(2026, 1, 1, 10, 0, 0, 500_000, dt.timezone(dt.timedelta(hours=3))),
            id="a moment",
        ),
        pytest.param("dateTime", '"2026-01-01"^^xsd:date', dt.date(2026, 1, 1), id="a day"),
        pytest.param("dateTime", '"2026-01-01T10:00:00Z"', dt.datetime(2026, 1, 1, 10, tzinfo=dt.UTC), id="plain text"),
        pytest.param("count", "5", 5, id="a whole number"),
        pytest.param("count", '"5"', 5, id="a whole number as text"),
        pytest.param("percentage", "12.5", 12.5, id="a percentage"),
        pytest.param("delayPeriod", '"P1M"^^xsd:duration', Duration(1, 0.0), id="a duration"),
        pytest.param("delayPeriod", "odrl:policyUsage", Iri(f"{ODRL}policyUsage"), id="the use itself"),
        pytest.param("spatial", '"de"', "DE", id="a territory"),
        pytest.param(
            "spatial", "<https://www.wikidata.org/entity/Q183>", "https://www.wikidata.org/entity/Q183", id="IRI"
        ),
        pytest.param("language", '"de-AT"', "de-at", id="a language"),
        pytest.param("purpose", "ex:teaching", Iri(f"{EX}teaching"), id="a name"),
        pytest.param(
            "purpose",
            '"2026Z"^^xsd:gYear',
            Day(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2027, 1, 1, tzinfo=dt.UTC)),
            id="a year",
        ),
        pytest.param("version", '"x"^^ex:hash', "x", id="a type nobody knows, where any will do"),
        pytest.param("media", '"online", "print"', ("online", "print"), id="several"),
    ],
)
def test_a_right_operand_is_of_the_left_ones_type(turtle: Read, operand: str, written: str, value: object) -> None:
    constraint = one(
        turtle(f"""
        ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:print ; odrl:constraint
            [ odrl:leftOperand odrl:{operand} ; odrl:operator odrl:eq ; odrl:rightOperand {written} ] ] .
    """)
    )
    assert (constraint.left, constraint.operator) == (f"{ODRL}{operand}", Operator.EQ)
    assert constraint.right == value
    assert type(constraint.right) is type(value) or isinstance(value, str)


def test_what_else_a_constraint_holds(turtle: Read) -> None:
    constraint = one(
        turtle("""
        ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:print ; odrl:constraint [
            odrl:leftOperand odrl:payAmount ; odrl:operator odrl:lteq ; odrl:rightOperand "5" ; odrl:unit ex:EUR ;
            odrl:dataType xsd:decimal ; odrl:status 2.5 ] ] .
    """)
    )
    assert (constraint.unit, constraint.datatype) == (f"{EX}EUR", "http://www.w3.org/2001/XMLSchema#decimal")
    assert (constraint.right, constraint.status, constraint.written) == (5, 2.5, (Literal("5"),))


def test_a_reference_stands_for_the_right_operand(turtle: Read) -> None:
    constraint = one(
        turtle("""
        ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:print ; odrl:constraint [
            odrl:leftOperand odrl:count ; odrl:operator odrl:lteq ; odrl:rightOperandReference ex:limit ] ] .
    """)
    )
    assert (constraint.reference, constraint.right) == (f"{EX}limit", ())


def test_conditions_in_a_sequence_keep_their_order(turtle: Read) -> None:
    rights = turtle("""
        ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:print ; odrl:constraint [ odrl:andSequence (
            [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:eq ; odrl:rightOperand "z" ]
            [ odrl:leftOperand odrl:media ; odrl:operator odrl:eq ; odrl:rightOperand "a" ] ) ] ] .
    """)
    (whole,) = rights.policies[0].rules[0].constraints
    assert isinstance(whole, LogicalConstraint)
    assert whole.operator is LogicalOperator.AND_SEQUENCE
    assert [part.right for part in whole.operands if isinstance(part, Constraint)] == ["z", "a"]


def test_an_action_of_its_own_is_part_of_the_document(turtle: Read) -> None:
    rights = turtle("""
        ex:p a odrl:Set ; odrl:permission [ odrl:action ex:air ] .
        ex:air a odrl:Action ; odrl:includedIn ex:publish ; odrl:implies odrl:play ; rdfs:label "air" .
        ex:publish odrl:includedIn odrl:distribute .
    """)
    assert rights.terms == {
        f"{EX}air": ActionTerm((f"{EX}publish",), (f"{ODRL}play",)),
        f"{EX}publish": ActionTerm((f"{ODRL}distribute",)),
    }
    assert rights.unreached == ()
    label = Note(Iri("http://www.w3.org/2000/01/rdf-schema#label"), Literal("air"))
    assert label in rights.policies[0].rules[0].actions[0].notes


def test_what_is_said_from_the_other_side_is_said_of_the_policy(turtle: Read) -> None:
    rights = turtle("""
        ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:print ] .
        ex:wire odrl:hasPolicy ex:p ; dct:title "The wire" .
        ex:paper odrl:assigneeOf ex:p . ex:agency odrl:assignerOf ex:p .
    """)
    (policy,) = rights.policies
    title = Note(Iri("http://purl.org/dc/terms/title"), Literal("The wire"))
    assert policy.targets == (Asset(f"{EX}wire", notes=(title,)),)
    assert dict(policy.parties) == {"assignee": Party(f"{EX}paper"), "assigner": Party(f"{EX}agency")}


def test_a_nameless_policy_has_the_name_its_uid_says(turtle: Read) -> None:
    rights = turtle("""
        _:p a odrl:Set ; odrl:uid ex:p ; odrl:permission [ odrl:action odrl:print ] .
        ex:q a odrl:Set ; odrl:permission [ odrl:action odrl:nextPolicy ; odrl:target _:p ] .
    """)
    assert [policy.uid for policy in rights.policies] == [f"{EX}p", f"{EX}q"]
    assert rights.policies[1].rules[0].targets == (Asset(f"{EX}p"),)


def test_a_list_may_be_written_out(turtle: Read) -> None:
    constraint = one(
        turtle("""
        ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:print ; odrl:constraint [
            odrl:leftOperand odrl:media ; odrl:operator odrl:isAnyOf ; odrl:rightOperand
                [ rdf:first "online" ; rdf:rest [ a rdf:List ; rdf:first "print" ; rdf:rest ( "radio" ) ] ] ] ] .
    """)
    )
    assert constraint.right == ("online", "print", "radio")


def test_memberships_and_collections(turtle: Read) -> None:
    rights = turtle("""
        ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:print ; odrl:target ex:photo, ex:wire ] .
        ex:photo odrl:partOf ex:wire . ex:wire a odrl:AssetCollection, foaf:Document ; odrl:source ex:feed .
        ex:other odrl:partOf ex:wire .
    """)
    photo, wire = rights.policies[0].rules[0].targets
    assert photo == Asset(f"{EX}photo", part_of=(f"{EX}wire",))
    assert (wire.collection, wire.source, wire.kinds) == (True, f"{EX}feed", ("http://xmlns.com/foaf/0.1/Document",))
    assert rights.part_of == {f"{EX}photo": frozenset({f"{EX}wire"}), f"{EX}other": frozenset({f"{EX}wire"})}


def test_a_policy_request_and_report_in_one_file_are_told_apart(turtle: Read) -> None:
    rights = turtle("""
        @prefix report: <https://w3id.org/force/compliance-report#> .
        ex:p a odrl:Set ; odrl:permission ex:r . ex:r odrl:action odrl:print .
        ex:q a odrl:Request ; odrl:permission [ odrl:action odrl:print ; odrl:constraint
            [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:eq ; odrl:rightOperand "press" ] ] .
        ex:report a report:PolicyReport ; report:policy ex:p .
    """)
    assert [policy.type for policy in rights.policies] == [PolicyType.SET, PolicyType.REQUEST]
    assert rights.policies[1].rules[0].constraints
    assert rights.unreached == (f"{EX}report rdf:type", f"{EX}report report:policy")


@pytest.mark.parametrize(
    "spelling", ["http://w3.org/ns/odrl/2/", "https://www.w3.org/ns/odrl/2/", "https://w3.org/ns/odrl/2/"]
)
def test_the_namespace_is_read_in_every_spelling(spelling: str, book: Rulebook) -> None:
    pytest.importorskip("rdflib", reason="Turtle is read with rdflib")
    text = f"@prefix odrl: <{spelling}> . <urn:x:p> a odrl:Offer ; odrl:permission [ odrl:action odrl:print ] ."
    (policy,) = parse(text, "p.ttl", "turtle", book).policies
    assert (policy.type, policy.rules[0].names) == (PolicyType.OFFER, (f"{ODRL}print",))


def test_a_hand_written_sheet_needs_no_ceremony(yaml: Read) -> None:
    rights = yaml("""
        uid: ex:p
        permission:
          action: print
          target: ex:wire
          constraint: {leftOperand: percentage, operator: lteq, rightOperand: 25}
          duty: {action: attribute}
    """)
    (rule,) = rights.policies[0].rules
    assert (rule.names, rule.targets, rule.duties[0].action) == (
        (f"{ODRL}print",),
        (Asset(f"{EX}wire"),),
        f"{ODRL}attribute",
    )
    assert one(rights).right == 25.0


def test_a_sheet_keeps_its_order(yaml: Read) -> None:
    rights = yaml("""
        policies:
          - {uid: ex:z, permission: [{uid: ex:y, action: print}, {uid: ex:b, action: print}]}
          - {uid: ex:a, permission: [{action: print}]}
    """)
    assert [policy.uid for policy in rights.policies] == [f"{EX}z", f"{EX}a"]
    assert [rule.uid for rule in rights.policies[0].rules] == [f"{EX}y", f"{EX}b"]


@pytest.mark.parametrize(
    "context",
    [
        '"http://www.w3.org/ns/odrl.jsonld"',
        '"https://www.w3.org/ns/odrl.jsonld"',
        '"http://w3.org/ns/odrl.jsonld"',
        '["http://www.w3.org/ns/odrl.jsonld", {"ex": "http://harbour-agency.example/"}]',
        '[{"ex": "http://harbour-agency.example/"}, "https://w3.org/ns/odrl.jsonld"]',
    ],
)
def test_the_context_is_known_without_the_net(context: str, book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rdflib", reason="JSON-LD is read with rdflib")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the net was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    text = f'{{"@context": {context}, "uid": "urn:x:p", "@type": "Set", "permission": [{{"action": "print"}}]}}'
    (policy,) = parse(text, "p.jsonld", "json-ld", book).policies
    assert policy.rules[0].names == (f"{ODRL}print",)


@pytest.mark.parametrize(
    "more",
    [
        pytest.param('"@reverse": {"hasPolicy": {"@id": "urn:x:wire"}}', id="said from the other side"),
        pytest.param('"target": "urn:x:wire", "title": {"en": "Terms", "de": "Bedingungen"}', id="a map of languages"),
        pytest.param('"target": {"@set": ["urn:x:wire"]}, "@index": "1"', id="a set"),
    ],
)
def test_json_ld_beyond_the_ordinary(more: str, book: Rulebook) -> None:
    pytest.importorskip("rdflib", reason="JSON-LD is read with rdflib")
    terms = '{"name": "@id", "title": {"@id": "dct:title", "@container": "@language"}}'
    text = f"""{{"@context": ["http://www.w3.org/ns/odrl.jsonld", {terms}],
        "name": "urn:x:p", {more}, "permission": {{"name": "urn:x:r", "action": "print"}}}}"""
    (policy,) = parse(text, "p.jsonld", "json-ld", book).policies
    assert (policy.targets, policy.rules[0].uid) == ((Asset("urn:x:wire"),), "urn:x:r")
    assert len(policy.notes) == (2 if "title" in more else 0)


def test_places_lead_to_where_a_thing_is_described(turtle: Read) -> None:
    rights = turtle("ex:p a odrl:Set ;\n  odrl:permission ex:r .\nex:r odrl:action odrl:print ; odrl:target ex:wire .")
    assert rights.places[f"{EX}p"] == (8, 1)
    assert rights.places[f"{EX}r"] == (10, 1)
    assert rights.places[f"{EX}wire"] == (10, 43)
    fault = rights.fault("Look here.", f"{EX}r")
    assert (str(fault), type(fault)) == ("harbour.ttl:10:1: Look here.", InputError)


def test_places_in_json_and_yaml(book: Rulebook, yaml: Read) -> None:
    pytest.importorskip("rdflib", reason="JSON-LD is read with rdflib")
    text = (
        '{"@context": "http://www.w3.org/ns/odrl.jsonld",\n "uid": "urn:x:p", "permission": [\n  {"uid": "urn:x:r"}]}'
    )
    text = text.replace('"urn:x:r"', '"urn:x:r", "action": "print"')
    assert parse(text, "p.json", "json-ld", book).places["urn:x:r"] == (3, 3)
    assert yaml("uid: ex:p\npermission:\n  - uid: ex:r\n    action: print\n").places[f"{EX}r"] == (4, 5)


def test_a_file_is_read_by_its_suffix(tmp_path: Path, book: Rulebook) -> None:
    path = tmp_path / "p.yml"
    path.write_text("uid: urn:x:p\npermission: {action: print}\n", encoding="utf-8")
    assert read(path, book).policies[0].uid == "urn:x:p"
    with pytest.raises(InputError, match=r"'.xml' is not a suffix of a rights file. Known: .json.*.ttl.*.yaml"):
        read(tmp_path / "p.xml", book)
    with pytest.raises(ConfigError, match="There is no rights format 'xml'"):
        parse("", "p", "xml", book)


def test_yaml_needs_no_rdflib_and_turtle_says_what_it_needs() -> None:
    code = """
import sys
sys.modules["rdflib"] = None
from licensing.errors import ConfigError
from licensing.odrl.read import parse
from licensing.odrl.write import write
from licensing.packs.store import rulebook
rights = parse("uid: urn:x:p\\npermission: {action: print}", "p.yaml", "yaml", rulebook())
for format in ("yaml", "turtle", "json-ld"):
    assert "urn:x:p" in write(rights.policies, format)
for format in ("turtle", "json-ld"):
    try:
        parse("{}", "p", format, rulebook())
    except ConfigError as error:
        print(error)
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.count("pip install 'newsroom-licensing[odrl]'") == 2
