"""Checked pack data -> policies: law, house, guards and own content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from licensing.errors import PackError
from licensing.model.effect import Effect
from licensing.model.odrl import (
    Action,
    Authority,
    Constraint,
    Duty,
    LogicalConstraint,
    LogicalOperator,
    Operator,
    Policy,
    PolicyType,
    ReservationEffect,
    Rule,
    RuleKind,
    Tier,
    Value,
)
from licensing.packs.intervals import backwards
from licensing.packs.store import Rulebook
from licensing.packs.vocabulary import Vocabulary, vocabulary

__all__ = ["House", "Law", "constraint", "guards", "house", "law_for", "laws", "own", "policy", "rule"]

TIERS = {"law": Tier.LAW, "house": Tier.HOUSE, "guards": Tier.GUARD, "own": Tier.OWN}


class Law(NamedTuple):
    """The law of a jurisdiction.

    Attributes:
        policy: Its rules.
        jurisdiction: Its short name, as `TR`.
        title: Its name in reports.
        territories: The ISO 3166-1 codes it governs.
        fallback: Whether it is asked where no law is known.
        at_most: The most lenient effect it can give.
        review_due: The day from which on it must have been checked again.
    """

    policy: Policy
    jurisdiction: str
    title: str
    territories: tuple[str, ...]
    fallback: bool
    at_most: Effect
    review_due: dt.date | None = None


class House(NamedTuple):
    """A house policy: prohibitions that watch routes, and the numbers used while measuring.

    Attributes:
        policy: Its rules.
        title: Its name in reports.
        parameters: Its numbers.
        never_waive: Patterns of the rules nobody may waive, release or leave to a baseline.
    """

    policy: Policy
    title: str
    parameters: Mapping[str, float]
    never_waive: tuple[str, ...] = ()


def policy(book: Rulebook, pack_id: str, numbers: Mapping[str, Any] = MappingProxyType({})) -> Policy:
    """Return one pack as a policy, with the rules of the pack it stands over.

    Args:
        book: The packs.
        pack_id: The pack.
        numbers: Parameters that overrule its own.

    Raises:
        PackError: when a constraint compares a fact with a value of another type, or a parameter is missing.
    """
    data = book.pack(pack_id)
    numbers = {**data.get("parameters", {}), **numbers}
    own = tuple(_Reader(vocabulary(book), pack_id, data, numbers).rules())
    return Policy(uid=pack_id, type=PolicyType.SET, rules=(*own, *_inherited(book, pack_id, own, numbers)))


def _inherited(book: Rulebook, pack_id: str, own: tuple[Rule, ...], numbers: Mapping[str, Any]) -> Iterator[Rule]:
    """Yield the rules of the pack a law or a house stands over, without those it replaces or leaves out.

    Raises:
        PackError: when it leaves out a rule that is not there, or the pack below stands over another itself.
    """
    data = book.pack(pack_id)
    if "over" not in data:
        return
    kind = pack_id.partition("/")[0]
    below = f"{kind}/{data['over']}"
    if "over" in book.pack(below):
        raise PackError(f"{pack_id} stands over {below}, which stands over another pack itself.")
    rules = policy(book, below, numbers).rules
    names = {rule.id.rpartition("/")[2] for rule in rules}
    for name in data.get("without", ()):
        if name not in names:
            raise PackError(f"{pack_id} leaves out '{name}', which is no rule of {below}.")
    replaced = {rule.id.rpartition("/")[2] for rule in own}.union(data.get("without", ()))
    yield from (rule for rule in rules if rule.id.rpartition("/")[2] not in replaced)


def rule(book: Rulebook, pack_id: str, kind: RuleKind, part: Mapping[str, Any]) -> Rule:
    """Return a rule that is to stand in a pack, from its YAML form."""
    data = book.pack(pack_id)
    return _Reader(vocabulary(book), pack_id, data, data.get("parameters", {})).rule(kind, part)


def guards(book: Rulebook) -> tuple[Policy, ...]:
    """Return every guard pack."""
    return tuple(policy(book, pack_id) for pack_id in sorted(book.data.get("guards", ())))


def own(book: Rulebook) -> tuple[Policy, ...]:
    """Return the packs of the route `own`."""
    return tuple(policy(book, pack_id) for pack_id in sorted(book.data.get("own", ())))


def house(book: Rulebook, name: str = "default") -> House:
    """Return a house policy by name.

    Raises:
        PackError: when there is no such house pack.
    """
    data = book.pack(f"house/{name}")
    below = book.pack(f"house/{data['over']}") if "over" in data else {}
    stated = {**below.get("parameters", {}), **data.get("parameters", {})}
    numbers = {key: float(part["value"]) for key, part in stated.items()}
    never = dict.fromkeys([*below.get("never-waive", ()), *data.get("never-waive", ())])
    return House(policy(book, f"house/{name}"), data["title"], numbers, tuple(never))


def laws(book: Rulebook) -> dict[str, Law]:
    """Return every law pack by id."""
    return {pack_id: _law(book, pack_id) for pack_id in sorted(book.data.get("law", ()))}


def law_for(book: Rulebook, territory: str | None) -> Law:
    """Return the law that governs a territory, or the fallback.

    Raises:
        PackError: when no pack governs it and none is the fallback.
    """
    packs = book.data.get("law", {})
    for pack_id in sorted(packs):
        if territory is not None and territory in packs[pack_id].get("territory", ()):
            return _law(book, pack_id)
    for pack_id in sorted(packs):
        if packs[pack_id].get("fallback") == "true":
            return _law(book, pack_id)
    raise PackError("No law pack is the fallback. One must say 'fallback: true'.")


def _law(book: Rulebook, pack_id: str) -> Law:
    data = book.pack(pack_id)
    return Law(
        policy=policy(book, pack_id),
        jurisdiction=data["jurisdiction"],
        title=data["title"],
        territories=tuple(data.get("territory", ())),
        fallback=data.get("fallback") == "true",
        at_most=Effect(data.get("at-most", "permit")),
        review_due=dt.date.fromisoformat(data["review-due"]) if "review-due" in data else None,
    )


def constraint(
    words: Vocabulary, data: Mapping[str, Any], numbers: Mapping[str, Any]
) -> Constraint | LogicalConstraint:
    """Return a constraint from its YAML form.

    Raises:
        PackError: when a value is not of the operand's type, or a parameter is missing.
    """
    if "leftOperand" not in data:
        name, parts = next(iter(data.items()))
        return LogicalConstraint(LogicalOperator(name), tuple(constraint(words, part, numbers) for part in parts))
    left, right = data["leftOperand"], data["rightOperand"]
    value: Value
    if isinstance(right, dict):
        if right["parameter"] not in numbers:
            raise PackError(f"There is no parameter '{right['parameter']}' in this pack.")
        value = words.value(left, numbers[right["parameter"]]["value"])
    elif isinstance(right, list):
        value = tuple(str(words.value(left, item)) for item in right)
    else:
        value = words.value(left, right)
    return Constraint(left, Operator(data["operator"]), value)


class _Reader:
    def __init__(self, words: Vocabulary, pack_id: str, data: Mapping[str, Any], numbers: Mapping[str, Any]) -> None:
        self._words = words
        self._pack_id = pack_id
        self._data = data
        self._numbers = numbers
        self._tier = TIERS[pack_id.partition("/")[0]]

    def rules(self) -> Iterator[Rule]:
        for kind in RuleKind:
            for part in self._data.get(kind) or ():
                yield self.rule(kind, part)

    def rule(self, kind: RuleKind, part: Mapping[str, Any]) -> Rule:
        try:
            return self._rule(kind, part)
        except PackError as error:
            raise PackError(f"{self._pack_id}/{part['id']}: {error.message}") from error

    def _rule(self, kind: RuleKind, part: Mapping[str, Any]) -> Rule:
        home = self._pack_id.partition("/")[0]
        survivors = tuple(
            f"{home}/{name}" if "/" in name else f"{self._pack_id}/{name}" for name in part.get("survives", ())
        )
        default = Effect.PERMIT if kind is RuleKind.PERMISSION else Effect.DENY
        return Rule(
            id=f"{self._pack_id}/{part['id']}",
            kind=kind,
            tier=self._tier,
            actions=tuple(map(Action, part["action"])),
            manners=tuple(part.get("manner", ())),
            constraints=self._constraints(part),
            duties=tuple(self._duty(duty) for duty in part.get("duty", ())),
            effect=Effect(part.get("effect", default)),
            watches=tuple(Tier(name) for name in part.get("watches", ())),
            survives=survivors,
            reservation_effect=ReservationEffect(part.get("reservationEffect", "none")),
            overrides_contract=part.get("overridesContract") == "true",
            jurisdiction=self._data.get("jurisdiction"),
            relied_on=part.get("reliedOn", "true") == "true",
            message=part["message"],
            fix=part.get("fix", ""),
            note=part.get("note", ""),
            authority=tuple(Authority(**item) for item in part["authority"]),
        )

    def _constraints(self, part: Mapping[str, Any]) -> tuple[Constraint | LogicalConstraint, ...]:
        stated = tuple(constraint(self._words, item, self._numbers) for item in part.get("constraint", ()))
        whole = (*stated, *self._in_force(part.get("in-force", {})))
        if period := backwards(whole):
            start, end = period
            raise PackError(f"This period ends on {end.right}, before it starts on {start.right}.")
        return whole

    def _in_force(self, period: Mapping[str, str]) -> Iterator[Constraint]:
        """Yield what must hold of the day of publication for a rule to be in force."""
        for key, operator in (("from", Operator.GTEQ), ("to", Operator.LTEQ)):
            if key in period:
                yield Constraint("date", operator, self._words.value("date", period[key]))

    def _duty(self, part: Mapping[str, Any]) -> Duty:
        action = self._words.duties[part["action"]]
        late = "after" if action in self._words.late else "before"
        return Duty(
            action=action,
            constraints=self._constraints(part),
            before=part.get("when", late) == "before",
            consequence=Effect(part.get("consequence", "deny")),
            message=part.get("message", ""),
            fix=part.get("fix", ""),
        )
