"""Verdicts told rule by rule: what was known and who said so, what each rule asked, how the routes combined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from licensing.api.answer import story_words
from licensing.api.gate import Weighed
from licensing.api.rules import Desk
from licensing.api.seen import declarer
from licensing.decision.combine import Route, Verdict
from licensing.decision.compile import holds
from licensing.decision.states import DutyState, RuleState, State
from licensing.decision.wording import show
from licensing.model.document import Document, Story
from licensing.model.effect import Effect, most_lenient, strictest
from licensing.model.explanation import AskedRule, Fact, Ground, RouteTrace, Shared, UseTrace
from licensing.model.odrl import Tier
from licensing.model.plan import Plan
from licensing.model.use import Facts
from licensing.packs.messages import say, worded
from licensing.packs.vocabulary import vocabulary

__all__ = ["traced"]

TIERS = (Tier.GUARD, Tier.OWN, Tier.AGREEMENT, Tier.LAW, Tier.NOTICE, Tier.HOUSE)
OF_STORY = {
    "source-made-public": "made_public",
    "status": "status",
    "origin": "origin",
    "item-type": "item_type",
    "reserved": "reserved",
    "embargoed": "embargoed_until",
}
"""Facts the desk may declare of a story under another name."""
NEVER = ("consent", "sublicence")
"""Facts that are not so without an agreement."""


def traced(weighed: Weighed, plan: Plan, desk: Desk) -> tuple[UseTrace, ...]:
    """Return the trace of every use in every jurisdiction, the strictest first.

    Args:
        weighed: The draft, decided.
        plan: The desk's plan; verdicts under another one come from the draft's front matter.
        desk: The packs in force.
    """
    ordered = sorted(weighed.judged, key=lambda one: -one[1].effect.rank)
    told = [_Tracer(weighed, one, verdict, plan, desk).trace() for one, verdict in ordered]
    desk_says = {one._replace(plan="") for one in told if not one.plan}
    return tuple(dict.fromkeys(one for one in told if not one.plan or one._replace(plan="") not in desk_says))


class _Tracer:
    def __init__(self, weighed: Weighed, plan: Plan, verdict: Verdict, desks: Plan, desk: Desk) -> None:
        self._plan, self._verdict, self._desk, self._desks = plan, verdict, desk, desks
        held = next(one for one in weighed.held if one.story.id == verdict.use.taking.story.id)
        self._story: Story = held.story
        self._document: Document = weighed.decision.document or Document("", "")
        self._names: Mapping[str, str] = {**story_words(held, plan).names, **verdict.use.taking.names}
        self._written = {one.policy.uid: one.written for one in plan.agreements if one.written is not None}

    def trace(self) -> UseTrace:
        use, verdict = self._verdict.use, self._verdict
        return UseTrace(
            story=use.taking.story,
            action=use.act,
            manner=use.manner,
            jurisdiction=verdict.jurisdiction,
            medium=str(use.facts.get("medium", "")),
            plan="" if self._plan is self._desks else self._document.name,
            taken=use.taking.message,
            passages=tuple(self._passages()),
            facts=tuple(self._facts()),
            rules=tuple(self._rule(state) for tier in TIERS for state in verdict.states if state.rule.tier is tier),
            routes=tuple(map(_route, verdict.routes)),
            result=tuple(self._result()),
            effect=verdict.effect,
        )

    def _passages(self) -> Iterator[Shared]:
        for one in self._verdict.use.taking.passages:
            draft, source = self._document.raw_span(one.draft), self._story.document.raw_span(one.source)
            yield Shared(draft, self._document.position(draft.start), source, one.kind.value, one.words)

    def _facts(self) -> Iterator[Fact]:
        for name, value in self._verdict.use.facts.items():
            label = self._desk.wording.operand(name)
            yield Fact(name, label, show(value), self._who(name))

    def _who(self, name: str) -> str:
        """Return who says a fact: a measurement, the desk by the file it said it in, the story, or nobody."""
        by, taking = self._plan.declared_by, self._verdict.use.taking
        told = self._plan.sources.get(taking.story.id)
        if name in taking.facts or name in {"taking", "own-work", "law-current"}:
            return say("measured")
        if told and (name in told.facts or getattr(told, OF_STORY.get(name, ""), None) is not None):
            return say("declared by {who}", who=declarer(by.get("sources", say("the plan"))))
        if name in by:
            return say("declared by {who}", who=declarer(by[name]))
        if name in NEVER:
            return say("not so without an agreement")
        if vocabulary(self._desk.book).operands[name].unsaid and name not in self._plan.facts:
            return say("not so unless somebody declares it")
        return say("known of the story")

    def _rule(self, state: RuleState) -> AskedRule:
        rule, facts = state.rule, self._known(state)
        says = self._fill(rule.message) or self._bare(state)
        return AskedRule(
            rule=rule.id,
            tier=rule.tier.value,
            kind=rule.kind.value,
            state=state.state.value,
            speaks=state.act_fits and state.manner_fits,
            says=says if rule.relied_on else f"{says.rstrip('.')}; {worded(rule.note)}",
            effect=rule.effect,
            grounds=tuple(self._grounds(state, facts)) if state.act_fits and state.manner_fits else (),
            duties=tuple(self._duty(one) for one in state.duties if one.duty.before),
            cites=tuple(one.cite for one in rule.authority),
        )

    def _known(self, state: RuleState) -> Facts:
        """Return the facts a rule was asked with; an agreement has one of its own."""
        written = self._written.get(state.rule.id.rpartition("/")[0])
        facts = self._verdict.use.facts
        return facts if written is None else {**facts, "agreement-written": written}

    def _grounds(self, state: RuleState, facts: Facts) -> Iterator[Ground]:
        words = self._desk.wording
        told: set[str] = set()
        for one in dict.fromkeys((*state.rule.constraints, *state.failed)):
            known = False if one in state.failed else holds(one, facts, self._desk.rules.ontology)
            text = words.constraint(one, facts)
            told.update(name for name in state.unknown if words.operand(name) in text)
            yield Ground(text, known)
        for name in dict.fromkeys(state.unknown):
            if name not in told:
                yield Ground(say("{fact} is not known", fact=words.operand(name)), None)

    def _duty(self, one: DutyState) -> Ground:
        text = self._fill(one.duty.message) or self._desk.wording.act(one.duty.action)
        return Ground(text, one.fulfilled)

    def _fill(self, template: str) -> str:
        return self._desk.wording.fill(template, self._verdict.use.facts, self._names)

    def _bare(self, state: RuleState) -> str:
        """Return what a rule without a sentence of its own says: those of notices and agreements."""
        rule = state.rule
        what = ", ".join(map(self._desk.wording.act, rule.names)) or say("used at all")
        words = f" “{' '.join(rule.evidence[0].text.split())}”" if rule.evidence else ""
        if rule.kind.value == "permission":
            return say("It may be {what}.", what=what) + words
        return say("It may not be {what}.", what=what) + words

    def _result(self) -> Iterator[str]:
        verdict, facts = self._verdict, self._verdict.use.facts
        guards = strictest([Effect.PERMIT, *(state.closes for state in verdict.guards)])
        routes = most_lenient([one.effect for one in verdict.routes])
        yield say("Guards: {effect}.", effect=worded(guards.value))
        yield say("The most lenient route: {effect}.", effect=worded(routes.value))
        both = strictest([guards, routes])
        yield say("The stricter of the two: {effect}.", effect=worded(both.value))
        if both is Effect.PERMIT and "territory" not in facts:
            yield say("No territory is declared, so the permit is a review.")
        elif facts.get("taking") is False:
            yield say(
                "So little is shared that nothing counts as taken: {effect}.", effect=worded(verdict.effect.value)
            )
        elif facts.get("taking") is None and both is Effect.DENY:
            yield say("Whether anything is taken is for a person, so the denial is a review.")
        elif verdict.effect is not both:
            yield say("Another party holds this part and nobody says who, so the permit is a review.")


def _route(route: Route) -> RouteTrace:
    return RouteTrace(
        tier=route.tier.value,
        effect=route.effect,
        rule=route.best.rule.id if route.best else "",
        closed=tuple(one.rule.id for one in route.closers if one.state is not State.INACTIVE),
        survived=tuple(one.rule.id for one in route.survived),
        agreement=route.uid,
    )
