"""Turn policies into a graph: the way back from `policies`, `parts` and `conditions`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from licensing.errors import InputError
from licensing.model.asset import Asset, Party
from licensing.model.constraint import Condition, LogicalConstraint, LogicalOperator, Note
from licensing.model.odrl import Action, Duty, Policy, ReservationEffect, Rule
from licensing.model.profile import ActionTerm
from licensing.model.values import Iri, Literal, Quantity
from licensing.odrl.conditions import LIST
from licensing.odrl.graph import Blank, Graph, Listed, Term
from licensing.odrl.lexical import terms_of
from licensing.odrl.policies import ACTION_NODE, POLICY
from licensing.odrl.prepare import TERM_LINKS
from licensing.odrl.terms import TYPE, VALUE, is_iri, odrl

__all__ = ["unfold"]

_RIGHT, _STATUS, _REFINEMENT, _CONSTRAINT = (
    odrl(name) for name in ("rightOperand", "status", "refinement", "constraint")
)
_MARKS = {*(odrl(operator) for operator in LogicalOperator), _RIGHT, _STATUS, ACTION_NODE, VALUE}
"""Properties of notes that say how something was written, and are no statements of their own."""


def unfold(
    policies: Sequence[Policy],
    terms: Mapping[str, ActionTerm],
    part_of: Mapping[str, frozenset[str]],
    notes: Mapping[str, tuple[Note, ...]],
) -> Graph:
    """Return the graph that says what some policies say, and what else a document says.

    Raises:
        InputError: when a name is no IRI, or a rule decides by something ODRL has no words for.
    """
    unfolder = _Unfolder()
    for policy in policies:
        unfolder.begin(policy)
    for policy in policies:
        unfolder.policy(policy)
    for name, term in terms.items():
        unfolder.types(iri(name), notes.get(name, ()))
        links = (term.included_in, term.implies, term.same_as)
        for link, others in zip(TERM_LINKS, links, strict=True):
            unfolder.say(iri(name), link, [iri(other) for other in others])
    for name, wholes in sorted(part_of.items()):
        unfolder.say(iri(name), odrl("partOf"), [iri(whole) for whole in sorted(wholes)])
    for name, found in notes.items():
        unfolder.types(iri(name), found)
        unfolder.notes(iri(name), found)
    return unfolder.graph


def iri(text: str) -> Iri:
    """Return a name as an IRI.

    Raises:
        InputError: when it is none.
    """
    if not is_iri(text):
        raise InputError(f"'{text}' is not an IRI, and ODRL names everything by IRIs.")
    return Iri(text)


class _Unfolder:
    def __init__(self) -> None:
        self.graph = Graph("", ordered=True)
        self._blanks = 0

    def begin(self, policy: Policy) -> None:
        key = iri(policy.uid)
        if key in self.graph.nodes:
            raise InputError(f"There are two policies {policy.uid}. Give each an IRI of its own.")
        self.graph.node(key)
        self.graph.tops.append(key)

    def policy(self, policy: Policy) -> None:
        key = iri(policy.uid)
        kinds = [note.value for note in policy.notes if note.property == TYPE]
        if POLICY not in kinds:
            self.say(key, TYPE, [odrl(policy.type)])
        self.types(key, policy.notes)
        self.say(key, odrl("profile"), [iri(one) for one in policy.profiles])
        self.say(key, odrl("inheritFrom"), [iri(one) for one in policy.inherits])
        self.say(key, odrl("conflict"), [odrl(policy.conflict)] if policy.conflict else [])
        self.notes(key, policy.notes)
        self._addressed(key, policy.targets, policy.parties, policy.actions)
        named = {role for role, _ in policy.parties}
        for role, party in (("assigner", policy.assigner), ("assignee", policy.assignee)):
            if party is not None and role not in named:
                self.say(key, odrl(role), [iri(party)])
        self._conditions(key, _CONSTRAINT, policy.constraints)
        for rule in policy.rules:
            self.say(key, odrl(rule.kind), [self._rule(rule)])
        self.say(key, odrl("obligation"), [self._duty(duty) for duty in policy.obligations])

    def say(self, key: Iri | Blank, predicate: str, values: Iterable[Term]) -> None:
        for value in values:
            self.graph.add(key, predicate, value)

    def types(self, key: Iri | Blank, notes: Iterable[Note]) -> None:
        self.say(key, TYPE, [note.value for note in notes if note.property == TYPE and isinstance(note.value, Iri)])

    def notes(self, key: Iri | Blank, notes: Iterable[Note]) -> None:
        for note in notes:
            if note.property != TYPE and note.property not in _MARKS:
                self.say(key, note.property, [self._note_value(note)])

    def _note_value(self, note: Note) -> Term:
        if isinstance(note.value, Iri | Literal):
            return note.value
        key = self._key(None)
        self.types(key, note.value)
        self.notes(key, note.value)
        return key

    def _key(self, uid: str | None) -> Iri | Blank:
        if uid is not None:
            return iri(uid)
        self._blanks += 1
        return Blank(f"_:n{self._blanks}")

    def _addressed(
        self,
        key: Iri | Blank,
        targets: Iterable[Asset],
        parties: Iterable[tuple[str, Party]],
        actions: Iterable[Action] = (),
    ) -> None:
        self.say(key, odrl("target"), [self._thing(target, "Asset") for target in targets])
        for role, party in parties:
            self.say(key, iri(role) if is_iri(role) else odrl(role), [self._thing(party, "Party")])
        self.say(key, odrl("action"), [self._action(action) for action in actions])

    def _rule(self, rule: Rule) -> Iri | Blank:
        _require_odrl(rule)
        key = self._key(rule.uid)
        self.types(key, rule.notes)
        self._addressed(key, rule.targets, rule.parties, rule.actions)
        self.say(key, odrl("output"), [self._thing(asset, "Asset") for asset in rule.output])
        self._conditions(key, _CONSTRAINT, rule.constraints)
        self.say(key, odrl("duty"), [self._duty(duty) for duty in rule.duties])
        self.say(key, odrl("remedy"), [self._duty(duty) for duty in rule.remedies])
        self.notes(key, rule.notes)
        return key

    def _duty(self, duty: Duty) -> Iri | Blank:
        key = self._key(duty.uid)
        self.types(key, duty.notes)
        kept = [note.value for note in duty.notes if note.property == ACTION_NODE]
        uid = next((value for value in kept if isinstance(value, Iri)), None)
        notes = next((value for value in kept if not isinstance(value, Iri | Literal)), ())
        self._addressed(key, duty.targets, duty.parties, [Action(duty.action, duty.refinements, uid, notes)])
        self._conditions(key, _CONSTRAINT, duty.constraints)
        self.say(key, odrl("consequence"), [self._duty(one) for one in duty.consequences])
        self.notes(key, duty.notes)
        return key

    def _thing(self, thing: Asset | Party, kind: str) -> Iri | Blank:
        key = self._key(thing.uid)
        self.types(key, thing.notes)
        self.say(key, TYPE, [odrl(f"{kind}Collection")] if thing.collection else [])
        self.say(key, TYPE, [iri(one) for one in thing.kinds])
        self.say(key, odrl("source"), [] if thing.source is None else [iri(thing.source)])
        self._conditions(key, _REFINEMENT, thing.refinements)
        self.say(key, odrl("partOf"), [iri(one) for one in thing.part_of])
        self.notes(key, thing.notes)
        return key

    def _action(self, action: Action) -> Iri | Blank:
        name = iri(action.name)
        apart = action.refinements or action.uid or any(note.property == VALUE for note in action.notes)
        key = self._key(action.uid) if apart else name
        self.types(key, action.notes)
        self.say(key, VALUE, [name] if apart else [])
        self._conditions(key, _REFINEMENT, action.refinements)
        self.notes(key, action.notes)
        return key

    def _conditions(self, key: Iri | Blank, predicate: str, conditions: Iterable[Condition]) -> None:
        self.say(key, predicate, [self._condition(condition) for condition in conditions])

    def _condition(self, condition: Condition) -> Iri | Blank:
        key = self._key(condition.uid)
        self.types(key, condition.notes)
        marked = {note.property for note in condition.notes if note.value == LIST}
        if isinstance(condition, LogicalConstraint):
            name = odrl(condition.operator)
            values: list[Term] = [self._condition(part) for part in condition.operands]
            listed = name in marked or condition.operator is LogicalOperator.AND_SEQUENCE
            self.say(key, name, [Listed(tuple(values))] if listed else values)
        else:
            self.say(key, odrl("leftOperand"), [iri(condition.left)])
            self.say(key, odrl("operator"), [odrl(condition.operator)])
            right: list[Term] = list(condition.written)
            if not right and condition.reference is None:
                right = [*terms_of(condition.right)]
            self.say(key, _RIGHT, [Listed(tuple(right))] if _RIGHT in marked else right)
            if condition.reference is not None:
                self.say(key, odrl("rightOperandReference"), [iri(condition.reference)])
            unit = condition.unit or (condition.right.unit if isinstance(condition.right, Quantity) else None)
            self.say(key, odrl("unit"), [] if unit is None else [iri(unit)])
            self.say(key, odrl("dataType"), [] if condition.datatype is None else [iri(condition.datatype)])
            status = [note.value for note in condition.notes if note.property == _STATUS]
            written = [value for value in status if isinstance(value, Iri | Literal)]
            self.say(key, _STATUS, written or ([] if condition.status is None else terms_of(condition.status)))
        self.notes(key, condition.notes)
        return key


def _require_odrl(rule: Rule) -> None:
    """Raise when a rule decides by something ODRL cannot say; its words and its authority decide nothing there."""
    beyond = {
        "manners": rule.manners,
        "watches": rule.watches,
        "survives": rule.survives,
        "overridesContract": rule.overrides_contract,
        "reservationEffect": rule.reservation_effect is not ReservationEffect.NONE,
        "reliedOn": not rule.relied_on,
    }
    for name, value in beyond.items():
        if value:
            raise InputError(f"The rule {rule.id} decides by {name}, which ODRL has no words for.")
