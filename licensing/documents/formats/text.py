"""Plain text: the prose is the text; addresses written out count as links."""

from __future__ import annotations

from licensing.documents.formats import FALLBACK, Parsed, register
from licensing.documents.prose import edited
from licensing.documents.urls import written_out

__all__ = ["parse"]


@register(FALLBACK, ".txt", front=True)
def parse(raw: str, start: int) -> Parsed:
    """Return the text from `start` on as it stands."""
    prose = edited(raw, start, ())
    return Parsed(prose=prose.text(), stretches=prose.stretches(), links=tuple(written_out(prose.text())))
