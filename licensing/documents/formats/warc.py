"""Web archives (WARC, ISO 28500), read with `warcio`: every page in one is a story, read as HTML is."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from licensing.documents.decode import decode
from licensing.documents.formats import Parsed, formats, need, register_bytes
from licensing.documents.inflate import gunzip, inflate
from licensing.documents.limits import ITEMS, UNPACKED
from licensing.documents.rights import Facts
from licensing.errors import InputError
from licensing.model.document import Expression, Place

__all__ = ["parse"]

_PAGE = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_LICENCE = re.compile(r"<([^<>]+)>\s*;[^,]*\brel=[\"']?[^\"',;]*\blicense\b", re.IGNORECASE)
_RESERVED = re.compile(r"\b(no(?:image)?ai)\b", re.IGNORECASE)
_FOUND = "200"


def _is_warc(head: bytes) -> bool:
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


@register_bytes("warc", ".warc", shared=(".gz",), sniff=_is_warc)
def parse(data: bytes) -> list[Parsed]:
    """Return the pages of a web archive; a place in one is `record 4, line 12`.

    Redirects, errors, images and requests are no stories. What the server said of the page's rights counts as well.

    Raises:
        InputError: when the archive is damaged, holds no page, or unpacks to more than is read.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise need("warc") from error
    plain = gunzip(data) if data.startswith(b"\x1f\x8b") else data
    try:
        records = ArchiveIterator(io.BytesIO(plain))
        # What it finds wrong it would write to standard error and go on.
        records.INC_RECORD = ""
        found = list(_stories(records))
        _require_whole(records)
    except InputError:
        raise
    except Exception as error:  # warcio raises whatever the damage leads it to
        raise InputError(f"The web archive is damaged ({type(error).__name__}). Ask for it again.") from error
    if not found:
        raise InputError("The web archive holds no page with text. Hand in the archive with the story.")
    return found


def _stories(records: Any) -> Iterator[Parsed]:
    room = UNPACKED
    for number, record in enumerate(records, 1):
        if number > ITEMS:
            raise InputError(f"The archive holds more than {ITEMS} records. Split it.")
        if _is_page(record):
            page = _payload(record, room)
            room -= len(page)
            yield from _story(page, record, number)


def _require_whole(records: Any) -> None:
    if records.err_count:
        raise InputError("The web archive is damaged: a record is longer than it says. Ask for it again.")


def _is_page(record: Any) -> bool:
    if record.rec_type == "resource":
        return bool(_PAGE.match(record.rec_headers.get_header("Content-Type") or ""))
    if record.rec_type != "response" or record.http_headers is None:
        return False
    return record.http_headers.get_statuscode() == _FOUND and bool(_PAGE.match(_header(record, "Content-Type")))


def _header(record: Any, name: str) -> str:
    """Return what the server said; of a record without a server, nothing."""
    headers = record.http_headers
    return str(headers.get_header(name) or "") if headers is not None else ""


def _payload(record: Any, room: int) -> bytes:
    """Return the bytes of a page, unpacked here: warcio passes over what it cannot unpack, and so would lose words."""
    from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra

    chunked = _header(record, "Transfer-Encoding").lower() == "chunked"
    packed = (ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream).read()
    if not chunked and getattr(record.raw_stream, "limit", 0) > 0:
        raise InputError("The web archive breaks off inside a page. Ask for it again.")
    encoding = _header(record, "Content-Encoding").strip().lower()
    if encoding in {"", "identity", "none"}:
        return bytes(packed)
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return inflate(bytes(packed), room)
    raise InputError(f"A page in the archive is packed as {encoding}, which is not read. Archive it unpacked.")


def _story(page: bytes, record: Any, number: int) -> Iterator[Parsed]:
    """Yield the page as a story, if it holds text."""
    text = _text(page, record, number)
    html = formats()["html"].text
    parsed = html(text, int(text.startswith("\ufeff"))) if html else ()
    for one in [parsed] if isinstance(parsed, Parsed) else parsed:
        if one.prose.strip():
            yield replace(
                one,
                raw=text,
                metadata=_facts(one, record).metadata(),
                expressions=(*one.expressions, *_licences(record)),
                places=tuple(_lines(text, number)),
            )


def _text(page: bytes, record: Any, number: int) -> str:
    """Return a page in the encoding the server named, else the one it names itself, else UTF-8."""
    if named := _CHARSET.search(_header(record, "Content-Type")):
        try:
            return page.decode(named[1])
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    try:
        return decode(page, "")
    except InputError as error:
        raise InputError(f"Record {number} of the archive: {error.message}") from error


def _facts(page: Parsed, record: Any) -> Facts:
    """Return what the page says of itself, what the server said of it, and its address."""
    facts = Facts(page.metadata)
    facts.add("url", record.rec_headers.get_header("WARC-Target-URI"))
    if (reserved := _header(record, "tdm-reservation").strip()) in {"0", "1"}:
        facts.add("tdm", f"{'reserved' if reserved == '1' else 'open'} tdm-reservation={reserved}")
    if policy := _header(record, "tdm-policy").strip():
        facts.add("tdm", f"policy {policy}")
    for word in dict.fromkeys(_RESERVED.findall(_header(record, "X-Robots-Tag").lower())):
        facts.add("tdm", f"reserved {word}")
    return facts


def _licences(record: Any) -> Iterator[Expression]:
    for address in _LICENCE.findall(_header(record, "Link")):
        yield Expression("link", address.strip())


def _lines(text: str, number: int) -> Iterator[Place]:
    start = line = 0
    while start >= 0:
        line += 1
        yield Place(start, f"record {number}, line {line}")
        start = text.find("\n", start) + 1 or -1
