"""Hold what a draft takes against every rule, in every jurisdiction it goes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from licensing.decision.combine import AgreementCase, Case, Verdict, decide_use
from licensing.decision.evaluate import Program, compile_policies
from licensing.decision.notice import notice_policy
from licensing.decision.ontology import Ontology
from licensing.decision.uses import uses
from licensing.model.effect import Effect
from licensing.model.plan import Plan
from licensing.model.terms import Terms
from licensing.model.use import Facts, Taking

__all__ = ["Jurisdiction", "Ruleset", "StoryCase", "agreement_cases", "decide"]


class Jurisdiction(NamedTuple):
    """A law made ready."""

    name: str
    program: Program
    at_most: Effect = Effect.PERMIT
    fallback: bool = False


class Ruleset(NamedTuple):
    """Every pack in force, compiled once.

    Attributes:
        guards: The guards.
        own: The route for own content.
        house: The house policy.
        numbers: Its parameters.
        law: Returns the law that governs a territory; None asks for the fallback.
        ontology: What the words of the packs mean.
    """

    guards: Program
    own: Program
    house: Program
    numbers: Mapping[str, float]
    law: Callable[[str | None], Jurisdiction]
    ontology: Ontology


class StoryCase(NamedTuple):
    """One story a draft takes from.

    Attributes:
        terms: Its notice.
        known: What is known of it.
        takings: What the draft takes.
    """

    terms: Terms
    known: Facts
    takings: tuple[Taking, ...]


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
    for story in stories:
        conflict = story.known.get("statements-conflict") is True
        base = Case(
            jurisdiction="",
            guards=rules.guards,
            own=rules.own,
            agreements=agreements,
            notice=compile_policies([notice_policy(story.terms)], rules.ontology),
            notice_at_most=Effect.REVIEW if story.terms.unread or conflict else Effect.PERMIT,
            house=rules.house,
        )
        for taking in story.takings:
            for use in uses(plan, taking, story.known, rules.numbers, publisher):
                for territory, law in _laws(plan, rules):
                    facts = {**use.facts, "territory": territory} if territory else use.facts
                    case = replace(
                        base,
                        jurisdiction=law.name,
                        law=law.program,
                        law_at_most=law.at_most,
                        at_most=Effect.PERMIT if territory else Effect.REVIEW,
                    )
                    yield decide_use(replace(use, facts=facts), case)


def _laws(plan: Plan, rules: Ruleset) -> Iterator[tuple[str | None, Jurisdiction]]:
    for territory in plan.territory or (None,):
        yield territory, rules.law(territory)
