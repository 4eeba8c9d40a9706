"""What a page says of its rights, to people and to machines, and the words it hides."""

from __future__ import annotations

import json

import pytest

from licensing.documents.read import from_text
from licensing.model.document import Document


def page(text: str) -> Document:
    return from_text(text, format="html")


@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        pytest.param("<p hidden>secret words</p>", "secret words", id="hidden"),
        pytest.param("<div style='display: none'><p>secret</p><div>words</div></div>", "secret", id="display none"),
        pytest.param("<span style='visibility:hidden'>secret words</span>", "secret words", id="visibility"),
        pytest.param("<p style='color:#FFF'>secret words</p>", "secret words", id="white on white"),
        pytest.param("<p style='color:red;background:red'>secret words</p>", "secret words", id="red on red"),
        pytest.param("<p style='font-size:0'>secret words</p>", "secret words", id="no size"),
        pytest.param("<p style='position:absolute;left:-9999px'>secret words</p>", "secret words", id="off the page"),
        pytest.param("<p hidden>secret words<p>", "secret words", id="a paragraph another one ends"),
        pytest.param("<ul><li hidden>secret words</ul>", "secret words", id="an item its list ends"),
    ],
)
def test_hidden_words_are_no_prose_and_are_kept(hidden: str, words: str) -> None:
    found = page(f"<p>Seen before.</p>{hidden}<p>Seen after.</p>")
    assert found.prose == "Seen before.\n\nSeen after."
    assert words in found.raw[slice(*found.hidden[0])]


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("<p aria-hidden=true>shown</p>", id="hidden from screen readers alone"),
        pytest.param("<p style='color:white;background:#000'>shown</p>", id="white on black"),
        pytest.param("<p style='opacity:0.5'>shown</p>", id="half transparent"),
        pytest.param("<p style='font-size:0.9em'>shown</p>", id="small"),
        pytest.param("<p style='background-color:#fff'>shown</p>", id="a white ground"),
        pytest.param("<body style='visibility:hidden'><p>shown</p>", id="a page hidden until it is loaded"),
        pytest.param("<p style='left:-10px'>shown</p>", id="a little to the left"),
    ],
)
def test_words_a_reader_sees_are_prose(shown: str) -> None:
    found = page(shown)
    assert found.prose == "shown"
    assert not found.hidden


def test_an_element_never_closed_hides_nothing_and_is_reported() -> None:
    found = page("<p>Seen.</p><div hidden><p>A whole story")
    assert found.prose == "Seen.\n\nA whole story"
    assert found.raw[slice(*found.hidden[0])].endswith("A whole story")


def test_alternative_texts_and_captions_are_read() -> None:
    found = page(
        "<p>Text.</p><figure><img alt='A boat &amp; a gull at dawn'><figcaption>Photo: Gull</figcaption></figure>"
    )
    assert found.prose == "Text.\n\nA boat & a gull at dawn\n\nPhoto: Gull"
    assert page("<p>One <img alt=two> three</p>").prose == "One two three"
    assert page("<p>One <img alt='two' hidden> three</p>").prose == "One three"


@pytest.mark.parametrize(
    ("key", "value", "name", "said"),
    [
        ("copyrightNotice", "Copyright 2026 Harbour Wire", "notice", "Copyright 2026 Harbour Wire"),
        ("copyrightHolder", {"name": "Harbour Wire"}, "holder", "Harbour Wire"),
        ("copyrightYear", 2026, "year", "2026"),
        ("license", "https://l.example", "usage-terms", "https://l.example"),
        ("usageInfo", {"@id": "https://u.example"}, "usage-terms", "https://u.example"),
        ("acquireLicensePage", "https://a.example", "usage-terms", "https://a.example"),
        ("creditText", "Harbour Wire/A. Writer", "credit", "Harbour Wire/A. Writer"),
        ("isBasedOn", {"url": "https://s.example"}, "source", "https://s.example"),
        ("author", [{"name": "A."}, {"name": "B."}], "creator", "A.\nB."),
        ("datePublished", "2026-11-02", "date", "2026-11-02"),
        ("dateline", "Quay Town", "dateline", "Quay Town"),
        ("@type", "OpinionNewsArticle", "item-type", "article"),
        ("@type", ["NewsArticle", "ReportageNewsArticle"], "item-type", "report"),
    ],
)
def test_schema_org(key: str, value: object, name: str, said: str) -> None:
    data = json.dumps({"@type": "NewsArticle", key: value})
    assert page(f'<script type="application/ld+json">{data}</script><p>text</p>').metadata[name] == said


@pytest.mark.parametrize(
    "picture",
    [
        '<script type="application/ld+json">{"@graph": [{"@type": "ImageObject", "license": "https://cc.example"}]}</script>',
        "<figure><a rel=license href=https://cc.example>CC BY</a></figure>",
        "<figure><meta itemprop=license content=https://cc.example></figure>",
    ],
)
def test_the_licence_of_a_picture_is_not_that_of_the_story(picture: str) -> None:
    assert "usage-terms" not in page(f"{picture}<p>text</p>").metadata


@pytest.mark.parametrize(
    ("head", "signal"),
    [
        ("<meta name=tdm-reservation content=1>", "reserved tdm-reservation=1"),
        ("<meta name='tdm-reservation' content='0'>", "open tdm-reservation=0"),
        ("<meta name=tdm-policy content=https://p.example>", "policy https://p.example"),
        ("<meta name=robots content='index, NoAI, noimageai'>", "reserved noai\nreserved noimageai"),
        ("<link rel=license type=application/rsl+xml href=/rsl.xml>", "policy /rsl.xml"),
    ],
)
def test_signals_to_machines(head: str, signal: str) -> None:
    assert page(f"{head}<p>text</p>").metadata["tdm"] == signal


RSL = '<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license>{}</license></content></rsl>'


@pytest.mark.parametrize(
    ("licence", "signal"),
    [
        ('<prohibits type="usage">ai-train, search</prohibits>', "reserved rsl prohibits ai-train"),
        (
            '<permits type="usage">all</permits><prohibits type="usage">ai-train</prohibits>',
            "reserved rsl prohibits ai-train",
        ),
        ('<permits type="usage">ai-all</permits>', "open rsl permits ai-all"),
        ('<permits type="usage">ai-all</permits><payment type="training"/>', "reserved rsl against payment"),
        ('<permits type="usage">search</permits>', "reserved rsl permits only search"),
        ("<legal/>", "reserved rsl permits only what it does not name"),
        ("<broken>", "reserved unreadable RSL"),
    ],
)
def test_an_embedded_rsl_licence(licence: str, signal: str) -> None:
    found = page(f'<script type="application/rsl+xml">{RSL.format(licence)}</script><p>text</p>')
    assert found.metadata["tdm"] == signal
    assert [(one.kind, found.raw[slice(*one.span)]) for one in found.expressions] == [("rsl", RSL.format(licence))]


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        ("<div itemscope><link itemprop=license href=https://l.example></div>", "https://l.example"),
        ("<a property='cc:license' href=https://l.example>x</a>", "https://l.example"),
        ("<a itemprop='license' href=https://l.example>x</a>", "https://l.example"),
    ],
)
def test_microdata_and_rdfa(markup: str, value: str) -> None:
    assert page(f"{markup}<p>text</p>").metadata["usage-terms"] == value


def test_a_page_in_the_encoding_it_declares() -> None:
    from licensing.documents.read import read  # noqa: PLC0415 - the one test of bytes here

    raw = "<meta charset='iso-8859-9'><p>Kıyı şehri</p>".encode("iso-8859-9")
    assert read(raw, name="a.html").prose == "Kıyı şehri"
