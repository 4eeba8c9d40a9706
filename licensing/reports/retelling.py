"""Why a draft is held to retell a story, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from licensing.model.decision import PairedSentences, Retelling
from licensing.model.document import Document
from licensing.reports.lines import excerpt, one_line, wrap

__all__ = ["lines", "meaning"]

_LINE, _REVIEW = 0.5, 0.3
_MEASURES, _PAIRS, _WORDS = 4, 2, 8
_HIGH = 0.5


def meaning(score: float) -> str:
    """Return what a rewriting score says."""
    if score >= _LINE:
        return "at 0.5, 1 in 100 independent reports of the same event is called a rewriting"
    if score >= _REVIEW:
        return "at 0.3, 1 in 20 independent reports of the same event is asked about"
    return "more than 1 in 20 independent reports of the same event score as much"


def lines(one: Retelling, document: Document | None, *, verbose: bool) -> Iterator[str]:
    """Yield the lines: what the score means, the strongest measures, the sentences side by side.

    Args:
        one: What the score rests on.
        document: The draft.
        verbose: Give every measure and every sentence.
    """
    yield wrap(f"Rewriting score {one.score:.2f}: {meaning(one.score)}.", first="  ")
    strong = [each for each in one.measures if verbose or each.above >= _HIGH]
    told = ", ".join(f"{each.measure} {each.above:+.1f}" for each in (strong if verbose else strong[:_MEASURES]))
    if told:
        yield wrap(f"Above independent reports (standard deviations): {told}.", first="  ", rest="    ")
    if document is None or not one.sentences:
        return
    count = len(one.sentences) + len(one.alone)
    yield wrap(f"{len(one.sentences)} of {count} sentences have a counterpart in the story.", first="  ")
    likest = sorted(one.sentences, key=lambda pair: -pair.likeness)[:_PAIRS]
    for pair in one.sentences if verbose else sorted(likest, key=lambda pair: pair.draft):
        yield from _pair(pair, document)
    if verbose:
        yield from (f"    alone {excerpt(document.raw[slice(*span)])}" for span in one.alone)


def _pair(pair: PairedSentences, document: Document) -> Iterator[str]:
    yield f"    draft {excerpt(document.raw[slice(*pair.draft)])}"
    yield f"    story {excerpt(pair.text)}"
    words = ", ".join(map(one_line, pair.words[:_WORDS]))
    more = f" and {len(pair.words) - _WORDS} more" if len(pair.words) > _WORDS else ""
    if words:
        yield wrap(f"both: {words}{more}", first="          ")
