"""A request and the state of the world -> the questions a program is asked, each with its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from licensing.decision.compile import PART_OF
from licensing.decision.evaluate import Addressed
from licensing.decision.ontology import Ontology, duty_fact
from licensing.errors import InputError
from licensing.model.constraint import Condition, Constraint, Operator
from licensing.model.odrl import Asset, Duty, Party, Policy
from licensing.model.use import Facts
from licensing.model.values import Quantity, Value
from licensing.model.world import DutyFact, World

__all__ = ["Query", "fulfilled", "queries"]

TIME = "http://www.w3.org/ns/odrl/2/dateTime"
"""The left operand a world's time is the value of."""


class Query(NamedTuple):
    """One requested action on one asset by one party, with every fact a rule may ask for.

    Attributes:
        uid: The requested rule.
        action: The action.
        asked: The asset and the party, with the collections they are in.
        facts: Left operand -> value.
        target: The asset itself; None where the request names none.
        assignee: The party itself; None where the request names none.
        closed: Whether all is known of what is in which collection.
    """

    uid: str
    action: str
    asked: Addressed
    facts: Facts
    target: str | None = None
    assignee: str | None = None
    closed: bool = True


def queries(request: Policy, world: World, ontology: Ontology, duties: Mapping[str, Duty]) -> Iterator[Query]:
    """Yield the questions a request comes to: one a requested rule, action, asset and party (ODRL 2.2, section 2.7).

    Args:
        request: An ODRL Request, with what stands at the policy handed down.
        world: The state of the world.
        ontology: What the terms mean.
        duties: The duties of the policies asked, by their IRIs.

    Raises:
        InputError: when the request names no action, or states a fact in a way that settles none.
    """
    part_of = _closed(world.part_of)
    shared = {**dict(_shared(world, ontology, duties)), PART_OF: part_of}
    for rule in request.rules:
        if not rule.actions:
            raise InputError(f"The request <{rule.id}> names no action. Say what is to be done (odrl:action).")
        assignees = [party for role, party in rule.parties if role == "assignee"]
        for action, target, party in product(rule.actions, rule.targets or (None,), assignees or (None,)):
            facts = {**_stated((*rule.constraints, *action.refinements), ontology), **shared}
            facts.update(_of("target", target, world, ontology))
            facts.update(_of("assignee", party, world, ontology))
            asked = Addressed(_names(target, part_of), _names(party, part_of))
            yield Query(rule.uid or rule.id, action.name, asked, facts, _name(target), _name(party), world.closed)


def _closed(part_of: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return what is in what, however deep."""
    return {name: _upwards({name}, part_of) - {name} for name in part_of}


def _upwards(names: set[str], part_of: Mapping[str, frozenset[str]]) -> frozenset[str]:
    reached, left = set(names), list(names)
    while left:
        fresh = part_of.get(left.pop(), frozenset()) - reached
        reached |= fresh
        left += fresh
    return frozenset(reached)


def _shared(world: World, ontology: Ontology, duties: Mapping[str, Duty]) -> Iterator[tuple[str, Any]]:
    yield from ((ontology.operand(name), value) for name, value in world.facts.items())
    if world.time is not None:
        yield TIME, world.time
    yield from world.references.items()
    for uid in {*world.duties, *duties}:
        done = fulfilled(duties.get(uid), world, uid)
        if done is not None:
            yield duty_fact(uid), done


def fulfilled(duty: Duty | None, world: World, uid: str | None) -> bool | None:
    """Return whether a duty is fulfilled: True, violated: False, or neither is known: None.

    A duty that was not fulfilled in time is healed when it is performed after all, and every consequence with it
    (ODRL 2.2, section 2.6.6).
    """
    known = world.duties.get(uid or "", DutyFact())
    if known.violated:
        heals = duty.consequences if duty is not None else ()
        if not (known.performed and heals):
            return False
        states = [fulfilled(one, world, one.uid) for one in heals]
        return False if False in states else None if None in states else True
    return True if known.performed or known.violated is False else None


def _stated(conditions: tuple[Condition, ...], ontology: Ontology) -> dict[str, Value]:
    """Return the facts a request states: what the party says it will keep to."""
    facts: dict[str, Value] = {}
    for part in conditions:
        if not isinstance(part, Constraint) or part.operator not in {Operator.EQ, Operator.IS_ANY_OF}:
            raise InputError(
                "A request states its facts with 'eq', as 'purpose eq research'; a condition settles no fact."
            )
        unit = part.unit is not None and isinstance(part.right, int | float)
        facts[ontology.operand(part.left)] = Quantity(part.right, part.unit) if unit else part.right  # type: ignore[arg-type]
    return facts


def _of(kind: str, node: Asset | Party | None, world: World, ontology: Ontology) -> Iterator[tuple[str, Value]]:
    if node is not None:
        known = _stated(node.refinements, ontology) | dict(world.facts_of.get(node.uid or "", {}))
        yield from ((f"{kind} {ontology.operand(name)}", value) for name, value in known.items())


def _name(node: Asset | Party | None) -> str | None:
    if node is None:
        return None
    return node.uid or (node.source if node.collection else None)


def _names(node: Asset | Party | None, part_of: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    """Return what a request names, with every collection that is in; None for the nameless, which could be any."""
    name = _name(node)
    return None if node is None or name is None else _upwards({name, *node.part_of}, part_of)
