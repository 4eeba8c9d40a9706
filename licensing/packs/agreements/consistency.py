"""Hold a contract against itself: a term that cannot be meant is told where it stands, before it decides anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from licensing.packs.agreements.contract import Clause, Contract, Stated
from licensing.packs.agreements.questions import leaves_open
from licensing.packs.agreements.terms import Form, Terms
from licensing.packs.vocabulary import WORLD, vocabulary
from licensing.packs.yamlfile import Where

__all__ = ["require_consistent"]

_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?", re.ASCII)
_ALONE = {"edits": {"none"}, "medium": {"any"}, "social": {"any", "none"}, "territory": set(WORLD)}
"""Values that say everything, so that nothing can stand beside them."""


def require_consistent(contract: Contract) -> None:
    """Raise for what a contract says that cannot be, or cannot both be.

    Raises:
        ConfigError: with file, line and column.
    """
    for check in _CHECKS:
        check(contract)


def _each(contract: Contract, *keys: str) -> Iterator[tuple[Clause, Stated]]:
    """Yield every statement of some terms with the clause it holds for."""
    for clause in contract.clauses:
        for key in keys:
            for stated in contract.statements(key, clause):
                yield clause, stated


def _item(stated: Stated, value: str) -> Where:
    """Return the place of one of a term's values."""
    return stated.where if isinstance(stated.value, str) else (*stated.where, stated.values.index(value))


def _open(contract: Contract) -> None:
    """Answers count where the contract is silent, and nowhere else."""
    for key, answer in contract.answers.items():
        if not leaves_open(contract, key):
            raise contract.fault(
                f"The contract itself settles '{key}', or never comes to it. Take this answer out.", answer.where
            )


def _alone(contract: Contract) -> None:
    for _, stated in _each(contract, *_ALONE):
        for value in stated.values:
            if value in _ALONE[stated.key] and len(stated.values) > 1:
                raise contract.fault(
                    f"'{value}' says all there is to say of {stated.key}: nothing can stand beside it.",
                    _item(stated, value),
                )


def _territories(contract: Contract) -> None:
    inside, countries = vocabulary(contract.book).inside, frozenset(contract.book.pack("vocabulary")["territory"])
    regions = ", ".join(name for name in inside if name not in WORLD)
    for _, stated in _each(contract, "territory", "except-territory"):
        for place in stated.values:
            if place not in inside and not _is_code(place, countries):
                raise contract.fault(
                    f"'{place}' is not a country code of ISO 3166-1: write GB for the United Kingdom, DE-BY for a part "
                    f"of a country, or a region: {regions}, world.",
                    _item(stated, place),
                )
    for clause in contract.clauses:
        granted, excepted = contract.term("territory", clause), contract.term("except-territory", clause)
        for whole in excepted.values if excepted else ():
            for place in granted.values if granted else WORLD[:1]:
                if excepted and _lies_in(place, whole, inside):
                    named = place if granted else "The world"
                    raise contract.fault(f"{named} is both named and excepted here.", _item(excepted, whole))


def _is_code(place: str, countries: frozenset[str]) -> bool:
    return _CODE.fullmatch(place) is not None and place[:2] in countries


def _lies_in(place: str, whole: str, inside: Mapping[str, frozenset[str]]) -> bool:
    if place == whole or place.startswith(f"{whole}-"):
        return True
    members = inside.get(whole, frozenset())
    return inside[place] <= members if place in inside else place.partition("-")[0] in members


def _law(contract: Contract) -> None:
    countries = frozenset(contract.book.pack("vocabulary")["territory"])
    stated = contract.term("governing-law")
    if stated and _CODE.fullmatch(stated.value) and not _is_code(stated.value, countries):
        raise contract.fault(
            f"'{stated.value}' is not a country code of ISO 3166-1: write GB for the United Kingdom.", stated.where
        )


def _retention(contract: Contract) -> None:
    for home, data in (((), contract.data), *((clause.where, clause.data) for clause in contract.clauses)):
        if "retention" in data and data["retention"] is None:
            raise contract.fault(
                "How long may texts be kept? Write a number of days, or unlimited.", (*home, "retention")
            )
    for clause, stated in _each(contract, "retention"):
        if stated.value == "unlimited" and (contract.owes("delete") or contract.owes("delete", clause)):
            raise contract.fault("Texts may be kept without limit, and a duty says to delete them.", stated.where)


def _credit(contract: Contract) -> None:
    for clause, stated in _each(contract, "credit"):
        if stated.value == "none" and (contract.owes("attribute") or contract.owes("attribute", clause)):
            raise contract.fault("No credit is wanted, and a duty says to give it.", stated.where)


def _sublicence(contract: Contract) -> None:
    for clause in contract.grants:
        if clause.data.get("sublicence") == "true" and "redistribute" not in clause.acts:
            raise contract.fault(
                "Nobody is given the text, so nobody can be sublicensed. Add redistribute to the actions, or take "
                "sublicence out.",
                (*clause.where, "sublicence"),
            )
    if contract.data.get("sublicence") == "true" and not any("redistribute" in one.acts for one in contract.grants):
        raise contract.fault("Sublicences are given, and no grant has the action redistribute.", ("sublicence",))


def _media(contract: Contract) -> None:
    platforms = {"any", "none", *contract.book.pack("vocabulary")["leftOperand"]["social-platform"]["values"]}
    for clause, stated in _each(contract, "social"):
        for name in stated.values:
            if name not in platforms:
                known = ", ".join(sorted(platforms))
                raise contract.fault(f"'{name}' is not a social platform. Known: {known}.", _item(stated, name))
        if "none" in stated.values and not clause.grants:
            raise contract.fault("Social platforms are ruled out in a grant: say social: none there.", stated.where)
        medium = contract.term("medium", clause)
        if "none" in stated.values and medium and "social" in medium.values:
            raise contract.fault("The medium social is both granted and ruled out here.", stated.where)
    for clause, stated in _each(contract, "feeds"):
        medium = contract.term("medium", clause)
        if stated.value == "false" and medium and "feed" in medium.values and "redistribute" in clause.acts:
            raise contract.fault("The medium feed is both granted and ruled out here.", stated.where)
        own = stated.where[:2] == clause.where
        if stated.value == "true" and own and "publish" not in clause.acts:
            raise contract.fault("Feeds carry what is published, and this grant publishes nothing.", stated.where)
    for key in ("social", "feeds"):
        if contract.data.get(key) not in {None, "none", "false"} and not any(one.online for one in contract.grants):
            raise contract.fault(f"No grant publishes on the web or in an app, so {key} has nothing to add to.", (key,))


def _changes(contract: Contract) -> None:
    for clause, stated in _each(contract, "translation"):
        edits = contract.term("edits", clause)
        translates = "translate" in clause.manners or (edits is not None and "translate" in edits.values)
        if stated.value == "false" and translates:
            raise contract.fault("Translation is both granted and ruled out here.", stated.where)
    for clause, stated in _each(contract, "archive"):
        if stated.value == "false" and "archive" in clause.acts:
            raise contract.fault("The archive is both granted and ruled out here.", stated.where)


def _periods(contract: Contract) -> None:
    for clause in contract.clauses:
        Terms(contract, clause, Form(clause.acts[0])).period()


_CHECKS: tuple[Callable[[Contract], None], ...] = (
    _open, _alone, _territories, _law, _retention, _credit, _sublicence, _media, _changes, _periods,
)  # fmt: skip
