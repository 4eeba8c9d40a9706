"""A contract with a holder -> an ODRL Agreement whose clauses can be named in a verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from licensing.errors import ConfigError
from licensing.model.effect import Effect
from licensing.model.odrl import Action, Authority, Constraint, Duty, Operator, Policy, PolicyType, Rule, RuleKind, Tier
from licensing.model.plan import Agreement
from licensing.packs import schema, yamlfile
from licensing.packs.parties import party_key
from licensing.packs.store import Rulebook
from licensing.packs.vocabulary import Vocabulary, vocabulary
from licensing.packs.yamlfile import Sheet, Where

__all__ = ["read"]

EDITS = {"none": ("none",), "shorten": ("none", "shorten"), "adapt": ("none", "shorten", "adapt")}
MANNERS = {"none": (), "shorten": (), "adapt": ("rewrite", "summarise")}
MEASURED = {
    "attribute": "credit",
    "link": "linked",
    "mark-quotation": "quotation-marked",
    "name-licence": "licence-named",
}
FIXES = {"attribute": "Add the credit line: {credit-line}", "link": "Link to the story: {url}"}


def read(path: Path, book: Rulebook) -> Agreement:
    """Read an agreement.

    Raises:
        ConfigError: with file, line and column, when it is not what the schema says or a period ends before it starts.
    """
    sheet = yamlfile.read(path, ConfigError)
    schema.require(sheet, book.schemas["agreement"])
    data = sheet.data
    reader = _Reader(sheet, book)
    policy = Policy(
        uid=f"agreements/{data['id']}",
        type=PolicyType.AGREEMENT,
        rules=tuple(reader.rules()),
        assigner=data["assigner"],
        assignee=data["assignee"],
    )
    written = {"true": True, "false": False}.get(data.get("written") or "")
    return Agreement(policy, data["assigner"], data["assignee"], written)


class _Reader:
    def __init__(self, sheet: Sheet, book: Rulebook) -> None:
        self._sheet = sheet
        self._data = sheet.data
        self._book = book
        self._words: Vocabulary = vocabulary(book)

    def rules(self) -> Iterator[Rule]:
        for kind, part in ((RuleKind.PERMISSION, "grants"), (RuleKind.PROHIBITION, "prohibitions")):
            for index, clause in enumerate(self._data.get(part) or ()):
                for act in _list(clause["action"]):
                    yield self._rule(kind, part, index, clause, act)

    def _rule(self, kind: RuleKind, part: str, index: int, clause: Any, act: str) -> Rule:
        grant = kind is RuleKind.PERMISSION
        name = f"{'grant' if grant else 'prohibition'}-{index + 1}"
        line = self._sheet.marks[part, index][0]
        place = f"{self._sheet.path}:{line}"
        sort = "grants" if grant else "prohibits"
        duties = [*(self._data.get("duties") or ()), *(clause.get("duties") or ())] if grant else []
        return Rule(
            id=f"agreements/{self._data['id']}/{name}",
            kind=kind,
            tier=Tier.AGREEMENT,
            actions=(Action(act),),
            manners=self._manners(clause, grant),
            constraints=tuple(self._constraints(clause, act, (part, index), grant)),
            duties=tuple(self._duty(duty) for duty in duties),
            effect=Effect.PERMIT if grant else Effect.DENY,
            message=f"Agreement {self._data['id']} ({name}, {place}) {sort}: {self._summary(clause, act)}.",
            fix="Ask the holder to extend the agreement, or take the text out of the draft.",
            authority=(Authority(f"Agreement {self._data['id']}, {name}", "contract", "primary", place),),
        )

    def _manners(self, clause: Any, grant: bool) -> tuple[str, ...]:
        if clause.get("manner"):
            return tuple(_list(clause["manner"]))
        return ("verbatim", "quote", "headline-link", *MANNERS[clause.get("edits") or "none"]) if grant else ()

    def _constraints(self, clause: Any, act: str, where: Where, grant: bool) -> Iterator[Constraint]:
        yield Constraint("holder", Operator.EQ, party_key(self._data["assigner"], self._book))
        if grant:
            yield Constraint("publisher", Operator.EQ, party_key(self._data["assignee"], self._book))
        if clause.get("medium"):
            yield Constraint("medium", Operator.IS_ANY_OF, tuple(_list(clause["medium"])))
        if clause.get("territory"):
            yield Constraint("territory", Operator.IS_ANY_OF, tuple(_list(clause["territory"])))
        if clause.get("except-territory"):
            yield Constraint("territory", Operator.IS_NONE_OF, tuple(_list(clause["except-territory"])))
        start, end = self._date(clause, "from", where), self._date(clause, "to", where)
        if start and end and end < start:
            raise self._sheet.fault(f"The period ends on {end}, before it starts on {start}.", (*where, "to"))
        if start:
            yield Constraint("date", Operator.GTEQ, start)
        if end:
            yield Constraint("date", Operator.LTEQ, end)
        if grant:
            yield Constraint("edit", Operator.IS_ANY_OF, self._edits(clause))
            if act == "redistribute" and clause.get("sublicence") != "true":
                yield Constraint("sublicence", Operator.EQ, True)
        if clause.get("share"):
            limit = Operator.LTEQ if grant else Operator.GT
            yield Constraint("story-share", limit, float(clause["share"]))

    def _edits(self, clause: Any) -> tuple[str, ...]:
        manners = _list(clause.get("manner") or [])
        extra = ["translate"] if "translate" in manners else []
        if {"rewrite", "summarise"} & set(manners):
            extra.append("adapt")
        return (*EDITS[clause.get("edits") or "none"], *extra)

    def _date(self, clause: Any, key: str, where: Where) -> dt.date | None:
        text = clause.get(key)
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError as cause:
            raise self._sheet.fault(f"'{text}' is not a day of the calendar.", (*where, key)) from cause

    def _duty(self, part: Any) -> Duty:
        action, text, when = (
            (part, "", None) if isinstance(part, str) else (part["action"], part.get("text", ""), part.get("when"))
        )
        action = self._words.duties[action]
        within = "" if isinstance(part, str) or "within" not in part else f" within {part['within']}"
        fact = MEASURED.get(action)
        label = self._words.labels[action]
        return Duty(
            action=action,
            constraints=(Constraint(fact, Operator.EQ, True),) if fact else (),
            before=(when or ("after" if action in self._words.late else "before")) == "before",
            message=f"Agreement {self._data['id']}: {text or label}{within}.",
            fix=FIXES.get(action, f"{(text or label)[:1].upper()}{(text or label)[1:]}."),
        )

    def _summary(self, clause: Any, act: str) -> str:
        parts = [act]
        keys = ("manner", "medium", "territory", "except-territory", "from", "to", "edits", "share")
        parts += [f"{key} {', '.join(_list(clause[key]))}" for key in keys if clause.get(key)]
        if act == "redistribute":
            parts.append("with sublicence" if clause.get("sublicence") == "true" else "without sublicence")
        return "; ".join(parts)


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
