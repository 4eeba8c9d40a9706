"""What the answer says beside its rules: claims of the plan, names for messages, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from licensing.api.attribution import credit_line
from licensing.api.credits import credit_facts
from licensing.api.parts import Part
from licensing.api.stories import Held
from licensing.decision.combine import Verdict
from licensing.decision.explain import Explanation, explain
from licensing.decision.findings import StoryWords
from licensing.decision.wording import Wording
from licensing.model.decision import Finding, Question, StoryRef
from licensing.model.document import Document
from licensing.model.effect import Effect
from licensing.model.odrl import Value
from licensing.model.plan import MANNERS, Plan
from licensing.model.segment import Segment
from licensing.model.use import Taking
from licensing.packs.messages import say, sentence, worded
from licensing.packs.parties import party_key
from licensing.packs.store import Rulebook

__all__ = [
    "claims",
    "disputed",
    "doubts",
    "held_back",
    "mismatches",
    "story_words",
    "told",
    "unowned",
]

DERIVED = {
    "rewrite": sentence("The plan declares a rewriting of {name}."),
    "translate": sentence("The plan declares a translation of {name}."),
    "summarise": sentence("The plan declares a summary of {name}."),
}
"""Manners a plan may claim that need not show in the words."""
UNSHOWN = ("archive", "tdm", "ai-training")
"""Acts that use a story even when the draft shows nothing of it."""


def claims(part: Part, plan: Plan, book: Rulebook, draft: Document, *, searched: bool) -> Iterator[Taking]:
    """Yield what the plan itself says is taken from a story named beside the draft, of each of its parts.

    Args:
        part: The part of the story.
        plan: The plan.
        book: The packs in force.
        draft: The draft.
        searched: Whether an archive was searched: what it finds is not named by anybody.
    """
    one, segment = part.held, part.segment
    if not part.claimed:
        return
    used = plan.sources_used is None or one.story.id in plan.sources_used or bool(one.match.passages)
    if searched and one.story.id not in _named(plan) and not one.match.passages:
        return
    ref = StoryRef(one.story.id, one.story.title, segment.owner if segment else one.holder)
    name = f"'{ref.title or ref.id}' ({ref.holder or say('holder unknown')})"
    shown, names = {passage.kind for passage in part.passages}, part.names(book)
    for manner in plan.action:
        if manner in DERIVED and used and not (manner == "rewrite" and "rewrite" in shown):
            facts: dict[str, Value] = {"edit": "translate" if manner == "translate" else "adapt", "speech": "own"}
            message = say(DERIVED[manner], name=name)
            yield Taking(ref, manner, facts, (), message, segment=segment, names=names)
    if "facts" in plan.action and used:
        named = credit_facts(draft, part.judged(book).party, (), (), near=False)
        facts = {"edit": "adapt", "speech": "own", **named}
        message = say("The plan uses {name} for its facts.", name=name)
        yield Taking(ref, "facts", facts, (), message, segment=segment, names=names)
    acts = tuple(act for act in plan.action if act in UNSHOWN)
    if acts:
        facts = {"edit": "none", "speech": "own"}
        message = say("The plan uses {name} as it stands.", name=name)
        yield Taking(ref, "verbatim", facts, (), message, acts, segment, names)


def held_back(verdict: Verdict) -> Verdict:
    """Return a verdict as a review where what it would permit is another party's, and nobody says whose."""
    segment = verdict.use.taking.segment
    permits = verdict.effect is Effect.PERMIT and verdict.use.facts.get("taking") is not False
    return verdict._replace(effect=Effect.REVIEW) if permits and segment and segment.unclear else verdict


def unowned(verdicts: Sequence[Verdict]) -> Iterator[tuple[Finding, Question]]:
    """Yield what to settle about each part of a story that is another party's, and nobody says whose."""
    for verdict in verdicts:
        taking, segment = verdict.use.taking, verdict.use.taking.segment
        if segment is None or not segment.unclear or verdict.use.facts.get("taking") is False:
            continue
        message = say("{taken} Nobody says who holds the rights in it.", taken=taking.message)
        longest = max(taking.passages, key=lambda passage: passage.words, default=None)
        fix = say("Name the owner of that part in the plan (sources, segments, owner), or take the passage out.")
        finding = Finding(
            rule="plan/segment-owner",
            tier="plan",
            jurisdiction=None,
            action=verdict.use.act,
            manner=verdict.use.manner,
            effect=Effect.REVIEW,
            message=message,
            fix=fix,
            story=taking.story,
            draft=longest.draft if longest else None,
            source=longest.source if longest else None,
        )
        yield finding, Question("holder", worded("duty editor"), message + say(" Who does?"))


def told(verdicts: Sequence[Verdict], stories: Mapping[str, StoryWords], wording: Wording) -> Explanation:
    """Return the reasons of all verdicts, those of each part of a story on their own: one rule may close several."""
    by_part: dict[Segment | None, list[Verdict]] = {}
    for verdict in verdicts:
        by_part.setdefault(verdict.use.taking.segment, []).append(verdict)
    said = [explain(group, stories, wording) for group in by_part.values()]
    findings = [finding for one in said for finding in one.findings]
    asked: dict[str, Question] = {}
    for question in (question for one in said for question in one.questions):
        asked.setdefault(question.fact, question)
    return Explanation(
        tuple(sorted(findings, key=lambda finding: -finding.effect.rank)),
        tuple(dict.fromkeys(duty for one in said for duty in one.obligations)),
        tuple(asked.values()),
    )


def _named(plan: Plan) -> set[str]:
    return {*plan.sources, *(plan.sources_used or ())}


def story_words(one: Held, plan: Plan) -> StoryWords:
    """Return the names messages use for a story, and its notice in its own words."""
    told = plan.sources.get(one.story.id)
    metadata = one.story.document.metadata
    holder = one.holder or say("its holder")
    asked = (party.agency.contact for party in one.holders if party.agency and party.agency.contact)
    contact = one.terms.contact or "; ".join(asked)
    spans = [one.story.document.prose[span.start : span.end] for span in one.terms.spans]
    return StoryWords(
        names={
            "story": one.story.title or one.story.id,
            "holder": holder,
            "credit-line": credit_line(one.holders, one.told, one.terms.licence),
            "licence": one.terms.licence or say("unknown"),
            "url": (told.url if told else None) or metadata.get("url") or say("(address of the story)"),
            "contact": f" ({contact})" if contact else "",
        },
        terms=one.terms,
        sentence=" ".join(" ".join(spans).split()) or metadata.get("notice", ""),
    )


def doubts(
    held: Sequence[Held], plan: Plan, told: Plan | None, book: Rulebook, *, searched: bool
) -> Iterator[Question]:
    """Yield what the draft's front matter claims and only the desk may declare, and sources nobody looked at."""
    for fact in told.untrusted if told else ():
        message = say(
            "The draft's front matter declares {fact}; the desk did not declare it, so it does not count. Put it into "
            "the plan if it is so.",
            fact=fact,
        )
        yield Question(fact, worded("duty editor"), message)
    if not held and any(action in DERIVED or action in UNSHOWN for action in plan.action):
        message = say(
            "The plan uses a story in a way that need not show in the words, and names none that is known. Which?"
        )
        yield Question("sources-used", worded("writer"), message)
    known = {name for one in held for name in (one.story.id, one.holder, *one.keys, _language(one, plan)) if name}
    for used in plan.sources_used or ():
        if used not in known and party_key(used, book) not in known and not searched:
            message = say("The plan says '{used}' was used, and it was not compared. Name it as a source.", used=used)
            yield Question("sources-used", worded("writer"), message)


def disputed(held: Sequence[Held], verdicts: Sequence[Verdict]) -> Iterator[Question]:
    """Yield a question for every story that is taken from and whose statements about its rights contradict another."""
    taken = {verdict.use.taking.story.id for verdict in verdicts if verdict.use.facts.get("taking") is not False}
    for one in held:
        if one.terms.conflicts and one.story.id in taken:
            said = " ".join(one.terms.conflicts)
            title = one.story.title or one.story.id
            message = say("'{story}' says two things. {said} Which holds?", story=title, said=said)
            yield Question("statements-conflict", worded("counsel"), message)


def mismatches(verdicts: Sequence[Verdict], plan: Plan) -> Iterator[Finding]:
    """Yield a finding where the plan claims one manner and the text shows another; the measured one was decided."""
    claimed = [manner for manner in plan.action if manner in MANNERS]
    for verdict in verdicts:
        taking, use = verdict.use.taking, verdict.use
        if not claimed or not taking.passages or use.manner in claimed or use.facts.get("taking") is False:
            continue
        longest = max(taking.passages, key=lambda passage: passage.words)
        said = say(
            "The plan says {claimed}; the text shows {manner}, which was decided.",
            claimed=", ".join(map(worded, claimed)),
            manner=worded(use.manner),
        )
        yield Finding(
            rule="plan/mismatch",
            tier="plan",
            jurisdiction=None,
            action=use.act,
            manner=use.manner,
            effect=verdict.effect,
            message=f"{said} {taking.message}",
            fix=say("Declare what the draft does, or change the draft."),
            story=taking.story,
            draft=longest.draft,
            source=longest.source,
        )


def _language(one: Held, plan: Plan) -> str | None:
    told = plan.sources.get(one.story.id)
    return (told.language if told else None) or one.story.document.metadata.get("language")
