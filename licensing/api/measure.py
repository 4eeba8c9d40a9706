"""What a draft takes from each story, in the facts rules ask for.

The texts are measured here once; deciding only compares the numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from licensing.matching import credit
from licensing.model.decision import StoryRef
from licensing.model.document import Document, Span
from licensing.model.odrl import Value
from licensing.model.passage import Match, Passage, PassageKind, Speech
from licensing.model.use import Taking
from licensing.text.words import Words

__all__ = ["Party", "Share", "takings"]

WHOLE = 0.97
"""A story of which so much is taken, without a gap of `GAP` words, is taken as it stands."""
GAP = 8
"""Words left out in one place that make a story a shortened one: the shortest run the archive can promise to find."""
FOLLOWS = 0.1
"""Rewrite score under which nobody asks; the house policy decides above it."""
MOSTLY = 0.5
"""A draft that shares so much word for word is a copy, whatever else it is."""
NEAR = 12
"""Characters between a quotation and the text around it: marks, a space, a paragraph's end."""
STOCK = 25
"""Names, titles, dates and stock wording of fewer words are told apart and never stand alone."""
_LICENCE = re.compile(r"(?i)\bcc[ -](by(?:[ -](?:nc|nd|sa))*|0|zero)\b")
_LICENCE_URL = re.compile(r"(?i)creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)")


class Party(NamedTuple):
    """A story's holder as a draft may name it.

    Attributes:
        names: The name and every other way it is written; empty when nobody knows the holder.
        licence: The public licence its notice names.
        notices: Where its notice stands in its prose: words that are no part of the story.
    """

    names: tuple[str, ...] = ()
    licence: str | None = None
    notices: tuple[Span, ...] = ()


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


def takings(
    document: Document, draft: Words, matches: Sequence[tuple[Match, Words]], parties: Sequence[Party]
) -> list[tuple[Taking, ...]]:
    """Return what a draft takes, one entry a match.

    Args:
        document: The draft.
        draft: Its words.
        matches: The stories it shares text with, passages charged once, and the words of each story's prose.
        parties: The holder of each story, one entry a match.
    """
    counted = [passage.draft for match, _ in matches for passage in match.passages if _counts(passage)]
    measured = Measured(document, draft, coverage(draft, counted).ratio)
    return [
        tuple(_Story(measured, match, source, party).takings())
        for (match, source), party in zip(matches, parties, strict=True)
    ]


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
    kept = bytes(mark for mark in marks if mark != 2)  # noqa: PLR2004 - the mark of words that do not count
    gaps = kept.split(b"\1")
    return Share(kept.count(1), len(kept), max(map(len, gaps), default=0))


def _counts(passage: Passage) -> bool:
    if passage.kind is PassageKind.COMMON_PHRASE:
        return passage.words >= STOCK
    return passage.kind is not PassageKind.SHARED_SPEECH or passage.speech is not Speech.PUBLIC


class _Story:
    """What a draft takes from one story."""

    def __init__(self, measured: Measured, match: Match, source: Words, party: Party) -> None:
        self._draft = measured
        self._match = match
        self._party = party
        taken = [passage for passage in match.passages if _counts(passage)]
        self._share = coverage(source, [passage.source for passage in taken], party.notices)
        self._quoted = sum(passage.words for passage in taken if passage.quotation and not self._copied_along(passage))

    def takings(self) -> Iterator[Taking]:
        groups: dict[tuple[str, Speech], list[Passage]] = {}
        for passage in self._match.passages:
            manner = "verbatim" if self._copied_along(passage) else _manner(passage)
            if manner is not None:
                speech = passage.speech if manner == "quote" else Speech.OWN
                groups.setdefault((manner, speech), []).append(passage)
        if self._follows() and not any(manner == "rewrite" for manner, _ in groups):
            groups["rewrite", Speech.OWN] = []
        for (manner, speech), passages in groups.items():
            yield self._taking(manner, speech, tuple(passages))

    def _follows(self) -> bool:
        """Return whether the two texts as wholes look like a rewrite that no passage shows: a copy shows itself."""
        comparison = self._match.comparison
        return comparison.rewrite >= FOLLOWS and comparison.share_of_draft < MOSTLY

    def _copied_along(self, passage: Passage) -> bool:
        """Return whether a quotation is one the story itself makes, taken together with the text around it."""
        return passage.kind is PassageKind.SHARED_SPEECH and any(
            other.kind is PassageKind.VERBATIM
            and _adjoins(passage.draft, other.draft)
            and _adjoins(passage.source, other.source)
            for other in self._match.passages
        )

    def _taking(self, manner: str, speech: Speech, passages: tuple[Passage, ...]) -> Taking:
        facts: dict[str, Value] = {
            "story-share": self._share.ratio,
            "draft-share": self._draft.share,
            "lead-touched": any(passage.lead for passage in passages),
            "edit": self._edit(manner),
            "speech": speech.value,
            "quotation-marked": manner == "quote",
            **self._credit(manner, passages),
        }
        if manner == "quote":
            here = sum(passage.words for passage in passages)
            facts["words-quoted"] = here if speech is Speech.PUBLIC else max(here, self._quoted)
            facts["quotation-altered"] = any(passage.quotation.altered for passage in passages if passage.quotation)
        elif manner == "verbatim":
            facts["unmarked-words"] = sum(passage.words for passage in passages)
            facts["longest-unmarked-run"] = max(passage.words for passage in passages)
        else:
            facts["rewrite-score"] = self._match.comparison.rewrite
        story = self._match.story
        holder = self._party.names[0] if self._party.names else None
        ref = StoryRef(story.id, story.title, holder)
        return Taking(ref, manner, facts, passages, _sentence(ref, manner, speech, facts))

    def _edit(self, manner: str) -> str:
        if manner not in {"verbatim", "quote"}:
            return "adapt"
        return "none" if self._share.ratio >= WHOLE and self._share.longest_gap < GAP else "shorten"

    def _credit(self, manner: str, passages: tuple[Passage, ...]) -> dict[str, Value]:
        """Return the facts about the credit; none of them is known when nobody knows the holder."""
        facts: dict[str, Value] = {"licence-named": licence_named(self._draft.document, self._party.licence)}
        if not self._party.names:
            return facts
        found = [self._credit_of(passage, near=manner == "quote") for passage in passages]
        facts["credit"] = all(one is not None for one in found)
        facts["credit-date"] = all(one is not None and one.date is not None for one in found)
        facts["linked"] = all(one is not None and one.linked for one in found)
        return facts

    def _credit_of(self, passage: Passage, *, near: bool) -> credit.Credit | None:
        document, names = self._draft.document, self._party.names
        taken = [one.draft for one in self._match.passages if _manner(one)]
        if near:
            span = passage.quotation.span if passage.quotation else passage.draft
            return credit.attribution(document.prose, span, names, taken=taken, links=document.links)
        return credit.anywhere(document.prose, names, taken=taken, links=document.links)


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


def licence_named(document: Document, licence: str | None) -> bool:
    """Return whether a text names a public licence in words or links to it."""
    if licence is None:
        return False
    wanted = _plain(licence)
    named = [match[1] for match in _LICENCE.finditer(document.prose)]
    linked = [match[1] for link in document.links for match in _LICENCE_URL.finditer(link.url)]
    return wanted in {_plain(name) for name in (*named, *linked)}


def _plain(licence: str) -> str:
    """Return a licence's name without its version: CC-BY-4.0, CC BY and by are one."""
    parts = [part for part in re.split(r"[ -]+", licence.lower()) if not part[:1].isdigit() or part == "0"]
    return "-".join(part for part in parts if part != "cc").replace("zero", "0")


def _sentence(story: StoryRef, manner: str, speech: Speech, facts: Mapping[str, Value]) -> str:
    share, lead = facts["story-share"], ", its first paragraph included" if facts["lead-touched"] else ""
    part = f"{share * 100:.0f} % of the story{lead}" if isinstance(share, float) else ""
    name = f"'{story.title or story.id}' ({story.holder or 'holder unknown'})"
    if manner == "verbatim":
        return f"Shares {facts['unmarked-words']} words without quotation marks with {name}: {part}."
    if manner == "quote":
        whose = {
            Speech.OWN: "",
            Speech.PUBLIC: ", which it quotes from a public statement",
            Speech.EXCLUSIVE: ", which it quotes from somebody who spoke to it alone",
            Speech.UNKNOWN: ", which it quotes from somebody",
        }[speech]
        return f"Quotes {facts['words-quoted']} words of {name}{whose}: {part}."
    score = facts["rewrite-score"]
    shown = f"{score:.2f}" if isinstance(score, float) else "unknown"
    return f"Follows {name} passage by passage in other words: rewrite score {shown}, {part} in aligned passages."
