"""Rights in a language of rights are read before the words, and never make a permit of what nobody can read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from licensing.api.gate import check
from licensing.api.reading import story_terms, with_reading
from licensing.documents.read import read
from licensing.model.document import Document
from licensing.model.effect import Effect
from licensing.model.terms import Stance
from licensing.packs.store import rulebook

ODRL = "http://www.w3.org/ns/odrl/2/"
BODY = (
    "The harbour of Quay Town closed on Monday after the storm tore loose two of the three cranes at the northern "
    "pier, and the town council expects the repairs to last well into the coming spring."
)
PLAN: dict[str, Any] = {
    "action": ["publish"],
    "medium": ["web"],
    "territory": ["JP"],
    "date": "2026-11-22",
    "purpose": "news-reporting",
    "publisher": "Evening Post",
    "commercial": True,
}
TARGET = f'<o:asset uid="urn:wire:1" relation="{ODRL}target"/>'


def policy(inside: str, attributes: str = "") -> str:
    return f'<o:Policy uid="urn:wire:policy" type="{ODRL}Set" {attributes}>{inside}</o:Policy>'


def rule(action: str, more: str = "", kind: str = "permission", target: str = TARGET) -> str:
    return f'<o:{kind}>{target}<o:action name="{ODRL}{action}"/>{more}</o:{kind}>'


def constraint(left: str, right: str, operator: str = "eq") -> str:
    return f'<o:constraint name="{ODRL}{left}" operator="{ODRL}{operator}" rightOperand="{right}"/>'


def story(expression: str, usage: str = "") -> Document:
    """A NewsML-G2 item; the prefix of ODRL is declared at its root."""
    item = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:o="{ODRL}" guid="urn:wire:1" version="1">
    <rightsInfo><copyrightHolder literal="Quay Free Press"/><usageTerms>{usage}</usageTerms>
    <rightsExpressionXML langid="http://iptc.org/std/RightsML/2.0/">{expression}</rightsExpressionXML></rightsInfo>
    <contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{BODY}</p></body></html></inlineXML>
    </contentSet></newsItem>"""
    return read(item.encode(), name="story.xml")


def effect(expression: str, usage: str = "", **plan: Any) -> Effect:
    return check(BODY, plan={**PLAN, **plan}, sources=[story(expression, usage)]).drafts[0].effect


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        pytest.param(rule("distribute"), Effect.PERMIT, id="distribute covers publish"),
        pytest.param(rule("use"), Effect.PERMIT, id="use covers all"),
        pytest.param(rule("distribute", constraint("spatial", "JP")), Effect.PERMIT, id="in the territory"),
        pytest.param(rule("distribute", constraint("spatial", "DE")), Effect.DENY, id="in another"),
        pytest.param(
            rule("distribute", constraint("spatial", "http://cv.example/JPN")), Effect.REVIEW, id="a code of theirs"
        ),
        pytest.param(rule("distribute", constraint("purpose", "promotional")), Effect.REVIEW, id="a word of theirs"),
        pytest.param(rule("distribute", constraint("media", "print")), Effect.DENY, id="another medium"),
        pytest.param(rule("distribute", constraint("dateTime", "2026-11-01", "lt")), Effect.DENY, id="too late"),
        pytest.param(rule("distribute", constraint("count", "3", "lteq")), Effect.REVIEW, id="a fact we do not have"),
        pytest.param(
            rule("distribute", f'<o:party function="{ODRL}assignee" uid="urn:wire:partners"/>'),
            Effect.REVIEW,
            id="for somebody",
        ),
        pytest.param(
            rule("distribute", f'<o:duty><o:action name="{ODRL}attribute"/></o:duty>'), Effect.DENY, id="credit"
        ),
        pytest.param(
            rule("distribute", f'<o:duty><o:action name="{ODRL}nextPolicy"/></o:duty>'),
            Effect.REVIEW,
            id="a duty that is none of ours",
        ),
        pytest.param(
            rule("distribute", target=f'<o:asset uid="urn:wire:photo" relation="{ODRL}target"/>'),
            Effect.REVIEW,
            id="of something else",
        ),
        pytest.param(rule("reproduce"), Effect.DENY, id="to reproduce is not to publish"),
        pytest.param(rule("display"), Effect.DENY, id="an action that is none of ours"),
        pytest.param(rule("distribute", kind="prohibition"), Effect.DENY, id="prohibited"),
        pytest.param(rule("use") + rule("distribute", kind="prohibition"), Effect.REVIEW, id="no strategy is void"),
    ],
)
def test_a_policy_in_the_file(inside: str, expected: Effect) -> None:
    assert effect(policy(inside)) is expected


FREE = "This story is published under the licence CC0 1.0."


@pytest.mark.parametrize(
    ("inside", "usage", "expected"),
    [
        pytest.param(rule("distribute", kind="prohibition"), FREE, Effect.REVIEW, id="policy against words"),
        pytest.param(rule("distribute"), "This may not be published or broadcast.", Effect.REVIEW, id="words against"),
        pytest.param(rule("distribute"), "May not be published without permission.", Effect.REVIEW, id="consent"),
        pytest.param(rule("distribute"), "All rights reserved.", Effect.REVIEW, id="reserved"),
        pytest.param(rule("distribute"), "This story may not be translated.", Effect.PERMIT, id="another action"),
        pytest.param(rule("distribute"), "Free to publish with credit.", Effect.DENY, id="the words ask for more"),
        pytest.param(rule("display"), FREE, Effect.REVIEW, id="free, and an action nobody knows"),
        pytest.param(rule("distribute", constraint("spatial", "JP"), "prohibition"), FREE, Effect.REVIEW, id="here"),
        pytest.param(rule("distribute", constraint("spatial", "DE"), "prohibition"), FREE, Effect.PERMIT, id="there"),
    ],
)
def test_a_policy_beside_words(inside: str, usage: str, expected: Effect) -> None:
    assert effect(policy(inside, f'conflict="{ODRL}prohibit"'), usage) is expected


def test_a_contradiction_is_told() -> None:
    decision = check(BODY, plan=PLAN, sources=[story(policy(rule("distribute")), "This may not be published.")])
    assert any("says two things" in finding.message for finding in decision.drafts[0].findings)


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("<o:Policy/>", id="nameless"),
        pytest.param(policy(rule("distribute"), "undefined='support'"), id="an attribute nobody knows"),
        pytest.param(policy(rule("distribute") + "<other xmlns='urn:x'/>"), id="a foreign element"),
        pytest.param(policy(rule("distribute"), "profile='urn:theirs'"), id="a profile nobody knows"),
        pytest.param(policy(rule("distribute"), "inheritFrom='urn:parent'"), id="a parent that is not there"),
        pytest.param(policy(""), id="empty"),
        pytest.param("<Policy xmlns=''/>", id="no namespace"),
        pytest.param(policy(rule("distribute") + " " * 200_000), id="too long"),
    ],
)
def test_what_nobody_can_read_leaves_a_free_story_to_a_person(expression: str) -> None:
    assert effect(expression, FREE) is Effect.REVIEW


JSON = {
    "@context": "http://www.w3.org/ns/odrl.jsonld",
    "@type": "Set",
    "uid": "urn:wire:policy",
    "permission": [{"target": "urn:wire:1", "action": "distribute"}],
}
TURTLE = f"""@prefix odrl: <{ODRL}> .
<urn:wire:policy> a odrl:Set ; odrl:permission [ odrl:target <urn:wire:1> ; odrl:action odrl:distribute ] ."""


@pytest.mark.parametrize("encoded", [pytest.param(json.dumps(JSON), id="json-ld"), pytest.param(TURTLE, id="turtle")])
def test_the_same_in_ninjs(encoded: str) -> None:
    pytest.importorskip("rdflib", reason="JSON-LD and Turtle are read with rdflib")
    said = {"langid": f"{ODRL}", "encodedRights": encoded}
    item = {"uri": "urn:wire:1", "copyrightHolder": "Quay Free Press", "body_text": BODY, "rightsInfo": said}
    source = read(json.dumps(item).encode(), name="story.json")
    assert check(BODY, plan=PLAN, sources=[source]).effect is Effect.PERMIT


def test_the_same_in_a_page() -> None:
    pytest.importorskip("rdflib", reason="JSON-LD is read with rdflib")
    said = json.dumps({**JSON, "permission": [{"target": "https://wire.example/1", "action": "distribute"}]})
    head = f"<link rel=canonical href='https://wire.example/1'><script type='application/ld+json'>{said}</script>"
    source = read(f"<html><head>{head}</head><p>{BODY}</p></html>".encode(), name="story.html")
    assert check(BODY, plan=PLAN, sources=[source]).effect is Effect.PERMIT


def test_the_reading_says_what_the_policy_says_and_an_archive_keeps_it() -> None:
    document = story(policy(rule("use") + rule("translate", constraint("dateTime", "2026-11-01T00:00:00Z", "gt"))))
    terms = story_terms(document, rulebook())
    assert (terms.actions["publish"], terms.actions["rewrite"]) == (Stance.PERMITTED, Stance.PERMITTED)
    kept = with_reading(document, rulebook())
    assert story_terms(kept, rulebook()) == terms


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param(f'<o:duty><o:action name="{ODRL}obtainConsent"/></o:duty>', Effect.DENY, id="consent first"),
        pytest.param(f'<o:duty><o:action name="{ODRL}compensate"/></o:duty>', Effect.REVIEW, id="pay"),
        pytest.param(
            f'<o:duty><o:action name="{ODRL}attribute"/><o:party function="{ODRL}attributedParty" uid="urn:other"/>'
            "</o:duty>",
            Effect.REVIEW,
            id="name somebody else",
        ),
        pytest.param(constraint("purpose", "news-reporting"), Effect.PERMIT, id="our word for a purpose"),
        pytest.param(
            f'<o:constraint name="{ODRL}spatial" operator="{ODRL}isAnyOf" rightOperand="JP DE"/>',
            Effect.PERMIT,
            id="one of several territories",
        ),
        pytest.param(
            '<o:constraint name="urn:newsroom-licensing:profile:1#commercial" operator="eq" rightOperand="true"/>',
            Effect.PERMIT,
            id="a fact of our profile",
        ),
    ],
)
def test_duties_and_facts(more: str, expected: Effect) -> None:
    assert effect(policy(rule("distribute", more))) is expected


@pytest.mark.parametrize(
    ("operator", "expected"), [("or", Effect.PERMIT), ("and", Effect.DENY), ("xone", Effect.PERMIT)]
)
def test_joined_constraints(operator: str, expected: Effect) -> None:
    pytest.importorskip("rdflib", reason="JSON-LD is read with rdflib")
    places = [{"leftOperand": "spatial", "operator": "eq", "rightOperand": code} for code in ("JP", "DE")]
    permission = {"target": "urn:wire:1", "action": "distribute", "constraint": {operator: places}}
    item = {
        "uri": "urn:wire:1",
        "copyrightHolder": "Quay Free Press",
        "body_text": BODY,
        "rightsInfo": {"encodedRights": json.dumps({**JSON, "permission": [permission]})},
    }
    source = read(json.dumps(item).encode(), name="story.json")
    assert check(BODY, plan=PLAN, sources=[source]).effect is expected


def test_a_request_is_no_right() -> None:
    assert effect(policy(rule("distribute")).replace(f"{ODRL}Set", f"{ODRL}Request"), FREE) is Effect.REVIEW
