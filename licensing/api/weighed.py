"""A draft with everything its answer was made of."""

from __future__ import annotations

from typing import NamedTuple

from licensing.api.stories import Held
from licensing.decision.combine import Verdict
from licensing.matching.compare import Prepared
from licensing.model.decision import DraftDecision
from licensing.model.plan import Plan

__all__ = ["Weighed"]


class Weighed(NamedTuple):
    """A draft decided, with what the decision rests on.

    Attributes:
        decision: The answer.
        held: The stories it was held against.
        judged: Every verdict under its plan: the desk's, and the one the draft's front matter tightens.
        prepared: The draft as it was compared.
    """

    decision: DraftDecision
    held: tuple[Held, ...]
    judged: tuple[tuple[Plan, Verdict], ...]
    prepared: Prepared
