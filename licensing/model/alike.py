"""What a draft and a story have in common, as an answer tells it."""

from __future__ import annotations

from typing import NamedTuple

from licensing.model.document import Span
from licensing.model.passage import PairMeasures, Passage

__all__ = ["Likeness", "PairedSentences", "Retelling", "Shared", "StoryRef"]


class StoryRef(NamedTuple):
    """A story as a finding names it."""

    id: str
    title: str | None = None
    holder: str | None = None


class Likeness(NamedTuple):
    """One measure of a draft and a story.

    Attributes:
        measure: What is measured, in words.
        value: In [0, 1].
        above: Standard deviations above independent reports of the same event and these lengths, from -2 to 4.
    """

    measure: str
    value: float
    above: float


class PairedSentences(NamedTuple):
    """A sentence of the draft and the sentence of the story most like it.

    Attributes:
        draft: In the draft, as given.
        source: In the story, as given.
        text: The story's sentence.
        likeness: Weight of what they share, in [0, 1].
        words: Stems of words, names and numbers both have.
    """

    draft: Span
    source: Span
    text: str
    likeness: float
    words: tuple[str, ...]


class Retelling(NamedTuple):
    """What the rewriting score of a draft and a story rests on.

    Attributes:
        story: The story.
        score: In [0, 1]; 0.5 is what one in a hundred independent reports of the same event scores.
        measures: The measures, the weightiest first.
        sentences: The draft's sentences that have a counterpart, in order.
        alone: The draft's sentences that have none.
    """

    story: StoryRef
    score: float
    measures: tuple[Likeness, ...]
    sentences: tuple[PairedSentences, ...]
    alone: tuple[Span, ...]


class Shared(NamedTuple):
    """What a draft shares with one story.

    Attributes:
        story: The story.
        rewrite: The rewriting score of the two texts as wholes.
        measures: What the draft keeps of the story.
        passages: What is charged to the story, in draft order, measured; spans are those of the texts as given.
    """

    story: StoryRef
    rewrite: float
    measures: PairMeasures
    passages: tuple[Passage, ...]
