"""The parts of a story that are not the agency's own text: marked by a person, or shown by a photograph's credit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NoReturn

from licensing.errors import ConfigError
from licensing.model.document import Span, Story
from licensing.model.passage import Passage
from licensing.model.plan import Plan
from licensing.model.segment import Mark, Origin, Segment
from licensing.packs.segments import declared_marks
from licensing.packs.store import Rulebook
from licensing.text.bylines import photographs
from licensing.text.sentences import paragraphs
from licensing.text.words import Words, words

__all__ = ["lies_in", "segments_of"]


def segments_of(story: Story, cut: Words, plan: Plan, book: Rulebook) -> tuple[Segment, ...]:
    """Return the parts of a story that the plan or its own metadata mark, and captions of photographs.

    Args:
        story: The story.
        cut: The words of its prose.
        plan: What the desk declared.
        book: The packs in force.

    Raises:
        ConfigError: when a part is marked that is not in the story.
    """
    document, told = story.document, plan.sources.get(story.id)
    marked = [
        *((mark, "plan") for mark in (told.segments if told else ())),
        *((mark, "metadata") for mark in declared_marks(document.declared, book, document.name)),
    ]
    placed = [Segment(_place(mark, story, cut), mark.origin, mark.owner, read) for mark, read in marked]
    return (*placed, *_captions(document.prose))


def lies_in(passage: Passage, segments: Sequence[Segment], cut: Words) -> Iterator[Segment | None]:
    """Yield every part a passage has a word in; None for the story itself, where it has a word in no marked part."""
    first, last = _places(passage.source, cut)
    free = set(range(first, last))
    for segment in segments:
        start, end = _places(segment.span, cut)
        if max(first, start) < min(last, end):
            yield segment
            if segment.marked:
                free -= set(range(start, end))
    if free:
        yield None


def _captions(prose: str) -> Iterator[Segment]:
    for caption, credit in photographs(prose):
        yield Segment(caption, Origin.PHOTO, credit.name, "text")


def _places(span: Span, cut: Words) -> tuple[int, int]:
    return bisect_left(cut.starts, span.start), bisect_right(cut.ends, span.end)


def _place(mark: Mark, story: Story, cut: Words) -> Span:
    if mark.paragraphs:
        first, last = mark.paragraphs
        found = paragraphs(story.document.prose)
        if not first <= last <= len(found):
            _refuse(story, f"paragraphs {first} to {last}; it has {len(found)}")
        return Span(found[first - 1].start, found[last - 1].end)
    starts = list(_found(mark.begins, cut))
    if len(starts) != 1:
        many = f"stands there {len(starts)} times" if starts else "is not in it"
        _refuse(story, f"'{mark.begins}', which {many}. Quote its first words as they stand, and enough of them")
    start = cut.starts[starts[0]]
    if not mark.ends:
        return next(Span(start, block.end) for block in paragraphs(story.document.prose) if start < block.end)
    length = len(words(mark.ends).norm)
    last_word = next((place + length - 1 for place in _found(mark.ends, cut) if place >= starts[0]), None)
    if last_word is None:
        _refuse(story, f"an end '{mark.ends}', which does not follow '{mark.begins}'")
    return Span(start, cut.ends[last_word])


def _found(phrase: str, cut: Words) -> Iterator[int]:
    """Yield the places of a phrase, by its normalised words."""
    wanted = words(phrase).norm
    if wanted:
        for place, word in enumerate(cut.norm):
            if word == wanted[0] and cut.norm[place : place + len(wanted)] == wanted:
                yield place


def _refuse(story: Story, what: str) -> NoReturn:
    raise ConfigError(f"A part of '{story.id}' is marked by {what}.")
