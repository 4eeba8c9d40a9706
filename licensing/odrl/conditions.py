"""Constraints of a graph (ODRL 2.2, section 2.5)."""

from __future__ import annotations

from collections.abc import Iterable

from licensing.model.constraint import (
    Condition,
    Constraint,
    LogicalConstraint,
    LogicalOperator,
    Note,
    Operator,
)
from licensing.model.values import Iri, Literal
from licensing.odrl.graph import Blank, Listed, Term
from licensing.odrl.reading import Reading, View
from licensing.odrl.terms import RDF, near, odrl, short
from licensing.odrl.typed import value_of
from licensing.packs.intervals import backwards

__all__ = ["LIST", "conditions"]

LIST = Iri(f"{RDF}List")
"""The value of a note that says that operands stand in a list, where they need not."""

LEFT, OPERATOR, RIGHT, REFERENCE = (
    odrl(name) for name in ("leftOperand", "operator", "rightOperand", "rightOperandReference")
)
_LOGICAL = {odrl(operator): operator for operator in LogicalOperator}
_OPERATORS = {odrl(operator): operator for operator in Operator} | {odrl("neg"): Operator.NEQ}
"""The JSON-LD context the W3C publishes spells neq as neg."""
_ORDERED = {Operator.LT, Operator.LTEQ, Operator.GT, Operator.GTEQ}
_UNITS = {"unit": odrl("unit"), "dataType": odrl("dataType")}
_MISSPELT_DATATYPE = odrl("datatype")
"""As the JSON-LD context the W3C publishes spells dataType."""


def conditions(view: View, predicate: str) -> tuple[Condition, ...]:
    """Return the constraints a property of a node names; all of them must hold.

    Raises:
        InputError: when one is incomplete, holds a fact against a value of another type, or two leave no moment.
    """
    found = tuple(_condition(view.reading, value, predicate) for value in view.all(predicate))
    _require_interval(found, view, predicate)
    return found


def _condition(reading: Reading, term: Term, predicate: str) -> Condition:
    what = "a refinement" if predicate == odrl("refinement") else "a constraint"
    with reading.view(term, what) as view:
        reading.count_constraint(view.key)
        logical = [name for name in _LOGICAL if view.says(name)]
        if not logical:
            return _constraint(view)
        if len(logical) > 1 or view.says(LEFT):
            names = ", ".join(short(name) for name in (*logical, *([LEFT] if view.says(LEFT) else [])))
            raise view.fault(f"A constraint is one comparison or one of and, or, xone, andSequence; this has {names}.")
        return _logical(view, logical[0], predicate)


def _logical(view: View, name: Iri, predicate: str) -> LogicalConstraint:
    operator, values = _LOGICAL[name], view.all(name)
    marks: tuple[Note, ...] = ()
    if len(values) == 1 and isinstance(values[0], Listed):
        values = list(values[0].items)
        marks = () if operator is LogicalOperator.AND_SEQUENCE else (Note(name, LIST),)
    elif operator is LogicalOperator.AND_SEQUENCE and not view.reading.graph.ordered:
        raise view.fault("odrl:andSequence needs an order: write its operands as a list, ( ... ) or @list.", name)
    if len(values) < 2:  # noqa: PLR2004 - two, or there is nothing to join
        raise view.fault(f"{short(name)} joins two constraints or more; here stands {len(values) or 'none'}.", name)
    operands = tuple(_condition(view.reading, value, predicate) for value in values)
    if operator in {LogicalOperator.AND, LogicalOperator.AND_SEQUENCE}:
        _require_interval(operands, view, name)
    return LogicalConstraint(operator, operands, view.uid, (*marks, *view.finish("Constraint", "LogicalConstraint")))


def _constraint(view: View) -> Constraint:
    left, operator = _left(view), _operator(view)
    reference, written, marks = _right(view, operator)
    datatype = _iri_of(view, "dataType") or _iri(view, _MISSPELT_DATATYPE)
    unit = _iri_of(view, "unit")
    values = [value_of(view, left, term, datatype, RIGHT) for term in written]
    status = view.one(odrl("status"))
    if isinstance(status, Blank | Listed):
        raise view.fault("odrl:status is one value.", odrl("status"))
    if status is not None:
        marks += (Note(odrl("status"), status),)
    return Constraint(
        left=left,
        operator=operator,
        right=values[0] if len(values) == 1 else tuple(values),  # type: ignore[arg-type]  # values of one operand
        unit=unit,
        datatype=datatype,
        status=None if status is None else value_of(view, left, status, datatype, odrl("status")),
        reference=reference,
        written=tuple(written),
        uid=view.uid,
        notes=(*marks, *view.finish("Constraint")),
    )


def _left(view: View) -> Iri:
    left = view.one(LEFT)
    if left is None:
        raise view.fault("A constraint needs an odrl:leftOperand: the fact it asks for.")
    left = view.iri(left, LEFT)
    known = view.reading.known.operands
    if left not in known:
        raise view.fault(f"{short(left)} is not a left operand.{near(left, known)} {_profiles(view)}", LEFT)
    return left


def _profiles(view: View) -> str:
    titles = sorted({profile.title for profile in view.reading.known.profiles.values()})
    return f"Those of {', '.join(titles)} are known."


def _operator(view: View) -> Operator:
    term = view.one(OPERATOR)
    if term is None:
        raise view.fault("A constraint needs an odrl:operator, as eq or lteq.")
    name = view.iri(term, OPERATOR)
    if name not in _OPERATORS:
        names = ", ".join(Operator)
        raise view.fault(f"{short(name)} is not an operator.{near(name, _OPERATORS)} Operators: {names}.", OPERATOR)
    return _OPERATORS[name]


def _right(view: View, operator: Operator) -> tuple[str | None, list[Iri | Literal], tuple[Note, ...]]:
    """Return the reference, the operands as written, and the note that says they stood in a list."""
    reference, values = view.one(REFERENCE), view.all(RIGHT)
    marks: tuple[Note, ...] = ()
    if (reference is None) is (not values):
        which = "both" if values else "neither"
        raise view.fault(f"A constraint has an odrl:rightOperand or an odrl:rightOperandReference; this has {which}.")
    if len(values) == 1 and isinstance(values[0], Listed):
        values, marks = list(values[0].items), (Note(RIGHT, LIST),)
    if len(values) > 1 and operator in _ORDERED:
        raise view.fault(f"{operator} takes one right operand; here stand {len(values)}.", RIGHT)
    written = [value for value in values if isinstance(value, Iri | Literal)]
    if len(written) < len(values):
        raise view.fault("A right operand is a value or an IRI; a description cannot be compared.", RIGHT)
    return (None if reference is None else view.iri(reference, REFERENCE)), written, marks


def _iri_of(view: View, name: str) -> Iri | None:
    return _iri(view, odrl(name))


def _iri(view: View, predicate: Iri) -> Iri | None:
    term = view.one(predicate)
    return None if term is None else view.iri(term, predicate)


def _require_interval(parts: Iterable[Condition], view: View, predicate: str) -> None:
    """Raise when two comparisons of one fact leave no moment that satisfies both."""
    if found := backwards(parts):
        start, end = found
        raise view.fault(
            f"This interval of {short(start.left)} ends before it starts: from {_shown(start)} to {_shown(end)}. "
            "Swap or correct the two.",
            predicate,
        )


def _shown(part: Constraint) -> str:
    written = part.written[0]
    return written.text if isinstance(written, Literal) else str(written)
