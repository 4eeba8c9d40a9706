"""What a reader of a rendered Markdown draft reads."""

from __future__ import annotations

import pytest

from licensing.documents.read import from_text
from licensing.model.document import Document


def markdown(text: str) -> Document:
    return from_text(text, format="markdown")


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        pytest.param("The **harbour** *closed*.", "The harbour closed.", id="emphasis"),
        pytest.param("**bold *both***", "bold both", id="nested emphasis"),
        pytest.param("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name", id="stars that are no emphasis"),
        pytest.param("un*frigging*believable", "unfriggingbelievable", id="emphasis within a word"),
        pytest.param("*never closed", "*never closed", id="a mark without its partner is text"),
        pytest.param("[the wire](https://example.org 'x') said", "the wire said", id="link"),
        pytest.param("[the wire][w] said\n\n[w]: https://example.org", "the wire said\n\n", id="reference link"),
        pytest.param("[Editor: sic] said", "[Editor: sic] said", id="brackets that are no link"),
        pytest.param("before ![a boat](boat.jpg) after", "before  after", id="image"),
        pytest.param("[![a boat](boat.jpg)](https://example.org) after", " after", id="linked image"),
        pytest.param("# Storm #\ntext", "Storm\ntext", id="heading"),
        pytest.param("Storm\n=====\ntext", "Storm\n\ntext", id="underlined heading"),
        pytest.param("#hashtag", "#hashtag", id="a hashtag is no heading"),
        pytest.param("a\n\n* * *\n\nb", "a\n\n\n\nb", id="rule"),
        pytest.param("- one\n- two\n  more", "one\ntwo\n  more", id="bullets"),
        pytest.param("It began in\n2021. Then", "It began in\n2021. Then", id="a year is no list number"),
        pytest.param("> two\n> lines\n>> deep", "two\nlines\ndeep", id="quote marks do not part words"),
        pytest.param("```sh\n*a* <!-- b -->\n```\nc", "\n*a* <!-- b -->\n\nc", id="a code fence keeps its content"),
        pytest.param("```\nnever closed", "\nnever closed", id="an open fence hides nothing"),
        pytest.param("a <!-- note --> b", "a  b", id="comment"),
        pytest.param("<!-- two\n\nlines --> b", " b", id="comment over a blank line"),
        pytest.param("<!-- never closed\n\nb", "<!-- never closed\n\nb", id="an open comment hides nothing"),
        pytest.param("`<!--` a `-->`", "<!-- a -->", id="comment marks in code"),
        pytest.param("one<br>two<b>three</b>", "one twothree", id="tags"),
        pytest.param("x < y and <all this, in brackets>", "x < y and <all this, in brackets>", id="no tag, no loss"),
        pytest.param("<q>We go</q>", "“We go”", id="q"),
        pytest.param("&copy; 2022 AT&T &nosuch; &#8220;", "© 2022 AT&T &nosuch; “", id="entities"),
        pytest.param(r"\*not emphasis\*", "*not emphasis*", id="escapes"),
        pytest.param("see <https://example.org/a>.", "see https://example.org/a.", id="address in angle brackets"),
        pytest.param("[^1]: Footnote", "[^1]: Footnote", id="a footnote is text"),
    ],
)
def test_prose(text: str, prose: str) -> None:
    assert markdown(text).prose == prose


@pytest.mark.parametrize(
    ("text", "links"),
    [
        pytest.param("[the wire](https://example.org)", [("the wire", "https://example.org")], id="inline"),
        pytest.param("[a](<https://example.org/x y>)", [("a", "https://example.org/x y")], id="angle brackets"),
        pytest.param("[a](https://example.org/x_(y))", [("a", "https://example.org/x_(y)")], id="parentheses"),
        pytest.param("[a][B c]\n\n[b  C]: https://example.org", [("a", "https://example.org")], id="by label"),
        pytest.param("[a]\n\n[a]: <https://example.org>", [("a", "https://example.org")], id="by its own words"),
        pytest.param("<a href='https://example.org?a&amp;b'>w</a>", [("w", "https://example.org?a&b")], id="tag"),
        pytest.param(
            "(https://example.org/a).", [("https://example.org/a", "https://example.org/a")], id="written out"
        ),
        pytest.param("[![alt](b.jpg)](https://example.org)", [("", "https://example.org")], id="behind an image"),
        pytest.param("[a]() and [b]", [], id="leading nowhere"),
    ],
)
def test_links(text: str, links: list[tuple[str, str]]) -> None:
    found = markdown(f"word {text}")
    assert [(found.prose[slice(*link.span)], link.url) for link in found.links] == links


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        pytest.param("a\n\n> one\n> two\n\nb", ["one\ntwo"], id="lines"),
        pytest.param("> one\nlazy\n\nb", ["one\nlazy"], id="a line that goes on without the mark"),
        pytest.param("> one\n- item", ["one"], id="a list ends it"),
        pytest.param("> one\n\n> two", ["one", "two"], id="a blank line parts them"),
        pytest.param("a\n> one\n>> two\n\nb", ["one\ntwo"], id="nested is one"),
        pytest.param("> ```\n> a\nb", ["\na"], id="a fence ends with its quote"),
        pytest.param("> one\n-", ["one"], id="an underline outside it is a bullet"),
        pytest.param("<blockquote>one</blockquote> b", ["one"], id="tag"),
        pytest.param("<blockquote>one", [], id="a tag never closed quotes nothing"),
    ],
)
def test_block_quotes(text: str, quotes: list[str]) -> None:
    found = markdown(text)
    assert [found.prose[slice(*quote)].strip(" ") for quote in found.blockquotes] == quotes


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("# Storm *hits* coast\n\na", "Storm hits coast", id="heading"),
        pytest.param("Storm\n===\n\na", "Storm", id="underlined"),
        pytest.param("## Storm\n\na", None, id="a lower heading is no title"),
        pytest.param("---\ntitle: Other\n---\n# Storm\n", "Other", id="front matter wins"),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert markdown(text).metadata.get("title") == title
