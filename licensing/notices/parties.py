"""Who holds the rights: the copyright line first, then ownership, the site, whose leave is needed, whom to name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from licensing.model.document import Span
from licensing.model.terms import Years
from licensing.notices.claims import closes_lower, closes_name, name_floor, unless_known, years_in
from licensing.notices.find import Stated
from licensing.notices.names import name_after, name_before, written
from licensing.notices.owners import owners
from licensing.notices.scan import Scanner, Token
from licensing.notices.view import View
from licensing.text.folding import fold

__all__ = ["holders", "stray", "years"]

_SHORT = 160
_RESERVER = 3
_GOVERNED = 3.5
_ACTOR = 4
_INITIALS = re.compile(r"(?:\.\w{1,2})*\.?")
_CUE_WORD = re.compile(r"[^\s]+")
_LEAD_OUT = re.compile(r"[\s,|:–—-]+$")
_LEAD_IN = ' \t\n\r,|:-–—"“'


def holders(notice: Sequence[Stated], view: View, scan: Scanner) -> tuple[dict[str, Span], list[Span]]:
    """Return the holders as written with their places, each once, and every span a name was read from."""
    claimed = [claim.holder for one in notice for claim in one.claims if claim.holder]
    ranked = sorted(_cued(notice, view, scan), key=lambda pair: pair[0])
    spans = [*claimed, *(span for _, span in ranked)]
    chosen = claimed or [span for rank, span in ranked if rank == ranked[0][0]][:1]
    names: dict[str, Span] = {}
    for span in chosen:
        names.setdefault(fold(written(view, span)), span)
    return {written(view, span): span for span in names.values()}, spans


def stray(left: Sequence[Span], view: View, scan: Scanner) -> Span | None:
    """Return the first name of two words or more, or an address, among words nothing else explains.

    A notice that names one party and no cue beside it ("Harbour Wire. Copyright 2031.") means that party.
    """
    for span in left:
        end = _INITIALS.match(view.text, span.end)
        name = name_after(view, span.start, end.end() if end else span.end, scan)
        if name and name.start == span.start and _is_whole(view.text[name.start : name.end], scan):
            return name
    return None


def _is_whole(name: str, scan: Scanner) -> bool:
    if fold(name) in scan.places or name.isupper() or (scan.caseless and name.upper() == name.lower()):
        return False
    return " " in name or "." in name.strip(".")


def years(notice: Sequence[Stated]) -> tuple[Years, ...]:
    """Return the years claimed, each once."""
    found = [year for one in notice for claim in one.claims for year in claim.years]
    if not found:
        lines = [one.sentence for one in notice if one.has("reserved") and len(one.sentence.text) <= _SHORT]
        found = [year for line in lines for year in years_in(line.text)]
    return tuple(dict.fromkeys(found))


def _cued(notice: Sequence[Stated], view: View, scan: Scanner) -> Iterator[tuple[float, Span]]:
    for one in notice:
        yield from ((_RESERVER, span) for span in _alone(one, notice, view, scan))
        for token in one.sentence.tokens:
            if token.party:
                span = _named(token.party, view, scan)
            elif token.cue.actor:
                span = _before(token, one, view, scan)
            elif token.cue.rank and token.cue.side:
                span = _beside(token, one, view, scan)
            elif token.cue.family == "reserved":
                span = _reserver(token, one, view, scan)
            else:
                continue
            if span:
                yield token.cue.rank or (_ACTOR if token.cue.actor else _RESERVER), span
        yield from ((_GOVERNED, span) for span in owners(one, view, scan))


def _named(party: Span, view: View, scan: Scanner) -> Span | None:
    """Return the name a pattern captured; a word every notice may use ("the ministry") names nobody."""
    span = name_after(view, party.start, party.end, scan)
    return span if span and not scan.knows(view.folded(span.start, span.end)) else None


def _before(token: Token, one: Stated, view: View, scan: Scanner) -> Span | None:
    floor = name_floor(one.sentence, token.start, view, scan)
    return unless_known(name_before(view, floor, token.start, scan), one.sentence)


def _alone(one: Stated, notice: Sequence[Stated], view: View, scan: Scanner) -> Iterator[Span]:
    """Yield the name a whole sentence is made of, behind a reservation or a term: "No copying. Harbour Wire"."""
    place = notice.index(one)
    ruled = place and (notice[place - 1].has("reserved") or notice[place - 1].statements)
    if not ruled or one.has("verbs", "moods", "conditions"):
        return
    start, end = one.sentence.span
    span = unless_known(name_after(view, start, end, scan), one.sentence)
    name = view.text[span.start : span.end] if span else ""
    if (
        span
        and name[0].isupper()
        and not (name.isupper() and " " in name)
        and not view.text[span.end : end].strip(" .")
    ):
        yield span


def _beside(token: Token, one: Stated, view: View, scan: Scanner) -> Span | None:
    if token.cue.side == "before":
        return _before(token, one, view, scan)
    start, limit = token.end, _limit(token, one, view, scan)
    while start < limit and view.text[start] in _LEAD_IN:
        start += 1
    plain = name_after(view, start, limit, scan)
    if plain and (begin := _role(token, one, view, scan)) and (whole := name_after(view, begin, limit, scan)):
        plain = whole if whole.end >= plain.end else plain
    return unless_known(plain, one.sentence)


def _role(token: Token, one: Stated, view: View, scan: Scanner) -> int:
    """Return where the last words of a cue begin a name with a capital, as "the Agency Mewa" may; 0 when none do."""
    if token.language not in scan.lower_languages:
        return 0
    words = list(_CUE_WORD.finditer(view.text, token.start, token.end))
    words = words[1:] if token.start == one.sentence.span.start else words
    return next((word.start() for word in words if word[0][0].isupper() and not word[0].isupper()), 0)


def _reserver(token: Token, one: Stated, view: View, scan: Scanner) -> Span | None:
    """Return the name beside "all rights reserved" when it stands alone with it."""
    if token.cue.side == "after" and token.language in scan.caseless:
        return _beside(token, one, view, scan)
    floor = name_floor(one.sentence, token.start, view, scan)
    gap = _LEAD_OUT.search(view.text, floor, token.start)
    before = unless_known(name_before(view, floor, gap.start() if gap else token.start, scan), one.sentence)
    return before if token.cue.side == "before" else _beside_plain(token, one, view, scan) or before


def _beside_plain(token: Token, one: Stated, view: View, scan: Scanner) -> Span | None:
    start, limit = token.end, _limit(token, one, view, scan)
    while start < limit and view.text[start] in _LEAD_IN:
        start += 1
    gap = view.text[token.end : start]
    # Without capitals a space alone does not tell a name from the next phrase.
    apart = gap.strip(" ") if token.language in scan.caseless else gap
    return unless_known(name_after(view, start, limit, scan), one.sentence) if apart else None


def _limit(token: Token, one: Stated, view: View, scan: Scanner) -> int:
    """Return where a name after a token must end: at the next cue that opens a phrase of its own."""
    later = (
        other
        for other in one.sentence.tokens
        if other.start >= token.end and (closes_name(other, one.sentence) or closes_lower(other, view, scan))
    )
    return next((other.start for other in later), one.sentence.span.end)
