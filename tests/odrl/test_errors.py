"""What cannot be kept whole is refused, with the place and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from licensing.errors import InputError
from licensing.odrl import reading
from licensing.odrl.read import LARGEST, Rights, parse, read
from licensing.packs.store import Rulebook

Read = Callable[[str], Rights]
HEAD = 7
"""Lines of prefixes before the text of a case."""


def policy(rule: str, more: str = "", at_policy: str = "") -> str:
    return f"ex:p a odrl:Set ; {at_policy} odrl:permission ex:r .\nex:r odrl:action odrl:print ; {rule} .\n{more}"


def comparison(left: str = "odrl:dateTime", operator: str = "odrl:lt", right: str = '"2026-01-01"') -> str:
    return f"[ odrl:leftOperand {left} ; odrl:operator {operator} ; odrl:rightOperand {right} ]"


def constrained(constraint: str, more: str = "") -> str:
    return policy(f"odrl:constraint\n  {constraint}", more)


ONE = "odrl:leftOperand odrl:count ; odrl:operator odrl:eq ; odrl:rightOperand 1"
CYCLE = """
ex:a odrl:or ex:b, ex:c . ex:b odrl:or ex:a, ex:c .
ex:c odrl:leftOperand odrl:count ; odrl:operator odrl:eq ; odrl:rightOperand 1 .
"""
INTERVAL = ('"2026-06-01"^^xsd:date', '"2026-01-01"^^xsd:date')
DEEP = "[ odrl:or " + comparison() + ", "
AND_INTERVAL = (
    "[ odrl:and "
    + comparison("odrl:dateTime", "odrl:gteq", '"2027-01-01T00:00:00Z"')
    + ", "
    + comparison("odrl:dateTime", "odrl:lteq", '"2026-01-01T00:00:00Z"')
    + " ]"
)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param("ex:p a", 1, "This is not Turtle", id="a broken sentence"),
        pytest.param("ex:p a odrl:Set", 1, "This is not Turtle", id="no full stop"),
        pytest.param("\nno:p a odrl:Set .", 2, 'Prefix "no:" not bound', id="an unbound prefix"),
        pytest.param("<p> a odrl:Set .", 1, "<p> is no IRI in full", id="a relative IRI"),
        pytest.param("<urn:a b> a odrl:Set .", 1, "'urn:a b' is not an IRI", id="a space in an IRI"),
        pytest.param("ex:p a odrl:Set ; odrl:permission 5 .", 1, "'5' is not a permission", id="a number for a rule"),
        pytest.param("[] a odrl:Set .", 1, "A policy needs an IRI", id="a nameless policy"),
        pytest.param("ex:p a odrl:Set ; odrl:uid ex:q .", 1, "its odrl:uid is .*q", id="two names"),
        pytest.param("ex:p a odrl:Ticket .", 1, "type Ticket are not decided here", id="a ticket"),
        pytest.param("ex:p a odrl:Privacy .", 1, "type Privacy", id="a privacy policy"),
        pytest.param("ex:p a odrl:Assertion .", 1, "type Assertion", id="an assertion"),
        pytest.param(
            "ex:p a odrl:Agreemant ;\n odrl:permission [] .",
            1,
            "odrl:Agreemant is not a type of policy. Did you mean odrl:Agreement",
            id="an unknown type of policy",
        ),
        pytest.param("ex:p a odrl:Set, odrl:Offer .", 1, "A policy has one type", id="two types"),
        pytest.param(
            policy("", at_policy="odrl:profile ex:prof ;"),
            1,
            r"The profile .*prof is not known.*Known: .*tdmrep.*urn:newsroom-licensing:profile:1",
            id="an unknown profile",
        ),
        pytest.param(
            policy("", at_policy="odrl:conflict odrl:perm, odrl:prohibit ;"),
            1,
            "one conflict strategy, or it is void .*2.10.*odrl:perm and odrl:prohibit",
            id="two conflict strategies",
        ),
        pytest.param(
            policy("", at_policy="odrl:conflict odrl:permit ;"),
            1,
            "odrl:permit is not a conflict strategy. Did you mean odrl:perm?",
            id="an unknown conflict strategy",
        ),
        pytest.param(
            "ex:p a odrl:Set ; odrl:permission\n[ odrl:action odrl:pirnt ] .",
            2,
            "odrl:pirnt is not an action. Did you mean odrl:print",
            id="an unknown action",
        ),
        pytest.param(
            "ex:p a odrl:Set ; odrl:permission [ odrl:action ex:air ] . ex:air a odrl:Action .",
            1,
            "air is not an action.*odrl:includedIn",
            id="an action that is in none",
        ),
        pytest.param(
            "ex:p a odrl:Set ; odrl:permission [ odrl:action ex:air ] .\nex:air odrl:includedIn ex:no .",
            2,
            "names the action .*no, which is not known",
            id="an action in an unknown one",
        ),
        pytest.param(
            "ex:a odrl:includedIn ex:b . ex:b odrl:includedIn ex:a . ex:p a odrl:Set .",
            1,
            "An action cannot be included in itself",
            id="actions in one another",
        ),
        pytest.param(
            "ex:p a odrl:Set ; odrl:permission [ odrl:action [ odrl:refinement " + comparison() + " ] ] .",
            1,
            "rdf:value",
            id="a refinement of nothing",
        ),
        pytest.param(
            policy("odrl:duty\n  [ odrl:target ex:x ]"),
            3,
            "A duty has one action .*2.6.3.*; this has none",
            id="a duty without an action",
        ),
        pytest.param(
            policy("odrl:duty\n  [ odrl:action odrl:attribute, odrl:inform ]"),
            3,
            "this has 2",
            id="a duty with two actions",
        ),
        pytest.param(
            policy("odrl:remedy [ odrl:action odrl:delete ]"),
            2,
            "A permission has no odrl:remedy; write odrl:duty",
            id="a remedy of a permission",
        ),
        pytest.param(
            "ex:p a odrl:Set ; odrl:prohibition [ odrl:action odrl:sell ; odrl:duty [ odrl:action odrl:delete ] ] .",
            1,
            "A prohibition has no odrl:duty",
            id="a duty of a prohibition",
        ),
        pytest.param(
            policy("", more="ex:p odrl:prohibition ex:r ."),
            2,
            "ex.*r is both a permission and a prohibition|r is both",
            id="permission and prohibition in one",
        ),
        pytest.param(
            policy("a odrl:Prohibition"),
            2,
            "stands where a permission stands, and is said to be a odrl:Prohibition",
            id="a permission said to be a prohibition",
        ),
        pytest.param(
            constrained("[ odrl:leftOperand odrl:count ; odrl:rightOperand 1 ]"),
            3,
            "needs an odrl:operator",
            id="no operator",
        ),
        pytest.param(
            constrained("[ odrl:operator odrl:eq ; odrl:rightOperand 1 ]"),
            3,
            "needs an odrl:leftOperand",
            id="no left operand",
        ),
        pytest.param(
            constrained("[ odrl:leftOperand odrl:count ; odrl:operator odrl:eq ]"),
            3,
            "this has neither",
            id="no right operand",
        ),
        pytest.param(
            constrained(f"[ {ONE} ; odrl:rightOperandReference ex:x ]"),
            3,
            "this has both",
            id="two kinds of right operand",
        ),
        pytest.param(
            constrained(comparison("odrl:datetime")),
            3,
            "odrl:datetime is not a left operand. Did you mean odrl:dateTime",
            id="an unknown left operand",
        ),
        pytest.param(
            constrained(comparison(operator="odrl:less")),
            3,
            "odrl:less is not an operator. .*Operators: eq, neq",
            id="an unknown operator",
        ),
        pytest.param(
            constrained(comparison(operator="odrl:lte")), 3, "Did you mean odrl:lteq", id="an operator misspelt"
        ),
        pytest.param(
            constrained(comparison(right='"soon"')),
            3,
            "odrl:dateTime takes a datetime: 'soon' is not a date and time: write it as",
            id="a time that is none",
        ),
        pytest.param(constrained(comparison(right="5")), 3, "'5' is of the type xsd:integer", id="a number for a time"),
        pytest.param(
            constrained(comparison(right="ex:now")),
            3,
            "odrl:dateTime takes a datetime: .*now is an IRI",
            id="an IRI for a time",
        ),
        pytest.param(
            constrained(comparison(right='"2026-01-01T10:00:00"^^xsd:dateTime')),
            3,
            "has no time zone: add one",
            id="a time without a zone",
        ),
        pytest.param(
            constrained(comparison(right='"2026-02-30"^^xsd:date')),
            3,
            "is not a day of the calendar",
            id="a day that is none",
        ),
        pytest.param(
            constrained(comparison(right='"2026-01-01T10:00:00Z"^^xsd:date')),
            3,
            "is not a date",
            id="a moment called a day",
        ),
        pytest.param(
            constrained(comparison("odrl:percentage", right="101")),
            3,
            "'101' is not a percentage: write a number from 0 to 100",
            id="more than all",
        ),
        pytest.param(
            constrained(comparison("odrl:count", right='"5.5"')), 3, "is not a whole number", id="half a copy"
        ),
        pytest.param(
            constrained(comparison("odrl:count", right='"5"^^ex:copies')),
            3,
            "is of the type .*copies, which is not known",
            id="a type nobody knows",
        ),
        pytest.param(
            constrained(comparison("odrl:count", right="1, 2")),
            3,
            "lt takes one right operand; here stand 2",
            id="less than two numbers",
        ),
        pytest.param(
            constrained(comparison(right='[ dct:title "x" ]')),
            3,
            "A right operand is a value or an IRI",
            id="a description as an operand",
        ),
        pytest.param(
            constrained(
                '[ odrl:leftOperand odrl:count ; odrl:operator odrl:eq ; odrl:rightOperand 1 ; odrl:unit "EUR" ]'
            ),
            3,
            "odrl:unit: 'EUR' is not an IRI",
            id="a unit that is no IRI",
        ),
        pytest.param(
            constrained(f'[ {ONE} ; odrl:dataType "integer" ]'),
            3,
            "odrl:dataType: 'integer' is not an IRI",
            id="a data type that is no IRI",
        ),
        pytest.param(
            constrained(
                '[ odrl:leftOperand odrl:count ; odrl:operator odrl:eq ; odrl:rightOperand 1 ; odrl:status "many" ]'
            ),
            3,
            "'many' is not a whole number",
            id="a status of another type",
        ),
        pytest.param(
            constrained(f"[ odrl:and {comparison()} ]"),
            3,
            "odrl:and joins two constraints or more; here stands 1",
            id="and of one",
        ),
        pytest.param(constrained("[ odrl:or () ]"), 3, "here stands none", id="or of none"),
        pytest.param(
            constrained(f"[ odrl:and ex:x ; odrl:or {comparison()} ]"), 3, "this has odrl:and, odrl:or", id="and and or"
        ),
        pytest.param(
            constrained(f"[ odrl:andSequence {comparison()}, {comparison('odrl:count', right='1')} ]"),
            3,
            "andSequence needs an order",
            id="a sequence without an order",
        ),
        pytest.param(
            policy(
                f"odrl:constraint {comparison(operator='odrl:gt', right=INTERVAL[0])}, {comparison(right=INTERVAL[1])}"
            ),
            2,
            "ends before it starts: from 2026-06-01 to 2026-01-01",
            id="an interval that ends before it starts",
        ),
        pytest.param(constrained(AND_INTERVAL), 3, "ends before it starts", id="such an interval in an and"),
        pytest.param(constrained("ex:a", CYCLE), 5, "contains itself", id="a constraint in itself"),
        pytest.param(
            constrained(DEEP * 60 + comparison() + " ]" * 60), 3, "nests deeper than 50 levels", id="too deep"
        ),
        pytest.param(
            constrained(
                "ex:c0",
                "".join(f"ex:c{i} odrl:or {comparison()}, ex:c{i + 1} .\n" for i in range(60))
                + "ex:c60 odrl:and ex:c0, ex:x .",
            ),
            None,
            "nests deeper than 50",
            id="too deep, by names",
        ),
        pytest.param(
            policy(
                "odrl:constraint _:c",
                more="ex:s odrl:permission [ odrl:action odrl:read ; odrl:constraint _:c ] .\n" + f"_:c {ONE} .",
            ),
            4,
            "used in two places. Give it an IRI",
            id="a nameless node shared",
        ),
        pytest.param(
            policy("odrl:prohibited odrl:sell"),
            2,
            "odrl:prohibited is not known at a permission",
            id="an unknown ODRL property",
        ),
        pytest.param(policy("odrl:constrain ex:c"), 2, "Did you mean odrl:constraint", id="a property misspelt"),
        pytest.param(
            policy("ex:colour ex:blue"),
            2,
            "colour is not a property of ODRL .* nothing is ignored",
            id="a foreign property",
        ),
        pytest.param(
            policy("odrl:target ex:x", more="ex:x ex:words 500 ."),
            3,
            "words is not a property of ODRL",
            id="a foreign property of an asset",
        ),
        pytest.param(
            policy("odrl:target ex:x", more="ex:x a odrl:Party ."),
            3,
            "is said to be a odrl:Party",
            id="a party as an asset",
        ),
        pytest.param(
            policy('odrl:target "the wire"'), 2, "'the wire' is not an asset: write an IRI", id="a text as an asset"
        ),
        pytest.param(
            policy('odrl:assignee [ odrl:source "us" ]'), 2, "odrl:source: 'us' is not an IRI", id="a text as a source"
        ),
        pytest.param(
            policy("odrl:target ex:x", more='ex:x odrl:partOf "all" .'), 3, "odrl:partOf", id="a text as a collection"
        ),
        pytest.param(
            policy("dct:title ( 1 2 )"), 2, "A list as the value of dct:title cannot be kept", id="a list as a note"
        ),
        pytest.param(
            constrained("[ odrl:or [ rdf:first ex:a ] ]"), 3, "This list is broken", id="a list without an end"
        ),
        pytest.param(
            constrained("[ odrl:or [ rdf:first ex:a ; rdf:rest () ; dct:title 1 ] ]"),
            3,
            "A part of a list says dct:title",
            id="a list with a title",
        ),
        pytest.param(
            "ex:p a odrl:Set .\n[] odrl:includedIn odrl:use .",
            2,
            "An action of your own needs an IRI",
            id="a nameless action",
        ),
        pytest.param(
            'ex:p a odrl:Set .\nex:a odrl:includedIn "use" .',
            2,
            "odrl:includedIn leads to an IRI",
            id="an action in a text",
        ),
        pytest.param('"x" odrl:target ex:p .', 1, "cannot be the subject", id="a text as a subject"),
        pytest.param(
            "ex:x odrl:hasPolicy [ a odrl:Set ] .",
            1,
            "odrl:hasPolicy leads to a policy, by its IRI",
            id="a nameless policy of an asset",
        ),
    ],
)
def test_turtle(turtle: Read, text: str, line: int | None, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        turtle(text)
    assert caught.value.path == "harbour.ttl"
    assert caught.value.column is not None
    assert line is None or caught.value.line == line + HEAD


JSON = (
    '{"@context": "http://www.w3.org/ns/odrl.jsonld",\n "uid": "urn:x:p", "@type": "Set",\n "permission": [\n  {%s}]}'
)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        pytest.param('{"a": }', (1, 7), "This is not JSON", id="no JSON"),
        pytest.param("[1, 2", (1, 6), "This is not JSON", id="a list that breaks off"),
        pytest.param('"x"', (1, 1), "This is JSON, and no JSON-LD: write an object", id="a text"),
        pytest.param('{"a": NaN}', None, "NaN is not a number of JSON", id="no number"),
        pytest.param('{"@context": 5}', (1, 1), "A context is an address or an object", id="a number as a context"),
        pytest.param(
            '{"@context": {"a": {"@id": 5}}, "a": 1}',
            None,
            "no JSON-LD|not an IRI|not defined|defined by no",
            id="no JSON-LD",
        ),
        pytest.param(
            '{"@context": "http://context.example/"}',
            (1, 1),
            "http://context.example/ is not known, and nothing is fetched",
            id="a foreign context",
        ),
        pytest.param(
            '{"@context": {"@import": "http://context.example/"}}',
            (1, 1),
            "@import is not read",
            id="an imported context",
        ),
        pytest.param(
            '{"@context": {"@context": "http://context.example/"}}',
            (1, 1),
            "@context is not read",
            id="a context in a context",
        ),
        pytest.param(
            '{"@context": {"a": {"@id": "urn:x:a", "@context": "http://context.example/"}}}',
            (1, 1),
            "nothing is fetched",
            id="a context in a term",
        ),
        pytest.param(
            '{"@context": {},\n "a": {"@context": "http://context.example/"}}',
            (2, 7),
            "nothing is fetched",
            id="a context further in",
        ),
        pytest.param('{"a": 1, "a": 2}', (1, 1), "The key 'a' stands twice", id="a key twice"),
        pytest.param('{"a": ' + "[" * 300 + "]" * 300 + "}", (1, 206), "nests deeper than 50", id="too deep"),
        pytest.param(
            '{"@context": ["http://www.w3.org/ns/odrl.jsonld", null], "permission": [{}]}',
            (1, 1),
            "'permission' is defined by no @context",
            id="a context taken back",
        ),
        pytest.param(
            '{"@id": "urn:x:p", "permission": [{"@id": "urn:x:r"}]}',
            (1, 1),
            "'permission' is defined by no @context",
            id="a name without a context",
        ),
        pytest.param(
            '{"@context": "http://www.w3.org/ns/odrl.jsonld", "uid": "p", "@type": "Set"}',
            None,
            "'p' is not an IRI. Write it in full",
            id="a relative IRI",
        ),
        pytest.param(
            JSON % '"action": "print", "target": "urn:x:a b"',
            (4, 3),
            "An IRI here holds a space",
            id="a space in an IRI",
        ),
        pytest.param(
            JSON % '"action": "print", "@direction": "ltr"',
            (4, 3),
            "@direction is not read, and nothing is ignored",
            id="a keyword nobody keeps",
        ),
        pytest.param(
            JSON % '"action": "print", "dct:title": {"@value": "x", "@language": "e n"}',
            (4, 36),
            "'e n' is not a language tag",
            id="no language",
        ),
        pytest.param(
            '{"@id": "urn:x:g", "@graph": [{"@id": "urn:x:p", "@type": "http://www.w3.org/ns/odrl/2/Set"}]}',
            None,
            "The graph urn:x:g has a name",
            id="a named graph",
        ),
        pytest.param(
            JSON % '"action": "pirnt"',
            (4, 3),
            "odrl:pirnt is not an action. Did you mean odrl:print",
            id="an unknown action",
        ),
        pytest.param(
            JSON % '"actoin": "print"',
            (4, 3),
            "odrl:actoin is not known at a permission. Did you mean odrl:action",
            id="an unknown key",
        ),
        pytest.param(
            JSON % '"action": "print", "constraint": {"leftOperand": "count", "operator": "lt", "rightOperand": true}',
            (4, 37),
            "is of the type xsd:boolean",
            id="yes for a number",
        ),
    ],
)
def test_json_ld(book: Rulebook, text: str, place: tuple[int, int] | None, message: str) -> None:
    pytest.importorskip("rdflib", reason="JSON-LD is read with rdflib")
    with pytest.raises(InputError, match=message) as caught:
        parse(text, "p.jsonld", "json-ld", book)
    assert caught.value.path == "p.jsonld"
    assert place is None or (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        pytest.param("uid: [", (2, 1), "This is not YAML", id="no YAML"),
        pytest.param("- uid: urn:x:p", None, "Here must stand a policy", id="a list"),
        pytest.param(
            "uid: p\npermission: {action: print}", (1, 6), "'p' is not an IRI. Write it in full", id="a bare uid"
        ),
        pytest.param("permission:\n  - action: print", None, "A policy needs an IRI", id="no uid"),
        pytest.param(
            "uid: urn:x:p\npermission:\n  - action: pirnt\n",
            (3, 13),
            "odrl:pirnt is not an action",
            id="an unknown action",
        ),
        pytest.param(
            "uid: urn:x:p\ntype: Set\npermision: urn:x:r",
            (3, 12),
            "odrl:permision is not known at a policy. Did you mean odrl:permission",
            id="a key misspelt in a policy",
        ),
        pytest.param("uid: urn:x:p\npermission:", (2, 12), "odrl:permission has no value here", id="an empty key"),
        pytest.param("prefixes: [a]", (1, 11), "Prefixes are a mapping", id="a list of prefixes"),
        pytest.param("prefixes: {ex: harbour}", (1, 16), "'harbour' is not an IRI", id="a prefix that is none"),
        pytest.param("policies: {uid: urn:x:p}", (1, 11), "Here must stand a list", id="policies that are no list"),
        pytest.param("policies: [urn:x:p]", (1, 12), "Here must stand a description", id="a policy that is a word"),
        pytest.param(
            "policies: []\nuid: urn:x:p", (2, 6), "'uid' cannot stand beside `policies`", id="policies and a policy"
        ),
        pytest.param(
            "uid: urn:x:p\ntype: Set\ndct:title: {value: a, typ: b}", (3, 28), "'typ' is none", id="a value misspelt"
        ),
        pytest.param(
            "uid: urn:x:p\ntype: Set\ndct:title: {value: a, type: xsd:string, language: en}",
            (3, 12),
            "with a type or a language",
            id="type and language",
        ),
        pytest.param(
            "uid: urn:x:p\ntype: Set\ndct:title: {iri: urn:x:t, value: b}",
            None,
            "'iri' is none",
            id="an IRI and a value",
        ),
        pytest.param(
            "uid: urn:x:p\ntype: Set\ndct:title: {iri: urn:x:t, uid: urn:x:b}",
            (3, 12),
            "Beside `iri` stands nothing else",
            id="an IRI and more",
        ),
        pytest.param(
            "uid: urn:x:p\ntype: Set\ndct:title: [[a]]", (3, 13), "dct:title has no value here", id="a list in a list"
        ),
    ],
)
def test_yaml(book: Rulebook, text: str, place: tuple[int, int] | None, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        parse(text, "p.yaml", "yaml", book)
    assert caught.value.path == "p.yaml"
    assert place is None or (caught.value.line, caught.value.column) == place


def test_a_million_constraints_are_refused_at_once(book: Rulebook) -> None:
    text = "[ odrl:leftOperand odrl:count ] " * 400_000
    with pytest.raises(InputError, match="400,000 constraints; 20,000 constraints in 16 MiB are the most"):
        parse(text, "p.ttl", "turtle", book)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, book: Rulebook) -> None:
    path = tmp_path / "p.ttl"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InputError, match=r"17 MB; at most 16 MiB are read\. Split it"):
        read(path, book)


def test_constraints_that_multiply_are_refused(turtle: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    doubling = "".join(
        f"ex:a{i} odrl:or ex:a{i + 1}, ex:b{i + 1} . ex:b{i} odrl:and ex:a{i + 1}, ex:b{i + 1} .\n" for i in range(30)
    )
    ends = "".join(
        f"ex:{name}30 odrl:leftOperand odrl:count ; odrl:operator odrl:eq ; odrl:rightOperand 1 .\n" for name in "ab"
    )
    with pytest.raises(InputError, match="There are more than 20,000 constraints"):
        turtle(constrained("ex:a0", doubling + ends))
    monkeypatch.setattr(reading, "MOST_NODES", 500)
    fines = "".join(
        f"ex:a{i} odrl:action odrl:pay ; odrl:consequence ex:a{i + 1}, ex:b{i + 1} . "
        f"ex:b{i} odrl:action odrl:pay ; odrl:consequence ex:a{i + 1}, ex:b{i + 1} .\n"
        for i in range(30)
    )
    ends = "ex:a30 odrl:action odrl:pay . ex:b30 odrl:action odrl:pay ."
    with pytest.raises(InputError, match="There are more than 500 things in this document"):
        turtle(policy("odrl:duty ex:a0", more=fines + ends))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"\xff\xfe\xfa", "This file is not UTF-8 at byte 0", id="no UTF-8"),
        pytest.param(None, "This file cannot be read: No such file", id="no file"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, book: Rulebook, content: bytes | None, message: str) -> None:
    path = tmp_path / "p.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        read(path, book)
    assert caught.value.path == str(path)
