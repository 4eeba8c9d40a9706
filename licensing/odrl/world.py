"""Read the state of the world a request is made in: the time, facts, memberships, and what became of duties.

In RDF it is written as the ODRL test suite writes it: `temp:currentTime dct:issued` for the time, `odrl:partOf`, and
the duty reports of https://w3id.org/force/compliance-report#. Beyond that, an odrl:Constraint with the operator eq
states a fact; where it is an odrl:refinement of an asset or party, it is a fact of that one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

from licensing.model.constraint import Constraint
from licensing.model.values import Iri, Literal, Quantity, Value
from licensing.model.world import DutyFact, World
from licensing.odrl.conditions import conditions
from licensing.odrl.graph import Blank, Graph, Listed, Node, Term
from licensing.odrl.prepare import known, memberships, policy_keys
from licensing.odrl.read import format_of, graph_of, text_of
from licensing.odrl.reading import Reading
from licensing.odrl.terms import TYPE, VALUE, local, odrl, short
from licensing.odrl.typed import own_value
from licensing.odrl.worldsheet import world_of
from licensing.packs.store import Rulebook
from licensing.packs.values import read_value

__all__ = ["parse_world", "read_world"]

_REPORT = "https://w3id.org/force/compliance-report#"
_NOW = Iri("http://example.com/request/currentTime")
_GENERAL = Blank("_:facts")
_ISSUED = "http://purl.org/dc/terms/issued"
_SOTW = {"sotw", "stateoftheworld"}
_LEFT, _OPERATOR, _EQ, _REFINEMENT = (odrl(name) for name in ("leftOperand", "operator", "eq", "refinement"))
_UNFIT = "A fact is stated with the operator eq and a value."
_PERFORMED = {"Performed": True, "Unperformed": False, "Unknown": None}
_VIOLATED = {"Fulfilled": False, "Violated": True, "NonSet": None}
_UNDERSTOOD = {
    odrl(name)
    for name in ("partOf", "leftOperand", "operator", "rightOperand", "unit", "dataType", "refinement", "uid", "source")
}


def read_world(path: Path, book: Rulebook) -> World:
    """Return the state of the world in a Turtle, JSON-LD or YAML file.

    Raises:
        InputError: with line and column, when it cannot be read or a fact is not of its type.
        ConfigError: when its format needs rdflib and there is none.
    """
    chosen = format_of(path)
    return parse_world(text_of(path), str(path), chosen, book)


def parse_world(text: str, name: str, format: str, book: Rulebook) -> World:  # noqa: A002 - the word of the field
    """Return the state of the world in a text; `name` names it in errors. Raises as `read_world` does."""
    if format == "yaml":
        return world_of(text, name, book)
    graph = graph_of(text, name, format)
    others = _reached(graph, policy_keys(graph))
    nodes = [node for node in graph.nodes.values() if node.key not in others]
    for node in nodes:
        _require_understood(graph, node)
    facts = _Facts(Reading(graph, known(graph, {}, book)), nodes)
    return World(
        uid=next((str(node.key) for node in nodes if _is_world(node)), None),
        time=_time(graph),
        facts=MappingProxyType(facts.general()),
        facts_of=MappingProxyType(facts.particular()),
        part_of=MappingProxyType(dict(memberships(graph))),
        duties=MappingProxyType(dict(_duties(graph, nodes))),
        references=MappingProxyType(dict(facts.references())),
    )


def _reached(graph: Graph, keys: Iterable[str]) -> set[str]:
    """Return the nodes policies consist of; what they say is no fact."""
    found: set[str] = set()
    left: list[Term] = [Iri(key) for key in keys]
    while left:
        term = left.pop()
        if isinstance(term, Listed):
            left += term.items
        elif isinstance(term, Iri | Blank) and term not in found and term in graph.nodes:
            found.add(term)
            left += [value for values in graph.nodes[term].said.values() for value in values]
    return found


def _require_understood(graph: Graph, node: Node) -> None:
    for predicate in node.said:
        if local(predicate) is not None and predicate not in _UNDERSTOOD:
            raise graph.fault(f"{short(predicate)} says nothing about the state of the world.", node.key, predicate)


def _is_world(node: Node) -> bool:
    classes = (value for value in node.said.get(TYPE, ()) if isinstance(value, Iri))
    return any(one.rpartition("/")[2].rpartition("#")[2].lower() in _SOTW for one in classes)


def _time(graph: Graph) -> dt.datetime | None:
    node = graph.nodes.get(_NOW)
    values = list(node.said.get(_ISSUED, ())) if node else []
    if len(values) > 1:
        raise graph.fault("The world has one time; here stand several.", _NOW, _ISSUED)
    if not values:
        return None
    value = values[0]
    try:
        moment = read_value(value.text if isinstance(value, Literal) else "", "datetime")
    except ValueError as cause:
        raise graph.fault(f"The time of the world: {cause}", _NOW, _ISSUED) from cause
    if not isinstance(moment, dt.datetime):
        raise graph.fault("The time of the world is a moment: write date, time and zone.", _NOW, _ISSUED)
    return moment


def _duties(graph: Graph, nodes: Iterable[Node]) -> Iterator[tuple[str, DutyFact]]:
    seen: dict[str, str] = {}
    for node in nodes:
        if Iri(f"{_REPORT}DutyReport") not in node.said.get(TYPE, ()):
            continue
        rules = [value for value in node.said.get(f"{_REPORT}rule", ()) if isinstance(value, Iri)]
        if len(rules) != 1:
            raise graph.fault("A duty report names one report:rule, the IRI of the duty.", node.key)
        if rules[0] in seen:
            raise graph.fault(f"There are two reports of the duty {short(rules[0])}. Keep one.", node.key)
        seen[rules[0]] = node.key
        performed = _state(graph, node, "performanceState", _PERFORMED)
        violated = _state(graph, node, "deonticState", _VIOLATED)
        yield rules[0], DutyFact(performed, violated, node.key if isinstance(node.key, Iri) else None)


def _state(graph: Graph, node: Node, name: str, states: dict[str, bool | None]) -> bool | None:
    predicate = f"{_REPORT}{name}"
    values = [str(value).removeprefix(_REPORT) for value in node.said.get(predicate, ())]
    if len(values) > 1 or any(value not in states for value in values):
        raise graph.fault(f"report:{name} is one of {', '.join(states)}.", node.key, predicate)
    return states[values[0]] if values else None


class _Facts:
    """The facts of a graph."""

    def __init__(self, reading: Reading, nodes: list[Node]) -> None:
        self._reading = reading
        self._nodes = nodes
        for node in nodes:
            if _LEFT in node.said and list(node.said.get(_OPERATOR, ())) != [_EQ]:
                raise reading.fault(_UNFIT, node.key)
        self._attached: set[Term] = {value for node in nodes for value in node.said.get(_REFINEMENT, ())}

    def general(self) -> dict[str, Value]:
        keys = [node.key for node in self._nodes if _LEFT in node.said and node.key not in self._attached]
        top = Graph(self._reading.graph.name, nodes=dict(self._reading.graph.nodes))
        for key in keys:
            top.add(_GENERAL, _REFINEMENT, key)
        return self._collect(Reading(top, self._reading.known), _GENERAL) if keys else {}

    def particular(self) -> dict[str, dict[str, Value]]:
        """Return the facts of single assets and parties.

        Raises:
            InputError: when one has no name.
        """
        found = {}
        for node in self._nodes:
            if _REFINEMENT in node.said:
                if not isinstance(node.key, Iri):
                    raise self._reading.fault("Facts are facts of something with an IRI.", node.key)
                found[str(node.key)] = self._collect(self._reading, node.key)
        return found

    def _collect(self, reading: Reading, key: Iri | Blank) -> dict[str, Value]:
        found: dict[str, list[Any]] = {}
        with reading.view(key, "a thing of the world") as view:
            for part in conditions(view, _REFINEMENT):
                if not isinstance(part, Constraint) or part.reference is not None:
                    raise view.fault(_UNFIT)
                values = part.right if type(part.right) is tuple else (part.right,)
                found.setdefault(part.left, []).extend(_with_unit(value, part.unit) for value in values)
        return {left: values[0] if len(values) == 1 else tuple(values) for left, values in found.items()}

    def references(self) -> Iterator[tuple[str, Value]]:
        for node in self._nodes:
            if isinstance(node.key, Iri) and VALUE in node.said:
                values = [value for value in node.said[VALUE] if isinstance(value, Iri | Literal)]
                if len(values) != 1:
                    raise self._reading.fault("A reference stands for one value.", node.key, VALUE)
                try:
                    yield node.key, own_value(values[0])
                except ValueError as cause:
                    raise self._reading.fault(str(cause), node.key, VALUE) from cause


def _with_unit(value: Value, unit: str | None) -> Value:
    if unit is not None and isinstance(value, int | float) and not isinstance(value, bool):
        return Quantity(float(value), unit)
    return value
