"""Whether a draft names what a source line must name, in the facts rules ask for.

FSEK art. 36/3 asks for the newspaper, magazine or agency, the earlier source, date, number, and the author's name or
mark; an insufficient source is an offence of its own (art. 71/1-5).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from licensing.matching import credit
from licensing.matching.credit import Credit
from licensing.model.attribution import Attribution, Names
from licensing.model.document import Document, Span
from licensing.model.odrl import Value
from licensing.model.passage import Passage
from licensing.text.dates import dates

__all__ = ["Party", "credit_facts", "licence_named"]

_LICENCE = re.compile(r"(?i)\bcc[ -](by(?:[ -](?:nc|nd|sa))*|0|zero)\b")
_LICENCE_URL = re.compile(r"(?i)creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)")
_SHORT = 5
"""Letters of the longest mark that could be a word of some language: it counts only where it is set apart."""
_NUMBERED = 20
_NUMBER = re.compile(r"(?i)(?:[(\[#№]|\b(?:no|nr|number|item|issue|sayı|say[ıi]s[ıi])\b)[\s.:]*\Z")
_MARK = re.compile(r"[(\[/,;–—-]\s*\Z")

_Naming = Callable[[Sequence[str]], Credit | None]


class Party(NamedTuple):
    """Whom a draft must name for what it takes.

    Attributes:
        names: Everybody, each by every way the name is written; empty when nobody knows.
        licence: The public licence its notice names.
        notices: Where notice, byline and closing credit stand in its prose: words that are no part of the story.
        told: What the source line must name beside the holder.
    """

    names: tuple[Names, ...] = ()
    licence: str | None = None
    notices: tuple[Span, ...] = ()
    told: Attribution = Attribution()


def credit_facts(
    draft: Document, party: Party, passages: Sequence[Passage], taken: Sequence[Span], *, near: bool
) -> dict[str, Value]:
    """Return the facts about the credit; none of them is known when nobody knows the holder.

    Args:
        draft: The draft.
        party: Whom it must name, and with what.
        passages: What it takes in one manner.
        taken: Every stretch it takes from the story: a name inside one of them is part of what was taken.
        near: Whether the credit must stand beside each passage; otherwise anywhere in the draft.
    """
    facts: dict[str, Value] = {"licence-named": licence_named(draft, party.licence)}
    if not party.names:
        return facts
    beside = [passage.quotation.span if passage.quotation else passage.draft for passage in passages]
    namings = [_naming(draft, place, taken, party.told) for place in (beside if near else [None])]
    found = [naming(names) for naming in namings for names in party.names]
    facts["credit"] = all(one is not None for one in found)
    facts["credit-date"] = all(one is not None and one.date is not None for one in found)
    facts["linked"] = all(one is not None and one.linked for one in found)
    known: dict[str, Sequence[Names] | None] = {
        "credit-author": None if party.told.authors is None else [(name,) for name in party.told.authors],
        "credit-number": None if party.told.number is None else [(party.told.number,)] if party.told.number else [],
        "credit-upstream": party.told.upstream,
    }
    for fact, wanted in known.items():
        if wanted is not None:
            facts[fact] = all(_set_apart(naming(names), draft.prose) for naming in namings for names in wanted)
    return facts


def _naming(draft: Document, place: Span | None, taken: Sequence[Span], told: Attribution) -> _Naming:
    days = [day for _, day in dates(told.date or "")]
    if place is None:
        return partial(credit.anywhere, draft.prose, taken=taken, dates=days, links=draft.links)
    return partial(credit.attribution, draft.prose, place, taken=taken, dates=days, links=draft.links)


def _set_apart(named: Credit | None, prose: str) -> bool:
    """Return whether something is named: a mark like `mk` or a number like 21 must not be a word of the sentence."""
    if named is None:
        return False
    if " " in named.name or len(named.name) > _SHORT or not (named.name.islower() or named.name.isdigit()):
        return True
    before = prose[max(0, named.span.start - _NUMBERED) : named.span.start]
    return bool((_NUMBER if named.name.isdigit() else _MARK).search(before))


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
