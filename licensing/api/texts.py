"""One text, or two beside each other: what a notice says, and what a draft has in common with a source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from licensing.api.reading import story_terms, terms_of
from licensing.documents import read as documents
from licensing.matching import compare as matching
from licensing.matching.measured import measured
from licensing.model.passage import Comparison
from licensing.model.terms import Terms
from licensing.packs.store import rulebook

__all__ = ["compare", "read_notice", "read_story_notice"]


def read_notice(text: str) -> Terms:
    """Return what a notice, or the notice in a longer text, says. Spans are code points of the text as given."""
    return terms_of(text, rulebook())


def read_story_notice(path: Path) -> Terms:
    """Return what the notice of a story in a file says, metadata included; spans are those of the file's text.

    Raises:
        InputError: when the file cannot be read.
    """
    document = documents.read(path)
    terms = story_terms(document, rulebook())
    return replace(
        terms,
        spans=tuple(map(document.raw_span, terms.spans)),
        holders=tuple(map(document.raw_span, terms.holders)),
        unread=tuple(map(document.raw_span, terms.unread)),
    )


def compare(draft: str, source: str, *, measure: bool = False) -> Comparison:
    """Return what a draft has in common with a source; offsets are code points of the texts as given.

    Args:
        draft: What is planned to go out.
        source: A protected text.
        measure: Measure too what each passage, and the draft as a whole, keeps of the source.
    """
    here, there = matching.prepare(draft), matching.prepare(source)
    found = matching.compare(here, there)
    return measured(found, here, there) if measure else found
