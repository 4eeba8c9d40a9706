"""Policies, rules and duties of a graph (ODRL 2.2, sections 2.1 and 2.6)."""

from __future__ import annotations

from licensing.model.constraint import Note
from licensing.model.effect import Effect
from licensing.model.odrl import Conflict, Duty, Policy, PolicyType, Rule, RuleKind, Tier
from licensing.model.values import Iri
from licensing.odrl.conditions import conditions
from licensing.odrl.graph import Term
from licensing.odrl.parts import actions, assets, parties
from licensing.odrl.reading import Reading, View, called
from licensing.odrl.terms import POLICY_CLASSES, REFUSED_CLASSES, TYPE, local, near, odrl, short

__all__ = ["ACTION_NODE", "POLICY", "policy"]

POLICY = odrl("Policy")
ACTION_NODE = odrl("action")
"""The property of a note of a duty that keeps the IRI and the notes of its action's node."""
_TARGET, _CONSTRAINT, _CONFLICT, _OUTPUT = (odrl(name) for name in ("target", "constraint", "conflict", "output"))
_PROFILE, _INHERIT, _OBLIGATION = odrl("profile"), odrl("inheritFrom"), odrl("obligation")
_DUTY, _REMEDY, _CONSEQUENCE = odrl("duty"), odrl("remedy"), odrl("consequence")
_KINDS = ("permission", "prohibition", "obligation")


def policy(reading: Reading, key: Iri) -> Policy:
    """Return a policy of a graph.

    Raises:
        InputError: naming place and mistake, when it is not a policy this program can keep whole.
    """
    with reading.view(key, "a policy") as view:
        kind, notes = _type(view)
        return Policy(
            uid=key,
            type=kind,
            rules=tuple(
                _rule(view, value, which, index, kind)
                for which in RuleKind
                for index, value in enumerate(view.all(odrl(which)), start=1)
            ),
            obligations=tuple(_duty(reading, value, "obligation") for value in view.all(_OBLIGATION)),
            profiles=_profiles(view),
            conflict=_conflict(view),
            inherits=tuple(view.iris(_INHERIT)),
            targets=assets(view, _TARGET),
            parties=parties(view),
            actions=actions(view),
            constraints=conditions(view, _CONSTRAINT),
            notes=(*notes, *view.finish()),
        )


def _type(view: View) -> tuple[PolicyType, tuple[Note, ...]]:
    """Return the type of a policy, and as notes what else it is said to be; a plain Policy is a Set (section 2.1.1)."""
    types = view.types()
    names = [local(one) for one in types]
    for one in REFUSED_CLASSES:
        if one in names:
            raise view.fault(
                f"Policies of the type {one} are not decided here. Write a Set, an Offer or an Agreement.", TYPE
            )
    found = [one for one in POLICY_CLASSES if one in names]
    if len(found) > 1:
        raise view.fault(f"A policy has one type; this is said to be a {' and a '.join(found)}.", TYPE)
    unknown = [one for one in types if local(one) not in {None, "Policy", *POLICY_CLASSES}]
    if unknown or (types and not found and POLICY not in types):
        shown, known = (unknown or types)[0], [odrl(one) for one in POLICY_CLASSES]
        raise view.fault(
            f"{short(shown)} is not a type of policy.{near(shown, known)} Types: {', '.join(POLICY_CLASSES)}.", TYPE
        )
    kept = [one for one in types if local(one) is None or POLICY in types]
    return PolicyType(found[0]) if found else PolicyType.SET, tuple(Note(TYPE, one) for one in kept)


def _profiles(view: View) -> tuple[str, ...]:
    known = view.reading.known.profiles
    found = view.iris(_PROFILE)
    for one in found:
        if one not in known:
            uids = ", ".join(sorted({profile.uid for profile in known.values()}))
            raise view.fault(f"The profile {one} is not known, so its terms cannot be told. Known: {uids}.", _PROFILE)
    return tuple(found)


def _conflict(view: View) -> Conflict | None:
    values = view.iris(_CONFLICT)
    if len(values) > 1:
        shown = " and ".join(short(value) for value in values)
        raise view.fault(
            f"A policy has one conflict strategy, or it is void (ODRL 2.2, section 2.10): {shown}. Keep one.", _CONFLICT
        )
    known = {odrl(one): one for one in Conflict}
    if values and values[0] not in known:
        hint = near(values[0], known)
        raise view.fault(
            f"{short(values[0])} is not a conflict strategy.{hint} Write perm, prohibit or invalid.", _CONFLICT
        )
    return known[values[0]] if values else None


def _rule(outer: View, term: Term, kind: RuleKind, index: int, policy_type: PolicyType) -> Rule:
    with outer.reading.view(term, f"a {kind}") as view:
        _require_kind(view, kind)
        permission = kind is RuleKind.PERMISSION
        wrong = _REMEDY if permission else _DUTY
        if view.says(wrong):
            instead = "odrl:duty" if permission else "odrl:remedy"
            raise view.fault(f"A {kind} has no {short(wrong)}; write {instead}, or remove it.", wrong)
        duties = tuple(_duty(outer.reading, value, "duty") for value in view.all(_DUTY))
        remedies = tuple(_duty(outer.reading, value, "remedy") for value in view.all(_REMEDY))
        return Rule(
            id=view.uid or f"{outer.key}#{kind}-{index}",
            kind=kind,
            effect=Effect.PERMIT if permission else Effect.DENY,
            tier=Tier.AGREEMENT if policy_type is PolicyType.AGREEMENT else Tier.NOTICE,
            actions=actions(view),
            constraints=conditions(view, _CONSTRAINT),
            duties=duties,
            remedies=remedies,
            uid=view.uid,
            targets=assets(view, _TARGET),
            parties=parties(view),
            output=assets(view, _OUTPUT),
            notes=view.finish("Rule", kind.capitalize()),
        )


def _require_kind(view: View, kind: str) -> None:
    if view.uid is None:
        return
    other = view.reading.kinds.setdefault(view.uid, kind)
    if other != kind:
        raise view.fault(f"{called(view.key)} is both a {other} and a {kind}. Make two rules of it.")


def _duty(reading: Reading, term: Term, kind: str) -> Duty:
    with reading.view(term, f"a {kind}" if kind != "obligation" else "an obligation") as view:
        _require_kind(view, "duty")
        found = actions(view)
        if len(found) != 1:
            raise view.fault(
                f"A duty has one action (ODRL 2.2, section 2.6.3); this has {len(found) or 'none'}.", ACTION_NODE
            )
        action = found[0]
        kept: tuple[Note, ...] = (Note(ACTION_NODE, Iri(action.uid)),) if action.uid else ()
        kept += (Note(ACTION_NODE, action.notes),) if action.notes else ()
        return Duty(
            action=action.name,
            constraints=conditions(view, _CONSTRAINT),
            uid=view.uid,
            refinements=action.refinements,
            targets=assets(view, _TARGET),
            parties=parties(view),
            consequences=tuple(_duty(reading, value, "consequence") for value in view.all(_CONSEQUENCE)),
            notes=(*kept, *view.finish("Rule", "Duty")),
        )
