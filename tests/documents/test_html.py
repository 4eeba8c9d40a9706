"""What a reader of a page reads, and what the page says of itself."""

from __future__ import annotations

import pytest

from licensing.documents.read import from_text
from licensing.model.document import Document


def page(text: str) -> Document:
    return from_text(text, format="html")


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        pytest.param("<p>The <b>h</b>arbour\n  closed.</p><p>Later</p>", "The harbour closed.\n\nLater", id="blocks"),
        pytest.param("<p>a</p>\n\n  <p> b </p>", "a\n\nb", id="white space between blocks"),
        pytest.param("one<br>two<br/>three", "one\n\ntwo\n\nthree", id="line breaks part words"),
        pytest.param("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb", id="cells part words"),
        pytest.param("<nav>Home</nav><p>a</p>", "a", id="navigation"),
        pytest.param("<p>a</p><nav>Home<p>b", "a\n\nHome\n\nb", id="a nav never closed hides nothing"),
        pytest.param("<script>var a</script><style>p{}</style><template>t</template>a", "a", id="not for readers"),
        pytest.param("<nav>Home<template></nav>text</template> a", "text a", id="skipped elements that cross"),
        pytest.param("<title>T</title><p>a</p>", "a", id="title"),
        pytest.param("<template/>a", "a", id="an element that says it is closed hides nothing"),
        pytest.param("&copy; 2022 AT&T &ldquo;a&rdquo; &nosuch; &#xe9;", "© 2022 AT&T “a” &nosuch; é", id="entities"),
        pytest.param("He said <q>we go</q>.", "He said “we go”.", id="q"),
        pytest.param("a <!-- note --> b", "a b", id="comment"),
        pytest.param("a < b", "a < b", id="a bare angle bracket"),
        pytest.param("<p>a &#; b</p><p>c", "a &#; b\n\nc", id="a reference to nothing"),
        pytest.param("<p>a <!-- b</p> c", "a <!-- b\n\nc", id="a comment never closed hides nothing"),
        pytest.param("<p>a</p> b <p c", "a\n\nb <p c", id="a tag never closed hides nothing"),
    ],
)
def test_prose(text: str, prose: str) -> None:
    assert page(text).prose == prose


def test_links_and_block_quotes_are_spans_of_the_prose() -> None:
    found = page(
        "<nav><a href='/'>Home</a></nav><p>See <a href='https://example.org'>the <i>wire</i></a>, <a>no</a>.</p>"
        "<blockquote>\n<p>one</p><p>two</p></blockquote><p>b</p><blockquote>open"
    )
    assert [(found.prose[slice(*link.span)], link.url) for link in found.links] == [("the wire", "https://example.org")]
    assert [found.prose[slice(*quote)] for quote in found.blockquotes] == ["one\n\ntwo"]


@pytest.mark.parametrize(
    ("head", "key", "value"),
    [
        pytest.param("<title>Storm &amp;\n coast</title>", "title", "Storm & coast", id="title"),
        pytest.param("<meta property=og:title content=A><title>B</title>", "title", "A", id="the social title wins"),
        pytest.param("<meta name=copyright content='© Harbour Wire'>", "notice", "© Harbour Wire", id="meta copyright"),
        pytest.param("<meta name=DC.rights content=a><meta name=rights content=b>", "notice", "a\nb", id="two notices"),
        pytest.param("<meta itemprop=copyrightNotice content=a>", "notice", "a", id="microdata"),
        pytest.param(
            "<link rel='nofollow license' href=https://l.example>", "usage-terms", "https://l.example", id="link"
        ),
        pytest.param("<a rel=license href=https://l.example>CC</a>", "usage-terms", "https://l.example", id="a"),
        pytest.param("<link rel=canonical href=https://c.example>", "url", "https://c.example", id="canonical"),
        pytest.param("<html lang=tr>", "language", "tr", id="language"),
        pytest.param("<meta name=author content='A. Writer'>", "creator", "A. Writer", id="author"),
    ],
)
def test_metadata(head: str, key: str, value: str) -> None:
    assert page(f"{head}<p>text</p>").metadata[key] == value


def test_json_ld_is_read_in_the_words_of_schema_org() -> None:
    found = page(
        """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Storm",
        "copyrightNotice": "Copyright 2022 Harbour Wire", "copyrightHolder": {"name": "Harbour Wire"},
        "creditText": "Harbour Wire/A. Writer", "usageInfo": ["https://u.example", {"@id": "https://v.example"}],
        "author": [{"name": "A. Writer"}]}]}</script><p>text</p>"""
    )
    assert dict(found.metadata) == {
        "title": "Storm",
        "notice": "Copyright 2022 Harbour Wire",
        "holder": "Harbour Wire",
        "creator": "A. Writer",
        "credit": "Harbour Wire/A. Writer",
        "usage-terms": "https://u.example\nhttps://v.example",
    }


@pytest.mark.parametrize("data", ["{", "[" * 100_000, "3", '[{"author": 3}]', '{"@graph": 1}', '{"author": [[["a"]]]}'])
def test_json_ld_that_says_nothing_says_nothing(data: str) -> None:
    assert not page(f'<script type="application/ld+json">{data}</script><p>text</p>').metadata
