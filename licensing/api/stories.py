"""The stories a draft is held against: what they share with it, whose they are, what their notices say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from licensing.api.archive import Archive, as_document, story_id
from licensing.api.measure import Party
from licensing.api.reading import story_terms
from licensing.api.rules import Desk
from licensing.archive.interface import Run as Shared
from licensing.errors import InputError
from licensing.matching.compare import Prepared, Run, compare, prepare
from licensing.model.document import Document, Span, Story
from licensing.model.passage import Match, Passage
from licensing.model.terms import Terms
from licensing.packs import parties as packs
from licensing.packs.parties import Holder
from licensing.text.words import Words, words

__all__ = ["Held", "charged", "held_against", "parties", "party"]

NO_WORD = "\0"


@dataclass(frozen=True, slots=True)
class Held:
    """One story a draft was held against.

    Attributes:
        match: What they share.
        words: The words of the story's prose.
        terms: Its notice; spans point into its prose.
        holder: Its holder as a person reads it; None unknown.
        holders: Every party that name names; empty when unknown.
        ambiguous: Whether another holder's story shares the same words and nothing tells them apart.
    """

    match: Match
    words: Words
    terms: Terms
    holder: str | None
    holders: tuple[Holder, ...] = ()
    ambiguous: bool = False

    @property
    def story(self) -> Story:
        """The story."""
        return self.match.story

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its holders."""
        return frozenset(holder.key for holder in self.holders)

    @property
    def reserves(self) -> bool:
        """Whether a holder is known to reserve its rights whatever the story says."""
        return any(holder.agency is not None and holder.agency.reserves is True for holder in self.holders)


def held_against(  # noqa: PLR0917 - what is held against what
    draft: Prepared,
    text: str,
    sources: Sequence[str | Path | Document | Story],
    archive: Archive | None,
    named: Iterable[str],
    desk: Desk,
) -> Iterator[Held]:
    """Yield the stories a draft is held against: every source, what the archive finds, and what the plan names of it.

    Args:
        draft: The draft.
        text: Its prose.
        sources: Stories at hand.
        archive: Stories kept.
        named: Names in the plan, some of which may be ids of stories kept.
        desk: The packs in force.

    Raises:
        InputError: when a source cannot be read.
        ArchiveError: when the archive cannot be searched.
    """
    seen = set()
    for number, source in enumerate(sources, 1):
        story = _story(source, number)
        seen.add(story.id)
        yield _held(draft, story, words(story.document.prose), desk)
    if archive is None:
        return
    found = set()
    for hit in archive.hits(text):
        if hit.story.id not in seen:
            held = _held(draft, hit.story, hit.words, desk, hit.runs)
            if held.match.passages:
                found.add(hit.story.id)
                yield held
    for story in archive.named(set(named) - seen - found):
        yield _held(draft, story, words(story.document.prose), desk)


def _story(source: str | Path | Document | Story, number: int) -> Story:
    if isinstance(source, Story):
        return source
    document = as_document(source)
    try:
        return Story(story_id(document), document, document.metadata.get("status", "usable"), number)
    except InputError:
        return Story(f"source-{number}", document, "usable", number)


def _held(draft: Prepared, story: Story, cut: Words, desk: Desk, shared: Sequence[Shared] | None = None) -> Held:
    document = story.document
    terms = story_terms(document, desk.book)
    holder = terms.holder or document.metadata.get("holder") or document.metadata.get("creator")
    named = packs.holders(holder, desk.book) if holder else ()
    names = tuple(dict.fromkeys(name for one in named for name in _names(one)))
    body = _body(cut, terms.spans)
    source = prepare(document.prose, blockquotes=document.blockquotes, words=body, names=names)
    runs = None if shared is None else _runs(shared, draft.words, cut, body)
    return Held(Match(story, compare(draft, source, runs=runs)), cut, terms, holder, named)


def _names(holder: Holder) -> tuple[str, ...]:
    return (holder.name, *((holder.agency.name, *holder.agency.aliases) if holder.agency else ()))


def _runs(shared: Sequence[Shared], draft: Words, story: Words, body: Words) -> list[Run] | None:
    """Return the archive's runs as places of words; None when one reaches into the notice and must be found anew."""
    found = []
    for one in shared:
        at, place = bisect_left(draft.starts, one.draft.start), bisect_left(story.starts, one.source.start)
        if NO_WORD in body.norm[place : place + one.words]:
            return None
        found.append(Run(at, place, one.words))
    return found


def _body(cut: Words, notices: Iterable[Span]) -> Words:
    """Return a story's words with those of its notice made words no draft has: a notice is no part of the story."""
    norm = list(cut.norm)
    for span in notices:
        first, last = bisect_left(cut.starts, span.start), bisect_right(cut.ends, span.end)
        norm[first:last] = [NO_WORD] * (last - first)
    return replace(cut, norm=tuple(norm))


def charged(held: Sequence[Held]) -> list[Held]:
    """Charge every passage of the draft once: to the longest match, then to the earliest story.

    A passage that another holder's story shares in the same length is charged to the earliest, and that story is
    marked: nothing tells the holders apart. Where one of the holders is the same, all of them count.
    """
    order = sorted(
        ((one, passage) for one in held for passage in one.match.passages),
        key=lambda pair: (-pair[1].words, pair[0].story.added, pair[0].story.id),
    )
    kept: dict[int, list[Passage]] = {id(one): [] for one in held}
    unclear: set[int] = set()
    holders = {id(one): one.holders for one in held}
    taken: list[tuple[Span, Held, int]] = []
    for one, passage in order:
        other = next((two for two in taken if two[1] is not one and _mostly(passage.draft, two[0])), None)
        if other is None:
            kept[id(one)].append(passage)
            taken.append((passage.draft, one, passage.words))
        elif passage.words == other[2] and one.keys and other[1].keys:
            if one.keys & other[1].keys:
                more = (holder for holder in one.holders if holder.key not in other[1].keys)
                holders[id(other[1])] = tuple(dict.fromkeys((*holders[id(other[1])], *more)))
            else:
                unclear.add(id(other[1]))
    return [_with(one, kept[id(one)], holders[id(one)], ambiguous=id(one) in unclear) for one in held]


def _with(one: Held, passages: Sequence[Passage], holders: tuple[Holder, ...], *, ambiguous: bool) -> Held:
    ordered = tuple(sorted(passages, key=lambda passage: passage.draft))
    match = replace(one.match, comparison=replace(one.match.comparison, passages=ordered))
    return replace(one, match=match, holders=holders, ambiguous=ambiguous)


def _mostly(span: Span, other: Span) -> bool:
    shared = min(span.end, other.end) - max(span.start, other.start)
    return shared >= 0.8 * (span.end - span.start)


def parties(held: Sequence[Held]) -> list[tuple[Held, Holder | None]]:
    """Return every story once for each of its holders; with None where nobody can say who holds it.

    A use is decided for each holder, and the strictest counts: what one of two holders allows, the other may not.
    """
    return [(one, holder) for one in held for holder in (() if one.ambiguous else one.holders) or (None,)]


def party(one: Held, holder: Holder | None) -> Party:
    """Return a story's holder as the draft may name it."""
    names = tuple(dict.fromkeys(_names(holder))) if holder else ()
    return Party(names, one.terms.licence, one.terms.spans)
