"""Why a draft is held to retell a story: the measures in words, and its sentences beside the story's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from licensing.api.stories import Held
from licensing.decision.combine import Verdict
from licensing.matching.compare import Prepared
from licensing.matching.explained import explain
from licensing.model.decision import Likeness, PairedSentences, Retelling, StoryRef
from licensing.model.document import Document

__all__ = ["retellings"]


def retellings(
    held: Sequence[Held], verdicts: Sequence[Verdict], draft: Prepared, document: Document
) -> Iterator[Retelling]:
    """Yield what the score of each story rests on that the draft is held, or not known not, to rewrite.

    Args:
        held: The stories.
        verdicts: The verdicts on all uses.
        draft: The draft as it was compared.
        document: The draft; spans are those of its text as given.
    """
    rewritten: dict[str, float] = {}
    for verdict in verdicts:
        facts, story = verdict.use.facts, verdict.use.taking.story.id
        score = facts.get("rewrite-score")
        if isinstance(score, float) and facts.get("taking") is not False:
            rewritten[story] = max(score, rewritten.get(story, 0.0))
    for one in held:
        if one.story.id in rewritten and one.prepared is not None:
            yield _retelling(one, one.prepared, rewritten[one.story.id], draft, document)


def _retelling(one: Held, source: Prepared, score: float, draft: Prepared, document: Document) -> Retelling:
    found, story = explain(draft, source), one.story.document
    return Retelling(
        StoryRef(one.story.id, one.story.title, one.holder),
        score,
        tuple(Likeness(each.measure, each.value, each.above) for each in found.evidence if each.value is not None),
        tuple(
            PairedSentences(
                document.raw_span(pair.draft),
                story.raw_span(pair.source),
                story.prose[slice(*pair.source)],
                pair.likeness,
                pair.words,
            )
            for pair in found.sentences
        ),
        tuple(document.raw_span(span) for span in found.alone),
    )
