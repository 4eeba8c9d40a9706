"""Programs: what is asked, what is found by asset and party, and what is remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from licensing.decision import evaluate as evaluating
from licensing.decision.evaluate import Addressed, Program, answer, compile_policies
from licensing.decision.ontology import Ontology
from licensing.decision.states import State
from licensing.model.constraint import Constraint, LogicalConstraint, LogicalOperator, Operator
from licensing.model.odrl import Action, Asset, Duty, Party, Policy, PolicyType, Rule, RuleKind, Tier, Value
from licensing.model.values import Quantity

ONTOLOGY = Ontology(
    covers={"use": frozenset({"use", "publish", "print"})},
    implied_by={"print": frozenset({"share"})},
    datatypes={"territory": "territory"},
    inside={"EU": frozenset({"DE"})},
    aliases={"device": "system"},
)


def rule(name: str = "r", kind: RuleKind = RuleKind.PERMISSION, **parts: object) -> Rule:
    return replace(Rule(name, kind, Tier.NOTICE, (Action("publish"),)), **parts)  # type: ignore[arg-type]


def program(*rules: Rule) -> Program:
    return compile_policies([Policy("p", PolicyType.SET, rules)], ONTOLOGY)


def names(found: Program, asked: Addressed) -> dict[str, State]:
    return {state.rule.id: state.state for state in answer(found, "publish", "quote", {}, asked).states}


def on(target: str | None = None, party: str | None = None) -> Addressed:
    return Addressed(*(frozenset({name}) if name else None for name in (target, party)))


ABOUT = program(
    rule("about ferry", targets=(Asset("ferry"),)),
    rule("about storm", targets=(Asset("storm"),)),
    rule("about either", targets=(Asset("ferry"), Asset("storm"))),
    rule("about all"),
    rule("for the daily", parties=(("assignee", Party("daily")), ("assigner", Party("wire")))),
    rule("about a collection", targets=(Asset("wire", collection=True, source="feed"),)),
)


@pytest.mark.parametrize(
    ("asked", "active", "unknown"),
    [
        pytest.param(on("ferry", "daily"), {"about ferry", "about either", "about all", "for the daily"}, set(),
                     id="a story and a party"),
        pytest.param(on("feed", "weekly"), {"about all", "about a collection"}, set(), id="a collection by its source"),
        pytest.param(on("nothing"), {"about all"}, {"for the daily"}, id="nobody says who asks"),
        pytest.param(on(None, "daily"), {"about all", "for the daily"},
                     {"about ferry", "about storm", "about either", "about a collection"}, id="nobody says what for"),
    ],
)  # fmt: skip
def test_rules_are_found_by_what_a_request_names(asked: Addressed, active: set[str], unknown: set[str]) -> None:
    found = names(ABOUT, asked)
    assert {name for name, state in found.items() if state is State.ACTIVE} == active
    assert {name for name, state in found.items() if state is State.UNKNOWN} == unknown


def test_the_order_of_rules_is_kept() -> None:
    assert list(names(ABOUT, on("storm", "daily"))) == ["about storm", "about either", "about all", "for the daily"]


def test_a_prohibition_reaches_what_implies_what_it_prohibits() -> None:
    prohibited = program(rule(kind=RuleKind.PROHIBITION, actions=(Action("print"),)))
    permitted = program(rule(actions=(Action("print"),)))
    assert answer(prohibited, "share", "", {}).active
    assert not answer(permitted, "share", "", {}).live


REFINED = rule(
    actions=(
        Action("use", (Constraint("pages", Operator.LTEQ, 3),)),
        Action("publish", (Constraint("words", Operator.LTEQ, 50),)),
    )
)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        pytest.param({"pages": 2, "words": 90}, State.ACTIVE, id="one way is enough"),
        pytest.param({"pages": 9, "words": 90}, State.INACTIVE, id="neither"),
        pytest.param({"pages": 9}, State.UNKNOWN, id="one not known"),
    ],
)
def test_of_several_refined_actions_one_is_enough(facts: dict[str, Value], state: State) -> None:
    (found,) = answer(program(REFINED), "publish", "", facts).states
    assert found.state is state


@pytest.mark.parametrize(
    ("constraint", "facts", "state"),
    [
        pytest.param(Constraint("system", Operator.EQ, "pad"), {"system": "pad"}, State.ACTIVE, id="its own name"),
        pytest.param(Constraint("device", Operator.EQ, "pad"), {"system": "pad"}, State.ACTIVE, id="a deprecated name"),
        pytest.param(Constraint("count", Operator.LT, 5, status=4), {}, State.ACTIVE, id="the status, if no newer"),
        pytest.param(Constraint("count", Operator.LT, 5, status=4), {"count": 5}, State.INACTIVE, id="a newer value"),
        pytest.param(Constraint("fee", Operator.LTEQ, 5, unit="EUR"), {"fee": Quantity(4, "EUR")}, State.ACTIVE,
                     id="a unit"),
        pytest.param(Constraint("fee", Operator.LTEQ, 5, unit="EUR"), {"fee": 4}, State.UNKNOWN, id="no unit"),
        pytest.param(Constraint("fee", Operator.EQ, (), reference="tariff"), {"fee": 4, "tariff": 4}, State.ACTIVE,
                     id="a value that stands elsewhere"),
        pytest.param(Constraint("fee", Operator.EQ, (), reference="tariff"), {"fee": 4}, State.UNKNOWN,
                     id="a value that is nowhere"),
        pytest.param(Constraint("territory", Operator.EQ, "EU"), {"territory": "DE"}, State.ACTIVE, id="a territory"),
        pytest.param(Constraint("place", Operator.EQ, "EU"), {"place": "DE"}, State.INACTIVE, id="no territory"),
    ],
)  # fmt: skip
def test_what_a_constraint_is_held_against(constraint: Constraint, facts: dict[str, Value], state: State) -> None:
    (found,) = answer(program(rule(constraints=(constraint,))), "publish", "", facts).states
    assert found.state is state


def test_what_is_not_known_is_named() -> None:
    either = LogicalConstraint(
        LogicalOperator.OR, (Constraint("a", Operator.EQ, True), Constraint("b", Operator.GT, 5))
    )
    (found,) = answer(program(rule(constraints=(either,))), "publish", "", {"b": "many"}).states
    assert found.unknown == ("a", "b")


def test_a_duty_with_a_name_is_fulfilled_when_the_world_says_so() -> None:
    due = Duty("compensate", (Constraint("fee", Operator.EQ, 5),), uid="urn:due")
    permission = program(rule(duties=(due,)))
    for facts, fulfilled in (({}, None), ({"duty urn:due": True}, True), ({"duty urn:due": False}, False)):
        (found,) = answer(permission, "publish", "", {"fee": 5, **facts}).states
        assert found.duties[0].fulfilled is fulfilled


def test_answers_are_remembered_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluating, "KEPT", 2)
    found = program(*(rule(f"r{number}", constraints=(Constraint("n", Operator.EQ, number),)) for number in range(5)))
    for _ in range(2):
        for number in range(5):
            said = answer(found, "publish", f"manner {number}", {"n": number})
            assert [state.rule.id for state in said.live] == [f"r{number}"]
            assert said is answer(found, "publish", f"manner {number}", {"n": number})


WIDE = (Constraint("width", Operator.LTEQ, 800),)


@pytest.mark.parametrize(
    ("targets", "asked", "facts", "state"),
    [
        pytest.param(
            (Asset("a", refinements=WIDE), Asset("b")), "a", {"target width": 900}, State.INACTIVE, id="its own"
        ),
        pytest.param(
            (Asset("a", refinements=WIDE), Asset("b")), "b", {"target width": 900}, State.ACTIVE, id="another's"
        ),
        pytest.param((Asset("a", refinements=WIDE), Asset("b")), "a", {}, State.UNKNOWN, id="its own, not known"),
        pytest.param((Asset(refinements=WIDE),), "a", {"target width": 700}, State.ACTIVE, id="anything that narrow"),
    ],
)
def test_a_refinement_is_that_of_the_asset_asked_for(
    targets: tuple[Asset, ...], asked: str, facts: dict[str, Value], state: State
) -> None:
    (found,) = answer(program(rule(targets=targets)), "publish", "", facts, on(asked)).states
    assert found.state is state


def test_of_refined_actions_of_a_prohibition_what_implies_one_is_reached() -> None:
    refined = (Action("print", WIDE), Action("use", WIDE))
    prohibited = program(rule(kind=RuleKind.PROHIBITION, actions=refined))
    (found,) = answer(prohibited, "share", "", {"width": 700}).states
    assert found.state is State.ACTIVE


def test_who_is_not_named_does_not_matter_where_another_condition_fails() -> None:
    narrow = rule(targets=(Asset("a"),), constraints=WIDE)
    (found,) = answer(program(narrow), "publish", "", {"width": 900}).states
    assert found.state is State.INACTIVE
