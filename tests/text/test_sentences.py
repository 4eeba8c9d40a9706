from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.text.sentences import lead, paragraphs, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One. Two! Three?", ["One.", "Two!", "Three?"], id="stops"),
        pytest.param("Mr. Smith of the U.S. Army left.", ["Mr. Smith of the U.S. Army left."], id="abbreviations"),
        pytest.param("It cost 3.5 crowns. He paid.", ["It cost 3.5 crowns.", "He paid."], id="decimal"),
        pytest.param("“Go!” he said. “Now.” They went.", ["“Go!” he said.", "“Now.”", "They went."], id="closing mark"),
        pytest.param("J. Havlik spoke.", ["J. Havlik spoke."], id="initial"),
        pytest.param("Wait... he came. So.", ["Wait... he came.", "So."], id="lower case goes on"),
        pytest.param("A headline\n\nA text.", ["A headline", "A text."], id="blank line ends one"),
        pytest.param("A wrapped\nline.", ["A wrapped\nline."], id="a wrapped line does not"),
        pytest.param("雨だ。寒い。", ["雨だ。", "寒い。"], id="full-width stops need no space"),
        pytest.param("", [], id="empty"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("One\n\nTwo\n \t\nThree", 3, id="blank lines"),
        pytest.param("One\r\nstill one\r\n\r\nTwo", 2, id="carriage returns"),
        pytest.param("One.\nTwo.\nThree", 3, id="a line a paragraph"),
        pytest.param("wrapped\nwithout\nstops", 1, id="wrapped"),
        pytest.param("One.\nstill one\n\nTwo", 2, id="blank lines decide where there are any"),
    ],
)
def test_paragraphs(text: str, count: int) -> None:
    assert len(paragraphs(text)) == count


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("KABUL\n\nThe long road was closed by snow on Monday.", "The long road", id="line of place"),
        pytest.param(
            "Bridge falls into the river and nobody is hurt at all\n\nThe old bridge fell before dawn on Tuesday.",
            "The old bridge",
            id="headline without a stop",
        ),
        pytest.param("By Jo Doe.\n\nThe old bridge fell before dawn on Tuesday.", "The old bridge", id="byline"),
        pytest.param("Two words", "Two words", id="nothing else there"),
    ],
)
def test_lead_is_the_first_paragraph_that_tells_something(text: str, start: str) -> None:
    found = lead(text)
    assert found is not None
    assert text[found.start :].startswith(start)


def test_an_empty_text_has_no_lead() -> None:
    assert lead(" \n\n ") is None


@given(st.text("aB.?”\" \n\r'", max_size=60))
def test_every_letter_stands_in_exactly_one_sentence(text: str) -> None:
    found = sentences(text)
    inside = "".join(text[span.start : span.end] for span in found)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in found)
