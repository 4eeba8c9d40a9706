"""Hold a fact against the right operand of a constraint, in three values.

Every ordered comparison comes from one question: which signs can `fact - right` have? A day whose time and zone nobody
stated may lie on either side of a moment, two months may be longer or shorter than sixty days; then more than one sign
is possible, and the comparison is unknown unless the operator accepts all of them or none. Values of different types
have no sign at all, and the comparison is unknown too: an evaluation error is never "inactive".
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from licensing.decision.order import SAME, signs
from licensing.model.constraint import Operator
from licensing.model.odrl import PROFILE
from licensing.model.values import Iri, Value

__all__ = ["Compare", "Inside", "comparison", "membership", "within"]

Compare = Callable[[Any], bool | None]
"""A fact -> whether the constraint holds; None when that cannot be told."""
Inside = Mapping[str, frozenset[str]]
"""Region or collection -> everything in it."""

ACCEPTED: Mapping[Operator, frozenset[int]] = {
    Operator.EQ: frozenset({0}),
    Operator.NEQ: frozenset({-1, 1}),
    Operator.LT: frozenset({-1}),
    Operator.LTEQ: frozenset({-1, 0}),
    Operator.GT: frozenset({1}),
    Operator.GTEQ: frozenset({0, 1}),
}
TERMS = ("http://www.w3.org/ns/odrl/2/", f"{PROFILE}#")
"""ODRL's terms and those of our profile are one list: none of ours means the same as one of ODRL's."""
WORLD = frozenset({"001", "world"})


def comparison(kind: Operator, right: Value, inside: Inside | None = None) -> Compare:
    """Return what an operator asks of a fact, with the right operand worked in.

    Args:
        kind: The operator.
        right: The right operand; a tuple for several.
        inside: Region -> what lies in it, for operands that name territories; None for all others.
    """
    several, choices = type(right) is tuple, _choices(right)
    if kind in ACCEPTED and not several and inside is None:
        return _ordered(kind, right)
    same = _same if inside is None else _in_territory(inside)
    match kind:
        case Operator.EQ | Operator.IS_ANY_OF | Operator.IS_PART_OF:
            found = _every if several and kind is Operator.EQ else _among
            return lambda fact: found(fact, choices, same)
        case Operator.NEQ | Operator.IS_NONE_OF:
            return lambda fact: _not(_among(fact, choices, same))
        case Operator.IS_ALL_OF:
            return lambda fact: _every(fact, choices, same)
        case Operator.HAS_PART:
            return lambda fact: _every(fact, choices, lambda one, part: same(part, one))
        case _:
            return lambda _fact: None


def membership(kind: Operator, right: Value) -> Callable[[Any, Inside], bool | None]:
    """Return what `isA`, `isPartOf` and `hasPart` ask of a fact and of what the world says is in what.

    A thing the world puts in no collection at all may be in any.
    """
    choices = _choices(right)
    if kind is Operator.HAS_PART:
        return lambda fact, containers: _every(fact, choices, lambda one, part: _contained(part, one, containers, fact))
    return lambda fact, containers: _among(fact, choices, lambda one, whole: _contained(one, whole, containers, one))


def _choices(right: Any) -> tuple[Any, ...]:
    """Return the values of a right operand; days and durations are single values, though made of parts."""
    return right if type(right) is tuple else (right,)


def _contained(part: Any, whole: Any, containers: Inside, fact: Any) -> bool | None:
    if part == whole:
        return True
    known = containers.get(part) if isinstance(part, str) else None
    if known is None:
        # A fact that lists its parts has no others.
        return False if type(fact) is tuple else None
    return whole in known


_NUMBERS: Mapping[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQ: operator.eq,
    Operator.NEQ: operator.ne,
    Operator.LT: operator.lt,
    Operator.LTEQ: operator.le,
    Operator.GT: operator.gt,
    Operator.GTEQ: operator.ge,
}


def _ordered(kind: Operator, right: Any) -> Compare:
    """Compare with one value; numbers, the most common case, without asking for signs."""
    if isinstance(right, bool | str):
        return _exact(kind, right)
    accepted = ACCEPTED[kind]

    def compare(fact: Any) -> bool | None:
        possible = signs(fact, right)
        return None if possible is None else _accept(possible, accepted)

    if not isinstance(right, int | float):
        return compare
    held = _NUMBERS[kind]

    def compare_number(fact: Any) -> bool | None:
        return held(fact, right) if fact.__class__ is int or fact.__class__ is float else None

    return compare_number


def _exact(kind: Operator, right: bool | str) -> Compare:
    """Compare with a name or with yes or no, which have no order."""
    if kind not in {Operator.EQ, Operator.NEQ}:
        return lambda _fact: None
    wanted = kind is Operator.EQ
    if isinstance(right, bool):
        return lambda fact: (fact is right) is wanted if isinstance(fact, bool) else None

    def compare(fact: Any) -> bool | None:
        if not isinstance(fact, str):
            return None
        return wanted if fact == right else _not(wanted) if _comparable(fact, right) else None

    return compare


def _comparable(fact: str, right: str) -> bool:
    """Return whether two different names are known to mean different things: names of one list of codes do."""
    return _list_of(fact) == _list_of(right)


def _list_of(name: str) -> str:
    if not isinstance(name, Iri):
        return ""
    if name.startswith(TERMS):
        return TERMS[0]
    return name[: max(name.rfind(mark) for mark in "/#:") + 1]


def _accept(possible: frozenset[int], accepted: frozenset[int]) -> bool | None:
    if possible <= accepted:
        return True
    return None if possible & accepted else False


def _same(fact: Any, right: Any) -> bool | None:
    if isinstance(fact, str) and isinstance(right, str):
        return fact == right or (False if _comparable(fact, right) else None)
    if isinstance(fact, bool) and isinstance(right, bool):
        return fact is right
    possible = signs(fact, right)
    return None if possible is None else _accept(possible, SAME)


def _in_territory(inside: Inside) -> Callable[[Any, Any], bool | None]:
    """A use in Bavaria is one in Germany; one in Germany is, or is not, one in Bavaria.

    A code nobody knows may name any place: somebody else's word for Germany must not make a prohibition silent.
    """
    countries = frozenset().union(*inside.values())

    def known(place: str) -> bool:
        return place in inside or place in WORLD or place.partition("-")[0] in countries

    def same(fact: Any, right: Any) -> bool | None:
        if not (isinstance(fact, str) and isinstance(right, str)):
            return None
        if within(fact, right, inside):
            return True
        if within(right, fact, inside) or _overlap(fact, right, inside):
            return None
        return False if known(fact) and known(right) else None

    return same


def within(place: str, region: str, inside: Inside) -> bool:
    """Return whether a territory lies in another: the same, a subdivision (ISO 3166-2), or a member of a region."""
    if place == region or region in WORLD or place.startswith(f"{region}-"):
        return True
    members = inside.get(region, frozenset())
    if place in inside:
        return inside[place] <= members
    return place.partition("-")[0] in members


def _overlap(place: str, region: str, inside: Inside) -> bool:
    return bool(inside.get(place, frozenset()) & inside.get(region, frozenset()))


def _among(fact: Any, choices: tuple[Any, ...], same: Callable[[Any, Any], bool | None]) -> bool | None:
    """Return whether a fact is one of the choices; of a fact with several values, all, none, or unknown."""
    values = fact if type(fact) is tuple else (fact,)
    answers = {_any([same(value, choice) for choice in choices]) for value in values}
    return answers.pop() if len(answers) == 1 else None


def _every(fact: Any, choices: tuple[Any, ...], same: Callable[[Any, Any], bool | None]) -> bool | None:
    """Return whether every choice is among the values of a fact."""
    values = fact if type(fact) is tuple else (fact,)
    answers = [_any([same(value, choice) for value in values]) for choice in choices]
    return False if False in answers else None if None in answers else True


def _any(answers: list[bool | None]) -> bool | None:
    return True if True in answers else None if None in answers else False


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer
