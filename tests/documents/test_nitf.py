"""What NITF says of a story, and what a reader reads in it."""

from __future__ import annotations

import pytest

from licensing.documents.read import read
from licensing.errors import InputError
from licensing.model.document import Document


def nitf(docdata: str = "", head: str = "", content: str = "<p>The harbour closed.</p>", more: str = "") -> Document:
    text = (
        f"<nitf><head><docdata>{docdata}</docdata>{more}</head><body><body.head>{head}</body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    )
    return read(text.encode(), name="storm.xml")


@pytest.mark.parametrize(
    ("docdata", "expected"),
    [
        pytest.param(
            "<doc.copyright year='2031' holder='Harbour Wire'/>",
            {"holder": "Harbour Wire", "notice": "Copyright 2031 Harbour Wire"},
            id="copyright",
        ),
        pytest.param(
            "<doc.rights owner='Elba Post' geography='Ruritania' type='print' limitations='ONE USE ONLY' "
            "startdate='20310203T060000Z' enddate='2031-03-01' agent='Bo Seller'/>",
            {
                "holder": "Elba Post",
                "limits": "rights geography: Ruritania\nrights type: print\nONE USE ONLY",
                "embargo": "2031-02-03T06:00:00+00:00",
                "expires": "2031-03-01",
                "note": "rights agent: Bo Seller",
            },
            id="rights",
        ),
        pytest.param("<doc.rights/>", {}, id="rights that say nothing"),
        pytest.param("<date.issue norm='20310203'/>", {"date": "20310203"}, id="issued"),
        pytest.param("<date.release norm='20310203'/>", {"embargo": "2031-02-03"}, id="released"),
        pytest.param(
            "<date.release norm='soon'/>", {"status": "withheld", "limits": "embargo: soon"}, id="released when?"
        ),
        pytest.param("<date.expire norm='20310203T0600Z'/>", {"expires": "2031-02-03T06:00:00+00:00"}, id="expires"),
        pytest.param("<ed-msg info='JAPAN OUT'/>", {"limits": "JAPAN OUT"}, id="limit"),
        pytest.param("<ed-msg info='ADDS quotes'/>", {"note": "ADDS quotes"}, id="note"),
        pytest.param(
            "<doc-id id-string='hw-1'/><du-key key='storm' version='3'/>", {"id": "hw-1", "version": "3"}, id="ids"
        ),
        pytest.param(
            "<correction info='Corrects the name' id-string='hw-0'/>",
            {"replaces": "hw-0", "note": "Corrects the name"},
            id="correction",
        ),
        pytest.param(
            "<series series.name='Ports' series.part='2'/><urgency ed-urg='4'/>"
            "<key-list><keyword key='storm'/></key-list>",
            {"note": "series Ports, part 2"},
            id="series",
        ),
    ],
)
def test_docdata(docdata: str, expected: dict[str, str]) -> None:
    assert dict(nitf(docdata).metadata) == expected


@pytest.mark.parametrize("status", [("usable", "usable"), ("embargoed", "embargoed"), ("canceled", "killed")])
def test_management_status(status: tuple[str, str]) -> None:
    text = f"<nitf><head><docdata management-status='{status[0]}'/></head><body><p>Text.</p></body></nitf>"
    assert read(text.encode()).metadata["status"] == status[1]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(
            "<hedline><hl1>Storm <em>hits</em></hl1><hl2>Again</hl2></hedline>", {"title": "Storm hits"}, id="headline"
        ),
        pytest.param("<byline>By Ada Quill, <byttl>Staff</byttl></byline>", {"creator": "Ada Quill"}, id="byline"),
        pytest.param(
            "<byline>By <person>Ada Quill</person> and <person>Bo Ink</person></byline>",
            {"creator": "Ada Quill; Bo Ink"},
            id="two persons",
        ),
        pytest.param(
            "<dateline><location>Port Elba</location>, <story.date norm='20310203'>Feb. 3</story.date></dateline>",
            {"dateline": "Port Elba, Feb. 3", "date": "20310203"},
            id="dateline",
        ),
        pytest.param("<distributor>Harbour Wire</distributor>", {"credit": "Harbour Wire"}, id="distributor"),
        pytest.param(
            "<rights><rights.owner>Elba Post</rights.owner><rights.geography>Ruritania</rights.geography>"
            "<rights.limitations>Print only</rights.limitations>"
            "<rights.enddate norm='20310301'>March</rights.enddate></rights>",
            {"holder": "Elba Post", "limits": "rights geography: Ruritania\nPrint only", "expires": "2031-03-01"},
            id="rights",
        ),
        pytest.param(
            "<rights><rights.type>print</rights.type><rights.agent>Bo Seller</rights.agent>"
            "<rights.startdate norm='20310203'>now</rights.startdate></rights>",
            {"limits": "rights type: print", "embargo": "2031-02-03", "note": "rights agent: Bo Seller"},
            id="other rights",
        ),
        pytest.param("<note noteclass='editorsnote'>JAPAN OUT</note>", {"limits": "JAPAN OUT"}, id="editor's note"),
        pytest.param("<rights>All rights reserved.</rights>", {"notice": "All rights reserved."}, id="rights in words"),
        pytest.param(
            "<note noteclass='cpyrt'><body.content><p>© Elba Post</p></body.content></note>",
            {"notice": "© Elba Post"},
            id="note",
        ),
    ],
)
def test_body_head(head: str, expected: dict[str, str]) -> None:
    assert dict(nitf(head=head).metadata) == expected


@pytest.mark.parametrize(
    ("content", "prose"),
    [
        pytest.param("<p>One\n two.</p><p>Three.</p>", "One two.\n\nThree.", id="paragraphs"),
        pytest.param("<hl2>Again</hl2><p>A&amp;B &#233;</p>", "Again\n\nA&B é", id="entities"),
        pytest.param("<p>a&nbsp;b</p>", "a b", id="an entity of html"),
        pytest.param(
            "<media><media-metadata name='x' value='y'/><media-caption><p>A pier.</p></media-caption>"
            "<media-producer>Photo: Bo</media-producer></media>",
            "A pier.\n\nPhoto: Bo",
            id="captions",
        ),
        pytest.param(
            "<note type='npa'><p>Call me</p></note><p>Text.</p>", "Text.", id="a note that is not to be published"
        ),
        pytest.param("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb", id="cells"),
    ],
)
def test_prose(content: str, prose: str) -> None:
    assert nitf(content=content).prose == prose


def test_a_note_for_editors_is_a_limit() -> None:
    assert nitf(content="<note type='npa'><p>JAPAN OUT</p></note><p>Text.</p>").metadata["limits"] == "JAPAN OUT"


def test_quotations_links_taglines() -> None:
    text = (
        "<nitf><body><body.content><p>See <a href='https://w.example'>it</a>.</p><bq><block><p>We go.</p></block></bq>"
        "</body.content><body.end><tagline>© 2031 Harbour Wire</tagline></body.end></body></nitf>"
    )
    found = read(text.encode())
    assert found.prose == "See it.\n\nWe go.\n\n© 2031 Harbour Wire"
    assert [found.prose[slice(*quote)] for quote in found.blockquotes] == ["We go."]
    assert [link.url for link in found.links] == ["https://w.example"]


def test_type_and_publication() -> None:
    found = nitf(
        more="<tobject><tobject.property tobject.property.type='commentary'/></tobject>"
        "<pubdata date.publication='20310203' issue='77' ex-ref='https://p.example/77'/><title>Storm</title>"
        "<meta name='copyright' content='© Harbour Wire'/>"
    ).metadata
    assert dict(found) == {
        "item-type": "article",
        "date": "20310203",
        "number": "77",
        "url": "https://p.example/77",
        "title": "Storm",
        "notice": "© Harbour Wire",
    }


def test_a_document_type_is_not_fetched_and_no_obstacle() -> None:
    found = read(b'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-2.dtd"><nitf><body><p>Text.</p></body></nitf>')
    assert (found.prose, found.format) == ("Text.", "nitf")


def test_another_root_is_no_nitf() -> None:
    with pytest.raises(InputError, match="no NITF"):
        read(b"<news><p>Text.</p></news>", name="a.nitf")
