"""Whether two single sentences say the same, judged from their words.

A sentence is too little for the measures of whole texts. Small trees of decisions over 22 counts were fitted on two
sorts of pairs: sentences of news reports (one says what the other says, or only speaks of the same event), and
sentences of books (one is the other with words exchanged, or only tells something alike). Their votes are in
`paraphrase.json`, written by `tests/benchmarks/fit_paraphrase.py`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp, log, sqrt
from typing import Any

from licensing.matching.sequences import common_subsequence
from licensing.matching.tokens import STEM
from licensing.text.stock import FUNCTION, language
from licensing.text.words import Words, words

__all__ = ["SORTS", "counts", "paraphrase"]

SORTS = ("news", "books")
"""What pairs the trees were fitted on."""
_LETTERS = 4


def paraphrase(one: str, other: str, sort: str = "news") -> float:
    """Return how likely one sentence says what the other says, in [0, 1]; likelier than not from 0.5.

    Args:
        one: A sentence.
        other: Another.
        sort: One of `SORTS`: `news` asks for the same statement, `books` for the same wording with words exchanged.

    Raises:
        KeyError: If the sort is unknown.
    """
    measured, model = counts(one, other), _model()[sort]
    total: float = model["start"] + sum(_vote(tree, measured) for tree in model["trees"])
    return 1 / (1 + exp(-total))


def _vote(tree: Any, measured: Sequence[float]) -> float:
    """Return the vote of a tree: a number, or [count, bound, tree up to the bound, tree above it]."""
    while isinstance(tree, list):
        tree = tree[2] if measured[tree[0]] <= tree[1] else tree[3]
    return float(tree)


@cache
def _model() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("licensing.matching").joinpath("paraphrase.json").read_text("utf-8"))
    return found


def counts(one: str, other: str) -> tuple[float, ...]:
    """Return what two sentences share and what each has for itself, the same whichever comes first."""
    here, there = words(one), words(other)
    function = FUNCTION[language(here.norm + there.norm)]
    (stems, content), (stems_too, content_too) = _stems(here, function), _stems(there, function)
    common = common_subsequence(stems_too, stems)
    mine, yours = set(content), set(content_too)
    both, left, right = mine & yours, len(mine - yours), len(yours - mine)
    few, many = sorted((len(stems), len(stems_too)))
    names, names_too = _capitals(here, one), _capitals(there, other)
    numbers, numbers_too = _numbers(here), _numbers(there)
    letters, letters_too = " ".join(here.norm), " ".join(there.norm)
    return (
        *sorted((len(both) / max(1, len(mine)), len(both) / max(1, len(yours)))),
        *sorted((common / max(1, len(stems)), common / max(1, len(stems_too)))),
        _alike(stems, stems_too),
        _alike(pairwise(stems), pairwise(stems_too)),
        _alike(
            zip(stems, stems[1:], stems[2:], strict=False), zip(stems_too, stems_too[1:], stems_too[2:], strict=False)
        ),
        _alike(_grams(letters), _grams(letters_too)),
        log(few + 1),
        log(many + 1),
        log((many + 1) / (few + 1)),
        *_apart(numbers, numbers_too),
        *_apart(names, names_too),
        left + right,
        len(both),
        _alike([w for w in here.norm if w in function], [w for w in there.norm if w in function]),
        sqrt(min(left, right)),
        sqrt(max(left, right)),
    )


def _stems(listed: Words, function: frozenset[str]) -> tuple[list[str], list[str]]:
    every = [word if word in function else word[:STEM] for word in listed.norm]
    return every, [word for word in every if word not in function]


def _capitals(listed: Words, text: str) -> set[str]:
    return {word for word, start in zip(listed.norm, listed.starts, strict=True) if text[start].isupper()}


def _numbers(listed: Words) -> set[str]:
    return {word for word in listed.norm if word[0].isdigit()}


def _apart(one: set[str], other: set[str]) -> tuple[float, float, float]:
    return len(one ^ other), len(one & other), float(bool(one - other) and bool(other - one))


def _grams(text: str) -> list[str]:
    return [text[start : start + _LETTERS] for start in range(len(text) - _LETTERS + 1)]


def _alike(one: Iterable[object], other: Iterable[object]) -> float:
    """Return twice what two bags share over what both hold."""
    here, there = Counter(one), Counter(other)
    return 2 * (here & there).total() / max(1, here.total() + there.total())
