"""What rights documents say of a request: policies, a request and a world in, compliance reports out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from licensing.decision.atomic import atomic
from licensing.decision.comply import comply as evaluate
from licensing.decision.ontology import Ontology
from licensing.errors import ConfigError, InputError, LicensingError, PackError
from licensing.model.compliance import PolicyReport
from licensing.model.odrl import Policy, PolicyType
from licensing.model.profile import ActionTerm
from licensing.model.world import World
from licensing.odrl import compliance
from licensing.odrl.read import Rights, read
from licensing.odrl.world import read_world
from licensing.packs import profiles
from licensing.packs.store import Rulebook, rulebook
from licensing.packs.vocabulary import vocabulary
from licensing.reports.compliance import text

__all__ = ["SHAPES", "comply"]


def comply(
    policies: Sequence[str | Path],
    request: str | Path,
    world: str | Path | None = None,
    *,
    parents: Sequence[str | Path] = (),
) -> tuple[PolicyReport, ...]:
    """Return what each policy says of a request, rule by rule, and what it comes to.

    Args:
        policies: Rights documents: Turtle, JSON-LD or YAML.
        request: A document with an ODRL Request, or several.
        world: The state of the world; without one, every fact the request does not state is unknown.
        parents: Documents with policies the others inherit from.

    Raises:
        InputError: with file, line and column, when one of them says what it may not say.
        ConfigError: when a file needs rdflib and there is none.
    """
    book = rulebook()
    asked = read(Path(request), book)
    given, beside = ([read(Path(one), book) for one in several] for several in (policies, parents))
    state = read_world(Path(world), book) if world else World(closed=False)
    documents = [asked, *given, *beside]
    ontology = _ontology_of(documents, book)
    state = replace(state, part_of=_memberships(state, documents))
    requests = [one for one in asked.policies if one.type is PolicyType.REQUEST]
    if not requests:
        raise asked.fault("There is no ODRL Request in this file. Give one its type: odrl:Request.")
    found = _whole(given, beside)
    return tuple(evaluate(policy, one, state, ontology) for policy in found for one in _requested(requests, asked))


SHAPES: Mapping[str, Callable[[Sequence[PolicyReport]], str]] = {"turtle": compliance.write, "text": text}
"""The forms a compliance report is printed in."""


@cache
def known_ontology(book: Rulebook) -> Ontology:
    """Return what the terms of the known profiles mean."""
    return _ontology(book, {})


def _ontology(book: Rulebook, extra: Mapping[str, ActionTerm]) -> Ontology:
    terms, operands = profiles.terms(book, extra), profiles.operands(book)
    return Ontology(
        covers=profiles.covers(terms),
        implied_by=profiles.implied_by(terms),
        datatypes={name: term.datatype for name, term in operands.items()},
        inside=vocabulary(book).inside,
        measured=frozenset(name for name, term in operands.items() if term.measured),
        aliases={name: term.same_as[0] for name, term in operands.items() if term.deprecated and term.same_as},
    )


def _ontology_of(documents: Sequence[Rights], book: Rulebook) -> Ontology:
    extra = {name: term for document in documents for name, term in document.terms.items()}
    if not extra:
        return known_ontology(book)
    try:
        return _ontology(book, extra)
    except PackError as cause:
        home = next(document for document in documents if document.terms)
        circle = next((name for name in extra if f"<{name}>" in cause.message or name in cause.message), None)
        raise home.fault(cause.message, circle) from cause


def _memberships(world: World, documents: Sequence[Rights]) -> Mapping[str, frozenset[str]]:
    found = dict(world.part_of)
    for document in documents:
        for name, collections in document.part_of.items():
            found[name] = found.get(name, frozenset()) | collections
    return found


def _whole(given: Sequence[Rights], beside: Sequence[Rights]) -> tuple[Policy, ...]:
    """Return the policies of documents with what they inherit, each mistake at its place."""
    homes = {policy.uid: document for document in (*beside, *given) for policy in document.policies}

    def fault(message: str, iri: str) -> LicensingError:
        home = homes.get(iri) or next((document for document in given if iri in document.places), None)
        return home.fault(message, iri) if home else InputError(message)

    others = [policy for document in beside for policy in document.policies]
    asked = [policy for document in given for policy in document.policies if policy.type is not PolicyType.REQUEST]
    if not asked:
        names = ", ".join(document.path for document in given)
        raise ConfigError(f"There is no policy in {names}: no Set, Offer or Agreement.")
    return atomic(asked, others, fault)


def _requested(requests: Sequence[Policy], home: Rights) -> tuple[Policy, ...]:
    return atomic(requests, fault=home.fault)
