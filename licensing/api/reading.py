"""What the notice of a story says: read once, kept with the story, read again when the packs change."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from licensing.api import carried
from licensing.model.agency import Agency
from licensing.model.document import Document, Span
from licensing.model.odrl import Rule
from licensing.model.terms import Terms
from licensing.notices import record
from licensing.packs.parties import agencies
from licensing.packs.store import Rulebook

if TYPE_CHECKING:
    from licensing.packs.lexicons import Lexicon

__all__ = ["story_terms", "terms_of", "with_reading"]


@cache
def _known(book: Rulebook) -> tuple[tuple[Lexicon, ...], tuple[Agency, ...]]:
    from licensing.packs import lexicons  # noqa: PLC0415 - a story whose reading was kept needs no lexicon

    packs = tuple(lexicons.build(pack_id, data) for pack_id, data in sorted(book.data["notices"].items()))
    return packs, agencies(book)


@lru_cache(maxsize=64)
def terms_of(text: str, book: Rulebook) -> Terms:
    """Return the notice in a text."""
    from licensing.notices.read import read  # noqa: PLC0415 - and no reader

    return read(text, *_known(book))


def story_terms(document: Document, book: Rulebook) -> Terms:
    """Return the notice a story carries: what its metadata say comes first, then its own text.

    Spans point into the prose; words of the metadata have none.
    """
    if document.reading:
        try:
            reading = json.loads(document.reading)
            if reading["digest"] == book.digest:
                return record.load(reading["terms"])
        except (KeyError, TypeError, ValueError):
            pass
    return _read(document, book)


def with_reading(document: Document, book: Rulebook) -> Document:
    """Return a document that keeps the reading of its notice under the packs in force."""
    kept = json.dumps({"digest": book.digest, "terms": record.dump(_read(document, book))}, ensure_ascii=False)
    return replace(document, reading=kept)


def _read(document: Document, book: Rulebook) -> Terms:
    return carried.joined(_words(document, book), document, book)


def _words(document: Document, book: Rulebook) -> Terms:
    stated = carried.stated(document)
    if not stated:
        return terms_of(document.prose, book)
    ahead = len(stated) + 2
    terms = terms_of(f"{stated}\n\n{document.prose}", book)
    # Words of the metadata stand nowhere in the prose; that some were not understood must not be lost with them.
    unread = [span if span.start >= ahead else Span(ahead, ahead) for span in terms.unread]
    lost = carried.unspoken(document, terms, lambda line: terms_of(line, book))
    return replace(
        terms,
        spans=_behind(terms.spans, ahead),
        holders=_behind(terms.holders, ahead),
        unread=(*_behind(tuple(unread), ahead), *lost),
        conflicts=tuple(carried.conflicts(terms_of(stated, book), terms_of(document.prose, book), book)),
        policy=replace(terms.policy, rules=tuple(_moved(rule, ahead) for rule in terms.policy.rules)),
    )


def _moved(rule: Rule, ahead: int) -> Rule:
    evidence = (
        replace(one, span=Span(max(0, one.span.start - ahead), max(0, one.span.end - ahead))) for one in rule.evidence
    )
    return replace(rule, evidence=tuple(evidence))


def _behind(spans: tuple[Span, ...], ahead: int) -> tuple[Span, ...]:
    return tuple(Span(span.start - ahead, span.end - ahead) for span in spans if span.start >= ahead)
