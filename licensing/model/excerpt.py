"""What one output takes of one story, in places of the story's words: such places add up over outputs."""

from __future__ import annotations

from typing import NamedTuple

from licensing.model.document import Span

__all__ = ["Excerpt", "Places", "counted", "joined"]

Places = tuple[Span, ...]
"""Half-open stretches of a story's words by their numbers from 0, in order, none touching the next."""


class Excerpt(NamedTuple):
    """What one output takes of one story; nothing of either text can be read from it.

    Attributes:
        story: The story's id.
        title: Its headline, if any.
        holder: Its holder as a person reads it; None unknown.
        words: Words of the story, its notice and credits left out.
        verbatim: Words taken without quotation marks.
        quoted: Words taken in quotation marks.
        rewritten: Words of passages told in other words.
        reach: Words shared in any of these ways, those charged to another story included.
        measured: The share of the story as rules ask for it, in [0, 1].
        rewrite: The rewriting score, in [0, 1], of this output alone.
        follows: Whether the output may tell the story in other words.
    """

    story: str
    title: str | None
    holder: str | None
    words: int
    verbatim: Places = ()
    quoted: Places = ()
    rewritten: Places = ()
    reach: Places = ()
    measured: float = 0.0
    rewrite: float = 0.0
    follows: bool = False

    @property
    def taken(self) -> Places:
        """The words taken, each once."""
        return joined(self.verbatim, self.quoted, self.rewritten)

    @property
    def share(self) -> float:
        """The share of the story's words that is taken, in [0, 1]."""
        return min(1.0, counted(self.taken) / self.words) if self.words else 0.0


def joined(*every: Places) -> Places:
    """Return the places that stand in any of several."""
    found: list[Span] = []
    for first, last in sorted(span for places in every for span in places):
        if found and first <= found[-1].end:
            found[-1] = Span(found[-1].start, max(last, found[-1].end))
        elif first < last:
            found.append(Span(first, last))
    return tuple(found)


def counted(places: Places) -> int:
    """Return how many words some places hold."""
    return sum(end - start for start, end in places)
