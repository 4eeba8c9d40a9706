"""One form for every way of writing the same word.

Two spellings fold alike when a reader would not call them different words: upper and lower case, typographic and
plain apostrophes, composed and decomposed accents, full-width forms, ligatures, invisible characters put inside a
word, and Cyrillic or Greek letters that stand in for Latin ones. Folding makes runs of words comparable; it is never
shown to anybody.

What folds, in order (Unicode terms as in UAX #15 and UAX #44):

1. Ignorable characters vanish: category Cf (soft hyphen, zero-width space, joiners, direction marks), variation
   selectors, Hangul fillers, the Arabic tatweel. Apostrophes vanish too (see `licensing.text.words`).
2. NFKD, then accents vanish: marks with a combining class of 10 or more. *Erdoğan* and *Erdogan*, *é* typed in one or
   two characters, Arabic with and without vowel signs are one word. Marks with a lower class spell the word (Indic
   vowel signs, the kana voicing mark) and stay.
3. In a word that has Latin letters, Cyrillic and Greek look-alikes become the Latin letters they look like. A word
   wholly in one script is left alone.
4. Case folding. İ, I, ı and i are one letter, so that Turkish and English match whatever the locale of the writer.
   Letters that NFKD leaves whole lose their stroke or split: ø o, ł l, đ d, ħ h, ŧ t, æ ae, œ oe.
5. Digits of every script become 0-9; what is neither letter, digit nor spelling mark vanishes; NFC.

Characters younger than the Unicode tables of the running Python (14.0 in Python 3.11) count as separators.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["APOSTROPHES", "VERSION", "fold", "ignorable"]

VERSION = 1
"""Raised whenever a text could normalise differently; archives store it and refuse to mix versions."""

APOSTROPHES = "'`´\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02c8\u2032\uff07\u055a\ua78b\ua78c"

_ACCENT_CLASS = 10
_VANISHING_LETTERS = "\u0640\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5"
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe"})
_CYRILLIC = dict(zip("авгеіјкмнорстухѕԁһӏԛԝүьпз", "abreijkmhopctyxsdhlqwyb" + "n3", strict=True))
_GREEK = dict(zip("αβγειηικνορτυχωϲϳ", "abyeinikvoptuxwcj", strict=True))
_CAPITALS = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC", strict=True))
_LOOK_ALIKES = str.maketrans(
    {letter.upper(): latin.upper() for letter, latin in (_CYRILLIC | _GREEK).items()} | _CYRILLIC | _GREEK | _CAPITALS
)


def ignorable(char: str) -> bool:
    """Tell whether a character leaves no trace on the page: it vanishes inside a word."""
    return (
        unicodedata.category(char) == "Cf"
        or char in _VANISHING_LETTERS
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
        or "\u180b" <= char <= "\u180f"
    )


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return the normalised form of one word; empty when nothing of it is a letter or a digit.

    Folding twice changes nothing. A query of several words is cut by `licensing.text.words.words`, not folded whole:
    spaces vanish here like every other separator.
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    # Every step but the third works on one character at a time, and no two characters of ASCII compose: a word whose
    # letters fold to ASCII one by one folds to these.
    single = text.translate(_SINGLE)
    return single if single.isascii() else _folded(text)


class _Single(dict[int, str]):
    """Code point -> what it folds to by itself; filled as characters are met."""

    def __missing__(self, point: int) -> str:
        single = self[point] = _folded(chr(point))
        return single


_SINGLE = _Single()


def _folded(text: str) -> str:
    plain = _strip(unicodedata.normalize("NFKD", text))
    if any("a" <= char <= "z" or "A" <= char <= "Z" for char in plain):
        # Twice, because some capitals look like another letter than their small form, and some small forms appear
        # only by case folding.
        plain = plain.translate(_LOOK_ALIKES).casefold().translate(_LOOK_ALIKES)
    folded = plain.casefold().translate(_LETTERS)
    return unicodedata.normalize("NFC", _strip(unicodedata.normalize("NFKD", folded)))


def _strip(text: str) -> str:
    """Drop accents, ignorables and everything that is no letter, digit or spelling mark; digits become 0-9."""
    return "".join(filter(None, map(_keep, text)))


@lru_cache(maxsize=1 << 14)
def _keep(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if kind[0] not in "LNM" or char in APOSTROPHES or ignorable(char):
        return ""
    return "" if unicodedata.combining(char) >= _ACCENT_CLASS else char
