"""The parts of the stories a draft takes from: who must allow each, and whom a draft must credit for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from licensing.api.attribution import credit_line, names_of
from licensing.api.credits import Party
from licensing.api.measure import Judged
from licensing.api.segments import lies_in, segments_of
from licensing.api.stories import Held
from licensing.decision.uses import story_facts
from licensing.model.attribution import Attribution, Names
from licensing.model.odrl import RuleKind, Value
from licensing.model.passage import Passage
from licensing.model.plan import Plan, SourceFacts
from licensing.model.segment import Origin, Segment
from licensing.model.terms import Terms
from licensing.packs.messages import say, sentence
from licensing.packs.parties import Holder, holders
from licensing.packs.store import Rulebook
from licensing.packs.vocabulary import vocabulary

__all__ = ["Part", "parts"]

_CALLED = {
    Origin.RELEASE: sentence("release"),
    Origin.PHOTO: sentence("photograph"),
    Origin.THIRD_PARTY: sentence("text"),
}
_UNSIGNED = Attribution(number="", authors=(), upstream=())
"""What a line must name beside the owner of a release, a photograph or a primary source: the date."""


class Part(NamedTuple):
    """Passages of one story for which one party is asked.

    Attributes:
        held: The story.
        holder: The party; None where nobody can say who it is.
        passages: The passages.
        segment: The part of the story they lie in; None for the story itself.
        source: The primary source the plan says the story was taken from; None: none, or a story of its own.
    """

    held: Held
    holder: Holder | None
    passages: tuple[Passage, ...]
    segment: Segment | None = None
    source: str | None = None

    @property
    def foreign(self) -> bool:
        """Whether it is another party's than the story."""
        return self.segment is not None and self.segment.foreign

    @property
    def claimed(self) -> bool:
        """Whether what the plan claims of the story is claimed of this part too."""
        return self.segment is None or (self.segment.foreign and self.segment.marked)

    @property
    def terms(self) -> Terms:
        """The notice as it speaks of this part: what it permits is not said of what others hold."""
        terms = self.held.terms
        if not self.foreign:
            return terms
        rules = tuple(rule for rule in terms.policy.rules if rule.kind is RuleKind.PROHIBITION)
        return replace(terms, licence=None, reserved=terms.reserved or None, policy=replace(terms.policy, rules=rules))

    def judged(self, book: Rulebook) -> Judged:
        """Return it as it is measured."""
        held, segment = self.held, self.segment
        notices = (*held.terms.spans, *held.told.spans)
        own = names_of(self.holder) if self.holder else ()
        if segment is not None and segment.origin is Origin.PUBLIC_SPEECH:
            party, shown = Party(_all(segment.owner, book), notices=notices), segment.owner
        elif self.foreign:
            party, shown = Party((own,) if own else (), notices=notices), own[0] if own else None
        elif self.source:
            party, shown = Party(_all(self.source, book), held.terms.licence, notices), held.holder
        else:
            party, shown = Party((own,) if own else (), held.terms.licence, notices, held.told), own[0] if own else None
        return Judged(held.match, held.words, party, self.passages, shown, segment, self.names(book), held.before)

    def known(self, plan: Plan, publisher: str | None, book: Rulebook) -> dict[str, Value]:
        """Return what is known of it; what the desk said of the story is not said of what others hold in it."""
        held, key = self.held, self.holder.key if self.holder else None
        if self.foreign and (told := plan.sources.get(held.story.id)):
            bare = SourceFacts(told.story, status=told.status, embargoed_until=told.embargoed_until)
            plan = replace(plan, sources={told.story: bare})
        known = dict(story_facts(plan, held.story, self.terms, holder=key, publisher=publisher))
        agencies = [self.holder] if self.foreign and self.holder else list(held.holders)
        reserves = any(one.agency is not None and one.agency.reserves is True for one in agencies)
        if known.get("reserved") is None and reserves and not known["expressly-unreserved"]:
            known["reserved"] = True
        country = self.holder.agency.country if self.holder and self.holder.agency else None
        if country is not None:
            known.setdefault("holder-in-eu", country in vocabulary(book).inside["EU"])
        return known

    def names(self, book: Rulebook) -> Mapping[str, str]:
        """Return what messages say of it otherwise than of the story: never the agency's credit for others' words."""
        segment, source = self.segment, self.source
        if segment is not None and segment.origin is Origin.PUBLIC_SPEECH:
            spoken = say("(where and when the words were spoken)")
            return MappingProxyType({"credit-line": f"{segment.owner or say('(the speaker)')}, {spoken}"})
        if not self.foreign:
            line = credit_line(holders(source, book), _UNSIGNED, of=sentence("source")) if source else None
            return MappingProxyType({"credit-line": line} if line else {})
        origin, owner = (segment.origin, segment.owner) if segment else (Origin.THIRD_PARTY, None)
        asked = self.holder.agency.contact if self.holder and self.holder.agency else None
        known = Attribution(number="", upstream=()) if origin is Origin.THIRD_PARTY else _UNSIGNED
        line = credit_line(holders(owner, book) if owner else (), known, of=_CALLED[origin])
        shown = owner or say("the owner of that part")
        return MappingProxyType({"credit-line": line, "holder": shown, "contact": f" ({asked})" if asked else ""})


def parts(held: Sequence[Held], plan: Plan, book: Rulebook) -> list[Part]:
    """Return every part of every story, once for each party that holds it; with None where nobody can say who does.

    A use is decided for each party, and the strictest counts: what one of two holders allows, the other may not.
    Every story comes at least once, for what the plan claims of it. A part that only its own words show (the caption
    of a photograph) is judged beside the story it stands in, so that it can add a question and take none away.

    Raises:
        ConfigError: when the plan marks a part that is not in the story.
    """
    return [part for one in held for part in _of(one, _source(one, held, plan), plan, book)]


def _source(one: Held, held: Sequence[Held], plan: Plan) -> str | None:
    """Return the party the plan says a story was taken from: the holder of another story, or the name it gives."""
    told = plan.sources.get(one.story.id)
    if told is None or told.taken_from is None:
        return None
    return next((other.holder for other in held if other.story.id == told.taken_from), None) or told.taken_from


def _of(one: Held, source: str | None, plan: Plan, book: Rulebook) -> Iterator[Part]:
    named = one.match.passages or one.story.id in plan.sources or one.story.id in (plan.sources_used or ())
    segments = segments_of(one.story, one.words, plan, book) if named else ()
    placed: dict[tuple[Origin, str | None, bool] | None, tuple[Segment | None, list[Passage]]] = {None: (None, [])}
    for segment in segments:
        placed.setdefault(_sort(segment), (segment, []))
    for passage in one.match.passages:
        for key in dict.fromkeys(map(_sort, lies_in(passage, segments, one.words))):
            placed[key][1].append(passage)
    for of, passages in placed.values():
        for holder in _holders(one, of, book):
            yield Part(one, holder, tuple(passages), of, source)


def _sort(segment: Segment | None) -> tuple[Origin, str | None, bool] | None:
    """Return what parts have in common that are judged together."""
    return (segment.origin, segment.owner, segment.marked) if segment else None


def _holders(one: Held, segment: Segment | None, book: Rulebook) -> Sequence[Holder | None]:
    home: tuple[Holder | None, ...] = (() if one.ambiguous else one.holders) or (None,)
    owners = holders(segment.owner, book) if segment and segment.owner else ()
    match segment:
        case None | Segment(origin=Origin.STAFF):
            return home
        case Segment(foreign=True, marked=False) if any(owner.key in one.keys for owner in owners):
            return ()
        case Segment(foreign=True):
            return owners or (None,)
        case Segment(origin=Origin.INTERVIEW):
            return (*home, *(owner for owner in owners if owner.key not in one.keys))
        case _:
            return home


def _all(named: str | None, book: Rulebook) -> tuple[Names, ...]:
    return tuple(names_of(holder) for holder in holders(named, book)) if named else ()
