"""Say of a decision what is waived and released: what the engine decided stays, what a pipeline acts on may not.

Pure: a decision and what stands on file in, a decision out. Nothing here makes an effect more lenient, and what stands
in a draft itself is never asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath

from licensing.api.fingerprints import baseline_mark
from licensing.api.standing import Standing
from licensing.model.decision import Decision, DraftDecision, Finding, Trouble
from licensing.model.effect import Effect, most_lenient, strictest
from licensing.model.waiver import Lapsed, Release, Waiver
from licensing.packs.messages import say
from licensing.text.globs import Pattern, matches, pattern

__all__ = ["held_for", "settle", "stopping"]


def settle(decision: Decision, standing: Standing) -> Decision:
    """Return a decision with the waivers, the baseline and the releases that count for it.

    An entry that does not count is told on the draft it would speak of; one that is broken and speaks of none of these
    drafts is an error, for nobody can say what it was meant for. What nothing needed stands in the notes.
    """
    drafts = tuple(_settled(draft, standing) for draft in decision.drafts)
    told = {one for draft in drafts for finding in (*draft.findings, None) for one in _lapsed(finding, draft, standing)}
    lapsed = [one for several in standing.lapsed.values() for one in several if one not in told]
    errors = [Trouble(one.path, one.why) for one in lapsed if one.broken]
    return replace(
        decision,
        drafts=drafts,
        errors=(*decision.errors, *standing.troubles, *errors),
        notes=(*decision.notes, *_unneeded(drafts, standing)),
    )


def stopping(draft: DraftDecision) -> list[Finding]:
    """Return the findings that stop a draft, and for which nobody answers."""
    return [one for one in draft.findings if one.effect is not Effect.PERMIT and one.waiver is None]


def held_for(draft: DraftDecision) -> tuple[str, ...]:
    """Return what a draft is held for, in the words a release names it by."""
    rules = {f"{finding.rule} of {finding.story.id}" for finding in stopping(draft)}
    return (*sorted(rules), *sorted({f"question {question.fact}" for question in draft.questions}))


def _settled(draft: DraftDecision, standing: Standing) -> DraftDecision:
    findings = tuple(replace(one, waiver=_waiver(one, draft, standing)) for one in draft.findings)
    waived = replace(draft, findings=findings, release=None)
    stops = _left(waived)
    release = None
    if draft.effect is Effect.REVIEW and stops is Effect.REVIEW:
        release = next((one for one in _releases(draft, standing) if not _withholds(one, waived, standing)), None)
    if release is not None:
        stops = Effect.PERMIT
    return replace(
        waived,
        release=release,
        stops=None if stops is draft.effect else stops,
        notes=tuple(dict.fromkeys(filter(None, _notes(waived, standing)))) if stops is not Effect.PERMIT else (),
    )


def _left(draft: DraftDecision) -> Effect:
    """Return what waivers leave of an effect; nobody can waive what no finding shows."""
    shown = strictest([finding.effect for finding in draft.findings])
    unseen = draft.effect if shown.rank < draft.effect.rank else Effect.PERMIT
    left = strictest([draft.floor, unseen, *(finding.effect for finding in stopping(draft))])
    return most_lenient([draft.effect, left])


def _waiver(finding: Finding, draft: DraftDecision, standing: Standing) -> Waiver | None:
    """Return who answers for a finding: a waiver that names it, else the baseline."""
    if finding.effect is Effect.PERMIT or not finding.fingerprint or not standing.may_waive(finding):
        return None
    for one in standing.waivers.get(finding.fingerprint, ()):
        if not _beside(one, finding, draft):
            return one
    known = finding.draft is not None or draft.digest
    where = standing.baseline.get(baseline_mark(finding, draft.digest)) if known else None
    if where is None:
        return None
    reason = say("It was there when the baseline was made.")
    return Waiver(finding.rule, finding.story.id, finding.fingerprint, reason, None, None, where)


def _beside(one: Waiver, finding: Finding, draft: DraftDecision) -> str:
    """Return why a waiver with a finding's fingerprint does not speak of it; empty when it does."""
    if (one.rule, one.story) != (finding.rule, finding.story.id):
        return say("{where}: This waiver names another rule or story than its passage.", where=one.where)
    if one.draft is None and finding.draft is None:
        return say(
            "{where}: {rule} speaks of no passage, so its waiver must name the draft ('draft').",
            where=one.where,
            rule=finding.rule,
        )
    if one.draft is not None and not _names(one.draft, draft.path):
        return say("{where}: This waiver is for {draft} alone.", where=one.where, draft=one.draft)
    return ""


def _releases(draft: DraftDecision, standing: Standing) -> Sequence[Release]:
    return standing.releases.get(draft.digest, ()) if draft.digest else ()


def _withholds(one: Release, draft: DraftDecision, standing: Standing) -> str:
    """Return why a release of these very bytes does not count; empty when it does."""
    if draft.effect is Effect.DENY:
        return say("{where}: Only a review can be released; this is a denial.", where=one.where)
    never = [finding.rule for finding in stopping(draft) if not standing.may_waive(finding)]
    if never:
        return say("{where}: {rule} can never be released.", where=one.where, rule=never[0])
    since = [reason for reason in held_for(draft) if reason not in one.seen]
    if since:
        return say(
            "{where}: This release was given before this came up: {since}. Look again, and release the draft anew.",
            where=one.where,
            since="; ".join(since),
        )
    return ""


def _notes(draft: DraftDecision, standing: Standing) -> Iterator[str]:
    """Yield what would let a draft pass and does not count."""
    for finding in stopping(draft):
        for one in standing.waivers.get(finding.fingerprint, ()):
            if standing.may_waive(finding):
                yield _beside(one, finding, draft)
            else:
                yield say("{where}: {rule} can never be waived.", where=one.where, rule=finding.rule)
        yield from (one.why for one in _lapsed(finding, draft, standing))
    yield from (_withholds(one, draft, standing) for one in _releases(draft, standing))
    yield from (one.why for one in _lapsed(None, draft, standing))


def _lapsed(finding: Finding | None, draft: DraftDecision, standing: Standing) -> Iterator[Lapsed]:
    """Yield the entries that would speak of a finding, or release the draft, and do not count."""
    key = (finding.rule, finding.story.id, finding.fingerprint) if finding else (draft.digest,)
    for one in standing.lapsed.get(key, ()):
        if one.draft is None or _names(one.draft, draft.path):
            yield one


def _unneeded(drafts: Sequence[DraftDecision], standing: Standing) -> Iterator[str]:
    """Yield waivers that could have counted in this run and were not needed, and those that have run out."""
    used = {finding.waiver.where for draft in drafts for finding in draft.findings if finding.waiver is not None}
    for several in standing.waivers.values():
        for one in several:
            near = one.draft is None or any(_names(one.draft, draft.path) for draft in drafts)
            if near and one.where not in used:
                yield say("{where}: Nothing in this run needed this waiver.", where=one.where)
    told = {note for draft in drafts for note in draft.notes}
    for key, lapsed in standing.lapsed.items():
        # A release that has run out is a record, and stays one.
        if len(key) > 1:
            yield from (one.why for one in lapsed if not one.broken and one.why not in told)


def _names(stated: str, path: str) -> bool:
    """Return whether a pattern names a draft, from whichever folder above it the run was started."""
    one = _pattern(stated)
    parts = PurePath(path).as_posix().split("/")
    return one is not None and any(matches([one], "/".join(parts[start:])) for start in range(len(parts)))


@lru_cache(maxsize=4096)
def _pattern(stated: str) -> Pattern | None:
    return pattern(stated)
