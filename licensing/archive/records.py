"""Stories and places of words as an archive keeps them: JSON and bytes."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from itertools import accumulate, chain
from types import MappingProxyType

from licensing.archive.interface import STATUSES
from licensing.errors import ArchiveError, InputError
from licensing.model.document import START, Document, Expression, Link, Place, Position, Span, Stretch

__all__ = [
    "digest",
    "document_digest",
    "pack_document",
    "pack_places",
    "require_storable",
    "unpack_document",
    "unpack_places",
]

_BYTE = 256
_LATER = ("places", "expressions", "hidden")


def digest(text: str) -> bytes:
    """Return 16 bytes that stand for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def pack_document(document: Document) -> str:
    """Write everything of a document but its prose as JSON; the same document gives the same JSON."""
    record = {
        "raw": None if document.raw == document.prose else document.raw,
        "stretches": document.stretches,
        "name": document.name,
        "format": document.format,
        "metadata": dict(document.metadata),
        "declared": dict(document.declared),
        "blockquotes": document.blockquotes,
        "links": document.links,
        "reading": document.reading,
        # Written only where there is something, so that the digest of what was kept before stays what it was.
        **{name: value for name in _LATER if (value := getattr(document, name))},
    }
    if document.first != START:
        record["first"] = document.first
    return json.dumps(record, sort_keys=True, separators=(",", ":"), default=str)


def document_digest(document: Document) -> bytes:
    """Return 16 bytes that stand for a document, wherever it was read from and whatever its notice was read as."""
    return digest(pack_document(replace(document, name="", reading="")) + document.prose)


def unpack_document(packed: str, encoded: bytes) -> Document:
    """Read back what `pack_document` wrote, and the prose, in UTF-8.

    Raises:
        ArchiveError: When they were not written so.
    """
    with _readable():
        record = json.loads(packed)
        prose = encoded.decode("utf-8", "surrogatepass")
        return Document(
            raw=prose if record["raw"] is None else record["raw"],
            prose=prose,
            stretches=tuple(Stretch(*stretch) for stretch in record["stretches"]),
            name=record["name"],
            format=record["format"],
            metadata=MappingProxyType(record["metadata"]),
            declared=MappingProxyType(record["declared"]),
            blockquotes=tuple(Span(*span) for span in record["blockquotes"]),
            links=tuple(Link(Span(*span), url) for span, url in record["links"]),
            reading=record["reading"],
            first=Position(*record.get("first", START)),
            places=tuple(Place(*place) for place in record.get("places", ())),
            expressions=tuple(
                Expression(kind, text, Span(*span)) for kind, text, span in record.get("expressions", ())
            ),
            hidden=tuple(Span(*span) for span in record.get("hidden", ())),
        )


def pack_places(starts: Sequence[int], ends: Sequence[int]) -> bytes:
    """Write where words start and end as the distances between those places, a byte or four little-endian ones each."""
    places = list(chain.from_iterable(zip(starts, ends, strict=True)))
    steps = [after - before for before, after in zip([0, *places], places, strict=False)]
    code = "B" if max(steps, default=0) < _BYTE else "I"
    return code.encode() + _little(array(code, steps)).tobytes()


def unpack_places(packed: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Read back the starts and the ends.

    Raises:
        ArchiveError: When they were not written so.
    """
    with _readable():
        steps = array(packed[:1].decode())
        steps.frombytes(packed[1:])
        places = tuple(accumulate(_little(steps)))
        return places[::2], places[1::2]


def _little(steps: array[int]) -> array[int]:
    if sys.byteorder == "big":
        steps.byteswap()
    return steps


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveError("The archive is damaged: a stored story cannot be read. Restore it from a copy.") from error


def require_storable(id: str, status: str) -> None:  # noqa: A002 - the users' word
    """Refuse what no story can be called, and what is no status.

    Raises:
        InputError: naming it.
    """
    if status not in STATUSES:
        raise InputError(f"There is no status '{status}'. Choose one of: {', '.join(STATUSES)}.")
    if not id.strip() or not id.isprintable():
        raise InputError(f"{id!r} cannot be a story's id. Give it one of letters, digits and signs.")
