"""The shares of a story at which a rule changes its mind: outputs are counted together where one of them is passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from licensing.api.rules import Desk
from licensing.model.constraint import Condition, Constraint
from licensing.model.odrl import Policy, Rule
from licensing.model.plan import Plan
from licensing.packs import policies
from licensing.packs.changes import changes

__all__ = ["crossed", "lines"]

_SHARE = "story-share"


def lines(ready: Desk, house: str, plan: Plan) -> tuple[float, ...] | None:
    """Return every share a rule in force compares the share of a story with; None where that could be any.

    Args:
        ready: The packs in force.
        house: The house policy: one that changes the rules of others may compare with any share.
        plan: The plan, with its agreements.
    """
    book = ready.book
    if changes(book, house):
        return None
    packs = [pack for kind in policies.TIERS for pack in book.data.get(kind, ()) if kind != "house"]
    every = [policies.policy(book, pack) for pack in packs]
    every += [policies.house(book, house).policy, *(agreement.policy for agreement in plan.agreements)]
    found: set[float] = set()
    for one in every:
        for constraint in _constraints(one):
            if constraint.left != _SHARE:
                continue
            if isinstance(constraint.right, bool) or not isinstance(constraint.right, int | float):
                return None
            found.add(float(constraint.right))
    return tuple(sorted(found))


def crossed(known: tuple[float, ...] | None, alone: float, together: float) -> bool:
    """Return whether a rule may say something else of what is taken together than of what is taken alone.

    Args:
        known: What `lines` returned.
        alone: The share one output takes.
        together: The share it takes with those before it.
    """
    if together <= alone:
        return False
    return known is None or any(alone <= line <= together for line in known)


def _constraints(policy: Policy) -> Iterator[Constraint]:
    for rule in policy.rules:
        yield from _of_rule(rule)


def _of_rule(rule: Rule) -> Iterator[Constraint]:
    yield from _plain(rule.constraints)
    for action in rule.actions:
        yield from _plain(action.refinements)
    for duty in (*rule.duties, *rule.remedies):
        yield from _plain((*duty.constraints, *duty.refinements))


def _plain(conditions: Iterable[Condition]) -> Iterator[Constraint]:
    for one in conditions:
        if isinstance(one, Constraint):
            yield one
        else:
            yield from _plain(one.operands)
