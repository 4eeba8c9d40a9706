from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.text.fingerprint import Grams
from licensing.text.words import words
from tests.matching.stories import SOURCE

GRAMS = Grams(b"seed")


@given(st.text(max_size=200), st.integers(1, 5))
def test_a_text_has_the_grams_of_its_words(text: str, width: int) -> None:
    assert GRAMS.of_text(text, width) == GRAMS.hashes(words(text).norm, width)


@given(st.text("ab'’`é\u0301\u200b\u00ad- \n\x1c\x85\u2028日ค.аİ", max_size=60), st.integers(1, 5))
def test_marks_and_odd_spaces_between_words_change_nothing(text: str, width: int) -> None:
    assert GRAMS.of_text(text, width) == GRAMS.hashes(words(text).norm, width)


def test_a_story_has_the_grams_of_its_words() -> None:
    assert GRAMS.of_text(SOURCE, 5) == GRAMS.hashes(words(SOURCE).norm, 5)


@pytest.mark.parametrize("width", [0, 6])
def test_a_gram_has_one_to_five_words(width: int) -> None:
    with pytest.raises(ValueError, match="1 to 5 words"):
        GRAMS.of_text(SOURCE, width)
