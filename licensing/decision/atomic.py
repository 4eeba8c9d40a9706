"""Bring policies into the form they are evaluated in.

What stands at a policy holds for each of its rules (ODRL 2.2, section 2.7.1), and a policy takes over everything its
parents say (section 2.9).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from licensing.errors import InputError, LicensingError
from licensing.model.odrl import Conflict, Duty, Party, Policy, Rule

__all__ = ["atomic", "strategy"]

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
    return tuple(_Heir(known, fault).whole(policy, ()) for policy in policies)


def strategy(policy: Policy) -> Conflict:
    """Return what holds when a permission and a prohibition of a policy meet; stating nothing means `invalid`."""
    return policy.conflict or Conflict.INVALID


class _Heir:
    def __init__(self, known: Mapping[str, Policy], fault: Fault) -> None:
        self._known = known
        self._fault = fault

    def whole(self, policy: Policy, line: tuple[str, ...]) -> Policy:
        """Return a policy with what it states handed down, and the rules of its parents before its own."""
        if policy.uid in line:
            circle = " -> ".join(f"<{uid}>" for uid in (*line[line.index(policy.uid) :], policy.uid))
            message = f"Inheritance runs in a circle: {circle}. Take one inheritFrom out (ODRL 2.2, section 2.9)."
            raise self._fault(message, policy.uid)
        parents = [self.whole(self._parent(uid, policy), (*line, policy.uid)) for uid in policy.inherits]
        own = _merged(policy, parents)
        return replace(
            own,
            rules=(
                *(rule for parent in parents for rule in parent.rules),
                *(_rule(rule, own) for rule in policy.rules),
            ),
            obligations=(
                *(duty for parent in parents for duty in parent.obligations),
                *(_duty(duty, own) for duty in policy.obligations),
            ),
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


def _merged(policy: Policy, parents: Sequence[Policy]) -> Policy:
    """Return a policy whose own statements stand before those of its parents, each once."""
    every = (policy, *parents)
    return replace(
        policy,
        targets=tuple(dict.fromkeys(one for each in every for one in each.targets)),
        parties=tuple(dict.fromkeys(one for each in every for one in each.parties)),
        actions=tuple(dict.fromkeys(one for each in every for one in each.actions)),
        constraints=tuple(dict.fromkeys(one for each in every for one in each.constraints)),
    )


def _rule(rule: Rule, policy: Policy) -> Rule:
    return replace(
        rule,
        targets=rule.targets or policy.targets,
        parties=_parties(rule.parties, policy),
        actions=rule.actions or policy.actions,
        constraints=tuple(dict.fromkeys((*policy.constraints, *rule.constraints))),
    )


def _duty(duty: Duty, policy: Policy) -> Duty:
    return replace(duty, targets=duty.targets or policy.targets, parties=_parties(duty.parties, policy))


def _parties(own: tuple[tuple[str, Party], ...], policy: Policy) -> tuple[tuple[str, Party], ...]:
    roles = {role for role, _ in own}
    return (*own, *(pair for pair in policy.parties if pair[0] not in roles))
