"""Find comparisons that leave no moment: a period that ends before it starts is a slip of the pen, never meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from licensing.model.constraint import Condition, Constraint, LogicalOperator, Operator
from licensing.model.times import span
from licensing.model.values import Day

__all__ = ["backwards"]

_FROM, _TO = {Operator.GT, Operator.GTEQ}, {Operator.LT, Operator.LTEQ}


def backwards(conditions: Iterable[Condition]) -> tuple[Constraint, Constraint] | None:
    """Return the latest start and the earliest end of a period that ends before it starts, if there is one.

    Args:
        conditions: Constraints all of which must hold.
    """
    bounds: dict[str, list[tuple[Constraint, dt.date | Day]]] = {}
    for part in _together(conditions):
        if isinstance(part.right, dt.date | Day):
            bounds.setdefault(part.left, []).append((part, part.right))
    for found in bounds.values():
        starts = [(span(time)[0], part) for part, time in found if part.operator in _FROM]
        ends = [(span(time)[1], part) for part, time in found if part.operator in _TO]
        if starts and ends:
            (first, start), (last, end) = max(starts, key=_time), min(ends, key=_time)
            if first > last:
                return start, end
    return None


def _time(bound: tuple[dt.datetime, Constraint]) -> dt.datetime:
    return bound[0]


def _together(parts: Iterable[Condition]) -> Iterator[Constraint]:
    for part in parts:
        if isinstance(part, Constraint):
            yield part
        elif part.operator in {LogicalOperator.AND, LogicalOperator.AND_SEQUENCE}:
            yield from _together(part.operands)
