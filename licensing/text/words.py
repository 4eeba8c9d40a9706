"""Cutting a text into normalised words that know where they stand.

A word is a run of letters, digits and the marks that belong to them. Between two of its characters it may hold

* **apostrophes** of any make, which vanish: *don't*, *don’t* and *dont* are one word, *Massoud’s* is `massouds`, the
  Turkish suffix stays with its word (*Ankara'da*, *Ankara’da*: `ankarada`), *l’homme* is `lhomme`. An apostrophe at
  an end of a word is a quotation mark or silent, and no part of it;
* **invisible characters** (soft hyphen, zero-width space, joiners), which vanish.

Everything else separates. A **hyphen or dash** does too: *well-known*, *well‑known* and *well known* are two words,
and a word broken at the end of a line with a hard hyphen is two. So do the underscore and the comma or stop inside a
number: *1,500.5* is three words. In scripts written without spaces (Han, kana, Thai, Lao, Khmer, Myanmar) every
character with its marks is one word. What a single word becomes is told in `licensing.text.normalise`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from licensing.text.normalise import APOSTROPHES, fold, ignorable

__all__ = ["Words", "words"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, in order: three sequences of one length.

    Attributes:
        norm: The normalised words, never empty strings.
        starts: Offset of each word's first character in the text as given, in code points.
        ends: Offset after each word's last character.
    """

    norm: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.norm)


_PLAIN = re.compile(r"[a-z0-9]+(?:['`]+[a-z0-9]+)*")
# The shape of a text: w letter or digit, m mark, q apostrophe, i ignorable, c character that is a word by itself.
_SHAPE = re.compile(r"w(?:[wmqi]*[wm])?|c(?:i*m)*")
_ALONE = (
    ("\u0e01", "\u0eff"),  # Thai, Lao
    ("\u1000", "\u109f"),  # Myanmar
    ("\u1780", "\u17ff"),  # Khmer
    ("\u2e80", "\u312f"),  # radicals, kana, bopomofo
    ("\u3190", "\u4dbf"),
    ("\u4e00", "\u9fff"),  # Han
    ("\ua9e0", "\ua9ff"),
    ("\uaa60", "\uaa7f"),
    ("\uf900", "\ufaff"),
    ("\uff66", "\uff9d"),  # half-width kana
    ("\U0001aff0", "\U0001b16f"),
    ("\U00020000", "\U0003ffff"),
)
_VOICING = "\uff9e\uff9f"


class _Shapes(dict[int, str]):
    """Code point -> one letter for its part in a word; filled as characters are met."""

    def __missing__(self, point: int) -> str:
        shape = self[point] = _shape(chr(point))
        return shape


def _shape(char: str) -> str:
    kind = unicodedata.category(char)
    if char in APOSTROPHES:
        return "q"
    if ignorable(char):
        return "i"
    if kind[0] == "M" or char in _VOICING:
        return "m"
    # A circled letter or a Han radical is a symbol to Unicode and a letter to a reader; ™ is none to either.
    lettered = kind == "So" and len(plain := unicodedata.normalize("NFKC", char)) == 1 and plain.isalnum()
    if kind[0] not in "LN" and not lettered:
        return " "
    return "c" if any(low <= char <= high for low, high in _ALONE) else "w"


_SHAPES = _Shapes()


def words(text: str) -> Words:
    """Cut a text into its normalised words.

    Args:
        text: Any text. Offsets in the result count its code points; nothing is normalised before counting.

    Returns:
        The words in order; an empty `Words` for a text without letters or digits.
    """
    if text.isascii():
        lowered = text.lower()
        spans = [match.span() for match in _PLAIN.finditer(lowered)]
        norm = [lowered[start:end] for start, end in spans]
        if "'" in text or "`" in text:
            norm = [word.replace("'", "").replace("`", "") for word in norm]
        return _pack(norm, spans)
    spans = [match.span() for match in _SHAPE.finditer(text.translate(_SHAPES))]
    norm = [fold(text[start:end]) for start, end in spans]
    if all(norm):
        return _pack(norm, spans)
    kept = [place for place, word in enumerate(norm) if word]
    return _pack([norm[place] for place in kept], [spans[place] for place in kept])


def _pack(norm: Iterable[str], spans: list[tuple[int, int]]) -> Words:
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    return Words(tuple(norm), starts, ends)
