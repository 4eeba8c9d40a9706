"""An answer told rule by rule, and the changes that would make it another one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from licensing.model.decision import DraftDecision, StoryRef, Trouble
from licensing.model.document import Position, Span
from licensing.model.effect import Effect

__all__ = [
    "AskedRule",
    "Edit",
    "Explained",
    "Explanation",
    "Fact",
    "Ground",
    "RouteTrace",
    "Shared",
    "Step",
    "UseTrace",
    "Way",
    "Ways",
]


class Fact(NamedTuple):
    """What was known of a use.

    Attributes:
        name: The left operand.
        label: Its name in sentences.
        value: As a sentence shows it.
        who: `measured`, or who declared it.
    """

    name: str
    label: str
    value: str
    who: str


class Ground(NamedTuple):
    """Something a rule asks for, and whether it holds; None when that is not known."""

    text: str
    holds: bool | None


class AskedRule(NamedTuple):
    """What one rule says of a use.

    Attributes:
        rule: Its id.
        tier: guard, own, agreement, law, notice or house.
        kind: permission or prohibition.
        state: active, inactive or unknown.
        speaks: Whether it is about such an act and manner at all.
        says: The rule in a sentence.
        effect: The most a permission gives, or what a prohibition makes of the use.
        grounds: Its constraints.
        duties: Its duties before publication.
        cites: What stands behind it.
    """

    rule: str
    tier: str
    kind: str
    state: str
    speaks: bool
    says: str
    effect: Effect
    grounds: tuple[Ground, ...] = ()
    duties: tuple[Ground, ...] = ()
    cites: tuple[str, ...] = ()


class RouteTrace(NamedTuple):
    """What one route came to.

    Attributes:
        tier: own, agreement, law or notice.
        effect: Its effect.
        rule: The permission that speaks for it, or came nearest; empty: none.
        closed: Prohibitions that stand against it.
        survived: Prohibitions it holds against.
        agreement: Which agreement.
    """

    tier: str
    effect: Effect
    rule: str = ""
    closed: tuple[str, ...] = ()
    survived: tuple[str, ...] = ()
    agreement: str = ""


class Shared(NamedTuple):
    """A passage: where it stands in draft and story as given, of which kind it is, and its words."""

    draft: Span
    position: Position
    source: Span
    kind: str
    words: int


class UseTrace(NamedTuple):
    """One use in one jurisdiction, from what was found to its effect.

    Attributes:
        story: The story.
        action: The act.
        manner: How the text is taken.
        jurisdiction: The law asked.
        medium: The medium; empty when none is declared.
        plan: Under which plan: empty for the desk's, else the draft whose front matter adds to it.
        taken: What is taken, in a sentence.
        passages: Where.
        facts: What was known.
        rules: Every rule asked, by tier.
        routes: How each route came out.
        result: How they combined, one sentence a step.
        effect: The effect.
    """

    story: StoryRef
    action: str
    manner: str
    jurisdiction: str
    medium: str
    plan: str
    taken: str
    passages: tuple[Shared, ...]
    facts: tuple[Fact, ...]
    rules: tuple[AskedRule, ...]
    routes: tuple[RouteTrace, ...]
    result: tuple[str, ...]
    effect: Effect


class Edit(NamedTuple):
    """A stretch of the draft as given, and the text to put in its place; the stretch is empty to add only."""

    span: Span
    text: str


class Step(NamedTuple):
    """One change.

    Attributes:
        kind: credit, shorten, mark, territory ...
        what: What to do, in a sentence.
        edits: Changes of the draft as given, in order.
        places: Line and column of each.
        plan: What the plan says then, by the names of a plan file.
        agreement: The contract to declare, in YAML; empty for none.
        blanks: Places in `edits` that only somebody who knows can fill; a next step counts them as they are written.
    """

    kind: str
    what: str
    edits: tuple[Edit, ...] = ()
    places: tuple[Position, ...] = ()
    plan: Mapping[str, object] = MappingProxyType({})
    agreement: str = ""
    blanks: tuple[str, ...] = ()


class Way(NamedTuple):
    """Changes, one after another, and the effect the draft was found to have after them.

    The places of a second step are those in the draft after the first.
    """

    steps: tuple[Step, ...]
    effect: Effect


class Ways(NamedTuple):
    """What would make a draft publishable.

    Attributes:
        found: The ways that help, those to a permit first, the least effort first.
        runs: How often the draft was decided to find them.
        notes: What was not tried, and why.
    """

    found: tuple[Way, ...] = ()
    runs: int = 0
    notes: tuple[str, ...] = ()


class Explained(NamedTuple):
    """One draft's answer, its trace and the ways out."""

    decision: DraftDecision
    uses: tuple[UseTrace, ...]
    ways: Ways = Ways()


class Explanation(NamedTuple):
    """The drafts explained, and what could not be checked."""

    drafts: tuple[Explained, ...]
    errors: tuple[Trouble, ...] = ()
