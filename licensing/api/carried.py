"""Rights a story carries beside its prose, joined to its notice: metadata, signals on mining, rights in ODRL."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from types import MappingProxyType

from licensing.api.expressions import with_rights
from licensing.model.document import Document, Span
from licensing.model.odrl import Action, Rule, RuleKind, Tier
from licensing.model.terms import NoticeKind, Stance, Terms, Years
from licensing.packs.messages import say, worded
from licensing.packs.parties import holders as parties
from licensing.packs.store import Rulebook
from licensing.text.normalise import fold

__all__ = ["conflicts", "joined", "stated", "unspoken"]

_STATED = ("notice", "usage-terms")
_CREDIT = re.compile(r"credit", re.IGNORECASE)
_NOTHING = frozenset({"", "none", "na", "nil", "null", "norestrictions", "notapplicable", "unspecified", "yok"})
"""What metadata say where they say nothing, folded; none of it is a permission."""
_LICENCE = re.compile(r"https?://(?:www\.)?creativecommons\.org/(?:licenses/([a-z-]+)|publicdomain/(zero))/(\d\.\d)\S*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)(\d{4})(?:\s*[-\u2013]\s*(\d{4}))?(?!\d)")
_GRANTED = frozenset({Stance.PERMITTED, Stance.WITH_CONDITIONS})
_BARRED = frozenset({Stance.PROHIBITED, Stance.WITH_CONSENT})


def stated(document: Document) -> str:
    """Return what the metadata of a story say of its rights in words, to be read before its own text."""
    lines = _terms(document)
    # Limits of the item are guards (`licensing.api.limits`); only a credit it asks for is a term of the notice.
    lines += filter(_CREDIT.search, document.metadata.get("limits", "").splitlines())
    return "\n".join(lines)


def _terms(document: Document) -> list[str]:
    """Return the lines of the metadata's terms that say anything."""
    lines = (line for key in _STATED for line in document.metadata.get(key, "").splitlines())
    return [_LICENCE.sub(_named, line) for line in lines if fold(line) not in _NOTHING]


def _named(address: re.Match[str]) -> str:
    """Return the name of a Creative Commons licence that is given by its address."""
    elements, _, version = address.groups()
    return f"CC {elements.upper()} {version}" if elements else f"CC0 {version}"


def unspoken(document: Document, terms: Terms, read: Callable[[str], Terms]) -> Iterator[Span]:
    """Yield an empty span for every line of the metadata's terms that nobody can read: "see URL", an address, a slogan.

    Args:
        document: The story.
        terms: The reading of `stated` and the prose, with spans into both.
        read: Reads a line alone.
    """
    end = -1
    for line in _terms(document):
        start, end = end + 1, end + 1 + len(line)
        if line == document.metadata.get("holder"):
            continue
        alone = read(line)
        inside = any(span.start < end and start < span.end for span in terms.spans)
        goes_on = alone.kind is None and inside and not _ADDRESS.fullmatch(line.strip())
        if not (_says(alone) or goes_on):
            yield Span(0, 0)


def _says(terms: Terms) -> bool:
    if terms.kind in {None, NoticeKind.DISTRACTOR}:
        return False
    facts = (terms.holder, terms.years, terms.licence, terms.reserved, set(terms.conditions) - {"see-url"})
    return any(facts) or any(stance is not Stance.UNSTATED for stance in terms.actions.values())


def conflicts(metadata: Terms, prose: Terms, book: Rulebook) -> Iterator[str]:
    """Yield where the terms in the metadata of a story and those in its text contradict each other."""
    if metadata.holder and prose.holder and _others(metadata.holder, prose.holder, book):
        yield say(
            "Its metadata name {holder} as the holder, its text {other}.", holder=metadata.holder, other=prose.holder
        )
    if metadata.licence and prose.licence and metadata.licence != prose.licence:
        yield say(
            "Its metadata name the licence {licence}, its text {other}.", licence=metadata.licence, other=prose.licence
        )
    if said := _set_against(metadata, prose, _GRANTED, _BARRED):
        yield say("Its metadata permit what its text prohibits or makes subject to consent: {what}.", what=said)
    if said := _set_against(metadata, prose, _BARRED, _GRANTED):
        yield say("Its metadata prohibit what its text permits: {what}.", what=said)


def _set_against(metadata: Terms, prose: Terms, first: Collection[Stance], second: Collection[Stance]) -> str:
    """Return the actions of one stance in the metadata and of another in the text."""
    actions = metadata.actions.items()
    return ", ".join(worded(a) for a, stance in actions if stance in first and prose.actions[a] in second)


def _others(first: str, second: str, book: Rulebook) -> bool:
    """Return whether two names of holders have no party in common."""
    return not {one.key for one in parties(first, book)} & {one.key for one in parties(second, book)}


def joined(terms: Terms, document: Document, book: Rulebook) -> Terms:
    """Return a notice with what the file says beside it.

    Holder and year of the metadata stand in where the words name none; a holder the words contradict is kept beside
    theirs, and told. A reservation of text and data mining (TDMRep, RSL, `noai`) prohibits mining, whatever the words
    say; that none is made permits nothing.
    """
    terms = with_rights(_owned(terms, document, book), document, book)
    if not any(_reserves(line) for line in document.metadata.get("tdm", "").splitlines()):
        return terms
    rule = Rule("notice/tdm", RuleKind.PROHIBITION, Tier.NOTICE, (Action("tdm"),))
    return replace(
        terms,
        actions=MappingProxyType({**terms.actions, "tdm": Stance.PROHIBITED}),
        policy=replace(terms.policy, rules=(*terms.policy.rules, rule)),
    )


def _owned(terms: Terms, document: Document, book: Rulebook) -> Terms:
    if not terms.years and (found := _YEARS.search(document.metadata.get("year", ""))):
        terms = replace(terms, years=(Years(int(found[1]), int(found[2] or found[1])),))
    named = [line for line in document.metadata.get("holder", "").splitlines() if fold(line) not in _NOTHING]
    holder = "; ".join(dict.fromkeys(named))
    if not holder or terms.kind is NoticeKind.DISCLAIMER:
        return terms
    if terms.holder is None:
        return replace(terms, holder=holder, policy=replace(terms.policy, assigner=holder))
    if not _others(holder, terms.holder, book):
        return terms
    said = say("Its metadata name {holder} as the holder, its notice {other}.", holder=holder, other=terms.holder)
    both = f"{terms.holder}; {holder}"
    return replace(terms, holder=both, conflicts=(*terms.conflicts, said), policy=replace(terms.policy, assigner=both))


def _reserves(signal: str) -> bool:
    return signal.startswith("reserved ") and not signal.endswith("noimageai")
