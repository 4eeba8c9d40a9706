"""Why a draft is held to retell a story, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from licensing.model.decision import PairedSentences, Retelling
from licensing.model.document import Document
from licensing.packs.messages import say, worded
from licensing.reports.lines import excerpt, one_line, wrap

__all__ = ["lines", "meaning"]

_LINE, _REVIEW = 0.5, 0.3
_MEASURES, _PAIRS, _WORDS = 4, 2, 8
_HIGH = 0.5


def meaning(score: float) -> str:
    """Return what a rewriting score says."""
    if score >= _LINE:
        return say("at 0.5, 1 in 100 independent reports of the same event is called a rewriting")
    if score >= _REVIEW:
        return say("at 0.3, 1 in 20 independent reports of the same event is asked about")
    return say("more than 1 in 20 independent reports of the same event score as much")


def lines(one: Retelling, document: Document | None, *, verbose: bool) -> Iterator[str]:
    """Yield the lines: what the score means, the strongest measures, the sentences side by side.

    Args:
        one: What the score rests on.
        document: The draft.
        verbose: Give every measure and every sentence.
    """
    score = say("Rewriting score {score}: {meaning}.", score=f"{one.score:.2f}", meaning=meaning(one.score))
    yield wrap(score, first="  ")
    strong = [each for each in one.measures if verbose or each.above >= _HIGH]
    told = ", ".join(
        f"{worded(each.measure)} {each.above:+.1f}" for each in (strong if verbose else strong[:_MEASURES])
    )
    if told:
        above = say("Above independent reports (standard deviations): {measures}.", measures=told)
        yield wrap(above, first="  ", rest="    ")
    if document is None or not one.sentences:
        return
    count = len(one.sentences) + len(one.alone)
    matched = say(
        "{paired} of {count} sentences have a counterpart in the story.", paired=len(one.sentences), count=count
    )
    yield wrap(matched, first="  ")
    likest = sorted(one.sentences, key=lambda pair: -pair.likeness)[:_PAIRS]
    for pair in one.sentences if verbose else sorted(likest, key=lambda pair: pair.draft):
        yield from _pair(pair, document)
    if verbose:
        yield from (f"    {say('alone')} {excerpt(document.raw[slice(*span)])}" for span in one.alone)


def _pair(pair: PairedSentences, document: Document) -> Iterator[str]:
    yield f"    {say('draft')} {excerpt(document.raw[slice(*pair.draft)])}"
    yield f"    {say('story')} {excerpt(pair.text)}"
    words = ", ".join(map(one_line, pair.words[:_WORDS]))
    more = " " + say("and {more} more", more=len(pair.words) - _WORDS) if len(pair.words) > _WORDS else ""
    if words:
        yield wrap(say("both: {words}", words=words + more), first="          ")
