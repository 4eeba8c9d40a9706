"""ODRL in XML says what the same policy says in the other formats; what has no counterpart there is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.errors import ConfigError, InputError
from licensing.model.constraint import Constraint
from licensing.model.odrl import Conflict, PolicyType
from licensing.odrl.read import Rights, parse
from licensing.odrl.write import write
from licensing.packs.store import Rulebook

ODRL = "http://www.w3.org/ns/odrl/2/"


def policy(inside: str, attributes: str = f'uid="urn:p" type="{ODRL}Offer"', head: str = "") -> str:
    return f'{head}<o:Policy xmlns:o="{ODRL}" xmlns:x="urn:x#" {attributes}>\n{inside}</o:Policy>'


def read(text: str, book: Rulebook) -> Rights:
    return parse(text, "p.xml", "odrl-xml", book)


FULL = f"""
<o:permission>
  <o:asset uid="urn:story" relation="{ODRL}target"/>
  <o:action name="{ODRL}distribute"/>
  <o:constraint name="{ODRL}spatial" operator="{ODRL}isAnyOf" rightOperand="DE FR"/>
  <o:constraint name="o:dateTime" operator="lteq" dataType="xs:date" rightOperand="2026-12-31"/>
  <o:party function="{ODRL}assigner" uid="urn:wire"/>
  <o:duty uid="urn:pay">
    <o:action name="o:compensate"/>
    <o:constraint name="payAmount" operator="eq" rightOperand="100.00" unit="http://cv.example/EUR"/>
    <o:party function="o:compensatedParty" uid="urn:wire"/>
  </o:duty>
</o:permission>
<o:prohibition><o:target uid="urn:story"/><o:action>o:translate</o:action></o:prohibition>
"""


def test_a_whole_policy(book: Rulebook) -> None:
    rights = read(policy(FULL, f'uid="urn:p" type="o:Offer" conflict="prohibit" profile="{ODRL}core"'), book)
    (found,) = rights.policies
    assert (found.uid, found.type, found.conflict) == ("urn:p", PolicyType.OFFER, Conflict.PROHIBIT)
    permission, prohibition = found.rules
    assert (permission.names, [one.uid for one in permission.targets]) == ((f"{ODRL}distribute",), ["urn:story"])
    constraints = {one.left: one.right for one in permission.constraints if isinstance(one, Constraint)}
    assert constraints[f"{ODRL}spatial"] == ("DE", "FR")
    assert str(constraints[f"{ODRL}dateTime"]) == "2026-12-31"
    assert [(role, party.uid) for role, party in permission.parties] == [("assigner", "urn:wire")]
    (duty,) = permission.duties
    assert (duty.uid, duty.action, [one.uid for _, one in duty.parties]) == (
        "urn:pay",
        f"{ODRL}compensate",
        ["urn:wire"],
    )
    assert prohibition.names == (f"{ODRL}translate",)
    assert not rights.unreached


def test_it_says_what_json_ld_says(book: Rulebook) -> None:
    pytest.importorskip("rdflib", reason="JSON-LD is read with rdflib")
    found = read(policy(FULL), book).policies
    assert parse(write(found, "json-ld"), "p.json", "json-ld", book).policies == found


TARGET = '<o:target uid="urn:story"/>'


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        pytest.param("<o:Policy", "no XML", 1, id="broken"),
        pytest.param(policy("", head='<!DOCTYPE o [<!ENTITY a "b">]>'), "DOCTYPE", 1, id="a doctype"),
        pytest.param(policy("<x:foo/>"), "no element of ODRL", 2, id="a foreign element"),
        pytest.param(policy("<o:foo/>"), "<foo> inside <Policy> is not read", 2, id="an unknown element"),
        pytest.param(policy("words"), "'words' is not read here", 2, id="text"),
        pytest.param(policy("<o:permission><o:Policy uid='urn:q'/></o:permission>"), "one policy", 2, id="nested"),
        pytest.param("<o:permission xmlns:o='http://www.w3.org/ns/odrl/2/'/>", "one policy", 1, id="no policy"),
        pytest.param(policy("", "uid='a b'"), "not an IRI", 1, id="no iri"),
        pytest.param(policy("", "uid='urn:p' undefined='x'"), "'undefined' of <Policy>", 1, id="an attribute"),
        pytest.param(policy("<o:permission><o:asset/></o:permission>"), "has no uid", 2, id="a nameless asset"),
        pytest.param(
            policy("<o:permission><o:party uid='urn:a'/></o:permission>"), "its function", 2, id="no function"
        ),
        pytest.param(
            policy(f"<o:permission>{TARGET}<o:action name='o:foo'/></o:permission>"), "not an action", 2, id="x"
        ),
        pytest.param(policy("<o:permission><o:action id='a'/></o:permission>"), "An action has a name", 2, id="an id"),
        pytest.param(policy("<o:duty>" * 60 + "</o:duty>" * 60), "nests deeper", 2, id="too deep"),
    ],
)
def test_what_is_refused(text: str, said: str, line: int, book: Rulebook) -> None:
    with pytest.raises(InputError) as error:
        read(text, book)
    assert said in error.value.message
    assert error.value.line == line


def test_it_is_not_written(book: Rulebook) -> None:
    with pytest.raises(ConfigError, match=r"not written to it\. Choose one of: json-ld, turtle, yaml"):
        write(read(policy(FULL), book).policies, "odrl-xml")


@given(data=st.data())
def test_it_never_crashes(data: st.DataObject, book: Rulebook) -> None:
    text = policy(FULL)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    put = data.draw(
        st.text(max_size=10) | st.sampled_from(["<o:duty>", "</o:permission>", "uid=''", "\0", "o:use", "&a;"])
    )
    with suppress(InputError):
        read(text[:start] + put + text[end:], book)
