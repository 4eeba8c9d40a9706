"""The three effects, and their order."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from operator import attrgetter

__all__ = ["Effect", "most_lenient", "strictest"]


class Effect(StrEnum):
    """What a decision lets happen.

    Attributes:
        rank: 0 for permit, 1 for review, 2 for deny.
    """

    PERMIT = "permit"
    REVIEW = "review"
    DENY = "deny"

    rank: int

    def __init__(self, _value: str) -> None:
        self.rank = len(type(self).__members__)


def strictest(effects: Iterable[Effect], default: Effect = Effect.PERMIT) -> Effect:
    """Return the strictest of the effects, or the default when there is none."""
    return max(effects, key=_rank, default=default)


def most_lenient(effects: Iterable[Effect], default: Effect = Effect.DENY) -> Effect:
    """Return the most lenient of the effects, or the default when there is none."""
    return min(effects, key=_rank, default=default)


_rank = attrgetter("rank")
