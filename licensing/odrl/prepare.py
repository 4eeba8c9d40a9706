"""What has to be known of a whole graph before its policies can be read one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from licensing.errors import PackError
from licensing.model.profile import ActionTerm
from licensing.model.values import Iri, Literal
from licensing.odrl.graph import Blank, Graph, Node, Term
from licensing.odrl.reading import Known
from licensing.odrl.terms import POLICY_CLASSES, REFUSED_CLASSES, TYPE, near, odrl, short
from licensing.packs import profiles as packs
from licensing.packs.store import Rulebook

__all__ = ["TERM_LINKS", "known", "memberships", "name_policies", "policy_keys", "terms", "turn_around"]

TERM_LINKS = (odrl("includedIn"), odrl("implies"), Iri("http://www.w3.org/2004/02/skos/core#exactMatch"))
"""What a document says of an action it defines."""
_RULES = tuple(odrl(which) for which in ("permission", "prohibition", "obligation"))
_CLASSES = {odrl(one) for one in ("Policy", *POLICY_CLASSES, *REFUSED_CLASSES)}
_INVERSE = {"hasPolicy": "target", "assigneeOf": "assignee", "assignerOf": "assigner"}
_PART_OF, _UID, _ACTION = odrl("partOf"), odrl("uid"), odrl("Action")


def turn_around(graph: Graph) -> None:
    """Say `hasPolicy`, `assigneeOf` and `assignerOf` the other way round, as the policies do.

    Raises:
        InputError: when one leads to something without a name.
    """
    for name, inverse in _INVERSE.items():
        for node in list(graph.nodes.values()):
            for value in node.said.pop(odrl(name), {}):
                if not isinstance(value, Iri):
                    raise graph.fault(f"odrl:{name} leads to a policy, by its IRI.", node.key, odrl(name))
                graph.add(value, odrl(inverse), node.key, node.places.get(odrl(name)))


def name_policies(graph: Graph) -> None:
    """Give nameless policies the IRI their odrl:uid says."""
    named: dict[Term, Iri] = {}
    for key, node in graph.nodes.items():
        if isinstance(key, Blank) and _is_policy(node) and len(node.said.get(_UID, ())) == 1:
            uid = next(iter(node.said[_UID]))
            named[key] = Iri(uid.text if isinstance(uid, Literal) else str(uid))
    if not named:
        return
    for node in list(graph.nodes.values()):
        for name, values in node.said.items():
            node.said[name] = {named.get(value, value): None for value in values}
    for old, new in named.items():
        node = graph.nodes.pop(str(old))
        for name, values in node.said.items():
            for value in values:
                graph.add(new, name, value, node.places.get(name))
        graph.node(new, node.place)


def policy_keys(graph: Graph) -> list[Iri]:
    """Return the IRIs of the policies of a graph, in the order of the document.

    Raises:
        InputError: when a policy has none.
    """
    found = []
    for key, node in graph.nodes.items():
        if _is_policy(node):
            if not isinstance(key, Iri):
                raise graph.fault("A policy needs an IRI as its uid (ODRL 2.2, section 2.1).", key)
            found.append(key)
    return found


def _is_policy(node: Node) -> bool:
    return any(name in node.said for name in _RULES) or not _CLASSES.isdisjoint(_classes(node))


def _classes(node: Node) -> set[str]:
    return {value for value in node.said.get(TYPE, ()) if isinstance(value, Iri)}


def terms(graph: Graph) -> Iterator[tuple[str, ActionTerm]]:
    """Yield the actions a document defines.

    Raises:
        InputError: when one is nameless, or its links do not lead to IRIs.
    """
    included_in, implies, exact_match = TERM_LINKS
    for key, node in graph.nodes.items():
        links = included_in in node.said or implies in node.said
        if not links and (exact_match not in node.said or _ACTION not in _classes(node)):
            continue
        if not isinstance(key, Iri):
            raise graph.fault("An action of your own needs an IRI.", key)
        yield (
            key,
            ActionTerm(
                included_in=tuple(sorted(_iris(graph, node, included_in))),
                implies=tuple(sorted(_iris(graph, node, implies))),
                same_as=tuple(sorted(_iris(graph, node, exact_match))),
            ),
        )


def memberships(graph: Graph) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield who and what a document says is part of a collection.

    Raises:
        InputError: when a collection is nameless.
    """
    for key, node in graph.nodes.items():
        if _PART_OF in node.said and isinstance(key, Iri):
            yield key, frozenset(_iris(graph, node, _PART_OF))


def _iris(graph: Graph, node: Node, predicate: str) -> list[Iri]:
    values = [value for value in node.said.get(predicate, ()) if isinstance(value, Iri)]
    if len(values) < len(node.said.get(predicate, ())):
        raise graph.fault(f"{short(predicate)} leads to an IRI.", node.key, predicate)
    return values


def known(graph: Graph, own: Mapping[str, ActionTerm], book: Rulebook) -> Known:
    """Return the terms in force for a document.

    Raises:
        InputError: when an action it defines hangs on an unknown one, or on itself.
    """
    found = packs.profiles(book)
    actions = packs.terms(book, own)
    for name, term in own.items():
        for other in (*term.included_in, *term.implies, *term.same_as):
            if other not in actions:
                raise graph.fault(
                    f"{short(name)} names the action {short(other)}, which is not known.{near(other, actions)}", name
                )
    try:
        packs.covers(actions)
    except PackError as cause:
        first = next(iter(own), None)
        raise graph.fault(f"{cause.message} An action cannot be included in itself.", first) from cause
    roles = tuple(sorted({role for profile in found.values() for role in profile.roles}))
    return Known(found, actions, packs.operands(book), roles)
