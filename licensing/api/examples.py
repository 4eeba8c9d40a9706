"""Try the examples inside rules, and look for rules that cannot do anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from licensing.decision.compile import holds
from licensing.decision.evaluate import Program, compile_policies, evaluate
from licensing.decision.ontology import Ontology
from licensing.decision.states import RuleState, State
from licensing.model.constraint import Condition, Constraint, LogicalOperator
from licensing.model.decision import StoryRef
from licensing.model.effect import Effect
from licensing.model.odrl import Policy, Rule, RuleKind
from licensing.model.use import Taking, Use
from licensing.packs import policies
from licensing.packs.store import Rulebook, rulebook
from licensing.packs.vocabulary import Vocabulary, vocabulary

__all__ = ["Doubt", "Trial", "trials"]


class Doubt(NamedTuple):
    """A rule with something wrong about it, and the file and line it stands at."""

    rule: str
    place: str
    message: str


class Trial(NamedTuple):
    """What trying the examples came to.

    Attributes:
        rules: How many rules were tried.
        examples: How many examples.
        failed: Examples that came out otherwise than they say.
        doubts: Rules no example reaches, that can never fire, or that are always overridden.
    """

    rules: int
    examples: int
    failed: tuple[Doubt, ...]
    doubts: tuple[Doubt, ...]


def trials(folder: Path | None = None) -> Trial:
    """Try every example of the packs in a folder, by default those in force.

    Raises:
        PackError: when a pack is broken.
    """
    book = rulebook(folder)
    packs = [_Pack(book, pack_id) for kind in policies.TIERS for pack_id in sorted(book.data.get(kind, ()))]
    tried = [example for pack in packs for example in pack.examples()]
    return Trial(
        rules=sum(len(pack.own) for pack in packs),
        examples=len(tried),
        failed=tuple(doubt for pack in packs for doubt in pack.failed()),
        doubts=tuple(doubt for pack in packs for doubt in pack.doubts()),
    )


class Example(NamedTuple):
    """An example of a rule: a use, and whether the rule fires for it."""

    rule: str
    use: Use
    fires: bool
    written: Mapping[str, Any]


class _Pack:
    """One pack and its examples."""

    def __init__(self, book: Rulebook, pack_id: str) -> None:
        self._book = book
        self._words: Vocabulary = vocabulary(book)
        self._data = book.pack(pack_id)
        self._id = pack_id
        self._policy: Policy = policies.policy(book, pack_id)
        self._program: Program = compile_policies([self._policy], Ontology(self._words.covers))
        self.own = [rule for rule in self._policy.rules if rule.id.startswith(f"{pack_id}/")]

    def examples(self) -> Iterator[Example]:
        for part in (*self._data.get("permission", ()), *self._data.get("prohibition", ())):
            for sort, written in part["examples"].items():
                for facts in written:
                    yield Example(f"{self._id}/{part['id']}", self._use(facts), sort == "match", facts)

    def _use(self, facts: Mapping[str, str]) -> Use:
        known = {name: self._words.value(name, text) for name, text in facts.items() if name not in {"act", "manner"}}
        return Use(Taking(StoryRef("story"), facts["manner"]), facts["act"], known)

    def failed(self) -> Iterator[Doubt]:
        for example in self.examples():
            state = self._state(example)
            if (state.state is State.ACTIVE) is not example.fires:
                shown = ", ".join(f"{name}: {value}" for name, value in example.written.items())
                should = "should fire" if example.fires else "should not fire"
                yield self._doubt(example.rule, f"It {should} for {{{shown}}}; it is {state.state}.")

    def _state(self, example: Example) -> RuleState:
        return next(state for state in evaluate(self._program, example.use) if state.rule.id == example.rule)

    def doubts(self) -> Iterator[Doubt]:
        firing: dict[str, list[tuple[RuleState, ...]]] = {}
        for example in self.examples():
            states = evaluate(self._program, example.use)
            for state in states:
                if state.state is State.ACTIVE:
                    firing.setdefault(state.rule.id, []).append(states)
        for rule in self.own:
            if never(rule.constraints):
                yield self._doubt(rule.id, "It can never fire: its constraints cannot all hold.")
            elif rule.id not in firing:
                yield self._doubt(rule.id, "No example reaches it.")
            elif all(_overridden(rule, states) for states in firing[rule.id]):
                yield self._doubt(
                    rule.id, "Wherever an example reaches it, a prohibition of the same pack overrides it."
                )

    def _doubt(self, rule: str, message: str) -> Doubt:
        return Doubt(rule, self._book.places.get(rule, ""), message)


def _overridden(rule: Rule, states: tuple[RuleState, ...]) -> bool:
    if rule.kind is not RuleKind.PERMISSION or not rule.relied_on:
        return False
    return any(
        state.rule.kind is RuleKind.PROHIBITION
        and state.state is State.ACTIVE
        and state.rule.effect is Effect.DENY
        and state.rule.id not in rule.survives
        and (not state.rule.watches or rule.tier in state.rule.watches)
        for state in states
    )


def never(conditions: tuple[Condition, ...]) -> bool:
    """Return whether constraints contradict each other: no value of a fact satisfies all that are asked of it."""
    asked: dict[str, list[Constraint]] = {}
    for part in _together(conditions):
        asked.setdefault(part.left, []).append(part)
    return any(not any(_all_hold(parts, value) for value in _candidates(parts)) for parts in asked.values())


def _together(parts: tuple[Condition, ...]) -> Iterator[Constraint]:
    for part in parts:
        if isinstance(part, Constraint):
            yield part
        elif part.operator in {LogicalOperator.AND, LogicalOperator.AND_SEQUENCE}:
            yield from _together(part.operands)


def _candidates(parts: list[Constraint]) -> Iterator[Any]:
    """Yield values that stand for every other one: those named, and those just beside them."""
    for part in parts:
        for value in part.right if type(part.right) is tuple else (part.right,):
            yield value
            if isinstance(value, bool):
                yield not value
            elif isinstance(value, int | float):
                yield from (value - 0.5, value + 0.5)
            elif isinstance(value, dt.date):
                yield from (value - dt.timedelta(days=1), value + dt.timedelta(days=1))
    yield "a value nobody names"


def _all_hold(parts: list[Constraint], value: Any) -> bool:
    facts = {part.left: value for part in parts}
    return all(holds(part, facts, Ontology({})) is True for part in parts)
