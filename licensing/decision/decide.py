"""Hold what a draft takes against every rule, in every jurisdiction it goes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from licensing.decision.combine import AgreementCase, Case, Verdict, decide_use
from licensing.decision.evaluate import Program, compile_policies
from licensing.decision.notice import notice_policy
from licensing.decision.ontology import Ontology
from licensing.decision.uses import uses
from licensing.model.effect import Effect
from licensing.model.odrl import Policy
from licensing.model.plan import Plan
from licensing.model.terms import Terms
from licensing.model.use import Facts, Taking

__all__ = ["LAW_CURRENT", "Jurisdiction", "Ruleset", "StoryCase", "agreement_cases", "decide"]


LAW_CURRENT = "law-current"
"""The fact that says whether the law asked was checked lately enough for the day of publication."""


class Jurisdiction(NamedTuple):
    """A law made ready; `review_due` is the day from which on it must have been checked again."""

    name: str
    program: Program
    at_most: Effect = Effect.PERMIT
    fallback: bool = False
    review_due: dt.date | None = None

    def overdue(self, day: dt.date | None) -> bool:
        """Whether a law must have been checked again by a day; nobody asks about a day nobody named."""
        return day is not None and self.review_due is not None and day > self.review_due


class Ruleset(NamedTuple):
    """Every pack in force, compiled once.

    Attributes:
        guards: The guards.
        own: The route for own content.
        house: The house policy.
        numbers: Its parameters.
        law: Returns the law that governs a territory; None asks for the fallback.
        ontology: What the words of the packs mean.
        unsaid: Facts that can only open a use, as they are where nobody says so.
        amend: Returns a notice's policy as the house has changed it.
    """

    guards: Program
    own: Program
    house: Program
    numbers: Mapping[str, float]
    law: Callable[[str | None], Jurisdiction]
    ontology: Ontology
    amend: Callable[[Policy], Policy] = lambda policy: policy
    unsaid: Facts = MappingProxyType({})


class StoryCase(NamedTuple):
    """One story a draft takes from.

    Attributes:
        terms: Its notice.
        known: What is known of it.
        takings: What the draft takes.
        guards: Guards of its own: the limits its sender put on it.
    """

    terms: Terms
    known: Facts
    takings: tuple[Taking, ...]
    guards: tuple[Policy, ...] = ()


def agreement_cases(plan: Plan, ontology: Ontology) -> tuple[AgreementCase, ...]:
    """Return the agreements of a plan, compiled."""
    return tuple(
        AgreementCase(
            uid=agreement.policy.uid,
            program=compile_policies([agreement.policy], ontology),
            facts={} if agreement.written is None else {"agreement-written": agreement.written},
        )
        for agreement in plan.agreements
    )


def decide(plan: Plan, stories: Sequence[StoryCase], rules: Ruleset, publisher: str | None) -> Iterator[Verdict]:
    """Yield a verdict for every use in every jurisdiction.

    Args:
        plan: What the desk declared.
        stories: What is taken from which story.
        rules: The packs in force.
        publisher: The publisher's party key; None when nobody declared one.
    """
    agreements = agreement_cases(plan, rules.ontology)
    plan = replace(plan, facts={**rules.unsaid, **plan.facts})
    for story in stories:
        conflict = story.known.get("statements-conflict") is True
        base = Case(
            jurisdiction="",
            guards=_guards(story, rules),
            own=rules.own,
            agreements=agreements,
            notice=compile_policies([notice_policy(story.terms, rules.amend)], rules.ontology),
            notice_at_most=Effect.REVIEW if story.terms.unread or conflict else Effect.PERMIT,
            house=rules.house,
        )
        for taking in story.takings:
            for use in uses(plan, taking, story.known, rules.numbers, publisher):
                for territory, law in _laws(plan, rules):
                    overdue = law.overdue(plan.date)
                    facts = {**use.facts, LAW_CURRENT: not overdue}
                    if territory:
                        facts["territory"] = territory
                    case = replace(
                        base,
                        jurisdiction=law.name,
                        law=law.program,
                        law_at_most=Effect.REVIEW if overdue else law.at_most,
                        at_most=Effect.PERMIT if territory else Effect.REVIEW,
                    )
                    yield decide_use(replace(use, facts=facts), case)


def _guards(story: StoryCase, rules: Ruleset) -> Program:
    if not story.guards:
        return rules.guards
    return Program((*rules.guards.rules, *compile_policies(story.guards, rules.ontology).rules))


def _laws(plan: Plan, rules: Ruleset) -> Iterator[tuple[str | None, Jurisdiction]]:
    for territory in plan.territory or (None,):
        yield territory, rules.law(territory)
