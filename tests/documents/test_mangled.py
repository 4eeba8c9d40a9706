"""Files that were cut, stuffed or made to do harm: a document or an InputError, in bounded time and memory."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.documents.read import items
from licensing.errors import InputError
from licensing.model.document import Span

G2 = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="a" version="2"><rightsInfo
scope="x"><copyrightHolder literal="Harbour Wire"/><usageTerms>No use in Ruritania</usageTerms>
<dataMining uri="DMI-PROHIBITED"/><rightsExpressionXML langid="odrl"><P/></rightsExpressionXML></rightsInfo><itemMeta>
<pubStatus qcode="stat:usable"/><embargoed>2031-02-03T06:00:00Z</embargoed><edNote>JAPAN OUT</edNote></itemMeta>
<contentMeta><by>By Ada Quill</by><genre qcode="g:x"/></contentMeta>
<contentSet><inlineData contenttype="text/html">&lt;p&gt;One &amp;amp; two&lt;/p&gt;</inlineData></contentSet>
</newsItem><newsItem><contentSet><inlineXML><html><body><p>Three <a href="x">four</a></p></body></html></inlineXML>
</contentSet></newsItem></itemSet></newsMessage>"""
NITF = """<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><docdata management-status="usable">
<doc-id id-string="a"/><date.release norm="20310203T060000Z"/><doc.copyright year="2031" holder="Harbour Wire"/>
<ed-msg info="JAPAN OUT"/></docdata></head><body><body.head><hedline><hl1>Storm</hl1></hedline>
<byline>By <person>Ada</person></byline><rights>All <rights.owner>Wire</rights.owner></rights></body.head>
<body.content><p>The <em>harbour</em> &#233; &amp;</p><bq><block><p>We go</p></block></bq>
<note type="npa"><p>x</p></note></body.content></body></nitf>"""
WIRE = (
    "\x16\x01hwa0123 4 pol 25 storm\r\n\x02Storm\r\n\r\n\tBy Ada Quill\r\n\tELBA (HWA) - EDS: x\r\nEMBARGO until 1\r\n"
    "\x03171234 NOV 31\r\n\x04\x16\x16\x01a0123\x1fbc-\r\nu a\x13\x11bc-storm 11-17 0345\r\n\x02^Storm<\r\n^By ADA=\r\n"
    "\tThe\r\n\x03\r\nHW-NY-11-17-31 1234GMT"
)
HTTP = (
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
    "8\r\n<p>a b c\r\n0\r\n\r\n"
)
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://w.example\r\n"
    f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(HTTP)}\r\n\r\n{HTTP}\r\n\r\n"
)
STREAM = "BT /F1 12 Tf 72 700 Td (One) Tj 3 Tr [(Two) -300 (three)] TJ ET q 1 0 0 1 0 0 cm Q"
PDF = (
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[4 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]"
    "/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R>>endobj\n"
    f"5 0 obj<</Length {len(STREAM)}>>stream\n{STREAM}\nendstream endobj\n"
    "trailer<</Root 1 0 R/Info<</Title(Storm)>>>>\nstartxref\n0\n%%EOF"
)
DOCX = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr>'
    '<w:pStyle w:val="Quote"/></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:hyperlink><w:r><w:t>b</w:t>'
    '<w:footnoteReference w:id="1"/></w:r></w:hyperlink><w:del><w:r><w:delText>c</w:delText></w:r></w:del>'
    '<w:fldSimple w:instr="HYPERLINK &quot;x&quot;"/></w:p>'
    "</w:body></w:document>"
)

Change = tuple[str, float, float, bytes]
PIECES = st.sampled_from(
    [
        b"<",
        b">",
        b"&",
        b"</p>",
        b"\0",
        b"\x01",
        b"\x02",
        b"\xff",
        b"<!--",
        b"]]>",
        b" ",
        b"\r\n",
        b"(",
        b"]",
        b"9999999999",
    ]
)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["cut", "put", "drop", "twice", "end"]),
        st.floats(0, 1),
        st.floats(0, 0.2),
        PIECES | st.binary(max_size=4),
    ),
    max_size=4,
)


def mangled(data: bytes, changes: list[Change]) -> bytes:
    for change, place, length, piece in changes:
        at = int(place * len(data))
        to = at + int(length * len(data))
        match change:
            case "cut":
                data = data[:at] + piece + data[to:]
            case "put":
                data = data[:at] + piece + data[at:]
            case "drop":
                data = data[:at] + data[at + 1 :]
            case "twice":
                data = data[:to] + data[at:]
            case _:
                data = data[:at] if at > len(data) // 2 else data
    return data


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def word(body: bytes) -> bytes:
    """Return a Word document with this as its main part."""
    docx = pytest.importorskip("docx", reason="needs the extra docx")
    file = io.BytesIO()
    docx.Document().save(file)
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(members | {"word/document.xml": body})


def check(data: bytes, name: str) -> None:
    """Read a file; every place of what was read is a place in it."""
    try:
        found = items(data, name=name)
    except InputError:
        return
    for document in found:
        end = document.raw_span(Span(max(0, len(document.prose) - 1), len(document.prose))).end
        assert 0 <= end <= len(document.raw)
        document.place(end)
        for span in (*document.hidden, *(one.span for one in document.expressions)):
            assert 0 <= span.start <= span.end <= len(document.raw)
        for quote in document.blockquotes:
            assert 0 <= quote.start < quote.end <= len(document.prose)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(G2, "a.newsml", id="newsml"),
        pytest.param(NITF, "a.nitf", id="nitf"),
        pytest.param(WIRE, "a.iptc", id="wire"),
        pytest.param(WARC, "a.warc", id="warc"),
        pytest.param(PDF, "a.pdf", id="pdf"),
        pytest.param(DOCX, "a.docx", id="docx"),
    ],
)
def test_mangled_files_are_read_or_refused(data: str, name: str) -> None:
    pytest.importorskip(
        {"a.pdf": "pypdf", "a.docx": "docx", "a.warc": "warcio"}.get(name, "re"), reason="needs an extra"
    )
    original = data.encode("latin-1")
    assert items(word(original) if name == "a.docx" else original, name=name)

    @settings(max_examples=150, deadline=dt.timedelta(seconds=20))
    @given(CHANGES)
    def holds(changes: list[Change]) -> None:
        changed = mangled(original, changes)
        check(word(changed) if name == "a.docx" else changed, name)

    holds()


@given(CHANGES)
@settings(max_examples=100, deadline=dt.timedelta(seconds=20))
def test_mangled_zip_files_are_read_or_refused(changes: list[Change]) -> None:
    check(mangled(word(DOCX.encode()), changes), "a.docx")


@given(
    st.sampled_from(["a.newsml", "a.nitf", "a.iptc", "a.warc", "a.pdf", "a.docx", "a.gz", "a"]), st.binary(max_size=200)
)
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    check(data, name)


def lying() -> bytes:
    """Return a Word document whose main part says it is small and is not."""
    data = bytearray(word(b"<a>" + bytes(300_000_000) + b"</a>"))
    size = (300_000_007).to_bytes(4, "little")
    assert size in data
    return bytes(data).replace(size, (7).to_bytes(4, "little"))


LAUGHS = (
    "<!DOCTYPE a ["
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    + "]><a>&l11;</a>"
)
XML = {
    "nested": "<p>" * 10_000 + "a" + "</p>" * 10_000,
    "entities": LAUGHS.replace("<a>", "<nitf>").replace("</a>", "</nitf>"),
    "wide": "<nitf>" + "<p>a</p>" * 1_000_000 + "</nitf>",
    "attributes": "<nitf " + " ".join(f'a{n}="b"' for n in range(200_000)) + "><p>a</p></nitf>",
    "external": '<!DOCTYPE nitf SYSTEM "file:///etc/passwd"><nitf><p>a</p></nitf>',
    "external entity": '<!DOCTYPE nitf [<!ENTITY e SYSTEM "file:///etc/passwd">]><nitf><p>&e;</p></nitf>',
}
LIMITED = """
import resource, sys
from pathlib import Path
from licensing.documents.read import items
from licensing.errors import InputError
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
for path in sys.argv[1:]:
    try:
        print(path, len(items(Path(path))[0].prose))
    except InputError as error:
        print(error)
"""


def test_bombs_are_defused_in_two_gigabytes(tmp_path: Path) -> None:
    grown = zlib.compress(bytes(500_000_000), 9)
    files: dict[str, bytes] = {
        "lying.docx": lying(),
        "many.docx": zipped({f"{n}.xml": b" " * 900_000 for n in range(300)}),
        "deep.docx": word(b"<a>" * 10_000),
        "grown.warc": gzip.compress(b"WARC/1.0\r\n" + bytes(500_000_000)),
        "grown.pdf": PDF.replace(f"<</Length {len(STREAM)}>>stream\n{STREAM}", "BOMB")
        .encode()
        .replace(b"BOMB", b"<</Filter/FlateDecode/Length %d>>stream\n" % len(grown) + grown),
        "deep.pdf": PDF.replace("[(Two)", "[" * 100_000 + "(Two)").encode(),
        "returns.iptc": b"\x01a\x02" + b"\r" * 5_000_000,
        "spaces.iptc": b"\x01a\x02" + (b"EMBARGO until " + b"!" * 1_000 + b" a" + b" (" * 1_000_000),
    }
    files |= {f"{name}.nitf": text.encode() for name, text in XML.items()}
    paths = []
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        paths.append(str(path))
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *paths], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "root:" not in done.stdout
    assert len(done.stdout.splitlines()) == len(files)
