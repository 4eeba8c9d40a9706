"""The words rules are written in: which word covers which, and what a fact's value looks like."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from licensing.errors import PackError
from licensing.model.odrl import Value
from licensing.packs.store import Rulebook
from licensing.packs.values import read_value

__all__ = ["ODRL", "Operand", "Vocabulary", "expand", "vocabulary"]

ODRL = "http://www.w3.org/ns/odrl/2/"
"""The namespace of the ODRL 2.2 vocabulary."""
WORLD = ("001", "world")
"""Names of the whole earth: the code of UN M.49, and the word."""


class Operand(NamedTuple):
    """A fact rules ask for.

    Attributes:
        name: Its name in rules and plans.
        datatype: boolean, integer, ratio, date, territory or code.
        label: Its name in messages.
        who: Who can answer when it is unknown.
        question: What to ask; empty when nobody needs to be asked.
        iri: Its identifier in ODRL or in our profile.
        declare: Where a plan declares it: `plan` of the use, `source` of one story; empty: it is known otherwise.
        unsaid: Its value where nobody declares it; empty: it is unknown then.
        fulfils: Whether a constraint on it, inside a duty, says that the duty is fulfilled.
    """

    name: str
    datatype: str
    label: str
    who: str
    question: str
    iri: str
    declare: str = ""
    unsaid: str = ""
    fulfils: bool = False


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
        inside: Region -> the countries in it, by their ISO 3166-1 codes. A subdivision (`DE-BY`) is in its country.
        places: What senders call a country, in lower case -> its code.
    """

    covers: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    notes: Mapping[str, str]
    iris: Mapping[str, str]
    duties: Mapping[str, str]
    late: frozenset[str]
    operands: Mapping[str, Operand]
    inside: Mapping[str, frozenset[str]]
    places: Mapping[str, str]

    def value(self, operand: str, text: str) -> Value:
        """Return the typed value of a fact written as a string.

        Raises:
            PackError: when there is no such operand, or the text is not of its type.
        """
        if operand not in self.operands:
            raise PackError(f"'{operand}' is not a left operand. Known: {', '.join(sorted(self.operands))}.")
        datatype = self.operands[operand].datatype
        try:
            return read_value(text, datatype)
        except ValueError as cause:
            raise PackError(f"'{text}' is not a value of {operand}, which is of type {datatype}.") from cause


@cache
def vocabulary(book: Rulebook) -> Vocabulary:
    """Return the vocabulary of a rulebook."""
    return _build(book.pack("vocabulary"))


def expand(name: str, profile: str) -> str:
    """Return the IRI of a name with the prefix `odrl:` or `profile:`; any other name is an IRI already."""
    prefix, _, rest = name.partition(":")
    return {"odrl": ODRL, "profile": f"{profile}#"}.get(prefix, f"{prefix}:") + rest


def _build(data: Mapping[str, Any]) -> Vocabulary:
    actions, profile = data["actions"], data["profile"]
    countries = frozenset(data["territory"])
    return Vocabulary(
        covers={name: frozenset({name, *action.get("covers", ())}) for name, action in actions.items()},
        labels={name: action["label"] for name, action in actions.items()},
        notes={name: action["note"] for name, action in actions.items() if "note" in action},
        iris={name: expand(action["iri"], profile) for name, action in actions.items()},
        duties={
            word: name
            for name, action in actions.items()
            if action["sort"] == "duty"
            for word in (name, *action.get("also", ()))
        },
        late=frozenset(name for name, action in actions.items() if action.get("after") == "true"),
        operands={name: _operand(name, part, profile) for name, part in data["leftOperand"].items()},
        inside={
            **{region: frozenset(part["countries"]) for region, part in data["inside"].items()},
            **dict.fromkeys(WORLD, countries),
        },
        places={name: code for code, names in data["places"].items() for name in names},
    )


def _operand(name: str, part: Mapping[str, Any], profile: str) -> Operand:
    return Operand(
        name=name,
        datatype=part["datatype"],
        label=part["label"],
        who=part.get("who", "duty editor"),
        question=part.get("question", ""),
        iri=expand(part.get("iri", f"profile:{name}"), profile),
        declare=part.get("declare", ""),
        unsaid=part.get("unsaid", ""),
        fulfils=part.get("fulfils") == "true",
    )
