"""Make findings: a rule, what it says of this use, the way out, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from licensing.decision.states import RuleState, State
from licensing.decision.wording import Wording
from licensing.model.decision import Finding, NoticeWords, RuleWords
from licensing.model.effect import Effect
from licensing.model.odrl import Rule, RuleKind, Tier
from licensing.model.passage import Passage
from licensing.model.terms import Terms
from licensing.model.use import Facts, Use
from licensing.packs.messages import say, worded

__all__ = ["Builder", "StoryWords"]


class StoryWords(NamedTuple):
    """What messages say of a story.

    Attributes:
        names: `story`, `holder`, `credit-line`, `url`, `contact`.
        terms: Its notice.
        sentence: The notice in its own words; empty when there is none.
    """

    names: Mapping[str, str]
    terms: Terms
    sentence: str = ""


class Builder:
    """Makes the findings of one use."""

    def __init__(self, use: Use, story: StoryWords, wording: Wording) -> None:
        self._use = use
        self._facts: Facts = use.facts
        self._story = story
        self._wording = wording
        self._longest = max(use.taking.passages, key=lambda passage: passage.words, default=None)

    def _closer(self, state: RuleState) -> Finding:
        return self._rule(state.rule, self._closing(state), self._fill(state.rule.message) + self._missing(state))

    def _closing(self, state: RuleState) -> Effect:
        return state.rule.effect if state.state is State.ACTIVE else Effect.REVIEW

    def _missing(self, state: RuleState) -> str:
        if state.state is not State.UNKNOWN:
            return ""
        names = ", ".join(self._wording.operand(name) for name in dict.fromkeys(state.unknown))
        return say(" Not known: {names}.", names=names)

    def _short(self, message: str) -> Finding:
        return self._plain(
            "house/taking",
            "house",
            Effect.REVIEW,
            message,
            say("Say it in other words, or mark it as a quotation with its source."),
        )

    def _fill(self, template: str) -> str:
        return self._wording.fill(template, self._facts, {**self._story.names, **self._use.taking.names})

    def _said(self, state: RuleState) -> str:
        rule = state.rule
        if rule.kind is RuleKind.PROHIBITION and rule.message:
            return self._fill(rule.message)
        said = rule.names[0]
        label = self._wording.act(said)
        if rule.kind is RuleKind.PROHIBITION:
            told = say("Its notice says it may not be {label}.", label=label)
        else:
            told = say("Its notice says it may only with consent be {label}.", label=label)
        mapped = not {self._use.act, self._use.manner} & set(rule.names)
        note = f" {worded(self._wording.notes[said])}" if mapped and said in self._wording.notes else ""
        return f"{told}{note}{self._verbatim()}"

    def _verbatim(self) -> str:
        """Return the words of the notice, where there are any."""
        return " " + say("The words: “{words}”", words=self._story.sentence) if self._story.sentence else ""

    def _silence(self) -> tuple[str, str]:
        terms = self._story.terms
        if terms.kind is None:
            message = say("No notice came with this story. No notice is not no right: copyright needs none.")
            return "notices/none", message
        if terms.reserved:
            said = say("Not granted: its notice reserves all rights and grants none.")
        else:
            said = say("Not granted: its notice grants no right to this.")
        return f"{terms.policy.uid}/not-granted", f"{said}{self._verbatim()}"

    def _each(self, rule: Rule, effect: Effect, message: str, fix: str | None = None) -> Iterator[Finding]:
        """Yield a finding for each passage, so that every place in the draft is shown."""
        for passage in self._use.taking.passages or (None,):
            yield self._rule(rule, effect, message, fix, passage)

    def _each_plain(self, rule: str, tier: str, effect: Effect, message: str, fix: str) -> Iterator[Finding]:
        for passage in self._use.taking.passages or (None,):
            yield self._make(rule, tier, effect, message, fix, passage)

    def _rule(
        self, rule: Rule, effect: Effect, message: str, fix: str | None = None, passage: Passage | None = None
    ) -> Finding:
        fix = self._fill(rule.fix) if fix is None else fix
        return self._make(rule.id, rule.tier.value, effect, message.strip(), fix, passage, rule)

    def _plain(self, rule: str, tier: str, effect: Effect, message: str, fix: str) -> Finding:
        return self._make(rule, tier, effect, message, fix, None)

    def _make(  # noqa: PLR0917 - the parts of a finding, in its order
        self,
        rule_id: str,
        tier: str,
        effect: Effect,
        message: str,
        fix: str,
        passage: Passage | None,
        rule: Rule | None = None,
    ) -> Finding:
        """Return a finding at a passage, by default at the longest."""
        place = passage or self._longest
        words = rule.evidence[0] if rule and rule.evidence and rule.tier is Tier.NOTICE else None
        return Finding(
            rule=rule_id,
            tier=tier,
            jurisdiction=rule.jurisdiction if rule else None,
            action=self._use.act,
            manner=self._use.manner,
            effect=effect,
            message=message,
            fix=fix,
            story=self._use.taking.story,
            draft=place.draft if place else None,
            source=place.source if place else None,
            notice=NoticeWords(words.span, words.text) if words else None,
            authority=rule.authority if rule else (),
            says=RuleWords(worded(rule.message), worded(rule.fix), worded(rule.note))
            if rule and rule.message
            else None,
            quoted=tuple(words for words in self._words(rule) if words in message),
        )

    def _words(self, rule: Rule | None) -> Iterator[str]:
        """Yield the words a message may have from the notice, or from the story's fields, in their marks."""
        if self._story.sentence:
            yield f"“{self._story.sentence}”"
        if rule and rule.tier is Tier.GUARD:
            yield from (f"'{one.text}'" for one in rule.evidence)
