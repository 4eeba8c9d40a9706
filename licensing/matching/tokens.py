"""A text as rewriting is judged by: four streams of its unquoted words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from licensing.matching.prepared import Prepared
from licensing.text.stock import FUNCTION, language

__all__ = ["STEM", "Streams", "Token", "streams", "tokens"]

STEM = 5
"""Letters a content word is cut to: as good as a stemmer on four languages, and needs none."""
LIMIT = 20_000
"""Words of a text that are looked at."""
_LONG_QUOTE = 100
_HIDDEN = 0.6
_ELISION = re.compile(r"(?i)(?:[cdjlmnst]|qu)['’](?=\w{3})")
_SHORT = 3
FUNCTION_WORD, NUMBER, WORD = range(3)


@dataclass(frozen=True, slots=True)
class Token:
    """One word outside quotations.

    Attributes:
        word: Folded, without possessive `'s` and elided article.
        stem: Its first letters.
        sort: `FUNCTION_WORD`, `NUMBER` or `WORD`.
        place: Its place among the words of the text.
    """

    word: str
    stem: str
    sort: int
    place: int


@dataclass(frozen=True, slots=True)
class Streams:
    """The tokens of one text, sorted for one comparison.

    Attributes:
        content: Stems of the words that say something, in order.
        places: The place of each of them among the words of the text.
        function: Function words, in order.
        named: Names and numbers, in order.
        whole: Everything, in order.
    """

    content: tuple[str, ...]
    places: tuple[int, ...]
    function: tuple[str, ...]
    named: tuple[str, ...]
    whole: tuple[str, ...]


@lru_cache(maxsize=256)
def tokens(text: Prepared) -> tuple[Token, ...]:
    """Return the words of a text that stand outside quotations.

    Two honest reporters share the speaker's words, so these show nothing. A quotation of over 100 words is no speech
    but text, and a text of which over 60 % is marked quotes nobody: both stay.
    """
    hidden = bytearray(len(text.norm))
    for region in text.regions:
        if region.last - region.first <= _LONG_QUOTE:
            hidden[region.first : region.last] = b"\1" * (region.last - region.first)
    if hidden.count(1) > _HIDDEN * len(hidden):
        hidden = bytearray(len(text.norm))
    tongue = language(text.norm)
    function, elided = FUNCTION[tongue], tongue == "fr"
    found = []
    for place, word in enumerate(text.norm[:LIMIT]):
        if not hidden[place]:
            found.append(_token(_plain(word, text, place, elided=elided), place, function))
    return tuple(found)


def _plain(word: str, text: Prepared, place: int, *, elided: bool) -> str:
    raw = text.prose[text.words.starts[place] : text.words.ends[place]]
    if len(raw) == len(word):
        return word
    if raw[-2:] in {"'s", "’s", "'S", "’S"} and len(word) > 1:
        return word[:-1]
    if elided and (match := _ELISION.match(raw)):
        return word[match.end() - 1 :] or word
    return word


def _token(word: str, place: int, function: frozenset[str]) -> Token:
    if word[0].isdigit():
        return Token(word, word, NUMBER, place)
    if word in function or len(word) < _SHORT:
        return Token(word, word, FUNCTION_WORD, place)
    return Token(word, word[:STEM], WORD, place)


def streams(text: Prepared, named: frozenset[str]) -> Streams:
    """Sort a text's tokens.

    Args:
        text: The text.
        named: Words that are names in this comparison.
    """
    listed = tokens(text)
    said = [token for token in listed if token.sort == WORD and token.word not in named]
    return Streams(
        tuple(token.stem for token in said),
        tuple(token.place for token in said),
        tuple(token.word for token in listed if token.sort == FUNCTION_WORD),
        tuple(token.word for token in listed if token.sort == NUMBER or (token.sort == WORD and token.word in named)),
        tuple(token.word if token.word in named else token.stem for token in listed),
    )
