"""Whatever policy there can be goes through every format and comes back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.model.asset import Asset, Party
from licensing.model.constraint import Condition, Constraint, LogicalConstraint, LogicalOperator, Note, Operator
from licensing.model.effect import Effect
from licensing.model.odrl import Action, Conflict, Duty, Policy, PolicyType, Rule, RuleKind, Tier
from licensing.model.profile import ActionTerm
from licensing.model.values import Day, Duration, Iri, Literal, Quantity, Value
from licensing.odrl.read import parse
from licensing.odrl.write import write
from licensing.packs.store import Rulebook, rulebook

ODRL = "http://www.w3.org/ns/odrl/2/"
XSD = "http://www.w3.org/2001/XMLSchema#"
ORDERED = [Operator.EQ, Operator.NEQ, Operator.GTEQ]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x85\u2028\u2029"), max_size=12)
TYPE = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
NOTES = ("http://purl.org/dc/elements/1.1/rights", "http://purl.org/dc/terms/title", "http://schema.org/name")
OPERANDS: dict[str, st.SearchStrategy[Value]] = {
    "dateTime": st.datetimes(
        dt.datetime(1900, 1, 1),  # noqa: DTZ001 - the zone is drawn too
        dt.datetime(2100, 1, 1),  # noqa: DTZ001 - likewise
        timezones=st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=3))]),
    ),
    "count": st.integers(-1000, 1000),
    "payAmount": st.integers(0, 10_000) | st.decimals(0, 1000, places=2).filter(lambda n: n % 1 != 0).map(float),
    "elapsedTime": st.builds(Duration, st.integers(0, 40), st.integers(0, 100_000).map(float)),
    "purpose": TEXTS | st.sampled_from(["urn:x:teaching", "urn:x:press"]).map(Iri),
}  # fmt: skip


class Drawer:
    """Draws parts of a policy; every IRI is used once, because what is said of one IRI is said of one thing."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.number = 0

    def uid(self) -> str | None:
        return self.iri() if self.draw(st.booleans()) else None

    def iri(self) -> str:
        self.number += 1
        return f"http://harbour-agency.example/{self.number}"

    def several(self, make: Any, most: int = 2) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(make() for _ in range(self.draw(st.integers(0, most)))))

    def notes(self, *types: str) -> tuple[Note, ...]:
        found = [Note(TYPE, Iri(ODRL + name)) for name in types if self.draw(st.booleans())]
        for name in NOTES:
            if self.draw(st.integers(0, 4)) == 0:
                text = self.draw(TEXTS)
                value: Any = self.draw(
                    st.sampled_from(
                        [Literal(text), Literal(text, language="en"), Literal(text, f"{XSD}string"), Iri("urn:x:it")]
                    )
                )
                found.append(Note(Iri(name), value))
        return tuple(found)

    def constraint(self) -> Constraint:
        left = self.draw(st.sampled_from(sorted(OPERANDS)))
        right = self.draw(OPERANDS[left])
        written: tuple[Any, ...] = ()
        operator = self.draw(st.sampled_from(ORDERED))
        unit = self.iri() if left == "payAmount" and self.draw(st.booleans()) else None
        reference = None
        if self.draw(st.integers(0, 5)) == 0:
            right, reference = (), self.iri()
        return Constraint(
            Iri(ODRL + left),
            operator,
            right,
            unit,
            None,
            None,
            reference,
            written,
            self.uid(),
            self.notes("Constraint"),
        )

    def condition(self, depth: int = 2) -> Condition:
        if depth and self.draw(st.integers(0, 3)) == 0:
            operands = (self.condition(depth - 1), self.condition(depth - 1))
            operator = self.draw(st.sampled_from(LogicalOperator))
            return LogicalConstraint(operator, operands, self.uid(), self.notes("LogicalConstraint"))
        return self.constraint()

    def action(self) -> Action:
        name = self.draw(st.sampled_from(["print", "distribute", "http://creativecommons.org/ns#Sharing"]))
        refinements = self.several(self.condition, 1)
        full = Iri(name if ":" in name else ODRL + name)
        return Action(full, refinements, self.uid() if refinements else None)

    def thing(self, kind: Any) -> Any:
        collection = self.draw(st.booleans())
        source = self.iri() if collection else None
        part_of = tuple(sorted(self.several(self.iri)))
        refinements = self.several(self.condition, 1) if collection else ()
        uid = None if collection and not part_of and self.draw(st.booleans()) else self.iri()
        kinds = ("http://xmlns.com/foaf/0.1/Thing",) if self.draw(st.booleans()) else ()
        return kind(uid, collection, source, refinements, part_of, kinds, self.notes(kind.__name__))

    def parties(self, *roles: str) -> tuple[tuple[str, Party], ...]:
        return tuple((role, self.thing(Party)) for role in sorted(roles) if self.draw(st.booleans()))

    def assets(self) -> tuple[Asset, ...]:
        return self.several(lambda: self.thing(Asset))

    def duty(self, depth: int = 1) -> Duty:
        action = self.action()
        return Duty(
            action=action.name,
            constraints=self.several(self.condition, 1),
            uid=self.uid(),
            refinements=action.refinements,
            targets=self.assets(),
            parties=self.parties("attributedParty", "compensatedParty"),
            consequences=self.several(lambda: self.duty(0), 1) if depth else (),
            notes=self.notes("Duty"),
        )

    def rule(self, kind: RuleKind, tier: Tier) -> Rule:
        uid = self.uid()
        permission = kind is RuleKind.PERMISSION
        return Rule(
            id=uid or "nameless",
            kind=kind,
            tier=tier,
            effect=Effect.PERMIT if permission else Effect.DENY,
            actions=self.several(self.action),
            constraints=self.several(self.condition),
            duties=self.several(self.duty) if permission else (),
            remedies=() if permission else self.several(self.duty),
            uid=uid,
            targets=self.assets(),
            parties=self.parties("assignee", "assigner"),
            output=self.assets(),
            notes=self.notes(kind.capitalize()),
        )

    def policy(self) -> Policy:
        kind = self.draw(st.sampled_from(PolicyType))
        tier = Tier.AGREEMENT if kind is PolicyType.AGREEMENT else Tier.NOTICE
        return Policy(
            uid=self.iri(),
            type=kind,
            rules=(
                *self.several(lambda: self.rule(RuleKind.PERMISSION, tier)),
                *self.several(lambda: self.rule(RuleKind.PROHIBITION, tier)),
            ),
            obligations=self.several(self.duty, 1),
            profiles=self.draw(st.sampled_from([(), ("http://www.w3.org/ns/tdmrep",)])),
            conflict=self.draw(st.sampled_from([None, *Conflict])),
            inherits=self.several(self.iri),
            targets=self.assets(),
            parties=self.parties("assignee", "assigner"),
            actions=self.several(self.action),
            constraints=self.several(self.condition),
            notes=self.notes(),
        )


@st.composite
def policies(draw: Any) -> Policy:
    return Drawer(draw).policy()


def bare(value: Any) -> Any:
    """Return a part of a policy as it was before somebody wrote it down."""
    if isinstance(value, Constraint):
        return replace(value, written=(), notes=bare(value.notes))
    if isinstance(value, Rule):
        value = replace(value, id=value.uid or "nameless")
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{name: bare(getattr(value, name)) for name in value.__dataclass_fields__})
    if type(value) is tuple:
        return tuple(bare(item) for item in value)
    return value


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=60, deadline=None)
@given(policy=policies())
def test_a_generated_policy_goes_through_every_format_and_comes_back(policy: Policy) -> None:
    book = rulebook()
    pytest.importorskip("rdflib", reason="Turtle and JSON-LD are read with rdflib")
    sheet = parse(write([policy], "yaml"), "p.yaml", "yaml", book)
    assert bare(sheet.policies[0]) == policy
    first = parse(write([policy], "turtle"), "p.ttl", "turtle", book)
    for form in ("json-ld", "yaml", "turtle"):
        again = parse(write(first.policies, form), f"p in {form}", form, book)
        assert again.policies == first.policies
        assert not again.unreached
    assert write(first.policies, "turtle") == write(
        parse(write(sheet.policies, "turtle"), "p", "turtle", book).policies, "turtle"
    )


def test_values_nobody_wrote_are_written_so_that_they_are_read_again(book: Rulebook) -> None:
    values: list[tuple[str, Value]] = [
        ("dateTime", dt.date(2026, 1, 1)),
        ("delayPeriod", Duration(14, 90.5)),
        ("delayPeriod", Duration(0, 0.0)),
        ("delayPeriod", Duration(-2, 0.0)),
        ("resolution", 1e-9),
        ("version", True),
        ("version", 5),
        ("dateTime", Day(dt.datetime(2026, 3, 4, tzinfo=dt.UTC), dt.datetime(2026, 3, 5, tzinfo=dt.UTC))),
        ("dateTime", Day(dt.datetime(2026, 2, 1, tzinfo=dt.UTC), dt.datetime(2026, 3, 1, tzinfo=dt.UTC))),
        ("dateTime", Day(dt.datetime(2026, 1, 1), dt.datetime(2027, 1, 1))),  # noqa: DTZ001 - a year in no zone
        ("media", ("online", "print")),
    ]
    constraints = tuple(Constraint(Iri(ODRL + left), Operator.EQ, right) for left, right in values)
    policy = Policy("urn:x:p", PolicyType.SET, constraints=constraints, profiles=(), conflict=None)
    (again,) = parse(write([policy], "yaml"), "p.yaml", "yaml", book).policies
    assert bare(again) == policy


def test_terms_and_memberships_are_written_too(book: Rulebook) -> None:
    policy = Policy("urn:x:p", PolicyType.SET, obligations=(Duty("urn:x:air"),), profiles=(), conflict=None)
    terms = {"urn:x:air": ActionTerm((f"{ODRL}distribute",), (f"{ODRL}display",), (f"{ODRL}present",))}
    part_of = {"urn:x:photo": frozenset({"urn:x:wire"})}
    rights = parse(write([policy], "yaml", terms, part_of), "p.yaml", "yaml", book)
    assert (rights.policies, rights.terms, rights.part_of) == ((policy,), terms, part_of)


def test_a_quantity_is_written_as_a_number_and_its_unit(book: Rulebook) -> None:
    constraint = Constraint(Iri(ODRL + "payAmount"), Operator.EQ, Quantity(5.0, "urn:x:EUR"), status=2)
    policy = Policy("urn:x:p", PolicyType.SET, constraints=(constraint,), profiles=())
    ((again,),) = [one.constraints for one in parse(write([policy], "yaml"), "p.yaml", "yaml", book).policies]
    assert isinstance(again, Constraint)
    assert (again.right, again.unit, again.status) == (5, "urn:x:EUR", 2)
