"""Whatever the markup: every character of the prose leads back to the characters it came from."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.documents.read import from_text
from licensing.errors import InputError
from licensing.model.document import Document, Span

MARKDOWN = [
    *"*_`#>[]()!<&\\~-+:",
    *(" ", "\n", "\r\n", "\n\n", "> ", "- ", "```\n", "<!--", "-->", "&amp;", "&copy;", "<b>", "</b>", "<q>", "</q>"),
    *("https://example.org/a", "](https://example.org)", "[r]: https://example.org", "<https://example.org>"),
    *("harbour", "Kıyı", "storm", "2022"),
]
HTML = [
    *("<p>", "</p>", "<b>", "</b>", "<blockquote>", "</blockquote>", "<nav>", "</nav>", "<script>", "</script>"),
    *(
        "<q>",
        "</q>",
        '<a href="https://example.org">',
        "</a>",
        "<br/>",
        "<!-- c -->",
        "<",
        "&",
        ";",
        "&amp;",
        "&#8220;",
    ),
    *(" ", "\n", "\r\n", "\t", "harbour", "Kıyı", "storm", "2022", "&copy", "&nosuch;", "<td>", "<title>", "</title>"),
]


def made_of(pieces: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=40).map("".join)


def document(text: str, format: str) -> Document | None:  # noqa: A002 - the field's name
    try:
        return from_text(text, format=format)
    except InputError:
        return None


def stands_for(written: str, character: str) -> bool:
    """Whether raw text may read as this character: itself, an entity, a tag, or white space and marks put between."""
    if character.isspace():
        return not written or written.isspace() or written.startswith("<") or character in html.unescape(written)
    if character in "“”" and (not written or written.startswith("<")):
        return True
    return character == written or (written.startswith("&") and character in html.unescape(written))


@pytest.mark.parametrize(
    ("format", "text"),
    [pytest.param(name, made_of(pieces), id=name) for name, pieces in (("markdown", MARKDOWN), ("html", HTML))],
)
def test_characters_lead_back_to_what_they_came_from(format: str, text: st.SearchStrategy[str]) -> None:  # noqa: A002
    @settings(max_examples=400, deadline=None)
    @given(text)
    def holds(raw: str) -> None:
        found = document(raw, format)
        if not found:
            return
        assert found.raw == raw
        last = 0
        for offset, character in enumerate(found.prose):
            start, end = found.raw_span(Span(offset, offset + 1))
            assert last <= start <= end <= len(raw)
            assert stands_for(raw[start:end], character), (raw, character, raw[start:end])
            last = start

    holds()


@given(st.text(max_size=200))
def test_plain_text_is_its_own_prose(raw: str) -> None:
    found = document(raw, "text")
    if found and not raw.startswith(("\ufeff", "---", "+++")):
        assert found.prose == raw
        assert found.raw_span(Span(1, 2)) == Span(1, 2)


@given(st.lists(st.sampled_from(["harbour", "storm", "Kıyı", "2022"]), min_size=1, max_size=30), st.data())
def test_no_word_is_lost_to_markup(words: list[str], data: st.DataObject) -> None:
    marks = st.sampled_from(["{}", "**{}**", "*{}*", "`{}`", "[{}](https://example.org)", "<b>{}</b>", "~~{}~~"])
    ends = st.sampled_from([" ", "\n", "\n> ", "\n\n", "\n- ", "\n\n# "])
    raw = "".join(data.draw(marks).format(word) + data.draw(ends) for word in words)
    assert from_text(raw, format="markdown").prose.split() == words


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_position_counts_the_lines_above_the_front_matter(newline: str) -> None:
    raw = newline.join(["---", "title: Storm", "---", "", "The *harbour* closed."])
    found = from_text(raw, format="markdown")
    place = found.raw_span(Span(start := found.prose.index("harbour"), start + 7))
    assert raw[slice(*place)] == "harbour"
    assert found.position(place.start) == (5, 6)


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("[" * 50_000, id="open brackets"),
        pytest.param("[a](" * 20_000, id="links without end"),
        pytest.param("`" + "a ``" * 20_000, id="code marks"),
        pytest.param("*a _b " * 20_000, id="emphasis"),
        pytest.param("<!-- a " * 20_000, id="comments without end"),
        pytest.param("<a b='" * 20_000, id="tags without end"),
        pytest.param("# a" + " " * 50_000 + "b", id="spaces in a heading"),
        pytest.param("> " * 5_000 + "a", id="deep quotes"),
    ],
)
@pytest.mark.parametrize("format", ["markdown", "html"])
def test_hostile_markup_is_read_in_time(hostile: str, format: str) -> None:  # noqa: A002 - the field's name
    assert from_text(f"word\n\n{hostile}", format=format).prose.startswith("word")
