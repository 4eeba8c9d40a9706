"""XML with its places, and nothing it could do harm with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.documents import xml
from licensing.documents.formats import formats
from licensing.documents.nested import embed, through
from licensing.errors import InputError
from licensing.model.document import Document, Span, Stretch


def test_elements_and_texts_know_where_they_stand() -> None:
    raw = (
        '<?xml version="1.0"?>\n<a xmlns="urn:x" xmlns:b="urn:b" b:c="1" d="x > y"><p>Kıyı &amp; s&nbsp;x<br/>t\r\nz '
        "<![CDATA[a & <b> ı\r\nq]]></p><p/><!-- c --><q>last</q></a>"
    )
    top = xml.read(raw)
    assert (top.namespace, top.name, top.get(("urn:b", "c")), top.get("d")) == ("urn:x", "a", "1", "x > y")
    assert [one.source(raw) for one in top.iter("p", "br", "q")][1:] == ["<br/>", "<p/>", "<q>last</q>"]
    assert raw[slice(*top.findall("q")[0].inner)] == "last"
    for text in top.texts():
        written = raw[text.start : text.end]
        assert text.text == written or written in {"&amp;", "&nbsp;", "\r\n"}
    flow = xml.prose(top, raw, {"p", "br"})
    assert flow.prose.text() == "Kıyı & s x\n\nt z a & <b> ı q\n\nlast"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<a>\n <b>\n</a>", "3:3: The XML is broken: mismatched tag"),
        ('<?xml version="1.0"?><a>\n &nbsp;ı<b></a>', "2:14: The XML is broken: mismatched tag"),
        ("<a/>x", "1:5: The XML is broken: junk after document element"),
        ("", "1:1: The XML is broken: no element found"),
        ("<a>" * 300, "1:601: The XML is nested deeper than 200"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "declares entities"),
        ("<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]><a/>", "declares entities"),
    ],
)
def test_what_is_broken_is_said_where(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        xml.read(text)


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<rss version='2.0'>", ("", "rss")),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- c -->\n<f:feed xmlns:f='urn:f' x='", ("urn:f", "feed")),
        (b"<!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf>", ("", "nitf")),
        ("<a xmlns='urn:a'>".encode("utf-16"), ("urn:a", "a")),
        (b"no xml", ("", "")),
        (b"", ("", "")),
    ],
)
def test_the_outermost_element_shows_in_the_first_bytes(head: bytes, root: tuple[str, str]) -> None:
    assert xml.root(head) == root


@given(st.text('aı&<>"\\\n 😀', max_size=30))
def test_a_page_in_a_text_leads_back_through_both(text: str) -> None:
    outer, raw = [], ""
    for place, character in enumerate(text):
        written = {"&": "&amp;", "<": "&lt;"}.get(character, character)
        outer.append(Stretch(place, len(raw), 1, len(written)))
        raw += written
    found = embed(formats()["html"].text(text, 0), outer)  # type: ignore[misc, arg-type]
    document = Document(raw, found.prose, found.stretches or (Stretch(0, 0, 0, 0),))
    for place, character in enumerate(found.prose):
        written = raw[slice(*document.raw_span(Span(place, place + 1)))]
        assert written == character or written.startswith("&") or character.isspace(), (text, raw)
    assert through(Span(0, len(text)), outer) == (0, len(raw))
