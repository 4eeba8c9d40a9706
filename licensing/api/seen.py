"""What a draft was held against, what was taken on somebody's word, and what nobody looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from licensing.api.archive import RELATED, Archive
from licensing.api.hidden import unseen
from licensing.api.stories import Held
from licensing.decision.combine import Verdict
from licensing.model.decision import Checked
from licensing.model.document import Story
from licensing.model.passage import Passage
from licensing.model.plan import Plan
from licensing.packs.messages import say, sentence, worded

__all__ = ["checked", "declarer"]

SAID = 4
"""Words of stock wording worth a line."""
UNSEEN = (
    sentence("translations with few names and numbers, unless the plan declares them"),
    sentence("pictures, sound and video"),
)


def checked(
    held: Sequence[Held], verdicts: Sequence[Verdict], plan: Plan, archive: Archive | None, named: int
) -> Checked:
    """Return what a draft was held against.

    Args:
        held: The stories, those named beside the draft first.
        verdicts: The verdicts on all uses.
        plan: What the desk declared.
        archive: The archive searched.
        named: How many stories were named beside the draft.
    """
    lenient = [verdict.use.taking.message for verdict in verdicts if verdict.use.facts.get("taking") is False]
    stock = [
        _stock(passage, one.story)
        for one in held
        for passage in one.match.passages
        if passage.kind == "common-phrase" and passage.words >= SAID
    ]
    stored = archive.count() if archive else 0
    return Checked(
        stories=named + stored,
        against=(*(one.story.id for one in held[:named]), *((archive.name,) if archive else ())),
        not_held=tuple(dict.fromkeys([*lenient, *stock, *(note for one in held for note in one.elsewhere)])),
        declared=tuple(
            say("{fact}: {value} (declared by {who})", fact=fact, value=value, who=declarer(who))
            for fact, who, value in _declared(plan)
        ),
        jurisdictions=tuple(dict.fromkeys(verdict.jurisdiction for verdict in verdicts)),
        unseen=(
            *map(worded, UNSEEN),
            *_out_of_reach(archive),
            *_reaching_further(plan),
            *unseen(one.story for one in held),
        ),
    )


def _stock(passage: Passage, story: Story) -> str:
    name = story.title or story.id
    if passage.others:
        return say(
            "Shares {words} words with '{story}' that {others} stories of other holders have as well.",
            words=passage.words,
            story=name,
            others=passage.others,
        )
    return say("Shares {words} words of names or stock wording with '{story}'.", words=passage.words, story=name)


def _out_of_reach(archive: Archive | None) -> Iterator[str]:
    if archive is not None:
        yield (
            say(
                "rewriting of archived stories that share no run of 8 words and are not among the {count} likeliest",
                count=RELATED,
            )
            if archive.ranks
            else say(
                "rewriting of archived stories that share no run of 8 words, until a story is added to this archive: "
                "it was written by an earlier version"
            )
        )


def _reaching_further(plan: Plan) -> Iterator[str]:
    """Yield what no plan says of a page on the web: it is read everywhere."""
    if plan.territory and {"web", "app", "social"} & set(plan.medium):
        where = ", ".join(plan.territory)
        yield say("the law of other territories than {where}, where the web reaches", where=where)


def _declared(plan: Plan) -> Iterator[tuple[str, str, str]]:
    for fact, who in plan.declared_by.items():
        value: Any = plan.facts[fact] if fact in plan.facts else getattr(plan, fact.replace("-", "_"))
        if fact == "agreements":
            value = [agreement.policy.uid for agreement in value]
        elif fact == "sources":
            value = list(value)
        shown = ", ".join(map(str, value)) or say("none") if isinstance(value, tuple | list) else str(value)
        yield fact, who, {"True": say("yes"), "False": say("no")}.get(shown, shown)


def declarer(who: str) -> str:
    """Return who declared a fact, as a person reads it: a file by its name."""
    return {"flags": say("flags"), "the caller": say("the caller")}.get(who, who)
