"""Who holds the rights: the copyright line first, then ownership, the site, whose leave is needed, whom to name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from licensing.model.document import Span
from licensing.model.terms import Years
from licensing.notices.claims import closes_name, unless_known, years_in
from licensing.notices.find import Stated
from licensing.notices.names import name_after, name_before, written
from licensing.notices.scan import Scanner, Token
from licensing.notices.view import View
from licensing.packs.lexicons import fold

__all__ = ["holders", "years"]

_SHORT = 160
_RESERVER = 3
_LEAD_IN = ' \t\n\r,|:-–—"“'


def holders(notice: Sequence[Stated], view: View, scan: Scanner) -> tuple[list[str], list[Span]]:
    """Return the holders as written, each once, and every span a name was read from."""
    claimed = [claim.holder for one in notice for claim in one.claims if claim.holder]
    ranked = sorted(_cued(notice, view, scan), key=lambda pair: pair[0])
    spans = [*claimed, *(span for _, span in ranked)]
    chosen = claimed or [span for rank, span in ranked if rank == ranked[0][0]][:1]
    names: dict[str, str] = {}
    for span in chosen:
        name = written(view, span)
        names.setdefault(fold(name), name)
    return list(names.values()), spans


def years(notice: Sequence[Stated]) -> tuple[Years, ...]:
    """Return the years claimed, each once."""
    found = [year for one in notice for claim in one.claims for year in claim.years]
    if not found:
        lines = [one.sentence for one in notice if one.has("reserved") and len(one.sentence.text) <= _SHORT]
        found = [year for line in lines for year in years_in(line.text)]
    return tuple(dict.fromkeys(found))


def _cued(notice: Sequence[Stated], view: View, scan: Scanner) -> Iterator[tuple[int, Span]]:
    for one in notice:
        for token in one.sentence.tokens:
            if token.party:
                span = name_after(view, token.party.start, token.party.end, scan)
            elif token.cue.rank and token.cue.side:
                span = _beside(token, one, view, scan)
            elif token.cue.family == "reserved":
                span = _reserver(token, one, view, scan)
            else:
                continue
            if span:
                yield token.cue.rank or _RESERVER, span


def _beside(token: Token, one: Stated, view: View, scan: Scanner) -> Span | None:
    if token.cue.side == "before":
        return unless_known(name_before(view, one.sentence.span.start, token.start, scan), one.sentence)
    start, limit = token.end, _limit(token, one)
    while start < limit and view.text[start] in _LEAD_IN:
        start += 1
    return name_after(view, start, limit, scan)


def _reserver(token: Token, one: Stated, view: View, scan: Scanner) -> Span | None:
    """Return the name beside "all rights reserved" when it stands alone with it."""
    before = unless_known(name_before(view, one.sentence.span.start, token.start, scan), one.sentence)
    return before if token.cue.side == "before" else _beside_plain(token, one, view, scan) or before


def _beside_plain(token: Token, one: Stated, view: View, scan: Scanner) -> Span | None:
    start, limit = token.end, _limit(token, one)
    while start < limit and view.text[start] in _LEAD_IN:
        start += 1
    return name_after(view, start, limit, scan) if start > token.end else None


def _limit(token: Token, one: Stated) -> int:
    """Return where a name after a token must end: at the next cue that opens a phrase of its own."""
    later = (other for other in one.sentence.tokens if other.start >= token.end and closes_name(other, one.sentence))
    return next((other.start for other in later), one.sentence.span.end)
