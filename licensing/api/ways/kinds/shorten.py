"""Shorten a quotation to the most words that may stand.

A quotation is never shortened below what counts as a taking: then it would only be hidden.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from licensing.api.ways.kinds import register
from licensing.api.ways.scene import Change, Scene
from licensing.decision.combine import Verdict
from licensing.model.document import Span
from licensing.model.effect import Effect
from licensing.model.explanation import Edit
from licensing.model.passage import Quotation
from licensing.packs.messages import say
from licensing.text.words import Words, words

__all__ = ["propose"]


@register("shorten", effort=4, textual=True)
def propose(scene: Scene) -> Iterator[Change]:
    """Propose to cut the longest quotation from a story: to a permit, or else to a review."""
    cut = words(scene.document.prose)
    least = int(scene.check.desk.rules.numbers["taking-from"])
    for verdict in scene.stopped("quote"):
        quoted = [one.quotation for one in verdict.use.taking.passages if one.quotation]
        if not quoted:
            continue
        longest = max(quoted, key=lambda one: one.words)
        for wanted in (Effect.PERMIT, Effect.REVIEW):
            if wanted.rank >= scene.effect.rank:
                continue
            if change := _largest(scene, verdict, longest, cut, least, wanted):
                yield change
                break


def _largest(  # noqa: PLR0917 - what is searched for in what
    scene: Scene, verdict: Verdict, quotation: Quotation, cut: Words, least: int, wanted: Effect
) -> Change | None:
    """Return the quotation cut to the most words with which the draft fares as well as wanted."""
    first, last = bisect_left(cut.starts, quotation.span.start), bisect_right(cut.ends, quotation.span.end)

    def kept(count: int) -> Change:
        rest = scene.document.raw_span(Span(cut.ends[first + count - 1], quotation.span.end))
        story = verdict.use.taking.story
        what = say(
            "Shorten the quotation from '{story}' to its first {count} words; more of it does not lead there.",
            story=story.title or story.id,
            count=count,
        )
        return scene.rewrite("shorten", what, [Edit(rest, " ...")])

    def fares(count: int) -> bool:
        after = scene.after(kept(count))
        return after is not None and after.effect.rank <= wanted.rank

    low, high = least, last - first
    if high <= low or not fares(low):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fares(middle) else (low, middle)
    return kept(low)
