"""Pieces of a story that stand in several places of a file, put together in the order they are read in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from licensing.documents.formats import Parsed
from licensing.model.document import Link, Span, Stretch

__all__ = ["joined", "unsaid"]

GAP = "\n\n"
_WORD = re.compile(r"\w+")


def unsaid(pieces: Iterable[Parsed]) -> Iterator[Parsed]:
    """Yield the pieces that say what none before them said: files carry one text in several types."""
    said: list[str] = []
    for piece in pieces:
        words = " ".join(_WORD.findall(piece.prose.casefold()))
        if words and not any(f" {words} " in f" {before} " for before in said):
            said.append(words)
            yield piece


def joined(pieces: Sequence[Parsed]) -> Parsed:
    """Return the pieces as one, a blank line between them; what each says of itself is left to the caller."""
    texts: list[str] = []
    stretches: list[Stretch] = []
    quotes: list[Span] = []
    links: list[Link] = []
    hidden: list[Span] = []
    length = 0
    for piece in pieces:
        own = piece.stretches or (Stretch(0, 0, len(piece.prose), len(piece.prose)),)
        if texts:
            texts.append(GAP)
            stretches.append(Stretch(length, own[0].raw, len(GAP), 0))
            length += len(GAP)
        texts.append(piece.prose)
        stretches.extend(stretch._replace(prose=stretch.prose + length) for stretch in own)
        quotes.extend(Span(span.start + length, span.end + length) for span in piece.blockquotes)
        links.extend(Link(Span(span.start + length, span.end + length), url) for span, url in piece.links)
        hidden.extend(piece.hidden)
        length += len(piece.prose)
    return Parsed("".join(texts), tuple(stretches), {}, tuple(quotes), tuple(links), hidden=tuple(hidden))
