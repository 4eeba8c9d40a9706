"""Say a policy in the gate's own words, so that a use can be held against it: the way back from `spell`.

What the gate has no word for makes a rule uncertain, never more lenient: a permission with a condition nobody here can
read is one to review, and so is a prohibition that may not be meant for this use.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from licensing.model.constraint import Condition, Constraint, LogicalConstraint, Operator
from licensing.model.effect import Effect
from licensing.model.odrl import Action, Conflict, Duty, Policy, PolicyType, Rule, RuleKind, Tier
from licensing.model.values import Iri, Value
from licensing.packs.agreements.duties import MEASURED
from licensing.packs.messages import sentence
from licensing.packs.profiles import covers as coverage
from licensing.packs.profiles import operands, terms
from licensing.packs.schema import load_schema
from licensing.packs.store import Rulebook
from licensing.packs.vocabulary import Vocabulary, vocabulary

__all__ = ["own_rules"]

_PERMITTED = sentence("The rights '{story}' carries in ODRL permit this on their conditions.")
_PERHAPS = sentence(
    "The rights '{story}' carries in ODRL permit this on their conditions. What they ask for could not be read in full."
)
_MAYBE = sentence(
    "The rights '{story}' carries in ODRL may prohibit this; what they ask for could not be read in full."
)
_PROHIBITED = sentence("The rights '{story}' carries in ODRL prohibit this.")
_FACTS = {**MEASURED, "obtainConsent": "consent"}


class _Words(NamedTuple):
    """The gate's words by the IRIs of every profile.

    Attributes:
        uses: Action -> the acts and manners a rule about it speaks of.
        exact: Action -> the one act or manner it is.
        around: Action -> the acts and manners it is a part of; `use`, of which nearly everything is one, left out.
        acts: The names that are acts.
        duties: Action -> the duty it is.
        operands: Left operand -> the fact.
        values: Fact -> the words it may be compared with, where those are a list.
        vocabulary: The vocabulary itself.
    """

    uses: Mapping[str, frozenset[str]]
    exact: Mapping[str, str]
    around: Mapping[str, frozenset[str]]
    acts: frozenset[str]
    duties: Mapping[str, str]
    operands: Mapping[str, str]
    values: Mapping[str, frozenset[str]]
    vocabulary: Vocabulary


@cache
def _words(book: Rulebook) -> _Words:
    vocab, sorts = vocabulary(book), {name: one["sort"] for name, one in book.pack("vocabulary")["actions"].items()}
    actions, reach = terms(book), coverage(terms(book))
    named = {vocab.iris[name]: name for name, sort in sorts.items() if sort != "duty" and name != "use"}
    duties = {vocab.iris[name]: name for name, sort in sorts.items() if sort == "duty"}
    same = {iri: term.same_as for iri, term in actions.items()}
    left = {one.iri: name for name, one in vocab.operands.items()}
    aliases = {iri: left[one] for iri, term in operands(book).items() for one in term.same_as if one in left}
    schema = load_schema("plan")
    return _Words(
        uses={iri: frozenset(named[one] for one in covered if one in named) for iri, covered in reach.items()},
        exact={**{iri: named[one] for iri, several in same.items() for one in several if one in named}, **named},
        around={iri: frozenset(named[wider] for wider in named if iri in reach.get(wider, ())) for iri in actions},
        acts=frozenset(name for name, sort in sorts.items() if sort == "act"),
        duties={**{iri: duties[one] for iri, several in same.items() for one in several if one in duties}, **duties},
        operands={**aliases, **left},
        values={
            "purpose": frozenset(filter(None, schema["properties"]["purpose"]["enum"])),
            "medium": frozenset(schema["$defs"]["medium"]["enum"]),
        },
        vocabulary=vocab,
    )


def own_rules(policy: Policy, uid: str, story: Collection[str], book: Rulebook) -> tuple[list[Rule], bool]:
    """Return the rules of a policy in the gate's words, one for each action, and whether all of them were told.

    Args:
        policy: A policy, with what stands at it written into its rules (`decision.atomic`).
        uid: What the ids of the rules begin with.
        story: The IRIs the story goes by.
        book: The packs in force.

    Returns:
        Rules of the tier `notice`; what is uncertain has the effect `review`. Not all were told where an action is none
        of ours.
    """
    if policy.type is PolicyType.REQUEST:
        return [], False
    translator = _Translator(policy, story, _words(book))
    found: list[Rule] = []
    whole = bool(policy.rules)
    for number, rule in enumerate(policy.rules, 1):
        told = list(translator.rules(rule, f"{uid}/{rule.kind}-{number}"))
        whole = whole and bool(told)
        found += told
    granted, barred = ({rule.names for rule in found if rule.kind is kind} for kind in RuleKind)
    if policy.conflict is not Conflict.PROHIBIT and granted & barred:
        return [translator.doubted(rule) for rule in found], whole
    return found, whole


class _Translator:
    def __init__(self, policy: Policy, story: Collection[str], words: _Words) -> None:
        self._policy = policy
        self._story = story
        self._words = words

    def rules(self, rule: Rule, uid: str) -> Iterator[Rule]:
        """Yield a rule for every act and manner one speaks of; none where an action of its own is none of ours."""
        names: set[str] = set()
        for action in rule.actions:
            meant = self._meant(action.name, rule.kind)
            if not meant:
                return
            names |= meant
        constraints = [self._condition(one) for one in rule.constraints]
        permission = rule.kind is RuleKind.PERMISSION
        duties = [self._duty(one, rule) for one in (*rule.duties, *self._policy.obligations)] if permission else []
        certain = all((*self._certain(rule), *constraints, *duties))
        for name in sorted(names):
            told = Rule(
                id=f"{uid}/{name}",
                kind=rule.kind,
                tier=Tier.NOTICE,
                actions=(Action(name),),
                constraints=tuple(filter(None, constraints)),
                duties=tuple(filter(None, duties)),
                effect=Effect.PERMIT if permission else Effect.DENY,
                message=_PERMITTED if permission else _PROHIBITED,
            )
            yield told if certain else self.doubted(told)

    def doubted(self, rule: Rule) -> Rule:
        """Return a rule as one for a person to decide."""
        message = _PERHAPS if rule.kind is RuleKind.PERMISSION else _MAYBE
        return Rule(
            rule.id, rule.kind, rule.tier, rule.actions, constraints=rule.constraints, duties=rule.duties,
            effect=Effect.REVIEW, message=message,
        )  # fmt: skip

    def _meant(self, action: str, kind: RuleKind) -> set[str]:
        """Return what a rule on an action speaks of.

        To reproduce or to extract is not to publish: a permission of a wider action that is no act at all gives
        nothing, one of an action that is ours gives that. A prohibition of a part of one of our actions is read as one
        of the action.
        """
        words = self._words
        found = set(words.uses.get(action, ()))
        own = {words.exact[action]} if action in words.exact else set()
        if kind is RuleKind.PERMISSION:
            return found if found & words.acts else own
        return found or own or set(words.around.get(action, ()))

    def _certain(self, rule: Rule) -> Iterator[bool]:
        """Yield whether a rule is plainly one about this story and everybody."""
        yield self._policy.type is not PolicyType.AGREEMENT
        yield all(role == "assigner" for role, _ in rule.parties)
        yield all(asset.uid in self._story and not asset.refinements for asset in rule.targets)
        yield not any(action.refinements for action in rule.actions)

    def _condition(self, condition: Condition) -> Condition | None:
        """Return a constraint in our words; None where it asks for something nobody here knows."""
        if isinstance(condition, LogicalConstraint):
            parts = [self._condition(one) for one in condition.operands]
            known = tuple(one for one in parts if one is not None)
            return LogicalConstraint(condition.operator, known) if len(known) == len(parts) else None
        left = self._words.operands.get(condition.left)
        if left is None or condition.unit or condition.reference or condition.status is not None:
            return None
        several = condition.right if isinstance(condition.right, tuple) else (condition.right,)
        if not all(self._known(left, value) for value in several):
            return None
        right = tuple(map(str, several)) if isinstance(condition.right, tuple) else _plain(condition.right)
        return Constraint(left, condition.operator, right)

    def _known(self, left: str, value: Value) -> bool:
        """Return whether a value means to us what it means to whoever wrote it: his word for Germany may be another."""
        words = self._words.vocabulary
        if self._words.vocabulary.operands[left].datatype == "territory":
            return isinstance(value, str) and (value in words.inside or value.partition("-")[0] in words.inside["001"])
        if isinstance(value, str):
            return not isinstance(value, Iri) and value in self._words.values.get(left, ())
        return isinstance(value, bool | int | float | dt.date)

    def _duty(self, duty: Duty, rule: Rule) -> Duty | None:
        """Return a duty in our words; None where it is none of ours, or asks for more than we can see."""
        words = self._words
        name = words.duties.get(duty.action)
        assigners = [party.uid for role, party in rule.parties if role == "assigner"]
        asked = [part.left for part in duty.constraints if isinstance(part, Constraint)]
        plain = len(asked) == len(duty.constraints) and all(self._is_measured(left) for left in asked)
        if name is None or not plain or duty.refinements or duty.targets or duty.consequences:
            return None
        if any(party.uid not in assigners for _, party in duty.parties):
            return None
        fact = _FACTS.get(name)
        label = words.vocabulary.labels[name]
        return Duty(
            name,
            (Constraint(fact, Operator.EQ, True),) if fact else (),
            before=name not in words.vocabulary.late,
            consequence=Effect.DENY if fact else Effect.REVIEW,
            message=f"{label[:1].upper()}{label[1:]}.",
        )

    def _is_measured(self, left: str) -> bool:
        name = self._words.operands.get(left)
        return name is not None and self._words.vocabulary.operands[name].fulfils


def _plain(value: Value | Sequence[Value]) -> Value:
    return str(value) if isinstance(value, str) else value  # type: ignore[return-value]  # a single value
