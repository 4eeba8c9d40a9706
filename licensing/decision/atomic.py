"""Bring policies into the form they are evaluated in.

What stands at a policy is replicated in each of its rules (ODRL 2.2, section 2.7.1), and a policy takes over what its
parents state and their rules, before that is done (section 2.9): the party an agreement is with becomes the party of
the rules it inherits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from licensing.errors import InputError, LicensingError
from licensing.model.constraint import Condition, LogicalConstraint
from licensing.model.odrl import Asset, Conflict, Duty, Party, Policy, Rule

__all__ = ["atomic", "strategy"]

_Node = TypeVar("_Node", Asset, Party)
_Item = TypeVar("_Item")
Fault = Callable[[str, str], LicensingError]
"""What is wrong, and the IRI it is about -> the error, at its place."""


def _fault(message: str, _iri: str) -> LicensingError:
    return InputError(message)


def atomic(policies: Sequence[Policy], others: Sequence[Policy] = (), fault: Fault = _fault) -> tuple[Policy, ...]:
    """Return policies with everything their rules inherit written into the rules.

    Args:
        policies: The policies asked for.
        others: Further policies they may inherit from.
        fault: Makes the error for a mistake, so that it names file, line and column.

    Raises:
        LicensingError: as `fault` makes it, when a parent is nowhere, inheritance runs in a circle, or a policy comes
            to have two conflict strategies.
    """
    known = {policy.uid: policy for policy in (*others, *policies)}
    return tuple(_handed_down(_Heir(known, fault).whole(policy, ())) for policy in policies)


def strategy(policy: Policy) -> Conflict:
    """Return what holds when a permission and a prohibition of a policy meet; stating nothing means `invalid`."""
    return policy.conflict or Conflict.INVALID


class _Heir:
    def __init__(self, known: Mapping[str, Policy], fault: Fault) -> None:
        self._known = known
        self._fault = fault

    def whole(self, policy: Policy, line: tuple[str, ...]) -> Policy:
        """Return a policy with what its parents state beside its own, and their rules before its own."""
        if policy.uid in line:
            circle = " -> ".join(f"<{uid}>" for uid in (*line[line.index(policy.uid) :], policy.uid))
            message = f"Inheritance runs in a circle: {circle}. Take one inheritFrom out (ODRL 2.2, section 2.9)."
            raise self._fault(message, policy.uid)
        parents = [self.whole(self._parent(uid, policy), (*line, policy.uid)) for uid in policy.inherits]
        own = _constrained(policy)
        every = (own, *parents)
        return replace(
            own,
            rules=_once([*(_without_status(rule) for one in parents for rule in one.rules), *own.rules]),
            obligations=_once([*(_duty_anew(duty) for one in parents for duty in one.obligations), *own.obligations]),
            profiles=_once(one for each in every for one in each.profiles),
            targets=_once(one for each in every for one in each.targets),
            parties=_once(one for each in every for one in each.parties),
            actions=_once(one for each in every for one in each.actions),
            conflict=self._strategy(policy, parents),
            inherits=(),
        )

    def _parent(self, uid: str, policy: Policy) -> Policy:
        if uid not in self._known:
            known = ", ".join(f"<{one}>" for one in sorted(self._known) if one != policy.uid) or "none"
            message = (
                f"<{policy.uid}> inherits from <{uid}>, and no policy of that name was given. Name the file it stands "
                f"in as well. Given beside it: {known}."
            )
            raise self._fault(message, uid)
        return self._known[uid]

    def _strategy(self, policy: Policy, parents: Sequence[Policy]) -> Conflict | None:
        stated = {one.conflict for one in (policy, *parents) if one.conflict is not None}
        if len(stated) > 1:
            names = " and ".join(sorted(stated))
            message = (
                f"<{policy.uid}> comes to have two conflict strategies, {names}, by what it inherits; that makes it "
                "void. State the same one in both (ODRL 2.2, section 2.10)."
            )
            raise self._fault(message, policy.uid)
        return next(iter(stated), None)


def _once(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))


def _constrained(policy: Policy) -> Policy:
    """Return a policy with its constraints in its own rules: ODRL does not hand them on to another policy's."""
    rules = tuple(replace(rule, constraints=_once([*policy.constraints, *rule.constraints])) for rule in policy.rules)
    return replace(policy, rules=rules, constraints=())


def _handed_down(policy: Policy) -> Policy:
    """Return a policy with the assets, parties and actions it states replicated in each of its rules."""
    return replace(
        policy,
        rules=tuple(
            replace(
                rule,
                targets=_once([*rule.targets, *policy.targets]),
                parties=_once([*rule.parties, *policy.parties]),
                actions=_once([*rule.actions, *policy.actions]),
            )
            for rule in policy.rules
        ),
        obligations=tuple(
            replace(
                duty,
                targets=_once([*duty.targets, *policy.targets]),
                parties=_once([*duty.parties, *policy.parties]),
            )
            for duty in policy.obligations
        ),
    )


def _without_status(rule: Rule) -> Rule:
    """Return an inherited rule: no status is transferred from the parent (ODRL 2.2, section 2.9)."""
    return replace(
        rule,
        constraints=_anew(rule.constraints),
        actions=tuple(replace(one, refinements=_anew(one.refinements)) for one in rule.actions),
        targets=tuple(_node_anew(one) for one in rule.targets),
        parties=tuple((role, _node_anew(one)) for role, one in rule.parties),
        duties=tuple(_duty_anew(duty) for duty in rule.duties),
        remedies=tuple(_duty_anew(duty) for duty in rule.remedies),
    )


def _duty_anew(duty: Duty) -> Duty:
    return replace(
        duty,
        constraints=_anew(duty.constraints),
        refinements=_anew(duty.refinements),
        consequences=tuple(_duty_anew(one) for one in duty.consequences),
    )


def _node_anew(node: _Node) -> _Node:
    return replace(node, refinements=_anew(node.refinements))


def _anew(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    return tuple(
        replace(one, operands=_anew(one.operands)) if isinstance(one, LogicalConstraint) else replace(one, status=None)
        for one in conditions
    )
