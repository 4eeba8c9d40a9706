"""Verdicts -> the findings, questions and obligations a person reads.

A denial names every rule that was asked and why it did not help; a review names what a person must settle; a permit
names what it rests on and what stays open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from licensing.decision.combine import Route, Verdict, permission_effect
from licensing.decision.decide import LAW_CURRENT
from licensing.decision.findings import Builder, StoryWords
from licensing.decision.states import RuleState, State
from licensing.decision.wording import Wording
from licensing.model.constraint import Constraint
from licensing.model.decision import Finding, Obligation, Question
from licensing.model.effect import Effect
from licensing.model.odrl import Duty, RuleKind, Tier
from licensing.packs.agreements.duties import due
from licensing.packs.messages import say, sentence, worded

__all__ = ["Explanation", "explain"]


_TOLD = {Tier.LAW, Tier.AGREEMENT, Tier.HOUSE}
"""Tiers whose prohibitions are told on their own; the notice's are told with what is taken."""


class Explanation(NamedTuple):
    """The reasons of one draft's effect, in the order a person needs them."""

    findings: tuple[Finding, ...]
    obligations: tuple[Obligation, ...]
    questions: tuple[Question, ...]


def explain(verdicts: Iterable[Verdict], stories: Mapping[str, StoryWords], wording: Wording) -> Explanation:
    """Return the reasons behind some verdicts, each once, the strictest first.

    Spans in the findings are those of the passages: offsets into the prose of draft and story.
    """
    findings: dict[tuple[object, ...], Finding] = {}
    obligations: dict[Obligation, None] = {}
    questions: dict[str, Question] = {}
    for verdict in sorted(verdicts, key=lambda one: -one.effect.rank):
        teller = _Teller(verdict, stories[verdict.use.taking.story.id], wording)
        for finding in teller.findings():
            key = (finding.rule, finding.jurisdiction, finding.action, finding.manner, finding.story.id, finding.draft)
            findings.setdefault(key, finding)
        obligations.update(dict.fromkeys(teller.obligations()))
        for question in teller.questions():
            questions.setdefault(question.fact, question)
    ordered = sorted(findings.values(), key=lambda one: -one.effect.rank)
    return Explanation(tuple(ordered), tuple(obligations), tuple(questions.values()))


class _Teller(Builder):
    """Tells one verdict."""

    def __init__(self, verdict: Verdict, story: StoryWords, wording: Wording) -> None:
        super().__init__(verdict.use, story, wording)
        self._verdict = verdict

    def findings(self) -> Iterator[Finding]:
        if self._facts.get("taking") is False:
            return
        for state in self._verdict.guards:
            yield self._rule(state.rule, self._closing(state), self._fill(state.rule.message) + self._missing(state))
        match self._verdict.effect:
            case Effect.PERMIT:
                yield from self._permit()
            case Effect.REVIEW:
                yield from self._review()
            case Effect.DENY:
                yield from self._deny()

    def obligations(self) -> Iterator[Obligation]:
        if self._verdict.effect is Effect.DENY or self._facts.get("taking") is False:
            return
        for route in self._verdict.routes:
            if route.best is None or route.effect is not self._verdict.effect:
                continue
            for state in route.best.duties:
                if not state.duty.before:
                    message = f"{self._fill(state.duty.message)}{self._last_day(state.duty)}"
                    yield Obligation(state.duty.action, message, route.best.rule.id)

    def _last_day(self, duty: Duty) -> str:
        published = self._facts.get("date")
        last = due(duty, published) if isinstance(published, dt.date) else None
        return say(" The last day is {last}.", last=last) if last else ""

    def questions(self) -> Iterator[Question]:
        if self._verdict.effect is not Effect.REVIEW:
            return
        for fact in dict.fromkeys(self._open_facts()):
            who, question = self._wording.questions.get(fact, ("", ""))
            if question:
                yield Question(fact, worded(who), worded(question))

    def _open_facts(self) -> Iterator[str]:
        if "territory" not in self._facts:
            yield "territory"
        for state in self._verdict.guards:
            yield from state.unknown
        for route in self._verdict.routes:
            if route.effect is not Effect.REVIEW or route.best is None:
                continue
            for state in (route.best, *route.closers):
                yield from state.unknown
            for duty in route.best.duties:
                if duty.fulfilled is None:
                    yield from duty.unknown
        if self._facts.get("statements-conflict") is True:
            yield "statements-conflict"

    def _permit(self) -> Iterator[Finding]:
        route = next(route for route in self._verdict.routes if route.effect is Effect.PERMIT)
        if route.best is None:
            return
        rule = route.best.rule
        message = say("{taken} Permitted: {rule}", taken=self._use.taking.message, rule=self._fill(rule.message))
        yield from self._each(rule, Effect.PERMIT, message, fix="")
        for state in route.survived:
            message = say("Stays open: {rule}", rule=f"{self._fill(state.rule.message)} {worded(state.rule.note)}")
            yield self._rule(state.rule, Effect.PERMIT, message, fix="")

    def _review(self) -> Iterator[Finding]:
        if self._facts.get("taking") is None:
            asked = sentence(
                "Between {taking-review-from} and {taking-from} words house policy asks a person whether anything is "
                "taken."
            )
            yield self._short(f"{self._use.taking.message} {self._fill(asked)}")
        if "territory" not in self._facts:
            yield self._plain(
                "plan/territory",
                "plan",
                Effect.REVIEW,
                say("The plan names no territory, so the fallback was asked."),
                say("Declare the territory the draft goes to."),
            )
        yield from self._notice(Effect.REVIEW)
        for route in self._verdict.routes:
            if route.effect is Effect.REVIEW and route.best is not None:
                yield from self._permission(route.best, route)
                for state in route.closers:
                    yield self._closer(state)
                yield from self._notice_doubts(route)
                yield from self._overdue(route)

    def _deny(self) -> Iterator[Finding]:
        yield from self._notice(Effect.DENY)
        nearest = self._nearest()
        for route in self._verdict.routes:
            if route.best is None:
                continue
            if route.tier is Tier.AGREEMENT or (route.tier is Tier.NOTICE and route.best.act_fits):
                yield from self._permission(route.best, route, nearest=route.best is nearest)
        states = [state for state in self._verdict.states if state.rule.tier in _TOLD]
        asked = [state for state in states if state.rule.tier is Tier.LAW and state.rule.kind is RuleKind.PERMISSION]
        near = [state for state in asked if self._told(state) or state is nearest]
        for state in sorted(near, key=lambda state: state is not nearest):
            yield from self._permission(state, None, nearest=state is nearest)
        for state in states:
            if state.rule.kind is RuleKind.PROHIBITION and self._counts(state):
                yield self._closer(state)

    def _told(self, state: RuleState) -> bool:
        """Return whether a permission that did not help is worth telling: for this manner, or to quote."""
        lacked = {part.left for part in state.failed if isinstance(part, Constraint)}
        near = state.manner_fits or (self._use.manner == "verbatim" and "quote" in state.rule.manners)
        return state.act_fits and near and not lacked & self._wording.quiet

    def _counts(self, state: RuleState) -> bool:
        """Return whether a prohibition stands against a route this use has: contract law needs a contract."""
        contracts = any(route.tier is Tier.AGREEMENT for route in self._verdict.routes)
        return state.state is not State.INACTIVE and (contracts or state.rule.watches != (Tier.AGREEMENT,))

    def _nearest(self) -> RuleState | None:
        routes = [route for route in self._verdict.routes if route.best is not None and route.best.act_fits]
        routes = [route for route in routes if route.best is not None and route.best.manner_fits]
        best = min(routes, key=lambda one: len(one.best.failed) if one.best else 99, default=None)
        return best.best if best else None

    def _notice(self, effect: Effect) -> Iterator[Finding]:
        """Tell what is taken, and what the story's own notice says to it."""
        taken = self._use.taking.message
        fix = self._fill(sentence("Ask {holder} for a licence{contact}, or take the passage out."))
        stated = [state for state in self._verdict.states if self._speaks(state)]
        if self._use.manner in {"rewrite", "translate", "summarise"}:
            stated.sort(key=lambda state: self._use.act in state.rule.names)
        for number, state in enumerate(stated):
            message = self._said(state) if number else f"{taken} {self._said(state)}"
            yield from self._each(state.rule, effect, message, fix)
        if not stated and not self._licensed():
            rule, message = self._silence()
            yield from self._each_plain(rule, "notice", effect, f"{taken} {message}", fix)

    def _speaks(self, state: RuleState) -> bool:
        rule = state.rule
        if rule.tier is not Tier.NOTICE or state.state is State.INACTIVE:
            return False
        consent = any(duty.duty.action == "obtainConsent" and duty.fulfilled is not True for duty in state.duties)
        return rule.kind is RuleKind.PROHIBITION or consent

    def _licensed(self) -> bool:
        return any(
            state.rule.tier is Tier.NOTICE
            and state.rule.kind is RuleKind.PERMISSION
            and state.state is not State.INACTIVE
            for state in self._verdict.states
        )

    def _overdue(self, route: Route) -> Iterator[Finding]:
        """Tell that the law was not checked lately enough to permit anything on that day."""
        if route.tier is Tier.LAW and self._facts.get(LAW_CURRENT) is False:
            law = self._verdict.jurisdiction
            message = say(
                "The rules on the law of {law} were due to be checked again before the day of publication.", law=law
            )
            yield self._plain("law/review-due", "law", Effect.REVIEW, message, say("Install newer rule packs."))

    def _notice_doubts(self, route: Route) -> Iterator[Finding]:
        if route.tier is not Tier.NOTICE or route.best is None or permission_effect(route.best) is not Effect.PERMIT:
            return
        uid = self._story.terms.policy.uid
        if self._facts.get("statements-conflict") is True:
            yield self._plain(
                f"{uid}/conflict",
                "notice",
                Effect.REVIEW,
                say("The story is said to be reserved and to be under a public licence; both cannot be."),
                say("Have counsel say which statement holds."),
            )
        elif self._story.terms.unread:
            yield self._plain(
                f"{uid}/unread",
                "notice",
                Effect.REVIEW,
                say("The notice has words that were not understood and could carry a condition."),
                say("Read the notice, and declare an agreement or take the passage out."),
            )

    def _permission(self, state: RuleState, route: Route | None, *, nearest: bool = False) -> Iterator[Finding]:
        """Tell what a permission asks and what stands against it."""
        rule = state.rule
        prefix = say("Came nearest: ") if nearest else ""
        effect = route.effect if route else Effect.DENY
        if not rule.relied_on:
            yield self._rule(rule, effect, f"{self._fill(rule.message).rstrip('.')}; {worded(rule.note)}")
            return
        if not (state.act_fits and state.manner_fits):
            if not state.act_fits and rule.tier is Tier.AGREEMENT:
                said = say(" It does not let the story be {act}.", act=self._wording.act(self._use.act))
                yield self._rule(rule, effect, self._fill(rule.message) + said)
            if state.act_fits:
                manner, allowed = self._wording.act(self._use.manner), ", ".join(map(worded, rule.manners))
                said = say(" It covers {allowed}; this is {manner}.", allowed=allowed, manner=manner)
                yield self._rule(rule, effect, self._fill(rule.message) + said, fix="")
            return
        reasons = [self._wording.constraint(part, self._facts) for part in state.failed]
        if self._facts.get("expressly-unreserved") is not True and rule.reservation_effect == "removes":
            reasons = [say("the reservation of rights closes it")]
        unknown = dict.fromkeys(state.unknown)
        reasons += [say("{fact} is not known", fact=self._wording.operand(name)) for name in unknown]
        due = [duty for duty in state.duties if duty.duty.before and duty.fulfilled is not True]
        if reasons or not due:
            why = say(" Not so here: {reasons}.", reasons="; ".join(reasons)) if reasons else ""
            yield self._rule(rule, effect, f"{prefix}{self._fill(rule.message)}{why}")
        for duty in due if state.state is not State.INACTIVE else ():
            effect = Effect.REVIEW if duty.fulfilled is None else duty.duty.consequence
            known = say(" Nobody measured or declared it.") if duty.fulfilled is None else ""
            message = f"{prefix}{self._fill(rule.message)} {self._fill(duty.duty.message)}{known}"
            yield self._rule(rule, effect, message, self._fill(duty.duty.fix))
