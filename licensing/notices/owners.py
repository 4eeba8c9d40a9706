"""The party a notice names beside what it governs: "articles from The Umber Post", "Kestrel Wire content"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from licensing.model.document import Span
from licensing.notices.claims import closes_name, name_floor, unless_known
from licensing.notices.find import Stated
from licensing.notices.names import name_after, name_before
from licensing.notices.scan import Scanner, Token
from licensing.notices.view import View
from licensing.text.folding import fold

__all__ = ["owners"]

_BETWEEN = 40
"""Characters between a thing and the word that ties it to its owner: "articles published or broadcast by ..."."""
_ARTICLE = 5
_ENDS = re.compile(r"[.!?;:]\s|\n\s*\n")
_POSSESSIVE = re.compile(r"(?:'s?|’s?)?\s+$")


def owners(one: Stated, view: View, scan: Scanner) -> Iterator[Span]:
    """Yield the names tied to the things a sentence speaks of, in text order.

    Names of countries are none, and neither are those of a sentence about what others hold.
    """
    if any(token.cue.condition == "third-party-material" for token in one.sentence.tokens):
        return
    for token in one.sentence.of("subjects"):
        for span in (_before(token, one, view, scan), _after(token, one, view, scan)):
            if span and fold(view.text[span.start : span.end]) not in scan.places:
                yield span


def _before(token: Token, one: Stated, view: View, scan: Scanner) -> Span | None:
    if token.language in scan.capital_nouns or token.language in scan.lower_languages:
        return None
    floor = name_floor(one.sentence, token.start, view, scan)
    gap = _POSSESSIVE.search(view.text, floor, token.start)
    if scan.joined or gap is None or not view.text[token.start].islower():
        return None
    span = _inside(unless_known(name_before(view, floor, gap.start(), scan), one.sentence), one, view, scan)
    # "The Inland Ledger's journalism" keeps its article, which "The Harbour Wire website" only borrows.
    if span and gap[0].strip() and scan.article.fullmatch(view.folded(floor, span.start)):
        span = Span(floor, span.end)
    return None if span and scan.knows(view.folded(*span)) else span


def _inside(span: Span | None, one: Stated, view: View, scan: Scanner) -> Span | None:
    """Return a name without the known word a sentence begins with; a lone capital there makes no name."""
    if span is None or span.start > one.sentence.span.start:
        return span
    known = next((token for token in one.sentence.tokens if token.start == span.start and token.end < span.end), None)
    if known:
        tie = scan.tie.match(view.text, known.end + 1, span.end) if scan.tie else None
        rest = view.text[tie.end() if tie else known.end : span.end]
        return Span(span.end - len(rest.lstrip()), span.end)
    name = view.text[span.start : span.end]
    return span if " " in name or not name[1:].islower() else None


def _after(token: Token, one: Stated, view: View, scan: Scanner) -> Span | None:
    """Return the name behind "of", "from" or "by" when only harmless words stand between."""
    if scan.tie is None:
        return None
    limit = min(one.sentence.span.end, token.end + _BETWEEN)
    stop = _ENDS.search(view.text, token.end, limit)
    for tie in scan.tie.finditer(view.text, token.end, stop.start() if stop else limit):
        if not _harmless(one, token.end, tie.start()):
            return None
        later = (other for other in one.sentence.tokens if other.start >= tie.end())
        end = next((other.start for other in later if closes_name(other, one.sentence)), one.sentence.span.end)
        span = name_after(view, tie.end(), end, scan)
        if span and span.start - tie.end() <= _ARTICLE and (known := unless_known(span, one.sentence)):
            return known
    return None


def _harmless(one: Stated, start: int, end: int) -> bool:
    """Return whether no cue that carries a term stands in a stretch."""
    within = (token for token in one.sentence.tokens if token.start < end and token.end > start)
    return all(token.cue.family in ("filler", "verbs", "subjects", "holders") for token in within)
