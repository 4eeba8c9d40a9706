"""Contracts with holders: what they leave open, and what counsel answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from licensing.errors import ConfigError
from licensing.packs import agreements
from licensing.packs.agreements import Answer, Question
from licensing.packs.store import rulebook
from licensing.reports.lines import one_line, wrap

__all__ = ["ContractCheck", "answer_contract", "check_contract", "data", "read_answers", "text"]

_MARK = "\ufeff"


class ContractCheck(NamedTuple):
    """A contract that is sound.

    Attributes:
        id: Its id.
        path: Its file.
        open: The questions it leaves open.
        answers: What counsel answered.
    """

    id: str
    path: str
    open: tuple[Question, ...]
    answers: tuple[Answer, ...]


def check_contract(path: Path) -> ContractCheck:
    """Check a contract and return what it leaves open.

    Raises:
        ConfigError: with file, line and column, when it is not what its schema says or contradicts itself.
    """
    contract = agreements.load(path, rulebook())
    return ContractCheck(
        contract.data["id"], str(path), agreements.open_questions(contract), tuple(contract.answers.values())
    )


def answer_contract(path: Path, answers: Mapping[str, str], *, by: str, on: str) -> bytes:
    """Return what a contract's file must hold for counsel's answers to count; every other byte stays as it is.

    Args:
        path: The contract.
        answers: Question -> what was answered; several things with commas between.
        by: Who answered.
        on: When, as 2026-11-24.

    Raises:
        ConfigError: when the file is not sound, a question is not open, nobody signed, or an answer cannot be meant.
    """
    if not answers:
        raise ConfigError("There is nothing to sign. Say what was answered: --answer KEY=ANSWER.", path=str(path))
    if not by.strip() or not on:
        raise ConfigError("An answer needs who gave it and when: --by NAME --on 2026-11-24.", path=str(path))
    try:
        day = dt.date.fromisoformat(on)
    except ValueError as cause:
        raise ConfigError(f"'{on}' is not a date: write it as 2026-11-24.", path=str(path)) from cause
    check_contract(path)
    # Bytes, because reading a text makes every line end alike.
    whole = path.read_bytes().decode()
    mark = _MARK if whole.startswith(_MARK) else ""
    longer = agreements.add(whole.removeprefix(mark), str(path), rulebook(), answers, by=by, on=day)
    return (mark + longer).encode()


def read_answers(written: Iterable[str]) -> dict[str, str]:
    """Return answers by their questions, from the form KEY=ANSWER.

    Raises:
        ConfigError: when one is not of that form, or a question is answered twice.
    """
    found: dict[str, str] = {}
    for one in written:
        key, equals, answer = (part.strip() for part in one.partition("="))
        if not (key and equals and answer):
            raise ConfigError(f"'{one}' is no answer. Write the question and the answer: edits=shorten.")
        if key in found:
            raise ConfigError(f"'{key}' is answered twice. Give one answer.")
        found[key] = answer
    return found


def data(found: ContractCheck) -> dict[str, object]:
    """Return a contract's questions and answers as JSON gives them."""
    asked = [{"key": one.key, "question": one.text, "who": one.who, "answers": one.answers} for one in found.open]
    told = [{"key": one.question, "answer": one.value, "by": one.by, "on": one.on.isoformat()} for one in found.answers]
    return {"agreement": found.id, "questions": asked, "answers": told}


def text(found: ContractCheck) -> str:
    """Return a contract's questions, with how to answer them, and its answers, for a person."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: ContractCheck) -> Iterator[str]:
    for one in found.answers:
        value = one.value if isinstance(one.value, str) else ", ".join(one.value)
        yield one_line(f"{one.question}: {value} ({one.signature})")
    count = len(found.open)
    if not count:
        yield f"The agreement {found.id} is sound and leaves no question open."
        return
    yield f"The agreement {found.id} is sound and leaves {count} question{'s' if count > 1 else ''} open:"
    for question in found.open:
        yield wrap(question.text, first=f"  {question.key:<15}", rest=" " * 17)
        yield wrap(f"{question.who} can answer: {question.answers}", first=" " * 17)
    first = found.open[0]
    yield "Put counsel's answers into the file, as:"
    yield f"  licensing rules check {found.path} --answer {first.key}=ANSWER --by NAME --on DATE"
