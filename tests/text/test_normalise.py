from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.text.normalise import fold, ignorable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Harbour", "HARBOUR", id="case"),
        pytest.param("DİYARBAKIR", "diyarbakır", id="turkish capitals"),
        pytest.param("ISPARTA", "ısparta", id="capital I is dotless i"),
        pytest.param("ISPARTA", "isparta", id="capital I is dotted i"),
        pytest.param("İzmir", "i\u0307zmir", id="capital dotted I lowered by a program that knows no Turkish"),
        pytest.param("Erdoğan", "Erdogan", id="accent left out"),
        pytest.param("café", "cafe\u0301", id="accent in a character of its own"),
        pytest.param("Wałęsa", "Walesa", id="stroke"),
        pytest.param("Straße", "STRASSE", id="sharp s"),
        pytest.param("ﬁnance", "finance", id="ligature"),
        pytest.param("ｗｉｒｅ", "wire", id="full width"),
        pytest.param("𝐰𝐢𝐫𝐞", "wire", id="mathematical letters"),
        pytest.param("don’t", "don't", id="typographic apostrophe"),
        pytest.param("don't", "dont", id="no apostrophe"),
        pytest.param("harb\u00adour", "harbour", id="soft hyphen"),
        pytest.param("h\u200ba\u200cr\u200db\u2060our\ufeff", "harbour", id="zero width"),
        pytest.param("h\ufe0far\u034fbour", "harbour", id="variation selector and grapheme joiner"),
        pytest.param("hаrbоur", "harbour", id="cyrillic a and o in a latin word"),
        pytest.param("Νews", "News", id="greek capital nu in a latin word"),
        pytest.param("neνer", "never", id="greek small nu in a latin word"),
        pytest.param("Тhe", "The", id="cyrillic capital te in a latin word"),
        pytest.param("γρίφος", "ΓΡΊΦΟΣ", id="final sigma and accent"),
        pytest.param("كتـــاب", "كِتَاب", id="tatweel and vowel signs"),
        pytest.param("٢٠٢٤", "2024", id="arabic digits"),
        pytest.param("ｶﾞ", "ガ", id="half-width voiced kana"),
        pytest.param("Ⓐ", "a", id="circled letter"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("harbour", "harbours", id="other word"),
        pytest.param("сор", "cop", id="word wholly in cyrillic"),
        pytest.param("か", "が", id="voicing spells the kana"),
        pytest.param("कि", "कु", id="vowel signs spell the syllable"),
        pytest.param("1,5", "16", id="other number"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_folding_twice_changes_nothing_for_any_character_alone_or_in_a_word() -> None:
    changed = [
        f"{point:04x}"
        for point in range(0x20000)
        for text in (chr(point), "a" + chr(point))
        if fold(fold(text)) != fold(text)
    ]
    assert changed == []


@given(st.text(max_size=12))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=12))
def test_composed_and_decomposed_forms_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(alphabet="aegkrsİıIi'\u00ad\u200b", max_size=12))
def test_case_never_matters(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@pytest.mark.parametrize("char", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\ufe0f", "\u3164", "\u0640"])
def test_what_leaves_no_trace_on_the_page_is_ignorable(char: str) -> None:
    assert ignorable(char)
    assert fold(char) == ""


@pytest.mark.parametrize("char", [" ", "-", "a", "\u0301", "中", "'"])
def test_what_can_be_seen_is_not_ignorable(char: str) -> None:
    assert not ignorable(char)
