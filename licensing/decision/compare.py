"""Hold a fact against the right operand of a constraint, in three values.

Every ordered comparison comes from one question: which signs can `fact - right` have? A day whose time and zone nobody
stated may lie on either side of a moment, two months may be longer or shorter than sixty days; then more than one sign
is possible, and the comparison is unknown unless the operator accepts all of them or none. Values of different types
have no sign at all, and the comparison is unknown too: an evaluation error is never "inactive".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from licensing.model.constraint import Operator
from licensing.model.values import Day, Duration, Quantity, Value

__all__ = ["Compare", "Inside", "comparison", "membership", "signs", "within"]

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
UNSURE = frozenset({-1, 0, 1})
BEFORE, SAME, AFTER = frozenset({-1}), frozenset({0}), frozenset({1})
EAST, WEST = dt.timedelta(hours=14), dt.timedelta(hours=-12)
"""The time zones of the earth reach from UTC+14 to UTC-12."""
EARLIEST = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC)
REFERENCES = (
    dt.datetime(1696, 9, 1, tzinfo=dt.UTC),
    dt.datetime(1697, 2, 1, tzinfo=dt.UTC),
    dt.datetime(1903, 3, 1, tzinfo=dt.UTC),
    dt.datetime(1903, 7, 1, tzinfo=dt.UTC),
)
"""The moments XML Schema adds two durations to before it compares them (XSD 1.1 part 2, section 3.3.6.1)."""
WORLD = frozenset({"001", "world"})


def comparison(operator: Operator, right: Value, inside: Inside | None = None) -> Compare:
    """Return what an operator asks of a fact, with the right operand worked in.

    Args:
        operator: The operator.
        right: The right operand; a tuple for several.
        inside: Region -> what lies in it, for operands that name territories; None for all others.
    """
    several, choices = type(right) is tuple, _choices(right)
    if operator in ACCEPTED and not several and inside is None:
        return _ordered(operator, right)
    same = _same if inside is None else _in_territory(inside)
    match operator:
        case Operator.EQ | Operator.IS_ANY_OF | Operator.IS_PART_OF:
            found = _every if several and operator is Operator.EQ else _among
            return lambda fact: found(fact, choices, same)
        case Operator.NEQ | Operator.IS_NONE_OF:
            return lambda fact: _not(_among(fact, choices, same))
        case Operator.IS_ALL_OF:
            return lambda fact: _every(fact, choices, same)
        case Operator.HAS_PART:
            return lambda fact: _every(fact, choices, lambda one, part: same(part, one))
        case _:
            return lambda _fact: None


def membership(operator: Operator, right: Value) -> Callable[[Any, Inside], bool | None]:
    """Return what `isA`, `isPartOf` and `hasPart` ask of a fact and of what the world says is in what.

    A thing the world puts in no collection at all may be in any.
    """
    choices = _choices(right)
    if operator is Operator.HAS_PART:
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


_MATCHED = {bool, str, int, float}
"""Types whose values compare as they are."""


def _ordered(operator: Operator, right: Value) -> Compare:
    accepted, exact, equal = ACCEPTED[operator], operator in {Operator.EQ, Operator.NEQ}, operator is Operator.EQ
    kind = type(right) if type(right) in _MATCHED else None
    unordered = isinstance(right, bool | str)

    def compare(fact: Any) -> bool | None:
        if exact and (type(fact) is kind or (isinstance(fact, str) and isinstance(right, str))):
            return (fact == right) is equal
        if unordered:
            return None
        possible = signs(fact, right)
        return None if possible is None else _accept(possible, accepted)

    return compare


def _accept(possible: frozenset[int], accepted: frozenset[int]) -> bool | None:
    if possible <= accepted:
        return True
    return None if possible & accepted else False


def signs(fact: Any, right: Any) -> frozenset[int] | None:
    """Return the signs `fact - right` can have; None when the two cannot be compared."""
    if isinstance(fact, bool | str) or isinstance(right, bool | str):
        return None
    if isinstance(fact, int | float) and isinstance(right, int | float):
        return _sign(fact, right)
    if isinstance(fact, Quantity) and isinstance(right, Quantity):
        return _sign(fact.number, right.number) if fact.unit == right.unit else None
    if isinstance(fact, Duration) and isinstance(right, Duration):
        return frozenset().union(*(_sign(_after(start, fact), _after(start, right)) for start in REFERENCES))
    if isinstance(fact, dt.date | Day) and isinstance(right, dt.date | Day):
        return _times(fact, right)
    return None


def _sign(fact: Any, right: Any) -> frozenset[int]:
    return BEFORE if fact < right else AFTER if fact > right else SAME


def _after(start: dt.datetime, duration: Duration) -> tuple[int, int, float]:
    """Return a moment as numbers that compare: adding to a calendar date can leave the years Python knows."""
    months = start.year * 12 + start.month - 1 + duration.months
    days, seconds = divmod(duration.seconds, 86_400)
    return (_days(*divmod(months, 12)) + int(days), 0, seconds)


def _days(year: int, month: int) -> int:
    """Return the days from the year 0 to the first of a month (0 to 11), by the Gregorian rule for any year."""
    before = year - 1
    leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return before * 365 + before // 4 - before // 100 + before // 400 + sum(lengths[:month])


def _times(fact: dt.date | Day, right: dt.date | Day) -> frozenset[int]:
    if isinstance(fact, dt.datetime) and isinstance(right, dt.datetime):
        return _sign(fact, right)
    if isinstance(fact, dt.datetime):
        return _moment_and_day(fact, right)
    if isinstance(right, dt.datetime):
        first, after = _span(fact)
        return BEFORE if after <= right else AFTER if first > right else UNSURE
    if isinstance(fact, dt.date) and isinstance(right, dt.date):
        return _sign(fact, right)
    if fact == right:
        return SAME
    first, after = _span(fact)
    start, end = _span(right)
    return BEFORE if after <= start else AFTER if first >= end else UNSURE


def _moment_and_day(fact: dt.datetime, right: dt.date | Day) -> frozenset[int]:
    """A moment is before, on or after a day; where the day has no zone, in every zone it could have."""
    if isinstance(right, Day):
        return BEFORE if fact < right.first else AFTER if fact >= right.after else SAME
    return frozenset().union(*(_sign(_shift(fact, zone).date(), right) for zone in (WEST, dt.timedelta(), EAST)))


def _span(day: dt.date | Day) -> tuple[dt.datetime, dt.datetime]:
    """Return the first moment a day can begin and the last it can end, anywhere on earth."""
    if isinstance(day, Day):
        return day
    start = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    return _shift(start, -EAST), _shift(start, dt.timedelta(days=1) - WEST)


def _shift(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """Return a moment moved, in UTC; at the ends of the calendar it stays there."""
    try:
        return moment.astimezone(dt.UTC) + by
    except OverflowError:
        return EARLIEST if moment.year == 1 else LATEST


def _same(fact: Any, right: Any) -> bool | None:
    if isinstance(fact, str) and isinstance(right, str):
        return fact == right
    if isinstance(fact, bool) and isinstance(right, bool):
        return fact is right
    possible = signs(fact, right)
    return None if possible is None else _accept(possible, SAME)


def _in_territory(inside: Inside) -> Callable[[Any, Any], bool | None]:
    """A use in Bavaria is one in Germany; one in Germany is, or is not, one in Bavaria."""

    def same(fact: Any, right: Any) -> bool | None:
        if not (isinstance(fact, str) and isinstance(right, str)):
            return None
        if within(fact, right, inside):
            return True
        return None if within(right, fact, inside) or _overlap(fact, right, inside) else False

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
