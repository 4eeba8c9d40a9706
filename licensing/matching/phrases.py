"""Shared runs that are nobody's: names, titles, numbers, dates and stock wording."""

from __future__ import annotations

from collections.abc import Iterable

from licensing.matching.prepared import Prepared
from licensing.text.stock import STOCK, is_function

__all__ = ["content", "is_common", "names"]

COMMON = 25
"""Words from which a run is never mere stock wording."""
_SHORT = 12
_FEW, _SOME = 2, 3


def names(draft: Prepared, source: Prepared) -> frozenset[str]:
    """Return the words capitalised inside a sentence of either text and in lower case in neither."""
    return (draft.cases[0] | source.cases[0]) - draft.cases[1] - source.cases[1]


def content(run: Iterable[str], named: frozenset[str]) -> int:
    """Count the words that say something: no name, number, function word or stock wording."""
    return sum(1 for word in run if not (word in named or word in STOCK or word[0].isdigit() or is_function(word)))


def is_common(run: tuple[str, ...], draft: Prepared, source: Prepared) -> bool:
    """Tell whether shared words are only what every report of the event would have.

    The rule is ours: under 25 words of which at most two say something, or three from 12 words on.
    """
    return len(run) < COMMON and content(run, names(draft, source)) <= (_FEW if len(run) < _SHORT else _SOME)
