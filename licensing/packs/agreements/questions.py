"""What a contract leaves open, and what may be answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from licensing.packs.agreements.contract import Clause, Contract, listed

__all__ = ["QUESTIONS", "YES_NO", "Question", "leaves_open", "open_questions", "written_value"]

COUNSEL = "counsel"
YES_NO = "yes or no"
TRUTH = {"yes": "true", "no": "false"}


class Question(NamedTuple):
    """A question a contract can leave open.

    Attributes:
        key: The term it asks for; the key to answer under.
        text: What is asked.
        answers: What can be answered.
        asked: Whether a contract leaves it open, answers aside.
        several: Whether an answer may name several things.
        who: Who can answer it.
    """

    key: str
    text: str
    answers: str
    asked: Callable[[Contract], bool]
    several: bool = False
    who: str = COUNSEL


def _any_grant(key: str, *others: str, meant: Callable[[Clause], bool] | None = None) -> Callable[[Contract], bool]:
    """Return whether a grant that is meant has none of some terms, and the contract has none for all its grants."""

    def asked(contract: Contract) -> bool:
        if any(contract.data.get(name) is not None for name in (key, *others)):
            return False
        grants = [clause for clause in contract.grants if meant is None or meant(clause)]
        return any(all(clause.data.get(name) is None for name in (key, *others)) for clause in grants)

    return asked


def _whole(key: str) -> Callable[[Contract], bool]:
    return lambda contract: contract.data.get(key) is None


def _no_duty(key: str, action: str) -> Callable[[Contract], bool]:
    """Return whether neither a term nor a duty settles something."""

    def asked(contract: Contract) -> bool:
        silent = _any_grant(key, meant=lambda clause: not contract.owes(action, clause))
        return not contract.owes(action) and silent(contract)

    return asked


def _translation(contract: Contract) -> bool:
    def silent(clause: Clause) -> bool:
        edits = listed(clause.data.get("edits") or contract.data.get("edits"))
        return "translate" not in edits and "translate" not in clause.manners

    barred = any("translate" in clause.manners for clause in contract.clauses if not clause.grants)
    return not barred and _any_grant("translation", meant=silent)(contract)


def _social(contract: Contract) -> bool:
    def silent(clause: Clause) -> bool:
        return clause.online and not {"social", "any"} & set(listed(clause.data.get("medium")))

    return not _barred(contract, "social") and _any_grant("social", meant=silent)(contract)


def _feeds(contract: Contract) -> bool:
    def silent(clause: Clause) -> bool:
        return clause.online and "redistribute" not in clause.acts

    return not _barred(contract, "feed") and _any_grant("feeds", meant=silent)(contract)


def _barred(contract: Contract, medium: str) -> bool:
    return any(medium in listed(clause.data.get("medium")) for clause in contract.clauses if not clause.grants)


def _archive(contract: Contract) -> bool:
    return not any("archive" in clause.acts for clause in contract.clauses) and _any_grant("archive", meant=_spreads)(
        contract
    )


def _edited(clause: Clause) -> bool:
    return not clause.quotes


def _spreads(clause: Clause) -> bool:
    return bool({"publish", "broadcast", "redistribute"} & set(clause.acts))


def _redistributes(clause: Clause) -> bool:
    return "redistribute" in clause.acts


_ROWS = (
    Question("written", "The contract does not say whether it is in writing. Is it?", YES_NO, _whole("written")),
    Question("governing-law", "The contract does not say which law governs it. Which does?",
        "a country code like TR, or the name of the law", _whole("governing-law")),
    Question("territory", "The contract does not say where its rights hold. Where do they?",
        "country codes, EU, EEA or world", _any_grant("territory", "except-territory"), several=True),
    Question("to", "The contract does not say when its rights end. Which is the last day?",
        "a date like 2026-12-31, or open", _any_grant("to")),
    Question("medium", "The contract does not say in which media texts may go out. In which?",
        "web, print, radio, television, newsletter, social, feed, app, or any", _any_grant("medium"), several=True),
    Question("social", "The contract does not say on which social platforms texts may go out, if on any. On which?",
        "any, none, or the names of platforms", _social, several=True),
    Question("feeds", "The contract does not say whether texts may go out in automatic feeds. May they?", YES_NO,
        _feeds),
    Question("edits", "The contract does not say whether texts may be shortened or adapted. May they?",
        "none, shorten, adapt", _any_grant("edits", meant=_edited), several=True),
    Question("translation", "The contract does not say whether texts may be translated. May they?", YES_NO,
        _translation),
    Question("archive", "The contract does not say whether texts may be kept in the archive. May they?", YES_NO,
        _archive),
    Question("sublicence", "The contract lets texts be redistributed and does not say whether others may be given "
        "the right to use them. May they?", YES_NO, _any_grant("sublicence", meant=_redistributes)),
    Question("retention", "The contract does not say how long texts may be kept. How many days?",
        "a number of days, or unlimited", _no_duty("retention", "delete")),
    Question("credit", "The contract does not say how the holder is to be credited. With which line?",
        "the line, or none", _no_duty("credit", "attribute")),
)  # fmt: skip
QUESTIONS = {question.key: question for question in _ROWS}
"""Every question, in the order they are asked."""


def leaves_open(contract: Contract, key: str) -> bool:
    """Return whether the contract itself, answers aside, leaves a question open."""
    return QUESTIONS[key].asked(contract)


def open_questions(contract: Contract) -> tuple[Question, ...]:
    """Return the questions a contract leaves open and nobody has answered."""
    return tuple(row for row in _ROWS if row.key not in contract.answers and row.asked(contract))


def written_value(question: Question, text: str) -> str | list[str]:
    """Return an answer as a contract's file holds it: a comma parts several things, and yes and no are truths."""
    if question.answers == YES_NO:
        return TRUTH.get(text.strip().lower(), text.strip())
    parts = [part.strip() for part in text.split(",") if part.strip()] if question.several else [text.strip()]
    return parts if len(parts) > 1 else "".join(parts)
