"""A text as rewriting is judged by: four streams of the words that stand outside quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from operator import eq, sub

from licensing.text.normalise import fold
from licensing.text.stock import FUNCTION
from licensing.text.words import Words

__all__ = ["LIMIT", "Streams", "Tokens", "by_characters", "hidden", "streams", "tokens", "visible"]

STEM = 5
"""Letters a content word is cut to: as good as a stemmer on four languages, and needs none."""
LIMIT = 20_000
"""Words of a text that are looked at."""
FUNCTION_WORD, NUMBER, WORD = b"fnw"
_LONG_QUOTATION = 100
_HIDDEN = 0.6
_SHORT = 3
_ELISION = re.compile(r"(?i)(?:[cdjlmnst]|qu)['’](?=\w{3})")
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_SUFFIX = re.compile(r"(?<=\w)['’ʼ]\w{1,7}$")
_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
_ROOT = 3
_ONE_BY_ONE = 0.5
_SPACELESS = "\u0e01"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, parallel to its `Words` up to `LIMIT`.

    Attributes:
        words: Folded, without possessive `'s` and elided article.
        stems: What they are compared by: of content words the first letters, of all others the whole.
        sorts: `FUNCTION_WORD`, `NUMBER` or `WORD`, one byte each.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    sorts: bytes


@dataclass(frozen=True, slots=True)
class Streams:
    """The visible words of one text, sorted for one comparison.

    Attributes:
        content: Stems of the words that say something, in order.
        function: Function words, in order.
        named: Names and numbers, in order.
        telling: Content, names and numbers, in order.
    """

    content: tuple[str, ...]
    function: tuple[str, ...]
    named: tuple[str, ...]
    telling: tuple[str, ...]


def hidden(count: int, quotations: Iterable[tuple[int, int]]) -> bytes:
    """Return one byte a word, 1 where it stands in a quotation.

    Two honest reporters share the speaker's words, so these show nothing. A quotation of over 100 words is no speech
    but text, and a text of which over 60 % is marked quotes nobody: both stay visible.

    Args:
        count: Words of the text.
        quotations: Places of the first word of each quotation and after its last.
    """
    marks = bytearray(count)
    for first, last in quotations:
        if last - first <= _LONG_QUOTATION:
            marks[first:last] = b"\1" * (last - first)
    return bytes(count) if marks.count(1) > _HIDDEN * count else bytes(marks)


def tokens(prose: str, words: Words, tongue: str) -> Tokens:
    """Sort the words of a text by what they can show.

    In a script written without spaces every character is a word, and what is compared is each with the next.

    Args:
        prose: The text.
        words: Its words.
        tongue: Its language, one of `licensing.text.stock.LANGUAGES`.
    """
    norm = words.norm[:LIMIT]
    if not prose.isascii() and by_characters(words):
        joined = [
            one + (norm[place + 1] if place + 1 < len(norm) and words.ends[place] == words.starts[place + 1] else "")
            for place, one in enumerate(norm)
        ]
        return Tokens(norm, tuple(joined), bytes(NUMBER if word[0].isdigit() else WORD for word in norm))
    plain = norm
    if tongue == "ar":
        plain = tuple([_without_article(word) for word in norm])
    elif not (prose.isascii() and "'" not in prose):
        # Only a word from which something was taken can be another here.
        whole = map(eq, map(sub, words.ends, words.starts), map(len, norm))
        changed = [place for place, same in enumerate(whole) if not same]
        listed = list(norm)
        for place in changed:
            listed[place] = _plain(norm[place], prose[words.starts[place] : words.ends[place]], tongue)
        plain = tuple(listed)
    function = FUNCTION[tongue]
    sorts = [
        NUMBER if word[0].isdigit() else FUNCTION_WORD if word in function or len(word) < _SHORT else WORD
        for word in plain
    ]
    stems = [word[:STEM] if sort == WORD else word for word, sort in zip(plain, sorts, strict=True)]
    return Tokens(plain, tuple(stems), bytes(sorts))


def by_characters(words: Words) -> bool:
    """Tell whether most of a text is written without spaces, so that its words are characters."""
    shown = zip(words.norm[:LIMIT], words.starts, words.ends, strict=False)
    alone = sum(end - start == 1 and word >= _SPACELESS and len(word) == 1 for word, start, end in shown)
    return alone > _ONE_BY_ONE * min(LIMIT, len(words))


def _without_article(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + _ROOT:
            return word[len(article) :]
    return word


def _plain(word: str, raw: str, tongue: str) -> str:
    if tongue == "tr" and (match := _SUFFIX.search(raw)):
        return fold(raw[: match.start()]) or word
    if raw.endswith(_POSSESSIVE) and len(word) > 1:
        return word[:-1]
    if tongue == "fr" and (match := _ELISION.match(raw)):
        return word[match.end() - 1 :] or word
    return word


def visible(listed: Tokens, masked: bytes) -> Tokens:
    """Return the tokens whose byte in `masked` is 0."""
    shown = [not mask for mask in masked[: len(listed.words)]]
    return Tokens(
        tuple(compress(listed.words, shown)), tuple(compress(listed.stems, shown)), bytes(compress(listed.sorts, shown))
    )


def streams(shown: Tokens, named: frozenset[str]) -> Streams:
    """Sort a text's visible words.

    Args:
        shown: The words.
        named: Those that are names in this comparison: compared whole, and no content.
    """
    rows = list(zip(shown.words, shown.stems, shown.sorts, strict=True))
    return Streams(
        tuple([stem for word, stem, sort in rows if sort == WORD and word not in named]),
        tuple([word for word, _, sort in rows if sort == FUNCTION_WORD]),
        tuple([word for word, _, sort in rows if sort == NUMBER or (sort == WORD and word in named)]),
        tuple([word if word in named else stem for word, stem, sort in rows if sort != FUNCTION_WORD]),
    )
