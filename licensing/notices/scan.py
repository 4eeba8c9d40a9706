"""Find the cues of the lexicons in a sentence: one pass over its words, the longest cue at each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from licensing.errors import PackError
from licensing.model.document import Span
from licensing.notices.prefixes import LENGTH, prefixes
from licensing.packs.lexicons import Cue, Lexicon, fold

__all__ = ["PATIENCE", "Scanner", "Token", "lower", "scanner"]

PATIENCE = 0.05
"""Seconds one pattern may take at one place; a pattern that takes longer leaves the sentence unread."""

_STARTS = re.compile(r"(?<![^\W_])[^\W_]|[©ⓒ℗(@'<]|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_SIGN = re.compile(r"[©ⓒ℗]|\(c\)|@(?=\s*(?:19|20)\d\d)")
_PLAIN = re.compile(r"[^\W_]+")
_LENGTHS = range(LENGTH + 1)
_LONG = re.compile(r"[*+{]")


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


class _Entry:
    """A pattern, compiled when a text first comes to the letters it begins with."""

    __slots__ = ("compiled", "cue", "lexicon", "patience", "pattern")

    def __init__(self, pattern: str, cue: Cue, lexicon: Lexicon, patience: float | None) -> None:
        self.pattern = pattern
        self.cue = cue
        self.lexicon = lexicon
        self.patience = patience
        self.compiled: Any = None

    def match(self, text: str, place: int) -> Any:
        """Return the match at a place; only a pattern that repeats can take long, and asking for the time is dear."""
        if self.compiled is None:
            self.compiled = _compile(self.pattern, self.lexicon)
        if self.patience is None:
            return self.compiled.match(text, place)
        return self.compiled.match(text, place, timeout=self.patience)


_SIGN_CUE = Cue("signs", (), signal=True)


class Scanner:
    """The cues of several lexicons, compiled and filed under the letters they begin with."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self.lexicons = tuple(lexicons)
        self.head_final = frozenset(lexicon.language for lexicon in lexicons if lexicon.head_final)
        self.triggers = _triggers(lexicons)
        self.abbreviations = frozenset[str]().union(*(lexicon.abbreviations for lexicon in lexicons))
        self.legal_forms = frozenset[str]().union(*(lexicon.legal_forms for lexicon in lexicons))
        self.particles = frozenset[str]().union(*(lexicon.particles for lexicon in lexicons))
        self.suffix = re.compile(
            "(?:" + "|".join(one.suffix for one in lexicons if one.suffix) + ")$"
            if any(one.suffix for one in lexicons)
            else "(?!)"
        )
        self.places = {name: code for lexicon in lexicons for name, code in lexicon.places.items()}
        self.numbers = {name: number for lexicon in lexicons for name, number in lexicon.numbers.items()}
        self._words: dict[str, list[tuple[Cue, str]]] = {}
        self._entries: dict[str, list[_Entry]] = {}
        self._filed = False

    def _file_all(self) -> None:
        """File every pattern; put off until a text holds something to read, because most texts do not."""
        for lexicon in self.lexicons:
            for cue in lexicon.cues:
                for pattern in cue.patterns:
                    self._file(lexicon, cue, pattern)
        self._filed = True

    def _file(self, lexicon: Lexicon, cue: Cue, pattern: str) -> None:
        folded = fold_pattern(pattern)
        if lexicon.spaced and _PLAIN.fullmatch(folded):
            self._words.setdefault(folded, []).append((cue, lexicon.language))
            return
        entry = _Entry(folded, cue, lexicon, PATIENCE if _LONG.search(pattern) else None)
        for key in prefixes(folded):
            self._entries.setdefault(key, []).append(entry)

    def tokens(self, text: str, start: int) -> tuple[list[Token], int]:
        """Return the tokens of one sentence, in order and apart, and where reading stopped.

        Args:
            text: The sentence, folded.
            start: Where it begins in the readable text.

        Returns:
            The tokens of the language that explains most of the sentence together with those of no language, and the
            offset in `text` from which nothing was read because a pattern took too long; its length when all was read.
        """
        if not self._filed:
            self._file_all()
        found: list[Token] = []
        place = reach = 0
        try:
            for word in _STARTS.finditer(text):
                place = word.start()
                if place >= reach:
                    here = self._at(text, place, start)
                    reach = max((token.end - start for token in here), default=0)
                    found += here
        except TimeoutError:
            return _best(found), place
        return _best(found), len(text)

    def _at(self, text: str, place: int, offset: int) -> list[Token]:
        """Return every cue that begins at one place; this is the loop the reading of a notice spends its time in."""
        found: list[Token] = []
        word = _PLAIN.match(text, place)
        if word:
            end = offset + word.end()
            found += [Token(offset + place, end, cue, language) for cue, language in self._words.get(word[0], ())]
        elif sign := _SIGN.match(text, place):
            found.append(Token(offset + place, offset + sign.end(), _SIGN_CUE, ""))
        entries = self._entries
        for length in _LENGTHS:
            for entry in entries.get(text[place : place + length], ()):
                match = entry.match(text, place)
                if match and match.end() > place:
                    found.append(_token(match, entry, offset))
        return found


def _token(match: Any, entry: _Entry, offset: int) -> Token:
    start, end = offset + match.start(), offset + match.end()
    names = entry.compiled.groupindex
    if not names:
        return Token(start, end, entry.cue, entry.lexicon.language)
    groups = {name: text for name, text in match.groupdict().items() if name != "party"}
    party = Span(offset + match.start("party"), offset + match.end("party")) if match.groupdict().get("party") else None
    return Token(start, end, entry.cue, entry.lexicon.language, groups, party)


@lru_cache(maxsize=8)
def scanner(lexicons: tuple[Lexicon, ...]) -> Scanner:
    """Return the scanner of these lexicons, compiled once.

    Raises:
        PackError: when a pattern is no regular expression.
    """
    return Scanner(lexicons)


def lower(text: str) -> str:
    """Return `text` in lower case, Turkish i without its dot or with it alike; every character keeps its place."""
    return text.replace("İ", "i").lower().replace("ı", "i")


def fold_pattern(pattern: str) -> str:
    """Return a pattern that matches folded text: letters folded, escapes kept, a space standing for any white space."""
    parts = re.split(r"(\\.|\(\?P<\w+>|\(\?<?[=!:])", pattern)
    folded = "".join(part if index % 2 else fold(part) for index, part in enumerate(parts))
    return re.sub(r" (\?|\*)?", lambda gap: r"\s*" if gap[1] else r"\s+", folded)


def _compile(pattern: str, lexicon: Lexicon) -> Any:
    import regex  # noqa: PLC0415 - costs 14 ms, and most texts carry no notice

    boundary = r"(?:(?<![^\W_])|(?![^\W_]))" if lexicon.spaced else ""
    try:
        return regex.compile(f"(?:{pattern}){boundary}")
    except regex.error as cause:
        raise PackError(f"The pattern '{pattern}' is no regular expression: {cause}.", path=lexicon.id) from cause


def _triggers(lexicons: Sequence[Lexicon]) -> tuple[str, ...]:
    signs = ("©", "ⓒ", "(c)", "@ 20", "@ 19", "@20", "&copy", "copyright")
    written = [trigger for lexicon in lexicons for trigger in lexicon.triggers]
    every = dict.fromkeys([*signs, *map(lower, written), *map(fold, written)])
    return tuple(one for one in every if not any(other in one for other in every if other != one))


def _best(found: list[Token]) -> list[Token]:
    languages = {token.language for token in found} - {""}
    if len(languages) <= 1:
        return _apart(found)
    readings = [
        _apart([token for token in found if token.language in ("", language)]) for language in sorted(languages)
    ]
    return max(readings, key=lambda tokens: sum(token.end - token.start for token in tokens))


def _apart(found: list[Token]) -> list[Token]:
    """Return the longest token at each place, none overlapping another; the pack's order decides between equals."""
    apart: list[Token] = []
    end = -1
    for token in sorted(found, key=lambda token: (token.start, -token.end, token.cue.family == "filler")):
        if token.start >= end:
            apart.append(token)
            end = token.end
    return apart
