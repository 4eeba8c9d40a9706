"""Who signs a text: a byline, a credit and marks below it, credits of photographs; and "A, citing B" taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from licensing.model.document import Span
from licensing.text.sentences import paragraphs

__all__ = ["Signed", "byline", "cited", "closing", "people", "photographs"]


class Signed(NamedTuple):
    """Words that say who wrote a text.

    Attributes:
        span: Where they stand.
        name: Who is named.
        mark: The writers' initials behind it, as `jd/mk`; empty when there are none.
    """

    span: Span
    name: str
    mark: str = ""


_TOP = 3
"""Paragraphs in which a byline stands: headline, subtitle and place may come before it."""
_LONGEST = 120
_HEAD = 1_000
_LABEL = r"(?:(?:By|BY|Von|VON|Par|Por|Di)\s+|(?:Haber|Muhabir|Yazan|Author|Byline)\s*:\s*)"
_BYLINE = re.compile(rf"{_LABEL}(?P<names>[^\n]+?)\s*\.?")
_SPLIT = re.compile(r"\s*(?:[;\n&]|/(?![a-zçğıöşü]{2,3}\b)|,|\s(?:and|und|ve|et|y|e|ja|og|och|en|i)\s)\s*")
_PARTICLES = frozenset(
    [
        "al",
        "bin",
        "da",
        "de",
        "del",
        "della",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "zu",
    ]
)
_CLOSING = re.compile(
    r"(?:(?<=[.!?…\"”»’'])\s+|\n\s*|\A)(?P<all>[(\[](?P<name>[^()\[\]\n]{2,80})[)\]](?:\s*[-–—/]?\s*(?P<mark>[a-zçğıöşü]{2,3}(?:/[a-zçğıöşü]{2,3})*))?)\s*\Z"
)
_CITED = re.compile(
    r"\s*,?\s*\b(?:citing|quoting|unter\s+Berufung\s+auf|citant|citando|con\s+información\s+de)\s+", re.IGNORECASE
)
_HINT = re.compile(r"(?i)getty|[(\[](?:photo|picture|image|foto|bild)")
_PHOTO = re.compile(
    r"[(\[](?i:photo|picture|image|foto|fotoğraf|bild)(?i:graph)?(?:\s*(?i:by|von|par|di|de)\s+|\s*[:/]\s*)(?P<by>[^()\[\]\n]{2,80})[)\]]"
    r"|(?P<bank>(?:\b[\w.’'-]+(?:\s+[\w.’'-]+){0,3}\s*(?:/|\bvia)\s*)?\bGetty\s+Images)\s*[)\]]?\s*\Z"
)


def byline(text: str) -> Signed | None:
    """Return the byline among the first paragraphs: "By" and names with a capital, and nothing else in it."""
    for block in paragraphs(text[:_HEAD])[:_TOP]:
        line = text[block.start : block.end]
        found = _BYLINE.fullmatch(line) if len(line) <= _LONGEST else None
        if found and all(map(_is_name, people(found["names"]))):
            return Signed(block, found["names"])
    return None


def closing(text: str, notices: Sequence[Span] = ()) -> Signed | None:
    """Return the credit in brackets a text ends with, as "(AA)" or "(AA, DHA) jd/mk", behind its last sentence.

    Args:
        text: The text.
        notices: Where its notice stands; the credit may stand before it.
    """
    end = len(text)
    for span in sorted(notices, reverse=True):
        if not text[span.end : end].strip():
            end = min(end, span.start)
    found = _CLOSING.search(text, max(0, end - _LONGEST), end)
    return Signed(Span(*found.span("all")), found["name"].strip(), found["mark"] or "") if found else None


def photographs(text: str) -> Iterator[tuple[Span, Signed]]:
    """Yield the paragraphs that are captions of photographs, each with the credit it carries."""
    if not _HINT.search(text):
        return
    for block in paragraphs(text):
        if found := _PHOTO.search(text[block.start : block.end]):
            span = Span(block.start + found.start(), block.start + found.end())
            yield block, Signed(span, (found["by"] or found["bank"]).strip())


def cited(credit: str) -> tuple[str, str]:
    """Return a credit without the source it cites, and that source: "A, citing B" is A, and B."""
    own, *others = _CITED.split(credit, maxsplit=1)
    return own.strip(), others[0].strip() if others else ""


def people(names: str) -> list[str]:
    """Return the names of a byline one by one."""
    bare = re.sub(rf"\A\s*{_LABEL}", "", names)
    return [name for part in _SPLIT.split(bare) if (name := part.strip(" .\t"))]


def _is_name(name: str) -> bool:
    parts = name.split()
    return len(parts) <= 6 and all(part[0].isupper() or part.lower() in _PARTICLES for part in parts)  # noqa: PLR2004 - a long Spanish name
