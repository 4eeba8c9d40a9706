"""The packs in force, made ready for deciding once a process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from licensing.decision.decide import Jurisdiction, Ruleset
from licensing.decision.evaluate import compile_policies
from licensing.decision.ontology import Ontology
from licensing.decision.wording import Wording
from licensing.errors import LicensingError, PackError
from licensing.model.odrl import Rule
from licensing.packs import policies, profiles, store
from licensing.packs.changes import Change, amend, changes
from licensing.packs.nearest import meant
from licensing.packs.store import Rulebook, rulebook
from licensing.packs.vocabulary import Vocabulary, vocabulary

__all__ = ["Desk", "RuleSummary", "check_rules", "desk", "rule", "rules"]


class Desk(NamedTuple):
    """What every check in a process works with.

    Attributes:
        book: The packs, checked.
        rules: The packs, compiled for deciding.
        wording: The names messages use.
    """

    book: Rulebook
    rules: Ruleset
    wording: Wording


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """One rule in a list.

    Attributes:
        id: Its address.
        kind: permission or prohibition.
        tier: Where it stands in the decision.
        message: What it says.
        place: The file and line it stands at, below the rules folder.
    """

    id: str
    kind: str
    tier: str
    message: str
    place: str


@cache
def desk(house: str = "default", folder: Path | None = None) -> Desk:
    """Return the packs in force under a house policy; those of another folder than the shipped ones, if one is named.

    Raises:
        PackError: when a pack is not what its schema says, or there is no such house policy.
    """
    book = rulebook(folder)
    words = vocabulary(book)
    chosen, ontology = policies.house(book, house), _ontology(words)
    changed = changes(book, house)
    ruleset = Ruleset(
        guards=compile_policies(policies.guards(book), ontology),
        own=compile_policies([amend(one, changed) for one in policies.own(book)], ontology),
        house=compile_policies([chosen.policy], ontology),
        numbers=chosen.parameters,
        law=cache(lambda territory: _jurisdiction(book, ontology, territory, changed)),
        amend=lambda policy: amend(policy, changed),
        unsaid={name: words.value(name, one.unsaid) for name, one in words.operands.items() if one.unsaid},
        ontology=ontology,
    )
    return Desk(book, ruleset, _wording(words, chosen.parameters))


def _ontology(words: Vocabulary) -> Ontology:
    return Ontology(
        covers=words.covers,
        datatypes={name: operand.datatype for name, operand in words.operands.items()},
        inside=words.inside,
        measured=frozenset(name for name, operand in words.operands.items() if operand.fulfils),
    )


def _jurisdiction(
    book: Rulebook, ontology: Ontology, territory: str | None, changed: Mapping[str, Change]
) -> Jurisdiction:
    law = policies.law_for(book, territory)
    program = compile_policies([amend(law.policy, changed)], ontology)
    return Jurisdiction(law.jurisdiction, program, law.at_most, law.fallback, law.review_due)


def _wording(words: Vocabulary, numbers: Mapping[str, float]) -> Wording:
    return Wording(
        labels=words.labels,
        operands={name: operand.label for name, operand in words.operands.items()},
        questions={name: (operand.who, operand.question) for name, operand in words.operands.items()},
        notes=words.notes,
        numbers=numbers,
        quiet=frozenset(name for name, operand in words.operands.items() if operand.unsaid),
    )


def rules() -> list[RuleSummary]:
    """Return every rule of the shipped packs, in the order of their ids."""
    book = rulebook()
    found = [summary for rule_ in _all(book) for summary in [_summary(rule_, book)]]
    return sorted(found, key=lambda summary: summary.id)


def rule(rule_id: str) -> tuple[Rule, str]:
    """Return one rule and the place it stands at.

    Raises:
        PackError: when there is no such rule.
    """
    book = rulebook()
    for found in _all(book):
        if found.id == rule_id:
            return found, book.places[rule_id]
    known = [summary.id for summary in rules()]
    raise PackError(f"There is no rule '{rule_id}'. {meant(rule_id, known)}See: licensing rules list.")


def check_rules(folder: Path | None = None) -> list[LicensingError]:
    """Return every fault of the packs in a folder, by default the shipped ones; empty when there is none."""
    folder = folder or rulebook().folder
    if not store.files_in(folder):
        return [
            PackError(
                "There are no rule packs here. Name a folder that holds law/, house/, agencies/ ...", path=str(folder)
            )
        ]
    found = store.faults_in(folder)
    if not found:
        try:
            list(_all(rulebook(folder)))
            profiles.profiles(rulebook(folder))
            for name in sorted(rulebook(folder).data.get("house", ())):
                changes(rulebook(folder), name.rpartition("/")[2])
        except PackError as error:
            found.append(error)
    return found


def _all(book: Rulebook) -> list[Rule]:
    return [
        found
        for kind in policies.TIERS
        for pack_id in sorted(book.data.get(kind, ()))
        for found in policies.policy(book, pack_id).rules
        if found.id.startswith(f"{pack_id}/")
    ]


def _summary(found: Rule, book: Rulebook) -> RuleSummary:
    return RuleSummary(found.id, found.kind.value, found.tier.value, found.message, book.places[found.id])
