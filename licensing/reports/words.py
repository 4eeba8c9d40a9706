"""Effects, acts and manners as a person reads them; what programs read keeps its English words."""

from __future__ import annotations

from licensing.model.effect import Effect
from licensing.packs.messages import say, sentence, worded

__all__ = ["effect_title", "effect_word", "painted", "use"]

_WORDS = {Effect.DENY: sentence("deny"), Effect.REVIEW: sentence("review"), Effect.PERMIT: sentence("permit")}
_TITLES = {Effect.DENY: sentence("DENY"), Effect.REVIEW: sentence("REVIEW"), Effect.PERMIT: sentence("PERMIT")}


_COLOURS = {Effect.DENY: "1;31", Effect.REVIEW: "1;33", Effect.PERMIT: "1;32"}
"""Select graphic rendition (ECMA-48): bold, and red, yellow or green."""


def painted(line: str, word: str, effect: Effect) -> str:
    """Return a line whose first mention of an effect is in its colour, for a terminal."""
    return line.replace(word, f"\x1b[{_COLOURS[effect]}m{word}\x1b[0m", 1)


def effect_word(effect: Effect) -> str:
    """Return an effect within a sentence."""
    return say(_WORDS[effect])


def effect_title(effect: Effect) -> str:
    """Return an effect in capitals, as a report opens with it: each language has its own."""
    return say(_TITLES[effect])


def use(action: str, manner: str) -> str:
    """Return an act and the manner it takes a text in."""
    return f"{worded(action)}, {worded(manner)}"


def percent(share: float) -> str:
    """Return a share as per cent, with the sign where the language puts it."""
    return say("{percent}%", percent=f"{share * 100:.0f}")
