"""A story beside other reports of its event: what a draft shares with all of them is the event's, not one story's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from licensing.api.stories import Held
from licensing.matching.beyond import beyond
from licensing.matching.compare import Prepared, compare
from licensing.matching.rewriting import LINE
from licensing.model.passage import PassageKind

__all__ = ["beside"]


def beside(held: Sequence[Held], draft: Prepared, review: float) -> list[Held]:
    """Return the stories, the rewriting scores of those damped that the draft follows no closer than other reports.

    A score is never raised, nor brought below the line from which a person looks. Other reports are those of other
    holders that are not retellings of the story themselves: a second version of a story excuses nobody.

    Args:
        held: The stories.
        draft: The draft.
        review: The score from which a person looks.
    """
    return [_damped(one, held, draft, review) for one in held]


def _damped(one: Held, held: Sequence[Held], draft: Prepared, review: float) -> Held:
    comparison = one.match.comparison
    if one.prepared is None or comparison.rewrite < LINE:
        return one
    others = list(_others(one, one.prepared, held))
    if not others:
        return one
    seen = max(beyond(draft, one.prepared, others), min(review, comparison.rewrite))
    if seen >= comparison.rewrite:
        return one
    passages = tuple(
        replace(passage, score=min(passage.score, seen)) if passage.kind is PassageKind.REWRITE else passage
        for passage in comparison.passages
    )
    return replace(one, match=replace(one.match, comparison=replace(comparison, rewrite=seen, passages=passages)))


def _others(one: Held, source: Prepared, held: Sequence[Held]) -> Iterator[Prepared]:
    for other in held:
        text = other.prepared
        if other is one or text is None or not one.keys or not other.keys or one.keys & other.keys:
            continue
        kin = compare(text, source)
        if kin.rewrite < LINE and kin.share_of_source < LINE:
            yield text
