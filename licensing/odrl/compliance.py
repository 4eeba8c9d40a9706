"""Write the W3C community's compliance report (https://w3id.org/force/compliance-report) in Turtle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from licensing.model.compliance import DutyReport, PolicyReport, PremiseReport, RuleReport
from licensing.model.constraint import LogicalConstraint
from licensing.model.values import Duration, Iri, Literal, Value
from licensing.odrl.formats import turtle
from licensing.odrl.graph import Graph, Term
from licensing.odrl.terms import ODRL, TYPE, XSD

__all__ = ["write"]

REPORT = "https://w3id.org/force/compliance-report#"
DCTERMS = "http://purl.org/dc/terms/"
KINDS = {"permission": "PermissionReport", "prohibition": "ProhibitionReport", "obligation": "DutyReport"}
SATISFIED = {True: "Satisfied", False: "Unsatisfied", None: "Unknown"}
ACTIVE = {True: "Active", False: "Inactive", None: "Unknown"}
PERFORMED = {True: "Performed", False: "Unperformed", None: "Unknown"}
FULFILLED = {True: "Fulfilled", False: "Violated", None: "NonSet"}


def write(reports: Sequence[PolicyReport]) -> str:
    """Return compliance reports in Turtle; the same reports always give the same text.

    Where the vocabulary has two states, a third one is `report:Unknown`: a fact is missing, and the rule may be either.
    """
    writer = _Writer()
    for report in reports:
        writer.policy(report)
    return turtle.write(writer.graph)


class _Writer:
    def __init__(self) -> None:
        self.graph = Graph("compliance report", ordered=True)

    def policy(self, report: PolicyReport) -> None:
        name = _name(report.policy, report.request)
        self.graph.node(name)
        rules = [self._rule(rule, f"{name}/{number}") for number, rule in enumerate(report.rules)]
        self._say(name, TYPE, Iri(f"{REPORT}PolicyReport"))
        if report.created is not None:
            self._say(name, f"{DCTERMS}created", _term(report.created))
        self._say(name, f"{REPORT}policy", Iri(report.policy))
        self._say(name, f"{REPORT}policyRequest", Iri(report.request))
        for rule in rules:
            self._say(name, f"{REPORT}ruleReport", rule)

    def _rule(self, report: RuleReport, place: str) -> Iri:
        name = _name(place, report.rule, report.request)
        self._say(name, TYPE, Iri(f"{REPORT}{KINDS[report.kind]}"))
        self._say(name, f"{REPORT}attemptState", Iri(f"{REPORT}Attempted"))
        self._say(name, f"{REPORT}rule", Iri(report.rule))
        self._say(name, f"{REPORT}ruleRequest", Iri(report.request))
        self._premises(name, report.premises)
        if report.kind == "obligation":
            self._states(name, report.duties[0])
        else:
            for number, duty in enumerate(report.duties):
                self._say(name, f"{REPORT}conditionReport", self._duty(duty, f"{name}/duty-{number}"))
        self._say(name, f"{REPORT}activationState", Iri(f"{REPORT}{ACTIVE[report.active]}"))
        return name

    def _duty(self, duty: DutyReport, place: str) -> Iri:
        """A duty the world itself reports on keeps the name of that report."""
        name = Iri(duty.report) if duty.report else _name(place, duty.uid)
        self._say(name, TYPE, Iri(f"{REPORT}DutyReport"))
        self._say(name, f"{REPORT}rule", Iri(duty.uid))
        self._premises(name, duty.premises)
        self._states(name, duty)
        return name

    def _states(self, name: Iri, duty: DutyReport) -> None:
        self._say(name, f"{REPORT}performanceState", Iri(f"{REPORT}{PERFORMED[duty.performed]}"))
        self._say(name, f"{REPORT}deonticState", Iri(f"{REPORT}{FULFILLED[duty.fulfilled]}"))

    def _premises(self, name: Iri, premises: Sequence[PremiseReport]) -> None:
        for number, premise in enumerate(premises):
            self._say(name, f"{REPORT}premiseReport", self._premise(premise, f"{name}/{number}"))

    def _premise(self, premise: PremiseReport, place: str) -> Iri:
        name = _name(place)
        self._say(name, TYPE, Iri(f"{REPORT}{premise.kind}"))
        condition = premise.condition
        if condition is not None and condition.uid is not None:
            self._say(name, f"{REPORT}constraint", Iri(condition.uid))
        if isinstance(condition, LogicalConstraint):
            self._say(name, f"{REPORT}constraintLogicalOperand", Iri(f"{ODRL}{condition.operator}"))
        elif condition is not None:
            if premise.fact is not None:
                self._values(name, f"{REPORT}constraintLeftOperand", premise.fact)
            self._say(name, f"{REPORT}constraintOperator", Iri(f"{ODRL}{condition.operator}"))
            for written in condition.written:
                self._say(name, f"{REPORT}constraintRightOperand", written)
            if not condition.written and condition.reference is None:
                self._values(name, f"{REPORT}constraintRightOperand", condition.right)
        self._premises(name, premise.premises)
        self._say(name, f"{REPORT}satisfactionState", Iri(f"{REPORT}{SATISFIED[premise.satisfied]}"))
        return name

    def _values(self, name: Iri, predicate: str, value: Value) -> None:
        for one in value if type(value) is tuple else (value,):
            self._say(name, predicate, _term(one))

    def _say(self, subject: Iri, predicate: str, value: Term) -> None:
        self.graph.add(subject, predicate, value)


def _name(*parts: str) -> Iri:
    """Return a name that follows from what it names."""
    return Iri(f"urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(parts))}")


def _term(value: Value) -> Term:
    """Return a fact as RDF writes it."""
    if isinstance(value, Iri):
        return value
    for sort, datatype in _TYPES.items():
        if isinstance(value, sort):
            return Literal(_TEXTS.get(datatype, str)(value), f"{XSD}{datatype}")
    return Literal(str(value))


_TYPES: Mapping[type, str] = {
    bool: "boolean", int: "integer", float: "decimal", dt.datetime: "dateTime", dt.date: "date", Duration: "duration",
}  # fmt: skip
"""The XML Schema types of facts; a truth is a number to Python and a moment a day, so those come first."""
_TEXTS: Mapping[str, Callable[[Any], str]] = {
    "boolean": lambda value: str(value).lower(),
    "decimal": lambda value: f"{value:f}".rstrip("0").rstrip("."),
    "dateTime": lambda value: value.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
}
