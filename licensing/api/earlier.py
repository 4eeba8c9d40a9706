"""What earlier outputs took from a story already: split over several drafts it is used once, not in small parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from licensing.api.archive import RETELLS
from licensing.matching.compare import Prepared, compare, prepare
from licensing.matching.ledger import reach, together
from licensing.model.excerpt import Places, counted, joined
from licensing.model.passage import Comparison, PassageKind

__all__ = ["Before", "Counted", "Earlier", "before", "follows", "summed", "takes", "texts", "with_others"]


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


Earlier = Callable[[str, Prepared, Prepared, Comparison], Before | None]
"""Returns what earlier outputs took from a story: of its id, the draft, the story and what both share."""


class Counted(NamedTuple):
    """What earlier outputs took from a story, as a ledger of them says.

    Attributes:
        texts: How many of them took something.
        taken: The story's words that stand in their passages.
        prose: Their texts, where the draft follows the story in other words.
    """

    texts: int
    taken: Places
    prose: tuple[str, ...] = ()


def texts(earlier: Sequence[Prepared]) -> Earlier:
    """Return what answers for texts at hand: each is compared with every story a draft takes from."""
    return lambda _, draft, source, found: before(draft, source, earlier, found)


def summed(ledger: Mapping[str, Counted]) -> Earlier:
    """Return what answers for outputs a ledger counted, by the ids of the stories: nothing is compared again."""

    def answer(story: str, draft: Prepared, source: Prepared, found: Comparison) -> Before | None:
        known = ledger.get(story)
        if known is None or not known.texts or not takes(found):
            return None
        own, words = reach(found, source), max(1, len(source.norm))
        added = counted(joined(own, known.taken)) - counted(own)
        rewrite = _together(draft, source, known.prose) if follows(found) and known.prose else 0.0
        return Before(known.texts, counted(known.taken) / words, added / words, rewrite)

    return answer


def with_others(first: Earlier, second: Earlier) -> Earlier:
    """Return what answers for two sets of outputs; what both took counts twice, so that it is never too little."""

    def answer(story: str, draft: Prepared, source: Prepared, found: Comparison) -> Before | None:
        one, other = first(story, draft, source, found), second(story, draft, source, found)
        if one is None or other is None:
            return one or other
        share, added = min(1.0, one.share + other.share), min(1.0, one.added + other.added)
        return Before(one.texts + other.texts, share, added, max(one.rewrite, other.rewrite))

    return answer


def before(draft: Prepared, source: Prepared, earlier: Sequence[Prepared], found: Comparison) -> Before | None:
    """Return what earlier outputs took from a story the draft takes from too; None when they took nothing.

    Args:
        draft: The draft.
        source: The story.
        earlier: Texts that went out before; the draft itself, should it be among them, does not count.
        found: What the draft takes from the story.
    """
    if not takes(found):
        return None
    taking = [text for text in earlier if text.prose != draft.prose and takes(compare(text, source))]
    if not taking:
        return None
    whole = together(draft, source, taking)
    rewrite = _together(draft, source, [text.prose for text in taking]) if follows(found) else 0.0
    return Before(len(taking), whole.before, whole.share - whole.alone, rewrite)


def _together(draft: Prepared, source: Prepared, earlier: Sequence[str]) -> float:
    return compare(prepare("\n\n".join([*earlier, draft.prose])), source).rewrite


def takes(found: Comparison) -> bool:
    """Return whether a draft takes anything from a story that counts together with other outputs."""
    return found.share_of_source > 0 or found.rewrite >= RETELLS


def follows(found: Comparison) -> bool:
    """Return whether a draft may tell the story in other words."""
    return found.rewrite >= RETELLS or any(one.kind is PassageKind.REWRITE for one in found.passages)
