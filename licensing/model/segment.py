"""Parts of a story that are not the agency's own text, or not its alone."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from licensing.model.document import Span

__all__ = ["Mark", "Origin", "Segment"]


class Origin(StrEnum):
    """Where the words of a part come from."""

    STAFF = "staff"
    PUBLIC_SPEECH = "public-speech"
    INTERVIEW = "interview"
    RELEASE = "release"
    THIRD_PARTY = "third-party"
    PHOTO = "photo"


class Mark(NamedTuple):
    """A part as somebody marked it, not yet looked for in the story.

    Attributes:
        origin: Where its words come from.
        owner: Who holds the rights in it; None unsaid.
        begins: Its first words; empty when paragraphs are counted instead.
        ends: Its last words; empty for the end of the paragraph it begins in.
        paragraphs: Its first and last paragraph, counted from 1.
    """

    origin: Origin
    owner: str | None = None
    begins: str = ""
    ends: str = ""
    paragraphs: tuple[int, int] | None = None


class Segment(NamedTuple):
    """A part of a story's prose.

    Attributes:
        span: Where it stands in the prose.
        origin: Where its words come from.
        owner: Who holds the rights in it; None when nobody says.
        read: Who marked it: `plan`, `metadata`, or `text` where its own words show it.
    """

    span: Span
    origin: Origin
    owner: str | None = None
    read: str = "plan"

    @property
    def marked(self) -> bool:
        """Whether a person marked it; what the words alone show can only add a question."""
        return self.read != "text"

    @property
    def foreign(self) -> bool:
        """Whether its rights are another party's, known or not."""
        return self.origin in {Origin.THIRD_PARTY, Origin.PHOTO, Origin.RELEASE}

    @property
    def unclear(self) -> bool:
        """Whether its rights are another party's, and nobody says whose."""
        return self.foreign and self.owner is None
