"""How drafts and findings stand, in sentences every report shares: the headline, who answers for what, the totals."""

from __future__ import annotations

from collections.abc import Iterator

from licensing.model.decision import Checked, Decision, DraftDecision, Finding, Trouble
from licensing.model.effect import Effect
from licensing.model.waiver import Waiver
from licensing.packs.messages import say
from licensing.reports.lines import one_line
from licensing.reports.words import effect_word

__all__ = [
    "answered",
    "closing",
    "headline",
    "let_pass",
    "let_through",
    "released",
    "seen",
    "total",
    "troubled",
    "unseen",
    "waived",
    "waived_count",
]


def let_pass(finding: Finding, draft: DraftDecision) -> bool:
    """Return whether somebody answers for a finding, so that it stops nothing."""
    return finding.waiver is not None or (draft.release is not None and finding.effect is Effect.REVIEW)


def headline(draft: DraftDecision) -> str:
    """Return what holds for a draft, in one or two sentences."""
    match draft.effect:
        case Effect.DENY:
            return _denied(draft)
        case Effect.REVIEW:
            return _held(draft)
        case Effect.PERMIT:
            return say(
                "No known obstacle in what was checked: {seen}. Not checked: {unseen}.",
                seen=seen(draft.checked),
                unseen=unseen(draft.checked),
            )


def _denied(draft: DraftDecision) -> str:
    match draft.outcome:
        case Effect.DENY:
            return say("Stopped: no right on file covers this.")
        case Effect.REVIEW:
            return say("No right on file covers this; what stops it is waived, and a person must look.")
        case Effect.PERMIT:
            return say("No right on file covers this. What stops it is waived.")


def _held(draft: DraftDecision) -> str:
    if draft.outcome is Effect.REVIEW:
        return say("Held: a person must look before this goes out.")
    return released(draft) or say("A person would have to look before this goes out. What holds it is waived.")


def released(draft: DraftDecision) -> str:
    """Return who released a draft; empty when nobody did."""
    one = draft.release
    if one is None:
        return ""
    return say(
        "Held for review, and released until {until} by {by}: {reason} [{where}]",
        until=one.until,
        by=one.by,
        reason=one.reason,
        where=one.where,
    )


def waived(waiver: Waiver) -> str:
    """Return who answers for a finding, until when and why."""
    if waiver.approver is None or waiver.until is None:
        return say("Known before: {reason} [{where}]", reason=waiver.reason, where=waiver.where)
    return say(
        "Waived until {until} by {approver}: {reason} [{where}]",
        until=waiver.until,
        approver=waiver.approver,
        reason=waiver.reason,
        where=waiver.where,
    )


def answered(draft: DraftDecision) -> Iterator[str]:
    """Yield everything somebody answers for in a draft, each once: its release, its waivers."""
    if draft.release is not None:
        yield released(draft)
    yield from dict.fromkeys(
        f"{finding.rule}: {waived(finding.waiver)}" for finding in draft.findings if finding.waiver is not None
    )


def waived_count(draft: DraftDecision) -> int:
    """Return how many findings are waived."""
    return sum(finding.waiver is not None for finding in draft.findings)


def closing() -> str:
    """Return what every report ends with."""
    return say("This is a rule lookup, not legal advice; thresholds are house policy.")


def total(decision: Decision) -> str:
    """Return a run in one sentence."""
    if decision.idle:
        return decision.idle
    counts = [
        say("{count} {effect}", count=count, effect=effect_word(effect))
        for effect in (Effect.DENY, Effect.REVIEW, Effect.PERMIT)
        if (count := sum(draft.effect is effect for draft in decision.drafts))
    ]
    if decision.errors:
        counts.append(say("{count} not checked", count=len(decision.errors)))
    drafts = len(decision.drafts) + len(decision.errors)
    stated = ", ".join(counts)
    if drafts == 1:
        return " ".join([say("1 draft: {counts}.", counts=stated), *let_through(decision)])
    return " ".join([say("{drafts} drafts: {counts}.", drafts=drafts, counts=stated), *let_through(decision)])


def let_through(decision: Decision) -> Iterator[str]:
    """Yield how many findings are waived and how many drafts are released, where there are any."""
    if count := sum(map(waived_count, decision.drafts)):
        yield say("Findings waived: {count}.", count=count)
    if count := sum(draft.release is not None for draft in decision.drafts):
        yield say("Drafts released: {count}.", count=count)


def troubled(error: Trouble) -> str:
    """Return the message with its file in front; errors that know line and column carry both already."""
    return one_line(error.message if error.message.startswith(error.path) else f"{error.path}: {error.message}")


def seen(checked: Checked) -> str:
    """Return what a draft was held against."""
    stories = say("1 story") if checked.stories == 1 else say("{count} stories", count=checked.stories)
    against = f" ({', '.join(checked.against)})" if checked.against else ""
    law = say(", the law of {where}", where=", ".join(checked.jurisdictions)) if checked.jurisdictions else ""
    return f"{stories}{against}{law}"


def unseen(checked: Checked) -> str:
    """Return what nobody looked at."""
    return "; ".join(checked.unseen) or say("anything else")
