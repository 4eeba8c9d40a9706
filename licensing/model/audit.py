"""The answer for what was published: each output, what adds up over all of them, and what could not be checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from licensing.model.decision import Question, StoryRef, Trouble
from licensing.model.effect import Effect, strictest
from licensing.model.excerpt import Excerpt

__all__ = ["GROUPS", "Audit", "Group", "Item", "LedgerEntry", "Limits", "Reason", "Taken", "Totals"]

GROUPS = ("holder", "rule", "story", "month")
"""What outputs are grouped by."""


class Reason(NamedTuple):
    """One rule that speaks against an output.

    Attributes:
        rule: The rule's id.
        effect: What it contributes: deny or review.
        story: The story it speaks of.
        manner: How the story is taken: verbatim, quote, rewrite ...
        message: What, where.
        fix: The way out; empty when there is none.
        line: The line of the output, from 1; None where no passage shows it or the file has no lines.
        fingerprint: Of the rule, the story and the output's words.
        waived: Whether somebody answers for it.
    """

    rule: str
    effect: Effect
    story: StoryRef
    manner: str
    message: str
    fix: str = ""
    line: int | None = None
    fingerprint: str = ""
    waived: bool = False


class Item(NamedTuple):
    """One output.

    Attributes:
        path: The output, as the user named it; of several in a file each has its number, as `feed.xml#3`.
        date: When it was published, in ISO 8601, as it says itself; empty when it does not.
        title: Its headline, if it gives one.
        effect: The strictest effect of all its uses, counted together with what was published before it.
        outcome: What a pipeline acts on: the effect without what was waived or released.
        digest: Of the file's bytes, SHA-256 in hexadecimal.
        text: Of its prose, likewise: the same text published twice is one text.
        reasons: What speaks against it, the most important first.
        questions: What would settle a review.
        excerpts: What it takes, a story each.
        together: How many outputs published before it were counted with it, by story; empty when that changes nothing.
    """

    path: str
    date: str
    title: str | None
    effect: Effect
    outcome: Effect
    digest: str = ""
    text: str = ""
    reasons: tuple[Reason, ...] = ()
    questions: tuple[Question, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    together: Mapping[str, int] = MappingProxyType({})

    @property
    def month(self) -> str:
        """The month it was published in, as `2026-11`; empty when it does not say."""
        return self.date[:7]


class Group(NamedTuple):
    """Outputs that have a holder, a rule, a story or a month in common.

    Attributes:
        name: The holder, the rule's id, the story's id or the month; empty where that is unknown.
        title: The story's headline; None of everything else.
        outputs: How many outputs.
        deny: How many of them are denied, by what concerns this group alone.
        review: How many of them a person must look at, likewise.
        stories: How many stories they take from, of this group.
        words: Words they take from these, counted in every output.
    """

    name: str
    title: str | None
    outputs: int
    deny: int
    review: int
    stories: int
    words: int

    @property
    def permit(self) -> int:
        """How many outputs nothing speaks against."""
        return self.outputs - self.deny - self.review


class Taken(NamedTuple):
    """What one output took of a story.

    Attributes:
        path: The output.
        date: When it was published; empty unknown.
        effect: What the audit says of the output.
        words: Words of the story it took.
        share: Their share of the story, in [0, 1].
        verbatim: Those without quotation marks.
        quoted: Those in quotation marks.
        rewritten: Those told in other words.
    """

    path: str
    date: str
    effect: Effect
    words: int
    share: float
    verbatim: int
    quoted: int
    rewritten: int


class LedgerEntry(NamedTuple):
    """What all outputs together took of one story; words taken twice count once.

    Attributes:
        story: The story.
        total: Words of the story, its notice and credits left out.
        words: Words of it that stand in any output.
        verbatim: Those that stand without quotation marks in one.
        quoted: Those that stand in quotation marks in one.
        rewritten: Those told in other words in one.
        outputs: What each output took, in order of publication.
        over: The limit of the house the sum passes: deny, review, or permit when it passes none.
    """

    story: StoryRef
    total: int
    words: int
    verbatim: int
    quoted: int
    rewritten: int
    outputs: tuple[Taken, ...]
    over: Effect = Effect.PERMIT

    @property
    def share(self) -> float:
        """The share of the story that stands in any output, in [0, 1]."""
        return min(1.0, self.words / self.total) if self.total else 0.0


class Limits(NamedTuple):
    """The shares of a story above which the house asks a person, or ends a quotation without a licence."""

    review: float
    deny: float


NONE = Limits(1.0, 1.0)


class Totals(NamedTuple):
    """An audit in figures.

    Attributes:
        outputs: How many outputs were judged.
        deny: How many of them are denied.
        review: How many of them a person must look at.
        taking: How many take from a story.
        waived: How many pass because somebody answers for what stops them.
        stopped: How many a pipeline stops at, denied.
        held: How many a pipeline stops at for a person to look.
    """

    outputs: int = 0
    deny: int = 0
    review: int = 0
    taking: int = 0
    waived: int = 0
    stopped: int = 0
    held: int = 0

    @property
    def permit(self) -> int:
        """How many nothing speaks against."""
        return self.outputs - self.deny - self.review


@dataclass(frozen=True, slots=True)
class Audit:
    """The answer for published outputs.

    Attributes:
        items: The outputs in order of publication. They may be read from a file each time they are gone through.
        ledger: What was taken of each story, the greatest share first.
        groups: By `holder`, `rule`, `story` and `month`: the groups, those with most denials first, months in order.
        totals: All of it in figures.
        troubles: What could not be checked.
        limits: The shares the ledger is held against.
        stories: How many stories the outputs were compared with.
        against: The stories named beside the outputs, and the archive.
        declared: Facts taken on somebody's word.
        unseen: What no part of the audit can see.
    """

    items: Collection[Item]
    ledger: tuple[LedgerEntry, ...]
    groups: Mapping[str, tuple[Group, ...]]
    totals: Totals
    troubles: tuple[Trouble, ...] = ()
    limits: Limits = NONE
    stories: int = 0
    against: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()

    @property
    def effect(self) -> Effect:
        """The strictest effect of all outputs; review when something could not be checked and nothing is denied."""
        floor = Effect.REVIEW if self.troubles or not self.totals.outputs or self.totals.review else Effect.PERMIT
        return strictest([floor, Effect.DENY if self.totals.deny else Effect.PERMIT])

    @property
    def exit_code(self) -> int:
        """1 something is denied; else 2 something could not be checked; else 3 a person must look; else 0.

        What was waived or released does not count.
        """
        if self.totals.stopped:
            return 1
        if self.troubles or not self.totals.outputs:
            return 2
        return 3 if self.totals.held else 0
