"""What counsel answered, as it stands in the contract's own file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from licensing.packs import schema
from licensing.packs.agreements.contract import Answer
from licensing.packs.store import Rulebook
from licensing.packs.yamlfile import Sheet, Where

__all__ = ["read_answers"]


def read_answers(sheet: Sheet, book: Rulebook) -> dict[str, Answer]:
    """Return question -> answer.

    Raises:
        ConfigError: with file, line and column, when nobody signed an answer, it is given twice, or it is none.
    """
    found: dict[str, Answer] = {}
    for index, part in enumerate(sheet.data.get("answers") or ()):
        key, where = part["question"], ("answers", index)
        if key in found:
            line = sheet.marks[found[key].where][0]
            raise sheet.fault(f"'{key}' is answered here and in line {line}. Keep one answer.", (*where, "question"))
        _require_term(sheet, book, key, (*where, "answer"))
        by, on = _name(sheet, part, where), _day(sheet, part, where)
        found[key] = Answer(key, part["answer"], by, on, (*where, "answer"))
    return found


def _require_term(sheet: Sheet, book: Rulebook, key: str, where: Where) -> None:
    """Raise where an answer is nothing the contract itself could say of that term."""
    whole = book.schemas["agreement"]
    marks = {(key, *place[len(where) :]): mark for place, mark in sheet.marks.items() if place[: len(where)] == where}
    value = sheet.data["answers"][where[1]]["answer"]
    schema.require(
        Sheet(sheet.path, {key: value}, marks, sheet.error),
        {"$defs": whole["$defs"], "properties": {key: whole["properties"][key]}},
    )


def _name(sheet: Sheet, part: Any, where: Where) -> str:
    name = (part.get("by") or "").strip()
    if not name:
        raise sheet.fault(f"Nobody signed the answer to '{part['question']}'. Add who gave it: by: NAME.", where)
    return name


def _day(sheet: Sheet, part: Any, where: Where) -> dt.date:
    text = part.get("on")
    if not text:
        raise sheet.fault(f"The answer to '{part['question']}' has no date. Add the day it was given: on: DATE.", where)
    try:
        return dt.date.fromisoformat(text)
    except ValueError as cause:
        raise sheet.fault(f"'{text}' is not a day of the calendar.", (*where, "on")) from cause
