"""The terms rights are expressed in: the ODRL core and common vocabulary, and the profiles beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["ActionTerm", "OperandTerm", "Profile"]


class ActionTerm(NamedTuple):
    """An action of a vocabulary (ODRL 2.2, section 2.4).

    Attributes:
        included_in: The actions whose rules hold for it too (`odrl:includedIn`).
        implies: Actions that must not be prohibited for it to be exercised (`odrl:implies`).
        same_as: The actions it is an exact match of (`skos:exactMatch`); deprecated terms have one.
        deprecated: Whether the vocabulary calls it deprecated.
    """

    included_in: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    deprecated: bool = False


class OperandTerm(NamedTuple):
    """A left operand of a vocabulary.

    Attributes:
        datatype: boolean, integer, decimal, percentage, ratio, date, datetime, duration, territory, language or code.
        same_as: The operands it is an exact match of.
        deprecated: Whether the vocabulary calls it deprecated.
        measured: Whether a constraint on it, inside a duty, says that the duty is fulfilled.
    """

    datatype: str = "code"
    same_as: tuple[str, ...] = ()
    deprecated: bool = False
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """An ODRL profile, or the ODRL vocabulary itself.

    Attributes:
        uid: The IRI a policy names it by.
        also: Other spellings of that IRI that are met.
        title: Its name.
        actions: Its actions by IRI.
        operands: Its left operands by IRI.
        roles: Its party functions by IRI, as `http://www.w3.org/ns/odrl/2/compensatedParty`.
    """

    uid: str
    also: tuple[str, ...]
    title: str
    actions: Mapping[str, ActionTerm]
    operands: Mapping[str, OperandTerm]
    roles: tuple[str, ...] = ()
