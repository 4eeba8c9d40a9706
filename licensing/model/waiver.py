"""What a newsroom says of findings it has seen: waivers, a baseline, a duty editor's release."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

__all__ = ["Release", "Waiver"]


class Waiver(NamedTuple):
    """A finding somebody answers for, until a day.

    Attributes:
        rule: The rule's id.
        story: The story's id.
        passage: The fingerprint of the draft's words.
        reason: Why it may stand.
        approver: Who answers for it; None for a baseline, which only remembers that the finding was there before.
        until: The last day it counts; None for a baseline.
        where: Where it is written, as `licensing-waivers.yaml:3:1`.
    """

    rule: str
    story: str
    passage: str
    reason: str
    approver: str | None
    until: dt.date | None
    where: str


class Release(NamedTuple):
    """A duty editor lets a draft that is held for review pass; the effect stays review.

    Attributes:
        draft: The digest of the draft's bytes: another text needs another release.
        reason: Why it goes out.
        by: Who says so.
        until: The last day it counts.
        where: Where it is written, as `licensing-releases.yaml:3:1`.
    """

    draft: str
    reason: str
    by: str
    until: dt.date
    where: str
