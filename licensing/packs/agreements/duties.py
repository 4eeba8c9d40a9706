"""What a contract asks for before and after publication -> ODRL duties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from licensing.model.odrl import Constraint, Duty, Operator
from licensing.model.values import Duration
from licensing.packs.agreements.contract import Clause, Contract, Stated
from licensing.packs.messages import say, sentence, worded
from licensing.packs.parties import party_key
from licensing.packs.vocabulary import ODRL, vocabulary

__all__ = ["credit_line", "due", "duties", "literal", "wants_facts_credited"]

MEASURED = {
    "attribute": "credit",
    "link": "linked",
    "mark-quotation": "quotation-marked",
    "name-licence": "licence-named",
}
FIXES = {"attribute": sentence("Add the credit line: {credit-line}"), "link": sentence("Link to the story: {url}")}
ELAPSED = f"{ODRL}elapsedTime"
DAY = 86_400
PROMPT = {
    "kill": (
        "process-kill",
        sentence("{title}: take the story down promptly."),
        sentence("{title}: take the story down within {time} of a kill notice."),
    ),
    "correction": (
        "process-correction",
        sentence("{title}: carry the correction promptly."),
        sentence("{title}: carry the correction within {time} of its arrival."),
    ),
}


def duties(contract: Contract, clause: Clause, *, kept: bool = False) -> Iterator[Duty]:
    """Yield the duties of a grant: those its terms make, then those it lists.

    Args:
        contract: The contract.
        clause: The grant.
        kept: Whether it only keeps texts, so that nothing has to be done before.
    """
    made = list(_made(contract, clause))
    settled = {duty.action for duty in made}
    for home in (None, clause):
        for action, entry, _ in contract.duties(home):
            if action not in settled or len(entry) > 1:
                made.append(_listed(contract, action, entry))
    yield from (duty for duty in made if not (kept and duty.before))


def due(duty: Duty, published: dt.date) -> dt.date | None:
    """Return the last day to carry out a duty to delete a text that was published on a day; None: no day is set."""
    for part in duty.refinements:
        if isinstance(part, Constraint) and part.left == ELAPSED and isinstance(part.right, Duration):
            try:
                return published + dt.timedelta(seconds=part.right.seconds)
            except OverflowError:
                return None
    return None


def credit_line(stated: Stated) -> str | None:
    """Return the credit line a contract words; None where it words none."""
    line = stated.value.get("line") if isinstance(stated.value, Mapping) else stated.value
    return None if line == "none" else line


def wants_facts_credited(stated: Stated) -> bool:
    """Return whether a contract wants the source named where only facts are taken."""
    return isinstance(stated.value, Mapping) and stated.value.get("on-facts") == "true"


def literal(text: str) -> str:
    """Return a text as a template that is filled with nothing."""
    return text.replace("{", "{{").replace("}", "}}") if "{" in text else text


def _made(contract: Contract, clause: Clause) -> Iterator[Duty]:
    credit = contract.term("credit", clause)
    if credit and credit.value != "none":
        yield _credit(contract, credit)
    retention = contract.term("retention", clause)
    if retention and retention.value != "unlimited":
        days = int(retention.value)
        yield Duty(
            "delete",
            before=False,
            message=literal(
                say("{title}: delete the text within {days} days of its publication.", title=contract.title, days=days)
            ),
            fix=say("Delete the text in time."),
            refinements=(Constraint(ELAPSED, Operator.LTEQ, Duration(0, days * DAY)),),
        )
    for key, (action, promptly, within) in PROMPT.items():
        if stated := contract.term(key, clause):
            told = say(promptly if stated.value == "promptly" else within, title=contract.title, time=stated.value)
            yield Duty(action, before=False, message=literal(told))


def _credit(contract: Contract, stated: Stated) -> Duty:
    """Return the duty to credit; only that the holder is named is measured, so the wording is asked for."""
    line = credit_line(stated)
    where = stated.value.get("where") if isinstance(stated.value, Mapping) else None
    agreed = where is not None or (line is not None and not _is_name(line, contract))
    facts = ("credit", "credit-as-agreed") if agreed else ("credit",)
    shown = say(" as “{line}”", line=line) if line else ""
    signed = f" ({stated.answer.signature})" if stated.answer else ""
    placed = f" ({where})" if where else ""
    return Duty(
        "attribute",
        constraints=tuple(Constraint(fact, Operator.EQ, True) for fact in facts),
        message=literal(say("{title}: name the source{how}.", title=contract.title, how=f"{shown}{placed}{signed}")),
        fix=say(
            "Add the credit line{where}: {line}",
            where=literal(placed),
            line=literal(line) if line else "{credit-line}",
        ),
    )


def _is_name(line: str, contract: Contract) -> bool:
    return party_key(line, contract.book) == party_key(contract.data["assigner"], contract.book)


def _listed(contract: Contract, action: str, entry: Mapping[str, Any]) -> Duty:
    words = vocabulary(contract.book)
    text, label = entry.get("text", ""), words.labels[action]
    said = text or worded(label)
    within = say(" within {time}", time=entry["within"]) if "within" in entry else ""
    fact = MEASURED.get(action)
    late = "after" if action in words.late else "before"
    return Duty(
        action=action,
        constraints=(Constraint(fact, Operator.EQ, True),) if fact else (),
        before=(entry.get("when") or late) == "before",
        message=literal(f"{contract.title}: {said}{within}."),
        fix=FIXES.get(action) or (literal(_asked(text)) if text else worded(_asked(label))),
    )


def _asked(what: str) -> str:
    """Return what is asked for as a sentence."""
    return f"{what[:1].upper()}{what[1:]}."
