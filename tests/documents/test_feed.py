# ruff: noqa: E501 - feeds write long lines
"""RSS and Atom: every entry with its rights and its place in the file."""

from __future__ import annotations

import pytest

from licensing.documents.read import items, read
from licensing.errors import InputError
from licensing.model.document import Document, Span

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:cc="http://backend.userland.com/creativeCommonsRssModule" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Harbour Wire</title><copyright>Copyright 2026 Harbour Wire</copyright><language>en</language>
<item><title>Storm &amp; sea</title><link>https://wire.example/1</link><dc:creator>A. Writer</dc:creator>
<pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate><category>Opinion</category><media:copyright>Gull Photos</media:copyright>
<description>&lt;p&gt;The harbour closed.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The harbour closed. It&rsquo;s shut.</p><blockquote>We go.</blockquote>]]></content:encoded></item>
<item><guid>urn:2</guid><description>Second story.</description><dc:rights>None of it</dc:rights>
<cc:license>https://creativecommons.org/licenses/by/4.0/</cc:license></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>F</title><rights>All rights reserved</rights>
<author><name>The Desk</name></author>
<entry><id>tag:1</id><title type="html">Five &amp;lt; six</title><link rel="license" href="https://l.example"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; two</p><blockquote>q r</blockquote></div></content></entry>
<entry><id>tag:2</id><title>B</title><rights>Free</rights><author><name>C. D.</name></author><summary>Short.</summary></entry>
</feed>"""


def feed(text: str) -> tuple[Document, ...]:
    return items(text.encode(), name="feed.xml")


def test_an_rss_item_and_what_its_channel_says() -> None:
    first, second = feed(RSS)
    assert first.format == "feed"
    assert first.prose == "Storm & sea\n\nThe harbour closed. It’s shut.\n\nWe go."
    assert dict(first.metadata) == {
        "id": "https://wire.example/1",
        "title": "Storm & sea",
        "url": "https://wire.example/1",
        "creator": "A. Writer",
        "date": "Mon, 02 Nov 2026 08:00:00 GMT",
        "item-type": "article",
        "notice": "Copyright 2026 Harbour Wire",
        "language": "en",
    }
    assert second.metadata["notice"] == "None of it\nCopyright 2026 Harbour Wire"
    assert second.metadata["usage-terms"] == "https://creativecommons.org/licenses/by/4.0/"


def test_an_atom_entry_takes_its_feeds_rights_only_where_it_states_none() -> None:
    first, second = feed(ATOM)
    assert first.prose == "Five < six\n\nOne & two\n\nq r"
    assert [first.prose[slice(*quote)] for quote in first.blockquotes] == ["q r"]
    assert first.metadata["notice"] == "All rights reserved"
    assert first.metadata["usage-terms"] == "https://l.example"
    assert (first.metadata["creator"], second.metadata["creator"]) == ("The Desk", "C. D.")
    assert second.metadata["notice"] == "Free"


@pytest.mark.parametrize("text", [RSS, ATOM])
def test_words_lead_back_to_the_line_and_column_of_the_file(text: str) -> None:
    for document in feed(text):
        for word in document.prose.split():
            start = document.prose.index(word)
            place = document.raw_span(Span(start, start + len(word)))
            line, column = document.position(place.start)
            written = text.splitlines()[line - 1][column - 1 :]
            assert written.startswith(word) or "&" in written[: len(word)], word


def test_rsl_in_a_feed_reserves_training() -> None:
    rsl = (
        '<rsl:content xmlns:rsl="https://rslstandard.org/rsl" url="/"><rsl:license>'
        '<rsl:prohibits type="usage">ai-train</rsl:prohibits></rsl:license></rsl:content>'
    )
    found = feed(f"<rss><channel><item><title>A story</title>{rsl}</item></channel></rss>")
    assert found[0].metadata["tdm"] == "reserved rsl prohibits ai-train"
    assert [one.kind for one in found[0].expressions] == ["rsl"]


def test_a_draft_entry_is_withheld() -> None:
    control = '<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>'
    (found,) = feed(f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A story</title>{control}</entry></feed>')
    assert found.metadata["status"] == "withheld"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("<rss><channel/></rss>", "holds no entry", id="no entry"),
        pytest.param("<rss>\n<item>\n</rss>", "feed.xml:3:3: The XML is broken", id="broken"),
        pytest.param(
            '<!DOCTYPE rss [<!ENTITY a "b">]>\n<rss><item><title>&a;</title></item></rss>',
            "declares entities",
            id="entities",
        ),
        pytest.param("<rss>" + "<item>" * 10_000, "nested deeper", id="deep"),
        pytest.param("<catalog/>", "none that is read", id="another xml"),
    ],
)
def test_what_is_wrong_is_said(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text.encode(), name="feed.xml")


def test_nothing_is_fetched() -> None:
    text = '<!DOCTYPE rss SYSTEM "http://never.example/x.dtd"><rss><item><title>A&nbsp;story</title></item></rss>'
    assert feed(text)[0].prose == "A story"
