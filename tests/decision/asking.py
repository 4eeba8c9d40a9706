"""Small policies in Turtle, asked small questions: what the tests of the Recommendation share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from licensing.api.compliance import known_ontology
from licensing.decision.atomic import atomic
from licensing.decision.comply import comply
from licensing.decision.ontology import Ontology
from licensing.model.compliance import PolicyReport, PremiseKind, PremiseReport
from licensing.model.effect import Effect
from licensing.model.odrl import Policy, PolicyType
from licensing.model.values import Value
from licensing.model.world import World
from licensing.odrl.read import Rights, parse
from licensing.packs import profiles
from licensing.packs.store import rulebook
from licensing.packs.vocabulary import ODRL

EX = "http://example.org/"
PREFIXES = f"""
@prefix ex: <{EX}> .
@prefix odrl: <{ODRL}> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
YES, NO, UNKNOWN = True, False, None
PERMIT, REVIEW, DENY = Effect.PERMIT, Effect.REVIEW, Effect.DENY
NOWHERE = World()


def read(text: str) -> Rights:
    """Return the rights in a Turtle text, with the prefixes above."""
    return parse(PREFIXES + text, "case.ttl", "turtle", rulebook())


def policy(*rules: str, kind: str = "Set", more: str = "", name: str = "policy") -> str:
    """Return a policy; `more` is said of it."""
    return f"ex:{name} a odrl:{kind} . " + said(name, more) + " ".join(one.replace("POLICY", name) for one in rules)


def may(name: str = "p", more: str = "", *, action: str = "odrl:print", target: str = "ex:ferry") -> str:
    """Return a permission."""
    return rule("permission", name, more, action, target)


def must_not(name: str = "q", more: str = "", *, action: str = "odrl:print", target: str = "ex:ferry") -> str:
    """Return a prohibition."""
    return rule("prohibition", name, more, action, target)


def rule(kind: str, name: str, more: str, action: str, target: str) -> str:
    """Return a rule; no target or action where the text is empty."""
    about = (f"odrl:action {action}" if action else "", f"odrl:target {target}" if target else "", more)
    return f"ex:POLICY odrl:{kind} ex:{name} . " + said(name, " ; ".join(part for part in about if part))


def said(name: str, what: str) -> str:
    """Return statements about a thing."""
    return f"ex:{name} {what} . " if what else ""


def only_if(*constraints: str, by: str = "constraint") -> str:
    """Return constraints in Turtle: "count lteq 5" stands for a whole one."""
    return f"odrl:{by} " + ", ".join(limit(text) if text[0] != "[" else text for text in constraints)


def limit(text: str) -> str:
    """Return one constraint: left operand, operator, right operand, and what else is said."""
    left, operator, right, *more = text.split(" ", 3)
    right = f"odrl:rightOperand {right}" if right != "-" else ""
    return f"[ odrl:leftOperand odrl:{left} ; odrl:operator odrl:{operator} ; {right} {' '.join(more)} ]"


def joined(operator: str, *constraints: str) -> str:
    """Return a logical constraint."""
    return f"[ odrl:{operator} ( {' '.join(limit(text) if text[0] != '[' else text for text in constraints)} ) ]"


def request(action: str = "odrl:print", target: str = "ex:ferry", party: str = "ex:daily", more: str = "") -> str:
    """Return a request; an empty text leaves the property out."""
    asked = (("action", action), ("target", target), ("assignee", party))
    said_of_it = [f"odrl:{name} {value}" for name, value in asked if value]
    return "ex:request a odrl:Request ; odrl:permission ex:asked . " + said("asked", " ; ".join([*said_of_it, more]))


ASKED = request()


def given(**facts: Value) -> World:
    """Return a world by the names of left operands."""
    return World(facts={f"{ODRL}{name}": value for name, value in facts.items()})


def at(text: str) -> World:
    """Return a world at a moment."""
    return World(time=dt.datetime.fromisoformat(text))


def ex(name: str) -> str:
    """Return the IRI of an invented thing."""
    return f"{EX}{name}"


def within(**places: str) -> World:
    """Return a world in which things are in collections."""
    return World(part_of={ex(name): frozenset(map(ex, several.split())) for name, several in places.items()})


def ask(text: str, world: World = NOWHERE) -> PolicyReport:
    """Return what the policy named `policy` of a text says of the one request in it."""
    rights = read(text)
    requests = [one for one in rights.policies if one.type is PolicyType.REQUEST]
    policies = [one for one in rights.policies if one.type is not PolicyType.REQUEST]
    (asked,) = atomic(requests)
    (found,) = [one for one in atomic(policies) if one.uid == ex("policy")]
    world = replace(world, part_of=dict(world.part_of) | dict(rights.part_of))
    return comply(found, asked, world, meaning(rights))


def whole(text: str) -> Policy:
    """Return the policy named `policy` of a text, in atomic form."""
    found = atomic(read(text).policies)
    return next(one for one in found if one.uid == ex("policy"))


def meaning(rights: Rights) -> Ontology:
    """Return what the terms mean, those a document defines included."""
    book = rulebook()
    actions = profiles.terms(book, rights.terms)
    return known_ontology(book)._replace(covers=profiles.covers(actions), implied_by=profiles.implied_by(actions))


def short(iri: str) -> str:
    """Return an IRI without the part all invented ones share."""
    return iri.removeprefix(EX)


def states(report: PolicyReport) -> dict[str, bool | None]:
    """Return the activation state of every rule; each is asked once."""
    found = {short(one.rule): one.active for one in report.rules}
    assert len(found) == len(report.rules), "a rule was asked more than once"
    return found


def premises(report: PolicyReport, rule: str, kind: PremiseKind) -> tuple[PremiseReport, ...]:
    """Return the premises of one kind of one rule."""
    (found,) = [one for one in report.rules if short(one.rule) == rule]
    return tuple(one for one in found.premises if one.kind is kind)


def satisfied(reports: Iterable[PremiseReport]) -> list[bool | None]:
    """Return whether each premise holds."""
    return [one.satisfied for one in reports]


def held(constraint: str, world: World = NOWHERE) -> bool | None:
    """Return whether a constraint of a permission and one of a prohibition hold; they must agree."""
    found = set()
    for ruled in (may, must_not):
        report = ask(policy(ruled("rule", only_if(constraint))) + ASKED, world)
        (state,) = satisfied(premises(report, "rule", PremiseKind.CONSTRAINT))
        assert states(report) == {"rule": state}
        found.add(state)
    (state,) = found
    return state
