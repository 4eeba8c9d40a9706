"""Write counsel's answers into the contract's own file, and leave every other character as it is."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from licensing.errors import ConfigError, LicensingError
from licensing.packs import yamlfile
from licensing.packs.agreements.agreement import parse
from licensing.packs.agreements.contract import Contract
from licensing.packs.agreements.questions import QUESTIONS, YES_NO, leaves_open, written_value
from licensing.packs.store import Rulebook
from licensing.packs.yamlfile import Sheet

__all__ = ["add"]

_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w .-]*[\w.])?", re.ASCII)
_NULLS = {"null", "Null", "NULL"}


def add(text: str, path: str, book: Rulebook, answers: Mapping[str, str], *, by: str, on: dt.date) -> str:
    """Return a contract's text with answers to questions it leaves open.

    Args:
        text: The contract as it stands in its file.
        path: The file, for errors.
        book: The packs in force.
        answers: Question -> what was answered; several things with commas between.
        by: Who answered.
        on: When.

    Raises:
        ConfigError: when a question is not open, an answer cannot be meant, or the file is written in a way that
            cannot be added to.
    """
    sheet = yamlfile.parse(text, path, ConfigError)
    contract = parse(sheet, book)
    entries: list[Mapping[str, Any]] = []
    for key, answer in answers.items():
        _require_open(contract, key)
        value = written_value(QUESTIONS[key], answer)
        entry = {"question": key, "answer": value, "by": by.strip(), "on": on.isoformat()}
        _require_taken(entry, sheet, book)
        entries.append(entry)
    longer = _added(text, sheet, entries)
    try:
        parse(yamlfile.parse(longer, path, ConfigError), book)
    except LicensingError as error:
        raise ConfigError(f"These answers cannot all be true. {error.message}", path=path) from error
    return longer


def _require_taken(entry: Mapping[str, Any], sheet: Sheet, book: Rulebook) -> None:
    """Raise for an answer that cannot be meant; it has no place in a file yet."""
    question, answers = QUESTIONS[entry["question"]], [*(sheet.data.get("answers") or ()), entry]
    possible = f"What can be answered: {question.answers}."
    if question.answers == YES_NO and entry["answer"] not in {"true", "false"}:
        raise ConfigError(f"'{entry['answer']}' is no answer to '{question.key}'. {possible}", path=sheet.path)
    home = ("answers", len(answers) - 1)
    marks = {**sheet.marks, **dict.fromkeys([home, *((*home, key) for key in entry)], (1, 1))}
    try:
        parse(sheet._replace(data={**sheet.data, "answers": answers}, marks=marks), book)
    except LicensingError as error:
        message = f"This cannot be the answer to '{question.key}'. {error.message} {possible}"
        raise ConfigError(message, path=sheet.path) from error


def _added(text: str, sheet: Sheet, entries: Sequence[Mapping[str, Any]]) -> str:
    """Return a text with entries under `answers`; what it says else must come out the same."""
    lines = [_line(entry) for entry in entries]
    longer = _inserted(text, lines)
    try:
        data = yamlfile.parse(longer, sheet.path, ConfigError).data
    except ConfigError:
        data = None
    if data != {**sheet.data, "answers": [*(sheet.data.get("answers") or ()), *entries]}:
        by_hand = "\n".join(f"  - {line}" for line in lines)
        message = f"This file is written in a way nothing can be added to. Add under answers:\n{by_hand}"
        raise ConfigError(message, path=sheet.path)
    return longer


def _require_open(contract: Contract, key: str) -> None:
    path = contract.sheet.path
    if key not in QUESTIONS:
        raise ConfigError(f"There is no question '{key}'. Questions: {', '.join(QUESTIONS)}.", path=path)
    if key in contract.answers:
        answer = contract.answers[key]
        raise contract.fault(f"'{key}' was {answer.signature}. Change that answer in the file.", answer.where)
    if not leaves_open(contract, key):
        raise ConfigError(f"The contract itself settles '{key}', or never comes to it: nothing to answer.", path=path)


def _line(entry: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in entry.items()) + "}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    plain = _PLAIN.fullmatch(value) and value not in _NULLS
    return str(value) if plain else json.dumps(value, ensure_ascii=not value.isprintable())


def _inserted(text: str, lines: list[str]) -> str:
    """Return a text with lines put under `answers`, the key added at the end where it is not there."""
    import yaml  # noqa: PLC0415 - costs 16 ms

    # The loader in Python, not the one in C: its marks count characters.
    root: Any = yaml.compose(text, Loader=yaml.BaseLoader)
    newline = "\r\n" if "\r\n" in text else "\n"
    node = next((value for key, value in root.value if key.value == "answers"), None)
    if node is None:
        end = "" if text.endswith("\n") else newline
        return f"{text}{end}{newline.join(['answers:', *(f'  - {line}' for line in lines)])}{newline}"
    if node.id == "sequence" and node.flow_style:
        place = node.end_mark.index - 1
        return f"{text[:place]}{', ' if node.value else ''}{', '.join(lines)}{text[place:]}"
    indent = " " * node.start_mark.column if node.id == "sequence" else "  "
    place = text.find("\n", _last(node).end_mark.index)
    head, tail = (text, "") if place < 0 else (text[: place + 1], text[place + 1 :])
    end = "" if head.endswith("\n") else newline
    return f"{head}{end}{newline.join(f'{indent}- {line}' for line in lines)}{newline}{tail}"


def _last(node: Any) -> Any:
    """Return the last part of a node that knows where it ends: blocks end where the next thing starts."""
    while node.id != "scalar" and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node
