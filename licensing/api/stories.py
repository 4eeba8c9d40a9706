"""The stories a draft is held against: what they share with it, whose they are, what their notices and credits say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from licensing.api.archive import Archive, as_document, matched, retells, story_id
from licensing.api.attribution import attribution, names_of, signature
from licensing.api.earlier import Before, Earlier, texts
from licensing.api.limits import limits, superseded
from licensing.api.reading import story_terms
from licensing.api.rules import Desk
from licensing.archive.interface import Run as Shared
from licensing.errors import InputError
from licensing.matching.compare import Prepared, Run, compare, prepare
from licensing.matching.translated import translated
from licensing.model.attribution import Attribution
from licensing.model.document import Document, Span, Story
from licensing.model.odrl import Policy
from licensing.model.passage import Comparison, Match, Translation
from licensing.model.terms import Terms
from licensing.packs import parties as packs
from licensing.packs.parties import Holder
from licensing.text.languages import recognised
from licensing.text.words import Words, words

__all__ = ["Held", "held_against", "named_story", "translates"]

NO_WORD = "\0"
UNTOLD = Attribution()
NOTHING_EARLIER = texts(())


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
        told: What it says a source line must name beside its holders.
        elsewhere: What it shares with the draft and is charged to another story, one sentence each.
        guards: What its sender forbids of the whole item.
        prepared: Its text as it was compared, its notice and credits left out; None where it was not.
        before: What earlier outputs took from it; None: nothing.
        shared: What they share, before any of it is charged to another story; None where it was not compared.
    """

    match: Match
    words: Words
    terms: Terms
    holder: str | None
    holders: tuple[Holder, ...] = ()
    ambiguous: bool = False
    told: Attribution = UNTOLD
    elsewhere: tuple[str, ...] = ()
    guards: tuple[Policy, ...] = ()
    prepared: Prepared | None = None
    before: Before | None = None
    shared: Comparison | None = None

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
    earlier: Earlier = NOTHING_EARLIER,
) -> Iterator[Held]:
    """Yield the stories a draft is held against: every source, what the archive finds, and what the plan names of it.

    The archive finds what shares a run of words with the draft, and among its likeliest stories what the draft may
    retell or translate.

    Args:
        draft: The draft.
        text: Its prose.
        sources: Stories at hand.
        archive: Stories kept.
        named: Names in the plan, some of which may be ids of stories kept.
        desk: The packs in force.
        earlier: What outputs that went out before took from the same stories.

    Raises:
        InputError: when a source cannot be read.
        ArchiveError: when the archive cannot be searched.
    """
    compared = partial(_held, draft, desk, earlier)
    beside = [
        compared(story, words(story.document.prose))
        for story in (_story(source, number) for number, source in enumerate(sources, 1))
    ]
    seen = {one.story.id for one in beside}
    kept = _kept(draft, text, archive, seen, set(named), compared) if archive else ()
    yield from _replaced([*beside, *kept])


def _kept(  # noqa: PLR0917 - what a draft is held against
    draft: Prepared, text: str, archive: Archive, seen: set[str], named: set[str], compared: Callable[..., Held]
) -> Iterator[Held]:
    """Yield the stories of an archive that share text with a draft, and those that are named, without those seen."""
    found = set()
    for hit in archive.hits(text):
        if hit.story.id not in seen:
            held = compared(hit.story, hit.words, hit.runs)
            if held.match.passages:
                found.add(hit.story.id)
                yield held
    for hit in archive.related(text):
        if hit.story.id in seen | found:
            continue
        foreign = recognised(hit.words.norm) != recognised(draft.norm)
        if retells(matched(draft, hit)) or (foreign and translates(draft, compared(hit.story, hit.words))):
            found.add(hit.story.id)
            yield compared(hit.story, hit.words)
    for story in archive.named(named - seen - found):
        yield compared(story, words(story.document.prose))


def translates(draft: Prepared, one: Held) -> Translation | None:
    """Return what speaks for a draft being a translation of a story, its notice and credits left out."""
    if recognised(one.words.norm) == recognised(draft.norm):
        return None
    prose = one.story.document.prose
    for span in (*one.terms.spans, *one.told.spans):
        prose = prose[: span.start] + " " * (span.end - span.start) + prose[span.end :]
    return translated(draft, prepare(prose))


def _story(source: str | Path | Document | Story, number: int) -> Story:
    if isinstance(source, Story):
        return source
    return named_story(as_document(source), number)


def named_story(document: Document, number: int) -> Story:
    """Return a document at hand as a story, by the id it gives itself or else by its number."""
    try:
        return Story(story_id(document), document, document.metadata.get("status", "usable"), number)
    except InputError:
        return Story(f"source-{number}", document, "usable", number)


def _held(  # noqa: PLR0917 - what is common to all stories comes first
    draft: Prepared,
    desk: Desk,
    earlier: Earlier,
    story: Story,
    cut: Words,
    met: Sequence[Shared] | None = None,
) -> Held:
    document = story.document
    terms = story_terms(document, desk.book)
    signed = signature(document, terms.spans, terms.holder, desk.book)
    named = packs.holders(signed.holder, desk.book) if signed.holder else ()
    told = attribution(document, signed, named, desk.book)
    names = tuple(dict.fromkeys(name for one in named for name in names_of(one)))
    body = _body(cut, (*terms.spans, *told.spans))
    source = prepare(document.prose, blockquotes=document.blockquotes, words=body, names=names)
    runs = None if met is None else _runs(met, draft.words, cut, body)
    shared = found = compare(draft, source, runs=runs)
    taken = earlier(story.id, draft, source, found)
    if taken is not None and taken.rewrite > found.rewrite:
        found = replace(found, rewrite=taken.rewrite)
    stated = limits(document.metadata.get("limits", ""), desk.book)
    guards = (stated,) if stated else ()
    match = Match(story, found)
    return Held(
        match, cut, terms, signed.holder, named, told=told, guards=guards, prepared=source, before=taken, shared=shared
    )


def _replaced(every: Sequence[Held]) -> Iterator[Held]:
    """Yield the stories, those that another of the same holder says it replaces with a guard that says so."""
    for one in every:
        for other in every:
            ids = other.story.document.metadata.get("replaces", "").splitlines()
            if other is not one and one.story.id in ids and (one.keys & other.keys or not (one.keys and other.keys)):
                one = replace(one, guards=(*one.guards, superseded(other.story.title or other.story.id)))  # noqa: PLW2901
                break
        yield one


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
    """Return a story's words with those of its notice and credits made words no draft has: they are no part of it."""
    norm = list(cut.norm)
    for span in notices:
        first, last = bisect_left(cut.starts, span.start), bisect_right(cut.ends, span.end)
        norm[first:last] = [NO_WORD] * (last - first)
    return replace(cut, norm=tuple(norm))
