"""The clauses of a contract -> ODRL permissions and prohibitions that name the file and line they stand at."""

from __future__ import annotations

from collections.abc import Iterator

from licensing.model.effect import Effect
from licensing.model.odrl import Action, Authority, Constraint, Operator, Rule, RuleKind, Tier
from licensing.packs.agreements.contract import Answer, Clause, Contract, Stated
from licensing.packs.agreements.duties import credit_line, duties, literal, wants_facts_credited
from licensing.packs.agreements.terms import Form, Terms
from licensing.packs.messages import say, sentence
from licensing.packs.parties import party_key

__all__ = ["rules"]

FIX = sentence("Ask the holder to extend the agreement, or take the text out of the draft.")
SPREAD = ("publish", "broadcast", "redistribute")
ALWAYS = ("territory", "except-territory", "edits", "translation")
SPREADING = ("medium", "social", "feeds", "share", "words-of-a-story", "stories-a-month", "embargo", "sublicence")
OWED = ("retention", "credit", "kill", "correction")
SHOWN = ("medium", "social", "territory", "except-territory", "from", "to", "edits", "translation", "share",
         "words-of-a-story", "stories-a-month", "embargo")  # fmt: skip
"""The terms a message names, in its order."""


def rules(contract: Contract) -> Iterator[Rule]:
    """Yield the rules of a contract, in the order of its clauses; one for each act."""
    for clause in contract.clauses:
        for act in clause.acts:
            yield _Speller(contract, clause, Form(act)).rule()
        for form in _added(contract, clause):
            yield _Speller(contract, clause, form).rule()
    yield from _facts(contract)


def _added(contract: Contract, clause: Clause) -> Iterator[Form]:
    """Yield the acts that terms add to a grant: feeds carry what it publishes, the archive keeps it."""
    if not clause.grants:
        return
    feeds, archive = contract.term("feeds", clause), contract.term("archive", clause)
    if feeds and feeds.value == "true" and "publish" in clause.acts:
        yield Form("redistribute", "feeds")
    if archive and archive.value == "true" and "archive" not in clause.acts and set(SPREAD) & set(clause.acts):
        yield Form("archive", "archive")


class _Speller:
    """Spells out a clause for one act."""

    def __init__(self, contract: Contract, clause: Clause, form: Form) -> None:
        self._contract = contract
        self._clause = clause
        self._form = form
        self._terms = Terms(contract, clause, form)
        self._place = contract.place(clause.where)

    def rule(self) -> Rule:
        contract, clause = self._contract, self._clause
        law = contract.term("governing-law")
        kept = self._form.added == "archive"
        return Rule(
            id=f"{contract.uid}/{clause.name}",
            kind=clause.kind,
            tier=Tier.AGREEMENT,
            actions=(Action(self._form.act),),
            manners=self._terms.manners(),
            constraints=tuple(self._terms.constraints()),
            duties=tuple(duties(contract, clause, kept=kept)) if clause.grants else (),
            effect=Effect.PERMIT if clause.grants else Effect.DENY,
            message=literal(self._message()),
            fix=FIX,
            note=literal(say("The agreement is under the law of {law}.", law=law.value)) if law else "",
            authority=(
                Authority(f"{contract.title}, {clause.name}", "contract", "primary", self._place),
                *(_answered(contract, answer) for answer in self._answers()),
            ),
        )

    def _message(self) -> str:
        title, clause, terms = self._contract.title, self._clause.name, "; ".join(self._summary())
        if self._clause.grants:
            return say(
                "{title} ({clause}, {place}) grants: {terms}.",
                title=title,
                clause=clause,
                place=self._place,
                terms=terms,
            )
        return say(
            "{title} ({clause}, {place}) prohibits: {terms}.",
            title=title,
            clause=clause,
            place=self._place,
            terms=terms,
        )

    def _summary(self) -> Iterator[str]:
        yield self._form.act
        if self._form.added == "feeds":
            yield say("in automatic feeds")
        if self._clause.manners:
            yield say("manner {manners}", manners=", ".join(self._clause.manners))
        spoken = self._spoken()
        yield from (_said(spoken[key]) for key in SHOWN if key in spoken)
        if self._form.act == "redistribute" and self._form.added is None:
            sublicence = spoken.get("sublicence")
            lets = sublicence and sublicence.value == "true"
            said = say("with sublicence") if lets else say("without sublicence")
            yield f"{said}{_signed(sublicence)}"

    def _spoken(self) -> dict[str, Stated]:
        """Return the terms that count for this act."""
        act, added = self._form
        keys = [*ALWAYS, *(() if added == "archive" else SPREADING), *([added] if added else [])]
        without = {"medium", "social"} if added else set()
        if act != "publish":
            without.add("social")
        if act != "redistribute":
            without |= {"sublicence", "feeds"}
        start, end = self._terms.period()
        found = {key: self._terms.term(key) for key in keys if key not in without}
        return {key: one for key, one in {**found, "from": start, "to": end}.items() if one is not None}

    def _answers(self) -> Iterator[Answer]:
        """Yield counsel's answers this rule rests on."""
        owed = [self._terms.term(key) for key in OWED] if self._clause.grants else []
        whole = [self._contract.term("written"), self._contract.term("governing-law")]
        open_end = [one for one in self._contract.statements("to", self._clause) if one.value == "open"]
        for stated in (*self._spoken().values(), *open_end, *owed, *whole):
            if stated and stated.answer:
                yield stated.answer


def _said(stated: Stated) -> str:
    return f"{stated.key} {', '.join(stated.values)}{_signed(stated)}"


def _signed(stated: Stated | None) -> str:
    return f" ({stated.answer.signature})" if stated and stated.answer else ""


def _answered(contract: Contract, answer: Answer) -> Authority:
    said = f"{contract.title}, {answer.question}: {answer.signature}"
    return Authority(said, "contract", "primary", contract.place(answer.where), answer.on.isoformat())


def _facts(contract: Contract) -> Iterator[Rule]:
    """Yield what closes the other routes for facts whose source is not named, where the contract wants it named."""
    found = [contract.term("credit", clause) for clause in contract.grants]
    wanted = {one.where: one for one in found if one and wants_facts_credited(one)}
    for number, (where, stated) in enumerate(wanted.items(), start=1):
        line, place = credit_line(stated), contract.place(where)
        yield Rule(
            id=f"{contract.uid}/credit-on-facts" + (f"-{number}" if len(wanted) > 1 else ""),
            kind=RuleKind.PROHIBITION,
            tier=Tier.AGREEMENT,
            actions=tuple(map(Action, SPREAD)),
            manners=("facts",),
            constraints=(
                Constraint("holder", Operator.EQ, party_key(contract.data["assigner"], contract.book)),
                Constraint("credit", Operator.EQ, False),
            ),
            message=literal(
                say(
                    "{title} (credit, {place}) wants the source named where its facts are used.",
                    title=contract.title,
                    place=place,
                )
            ),
            fix=say("Name the source: {line}", line=literal(line) if line else "{credit-line}"),
            authority=(Authority(f"{contract.title}, credit", "contract", "primary", place),),
        )
