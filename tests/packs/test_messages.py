"""Sentences in another language: what is not translated stays English, and nothing decides by a sentence."""

from __future__ import annotations

import pytest

from licensing.errors import ConfigError
from licensing.packs.messages import Catalogue, catalogue, languages, of_rule, say, speaking
from licensing.packs.store import rulebook


def test_a_sentence_is_said_in_the_language_spoken_and_in_english_again_afterwards() -> None:
    turkish = Catalogue("tr", {"Shares {words} words.": "{words} sözcük ortak."}, {"law/x": {"message": "Olmaz."}})
    with speaking(turkish):
        assert say("Shares {words} words.", words=34) == "34 sözcük ortak."
        assert say("Not translated.") == "Not translated."
        assert of_rule("law/x", "message", "No.") == "Olmaz."
        assert of_rule("law/x", "fix", "Ask.") == "Ask."
    assert say("Shares {words} words.", words=34) == "Shares 34 words."


def test_a_language_nobody_wrote_is_an_error_that_names_those_there_are() -> None:
    book = rulebook()
    assert languages(book) == ("en", *sorted(set(languages(book)) - {"en"}))
    with pytest.raises(ConfigError, match=r"in 'xx'\. Choose one of: en, tr"):
        catalogue("xx", book)
    assert catalogue("en", book).sentences == {}
