"""What a draft takes from each story, in the facts rules ask for.

The texts are measured here once; deciding only compares the numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from licensing.api.archive import RETELLS
from licensing.api.credits import Party, credit_facts
from licensing.api.earlier import Before
from licensing.model.decision import StoryRef
from licensing.model.document import Document, Span
from licensing.model.odrl import Value
from licensing.model.passage import Match, Passage, PassageKind, Speech
from licensing.model.segment import Origin, Segment
from licensing.model.use import Taking
from licensing.packs.messages import say, sentence
from licensing.text.speech import spoken_origin
from licensing.text.words import Words

__all__ = ["Judged", "Share", "counting", "coverage", "takings"]

WHOLE = 0.97
"""A story of which so much is taken, without a gap of `GAP` words, is taken as it stands."""
GAP = 8
"""Words left out in one place that make a story a shortened one: the shortest run the archive can promise to find."""
MOSTLY = 0.5
"""A draft that shares so much word for word is a copy, whatever else it is."""
NEAR = 12
"""Characters between a quotation and the text around it: marks, a space, a paragraph's end."""
STOCK = 25
"""Names, titles, dates and stock wording of fewer words are told apart and never stand alone."""


class Judged(NamedTuple):
    """Passages of one story that are judged together.

    Attributes:
        match: Everything the draft shares with the story.
        words: The words of the story's prose.
        party: Whom the draft must name for them.
        passages: Those to judge here.
        holder: Who holds the rights in them, as a person reads it; None unknown.
        segment: The part of the story they lie in; None for the story itself.
        names: What messages say of them otherwise than of the story.
        before: What earlier outputs took from the story.
    """

    match: Match
    words: Words
    party: Party
    passages: tuple[Passage, ...]
    holder: str | None = None
    segment: Segment | None = None
    names: Mapping[str, str] = MappingProxyType({})
    before: Before | None = None


class Share(NamedTuple):
    """How much of a text some spans cover, in words."""

    covered: int
    total: int
    longest_gap: int

    @property
    def ratio(self) -> float:
        """The share, in [0, 1]."""
        return self.covered / self.total if self.total else 0.0


class Measured(NamedTuple):
    """What is common to every taking of one draft.

    Attributes:
        document: The draft.
        words: Its words.
        share: The share of them that stand in passages of any source.
    """

    document: Document
    words: Words
    share: float


def takings(document: Document, draft: Words, judged: Sequence[Judged]) -> list[tuple[Taking, ...]]:
    """Return what a draft takes, one entry for what is judged together.

    Args:
        document: The draft.
        draft: Its words.
        judged: Passages of the stories it shares text with, each charged to one story.
    """
    counted = [passage.draft for one in judged for passage in counting(one.match.passages)]
    measured = Measured(document, draft, coverage(draft, counted).ratio)
    return [tuple(_Story(measured, one).takings()) for one in judged]


def coverage(words: Words, spans: Sequence[Span], without: Sequence[Span] = ()) -> Share:
    """Return how many words some spans cover, and the longest run of words between them.

    Args:
        words: The text's words.
        spans: The spans; they may overlap.
        without: Spans that count neither as covered nor as left out, as a notice.
    """
    marks = bytearray(len(words.norm))
    for mark, chosen in ((1, spans), (2, without)):
        for span in chosen:
            first, last = bisect_left(words.starts, span.start), bisect_right(words.ends, span.end)
            if last > first:
                marks[first:last] = bytes([mark]) * (last - first)
    kept = marks.replace(b"\2", b"")  # what does not count
    gaps = kept.split(b"\1")
    return Share(kept.count(1), len(kept), max(map(len, gaps), default=0))


def counting(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages that count towards the shares of draft and story."""
    return [passage for passage in passages if _counts(passage)]


def _counts(passage: Passage) -> bool:
    if passage.kind is PassageKind.COMMON_PHRASE:
        return passage.words >= STOCK
    return passage.kind is not PassageKind.SHARED_SPEECH or passage.speech is not Speech.PUBLIC


class _Story:
    """What a draft takes from one story, or from one part of it; numbers are those of the whole story."""

    def __init__(self, measured: Measured, judged: Judged) -> None:
        self._draft = measured
        self._judged = judged
        self._match = judged.match
        taken = counting(self._match.passages)
        self._share = coverage(judged.words, [passage.source for passage in taken], judged.party.notices)
        self._quoted = sum(passage.words for passage in taken if passage.quotation and not self._copied_along(passage))

    def takings(self) -> Iterator[Taking]:
        groups: dict[tuple[str, Speech, Origin | None], list[Passage]] = {}
        for passage in self._judged.passages:
            manner = "verbatim" if self._copied_along(passage) else _manner(passage)
            if manner is not None:
                speech = self._speech(passage, manner)
                groups.setdefault((manner, speech, self._origin(passage, speech)), []).append(passage)
        whole = self._judged.segment is None
        if whole and self._follows() and not any(manner == "rewrite" for manner, *_ in groups):
            groups["rewrite", Speech.OWN, None] = []
        for (manner, speech, origin), passages in groups.items():
            yield self._taking(manner, speech, origin, tuple(passages))

    def _speech(self, passage: Passage, manner: str) -> Speech:
        """Return whose words they are: a marked part is what its mark says, unless given to one alone."""
        segment = self._judged.segment
        measured = passage.speech if manner == "quote" else Speech.OWN
        if segment is None or measured is Speech.EXCLUSIVE:
            return measured
        return {Origin.PUBLIC_SPEECH: Speech.PUBLIC, Origin.INTERVIEW: Speech.EXCLUSIVE, Origin.STAFF: measured}.get(
            segment.origin, Speech.OWN
        )

    def _origin(self, passage: Passage, speech: Speech) -> Origin | None:
        if self._judged.segment is not None:
            return self._judged.segment.origin
        return spoken_origin(self._match.story.document.prose, passage.source, speech)

    def _follows(self) -> bool:
        """Return whether the two texts as wholes look like a rewrite that no passage shows: a copy shows itself."""
        comparison = self._match.comparison
        return comparison.rewrite >= RETELLS and comparison.share_of_draft < MOSTLY

    def _copied_along(self, passage: Passage) -> bool:
        """Return whether a quotation is one the story itself makes, taken together with the text around it."""
        return passage.kind is PassageKind.SHARED_SPEECH and any(
            other.kind is PassageKind.VERBATIM
            and _adjoins(passage.draft, other.draft)
            and _adjoins(passage.source, other.source)
            for other in self._match.passages
        )

    def _taking(self, manner: str, speech: Speech, origin: Origin | None, passages: tuple[Passage, ...]) -> Taking:
        judged = self._judged
        taken = [one.draft for one in self._match.passages if _manner(one)]
        facts: dict[str, Value] = {
            "story-share": min(1.0, self._share.ratio + (judged.before.added if judged.before else 0.0)),
            "draft-share": self._draft.share,
            "lead-touched": any(passage.lead for passage in passages),
            "edit": self._edit(manner),
            "speech": speech.value,
            "quotation-marked": manner == "quote",
            **({} if origin is None else {"origin": origin.value}),
            **credit_facts(self._draft.document, judged.party, passages, taken, near=manner == "quote"),
        }
        if passages:
            facts["extract-characters"] = max(one.draft.end - one.draft.start for one in passages)
        if manner == "quote":
            here = sum(passage.words for passage in passages)
            facts["words-quoted"] = here if speech is Speech.PUBLIC else max(here, self._quoted)
            facts["quotation-altered"] = any(passage.quotation.altered for passage in passages if passage.quotation)
        elif manner == "verbatim":
            facts["unmarked-words"] = sum(passage.words for passage in passages)
            facts["longest-unmarked-run"] = max(passage.words for passage in passages)
        else:
            facts["rewrite-score"] = max([self._match.comparison.rewrite, *(passage.score for passage in passages)])
        story = self._match.story
        ref = StoryRef(story.id, story.title, judged.holder)
        message = _sentence(ref, manner, speech, facts, _part(judged.segment)) + _earlier(judged.before)
        return Taking(ref, manner, facts, passages, message, segment=judged.segment, names=judged.names)

    def _edit(self, manner: str) -> str:
        if manner not in {"verbatim", "quote"}:
            return "adapt"
        return "none" if self._share.ratio >= WHOLE and self._share.longest_gap < GAP else "shorten"


def _adjoins(span: Span, other: Span) -> bool:
    return span.start - other.end <= NEAR and other.start - span.end <= NEAR


def _manner(passage: Passage) -> str | None:
    match passage.kind:
        case PassageKind.VERBATIM:
            return "verbatim"
        case PassageKind.QUOTATION | PassageKind.SHARED_SPEECH:
            return "quote"
        case PassageKind.REWRITE:
            return "rewrite"
        case PassageKind.COMMON_PHRASE:
            return "verbatim" if passage.words >= STOCK else None


_ORIGINS = {
    Origin.STAFF: sentence("the agency's own text"),
    Origin.PUBLIC_SPEECH: sentence("a speech in public"),
    Origin.INTERVIEW: sentence("an interview given to it alone"),
    Origin.RELEASE: sentence("a release"),
    Origin.THIRD_PARTY: sentence("a third party's text"),
    Origin.PHOTO: sentence("the caption of a photograph"),
}
_MARKED = {
    "plan": sentence("the plan says"),
    "metadata": sentence("the story's metadata say"),
    "text": sentence("its words show"),
}
_SPOKEN = {
    Speech.PUBLIC: sentence(", which it quotes from a public statement"),
    Speech.EXCLUSIVE: sentence(", which it quotes from somebody who spoke to it alone"),
    Speech.UNKNOWN: sentence(", which it quotes from somebody"),
}


def _part(segment: Segment | None) -> str:
    """Return how a message names the part of a story that passages lie in."""
    if segment is None:
        return ""
    what, marked = say(_ORIGINS[segment.origin]), say(_MARKED[segment.read])
    return say(", in a part that is, as {marked}, {what}", marked=marked, what=what)


def _earlier(before: Before | None) -> str:
    """Return what a message says of a story earlier outputs took from."""
    if before is None:
        return ""
    share = say("{percent}%", percent=f"{before.share * 100:.0f}")
    if before.texts == 1:
        return say(" Counted together with 1 earlier output, which takes {share} of it.", share=share)
    return say(
        " Counted together with {texts} earlier outputs, which take {share} of it.", texts=before.texts, share=share
    )


def _sentence(story: StoryRef, manner: str, speech: Speech, facts: Mapping[str, Value], where: str) -> str:
    share, lead = facts["story-share"], say(", its first paragraph included") if facts["lead-touched"] else ""
    part = say("{percent} % of the story", percent=f"{share * 100:.0f}") + lead if isinstance(share, float) else ""
    name = f"'{story.title or story.id}' ({story.holder or say('holder unknown')}){where}"
    if manner == "verbatim":
        return say(
            "Shares {words} words without quotation marks with {name}: {part}.",
            words=facts["unmarked-words"],
            name=name,
            part=part,
        )
    if manner == "quote":
        whose = say(_SPOKEN[speech]) if speech in _SPOKEN and not where else ""
        words = facts["words-quoted"]
        return say("Quotes {words} words of {name}{whose}: {part}.", words=words, name=name, whose=whose, part=part)
    score = facts["rewrite-score"]
    return say(
        "Follows {name} passage by passage in other words: rewrite score {score}, {part} in aligned passages.",
        name=name,
        score=f"{score:.2f}" if isinstance(score, float) else say("unknown"),
        part=part,
    )
