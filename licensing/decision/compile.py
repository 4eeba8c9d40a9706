"""Policies made ready: every distinct comparison once, every rule a formula over them.

What a rule says of a use hangs on which comparisons failed and which are unknown, and on nothing else. So the
comparisons of a program are numbered, a use is asked each of them once, and the numbers that failed and those that are
unknown are the key under which the states of all rules are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, cast

from licensing.decision.compare import Inside, comparison, membership
from licensing.decision.ontology import Ontology, duty_fact, measured, reach
from licensing.model.asset import Asset, Party
from licensing.model.constraint import Condition, Constraint, LogicalConstraint, LogicalOperator, Operator
from licensing.model.odrl import Action, Duty, Policy, ReservationEffect, Rule, RuleKind
from licensing.model.use import Facts
from licensing.model.values import Quantity

__all__ = [
    "PART_OF",
    "Atom",
    "Compiled",
    "Formula",
    "Obliged",
    "chosen",
    "compile_rules",
    "holds",
    "joined",
    "keys",
    "truth",
]

PART_OF = "part of"
"""The fact that says what is in which collection; its value is a mapping, as `World.part_of`."""
_MEMBER = {Operator.IS_A, Operator.IS_PART_OF, Operator.HAS_PART}
_NOWHERE: Inside = {}


class Atom(NamedTuple):
    """One comparison.

    Attributes:
        operand: The fact it asks for.
        test: Facts -> whether it holds; None when they do not tell.
    """

    operand: str
    test: Callable[[Facts], bool | None]


Formula = Atom | tuple[LogicalOperator, tuple[Any, ...]]
"""An atom, or formulas joined by a logical operator."""


class Obliged(NamedTuple):
    """A duty made ready; no conditions: nobody can measure it."""

    duty: Duty
    conditions: tuple[Formula, ...]


class Way(NamedTuple):
    """One of several actions, assets or parties of a rule.

    Attributes:
        named: The names a request may call it by; empty for any.
        conditions: Its refinements; all must hold.
    """

    named: frozenset[str]
    conditions: tuple[tuple[Condition, Formula], ...]


class Compiled(NamedTuple):
    """A rule made ready.

    Attributes:
        rule: The rule.
        reach: The actions it speaks of; None for all.
        manners: The manners it lets in; empty for all.
        targets: The assets and collections it speaks of; None for all.
        assignees: The parties it binds; None for all.
        conditions: Each constraint, with its formula.
        ways: Its refined actions, assets and parties: of those a request names, one is enough.
        duties: What a permission asks for.
        narrows: The comparison that says that no right is reserved, where a reservation makes the rule uncertain.
        missing: What a request does not name and the rule does: `target`, `assignee`.
    """

    rule: Rule
    reach: frozenset[str] | None
    manners: frozenset[str]
    targets: frozenset[str] | None
    assignees: frozenset[str] | None
    conditions: tuple[tuple[Condition, Formula], ...]
    ways: tuple[tuple[str, tuple[Way, ...]], ...]
    duties: tuple[Obliged, ...]
    narrows: Atom | None
    missing: tuple[str, ...] = ()


_UNRESERVED = Constraint("expressly-unreserved", Operator.EQ, True)
_OPEN = Constraint("reserved", Operator.EQ, False)


def compile_rules(policies: Iterable[Policy], ontology: Ontology) -> Iterator[Compiled]:
    """Yield the rules of some policies, made ready. What stands at a policy is handed down before (`atomic`)."""
    compiler = _Compiler(ontology)
    for policy in policies:
        for rule in policy.rules:
            yield compiler.rule(rule)


class _Compiler:
    """Compiles rules; equal comparisons become one atom."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._atoms: dict[tuple[object, ...], Atom] = {}

    def rule(self, rule: Rule) -> Compiled:
        permission = rule.kind is RuleKind.PERMISSION
        constraints = list(rule.constraints)
        if permission and rule.reservation_effect is ReservationEffect.REMOVES:
            constraints.append(_UNRESERVED)
        conditions = [(constraint, self.formula(constraint)) for constraint in constraints]
        assignees = tuple(party for role, party in rule.parties if role == "assignee")
        narrows = permission and rule.reservation_effect is ReservationEffect.NARROWS
        return Compiled(
            rule,
            reach(rule.kind, rule.names, self._ontology) if rule.actions else None,
            frozenset(rule.manners),
            keys(rule.targets),
            keys(assignees),
            tuple(conditions),
            tuple(self._ways(rule, assignees)),
            tuple(self._duty(duty) for duty in rule.duties) if permission else (),
            self._atom(_OPEN) if narrows else None,
        )

    def _ways(self, rule: Rule, assignees: tuple[Party, ...]) -> Iterator[tuple[str, tuple[Way, ...]]]:
        """Yield the alternatives of a rule's actions, assets and parties, where one of them is refined."""
        for kind, parts in (("action", rule.actions), ("target", rule.targets), ("assignee", assignees)):
            if any(part.refinements for part in parts):
                yield kind, tuple(self._way(kind, part, rule.kind) for part in parts)

    def _way(self, kind: str, part: Action | Asset | Party, rule: RuleKind) -> Way:
        if isinstance(part, Action):
            named, of = reach(rule, [part.name], self._ontology), ""
        else:
            named, of = keys((part,)) or frozenset(), kind
        return Way(named, tuple((condition, self.formula(condition, of)) for condition in part.refinements))

    def _duty(self, duty: Duty) -> Obliged:
        if duty.uid is not None and not measured(duty, self._ontology):
            return Obliged(duty, (self._atom(Constraint(duty_fact(duty.uid), Operator.EQ, True)),))
        return Obliged(duty, tuple(self.formula(part) for part in duty.constraints))

    def formula(self, condition: Condition, of: str = "") -> Formula:
        """Return the formula of a condition; `of` names whose fact is asked for: the target's or the assignee's."""
        if isinstance(condition, LogicalConstraint):
            return condition.operator, tuple(self.formula(part, of) for part in condition.operands)
        return self._atom(condition, of)

    def _atom(self, constraint: Constraint, of: str = "") -> Atom:
        key = (of, constraint.left, constraint.operator, type(constraint.right), constraint.right, constraint.unit,
               constraint.status, constraint.reference)  # fmt: skip
        atom = self._atoms.get(key)
        if atom is None:
            atom = self._atoms[key] = Atom(constraint.left, self._test(constraint, of))
        return atom

    def _test(self, constraint: Constraint, of: str) -> Callable[[Facts], bool | None]:
        left, status = self._ontology.operand(constraint.left), constraint.status
        own = f"{of} {left}"
        holds = self._comparison(constraint)

        def test(facts: Facts) -> bool | None:
            fact = facts.get(left, status)
            return None if fact is None else holds(fact, facts)

        def test_of_another(facts: Facts) -> bool | None:
            fact = facts.get(own)
            fact = facts.get(left, status) if fact is None else fact
            return None if fact is None else holds(fact, facts)

        if of:
            return test_of_another
        return self._plain(left, constraint) or test

    def _plain(self, left: str, constraint: Constraint) -> Callable[[Facts], bool | None] | None:
        """Return a quicker test for what most rules ask: one fact against one value."""
        kind, right = constraint.operator, constraint.right
        if constraint.status is not None or constraint.reference or constraint.unit or kind in _MEMBER:
            return None
        if kind is Operator.EQ and isinstance(right, bool):

            def agrees(facts: Facts) -> bool | None:
                fact = facts.get(left)
                return fact is right if fact.__class__ is bool else None

            return agrees
        compare = comparison(kind, right, self._inside(constraint))

        def test(facts: Facts) -> bool | None:
            fact = facts.get(left)
            return None if fact is None else compare(fact)

        return test

    def _inside(self, constraint: Constraint) -> Inside | None:
        territory = self._ontology.datatypes.get(constraint.left) == "territory"
        return self._ontology.inside if territory else None

    def _comparison(self, constraint: Constraint) -> Callable[[Any, Facts], bool | None]:
        operator, right, reference = constraint.operator, constraint.right, constraint.reference
        inside = self._inside(constraint)
        if reference is not None:
            return lambda fact, facts: (
                None if (value := facts.get(reference)) is None else comparison(operator, value, inside)(fact)
            )
        if constraint.unit is not None and isinstance(right, int | float):
            right = Quantity(float(right), constraint.unit)
        if operator in _MEMBER and inside is None:
            member = membership(operator, right)
            return lambda fact, facts: member(fact, cast("Inside", facts.get(PART_OF, _NOWHERE)))
        compare = comparison(operator, right, inside)
        return lambda fact, _facts: compare(fact)


def chosen(ways: Sequence[Way], named: frozenset[str]) -> Iterator[tuple[Condition, Formula]]:
    """Yield what must hold for one of the actions, assets or parties that a request names to be meant."""
    meant = [way.conditions for way in ways if not way.named or way.named & named]
    if not all(meant):
        return
    if len(meant) == 1:
        yield from meant[0]
        return
    conditions = [LogicalConstraint(LogicalOperator.AND, tuple(part for part, _ in way)) for way in meant]
    formulas = [(LogicalOperator.AND, tuple(formula for _, formula in way)) for way in meant]
    yield LogicalConstraint(LogicalOperator.OR, tuple(conditions)), (LogicalOperator.OR, tuple(formulas))


def holds(condition: Condition, facts: Facts, ontology: Ontology, of: str = "") -> bool | None:
    """Return whether a condition holds, by the facts of the use or of the asset or party `of` names; None unknown."""
    return truth(_Compiler(ontology).formula(condition, of), lambda atom: atom.test(facts))


def keys(nodes: Sequence[Asset | Party]) -> frozenset[str] | None:
    """Return the IRIs a request may name to be spoken of; None when the rule names nobody."""
    if not nodes:
        return None
    return frozenset(name for node in nodes for name in (node.uid, node.source if node.collection else None) if name)


def truth(formula: Any, answer: Callable[[Atom], bool | None]) -> bool | None:
    """Return whether a formula holds, given the answers to its atoms."""
    if isinstance(formula, Atom):
        return answer(formula)
    return joined(formula[0], [truth(part, answer) for part in formula[1]])


def joined(operator: LogicalOperator, values: Sequence[bool | None]) -> bool | None:
    """Return what several truths come to (Kleene logic).

    `andSequence` asks for the same as `and`: facts are those of one moment, and the order only says what is asked
    first.
    """
    match operator:
        case LogicalOperator.OR:
            return True if True in values else None if None in values else False
        case LogicalOperator.XONE:
            if values.count(True) > 1:
                return False
            return None if None in values else values.count(True) == 1
        case LogicalOperator.AND | LogicalOperator.AND_SEQUENCE:
            return False if False in values else None if None in values else True
