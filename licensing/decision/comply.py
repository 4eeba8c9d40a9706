"""Say of every rule of a policy what it says to a request, premise by premise, and what the policy comes to.

The report follows the W3C community's compliance report (https://w3id.org/force/compliance-report): a rule is active
when all its premises hold and no duty of it is violated. The effect goes further, since a gate needs an answer. A duty
nobody reports as fulfilled makes a permission uncertain, and one reported as not performed takes it away (ODRL 2.2,
section 2.6.1). Where a permission and a prohibition meet, the policy's conflict strategy decides (section 2.10). A void
policy and an Offer grant nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import cast

from licensing.decision.atomic import strategy
from licensing.decision.compare import Inside
from licensing.decision.compile import PART_OF, holds, joined, keys
from licensing.decision.ontology import Ontology, measured, reach
from licensing.decision.premises import Claim, premises
from licensing.decision.request import Query, fulfilled, queries
from licensing.model.compliance import DutyReport, PolicyReport, PremiseReport, RuleReport
from licensing.model.effect import Effect, strictest
from licensing.model.odrl import Conflict, Duty, LogicalOperator, Party, Policy, PolicyType, Rule, RuleKind
from licensing.model.world import DutyFact, World

__all__ = ["comply", "meet"]

BOTH = (True, False)
REPLACED = "http://purl.org/dc/terms/isReplacedBy"


def comply(policy: Policy, request: Policy, world: World, ontology: Ontology) -> PolicyReport:
    """Return what a policy says of a request.

    Args:
        policy: A policy in atomic form.
        request: An ODRL Request in atomic form.
        world: The state of the world.
        ontology: What the terms mean.

    Raises:
        InputError: when the request names no action, or states no fact.
    """
    asked = tuple(queries(request, world, ontology, _duties(policy)))
    reports: list[RuleReport] = []
    effects: list[Effect] = []
    reasons: list[str] = []
    for query in asked:
        found = [_report(rule, query, world, ontology) for rule in policy.rules]
        effect, why = _limited(policy, *_effect(policy, found), query, ontology)
        reports += found
        effects.append(effect)
        reasons += why
        for number, duty in enumerate(policy.obligations, 1):
            reports.append(_obligation(duty, f"{policy.uid}#obligation-{number}", query, world, ontology))
    effect = strictest(effects, default=Effect.REVIEW)
    return PolicyReport(policy.uid, request.uid, world.time, tuple(reports), effect, tuple(dict.fromkeys(reasons)))


def meet(permission: bool | None, prohibition: bool | None, conflict: Conflict) -> Effect:
    """Return the effect of a permission and a prohibition that are active (True), not (False) or may be (None).

    What is unknown is settled only when every value it could have gives the same effect.
    """
    may = BOTH if permission is None else (permission,)
    must_not = BOTH if prohibition is None else (prohibition,)
    effects = {_settled(*pair, conflict) for pair in product(may, must_not)}
    return effects.pop() if len(effects) == 1 else Effect.REVIEW


def _settled(permission: bool, prohibition: bool, conflict: Conflict) -> Effect:
    """Return the effect of known states; `invalid` makes the whole policy void, and a void policy grants nothing."""
    if permission and (not prohibition or conflict is Conflict.PERM):
        return Effect.PERMIT
    return Effect.DENY


def _duties(policy: Policy) -> dict[str, Duty]:
    """Return every duty of a policy that has an IRI, consequences and remedies included."""
    found: dict[str, Duty] = {}
    left = [*policy.obligations, *(duty for rule in policy.rules for duty in (*rule.duties, *rule.remedies))]
    while left:
        duty = left.pop()
        left += duty.consequences
        if duty.uid is not None:
            found[duty.uid] = duty
    return found


def _report(rule: Rule, query: Query, world: World, ontology: Ontology) -> RuleReport:
    claim = Claim(rule.kind, rule.actions, rule.targets, _assignees(rule.parties), rule.constraints)
    found = tuple(premises(claim, query, ontology))
    named = enumerate((*rule.duties, *rule.remedies), 1)
    duties = tuple(_duty(duty, f"{rule.id}/duty-{number}", query, world, ontology) for number, duty in named)
    violated = rule.kind is RuleKind.PERMISSION and any(duty.fulfilled is False for duty in duties)
    active = joined(LogicalOperator.AND, [*(premise.satisfied for premise in found), not violated])
    return RuleReport(rule.uid or rule.id, rule.kind.value, query.uid, active, found, duties)


def _assignees(parties: tuple[tuple[str, Party], ...]) -> tuple[Party, ...]:
    return tuple(party for role, party in parties if role == "assignee")


def _duty(duty: Duty, name: str, query: Query, world: World, ontology: Ontology) -> DutyReport:
    """Return what is known of a duty: by the world's report, or by constraints that measure whether it is done."""
    known = world.duties.get(duty.uid or "", DutyFact())
    found = tuple(premises(Claim(None, (), (), (), duty.constraints), query, ontology))
    done, held = fulfilled(duty, world, duty.uid), joined(LogicalOperator.AND, [part.satisfied for part in found])
    if done is None and measured(duty, ontology):
        done = held
    elif done and known.violated is None and not held:
        # Performed, but nobody says that its constraints held when it was (ODRL 2.2, section 2.6.3).
        done = None
    return DutyReport(
        uid=duty.uid or name,
        action=duty.action,
        performed=known.performed,
        fulfilled=done,
        report=known.report,
        premises=found,
    )


def _obligation(duty: Duty, name: str, query: Query, world: World, ontology: Ontology) -> RuleReport:
    """Return the state of an obligation: due when its constraints hold for the party of the request."""
    found = tuple(premises(Claim(None, (), (), _assignees(duty.parties), duty.constraints), query, ontology))
    active = joined(LogicalOperator.AND, [premise.satisfied for premise in found])
    return RuleReport(
        duty.uid or name, "obligation", query.uid, active, found, (_duty(duty, name, query, world, ontology),)
    )


def _effect(policy: Policy, reports: Sequence[RuleReport]) -> tuple[Effect, list[str]]:
    """Return the effect of one request, and why it is so."""
    may = [_granted(report) for report in reports if report.kind == RuleKind.PERMISSION]
    must_not = [report.active for report in reports if report.kind == RuleKind.PROHIBITION]
    permission, prohibition = joined(LogicalOperator.OR, may), joined(LogicalOperator.OR, must_not)
    conflict = strategy(policy)
    effect = meet(permission, prohibition, conflict)
    if permission and prohibition:
        stated = "states no strategy" if policy.conflict is None else f"says '{conflict}'"
        void = " and the whole policy is void" if conflict is Conflict.INVALID else ""
        return effect, [f"A permission and a prohibition meet; the policy {stated}{void} (ODRL 2.2, section 2.10)."]
    if effect is Effect.REVIEW:
        return effect, [reason for report in reports for reason in _doubts(report)]
    if effect is Effect.DENY:
        named = [report.rule for report in reports if report.kind == RuleKind.PROHIBITION and report.active]
        reasons = [f"<{rule}> prohibits it." for rule in named]
        reasons = reasons or [reason for report in reports for reason in _undone(report)]
        return effect, reasons or ["No permission of this policy speaks of it."]
    return effect, [f"<{report.rule}> permits it." for report in reports if _granted(report)]


def _granted(report: RuleReport) -> bool | None:
    """Return whether a permission can be relied on: active, and each of its duties known to be fulfilled."""
    return joined(LogicalOperator.AND, [report.active, *(_done(duty) for duty in report.duties)])


def _done(duty: DutyReport) -> bool | None:
    """Return whether a duty is fulfilled; one that is known not to be performed is not (ODRL 2.2, section 2.6.3)."""
    return False if duty.fulfilled is None and duty.performed is False else duty.fulfilled


def _limited(
    policy: Policy, effect: Effect, reasons: list[str], query: Query, ontology: Ontology
) -> tuple[Effect, list[str]]:
    """Return an effect, limited by what the policy is: void (sections 2.8 and 2.10) or an Offer (section 2.1.2)."""
    if effect is Effect.DENY:
        return effect, reasons
    replaced = [note.value for note in policy.notes if note.property == REPLACED]
    if replaced:
        by = ", ".join(f"<{one}>" for one in replaced if isinstance(one, str)) or "another"
        return Effect.DENY, [f"This policy is replaced by {by} and void (ODRL 2.2, section 2.8). Ask that one."]
    if strategy(policy) is Conflict.INVALID:
        void, pair = _clash(policy, query, ontology)
        if void or (void is None and effect is Effect.PERMIT):
            named, are = " and ".join(f"<{rule.uid or rule.id}>" for rule in pair), "are" if void else "may be"
            why = f"{named} {are} in conflict, which makes the whole policy void (ODRL 2.2, section 2.10)."
            return Effect.DENY if void else Effect.REVIEW, [f"{why} Say by odrl:conflict which of the two goes first."]
    if policy.type is PolicyType.OFFER and effect is Effect.PERMIT:
        return Effect.REVIEW, [*reasons, "An Offer grants nothing until it is agreed (ODRL 2.2, section 2.1.2)."]
    return effect, reasons


def _doubts(report: RuleReport) -> Iterator[str]:
    """Yield what is not known, for every rule that hangs on it."""
    if report.active is not False:
        for premise in report.premises:
            yield from (f"<{report.rule}>: {reason}." for reason in _reasons(premise))
        if report.kind == RuleKind.PERMISSION:
            for duty in report.duties:
                if duty.fulfilled is None:
                    yield f"<{report.rule}>: whether the duty <{duty.uid}> ({duty.action}) is fulfilled is not known."


def _clash(policy: Policy, query: Query, ontology: Ontology) -> tuple[bool | None, tuple[Rule, ...]]:
    """Return whether a permission and a prohibition of a policy are in conflict, whatever is asked, and which two."""
    found: tuple[bool | None, tuple[Rule, ...]] = (False, ())
    permissions, prohibitions = ([rule for rule in policy.rules if rule.kind is kind] for kind in RuleKind)
    for pair in product(permissions, prohibitions):
        state = _in_conflict(pair, query, ontology)
        if state:
            return True, pair
        if state is None:
            found = None, pair
    return found


def _in_conflict(pair: tuple[Rule, Rule], query: Query, ontology: Ontology) -> bool | None:
    """Return whether two rules speak of the same; None where a fact is missing, or a refinement or a duty decides."""
    within = cast("Inside", query.facts.get(PART_OF, {}))
    acts = [reach(rule.kind, rule.names, ontology) if rule.actions else None for rule in pair]
    assignees = [_assignees(rule.parties) for rule in pair]
    targets_meet = _common([keys(rule.targets) for rule in pair], within)
    if not (targets_meet and _common(acts, {}) and _common([keys(several) for several in assignees], within)):
        return False
    hangs_on = [
        *(rule.duties for rule in pair),
        *(one.refinements for rule in pair for one in rule.actions),
        *(one.refinements for rule in pair for one in rule.targets),
        *(one.refinements for several in assignees for one in several),
    ]
    held = [holds(part, query.facts, ontology) for rule in pair for part in rule.constraints]
    return joined(LogicalOperator.AND, [*held, None] if any(hangs_on) else held)


def _common(named: Iterable[frozenset[str] | None], within: Inside) -> bool:
    """Return whether two rules name one thing, or collections it is in; a rule that names none speaks of all."""
    one, other = named
    if not one or not other:
        return True
    up = ({name, *within.get(name, ())} for name in (*one, *other, *within))
    return any(above & one and above & other for above in up)


def _undone(report: RuleReport) -> Iterator[str]:
    """Yield the duties that take an active permission away."""
    if report.kind == RuleKind.PERMISSION and all(premise.satisfied for premise in report.premises):
        for duty in report.duties:
            if _done(duty) is False:
                state = "is violated" if duty.fulfilled is False else "has not been performed"
                yield f"<{report.rule}>: the duty <{duty.uid}> ({duty.action}) {state}."


def _reasons(premise: PremiseReport) -> Iterator[str]:
    if premise.satisfied is None:
        if premise.reason:
            yield premise.reason
        for part in premise.premises:
            yield from _reasons(part)
