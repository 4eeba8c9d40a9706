"""Compliance reports as a person reads them: the effect, why, and every premise of every rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from licensing.model.compliance import DutyReport, PolicyReport, PremiseKind, PremiseReport, RuleReport
from licensing.model.constraint import Constraint
from licensing.model.values import Value
from licensing.reports.lines import wrap

__all__ = ["text"]

ACTIVE = {True: "active", False: "inactive", None: "unknown"}
HOLDS = {True: "yes", False: "no", None: "not known"}
DONE = {True: "fulfilled", False: "violated", None: "not known"}
NAMES = {PremiseKind.TARGET: "target", PremiseKind.PARTY: "assignee", PremiseKind.ACTION: "action"}


def text(reports: Sequence[PolicyReport]) -> str:
    """Return compliance reports in plain text."""
    return "\n".join("\n".join(_policy(report)) + "\n" for report in reports)


def _policy(report: PolicyReport) -> Iterator[str]:
    yield f"{report.effect.upper()}  <{report.policy}>"
    yield f"for the request <{report.request}>"
    yield from (wrap(reason) for reason in report.reasons)
    for rule in report.rules:
        yield ""
        yield from _rule(rule)


def _rule(rule: RuleReport) -> Iterator[str]:
    yield f"{ACTIVE[rule.active]:<9} {rule.kind} <{rule.rule}>"
    for premise in rule.premises:
        yield from _premise(premise, "  ")
    yield from (_duty(duty, rule.kind) for duty in rule.duties)


def _premise(premise: PremiseReport, indent: str) -> Iterator[str]:
    yield wrap(f"{_asked(premise)}: {HOLDS[premise.satisfied]}{_known(premise)}", first=indent)
    for part in premise.premises:
        yield from _premise(part, f"{indent}  ")


def _asked(premise: PremiseReport) -> str:
    condition = premise.condition
    if condition is None:
        return NAMES[premise.kind]
    if not isinstance(condition, Constraint):
        return f"{condition.operator} of {len(condition.operands)}"
    right = f"<{condition.reference}>" if condition.reference else _shown(condition.right)
    unit = f" {_local(condition.unit)}" if condition.unit else ""
    return f"{_local(condition.left)} {condition.operator} {right}{unit}"


def _known(premise: PremiseReport) -> str:
    if premise.reason:
        return f" ({premise.reason})"
    return f" (is {_shown(premise.fact)})" if premise.fact is not None else ""


def _duty(duty: DutyReport, kind: str) -> str:
    word = {"permission": "duty", "prohibition": "remedy"}.get(kind, "obliges to")
    return wrap(f"{word} {_local(duty.action)} <{duty.uid}>: {DONE[duty.fulfilled]}", first="  ")


def _shown(value: Value) -> str:
    if type(value) is tuple:
        return ", ".join(_shown(part) for part in value)
    return str(value)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
