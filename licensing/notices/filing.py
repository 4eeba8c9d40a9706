"""Patterns of the lexicons, filed under the letters they can begin with and compiled when they are first needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from licensing.errors import PackError
from licensing.notices.joined import JOINED
from licensing.notices.prefixes import LENGTH, prefixes
from licensing.packs.lexicons import Cue, Lexicon
from licensing.text.folding import fold

__all__ = ["LENGTHS", "PATIENCE", "PLAIN", "Anywhere", "Entry", "Filed", "filed"]

PATIENCE = 0.05
"""Seconds one pattern may take at one place; a pattern that takes longer leaves the sentence unread."""

LENGTHS = range(1, LENGTH + 1)
"""The lengths of the beginnings patterns are filed under; those that begin with anything are apart."""

PLAIN = re.compile(rf"[^\W_{JOINED}]+")
"""A word of a script that sets words apart."""

_JOINED = re.compile(f"[{JOINED}]")
_MOST_KEYS = 100
_LONG = re.compile(r"[*+{]")
_WITHIN = r"(?=\w)"


class Entry:
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

    def search(self, text: str, place: int) -> Any:
        """Return the first match from a place on."""
        if self.compiled is None:
            self.compiled = _compile(self.pattern, self.lexicon)
        return self.compiled.search(text, place, timeout=PATIENCE)


class Anywhere:
    """Patterns that may begin with anything: looked for ahead once, not tried at every word."""

    def __init__(self, entries: Sequence[Entry], text: str) -> None:
        self.text = text
        self.ahead: list[tuple[Entry, Any]] = [(entry, None) for entry in entries]

    def at(self, place: int) -> Iterator[tuple[Entry, Any]]:
        """Yield the patterns that match at a place; places must be asked for in order."""
        left: list[tuple[Entry, Any]] = []
        for entry, known in self.ahead:
            match = known
            if match is None or match.start() < place:
                match = entry.search(self.text, place)
            if match is None:
                continue
            left.append((entry, match))
            if match.start() == place:
                yield entry, match
        self.ahead = left


@dataclass(frozen=True, slots=True)
class Filed:
    """The patterns of one lexicon.

    Attributes:
        words: Cues that are one plain word, by that word.
        entries: All others, by what their patterns can begin with.
        spaced: Whether its words are set apart by spaces.
        language: Its language.
    """

    words: dict[str, list[Cue]]
    entries: dict[str, list[Entry]]
    spaced: bool
    language: str


@cache
def filed(lexicon: Lexicon) -> Filed:
    """Return the patterns of one lexicon, filed once; those it shares with no text are never compiled."""
    found = Filed({}, {}, lexicon.spaced, lexicon.language)
    for cue in lexicon.cues:
        for pattern in cue.patterns:
            folded = _fold_pattern(pattern)
            if lexicon.spaced and PLAIN.fullmatch(folded):
                found.words.setdefault(folded, []).append(cue)
                continue
            entry = Entry(folded, cue, lexicon, PATIENCE if _LONG.search(pattern) else None)
            for key in _keys(folded):
                found.entries.setdefault(key, []).append(entry)
    return found


def _keys(pattern: str) -> frozenset[str]:
    """Return what a pattern is filed under: shorter beginnings where there would be very many."""
    keys = prefixes(pattern)
    length = LENGTH
    while len(keys) > _MOST_KEYS and length > 1:
        length -= 1
        keys = frozenset(key[:length] for key in keys)
    return keys


def _fold_pattern(pattern: str) -> str:
    """Return a pattern that matches folded text: letters folded, escapes kept, a space standing for any white space."""
    parts = re.split(r"(\\.|\(\?P<\w+>|\(\?<?[=!:])", pattern)
    folded = "".join(part if index % 2 else fold(part) for index, part in enumerate(parts))
    return re.sub(r" (\?|\*)?", lambda gap: r"\s*" if gap[1] else r"\s+", folded)


def _compile(pattern: str, lexicon: Lexicon) -> Any:
    import regex  # noqa: PLC0415 - costs 14 ms, and most texts carry no notice

    # A cue may end within a word when it says so: the preposition written onto the name behind it.
    apart = lexicon.spaced and not pattern.endswith(_WITHIN)
    boundary = rf"(?:(?<![^\W_])|(?![^\W_{JOINED}]))" if apart else ""
    try:
        return regex.compile(f"(?:{pattern}){boundary}")
    except regex.error as cause:
        raise PackError(f"The pattern '{pattern}' is no regular expression: {cause}.", path=lexicon.id) from cause
