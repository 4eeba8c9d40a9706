"""Find the cues of the lexicons in a sentence: one pass over its words, the longest cue at each."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from licensing.model.document import Span
from licensing.notices.filing import LENGTHS, PLAIN, Anywhere, Entry, Filed, filed
from licensing.notices.joined import JOINED
from licensing.notices.triggers import Triggers
from licensing.packs.lexicons import Cue, Lexicon

__all__ = ["Scanner", "Token", "scanner"]

_STARTS = re.compile(rf"(?<![^\W_])[^\W_]|[©ⓒ℗(@'<]|[{JOINED}]|(?<=[{JOINED}])[^\W_]")
_SIGN = re.compile(r"[©ⓒ℗]|\(c\)|@(?=\s*(?:19|20)\d\d)")
_WHITE = re.compile(r"\s")
_JOINED = re.compile(f"[{JOINED}]")


class Token(NamedTuple):
    """A cue and where it stands in the readable text.

    Attributes:
        start: Its first character.
        end: The character after its last.
        cue: What it means.
        language: The language of the lexicon it comes from; empty for wording of no language.
        groups: What its pattern captured, folded.
        party: Where the party stands that its pattern captured as `party`.
    """

    start: int
    end: int
    cue: Cue
    language: str
    groups: Mapping[str, str] = MappingProxyType({})
    party: Span | None = None


_SIGN_CUE = Cue("signs", (), signal=True)


class Scanner:
    """The cues of several lexicons, filed under the letters they begin with."""

    def __init__(self, lexicons: Sequence[Lexicon], telling: str = "") -> None:
        self.lexicons = tuple(lexicons)
        self.head_final = frozenset(lexicon.language for lexicon in lexicons if lexicon.head_final)
        self.capital_nouns = frozenset(lexicon.language for lexicon in lexicons if lexicon.capital_nouns)
        self.lower_languages = frozenset(lexicon.language for lexicon in lexicons if lexicon.lower_names)
        self.lower_names = any(lexicon.lower_names for lexicon in lexicons if telling in ("", lexicon.language))
        self.caseless = frozenset(lexicon.language for lexicon in lexicons if lexicon.caseless)
        self.joined = frozenset(lexicon.language for lexicon in lexicons if not lexicon.spaced)
        self.abbreviations = frozenset[str]().union(*(lexicon.abbreviations for lexicon in lexicons))
        self.legal_forms = frozenset[str]().union(*(lexicon.legal_forms for lexicon in lexicons))
        self.particles = frozenset[str]().union(*(lexicon.particles for lexicon in lexicons))
        articles = sorted(frozenset[str]().union(*(lexicon.articles for lexicon in lexicons)))
        self.article = re.compile(f"(?:{'|'.join(map(_article, articles)) or '(?!)'})+")
        suffixes = [lexicon.suffix for lexicon in lexicons if lexicon.suffix]
        self.suffix = re.compile(f"(?:{'|'.join(suffixes)})$" if suffixes else "(?!)")
        ties = "|".join(sorted(re.escape(word) for lexicon in lexicons for word in lexicon.ties))
        self.tie = re.compile(rf"(?<![^\W_])(?:{ties})\s+", re.IGNORECASE) if ties else None
        self.places = {name: code for lexicon in lexicons for name, code in lexicon.places.items()}
        self.numbers = {name: number for lexicon in lexicons for name, number in lexicon.numbers.items()}

    @cached_property
    def triggers(self) -> Triggers:
        """What tells that a text may state rights, in any of the languages."""
        return Triggers.of(self.lexicons)

    def within(self, languages: Collection[str]) -> Scanner:
        """Return the scanner of these languages, of English, which notices mix with any, and of no language."""
        wanted = {"", "en", *languages}
        telling = next(iter(languages), "")
        return scanner(tuple(lexicon for lexicon in self.lexicons if lexicon.language in wanted), telling)

    @cached_property
    def _filed(self) -> tuple[Filed, ...]:
        """Every pattern; put off until a text holds something to read, because most texts do not."""
        return tuple(filed(lexicon) for lexicon in self.lexicons)

    def knows(self, word: str) -> bool:
        """Return whether a folded word is one that carries no term, or names a thing notices speak of."""
        return any(cue.family in ("filler", "subjects") for part in self._filed for cue in part.words.get(word, ()))

    def tokens(self, text: str, start: int) -> tuple[list[Token], int]:
        """Return the tokens of one sentence, in order and apart, and where reading stopped.

        Args:
            text: The sentence, folded.
            start: Where it begins in the readable text.

        Returns:
            The tokens of the language that explains most of the sentence together with those of no language, and the
            offset in `text` from which nothing was read because a pattern took too long; its length when all was read.
        """
        found: list[Token] = []
        place = reach = 0
        ends = dict.fromkeys(self.joined, 0)
        anywhere = Anywhere([entry for part in self._filed for entry in part.entries.get("", ())], text)
        flat = _WHITE.sub(" ", text)
        try:
            for word in _STARTS.finditer(text):
                place = word.start()
                # Scripts without spaces share letters: a long word of one language must not hide a short one.
                unspaced = bool(ends) and _JOINED.match(text, place) is not None
                if place >= (min(ends.values()) if unspaced else reach):
                    here = self._at(text, flat, place, start, anywhere)
                    reach = max((token.end - start for token in here), default=0)
                    for token in here:
                        if token.language in ends:
                            ends[token.language] = max(ends[token.language], token.end - start)
                    found += here
        except TimeoutError:
            return _best(found, self.joined), place
        return _best(found, self.joined), len(text)

    def _at(self, text: str, flat: str, place: int, offset: int, anywhere: Anywhere) -> list[Token]:
        """Return every cue that begins at one place; this is the loop the reading of a notice spends its time in."""
        found: list[Token] = []
        word = PLAIN.match(text, place)
        if not word and (sign := _SIGN.match(text, place)):
            found.append(Token(offset + place, offset + sign.end(), _SIGN_CUE, ""))
        unspaced = _JOINED.match(text, place) is not None
        beginnings = [flat[place : place + length] for length in LENGTHS]
        for part in self._filed:
            if word and (cues := part.words.get(word[0])):
                found += [Token(offset + place, offset + word.end(), cue, part.language) for cue in cues]
            if unspaced and part.spaced:
                continue
            for beginning in beginnings:
                for entry in part.entries.get(beginning, ()):
                    match = entry.match(text, place)
                    if match and match.end() > place:
                        found.append(_token(match, entry, offset))
        found += [_token(match, entry, offset) for entry, match in anywhere.at(place) if match.end() > place]
        return found


def _token(match: Any, entry: Entry, offset: int) -> Token:
    start, end = offset + match.start(), offset + match.end()
    names = entry.compiled.groupindex
    if not names:
        return Token(start, end, entry.cue, entry.lexicon.language)
    groups = {name: text for name, text in match.groupdict().items() if name != "party"}
    party = Span(offset + match.start("party"), offset + match.end("party")) if match.groupdict().get("party") else None
    return Token(start, end, entry.cue, entry.lexicon.language, groups, party)


@lru_cache(maxsize=256)
def scanner(lexicons: tuple[Lexicon, ...], telling: str = "") -> Scanner:
    """Return the scanner of these lexicons, made once.

    Args:
        lexicons: The wording known.
        telling: The language a text speaks most, if that is known.

    Raises:
        PackError: when a pattern is no regular expression.
    """
    return Scanner(lexicons, telling)


def _article(word: str) -> str:
    """Return a pattern for an article before a name: a word apart, or one an apostrophe ties to it."""
    return f"{word[:-1]}['’]" if word.endswith("'") else rf"{word}\s+"


def _best(found: list[Token], joined: Collection[str]) -> list[Token]:
    """Return the tokens of the language that explains most.

    A script without spaces shares no word with one that has them, so that the best of either kind stand together.
    """
    languages = {token.language for token in found} - {""}
    if len(languages) <= 1:
        return _apart(found)
    kept = {""}
    for group in (languages & set(joined), languages - set(joined)):
        kept |= {_widest(found, group)} if group else set()
    return _apart([token for token in found if token.language in kept])


def _widest(found: list[Token], languages: Collection[str]) -> str:
    if len(languages) == 1:
        return next(iter(languages))
    readings = {
        language: _apart([token for token in found if token.language in ("", language)])
        for language in sorted(languages)
    }
    return max(readings, key=lambda language: sum(token.end - token.start for token in readings[language]))


def _apart(found: list[Token]) -> list[Token]:
    """Return the longest token at each place, none overlapping another; the pack's order decides between equals."""
    apart: list[Token] = []
    end = -1
    for token in sorted(found, key=lambda token: (token.start, -token.end, token.cue.family == "filler")):
        if token.start >= end:
            apart.append(token)
            end = token.end
    return apart
