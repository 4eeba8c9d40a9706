"""What two texts have in common, in the words of text-reuse research (PAN): passages of a draft and a source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from licensing.model.document import Span, Story

__all__ = [
    "Comparison",
    "Match",
    "Measures",
    "Misquotation",
    "Misquoted",
    "PairMeasures",
    "Part",
    "Passage",
    "PassageKind",
    "Quotation",
    "Speech",
    "Stretch",
    "Translation",
]


class PassageKind(StrEnum):
    """How a passage of the draft stands to the source."""

    VERBATIM = "verbatim"
    QUOTATION = "quotation"
    REWRITE = "rewrite"
    COMMON_PHRASE = "common-phrase"
    SHARED_SPEECH = "shared-speech"


class Speech(StrEnum):
    """Whose words a shared passage is, as far as the source tells.

    `OWN` the source's own words; `PUBLIC` somebody's statement made in public; `EXCLUSIVE` words given to the source
    alone ("told Example Agency"); `UNKNOWN` somebody's words, and the source does not say where they were spoken.
    """

    OWN = "own"
    PUBLIC = "public"
    EXCLUSIVE = "exclusive"
    UNKNOWN = "unknown"


class Quotation(NamedTuple):
    """How the draft marks words as somebody else's.

    Attributes:
        span: The words between the marks, in the draft.
        mark: The marks used, as `“”`, or `block` for a block quote.
        words: Normalised words between the marks.
        altered: Whether the words between the marks differ from the source.
    """

    span: Span
    mark: str
    words: int
    altered: bool = False


class Misquotation(StrEnum):
    """What is wrong with a quotation beside the story it is credited to.

    `FABRICATED` marked as quoted but nowhere in the story; `ALTERED` the story has only part of it; `MISATTRIBUTED` the
    story has the words, and another speaker for them.
    """

    FABRICATED = "fabricated"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"


class Misquoted(NamedTuple):
    """A quotation of the draft that is not the story's as it stands.

    Attributes:
        kind: What is wrong with it.
        draft: The words between the marks, in the draft.
        words: How many they are.
        known: How many of them the story has, four or more in a row.
        source: Where the story has them; None where it has none.
        speakers: Who speaks them in the draft and in the story, of a misattributed one.
    """

    kind: Misquotation
    draft: Span
    words: int
    known: int = 0
    source: Span | None = None
    speakers: tuple[str, str] | None = None


class Part(NamedTuple):
    """Sentences side by side: one with one, several with one, one with several.

    Attributes:
        draft: In the draft.
        source: In the source.
        likeness: What they share, by weight, in [0, 1].
    """

    draft: Span
    source: Span
    likeness: float


class Stretch(NamedTuple):
    """What was taken in one go, however its passages are cut: both spans, as a person would mark them."""

    draft: Span
    source: Span


@dataclass(frozen=True, slots=True)
class Measures:
    """What a passage keeps of the source; shares are in [0, 1].

    Attributes:
        share_of_draft: Words of its draft side among all of the draft.
        share_of_source: Words of its source side among all of the source.
        longest_run: Words of the longest run both sides have.
        rare_words: Share of the words that stand once in the source, those of its side, that the draft's side has.
        names: Share of the names and numbers of the source's side that the draft's side has; None without any.
        order: Share of the shared content words that stand in the source's order; None when fewer than two are.
        sentences: Share of the source side's sentences of which most content words, or a counterpart, are found.
    """

    share_of_draft: float
    share_of_source: float
    longest_run: int
    rare_words: float | None
    names: float | None
    order: float | None
    sentences: float


@dataclass(frozen=True, slots=True)
class PairMeasures:
    """What a draft as a whole keeps of the source; shares are in [0, 1].

    Attributes:
        words: Words of the draft that stand in passages.
        longest_run: Words of the longest run both texts have.
        rare_words: Share of the words that stand once in the source that the draft has.
        names: Share of the source's names and numbers that the draft has; None without any.
        order: Share of the shared content words that stand in the source's order; None when fewer than two are.
        sentences: Share of the source's sentences of which most content words, or a counterpart, are found.
        structure: Share of the passages in the source's order: the same outline; None when fewer than two are.
        own: Share of the draft's words that stand in no passage.
    """

    words: int
    longest_run: int
    rare_words: float | None
    names: float | None
    order: float | None
    sentences: float
    structure: float | None
    own: float


@dataclass(frozen=True, slots=True)
class Passage:
    """One aligned pair of spans.

    Attributes:
        kind: How the draft's side stands to the source's side.
        draft: Half-open span in the draft.
        source: Half-open span in the source.
        words: Normalised words both sides share (for a rewrite: words of the draft's side).
        speech: Whose words they are, as far as the source tells.
        quotation: How the draft marks them, when it does.
        lead: Whether the source's first paragraph is touched.
        score: 1.0 for shared runs, the strength of the evidence in [0, 1] for a rewrite.
        parts: Of a rewrite, its sentences side by side.
        measures: What it keeps of the source, where that was measured.
        others: Of stock wording, in how many stories of other holders it was seen.
    """

    kind: PassageKind
    draft: Span
    source: Span
    words: int
    speech: Speech = Speech.OWN
    quotation: Quotation | None = None
    lead: bool = False
    score: float = 1.0
    parts: tuple[Part, ...] = ()
    measures: Measures | None = None
    others: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a draft takes from one source.

    Attributes:
        passages: In draft order.
        rewrite: In [0, 1]; 0.5 is the line above which one in a hundred independent reports lies.
        draft_words: Normalised words of the draft.
        source_words: Normalised words of the source.
        share_of_draft: Ratio of the draft's words that stand in passages (common phrases and shared speech left out).
        share_of_source: Ratio of the source's words that stand in passages (likewise).
        stretches: Passages that were taken in one go put together, from 150 characters on.
        measures: What the draft keeps of the source, where that was measured.
    """

    passages: tuple[Passage, ...]
    rewrite: float
    draft_words: int
    source_words: int
    share_of_draft: float
    share_of_source: float
    stretches: tuple[Stretch, ...] = ()
    measures: PairMeasures | None = None


class Translation(NamedTuple):
    """What speaks for a draft being a translation of a source: it is possible, and no more.

    Attributes:
        draft_language: The draft's language, as `en`.
        source_language: The source's.
        names: Names and numbers both have in the same order.
        share_of_draft: Their share of all the draft has, by weight, in [0, 1].
        share_of_source: Their share of all the source has.
    """

    draft_language: str
    source_language: str
    names: int
    share_of_draft: float
    share_of_source: float


@dataclass(frozen=True, slots=True)
class Match:
    """A stored story that shares text with a draft.

    Attributes:
        story: The story.
        comparison: What the draft takes from it.
    """

    story: Story
    comparison: Comparison

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages of the comparison."""
        return self.comparison.passages
