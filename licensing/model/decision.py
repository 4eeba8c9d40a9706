"""The answer: an effect, every reason for it, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from licensing.model.alike import Likeness, PairedSentences, Retelling, Shared, StoryRef
from licensing.model.document import Document, Position, Span, Story
from licensing.model.effect import Effect, strictest
from licensing.model.odrl import Authority
from licensing.model.waiver import Release, Waiver

__all__ = [
    "Checked",
    "Decision",
    "DraftDecision",
    "Finding",
    "Likeness",
    "NoticeWords",
    "Obligation",
    "PairedSentences",
    "Question",
    "Retelling",
    "RuleWords",
    "Shared",
    "StoryRef",
    "Trouble",
]


class NoticeWords(NamedTuple):
    """Words of a notice or an agreement; the span points into the text that carries them, as given."""

    span: Span
    text: str


class RuleWords(NamedTuple):
    """What a rule itself says, whatever the use; `{names}` stand for what each use fills in."""

    message: str
    fix: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that had something to say about one use.

    Attributes:
        rule: The rule's id.
        tier: guard, own, agreement, law, notice or house.
        jurisdiction: The law it belongs to, if any.
        action: The act: publish, broadcast, redistribute ...
        manner: How the text is taken: verbatim, quote, rewrite ...
        effect: What the rule contributes to the effect of the draft.
        message: What, where: one or two sentences.
        fix: The way out; empty when there is none.
        story: The story.
        draft: Where in the draft, as given; None when the use is a claim no passage shows.
        position: Line and column of `draft`.
        source: Where in the story, as given.
        notice: The words of the notice behind the rule.
        authority: What stands behind the rule.
        fingerprint: Of the rule, the story and the draft's words, in hexadecimal: the same after lines moved, and
            nothing of the text can be read from it. Empty until it was taken.
        waiver: Who answers for it; None when nobody does.
        says: What the rule itself says; None when it stands in no pack and no contract.
        quoted: Words of the notice or of the story's fields as `message` has them, marks of quotation included.
    """

    rule: str
    tier: str
    jurisdiction: str | None
    action: str
    manner: str
    effect: Effect
    message: str
    fix: str
    story: StoryRef
    draft: Span | None = None
    position: Position | None = None
    source: Span | None = None
    notice: NoticeWords | None = None
    authority: tuple[Authority, ...] = ()
    fingerprint: str = ""
    waiver: Waiver | None = None
    says: RuleWords | None = None
    quoted: tuple[str, ...] = ()


class Obligation(NamedTuple):
    """A duty that is due after publication, or that a permit rests on."""

    action: str
    message: str
    rule: str


class Question(NamedTuple):
    """A fact nobody declared or measured that would settle a review.

    Attributes:
        fact: The left operand, as the plan spells it.
        who: Who can answer: writer, duty editor or counsel.
        message: The question.
    """

    fact: str
    who: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a draft was held against, and what cannot be seen.

    Attributes:
        stories: How many stories were compared or searched.
        against: The ids of the stories compared one by one (`--source`), and the name of the archive, if any.
        not_held: What was shared and is not held against the draft, one sentence each.
        declared: Facts taken on somebody's word, as `purpose: news-reporting (declared by plan.yaml)`.
        jurisdictions: The laws asked.
        unseen: What no part of this check can see.
    """

    stories: int = 0
    against: tuple[str, ...] = ()
    not_held: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftDecision:
    """The answer for one draft.

    Attributes:
        path: The draft, as the user named it.
        effect: The strictest effect of all uses in all jurisdictions.
        findings: The reasons, the most important first.
        obligations: What must be done after publication.
        questions: What would settle a review.
        checked: What it was held against.
        document: The draft's text.
        retellings: What the rewriting scores rest on, a story each.
        stories: The stories the findings are about, with their texts.
        digest: Of the draft's bytes, SHA-256 in hexadecimal; empty when it came without any.
        release: The duty editor's release of a review; the effect stays review.
        stops: What a pipeline acts on: the effect without what was waived or released; None when that is the effect.
        floor: What no finding shows, and so no waiver reaches: open questions that hold the draft for review.
        notes: Waivers and releases that would speak of this draft and do not count, and why.
        shared: What it shares with each story, passage by passage.
    """

    path: str
    effect: Effect
    findings: tuple[Finding, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    questions: tuple[Question, ...] = ()
    checked: Checked = Checked()
    document: Document | None = None
    retellings: tuple[Retelling, ...] = ()
    stories: tuple[Story, ...] = ()
    digest: str = ""
    release: Release | None = None
    stops: Effect | None = None
    floor: Effect = Effect.PERMIT
    notes: tuple[str, ...] = ()

    @property
    def outcome(self) -> Effect:
        """What a pipeline acts on: the effect, unless waivers or a release let the draft pass."""
        return self.effect if self.stops is None else self.stops

    shared: tuple[Shared, ...] = ()


class Trouble(NamedTuple):
    """Something that could not be checked, and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer for a run: one entry a draft, and what could not be checked.

    Attributes:
        drafts: One answer a draft.
        errors: What could not be read or checked.
        notes: Waivers and releases nothing in this run needed, which a reader in a hurry skips.
        idle: Why there was nothing to check, where somebody meant that there may be nothing; else empty.
    """

    drafts: tuple[DraftDecision, ...] = ()
    errors: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()
    idle: str = ""

    @property
    def _unchecked(self) -> bool:
        return bool(self.errors) or not (self.drafts or self.idle)

    @property
    def effect(self) -> Effect:
        """The strictest effect of all drafts; review when something could not be checked and nothing is denied."""
        floor = Effect.REVIEW if self._unchecked else Effect.PERMIT
        return strictest([floor, *(draft.effect for draft in self.drafts)])

    @property
    def outcome(self) -> Effect:
        """What a pipeline acts on: as `effect`, without what was waived or released."""
        floor = Effect.REVIEW if self._unchecked else Effect.PERMIT
        return strictest([floor, *(draft.outcome for draft in self.drafts)])

    @property
    def exit_code(self) -> int:
        """1 something is denied; else 2 something could not be checked; else 3 a person must look; else 0.

        What was waived or released does not count.
        """
        if self.outcome is Effect.DENY:
            return 1
        if self._unchecked:
            return 2
        return 3 if self.outcome is Effect.REVIEW else 0
