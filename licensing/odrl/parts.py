"""Assets, parties and actions of a graph (ODRL 2.2, sections 2.2 to 2.4)."""

from __future__ import annotations

from typing import NamedTuple

from licensing.model.asset import Asset, Party
from licensing.model.constraint import Condition, Note
from licensing.model.odrl import Action
from licensing.model.values import Iri
from licensing.odrl.conditions import conditions
from licensing.odrl.graph import Blank, Term
from licensing.odrl.prepare import TERM_LINKS
from licensing.odrl.reading import Reading, View, called
from licensing.odrl.terms import TYPE, VALUE, local, near, odrl, short

__all__ = ["actions", "assets", "parties"]

_SOURCE, _PART_OF, _REFINEMENT = odrl("source"), odrl("partOf"), odrl("refinement")
_ACTION = odrl("action")


def assets(view: View, predicate: str) -> tuple[Asset, ...]:
    """Return the assets a property of a node names."""
    return tuple(_asset(view.reading, value) for value in view.all(predicate))


def parties(view: View) -> tuple[tuple[str, Party], ...]:
    """Return the parties of a node with their functions: an ODRL one by its name, any other by its IRI."""
    return tuple(
        (local(role) or role, _party(view.reading, value))
        for role in sorted(view.reading.known.roles)
        for value in view.all(role)
    )


def actions(view: View) -> tuple[Action, ...]:
    """Return the actions of a node.

    Raises:
        InputError: when one is unknown, or refined without saying which action it refines.
    """
    return tuple(_action(view.reading, value) for value in view.all(_ACTION))


class _Addressed(NamedTuple):
    uid: str | None
    collection: bool
    source: str | None
    refinements: tuple[Condition, ...]
    part_of: tuple[str, ...]
    kinds: tuple[str, ...]
    notes: tuple[Note, ...]


def _asset(reading: Reading, term: Term) -> Asset:
    if term in reading.policies:
        return Asset(str(term))
    with reading.view(term, "an asset") as view:
        return Asset(*_addressed(view, "Asset"))


def _party(reading: Reading, term: Term) -> Party:
    with reading.view(term, "a party") as view:
        return Party(*_addressed(view, "Party"))


def _addressed(view: View, kind: str) -> _Addressed:
    types, source = view.types(), view.one(_SOURCE)
    refinements = conditions(view, _REFINEMENT)
    plain, whole = odrl(kind), odrl(f"{kind}Collection")
    wrong = [one for one in types if local(one) is not None and one not in {plain, whole}]
    if wrong:
        raise view.fault(
            f"{called(view.key)} stands where {view.what} stands, and is said to be a {short(wrong[0])}.", TYPE
        )
    return _Addressed(
        view.uid,
        whole in types or source is not None or (view.uid is None and bool(refinements)),
        None if source is None else view.iri(source, _SOURCE),
        refinements,
        tuple(sorted(view.iris(_PART_OF))),
        tuple(one for one in types if local(one) is None),
        (*(Note(TYPE, one) for one in types if one == plain), *view.finish()),
    )


def _action(reading: Reading, term: Term) -> Action:
    with reading.view(term, "an action") as view:
        base = view.one(VALUE)
        refinements = conditions(view, _REFINEMENT)
        if base is None and (refinements or isinstance(term, Blank)):
            raise view.fault("A refined action says by rdf:value which action it refines.", _REFINEMENT)
        action = view.uid or Iri("") if base is None else view.iri(base, VALUE)
        _require_known(view, action)
        if base is None:
            for link in TERM_LINKS:
                view.all(link)
        notes = view.finish("Action")
        if base is not None and not refinements and view.uid is None:
            notes = (Note(VALUE, action), *notes)
        return Action(action, refinements, None if base is None else view.uid, notes)


def _require_known(view: View, action: Iri) -> None:
    known = view.reading.known.actions
    if action not in known:
        raise view.fault(
            f"{short(action)} is not an action.{near(action, known)} "
            "An action of your own says in the document what it is odrl:includedIn."
        )
