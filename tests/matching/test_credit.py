from __future__ import annotations

from datetime import date

import pytest

from licensing.matching.credit import Where, anywhere, attribution
from licensing.model.document import Link, Span
from licensing.text.dates import dates

NAMES = ("Ostmark Agency", "Ostmark Ajansı", "OA")
QUOTE = "the middle pier was leaning"


def span_of(text: str) -> Span:
    start = text.index(QUOTE)
    return Span(start, start + len(QUOTE))


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        pytest.param(f"“{QUOTE}”, Ostmark Agency reported.", Where.SENTENCE, 0, id="after it"),
        pytest.param(f"According to the Ostmark Agency, it knew “{QUOTE}”.", Where.SENTENCE, 2, id="before it"),
        pytest.param(f"“{QUOTE}”. That is from OA.", Where.NEIGHBOUR, 3, id="next sentence"),
        pytest.param(f"Ostmark Agency wrote:\n\n“{QUOTE}”", Where.NEIGHBOUR, 1, id="line before a block"),
        pytest.param(f"OA was there. It saw much. It wrote “{QUOTE}”.", Where.PARAGRAPH, 7, id="same paragraph"),
        pytest.param(f"Ostmark Ajansı'nın haberi: “{QUOTE}”.", Where.SENTENCE, 1, id="Turkish suffix, apostrophe"),
        pytest.param(f"Ostmark Ajansının haberi: “{QUOTE}”.", Where.SENTENCE, 1, id="Turkish suffix"),
        pytest.param(f"OA’ya göre “{QUOTE}”.", Where.SENTENCE, 1, id="suffix after initials"),
        pytest.param(f"OSTMARK AGENCY: “{QUOTE}”.", Where.SENTENCE, 0, id="upper case"),
        pytest.param(f"Ostmark Agency’s man: “{QUOTE}”.", Where.SENTENCE, 1, id="possessive"),
    ],
)
def test_a_name_near_the_words_is_a_credit(text: str, where: Where, words: int) -> None:
    credit = attribution(text, span_of(text), NAMES)
    assert credit is not None
    assert (credit.where, credit.words) == (where, words)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"“{QUOTE}”, it was said.", id="nobody named"),
        pytest.param(f"He said Oa! “{QUOTE}”.", id="initials in lower case"),
        pytest.param(f"Ostmarkagency wrote “{QUOTE}”.", id="part of a word"),
        pytest.param(f"Ostmark Agencyland wrote “{QUOTE}”.", id="a longer name"),
        pytest.param(f"During the ostmark agency wrote “{QUOTE}”.", id="a name in small letters"),
        pytest.param(f"OA was there.\n\nIt saw much. Then more.\n\n“{QUOTE}”.", id="another paragraph"),
    ],
)
def test_no_credit(text: str) -> None:
    assert attribution(text, span_of(text), NAMES) is None


def test_a_name_inside_the_words_taken_is_no_credit_for_them() -> None:
    text = "Havlik told Ostmark Agency that the watchman had closed the barrier."
    assert attribution(text, Span(0, len(text)), NAMES) is None
    assert anywhere(text, NAMES, taken=[Span(0, len(text))]) is None
    assert anywhere(text, NAMES) is not None


@pytest.mark.parametrize(
    "day", ["22 November 2026", "November 22, 2026", "22.11.2026", "2026-11-22", "22 Kasım 2026", "Nov. 22, 2026"]
)
def test_a_date_beside_the_name(day: str) -> None:
    text = f"“{QUOTE}” (Ostmark Agency, {day})."
    credit = attribution(text, span_of(text), NAMES)
    assert credit is not None
    assert credit.date is not None
    assert text[credit.date.start : credit.date.end] == day
    other = attribution(text, span_of(text), NAMES, dates=[date(2026, 11, 23)])
    assert other is not None
    assert other.date is None


def test_a_weekday_is_no_date() -> None:
    text = f"“{QUOTE}”, Ostmark Agency reported on Monday."
    credit = attribution(text, span_of(text), NAMES)
    assert credit is not None
    assert credit.date is None


def test_a_link_beside_the_name() -> None:
    text = f"“{QUOTE}”, Ostmark Agency reported."
    start = text.index("Ostmark")
    linked = attribution(text, span_of(text), NAMES, links=[Link(Span(start, start + 14), "https://oa.example/1")])
    assert linked is not None
    assert linked.link == "https://oa.example/1"
    written = f"“{QUOTE}”, Ostmark Agency reported (https://oa.example/2)."
    found = attribution(written, span_of(written), NAMES)
    assert found is not None
    assert (found.link, found.linked) == ("https://oa.example/2", True)
    far = f"{text}\n\nMore text. And more.\n\nSee https://oa.example/2."
    found = attribution(far, span_of(far), NAMES)
    assert found is not None
    assert not found.linked


def test_a_credit_line_anywhere() -> None:
    text = "Own words.\n\nMore own words.\n\nSource: Ostmark Agency, 22.11.2026, https://oa.example/3"
    credit = anywhere(text, NAMES)
    assert credit is not None
    assert (credit.name, credit.where, credit.link) == ("Ostmark Agency", Where.DRAFT, "https://oa.example/3")
    assert credit.date is not None


def test_without_names_or_text_there_is_no_credit() -> None:
    assert anywhere("Ostmark Agency", ()) is None
    assert anywhere("", NAMES) is None
    assert attribution("", Span(0, 0), NAMES) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("3rd of May 2026", [date(2026, 5, 3)], id="ordinal"),
        pytest.param("03/05/2026 and 05/23/2026", [date(2026, 5, 3), date(2026, 5, 23)], id="strokes"),
        pytest.param("1 Ağustos 2026, 2. März 2026", [date(2026, 8, 1), date(2026, 3, 2)], id="other languages"),
        pytest.param("2026-02-30, 45.13.2026, 12 bottles 2026", [], id="no such day"),
    ],
)
def test_dates(text: str, expected: list[date]) -> None:
    assert [day for _, day in dates(text)] == expected


def test_a_word_of_the_language_is_no_agency() -> None:
    text = f"The conversation went on. “{QUOTE}”, it was said."
    assert attribution(text, span_of(text), ("The Conversation",)) is None
    named = text.replace("The conversation", "The Conversation")
    assert attribution(named, span_of(named), ("The Conversation",)) is not None
