"""A draft and a plan as they stand after some changes, decided; and changes to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from licensing.api.gate import Check, Weighed
from licensing.api.stories import Held
from licensing.decision.combine import Verdict
from licensing.documents.read import from_text
from licensing.errors import LicensingError
from licensing.model.document import Document, Span
from licensing.model.effect import Effect
from licensing.model.explanation import Edit, Step
from licensing.model.plan import Plan
from licensing.text.words import words

__all__ = ["Change", "Exhausted", "Scene", "Trials", "edited", "merged", "rewritable"]

EDITABLE = ("text", "markdown", "html")
"""Formats whose text can be changed where it stands."""
LEAST = 20
"""Words a draft must have left to be one."""


class Change(NamedTuple):
    """A change to try.

    Attributes:
        step: How it is told.
        document: The draft after it; None: as it was.
        plan: The plan after it; None: as it was.
    """

    step: Step
    document: Document | None = None
    plan: Plan | None = None


class Exhausted(Exception):  # noqa: N818 - an end, not an error
    """Enough was tried."""


class Trials:
    """Decides changed drafts, each once, and counts."""

    def __init__(self, check: Check, most: int) -> None:
        self._check = check
        self._most = most
        self._known: dict[tuple[str, int], Weighed | None] = {}
        self._plans: list[Plan] = []
        self.runs = 0

    def weigh(self, document: Document, plan: Plan) -> Weighed | None:
        """Return the answer for a draft; None when it is no draft any more.

        Raises:
            Exhausted: when enough was tried.
        """
        key = (document.raw, self._number(plan))
        if key not in self._known:
            if self.runs >= self._most:
                raise Exhausted
            self.runs += 1
            try:
                self._known[key] = self._check.weigh(document, plan)
            except LicensingError:
                self._known[key] = None
        return self._known[key]

    def _number(self, plan: Plan) -> int:
        if plan not in self._plans:
            self._plans.append(plan)
        return self._plans.index(plan)


class Scene:
    """A draft, a plan, and how they were decided."""

    def __init__(self, check: Check, trials: Trials, plan: Plan, weighed: Weighed) -> None:
        self.check = check
        self.plan = plan
        self.weighed = weighed
        self._trials = trials

    @property
    def effect(self) -> Effect:
        """The draft's effect."""
        return self.weighed.decision.effect

    @property
    def document(self) -> Document:
        """The draft."""
        document = self.weighed.decision.document
        assert document is not None, "what was decided has a text"  # noqa: S101 - the gate always gives it
        return document

    def after(self, change: Change) -> Scene | None:
        """Return the scene after a change; None when nothing is left to decide."""
        document, plan = change.document or self.document, change.plan or self.plan
        if change.document is not None and len(words(document.prose)) < LEAST:
            return None
        weighed = self._trials.weigh(document, plan)
        return Scene(self.check, self._trials, plan, weighed) if weighed else None

    def held(self, verdict: Verdict) -> Held:
        """Return the story a verdict is about."""
        story = verdict.use.taking.story.id
        return next(one for one in self.weighed.held if one.story.id == story)

    def stopped(self, *manners: str) -> Iterator[Verdict]:
        """Yield the verdicts that are no permit, those of some manners where any are named, one for each taking."""
        seen: list[object] = []
        for _, verdict in self.weighed.judged:
            taking = verdict.use.taking
            key = (taking.story, taking.manner, taking.passages)
            if verdict.effect is not Effect.PERMIT and (not manners or taking.manner in manners) and key not in seen:
                seen.append(key)
                yield verdict

    def rewrite(self, kind: str, what: str, edits: Sequence[Edit], blanks: Mapping[str, str] | None = None) -> Change:
        """Return a change of the draft's text.

        Args:
            kind: The kind of change.
            what: What to do, in a sentence.
            edits: The changes.
            blanks: What only somebody who knows can fill, with what stands in for it while it is tried.
        """
        ordered = tuple(sorted(edits))
        places = tuple(self.document.position(edit.span.start) for edit in ordered)
        filled = [edit._replace(text=_filled(edit.text, blanks or {})) for edit in ordered]
        step = Step(kind, what, ordered, places, blanks=tuple(blanks or ()))
        return Change(step, document=edited(self.document, filled))

    def replan(self, kind: str, what: str, plan: Plan, said: Mapping[str, object], agreement: str = "") -> Change:
        """Return a change of the plan; `said` is what the plan file says then."""
        who = dict.fromkeys(said, "the change")
        return Change(
            Step(kind, what, plan=said, agreement=agreement),
            plan=replace(plan, declared_by={**plan.declared_by, **who}),
        )


def rewritable(document: Document) -> bool:
    """Return whether a draft's text can be changed where it stands: what was read is the file itself."""
    if document.format not in EDITABLE:
        return False
    try:
        return from_text(document.raw, name=document.name, format=document.format).prose == document.prose
    except LicensingError:
        return False


def edited(document: Document, edits: Sequence[Edit]) -> Document | None:
    """Return a draft after some changes; None when no text is left."""
    raw, last = [], 0
    for edit in edits:
        raw += [document.raw[last : edit.span.start], edit.text]
        last = max(last, edit.span.end)
    text = "".join([*raw, document.raw[last:]])
    try:
        return from_text(text, name=document.name, format=document.format)
    except LicensingError:
        return None


def _filled(text: str, blanks: Mapping[str, str]) -> str:
    for blank, value in blanks.items():
        text = text.replace(blank, value)
    return text


def merged(spans: Sequence[Span]) -> list[Span]:
    """Return spans put together where they touch, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
