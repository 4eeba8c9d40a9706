"""What the rules make of a table of uses: computed for people to read, and to see what a change of rules changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from licensing.api.reading import terms_of
from licensing.api.rules import Desk, desk
from licensing.decision.combine import AgreementCase, Case, Verdict, decide_use
from licensing.decision.evaluate import compile_policies
from licensing.decision.notice import notice_policy
from licensing.decision.ontology import Ontology
from licensing.errors import ConfigError
from licensing.model.decision import StoryRef
from licensing.model.effect import Effect
from licensing.model.odrl import Action, Authority, Policy, PolicyType, Rule, RuleKind, Tier, Value
from licensing.model.terms import Terms
from licensing.model.use import Taking, Use
from licensing.packs import schema, yamlfile
from licensing.packs.store import Rulebook
from licensing.packs.vocabulary import vocabulary

__all__ = ["Outcome", "Shift", "outcomes", "shifts"]


class Outcome(NamedTuple):
    """One row of a table of uses.

    Attributes:
        id: Its number in the table.
        title: What is done.
        effects: Jurisdiction -> effect.
        rules: Jurisdiction -> the rule the effect rests on; empty where no rule speaks.
    """

    id: str
    title: str
    effects: Mapping[str, Effect]
    rules: Mapping[str, str]


class Shift(NamedTuple):
    """A use whose effect is another under other rules."""

    use: str
    title: str
    jurisdiction: str
    before: Effect
    after: Effect
    rule: str


def outcomes(folder: Path | None = None, *, house: str = "default", uses: Path | None = None) -> tuple[Outcome, ...]:
    """Return what each use of a table comes to in each jurisdiction.

    Args:
        folder: The rule packs; None for those in force.
        house: The house policy.
        uses: A table of uses; None for that of the packs, `tables/outcomes.yaml`.

    Raises:
        PackError: when a pack is broken.
        ConfigError: with file, line and column, when the table is not what its schema says.
    """
    ready = desk(house, folder)
    data = _table(ready.book, uses)
    return tuple(_row(ready, data, use) for use in data["uses"])


def shifts(old: Path, new: Path, *, house: str = "default", uses: Path | None = None) -> Iterator[Shift]:
    """Yield the uses of a table, by default that of the new rules, whose effect was another under the old rules.

    Raises:
        LicensingError: as `outcomes`.
    """
    data = _table(desk(house, new).book, uses)
    for use in data["uses"]:
        before, after = (_row(desk(house, folder), data, use) for folder in (old, new))
        for place, effect in after.effects.items():
            if before.effects[place] is not effect:
                rule = after.rules[place] or before.rules[place]
                yield Shift(use["id"], use["title"], place, before.effects[place], effect, rule)


def _table(book: Rulebook, uses: Path | None) -> Mapping[str, Any]:
    if uses is None:
        found: Mapping[str, Any] = book.pack("tables/outcomes")
        return found
    sheet = yamlfile.read(uses, ConfigError)
    schema.require(sheet, schema.load_schema("tables"))
    return dict(sheet.data)


def _row(ready: Desk, data: Mapping[str, Any], use: Mapping[str, Any]) -> Outcome:
    terms = terms_of(use.get("notice", data["notice"]), ready.book)
    verdicts = {
        place: _verdict(ready, terms, use, _facts(ready.book, data, use), territory)
        for place, territory in data["jurisdictions"].items()
    }
    return Outcome(
        use["id"],
        use["title"],
        {place: verdict.effect for place, verdict in verdicts.items()},
        {place: _resting(verdict) for place, verdict in verdicts.items()},
    )


def _facts(book: Rulebook, data: Mapping[str, Any], use: Mapping[str, Any]) -> dict[str, Value]:
    words = vocabulary(book)
    texts = {**data.get("facts", {}), **use.get("facts", {})}
    return {name: words.value(name, text) for name, text in texts.items() if text is not None}


def _verdict(
    ready: Desk, terms: Terms, use: Mapping[str, Any], facts: Mapping[str, Value], territory: str | None
) -> Verdict:
    rules = ready.rules
    law = rules.law(territory)
    case = Case(
        jurisdiction=law.name,
        guards=rules.guards,
        own=rules.own,
        agreements=(_agreement(rules.ontology, use["act"]),) if use.get("agreement") == "true" else (),
        law=law.program,
        law_at_most=law.at_most,
        notice=compile_policies([notice_policy(terms, rules.amend)], rules.ontology),
        notice_at_most=Effect.REVIEW if terms.unread else Effect.PERMIT,
        house=rules.house,
    )
    asked = {**facts, "territory": territory} if territory else facts
    return decide_use(Use(Taking(StoryRef("story"), use["manner"]), use["act"], asked), case)


def _agreement(ontology: Ontology, act: str) -> AgreementCase:
    """Return a written agreement that grants an act and nothing else."""
    authority = Authority("the agreement", "contract", "primary", "the agreement")
    grant = Rule(
        "agreement/grant",
        RuleKind.PERMISSION,
        Tier.AGREEMENT,
        (Action(act),),
        effect=Effect.PERMIT,
        authority=(authority,),
    )
    policy = Policy("agreement", PolicyType.AGREEMENT, (grant,))
    return AgreementCase("agreement", compile_policies([policy], ontology), {"agreement-written": True})


def _resting(verdict: Verdict) -> str:
    """Return the rule an effect rests on: the best of the routes, or what stands against it."""
    best = min((route for route in verdict.routes if route.best), key=lambda route: route.effect.rank, default=None)
    if best is None or best.best is None:
        return ""
    if best.closers and best.effect is not Effect.PERMIT:
        return max(best.closers, key=lambda state: state.closes.rank).rule.id
    return best.best.rule.id if best.effect is not Effect.DENY else ""
