"""Where in a text a notice may stand, and in which languages: a search for fixed beginnings of words and no more."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from licensing.notices.view import View
from licensing.packs.lexicons import Lexicon
from licensing.text.folding import fold

__all__ = ["MOST_PLACES", "Places", "Triggers"]

MOST_PLACES = 400
"""Places looked at in one text; what stands behind them comes back unread."""

_MOST_LANGUAGES = 4
_FAINTEST = 4
"""Times less than the loudest language another may be spoken and still be read."""
_IDEOGRAM = 4
"""Letters of other scripts one letter of a script without spaces is worth."""

_KEY = 4
_SIGNS = ("©", "ⓒ", "℗", "(c)", "@ 20", "@ 19", "@20", "@19", "&copy", "copyright")
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"\s{2,}")
# Scripts that set no space between words, or write small words onto the next one.
_JOINED = re.compile(r"[\u0590-\u07ff\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Places:
    """Where a text may state rights.

    Attributes:
        places: Offsets into the readable text, in order.
        languages: The languages whose words were met, the most telling first; wording of no language is not counted.
        left: Where the search was given up; the text's end when it was not.
    """

    places: list[int]
    languages: tuple[str, ...]
    left: int


@dataclass(slots=True)
class Triggers:
    """The beginnings some word of every notice has, filed under their first letters.

    Attributes:
        words: Triggers with their languages by at most four first letters.
        strings: Triggers that may stand within what looks like a word.
        lengths: The lengths of the keys of `words`.
    """

    words: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    strings: list[tuple[str, str]] = field(default_factory=list)
    lengths: tuple[int, ...] = ()

    @classmethod
    def of(cls, lexicons: Sequence[Lexicon]) -> Triggers:
        """Return the triggers of some lexicons."""
        triggers = cls()
        for lexicon in lexicons:
            for written in dict.fromkeys(fold(trigger) for trigger in lexicon.triggers):
                if written in _SIGNS:
                    continue
                if _JOINED.search(written) or not _WORD.match(written):
                    triggers.strings.append((written, lexicon.language))
                else:
                    triggers.words.setdefault(_key(written), []).append((written, lexicon.language))
        triggers.lengths = tuple(sorted({len(key) for key in triggers.words}))
        return triggers

    def find(self, view: View) -> Places:
        """Return where a text may state rights, and in which languages."""
        text, gaps, cuts = _flat(fold(view.text))
        spoken: Counter[str] = Counter()
        places: set[int] = set()
        for place, trigger, language in self._found(text):
            places.add(place)
            if language:
                spoken[language] += _IDEOGRAM * len(trigger) if _JOINED.match(trigger) else len(trigger)
            if len(places) > 4 * MOST_PLACES:
                break
        ordered = [place + cuts[bisect_right(gaps, place)] for place in sorted(places)]
        left = ordered[MOST_PLACES] if len(ordered) > MOST_PLACES else len(view.text)
        most = spoken.most_common(_MOST_LANGUAGES)
        # English mixes with any language and shares its words with many; it says nothing of how faint another is.
        loudest = max((told for language, told in most if language != "en"), default=0)
        languages = tuple(language for language, told in most if language == "en" or told * _FAINTEST >= loudest)
        return Places(ordered[:MOST_PLACES], languages, left)

    def _found(self, text: str) -> Iterator[tuple[int, str, str]]:
        for sign in _SIGNS:
            yield from ((place, sign, "") for place in _each(text, sign))
        if not text.isascii() and _JOINED.search(text):
            for trigger, language in self.strings:
                yield from ((place, trigger, language) for place in _each(text, trigger))
        words, lengths = self.words, self.lengths
        for word in _WORD.finditer(text):
            start = word.start()
            for length in lengths:
                for trigger, language in words.get(text[start : start + length], ()):
                    if text.startswith(trigger, start):
                        yield start, trigger, language


def _key(trigger: str) -> str:
    return trigger[:_KEY]


def _each(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + len(wanted))


def _flat(text: str) -> tuple[str, list[int], list[int]]:
    """Return a text with every run of white space one space, where the runs stood, and what was cut up to each."""
    pieces: list[str] = []
    gaps: list[int] = []
    cuts = [0]
    position = length = 0
    for run in _RUN.finditer(text):
        pieces += (text[position : run.start()], " ")
        length += run.start() - position + 1
        gaps.append(length)
        cuts.append(run.end() - length)
        position = run.end()
    pieces.append(text[position:])
    return "".join(pieces).replace("\n", " ").replace("\t", " "), gaps, cuts
