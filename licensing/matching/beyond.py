"""What a draft shares with one source beyond what it shares with other reports of the same event."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log

from licensing.matching.phrases import names
from licensing.matching.prepared import Prepared
from licensing.matching.rewriting import score
from licensing.matching.tokens import streams

__all__ = ["beyond"]

_RELATED = 0.01
_USUAL = -3.1
_DAMPED, _RAISED = 0.2, 0.36
_LEAST = 1e-6


def beyond(draft: Prepared, source: Prepared, others: Iterable[Prepared]) -> float:
    """Return the rewriting score of a pair, seen beside other reports of the event.

    Two reports that follow one release or one indictment are alike, but then the draft is like other reports too: the
    likeness to the best of these damps the score. Where it is like none of them more than reports usually are, the
    score is raised. Of 723 pairs of leads with a third report at hand one in a hundred still reaches 0.5.

    Args:
        draft: The draft.
        source: The source.
        others: Reports of the same event by others; those that share next to nothing with the draft are passed over.

    Returns:
        In [0, 1]; the plain score where no other report is related.
    """
    plain = _score(draft, source)
    related = [found for other in others if (found := _score(draft, other)) > _RELATED]
    if not related:
        return plain
    margin = _odds(plain) - _DAMPED * max(0.0, _odds(max(related)) - _USUAL) + _RAISED
    return 1 / (1 + exp(-margin))


def _score(draft: Prepared, source: Prepared) -> float:
    named = names(draft, source)
    return score(streams(draft.shown, named), streams(source.shown, named))


def _odds(share: float) -> float:
    inside = min(1 - _LEAST, max(_LEAST, share))
    return log(inside / (1 - inside))
