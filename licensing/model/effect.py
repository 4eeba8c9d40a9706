"""The three effects, and their order."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

__all__ = ["Effect", "most_lenient", "strictest"]


class Effect(StrEnum):
    """What a decision lets happen."""

    PERMIT = "permit"
    REVIEW = "review"
    DENY = "deny"

    @property
    def rank(self) -> int:
        """0 for permit, 1 for review, 2 for deny."""
        return _RANK[self]


_RANK = {Effect.PERMIT: 0, Effect.REVIEW: 1, Effect.DENY: 2}


def strictest(effects: Iterable[Effect], default: Effect = Effect.PERMIT) -> Effect:
    """Return the strictest of the effects, or the default when there is none."""
    return max(effects, key=_RANK.__getitem__, default=default)


def most_lenient(effects: Iterable[Effect], default: Effect = Effect.DENY) -> Effect:
    """Return the most lenient of the effects, or the default when there is none."""
    return min(effects, key=_RANK.__getitem__, default=default)
