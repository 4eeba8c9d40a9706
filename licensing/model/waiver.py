"""What a newsroom says of findings it has seen: waivers, a baseline, a duty editor's release."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

__all__ = ["Lapsed", "Release", "Waiver"]


class Waiver(NamedTuple):
    """A finding somebody answers for, until a day.

    Attributes:
        rule: The rule's id.
        story: The story's id.
        passage: The finding's fingerprint.
        reason: Why it may stand.
        approver: Who answers for it; None for a baseline, which only remembers that the finding was there before.
        until: The last day it counts; None for a baseline.
        where: Where it is written, as `licensing-waivers.yaml:3:1`.
        draft: The only drafts it counts for, as a pattern of paths; None: every draft with that passage.
    """

    rule: str
    story: str
    passage: str
    reason: str
    approver: str | None
    until: dt.date | None
    where: str
    draft: str | None = None


class Release(NamedTuple):
    """A duty editor lets a draft that is held for review pass; the effect stays review.

    Attributes:
        draft: The digest of the draft's bytes: another text needs another release.
        reason: Why it goes out.
        by: Who says so.
        until: The last day it counts.
        where: Where it is written, as `licensing-releases.yaml:3:1`.
        seen: What the draft was held for then, as `law/tr/fsek-35-1 of ferry`: what came up since is not released.
        when: The moment it was given.
    """

    draft: str
    reason: str
    by: str
    until: dt.date
    where: str
    seen: tuple[str, ...] = ()
    when: str = ""


class Lapsed(NamedTuple):
    """A waiver or a release that does not count.

    Attributes:
        key: What it would speak of: rule, story and passage, or the draft's digest; empty where that cannot be read.
        draft: The drafts it names, as a pattern of paths; None where it names none.
        why: What is the matter with it, and where it stands.
        broken: Whether it is not what an entry must be; else it has only run out.
        path: The file it stands in.
    """

    key: tuple[str, ...]
    draft: str | None
    why: str
    broken: bool
    path: str
