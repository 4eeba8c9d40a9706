"""Sentences in another language: what is not translated stays English, and nothing decides by a sentence."""

from __future__ import annotations

import pytest

from licensing.errors import ConfigError
from licensing.packs.messages import Catalogue, catalogue, languages, say, speaking, worded
from licensing.packs.store import rulebook


def test_a_sentence_is_said_in_the_language_spoken_and_in_english_again_afterwards() -> None:
    turkish = Catalogue("tr", {"Shares {words} words.": "{words} sözcük ortak.", "No {what}.": "{what} yok."})
    with speaking(turkish):
        assert say("Shares {words} words.", words=34) == "34 sözcük ortak."
        assert say("Not translated.") == "Not translated."
        assert worded("No {what}.") == "{what} yok."
        assert worded("Ask.") == "Ask."
    assert say("Shares {words} words.", words=34) == "Shares 34 words."


def test_a_language_nobody_wrote_is_an_error_that_names_those_there_are() -> None:
    book = rulebook()
    assert languages(book) == ("en", *sorted(set(languages(book)) - {"en"}))
    with pytest.raises(ConfigError, match=r"in 'xx'\. Choose one of: en, tr"):
        catalogue("xx", book)
    assert catalogue("en", book).sentences == {}
