"""What must hold for a rule to be active, and whether it does, one premise after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from licensing.decision.compare import Inside
from licensing.decision.compile import PART_OF, holds, joined, keys
from licensing.decision.ontology import Ontology, reach
from licensing.decision.request import Query
from licensing.decision.wording import show
from licensing.model.compliance import PremiseKind, PremiseReport
from licensing.model.constraint import Condition, Constraint, LogicalConstraint, LogicalOperator
from licensing.model.odrl import Action, Asset, Party, RuleKind
from licensing.model.values import Value

__all__ = ["Claim", "premises"]


class Claim(NamedTuple):
    """The part of a rule or a duty that must hold for it to be active.

    Attributes:
        kind: Permission, prohibition, or duty (None).
        actions: The actions it speaks of; empty for all.
        targets: The assets; empty for any.
        assignees: The parties; empty for any.
        constraints: What must hold beside.
    """

    kind: RuleKind | None
    actions: tuple[Action, ...]
    targets: tuple[Asset, ...]
    assignees: tuple[Party, ...]
    constraints: tuple[Condition, ...]


def premises(claim: Claim, query: Query, ontology: Ontology) -> Iterator[PremiseReport]:
    """Yield a report for each thing a claim states: its target, party, action and constraints."""
    asker = _Asker(query, ontology)
    whole = claim.kind is RuleKind.PROHIBITION
    if claim.targets:
        yield asker.named(PremiseKind.TARGET, claim.targets, query.asked.targets, query.target if whole else None)
    if claim.assignees:
        yield asker.named(PremiseKind.PARTY, claim.assignees, query.asked.assignees, query.assignee if whole else None)
    if claim.actions and claim.kind is not None:
        yield asker.done(claim.kind, claim.actions)
    yield from (asker.condition(part) for part in claim.constraints)


class _Asker:
    def __init__(self, query: Query, ontology: Ontology) -> None:
        self._query = query
        self._ontology = ontology

    def named(
        self,
        kind: PremiseKind,
        nodes: Sequence[Asset] | Sequence[Party],
        asked: frozenset[str] | None,
        whole: str | None,
    ) -> PremiseReport:
        """Report whether one of some assets or parties is meant by the request.

        Who asks for a collection asks for everything in it: `whole` is that collection, where a rule about one of its
        members is broken by using all of them.
        """
        word = "target" if kind is PremiseKind.TARGET else "assignee"
        within = cast("Inside", self._query.facts.get(PART_OF, {}))
        ways, parts = [], []
        reason = f"the request names no {word}" if asked is None else ""
        for node in nodes:
            wanted = keys((node,)) or frozenset()
            inside = any(whole in within.get(one, ()) for one in wanted)
            fits = None if asked is None else not wanted or inside or bool(wanted & asked)
            if fits is False and node.collection and not self._query.closed:
                fits, reason = None, f"nobody says whether the {word} is in <{node.uid or node.source}>"
            refined = [self.condition(part, word) for part in node.refinements]
            ways.append(joined(LogicalOperator.AND, [fits, *(one.satisfied for one in refined)]))
            parts += refined
        return PremiseReport(kind, joined(LogicalOperator.OR, ways), premises=tuple(parts), reason=reason)

    def done(self, kind: RuleKind, actions: Sequence[Action]) -> PremiseReport:
        """Report whether the action requested is one of some actions, as they are refined."""
        ways, parts = [], []
        for action in actions:
            fits = self._query.action in reach(kind, [action.name], self._ontology)
            refined = [self.condition(part) for part in action.refinements]
            ways.append(joined(LogicalOperator.AND, [fits, *(one.satisfied for one in refined)]))
            parts += refined
        return PremiseReport(PremiseKind.ACTION, joined(LogicalOperator.OR, ways), premises=tuple(parts))

    def condition(self, condition: Condition, of: str = "") -> PremiseReport:
        """Report whether a constraint holds; `of` names whose fact is asked for."""
        if isinstance(condition, LogicalConstraint):
            parts = tuple(self.condition(part, of) for part in condition.operands)
            satisfied = joined(condition.operator, [part.satisfied for part in parts])
            return PremiseReport(PremiseKind.CONSTRAINT, satisfied, condition, premises=parts)
        satisfied = holds(condition, self._query.facts, self._ontology, of)
        fact = self._fact(condition, of)
        reason = _reason(condition, fact) if satisfied is None else ""
        return PremiseReport(PremiseKind.CONSTRAINT, satisfied, condition, fact, reason=reason)

    def _fact(self, constraint: Constraint, of: str) -> Value | None:
        name = self._ontology.operand(constraint.left)
        facts = self._query.facts
        return facts.get(f"{of} {name}", facts.get(name, constraint.status))


def _reason(constraint: Constraint, fact: Value | None) -> str:
    name = constraint.left.rpartition("/")[2].rpartition("#")[2]
    if fact is None:
        return f"{name} is not known"
    if constraint.reference is not None:
        return f"nothing stands at <{constraint.reference}>, which {name} is to be compared with"
    return (
        f"{name} is {show(fact)}, and whether that is '{constraint.operator} {show(constraint.right)}' cannot be told"
    )
