"""What holds for every policy: unknown facts never make an answer more definite than all they could turn out to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.decision.atomic import atomic
from licensing.decision.comply import comply
from licensing.decision.evaluate import answer, compile_policies
from licensing.decision.ontology import Ontology
from licensing.decision.request import queries
from licensing.decision.states import State
from licensing.model.compliance import PolicyReport
from licensing.model.constraint import Condition, Constraint, LogicalConstraint, LogicalOperator, Operator
from licensing.model.effect import Effect
from licensing.model.odrl import Action, Asset, Conflict, Duty, Party, Policy, PolicyType, Rule, RuleKind, Tier
from licensing.model.values import Value
from licensing.model.world import DutyFact, World

ONTOLOGY = Ontology(
    covers={"use": frozenset({"use", "print", "share"})},
    implied_by={"print": frozenset({"share"})},
)
VALUES: dict[str, tuple[Value, ...]] = {"count": (1, 2, 3), "media": ("print", "radio"), "place": ("here", 7)}
DUTIES = ("fee",)
SETTLED = (
    DutyFact(performed=True, violated=False),
    DutyFact(performed=False),
    DutyFact(performed=False, violated=True),
)
ASSETS, PARTIES, ACTIONS = ("ferry", "storm", "feed"), ("daily", "kim"), ("use", "print", "share")
IN_FEED = {"ferry": frozenset({"feed"})}

bounds = st.builds(
    Constraint,
    st.just("count"),
    st.sampled_from([Operator.EQ, Operator.NEQ, Operator.LT, Operator.LTEQ, Operator.GT, Operator.GTEQ]),
    st.integers(1, 3),
)
names = st.builds(
    Constraint,
    st.sampled_from(["media", "place"]),
    st.sampled_from([Operator.EQ, Operator.NEQ, Operator.IS_ANY_OF, Operator.IS_NONE_OF]),
    st.sampled_from(["print", "radio", "here"]),
)


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    operands = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.builds(LogicalConstraint, st.sampled_from(LogicalOperator), operands)


conditions: st.SearchStrategy[Condition] = st.recursive(st.one_of(bounds, names), joined, max_leaves=4)
some = st.lists(conditions, max_size=1).map(tuple)
actions = st.builds(Action, st.sampled_from(ACTIONS), some)
assets = st.builds(Asset, st.sampled_from(ASSETS), st.just(value=True), st.none(), some)
parties = st.tuples(st.just("assignee"), st.builds(Party, st.sampled_from(PARTIES)))
duties = st.builds(lambda name: Duty("inform", uid=name), st.sampled_from(DUTIES))


@st.composite
def rules(draw: st.DrawFn, kinds: tuple[RuleKind, ...] = tuple(RuleKind)) -> Rule:
    kind = draw(st.sampled_from(kinds))
    return Rule(
        id=f"rule {draw(st.integers(0, 10**6))}",
        kind=kind,
        tier=Tier.NOTICE,
        actions=(draw(actions),),
        constraints=draw(some),
        duties=draw(st.lists(duties, max_size=1).map(tuple)) if kind is RuleKind.PERMISSION else (),
        targets=draw(st.lists(assets, max_size=1).map(tuple)),
        parties=draw(st.lists(parties, max_size=1).map(tuple)),
    )


policies = st.builds(
    Policy,
    st.just("policy"),
    st.sampled_from([PolicyType.SET, PolicyType.SET, PolicyType.AGREEMENT, PolicyType.OFFER]),
    st.lists(rules(), max_size=4, unique_by=lambda one: one.id).map(tuple),
    conflict=st.sampled_from([None, *Conflict]),
)
worlds = st.builds(
    World,
    facts=st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()}),
    duties=st.fixed_dictionaries({}, optional={name: st.sampled_from(SETTLED) for name in DUTIES}),
    part_of=st.just(IN_FEED),
)


def asked(target: str | None, party: str | None, action: str) -> Policy:
    targets = () if target is None else (Asset(target),)
    named = () if party is None else (("assignee", Party(party)),)
    found = Rule("asked", RuleKind.PERMISSION, Tier.NOTICE, (Action(action),), targets=targets, parties=named)
    return Policy("request", PolicyType.REQUEST, (found,))


requests = st.builds(
    asked, st.sampled_from([None, *ASSETS]), st.sampled_from([None, *PARTIES]), st.sampled_from(ACTIONS)
)


def decided(policy: Policy, request: Policy, world: World) -> PolicyReport:
    (found,) = atomic([policy])
    return comply(found, request, world, ONTOLOGY)


def completions(request: Policy, world: World) -> Iterator[tuple[Policy, World]]:
    """Yield every way in which what is not known could turn out, as far as these tests know values for it."""
    (rule,) = request.rules
    facts = [[(name, value) for value in VALUES[name]] for name in VALUES if name not in world.facts]
    known = [[(name, state) for state in SETTLED] for name in DUTIES if name not in world.duties]
    targets = [rule.targets] if rule.targets else [(Asset(name),) for name in ASSETS]
    named = [rule.parties] if rule.parties else [(("assignee", Party(name)),) for name in PARTIES]
    for target, party in product(targets, named):
        whole = replace(request, rules=(replace(rule, targets=target, parties=party),))
        for values, states in product(product(*facts), product(*known)):
            yield (
                whole,
                replace(world, facts=dict(world.facts) | dict(values), duties=dict(world.duties) | dict(states)),
            )


@settings(deadline=None)
@given(policies, requests, worlds)
def test_an_answer_is_never_more_definite_than_everything_it_could_turn_out_to_be(
    policy: Policy, request: Policy, world: World
) -> None:
    found = decided(policy, request, world)
    for one, settled in completions(request, world):
        report = decided(policy, one, settled)
        assert found.effect in {Effect.REVIEW, report.effect}
        for before, after in zip(found.rules, report.rules, strict=True):
            # A permission is active until a duty of it is reported as violated.
            assert before.duties or before.active in {None, after.active}


@given(policies, rules((RuleKind.PROHIBITION,)), requests, worlds)
def test_another_prohibition_never_makes_the_answer_more_lenient(
    policy: Policy, prohibition: Rule, request: Policy, world: World
) -> None:
    stricter = replace(policy, rules=(*policy.rules, prohibition))
    assert decided(stricter, request, world).effect.rank >= decided(policy, request, world).effect.rank


@given(policies, rules((RuleKind.PERMISSION,)), requests, worlds, st.sampled_from([Conflict.PERM, Conflict.PROHIBIT]))
def test_another_permission_never_makes_the_answer_stricter_where_no_conflict_voids_the_policy(
    policy: Policy, permission: Rule, request: Policy, world: World, conflict: Conflict
) -> None:
    policy = replace(policy, conflict=conflict)
    wider = replace(policy, rules=(*policy.rules, permission))
    assert decided(wider, request, world).effect.rank <= decided(policy, request, world).effect.rank


@given(policies.flatmap(lambda one: st.tuples(st.just(one), st.permutations(one.rules))), requests, worlds)
def test_the_order_of_rules_decides_nothing(ordered: tuple[Policy, list[Rule]], request: Policy, world: World) -> None:
    policy, shuffled = ordered
    found = decided(replace(policy, rules=tuple(shuffled)), request, world)
    assert found.effect is decided(policy, request, world).effect


@given(policies, requests, worlds)
def test_an_offer_and_a_silent_policy_permit_nothing(policy: Policy, request: Policy, world: World) -> None:
    assert decided(replace(policy, type=PolicyType.OFFER), request, world).effect is not Effect.PERMIT
    silent = replace(policy, rules=tuple(rule for rule in policy.rules if rule.kind is RuleKind.PROHIBITION))
    assert decided(silent, request, world).effect is Effect.DENY


named = st.builds(asked, st.sampled_from(["ferry", "storm"]), st.sampled_from(PARTIES), st.sampled_from(ACTIONS))


@settings(deadline=None)
@given(policies, named, worlds)
def test_the_compiled_program_finds_the_same_rules_active(policy: Policy, request: Policy, world: World) -> None:
    """For a request that names one asset and one party, and but for duties."""
    (query,) = queries(request, world, ONTOLOGY, {})
    answered = answer(compile_policies([policy], ONTOLOGY), query.action, "", query.facts, query.asked)
    compiled = {state.rule.id: state.state for state in answered.states}
    unknown = {True: State.ACTIVE, False: State.INACTIVE, None: State.UNKNOWN}
    for rule in decided(policy, request, world).rules:
        if not any(duty.fulfilled is False for duty in rule.duties):
            assert compiled.get(rule.rule, State.INACTIVE) is unknown[rule.active]
