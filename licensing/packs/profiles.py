"""The ODRL profiles the packs know, and what their terms say of one another.

A policy names its terms by IRI and its profiles by theirs; both are met in more than one spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from licensing.errors import PackError
from licensing.model.profile import ActionTerm, OperandTerm, Profile
from licensing.packs.store import Rulebook
from licensing.packs.vocabulary import ODRL, expand, vocabulary

__all__ = ["ODRL", "canonical", "covers", "implied_by", "manner", "operands", "profiles", "terms"]

_SPELLING = re.compile(r"^https?://(?:www\.)?w3\.org/ns/odrl/2(?:/|$)")
_NO_TERMS: Mapping[str, ActionTerm] = MappingProxyType({})

Graph = Mapping[str, frozenset[str]]
"""Action -> actions."""


def canonical(iri: str) -> str:
    """Return an IRI with the ODRL namespace spelled as the W3C spells it; any other IRI as it is."""
    return _SPELLING.sub(ODRL, iri, count=1)


def manner(profile: str) -> str:
    """Return the left operand that says how a text is taken; a refinement of an action, in our profile only."""
    return f"{profile}#manner"


@cache
def profiles(book: Rulebook) -> Mapping[str, Profile]:
    """Return every profile by every spelling of its IRI, our own included.

    Raises:
        PackError: when two profiles share a spelling, a term names one that nobody defines, or an action is included
            in itself.
    """
    packs = book.data.get("profiles", {})
    placed = [(book.places[pack_id], _read(packs[pack_id])) for pack_id in sorted(packs)]
    placed.append((book.places["vocabulary"], _own(book)))
    _require_known(placed)
    found: dict[str, Profile] = {}
    for place, profile in placed:
        for spelling in (profile.uid, *profile.also):
            if spelling in found:
                raise PackError(f"'{spelling}' names {profile.title} and {found[spelling].title}.", path=place)
            found[spelling] = profile
    return MappingProxyType(found)


@cache
def _actions(book: Rulebook) -> Mapping[str, ActionTerm]:
    return {name: term for profile in profiles(book).values() for name, term in profile.actions.items()}


def terms(book: Rulebook, extra: Mapping[str, ActionTerm] = _NO_TERMS) -> Mapping[str, ActionTerm]:
    """Return the actions of all profiles by IRI, and the `extra` ones; what a profile says of a term stands."""
    return {**extra, **_actions(book)}


@cache
def operands(book: Rulebook) -> Mapping[str, OperandTerm]:
    """Return the left operands of all profiles by IRI."""
    return {name: term for profile in profiles(book).values() for name, term in profile.operands.items()}


def covers(actions: Mapping[str, ActionTerm]) -> Graph:
    """Return, for every action, the actions a rule about it speaks of.

    Itself, everything included in it, and exact matches of these (ODRL 2.2, section 2.4): odrl:write is an exact match
    of odrl:modify, which is included in odrl:use, so a rule about either speaks of writing.

    Raises:
        PackError: naming the cycle, when an action is included in itself.
    """
    groups = _groups(actions)
    above: dict[frozenset[str], set[frozenset[str]]] = {group: set() for group in groups.values()}
    for name, term in actions.items():
        above[groups[name]] |= {groups[wider] for wider in term.included_in} - {groups[name]}
    reach: dict[str, set[str]] = {name: set() for name in groups}
    for group in dict.fromkeys(groups.values()):
        for wider in _upwards(group, above):
            for name in wider:
                reach[name] |= group
    return {name: frozenset(found) for name, found in reach.items()}


def implied_by(actions: Mapping[str, ActionTerm]) -> Graph:
    """Return, for every action, the actions that imply it: to exercise one of them, it must not be prohibited.

    A kind of an action implies what the action implies, and an action that is implied is so as one of its kind.

    Raises:
        PackError: when an action is included in itself.
    """
    wider: dict[str, set[str]] = {}
    for name, narrower in covers(actions).items():
        for one in narrower:
            wider.setdefault(one, set()).add(name)
    found: dict[str, set[str]] = {name: set() for name in wider}
    for name in wider:
        for implied in _implied(name, actions, wider):
            found[implied].add(name)
    return {name: frozenset(by) for name, by in found.items()}


def _implied(name: str, actions: Mapping[str, ActionTerm], wider: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    left = set(wider[name])
    while left:
        term = actions.get(left.pop())
        reached = {above for implied in (term.implies if term else ()) for above in wider[implied]}
        left |= reached - found
        found |= reached
    return found


def _groups(actions: Mapping[str, ActionTerm]) -> dict[str, frozenset[str]]:
    """Return every action that is named, with itself and its exact matches."""
    groups: dict[str, frozenset[str]] = {}
    for name, term in actions.items():
        for mentioned in (name, *term.included_in, *term.implies):
            groups.setdefault(mentioned, frozenset({mentioned}))
        joined = frozenset().union(*(groups.get(same, frozenset({same})) for same in (name, *term.same_as)))
        groups.update(dict.fromkeys(joined, joined))
    return groups


def _upwards(group: frozenset[str], above: Mapping[frozenset[str], set[frozenset[str]]]) -> Iterator[frozenset[str]]:
    """Yield a group and everything it is included in.

    Raises:
        PackError: when it is included in itself.
    """
    came: dict[frozenset[str], frozenset[str]] = {}
    left = [group]
    while left:
        current = left.pop()
        yield current
        for wider in sorted(above[current], key=min):
            if wider == group:
                raise PackError(f"These actions are included in one another: {_way(group, current, came)}.")
            if wider not in came:
                came[wider] = current
                left.append(wider)


def _way(group: frozenset[str], last: frozenset[str], came: Mapping[frozenset[str], frozenset[str]]) -> str:
    steps = [group, last]
    while steps[-1] != group:
        steps.append(came[steps[-1]])
    return " -> ".join(min(step) for step in reversed(steps))


def _read(data: Mapping[str, Any]) -> Profile:
    def iris(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(_iri(name, data) for name in names)

    return Profile(
        uid=data["uid"],
        also=tuple(data.get("also", ())),
        title=data["title"],
        actions={
            _iri(name, data): ActionTerm(
                included_in=iris(part.get("includedIn", ())),
                implies=iris(part.get("implies", ())),
                same_as=iris(part.get("exactMatch", ())),
                deprecated=part.get("deprecated") == "true",
            )
            for name, part in data["actions"].items()
        },
        operands={
            _iri(name, data): OperandTerm(
                datatype=part["datatype"],
                same_as=iris(part.get("exactMatch", ())),
                deprecated=part.get("deprecated") == "true",
                measured=part.get("fulfils") == "true",
            )
            for name, part in data["leftOperand"].items()
        },
        roles=iris(data.get("function", ())),
    )


def _iri(name: str, data: Mapping[str, Any]) -> str:
    prefix, colon, rest = name.partition(":")
    if not colon:
        return f"{data['namespace']}{name}"
    return f"{data.get('prefixes', {}).get(prefix, f'{prefix}:')}{rest}"


def _own(book: Rulebook) -> Profile:
    """Return our own profile: what `rules/vocabulary.yaml` defines beyond the profiles it borrows from."""
    data, words = book.pack("vocabulary"), vocabulary(book)
    uid = data["profile"]
    return Profile(
        uid=uid,
        also=(),
        title="The newsroom's own profile",
        actions={
            words.iris[name]: ActionTerm((expand(action["includedIn"], uid),))
            for name, action in data["actions"].items()
            if action["iri"].startswith("profile:")
        },
        operands={
            manner(uid): OperandTerm(),
            **{
                operand.iri: OperandTerm(operand.datatype, measured=operand.fulfils)
                for operand in words.operands.values()
                if operand.iri.startswith(f"{uid}#")
            },
        },
    )


def _require_known(placed: Iterable[tuple[str, Profile]]) -> None:
    actions = {name: term for _, profile in placed for name, term in profile.actions.items()}
    for place, profile in placed:
        for name, term in profile.actions.items():
            for other in (*term.included_in, *term.implies, *term.same_as):
                if other not in actions:
                    raise PackError(f"'{name}' names the action '{other}', which nobody defines.", path=place)
    covers(actions)
