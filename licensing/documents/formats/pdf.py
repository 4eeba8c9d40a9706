"""PDF with a text layer, read with `pypdf`; a place in it is a page. Pictures of text are refused, not passed over."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from licensing.documents.formats import Parsed, need, register_bytes
from licensing.documents.pdftext import Drawn, read_page
from licensing.documents.prose import Edit, edited
from licensing.documents.rights import Facts
from licensing.documents.urls import written_out
from licensing.documents.xmp import read_xmp
from licensing.errors import InputError
from licensing.model.document import Place, Span
from licensing.packs.messages import say

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["parse"]

PAGES = 2_000
SECONDS = 30.0
"""A page takes milliseconds; a file that takes longer than this was made to."""

_BREAK = "\n\n"
_HYPHENS = re.compile(r"(?<=[^\W\d_])-[ \t]*\n(?=([^\W\d_]))|\xad(?:[ \t]*\n)?")


@register_bytes("pdf", ".pdf", sniff=lambda head: head.startswith(b"%PDF-"))
def parse(data: bytes) -> Parsed:
    """Return the text of a PDF, words that were hyphenated at the end of a line in one piece.

    Raises:
        InputError: when it is damaged or encrypted, when a page holds only a picture, or when it takes too long.
    """
    try:
        import pypdf  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise need("pdf") from error
    _silence()
    try:
        reader = _decrypted(pypdf.PdfReader(io.BytesIO(data), strict=False))
        return _parsed(list(_pages(reader)), _metadata(reader))
    except InputError:
        raise
    except pypdf.errors.DependencyError as error:
        raise _locked() from error
    except Exception as error:  # pypdf raises whatever the damage leads it to
        raise InputError(f"The PDF is damaged ({type(error).__name__}). Save it again and try once more.") from error


@cache
def _silence() -> None:
    """Keep what pypdf has to say of a file off standard error, where it goes without a handler."""
    import logging  # noqa: PLC0415 - no other format needs it

    logging.getLogger("pypdf").addHandler(logging.NullHandler())


def _decrypted(reader: PdfReader) -> PdfReader:
    """Return a reader of a file anybody may open: one that is only closed to changes has an empty password."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise _locked()
    return reader


def _locked() -> InputError:
    return InputError(say("The PDF is encrypted. Save it without a password."))


def _pages(reader: PdfReader) -> Iterator[Drawn]:
    until = time.monotonic() + SECONDS
    if (count := len(reader.pages)) > PAGES:
        raise InputError(f"The PDF has {count} pages; at most {PAGES} are read. Split it.")
    for number in range(count):
        drawn = read_page(reader.pages[number], until)
        if drawn.pictures and not drawn.text.strip():
            message = say(
                "Page {page} of the PDF is a picture: its words cannot be read. Run text recognition over it, or take "
                "the page out.",
                page=number + 1,
            )
            raise InputError(message)
        yield drawn


def _parsed(pages: list[Drawn], facts: Facts) -> Parsed:
    if not any(page.text.strip() for page in pages):
        raise InputError(say("The PDF holds no text. Hand in the story as text, or run text recognition over it."))
    raw: list[str] = []
    places: list[Place] = []
    hidden: list[Span] = []
    length = 0
    for number, page in enumerate(pages, 1):
        places.append(Place(length, f"page {number}"))
        hidden.extend(Span(length + start, length + end) for start, end in page.hidden)
        raw += [page.text, _BREAK]
        length += len(page.text) + len(_BREAK)
    text = "".join(raw[:-1])
    edits = [Edit(*span) for span in hidden]
    # Before a capital the hyphen is part of a name, as in Anglo-Saxon.
    edits += [Edit(*found.span()) for found in _HYPHENS.finditer(text) if (found[1] or "a").islower()]
    prose = edited(text, 0, edits)
    return Parsed(
        prose=prose.text(),
        stretches=prose.stretches(),
        metadata=facts.metadata(),
        links=tuple(written_out(prose.text())),
        raw=text,
        places=tuple(places),
        hidden=tuple(hidden),
    )


def _metadata(reader: PdfReader) -> Facts:
    """Return what the file says of itself: in XMP, else in the older document information."""
    facts = Facts()
    root: Any = reader.trailer["/Root"]
    packet = root.get("/Metadata") if hasattr(root, "get") else None
    if packet is not None and hasattr(stream := packet.get_object(), "get_data"):
        read_xmp(stream.get_data(), facts)
    information = reader.metadata
    if information is not None:
        facts.add("title", information.title)
        if "creator" not in facts:
            facts.add("creator", information.author)
    return facts
