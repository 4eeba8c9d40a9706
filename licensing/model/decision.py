"""The answer: an effect, every reason for it, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from licensing.model.document import Document, Position, Span
from licensing.model.effect import Effect, strictest
from licensing.model.odrl import Authority
from licensing.model.passage import PairMeasures, Passage

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
    "Shared",
    "StoryRef",
    "Trouble",
]


class StoryRef(NamedTuple):
    """A story as a finding names it."""

    id: str
    title: str | None = None
    holder: str | None = None


class NoticeWords(NamedTuple):
    """Words of a notice or an agreement; the span points into the text that carries them, as given."""

    span: Span
    text: str


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


class Likeness(NamedTuple):
    """One measure of a draft and a story.

    Attributes:
        measure: What is measured, in words.
        value: In [0, 1].
        above: Standard deviations above independent reports of the same event and these lengths, from -2 to 4.
    """

    measure: str
    value: float
    above: float


class PairedSentences(NamedTuple):
    """A sentence of the draft and the sentence of the story most like it.

    Attributes:
        draft: In the draft, as given.
        source: In the story, as given.
        text: The story's sentence.
        likeness: Weight of what they share, in [0, 1].
        words: Stems of words, names and numbers both have.
    """

    draft: Span
    source: Span
    text: str
    likeness: float
    words: tuple[str, ...]


class Retelling(NamedTuple):
    """What the rewriting score of a draft and a story rests on.

    Attributes:
        story: The story.
        score: In [0, 1]; 0.5 is what one in a hundred independent reports of the same event scores.
        measures: The measures, the weightiest first.
        sentences: The draft's sentences that have a counterpart, in order.
        alone: The draft's sentences that have none.
    """

    story: StoryRef
    score: float
    measures: tuple[Likeness, ...]
    sentences: tuple[PairedSentences, ...]
    alone: tuple[Span, ...]


class Shared(NamedTuple):
    """What a draft shares with one story.

    Attributes:
        story: The story.
        rewrite: The rewriting score of the two texts as wholes.
        measures: What the draft keeps of the story.
        passages: What is charged to the story, in draft order, measured; spans are those of the texts as given.
    """

    story: StoryRef
    rewrite: float
    measures: PairMeasures
    passages: tuple[Passage, ...]


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
    """

    drafts: tuple[DraftDecision, ...] = ()
    errors: tuple[Trouble, ...] = ()

    @property
    def effect(self) -> Effect:
        """The strictest effect of all drafts; review when something could not be checked and nothing is denied."""
        floor = Effect.REVIEW if self.errors or not self.drafts else Effect.PERMIT
        return strictest([floor, *(draft.effect for draft in self.drafts)])

    @property
    def exit_code(self) -> int:
        """1 something is denied; else 2 something could not be checked; else 3 a person must look; else 0."""
        if any(draft.effect is Effect.DENY for draft in self.drafts):
            return 1
        if self.errors or not self.drafts:
            return 2
        return 3 if self.effect is Effect.REVIEW else 0
