"""What a story says of where it comes from: the parts of a source line."""

from __future__ import annotations

from typing import NamedTuple

from licensing.model.document import Span

__all__ = ["Attribution", "Names"]

Names = tuple[str, ...]
"""A party's name, and every other way it is written."""


class Attribution(NamedTuple):
    """What a source line must name beside the holder (FSEK art. 36/3), as far as the story gives it.

    None means that nobody knows; an empty value, that the story says there is none.

    Attributes:
        date: The day of the story, as written.
        number: The number of the item or of the issue.
        authors: The authors' names, or the mark they sign with, as `jd/mk`.
        upstream: The earlier sources the story names, as Port Radio in "Harbour Wire, citing Port Radio".
        spans: Where byline, closing credit and credits of photographs stand in the prose: no part of the story's text.
    """

    date: str | None = None
    number: str | None = None
    authors: tuple[str, ...] | None = None
    upstream: tuple[Names, ...] | None = None
    spans: tuple[Span, ...] = ()
