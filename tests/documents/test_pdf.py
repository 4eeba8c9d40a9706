"""PDF files: what a page shows, what the file says of itself, and what is refused."""

from __future__ import annotations

import io
import sys
import zlib

import pytest

from licensing.documents import pdftext
from licensing.documents.formats import pdf
from licensing.documents.read import read
from licensing.errors import InputError
from licensing.model.document import Document, Span

pypdf = pytest.importorskip("pypdf", reason="needs the extra pdf")

PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    b"stream\n\0\nendstream"
)


def drawn(*lines: str, mode: int = 0) -> bytes:
    shown = b" ".join(b"(" + line.encode("latin-1") + b") Tj T*" for line in lines)
    return b"BT /F1 12 Tf 14 TL 72 700 Td " + str(mode).encode() + b" Tr " + shown + b" ET"


def written(*pages: bytes, catalog: bytes = b"", more: bytes = b"", trailer: bytes = b"") -> bytes:
    """Return a PDF file with these content streams; every page has a font, and a picture if it draws one."""
    first = 5 if more else 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    objects += [more] if more else []
    picture = first + 2 * len(pages)
    for number, page in enumerate(pages):
        resources = b"<</Font<</F1 3 0 R>>" + (b"/XObject<</I %d 0 R>>" % picture if b"Do" in page else b"") + b">>"
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources"
            + resources
            + b"/Contents %d 0 R>>" % (first + 2 * number + 1)
        )
        objects.append(b"<</Length %d>>stream\n" % len(page) + page + b"\nendstream")
    objects.append(PICTURE)
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    data += b"trailer<</Size %d/Root 1 0 R" % (len(objects) + 1) + trailer + b">>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(data)


def page(*pages: bytes) -> Document:
    return read(written(*pages), name="storm.pdf")


def test_pages_and_their_places() -> None:
    found = page(drawn("The harbour", "closed."), drawn("It opened."))
    assert found.format == "pdf"
    assert found.prose.split() == ["The", "harbour", "closed.", "It", "opened."]
    start = found.raw_span(Span(found.prose.index("opened"), len(found.prose))).start
    assert found.place(start) == "page 2"


def test_words_hyphenated_at_the_end_of_a_line_are_whole() -> None:
    found = page(drawn("The har-", "bour of Port-", "Elba closed in 2031-", "2032."))
    assert found.prose.split() == ["The", "harbour", "of", "Port-", "Elba", "closed", "in", "2031-", "2032."]
    span = found.raw_span(Span(start := found.prose.index("harbour"), start + 7))
    assert "".join(found.raw[slice(*span)].split()) == "har-bour"


def test_words_drawn_unseen_are_hidden() -> None:
    found = page(drawn("Seen.") + b" " + drawn("Unseen.", mode=3))
    assert found.prose.split() == ["Seen."]
    assert [found.raw[slice(*span)].strip() for span in found.hidden] == ["Unseen."]


def test_what_text_recognition_found_is_read() -> None:
    found = page(b"/I Do " + drawn("Recognised words.", mode=3))
    assert found.prose.split() == ["Recognised", "words."]
    assert found.hidden == ()


def test_addresses_are_links() -> None:
    assert [link.url for link in page(drawn("See https://w.example/a")).links] == ["https://w.example/a"]


def test_information_and_xmp() -> None:
    xmp = (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        b"<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:r='http://ns.adobe.com/xap/1.0/rights/' "
        b"xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:Credit='Harbour Wire' p:Instructions='JAPAN OUT' "
        b"p:DateCreated='2031-02-03'><dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>\xc2\xa9 2031 Harbour Wire"
        b"</rdf:li></rdf:Alt></dc:rights><dc:creator><rdf:Seq><rdf:li>Ada Quill</rdf:li></rdf:Seq></dc:creator>"
        b"<r:WebStatement rdf:resource='https://t.example'/></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    more = b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n" % len(xmp) + xmp + b"\nendstream"
    data = written(
        drawn("Text."), catalog=b"/Metadata 4 0 R", more=more, trailer=b"/Info<</Title(Storm)/Author(Nobody)>>"
    )
    assert dict(read(data).metadata) == {
        "credit": "Harbour Wire",
        "limits": "JAPAN OUT",
        "date": "2031-02-03",
        "notice": "© 2031 Harbour Wire",
        "creator": "Ada Quill",
        "usage-terms": "https://t.example",
        "title": "Storm",
    }


@pytest.mark.parametrize(
    ("packet", "expected"),
    [
        pytest.param(b"<x", {}, id="broken"),
        pytest.param(
            b"<a xmlns:p='http://prismstandard.org/namespaces/basic/2.0/'><p:embargoDate>soon</p:embargoDate></a>",
            {"status": "withheld", "limits": "embargo: soon"},
            id="an embargo nobody can read",
        ),
    ],
)
def test_other_packets(packet: bytes, expected: dict[str, str]) -> None:
    more = b"<</Length %d>>stream\n" % len(packet) + packet + b"\nendstream"
    assert dict(read(written(drawn("Text."), catalog=b"/Metadata 4 0 R", more=more)).metadata) == expected


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(written(drawn("Text."))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")  # noqa: S106 - a test's own
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_file_closed_only_to_changes_is_read() -> None:
    assert read(encrypted("")).prose.strip() == "Text."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(encrypted("secret"), "encrypted", id="encrypted"),
        pytest.param(written(b"/I Do"), "Page 1 of the PDF is a picture", id="a picture"),
        pytest.param(written(drawn("Text."), b"/I Do"), "Page 2 of the PDF is a picture", id="a picture behind text"),
        pytest.param(written(b""), "holds no text", id="empty"),
        pytest.param(b"%PDF-1.4\n", "damaged", id="nothing in it"),
    ],
)
def test_what_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(data, name="a.pdf")


def test_more_pages_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PAGES", 1)
    with pytest.raises(InputError, match="2 pages"):
        page(drawn("a"), drawn("b"))


def test_a_page_that_takes_too_long() -> None:
    reader = pypdf.PdfReader(io.BytesIO(written(drawn("Text."))))
    with pytest.raises(InputError, match="too long"):
        pdftext.read_page(reader.pages[0], 0)


def test_a_stream_that_grows_without_end_is_refused() -> None:
    packed = zlib.compress(bytes(200_000_000), 9)
    data = written(drawn("Text."), b"BOMB").replace(
        b"<</Length 4>>stream\nBOMB", b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed
    )
    with pytest.raises(InputError):
        read(data, name="a.pdf")


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(InputError, match=r"newsroom-licensing\[pdf\]"):
        read(b"%PDF-1.4\n")
