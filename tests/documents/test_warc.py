"""Web archives: which records are stories, what the server said, and what is refused."""

from __future__ import annotations

import gzip
import sys
import zlib

import pytest

from licensing.documents.formats import warc as reader
from licensing.documents.read import items, read
from licensing.errors import InputError
from licensing.model.document import Document, Span

pytest.importorskip("warcio", reason="needs the extra warc")

PAGE = b"<title>Storm</title>\n<p>The harbour\n closed.</p>"
Headers = list[tuple[str, str]]


def record(kind: str, url: str, mime: str, content: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {mime}\r\n"
    return head.encode() + f"Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def archive(*pages: tuple[str, bytes, Headers], packed: bool = False, status: str = "200 OK") -> bytes:
    """Return an archive with a record for each address, payload and headers; warcio's writer leaves files open."""
    records = [record("warcinfo", "storm.warc", "application/warc-fields", b"software: test\r\n")]
    for url, payload, headers in pages:
        said = {"Content-Type": "text/html; charset=utf-8", **dict(headers)}
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in said.items()), "", ""]
        records.append(
            record("response", url, "application/http; msgtype=response", "\r\n".join(lines).encode() + payload)
        )
    return b"".join(gzip.compress(one) if packed else one for one in records)


def page(payload: bytes = PAGE, headers: Headers | None = None) -> Document:
    return read(archive(("https://w.example/a", payload, headers or [])), name="storm.warc")


@pytest.mark.parametrize(
    ("packed", "name"), [(False, "day.warc"), (True, "day.warc.gz"), (True, "day"), (True, "day.warc")]
)
def test_every_page_is_a_story(packed: bool, name: str) -> None:
    data = archive(("https://w.example/a", PAGE, []), ("https://w.example/b", b"<p>It opened.</p>", []), packed=packed)
    first, second = items(data, name=name)
    assert (first.name, first.format, first.prose) == (f"{name}#1", "warc", "The harbour closed.")
    assert dict(first.metadata) == {"title": "Storm", "url": "https://w.example/a"} | {"id": first.metadata["id"]}
    assert second.prose == "It opened."


def test_a_place_is_a_record_and_a_line() -> None:
    found = page()
    span = found.raw_span(Span(start := found.prose.index("closed"), start + 6))
    assert found.raw[slice(*span)] == "closed"
    assert found.place(span.start) == "record 2, line 3"


def test_what_the_server_says_of_rights() -> None:
    found = page(
        headers=[
            ("tdm-reservation", "1"),
            ("tdm-policy", "https://w.example/policy.json"),
            ("X-Robots-Tag", "noindex, noai"),
            ("Link", '<https://l.example/by>; rel="license", <https://w.example/b>; rel=next'),
        ]
    )
    assert found.metadata["tdm"] == "reserved tdm-reservation=1\npolicy https://w.example/policy.json\nreserved noai"
    assert [(one.kind, one.text) for one in found.expressions] == [("link", "https://l.example/by")]


@pytest.mark.parametrize(
    ("payload", "encoding"),
    [
        pytest.param(gzip.compress(PAGE), "gzip", id="gzip"),
        pytest.param(zlib.compress(PAGE), "deflate", id="deflate"),
        pytest.param(
            zlib.compressobj(wbits=-15).compress(b"") + zlib.compress(PAGE)[2:-4],
            "deflate",
            id="deflate without header",
        ),
    ],
)
def test_packed_payloads(payload: bytes, encoding: str) -> None:
    assert page(payload, [("Content-Encoding", encoding)]).prose == "The harbour closed."


def test_chunked_payloads() -> None:
    payload = b"10\r\n" + PAGE[:16] + b"\r\n" + f"{len(PAGE) - 16:x}".encode() + b"\r\n" + PAGE[16:] + b"\r\n0\r\n\r\n"
    assert page(payload, [("Transfer-Encoding", "chunked")]).prose == "The harbour closed."


def test_the_encoding_the_server_names() -> None:
    assert page("<p>Kıyı</p>".encode("cp1254"), [("Content-Type", "text/html; charset=windows-1254")]).prose == "Kıyı"


def test_an_encoding_nobody_knows_is_left_to_the_page() -> None:
    assert page(headers=[("Content-Type", "text/html; charset=klingon")]).prose == "The harbour closed."
    with pytest.raises(InputError, match="Record 2 of the archive: Byte 4"):
        page("<p>Kıyı</p>".encode("cp1254"), [("Content-Type", "text/html")])


def test_more_records_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "ITEMS", 1)
    with pytest.raises(InputError, match="more than 1 records"):
        page()


def test_resources_are_pages_too() -> None:
    assert read(record("resource", "https://w.example/a", "text/html", PAGE)).prose == "The harbour closed."


DATA = archive(("https://w.example/a", PAGE, []))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(archive(("https://w.example/a", PAGE, []), status="404 Not Found"), "no page", id="an error page"),
        pytest.param(archive(("https://w.example/a", b"<p></p>", [])), "no page", id="a page without words"),
        pytest.param(archive(("https://w.example/a", PAGE, [("Content-Encoding", "br")])), "packed as br", id="brotli"),
        pytest.param(
            archive(("https://w.example/a", PAGE, [("Content-Encoding", "gzip")])), "damaged|breaks off", id="no gzip"
        ),
        pytest.param(DATA[:-30], "breaks off", id="cut off"),
        pytest.param(gzip.compress(DATA)[:-30], "breaks off", id="packed and cut off"),
        pytest.param(gzip.compress(b"WARC/1.0\r\n" + bytes(200_000_000)), "unpacks to more", id="a bomb"),
        pytest.param(b"WARC/1.0\r\n", "damaged|no page", id="nothing in it"),
        pytest.param(b"words", "damaged", id="no archive"),
    ],
)
def test_what_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        items(data, name="a.warc")


def test_a_payload_that_grows_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "UNPACKED", 1_000)
    with pytest.raises(InputError, match="unpacks to more"):
        page(gzip.compress(b"<p>" + b"a" * 10_000), [("Content-Encoding", "gzip")])


def test_another_gzip_file_is_no_archive() -> None:
    with pytest.raises(InputError):
        read(gzip.compress(b"words"), name="a.gz")


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(InputError, match=r"newsroom-licensing\[warc\]"):
        read(b"WARC/1.0\r\n")
