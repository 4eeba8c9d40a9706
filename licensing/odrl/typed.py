"""The typed value behind a right operand: the literal's own type and the left operand's must agree."""

from __future__ import annotations

from licensing.model.values import Iri, Literal, Value
from licensing.odrl.reading import View
from licensing.odrl.terms import RDF, XSD, local, short
from licensing.packs.values import read_value

__all__ = ["fit", "own_value", "value_of"]

_INTEGERS = (
    "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
    "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
)  # fmt: skip
_OWN = {
    f"{XSD}{name}": kind
    for kind, names in {
        "boolean": ("boolean",),
        "integer": _INTEGERS,
        "decimal": ("decimal", "double", "float"),
        "date": ("date",),
        "datetime": ("dateTime", "dateTimeStamp", "gYear", "gYearMonth"),
        "duration": ("duration", "dayTimeDuration", "yearMonthDuration"),
        "code": ("string", "normalizedString", "token", "language", "anyURI", "anyType", "NMTOKEN", "Name"),
    }.items()
    for name in names
}
"""The type of value each XML Schema type stands for."""
_NUMBERS = frozenset({"integer", "decimal", "code"})
_TAKES = {
    "boolean": frozenset({"boolean", "code"}),
    "integer": _NUMBERS,
    "decimal": _NUMBERS,
    "percentage": _NUMBERS,
    "ratio": _NUMBERS,
    "date": frozenset({"date", "datetime", "code"}),
    "datetime": frozenset({"date", "datetime", "code"}),
    "duration": frozenset({"duration", "code"}),
    "territory": frozenset({"code"}),
    "language": frozenset({"code"}),
}
"""The literals each type of left operand takes; `code` takes them all."""
_NAMED = {"code", "territory", "language"}


def value_of(view: View, left: str, term: Iri | Literal, datatype: str | None, predicate: str) -> Value:
    """Return the value a fact is held against.

    Args:
        view: The constraint.
        left: The left operand.
        term: The right operand as written.
        datatype: The type stated beside it.
        predicate: The property the operand is the value of, for errors.

    Raises:
        InputError: when the text is not of its own type, or not of the left operand's.
    """
    wanted = view.reading.known.operands[left].datatype
    try:
        return fit(term, wanted, datatype)
    except ValueError as cause:
        raise view.fault(f"{short(left)} takes a {wanted}: {cause}", predicate) from cause


def fit(term: Iri | Literal, wanted: str, datatype: str | None = None) -> Value:
    """Return the value of a term that must be of a type.

    Args:
        term: The term.
        wanted: A type of `packs.values`.
        datatype: The type stated beside a literal, where it states none itself.

    Raises:
        ValueError: with a sentence, when it is not of that type, or not of its own.
    """
    return _named(term, wanted) if isinstance(term, Iri) else _typed(term, wanted, datatype)


def _named(iri: Iri, wanted: str) -> Value:
    """An IRI is a value of its own where names are compared, and `odrl:policyUsage` everywhere (section 2.5.1)."""
    if wanted == "territory":
        read = read_value(iri, wanted)
        return iri if read == iri else read
    if wanted in _NAMED or local(iri) == "policyUsage":
        return iri
    raise ValueError(f"{short(iri)} is an IRI.")


def _typed(literal: Literal, wanted: str, datatype: str | None) -> Value:
    stated = literal.datatype if literal.datatype not in {None, f"{XSD}string"} else datatype or literal.datatype
    if literal.language is not None or stated == f"{RDF}langString":
        own = "code"
    else:
        own = "code" if stated is None else _OWN.get(stated, "")
    if not own:
        if wanted == "code":
            return literal.text
        raise ValueError(f"'{literal.text}' is of the type {short(stated or '')}, which is not known here.")
    value = read_value(literal.text, own)
    if wanted == "code":
        return value
    if own not in _TAKES[wanted]:
        raise ValueError(f"'{literal.text}' is of the type {short(stated or f'{XSD}string')}.")
    return read_value(literal.text, wanted)


def own_value(term: Iri | Literal) -> Value:
    """Return the value of a term that belongs to no left operand, by its own type.

    Raises:
        ValueError: when the text is not of its type.
    """
    return term if isinstance(term, Iri) else _typed(term, "code", None)
