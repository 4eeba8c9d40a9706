"""Stories in another language that a draft may be a translation of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from licensing.api.stories import Held, translates
from licensing.decision.uses import acts
from licensing.matching.compare import Prepared
from licensing.model.decision import Finding, StoryRef
from licensing.model.document import Span
from licensing.model.effect import Effect
from licensing.model.passage import Translation
from licensing.model.plan import Plan
from licensing.packs.messages import say, sentence, worded

__all__ = ["translations"]

_NAMES = {
    "ar": sentence("Arabic"),
    "de": sentence("German"),
    "en": sentence("English"),
    "es": sentence("Spanish"),
    "fr": sentence("French"),
    "ru": sentence("Russian"),
    "tr": sentence("Turkish"),
}


def translations(held: Sequence[Held], draft: Prepared, plan: Plan, own: str | None) -> Iterator[Finding]:
    """Yield what a person must look at: it is possible that the draft is a translation, and no more is known.

    A plan that says "translate" has answered already, and its own stories a publisher may translate.

    Args:
        held: The stories.
        draft: The draft.
        plan: What the desk declared.
        own: The publisher's party key.
    """
    if "translate" in plan.action:
        return
    for one in held:
        if own is not None and one.keys == {own}:
            continue
        if (found := translates(draft, one)) is not None:
            yield _finding(found, one, plan, draft)


def _finding(found: Translation, one: Held, plan: Plan, draft: Prepared) -> Finding:
    story = StoryRef(one.story.id, one.story.title, one.holder)
    name = f"'{story.title or story.id}' ({story.holder or say('holder unknown')})"
    message = say(
        "A translation of {story} is possible: {names} names and numbers of this story in {language} stand in the "
        "draft in the story's order, {ofstory} of the story's and {ofdraft} of the draft's. More cannot be seen across "
        "languages.",
        story=name,
        names=found.names,
        language=worded(_NAMES[found.source_language]),
        ofstory=f"{found.share_of_source:.0%}",
        ofdraft=f"{found.share_of_draft:.0%}",
    )
    return Finding(
        rule="house/possible-translation",
        tier="house",
        jurisdiction=None,
        action=acts(plan)[0][0],
        manner="translate",
        effect=Effect.REVIEW,
        message=message,
        fix=say("If it is one, declare it in the plan (action: translate); if not, have a duty editor release it."),
        story=story,
        draft=Span(draft.words.starts[0], draft.words.ends[-1]),
    )
