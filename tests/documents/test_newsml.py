"""What a NewsML-G2 file says of its items, and what a reader reads in them."""

from __future__ import annotations

import pytest

from licensing.documents.read import items, read
from licensing.errors import InputError
from licensing.model.document import Document, Span

G2 = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
TEXT = "<contentSet><inlineData contenttype='text/plain'>The harbour closed.</inlineData></contentSet>"


def item(inside: str, attributes: str = 'guid="urn:storm:1"') -> Document:
    return read(f"<newsItem {G2} {attributes}>{inside}{'' if 'contentSet' in inside else TEXT}</newsItem>".encode())


@pytest.mark.parametrize(
    ("inside", "key", "value"),
    [
        pytest.param(
            "<copyrightHolder uri='http://w.example/a'><name>Harbour Wire</name></copyrightHolder>",
            "holder",
            "Harbour Wire",
            id="holder by name",
        ),
        pytest.param("<copyrightHolder literal='Harbour Wire'/>", "holder", "Harbour Wire", id="holder by literal"),
        pytest.param("<copyrightHolder qcode='org:HWA'/>", "holder", "HWA", id="holder by code"),
        pytest.param(
            "<copyrightNotice>© 2031\n Harbour &amp; Wire</copyrightNotice>",
            "notice",
            "© 2031 Harbour & Wire",
            id="notice",
        ),
        pytest.param(
            "<usageTerms>No use in Ruritania</usageTerms><usageTerms href='https://t.example'>See page</usageTerms>",
            "usage-terms",
            "No use in Ruritania\nSee page\nhttps://t.example",
            id="two terms and an address",
        ),
        pytest.param(
            "<dataMining uri='http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING'/>",
            "tdm",
            "reserved DMI-PROHIBITED-AIMLTRAINING",
            id="mining prohibited",
        ),
        pytest.param("<dataMining qcode='plusvocab:DMI-ALLOWED'/>", "tdm", "open DMI-ALLOWED", id="mining allowed"),
        pytest.param("<dataMining qcode='x:MAYBE'/>", "limits", "dataMining x:MAYBE", id="mining in unknown words"),
        pytest.param(
            "<dataMining uri='p/DMI-PROHIBITED-SEECONSTRAINT'>Ask first</dataMining>",
            "limits",
            "dataMining: Ask first",
            id="mining with a constraint",
        ),
        pytest.param("<accountable literal='Bo Ink'/>", "note", "accountable: Bo Ink", id="accountable"),
        pytest.param("<newTerms>odd</newTerms>", "limits", "newTerms odd", id="an element nobody knows"),
    ],
)
def test_rights(inside: str, key: str, value: str) -> None:
    assert item(f"<rightsInfo>{inside}</rightsInfo>").metadata[key] == value


def test_mining_left_open_says_nothing() -> None:
    assert "tdm" not in item("<rightsInfo><dataMining qcode='p:DMI-UNSPECIFIED'/></rightsInfo>").metadata


def test_terms_for_a_part_or_a_time_are_limits_too() -> None:
    found = item(
        "<rightsInfo idrefs='p1' validto='2031-01-01'><usageTerms>Free to republish</usageTerms></rightsInfo>"
    ).metadata
    assert found["usage-terms"] == "Free to republish"
    assert found["limits"] == "these rights have idrefs p1; these rights have validto 2031-01-01"


@pytest.mark.parametrize(
    ("inside", "kind", "text"),
    [
        pytest.param(
            "<rightsExpressionXML langid='http://iptc.org/std/RightsML/2.0'><o:Policy xmlns:o='urn:o'/>"
            "</rightsExpressionXML>",
            "rightsml",
            "<o:Policy xmlns:o='urn:o'/>",
            id="rightsml",
        ),
        pytest.param(
            "<rightsExpressionXML langid='http://www.w3.org/ns/odrl/2/'><Policy/></rightsExpressionXML>",
            "odrl+xml",
            "<Policy/>",
            id="odrl in xml",
        ),
        pytest.param(
            "<rightsExpressionXML langid='urn:mine'><a>b</a></rightsExpressionXML>", "other", "<a>b</a>", id="other"
        ),
        pytest.param(
            "<rightsExpressionData langid='http://www.w3.org/ns/odrl/2/'>{\"permission\": []}</rightsExpressionData>",
            "odrl+json",
            '{"permission": []}',
            id="odrl in json",
        ),
        pytest.param(
            "<rightsExpressionData langid='http://www.w3.org/ns/odrl/2/'>@prefix o: &lt;urn:o&gt;."
            "</rightsExpressionData>",
            "turtle",
            "@prefix o: <urn:o>.",
            id="odrl in turtle",
        ),
        pytest.param(
            "<link rel='r:rights' href='https://r.example/policy'/>", "link", "https://r.example/policy", id="link"
        ),
    ],
)
def test_rights_in_a_language_of_rights_are_handed_over(inside: str, kind: str, text: str) -> None:
    found = item(f"<rightsInfo>{inside}</rightsInfo>")
    assert [(one.kind, one.text) for one in found.expressions] == [(kind, text)]
    span = found.expressions[0].span
    assert found.raw[span.start : span.end] in inside


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        pytest.param("<pubStatus qcode='stat:usable'/>", {"status": "usable"}, id="usable"),
        pytest.param("<pubStatus qcode='stat:withheld'/>", {"status": "withheld"}, id="withheld"),
        pytest.param(
            "<pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/canceled'/>", {"status": "killed"}, id="canceled"
        ),
        pytest.param("<pubStatus qcode='stat:novel'/>", {"status": "withheld"}, id="a status nobody knows"),
        pytest.param("<signal qcode='sig:kill'/>", {"status": "killed", "note": "signal sig:kill"}, id="kill signal"),
        pytest.param(
            "<embargoed>2031-02-03T06:00:00+01:00</embargoed>", {"embargo": "2031-02-03T06:00:00+01:00"}, id="embargo"
        ),
        pytest.param(
            "<embargoed/>", {"status": "withheld", "limits": "embargo: without an end"}, id="an embargo without end"
        ),
        pytest.param("<edNote>JAPAN OUT</edNote>", {"limits": "JAPAN OUT"}, id="a limit"),
        pytest.param("<edNote>Updates with quotes</edNote>", {"note": "Updates with quotes"}, id="a note"),
        pytest.param(
            "<edNote>Updates. Not for use in Ruritania</edNote>",
            {"limits": "Updates. Not for use in Ruritania"},
            id="a limit behind a note",
        ),
        pytest.param(
            "<link rel='irel:previousVersion' residref='urn:storm:0'/><link rel='irel:seeAlso' residref='urn:b'/>",
            {"replaces": "urn:storm:0"},
            id="what it replaces",
        ),
        pytest.param("<provider literal='HWA'/>", {"credit": "HWA"}, id="provider"),
        pytest.param("<expires>2031-03-01</expires>", {"expires": "2031-03-01"}, id="expires"),
        pytest.param(
            "<excludeAudience qcode='aud:ELB'/>", {"limits": "excludeAudience ELB"}, id="an audience that is excluded"
        ),
    ],
)
def test_item_metadata(inside: str, expected: dict[str, str]) -> None:
    assert dict(item(f"<itemMeta>{inside}</itemMeta>").metadata) == {"id": "urn:storm:1", **expected}


def test_content_metadata() -> None:
    found = item(
        "<itemMeta><provider literal='HWA'/><versionCreated>2031-02-03T06:00:00Z</versionCreated></itemMeta>"
        "<contentMeta><located><name>Port Elba</name></located><by>By Ada Quill</by><creator literal='x'/>"
        "<creditline>Harbour Wire/A. Quill</creditline><language tag='en'/><genre qcode='genre:Opinion'/>"
        "<headline>Storm hits</headline><infoSource><name>Port office</name></infoSource>"
        "<edNote>JAPAN OUT</edNote><excludeAudience qcode='aud:ELB'/></contentMeta>",
        'guid="urn:storm:1" version="4"',
    )
    assert dict(found.metadata) == {
        "id": "urn:storm:1",
        "version": "4",
        "date": "2031-02-03T06:00:00Z",
        "dateline": "Port Elba",
        "creator": "Ada Quill",
        "credit": "Harbour Wire/A. Quill",
        "source": "Port office\nHWA",
        "language": "en",
        "item-type": "article",
        "title": "Storm hits",
        "limits": "JAPAN OUT\nexcludeAudience ELB",
    }


@pytest.mark.parametrize(
    ("content", "prose"),
    [
        pytest.param(
            "<inlineXML><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.head><hedline><hl1>Storm</hl1>"
            "</hedline></body.head><body.content><p>The <em>harbour</em>\n closed&#8212; early.</p></body.content>"
            "</body></nitf></inlineXML>",
            "Storm\n\nThe harbour closed— early.",
            id="nitf",
        ),
        pytest.param(
            "<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head><title>T</title></head><body><h1>Storm</h1>"
            "<p>One.</p><script>x()</script></body></html></inlineXML>",
            "Storm\n\nOne.",
            id="xhtml",
        ),
        pytest.param(
            "<inlineData contenttype='text/plain'>One.\n\nTwo &amp; three.</inlineData>",
            "One.\n\nTwo & three.",
            id="text",
        ),
        pytest.param(
            "<inlineData contenttype='text/html'><![CDATA[<p>One &amp; two.</p><p>Three.</p>]]></inlineData>",
            "One & two.\n\nThree.",
            id="a page in cdata",
        ),
        pytest.param(
            "<inlineData contenttype='text/html'>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;</inlineData>",
            "One & two.",
            id="a page in entities",
        ),
        pytest.param(
            "<inlineData>Short.</inlineData><inlineXML><p>The longest rendition.</p></inlineXML>",
            "The longest rendition.",
            id="renditions are alternatives",
        ),
    ],
)
def test_prose(content: str, prose: str) -> None:
    found = item(f"<contentSet>{content}</contentSet>")
    assert found.prose == prose
    word = prose.rsplit(maxsplit=1)[-1]
    span = found.raw_span(Span(start := prose.rindex(word), start + len(word)))
    assert found.raw[span.start : span.end] == word


def test_an_item_without_content_is_its_headline() -> None:
    found = item(
        "<contentMeta><headline>Storm</headline><description>It came.</description></contentMeta><contentSet/>"
    )
    assert found.prose == "Storm\n\nIt came."


def test_block_quotes_and_links_inside() -> None:
    found = item(
        "<contentSet><inlineXML><html><body><p>See <a href='https://w.example'>the wire</a>.</p>"
        "<blockquote><p>We go.</p></blockquote></body></html></inlineXML></contentSet>"
    )
    assert [(found.prose[slice(*link.span)], link.url) for link in found.links] == [("the wire", "https://w.example")]
    assert [found.prose[slice(*quote)] for quote in found.blockquotes] == ["We go."]


MESSAGE = f"""<newsMessage {G2}><header/><itemSet>
<packageItem guid="urn:p"><rightsInfo><usageTerms>Subscribers only</usageTerms></rightsInfo>
<itemMeta><embargoed>2031-02-03T06:00:00Z</embargoed></itemMeta>
<groupSet><group><itemRef residref="urn:a"/></group></groupSet></packageItem>
<newsItem guid="urn:a">{TEXT}</newsItem>
  <newsItem guid="urn:b"><rightsInfo><usageTerms>Free</usageTerms></rightsInfo>{TEXT}</newsItem>
</itemSet></newsMessage>"""


def test_a_message_holds_several_items() -> None:
    first, second = items(MESSAGE.encode(), name="storm.xml")
    assert [first.name, second.name] == ["storm.xml#1", "storm.xml#2"]
    assert dict(first.metadata) == {
        "id": "urn:a",
        "usage-terms": "Subscribers only",
        "embargo": "2031-02-03T06:00:00+00:00",
    }
    assert dict(second.metadata) == {"id": "urn:b", "usage-terms": "Free"}
    assert second.raw.startswith("<newsItem")
    assert second.raw.endswith("</newsItem>")
    start = second.raw_span(Span(second.prose.index("closed"), len(second.prose))).start
    lines = MESSAGE.split("\n")
    assert second.place(start) == f"line 6, column {lines[5].index('closed') + 1}"


def test_a_package_alone_is_its_headline() -> None:
    found = read(
        f"<packageItem {G2} guid='urn:p'><contentMeta><headline>Storm</headline></contentMeta></packageItem>".encode()
    )
    assert (found.prose, found.metadata["title"]) == ("Storm", "Storm")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("<a/>", "no NewsML-G2", id="another root"),
        pytest.param(f"<newsItem {G2}>", "broken", id="broken"),
        pytest.param(
            f"<newsItem {G2}><contentSet><inlineData encoding='base64'>QQ==</inlineData></contentSet></newsItem>",
            "base64",
            id="base64",
        ),
        pytest.param(f"<newsItem {G2}/>", "no text", id="nothing in it"),
    ],
)
def test_no_news_item(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text.encode(), name="a.newsml")
