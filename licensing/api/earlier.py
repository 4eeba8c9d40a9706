"""What earlier outputs took from a story already: split over several drafts it is used once, not in small parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from licensing.api.archive import RETELLS
from licensing.matching.compare import Prepared, compare, prepare
from licensing.matching.ledger import together
from licensing.model.passage import Comparison, PassageKind

__all__ = ["Before", "before"]


class Before(NamedTuple):
    """What earlier outputs took from a story.

    Attributes:
        texts: How many of them took something.
        share: Ratio of the story's words that stand in their passages.
        added: Ratio of the story's words that stand in theirs and not in the draft's.
        rewrite: The rewriting score of the draft and these outputs read as one text; 0 when the draft itself shows
            nothing rewritten.
    """

    texts: int
    share: float
    added: float
    rewrite: float


def before(draft: Prepared, source: Prepared, earlier: Sequence[Prepared], found: Comparison) -> Before | None:
    """Return what earlier outputs took from a story the draft takes from too; None when they took nothing.

    Args:
        draft: The draft.
        source: The story.
        earlier: Texts that went out before; the draft itself, should it be among them, does not count.
        found: What the draft takes from the story.
    """
    if not _takes(found):
        return None
    texts = [text for text in earlier if text.prose != draft.prose and _takes(compare(text, source))]
    if not texts:
        return None
    summed = together(draft, source, texts)
    rewrite = 0.0
    if _follows(found):
        whole = "\n\n".join([*(text.prose for text in texts), draft.prose])
        rewrite = compare(prepare(whole), source).rewrite
    return Before(len(texts), summed.before, summed.share - summed.alone, rewrite)


def _takes(found: Comparison) -> bool:
    return found.share_of_source > 0 or found.rewrite >= RETELLS


def _follows(found: Comparison) -> bool:
    return found.rewrite >= RETELLS or any(one.kind is PassageKind.REWRITE for one in found.passages)
