"""The words rules are written in: which word covers which, and what a fact's value looks like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from licensing.errors import PackError
from licensing.model.odrl import Value
from licensing.packs.store import Rulebook

__all__ = ["Operand", "Vocabulary", "vocabulary"]


class Operand(NamedTuple):
    """A fact rules ask for.

    Attributes:
        name: Its name in rules and plans.
        datatype: boolean, integer, ratio, date or code.
        label: Its name in messages.
        who: Who can answer when it is unknown.
        question: What to ask; empty when nobody needs to be asked.
    """

    name: str
    datatype: str
    label: str
    who: str
    question: str


class Vocabulary(NamedTuple):
    """Actions and left operands by name.

    Attributes:
        covers: Action -> every action a rule about it speaks of, itself included.
        labels: Action -> its name in messages.
        notes: Action -> what our mapping adds, where it adds something.
        iris: Action -> its identifier in ODRL or in our profile.
        duties: Every word for a duty -> its name.
        late: Duties that are due after publication unless said otherwise.
        operands: The left operands.
    """

    covers: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    notes: Mapping[str, str]
    iris: Mapping[str, str]
    duties: Mapping[str, str]
    late: frozenset[str]
    operands: Mapping[str, Operand]

    def value(self, operand: str, text: str) -> Value:
        """Return the typed value of a fact written as a string.

        Raises:
            PackError: when there is no such operand, or the text is not of its type.
        """
        if operand not in self.operands:
            raise PackError(f"'{operand}' is not a left operand. Known: {', '.join(sorted(self.operands))}.")
        datatype = self.operands[operand].datatype
        try:
            value: Value = _READ[datatype](text)
        except (KeyError, ValueError) as cause:
            raise PackError(f"'{text}' is not a value of {operand}, which is of type {datatype}.") from cause
        return value


_READ: Mapping[str, Any] = {
    "boolean": {"true": True, "false": False}.__getitem__,
    "integer": int,
    "ratio": float,
    "date": dt.date.fromisoformat,
    "code": str,
}


@cache
def vocabulary(book: Rulebook) -> Vocabulary:
    """Return the vocabulary of a rulebook."""
    return _build(book.pack("vocabulary"))


def _build(data: Mapping[str, Any]) -> Vocabulary:
    actions = data["actions"]
    return Vocabulary(
        covers={name: frozenset({name, *action.get("covers", ())}) for name, action in actions.items()},
        labels={name: action["label"] for name, action in actions.items()},
        notes={name: action["note"] for name, action in actions.items() if "note" in action},
        iris={name: action["iri"] for name, action in actions.items()},
        duties={
            word: name
            for name, action in actions.items()
            if action["sort"] == "duty"
            for word in (name, *action.get("also", ()))
        },
        late=frozenset(name for name, action in actions.items() if action.get("after") == "true"),
        operands={
            name: Operand(
                name, part["datatype"], part["label"], part.get("who", "duty editor"), part.get("question", "")
            )
            for name, part in data["leftOperand"].items()
        },
    )
