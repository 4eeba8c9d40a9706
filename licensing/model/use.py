"""What is decided: one story, one act, one manner, and the facts about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from licensing.model.decision import StoryRef
from licensing.model.odrl import Value
from licensing.model.passage import Passage
from licensing.model.segment import Segment

__all__ = ["Facts", "Taking", "Use"]

Facts = Mapping[str, Value]
"""Left operand -> value. A fact that is not in it is unknown."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What a draft takes from one story in one manner, as measured or as claimed.

    Attributes:
        story: The story.
        manner: verbatim, quote, rewrite, translate, summarise or headline-link.
        facts: What was measured of it.
        passages: Where; empty for a claim no passage shows.
        message: What is taken, in one sentence.
        acts: The acts it is claimed for; empty for every act of the plan.
        segment: The part of the story it lies in; None for the story itself.
        names: What messages say of it otherwise than of its story, as `credit-line`.
    """

    story: StoryRef
    manner: str
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))
    passages: tuple[Passage, ...] = ()
    message: str = ""
    acts: tuple[str, ...] = ()
    segment: Segment | None = None
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Use:
    """An ODRL Request in our terms: a taking, the act it is taken for, and every fact a rule may ask for.

    Attributes:
        taking: What is taken.
        act: publish, broadcast, redistribute, archive, tdm or ai-training.
        facts: Measured and declared facts together.
    """

    taking: Taking
    act: str
    facts: Facts

    @property
    def manner(self) -> str:
        """How the text is taken."""
        return self.taking.manner
