"""Quotations a draft credits to a story's holder that its stories do not have, or have from somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from licensing.api.stories import Held
from licensing.decision.uses import acts
from licensing.matching.compare import Prepared, prepare
from licensing.matching.misquoted import carries, credited, misattributed, unfounded
from licensing.matching.prepared import SEED, N
from licensing.model.decision import Finding, StoryRef
from licensing.model.document import Span
from licensing.model.effect import Effect
from licensing.model.passage import Misquotation, Misquoted, PassageKind
from licensing.model.plan import Plan
from licensing.packs.messages import say, sentence, worded

__all__ = ["misquotations"]

_RULES = {
    Misquotation.FABRICATED: "house/quotation-not-in-story",
    Misquotation.ALTERED: "house/quotation-partly-in-story",
    Misquotation.MISATTRIBUTED: "house/quotation-of-another",
}
_FIXES = {
    Misquotation.FABRICATED: sentence(
        "Name the story it comes from, say where else it was spoken, or take the marks off."
    ),
    Misquotation.ALTERED: sentence("Give the words exactly, name the story they come from, or take the marks off."),
    Misquotation.MISATTRIBUTED: sentence(
        "Give the words to the person who spoke them, or say where else they were spoken."
    ),
}


def misquotations(
    held: Sequence[Held], draft: Prepared, plan: Plan, named: int, *, own: str | None, searched: bool
) -> Iterator[Finding]:
    """Yield what a person must look at in quotations: accuracy, whoever holds the rights.

    A quotation is asked about only where the draft credits it to a holder, and no story at hand, of that holder or of
    any other, has it. What an archive may have and not find, as a quotation under eight words, is not asked about.

    Args:
        held: The stories, those named beside the draft first, before passages are charged to one of them.
        draft: The draft.
        plan: What the desk declared.
        named: How many stories were named beside the draft.
        own: The publisher's party key: what it credits to itself is its own reporting.
        searched: Whether an archive was searched.
    """
    for one in held:
        if one.prepared is not None:
            for found in misattributed(one.match.passages, draft, one.prepared):
                yield _finding(found, one, plan)
    texts: list[Prepared] = []
    seen: set[Span] = set()
    for place, one in enumerate(held):
        if one.prepared is None or own in one.keys or not (place < named or _takes(one)):
            continue
        for region in credited(draft, one.prepared.names, N if searched else SEED):
            if region.quoted.inner in seen:
                continue
            seen.add(region.quoted.inner)
            texts = texts or [text for each in held for text in _texts(each)]
            if any(carries(text, region, draft) for text in texts):
                continue
            beside = [
                (wrong, each)
                for each in held
                if each is one or each.keys & one.keys
                if (wrong := unfounded(region, draft, _whole(each)))
            ]
            if beside:
                yield _finding(*max(beside, key=lambda pair: pair[0].known), plan)


def _takes(one: Held) -> bool:
    return any(passage.kind is not PassageKind.COMMON_PHRASE for passage in one.match.passages)


def _texts(one: Held) -> Iterator[Prepared]:
    """Yield everything a story says: its prose, its notice and credits included, its headline and other metadata."""
    yield _whole(one)
    stated = "\n".join((one.story.title or "", *one.story.document.metadata.values()))
    yield prepare(stated)


def _whole(one: Held) -> Prepared:
    return Prepared(one.story.document.prose, one.words)


def _finding(found: Misquoted, one: Held, plan: Plan) -> Finding:
    story = StoryRef(one.story.id, one.story.title, one.holder)
    return Finding(
        rule=_RULES[found.kind],
        tier="house",
        jurisdiction=None,
        action=acts(plan)[0][0],
        manner="quote",
        effect=Effect.REVIEW,
        message=_message(found, f"'{story.title or story.id}'", story.holder or say("its holder")),
        fix=worded(_FIXES[found.kind]),
        story=story,
        draft=found.draft,
        source=found.source,
    )


def _message(found: Misquoted, story: str, holder: str) -> str:
    if found.speakers:
        who, whom = found.speakers
        return say(
            "{words} words stand in quotation marks as those of {who}; in {story} ({holder}) {whom} says them.",
            words=found.words,
            who=who,
            story=story,
            holder=holder,
            whom=whom,
        )
    if found.kind is Misquotation.FABRICATED:
        return say(
            "{words} words stand in quotation marks and are credited to {holder}; {story} does not contain them, nor "
            "does any other story at hand.",
            words=found.words,
            holder=holder,
            story=story,
        )
    return say(
        "{words} words stand in quotation marks and are credited to {holder}; {story} contains {known} of them, and no "
        "other story at hand contains more.",
        words=found.words,
        holder=holder,
        story=story,
        known=found.known,
    )
