"""Markdown, walked by ourselves.

Positions are the reason: every word must lead back to its line and column, and the Markdown packages give lines at
best. So this reads what newsrooms write (the block and inline marks of CommonMark, no tables or footnotes), and what it
does not know stays in the prose, where it is checked.
"""

from __future__ import annotations

from types import MappingProxyType

from licensing.documents.formats import Parsed, register
from licensing.documents.formats.markdown.blocks import read_blocks
from licensing.documents.formats.markdown.inline import Inline
from licensing.documents.prose import edited
from licensing.model.document import Link

__all__ = ["parse"]


@register("markdown", ".md", ".markdown", front=True)
def parse(raw: str, start: int) -> Parsed:
    """Return what a reader of the rendered page reads."""
    blocks = read_blocks(raw, start)
    inline = Inline(blocks.shown(raw), blocks.references)
    for paragraph in blocks.paragraphs:
        inline.read(paragraph)
    prose = edited(raw, start, [*blocks.edits, *inline.edits])
    text = prose.text()
    title = text[slice(*prose.span(*blocks.title))].strip() if blocks.title else ""
    return Parsed(
        prose=text,
        stretches=prose.stretches(),
        metadata=MappingProxyType({"title": title} if title else {}),
        blockquotes=tuple(sorted(prose.span(*quote) for quote in [*blocks.quotes, *inline.quotes])),
        links=tuple(sorted(Link(prose.span(*span), url) for span, url in inline.links)),
    )
