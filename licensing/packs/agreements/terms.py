"""The terms of a clause -> the ODRL constraints that must hold for it to speak of a use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from licensing.model.odrl import Condition, Constraint, LogicalConstraint, LogicalOperator, Operator
from licensing.packs.agreements.contract import Clause, Contract, Stated, listed
from licensing.packs.parties import party_key
from licensing.packs.vocabulary import WORLD

__all__ = ["Form", "Terms"]

EDITS = {"none": (), "shorten": ("shorten",), "adapt": ("shorten", "adapt"), "translate": ("translate",)}
"""What a contract calls an edit -> the changes that are measured."""
MANNERS = {"adapt": ("rewrite", "summarise"), "translate": ("translate",)}
EDIT_OF = {"rewrite": "adapt", "summarise": "adapt", "translate": "translate"}
HOURS = {"hour": 1, "day": 24}


class Form(NamedTuple):
    """What a clause is spelled out for: one of its acts, or one that a term adds to it.

    Attributes:
        act: The act.
        added: The term that adds it: feeds or archive; None for an act of the clause itself.
    """

    act: str
    added: str | None = None


class Terms:
    """The terms of one clause for one act."""

    def __init__(self, contract: Contract, clause: Clause, form: Form) -> None:
        self._contract = contract
        self._clause = clause
        self._form = form

    def term(self, key: str) -> Stated | None:
        """Return a term of this clause."""
        return self._contract.term(key, self._clause)

    def manners(self) -> tuple[str, ...]:
        """Return the manners a clause lets in; empty for all."""
        named, edits = self._clause.manners, self._kinds_of_edit()
        if named or not self._clause.grants:
            own = self._clause.data.get("translation") == "true"
            return (*named, *(["translate"] if own and "translate" not in named else []))
        extra = (manner for edit in edits for manner in MANNERS.get(edit, ()))
        return tuple(dict.fromkeys(("verbatim", "quote", "headline-link", *extra)))

    def constraints(self) -> Iterator[Condition]:
        """Yield everything that must hold."""
        data, book = self._contract.data, self._contract.book
        yield Constraint("holder", Operator.EQ, party_key(data["assigner"], book))
        if self._clause.grants:
            yield self._publisher()
        archived = self._form.added == "archive"
        yield from () if archived else self._media()
        yield from self._territories()
        yield from self._period()
        yield from self._edits()
        yield from () if archived else self._limits()

    def period(self) -> tuple[Stated | None, Stated | None]:
        """Return the latest start and the earliest end that is stated.

        Raises:
            ConfigError: when it ends before it starts, or the calendar has no such day.
        """
        start = max(self._days("from"), key=self._contract.day, default=None)
        end = min(self._days("to"), key=self._contract.day, default=None)
        if start and end and self._contract.day(end) < self._contract.day(start):
            message = f"The period ends on {end.value}, before it starts on {start.value}."
            raise self._contract.fault(message, end.where)
        return start, end

    def _days(self, key: str) -> list[Stated]:
        return [one for one in self._contract.statements(key, self._clause) if one.value != "open"]

    def _publisher(self) -> Constraint:
        names = (self._contract.data["assignee"], *listed(self._contract.data.get("co-publishers")))
        keys = tuple(dict.fromkeys(party_key(name, self._contract.book) for name in names))
        return (
            Constraint("publisher", Operator.EQ, keys[0])
            if len(keys) == 1
            else Constraint("publisher", Operator.IS_ANY_OF, keys)
        )

    def _media(self) -> Iterator[Condition]:
        if self._form.added == "feeds":
            yield Constraint("medium", Operator.EQ, "feed")
            return
        medium, social = self.term("medium"), self.term("social") if self._form.act == "publish" else None
        media = [] if medium is None or "any" in medium.values else list(medium.values)
        platforms = () if social is None else tuple(one for one in social.values if one not in {"any", "none"})
        if not self._clause.grants:
            yield from self._media_barred(media, platforms, general=social is not None and not platforms)
            return
        if social and "none" not in social.values and media:
            media = list(dict.fromkeys((*media, "social")))
        if media:
            yield Constraint("medium", Operator.IS_ANY_OF, tuple(media))
        if social and "none" in social.values and not media:
            yield Constraint("medium", Operator.NEQ, "social")
        if platforms:
            elsewhere = Constraint("medium", Operator.NEQ, "social")
            there = Constraint("social-platform", Operator.IS_ANY_OF, platforms)
            yield LogicalConstraint(LogicalOperator.OR, (elsewhere, there))
        feeds = self.term("feeds")
        if feeds and feeds.value == "false" and self._form.act == "redistribute":
            yield Constraint("medium", Operator.NEQ, "feed")

    @staticmethod
    def _media_barred(media: list[str], platforms: tuple[str, ...], *, general: bool) -> Iterator[Condition]:
        named = tuple(dict.fromkeys((*media, *(["social"] if general else []))))
        posted = (
            Constraint("medium", Operator.EQ, "social"),
            Constraint("social-platform", Operator.IS_ANY_OF, platforms),
        )
        if platforms and not named:
            yield from posted
        elif platforms:
            there = LogicalConstraint(LogicalOperator.AND, posted)
            yield LogicalConstraint(LogicalOperator.OR, (Constraint("medium", Operator.IS_ANY_OF, named), there))
        elif named:
            yield Constraint("medium", Operator.IS_ANY_OF, named)

    def _territories(self) -> Iterator[Constraint]:
        granted, excepted = self.term("territory"), self.term("except-territory")
        if granted and not set(WORLD) & set(granted.values):
            yield Constraint("territory", Operator.IS_ANY_OF, granted.values)
        if excepted:
            yield Constraint("territory", Operator.IS_NONE_OF, excepted.values)

    def _period(self) -> Iterator[Constraint]:
        start, end = self.period()
        if start:
            yield Constraint("date", Operator.GTEQ, self._contract.day(start))
        if end:
            yield Constraint("date", Operator.LTEQ, self._contract.day(end))

    def _edits(self) -> Iterator[Constraint]:
        edits, manners = self._kinds_of_edit(), self._clause.manners
        if not self._clause.grants:
            if barred := tuple(edit for edit in edits if edit != "none"):
                yield Constraint("edit", Operator.IS_ANY_OF, barred)
            return
        if self._clause.quotes and self.term("edits") is None:
            # A quotation is a part of a story: it cannot be left as it stands.
            return
        implied = (EDIT_OF[manner] for manner in manners if manner in EDIT_OF)
        changes = _union(("none",), *(EDITS[edit] for edit in edits), implied)
        yield Constraint("edit", Operator.IS_ANY_OF, changes)

    def _kinds_of_edit(self) -> tuple[str, ...]:
        edits, translation = self.term("edits"), self.term("translation")
        named = edits.values if edits else ()
        translated = translation is not None and translation.value == "true" and not self._elsewhere(translation)
        return _union(named, ["translate"] if translated else [])

    def _elsewhere(self, translation: Stated) -> bool:
        """Return whether a word on translation for the whole contract meets a clause that names its own manners."""
        return bool(self._clause.manners) and translation.where[:2] != self._clause.where

    def _limits(self) -> Iterator[Constraint]:
        grant = self._clause.grants
        sublicence = self.term("sublicence")
        passed_on = self._form.act == "redistribute" and self._form.added is None
        if grant and passed_on and (sublicence is None or sublicence.value != "true"):
            yield Constraint("sublicence", Operator.EQ, True)
        if share := self.term("share"):
            yield Constraint("story-share", Operator.LTEQ if grant else Operator.GT, float(share.value))
        for key, fact in (("words-of-a-story", "words-in-all"), ("stories-a-month", "stories-this-month")):
            if limit := self.term(key):
                yield Constraint(fact, Operator.LTEQ, int(limit.value))
        if embargo := self.term("embargo"):
            number, _, unit = embargo.value.partition(" ")
            hours = int(number) * HOURS[unit.removesuffix("s")]
            yield Constraint("hours-since-publication", Operator.GTEQ, hours)


def _union(*parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for part in parts for value in part))
