"""A contract as it is written: its clauses, and where each of its terms stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from licensing.errors import LicensingError
from licensing.model.odrl import RuleKind
from licensing.packs.messages import say
from licensing.packs.store import Rulebook
from licensing.packs.vocabulary import vocabulary
from licensing.packs.yamlfile import Sheet, Where

__all__ = ["Answer", "Clause", "Contract", "Stated", "listed"]

PARTS = ((RuleKind.PERMISSION, "grants", "grant"), (RuleKind.PROHIBITION, "prohibitions", "prohibition"))
QUOTING = {"quote", "headline-link", "facts"}
ONLINE = {"web", "app", "any"}
"""Media whose texts are also posted and fed: a term for the whole contract on platforms or feeds means these grants."""


class Answer(NamedTuple):
    """What counsel said to a question the contract leaves open.

    Attributes:
        question: The term it gives, as `edits`.
        value: What was said: a text, or a list of texts.
        by: Who said it.
        on: When.
        where: Its place in the file.
    """

    question: str
    value: Any
    by: str
    on: dt.date
    where: Where

    @property
    def signature(self) -> str:
        """Who answered, and when."""
        return f"answered by {self.by}, {self.on.isoformat()}"


class Stated(NamedTuple):
    """A term, where it stands, and who answered it if the contract itself does not say it."""

    key: str
    value: Any
    where: Where
    answer: Answer | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """Its values, where a term may have one or several."""
        return listed(self.value)


class Clause(NamedTuple):
    """A grant or a prohibition.

    Attributes:
        name: As `grant-1`.
        kind: Permission for a grant.
        where: Its place in the file.
        data: What it says.
    """

    name: str
    kind: RuleKind
    where: Where
    data: Mapping[str, Any]

    @property
    def grants(self) -> bool:
        """Whether it is a grant."""
        return self.kind is RuleKind.PERMISSION

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts it speaks of."""
        return listed(self.data["action"])

    @property
    def manners(self) -> tuple[str, ...]:
        """The manners it names."""
        return listed(self.data.get("manner"))

    @property
    def quotes(self) -> bool:
        """Whether it names manners only that always take a part of a text, so that shortening does not matter."""
        return bool(self.manners) and set(self.manners) <= QUOTING

    @property
    def online(self) -> bool:
        """Whether it publishes where texts are posted and fed too."""
        media = listed(self.data.get("medium"))
        return "publish" in self.acts and (not media or bool(ONLINE & set(media)))


@dataclass(frozen=True)
class Contract:
    """A contract that is what its schema says.

    Attributes:
        sheet: The file.
        book: The packs in force.
        answers: Question -> counsel's answer.
    """

    sheet: Sheet
    book: Rulebook
    answers: Mapping[str, Answer]

    @property
    def data(self) -> Mapping[str, Any]:
        """What the file says."""
        data: Mapping[str, Any] = self.sheet.data
        return data

    @property
    def uid(self) -> str:
        """Its address, as `agreements/harbour-2026`."""
        return f"agreements/{self.data['id']}"

    @property
    def title(self) -> str:
        """Its name in messages."""
        return say("Agreement {id}", id=self.data["id"])

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its grants, then its prohibitions."""
        return tuple(
            Clause(f"{name}-{index + 1}", kind, (part, index), data)
            for kind, part, name in PARTS
            for index, data in enumerate(self.data.get(part) or ())
        )

    @property
    def grants(self) -> tuple[Clause, ...]:
        """Its grants."""
        return tuple(clause for clause in self.clauses if clause.grants)

    def term(self, key: str, clause: Clause | None = None) -> Stated | None:
        """Return a term: of the clause, else of the contract, else as counsel answered; None: nobody said."""
        return next(self.statements(key, clause), None)

    def statements(self, key: str, clause: Clause | None = None) -> Iterator[Stated]:
        """Yield what is said of a term, the clause before the contract; an answer only where both are silent.

        What the contract says of platforms and feeds as a whole is meant for grants that publish online.
        """
        said = False
        if clause is not None and clause.data.get(key) is not None:
            said = True
            yield Stated(key, clause.data[key], (*clause.where, key))
        if clause is not None and (not clause.grants or (key in {"social", "feeds"} and not clause.online)):
            return
        if self.data.get(key) is not None:
            said = True
            yield Stated(key, self.data[key], (key,))
        if not said and key in self.answers:
            answer = self.answers[key]
            yield Stated(key, answer.value, answer.where, answer)

    def duties(self, clause: Clause | None = None) -> Iterator[tuple[str, Mapping[str, Any], Where]]:
        """Yield the duties listed by the contract or by one clause: name, entry, place."""
        words, home = vocabulary(self.book).duties, clause.where if clause else ()
        for index, part in enumerate((clause.data if clause else self.data).get("duties") or ()):
            entry = {"action": part} if isinstance(part, str) else part
            yield words[entry["action"]], entry, (*home, "duties", index)

    def owes(self, action: str, clause: Clause | None = None) -> bool:
        """Return whether a duty is listed, of the contract or of one clause."""
        return any(name == action for name, _, _ in self.duties(clause))

    def place(self, where: Where) -> str:
        """Return file and line."""
        return f"{self.sheet.path}:{self.line(where)}"

    def line(self, where: Where) -> int:
        """Return a line of the file."""
        return self.sheet.marks[where][0]

    def fault(self, message: str, where: Where) -> LicensingError:
        """Return the error for a mistake at a place."""
        return self.sheet.fault(message, where)

    def day(self, stated: Stated) -> dt.date:
        """Return the day a term names.

        Raises:
            ConfigError: when the calendar has no such day.
        """
        return self.calendar(str(stated.value), stated.where)

    def calendar(self, text: str, where: Where) -> dt.date:
        """Return a day written at a place.

        Raises:
            ConfigError: when the calendar has no such day.
        """
        try:
            return dt.date.fromisoformat(text)
        except ValueError as cause:
            raise self.fault(f"'{text}' is not a day of the calendar.", where) from cause


def listed(value: Any) -> tuple[str, ...]:
    """Return the values of a key that may hold none, one or several."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
