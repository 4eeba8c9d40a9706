"""Who is to be named for a story: read in its metadata, its byline and its closing credit, and put into one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from licensing.model.attribution import Attribution, Names
from licensing.model.document import Document, Span
from licensing.packs import parties
from licensing.packs.messages import say, sentence
from licensing.packs.parties import Holder, agency_of
from licensing.packs.store import Rulebook
from licensing.text.bylines import Signed, byline, cited, closing, people, photographs
from licensing.text.normalise import fold

__all__ = ["Signature", "attribution", "credit_line", "names_of", "signature"]

STORY = sentence("story")
_NOBODY = frozenset({"none", "unsigned", "staff", "no byline", "imzasız", "yok"})
"""Words metadata says "there is none" with."""
_ADDRESS = re.compile(r"(?i)https?://|www\.")
_MISSING = {
    "holder": (sentence("(holder of the {of})"), sentence("holder")),
    "date": (sentence("(date of the {of})"), sentence("date")),
    "number": (sentence("(number of the {of})"), sentence("number")),
    "authors": (sentence("(author's name or mark)"), sentence("author")),
    "upstream": (sentence("(source the {of} took it from)"), sentence("earlier source")),
}
"""Part of a source line -> what stands in its place, and its name in a sentence."""


class Signature(NamedTuple):
    """What stands at the edges of a story's prose.

    Attributes:
        byline: The byline, if there is one.
        closing: The credit in brackets it ends with, where it names an agency.
        holder: The holder the story names anywhere outside its notice; None when it names none.
    """

    byline: Signed | None = None
    closing: Signed | None = None
    holder: str | None = None


def signature(document: Document, notices: Sequence[Span], known: str | None, book: Rulebook) -> Signature:
    """Return who signs a story.

    Args:
        document: The story.
        notices: Where its notice stands in its prose.
        known: The holder its notice names, if it names one.
        book: The packs in force.
    """
    metadata = document.metadata
    credit, source = cited(metadata.get("credit", ""))[0], cited("; ".join(_sources(metadata)))[0]
    stated = _first(known, metadata.get("holder"), credit, source)
    below = closing(document.prose, notices)
    if below and not any(party.agency for party in parties.holders(cited(below.name)[0], book)):
        below = below if stated and _same(below.name, stated, book) else None
    holder = _first(stated, cited(below.name)[0] if below else None, metadata.get("creator"))
    return Signature(byline(document.prose), below, holder)


def _first(*names: str | None) -> str | None:
    """Return the first name that names somebody."""
    return next((name for name in names if name and fold(name) not in _NOBODY), None)


def attribution(document: Document, signed: Signature, holders: Sequence[Holder], book: Rulebook) -> Attribution:
    """Return what a story says a source line must name beside its holders; nothing is made up."""
    metadata = document.metadata
    number = metadata.get("number")
    return Attribution(
        date=metadata.get("date") or None,
        number="" if number and fold(number) in _NOBODY else number or None,
        authors=_authors(metadata, signed, holders, book),
        upstream=_upstream(metadata, signed, holders, book),
        spans=(
            *(one.span for one in (signed.byline, signed.closing) if one),
            *(credit.span for _, credit in photographs(document.prose)),
        ),
    )


def names_of(party: Holder) -> Names:
    """Return every way a party's name is written, its own first."""
    agency = party.agency
    return tuple(dict.fromkeys((party.name, *((agency.name, *agency.aliases) if agency else ()))))


def credit_line(holders: Sequence[Holder], told: Attribution, licence: str | None = None, of: str = STORY) -> str:
    """Return the source line a draft must carry: what is known, and in brackets what nobody knows.

    Args:
        holders: The holders; empty when nobody knows them.
        told: What the story says beside.
        licence: The public licence its notice names.
        of: What is credited, as a person calls it.
    """
    blank = {part: say(words, of=say(of)) for part, (words, _) in _MISSING.items()}
    date = told.date or blank["date"]
    sources = say(" and ").join(names[0] for names in told.upstream or ())
    citing = say(", citing {sources}", sources=sources) if sources else ""
    line = "; ".join(_of(party, citing, date) for party in holders) or f"{blank['holder']}{citing}, {date}"
    parts = [
        line,
        say("no. {number}", number=told.number) if told.number else "",
        say(" and ").join(told.authors or ()),
    ]
    missing = [part for part in ("date", "number", "authors", "upstream") if getattr(told, part) is None]
    parts += [blank[part] for part in missing if part != "date"]
    parts.append((licence or "").replace("-", " "))
    return ", ".join(filter(None, parts)) + _completed([*(() if holders else ("holder",)), *missing])


def _completed(missing: Sequence[str]) -> str:
    """Return the sentence that says which parts nobody knows, and what to do."""
    if not missing:
        return ""
    named = ", ".join(say(_MISSING[part][1]) for part in missing)
    return say(". Not known: {named}. Look it up, and leave out what there is none of.", named=named)


def _of(party: Holder, citing: str, date: str) -> str:
    agency = party.agency
    if agency is None:
        return f"{party.name}{citing}, {date}"
    return agency.credit.format(name=f"{agency.name}{citing}", date=date)


def _authors(
    metadata: Mapping[str, str], signed: Signature, holders: Sequence[Holder], book: Rulebook
) -> tuple[str, ...] | None:
    stated = metadata.get("creator") or (signed.byline.name if signed.byline else "")
    mark = (signed.closing.mark,) if signed.closing and signed.closing.mark else ()
    if not stated:
        return mark or None
    own = {holder.key for holder in holders}
    found = (name for name in people(stated) if fold(name) not in _NOBODY)
    kept = dict.fromkeys(name for name in found if not agency_of(name, book) and fold(name) not in own)
    return tuple(kept) or mark


def _upstream(
    metadata: Mapping[str, str], signed: Signature, holders: Sequence[Holder], book: Rulebook
) -> tuple[Names, ...] | None:
    """Return the earlier sources; none where the story says whose it is and names nobody beside."""
    credit, below = metadata.get("credit", ""), signed.closing.name if signed.closing else ""
    sources = list(_sources(metadata))
    if not (credit or below or sources):
        return None
    own = {holder.key for holder in holders}
    named = [party for source in sources for part in cited(source) for party in parties.holders(part, book)]
    for one in (credit, below):
        ahead, behind = cited(one)
        named += [party for party in parties.holders(ahead, book) if party.agency]
        named += parties.holders(behind, book)
    kept = {party.key: names_of(party) for party in named if party.key not in own and party.key not in _NOBODY}
    return tuple(kept.values())


def _sources(metadata: Mapping[str, str]) -> Iterator[str]:
    """Yield the sources a story names; an address names nobody."""
    lines: Iterable[str] = metadata.get("source", "").split("\n")
    return (line.strip() for line in lines if line.strip() and not _ADDRESS.match(line.strip()))


def _same(name: str, holder: str, book: Rulebook) -> bool:
    keys = {party.key for party in parties.holders(holder, book)}
    return any(party.key in keys for party in parties.holders(cited(name)[0], book))
