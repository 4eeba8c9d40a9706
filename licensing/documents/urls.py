"""Addresses written out in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from licensing.model.document import Link, Span

__all__ = ["URL", "written_out"]

URL = r"https?://[^\s<>\"“”«»]+[^\s<>\"“”«».,;:!?'’)\]}*_]"


def written_out(text: str) -> Iterator[Link]:
    """Yield every address written out in the text as a link to itself."""
    for found in re.finditer(URL, text):
        yield Link(Span(*found.span()), found[0])
