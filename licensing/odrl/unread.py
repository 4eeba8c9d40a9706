"""What a graph says beside its policies: kept where something in a policy is described, else told by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from licensing.model.constraint import Note
from licensing.model.values import Iri, Literal
from licensing.odrl.graph import Listed, Node, Term
from licensing.odrl.prepare import TERM_LINKS
from licensing.odrl.reading import Reading, called
from licensing.odrl.terms import TYPE, describes, local, odrl, short

__all__ = ["Rest", "rest"]

_PART_OF = odrl("partOf")
_CLASSES = (
    "Asset", "AssetCollection", "Party", "PartyCollection", "Action", "LeftOperand", "RightOperand",
)  # fmt: skip


class Rest(NamedTuple):
    """Notes on things that policies name, and statements nobody reached."""

    notes: dict[str, tuple[Note, ...]]
    unreached: tuple[str, ...]


def rest(reading: Reading, terms: frozenset[str]) -> Rest:
    """Return what is left of a graph once its policies were read."""
    notes: dict[str, tuple[Note, ...]] = {}
    named = {*terms, *_named(reading)}
    waiting = [node for node in reading.graph.nodes.values() if _left(reading, node)]
    progress = True
    while progress:
        progress = False
        for node in list(waiting):
            if node.key in named and isinstance(node.key, Iri) and _describable(reading, node):
                notes[node.key] = _notes(reading, node.key)
                named.update(_iris(node.said.values()))
                waiting.remove(node)
                progress = True
    return Rest(
        {key: found for key, found in notes.items() if found},
        tuple(f"{called(node.key)} {short(predicate)}" for node in waiting for predicate in _left(reading, node)),
    )


def _named(reading: Reading) -> Iterator[str]:
    """Yield what is named by what found its place, and everything that is in a collection or is one."""
    for node in reading.graph.nodes.values():
        used = reading.used.get(node.key, set())
        if _PART_OF in node.said:
            yield node.key
        yield from _iris(
            values for predicate, values in node.said.items() if predicate in used or predicate == _PART_OF
        )


def _iris(values: Iterable[Iterable[Term]]) -> Iterator[str]:
    for several in values:
        for value in several:
            if isinstance(value, Iri):
                yield value
            elif isinstance(value, Listed):
                yield from _iris([value.items])
            elif isinstance(value, Literal) and value.datatype is not None:
                yield value.datatype


def _left(reading: Reading, node: Node) -> list[str]:
    used = reading.used.get(node.key, set())
    return [predicate for predicate in node.said if predicate not in used and predicate != _PART_OF]


def _describable(reading: Reading, node: Node) -> bool:
    return all(
        describes(predicate) or predicate in TERM_LINKS or (predicate == TYPE and _plain(node))
        for predicate in _left(reading, node)
    )


def _plain(node: Node) -> bool:
    return all(isinstance(one, Iri) and local(one) in {None, *_CLASSES} for one in node.said[TYPE])


def _notes(reading: Reading, key: Iri) -> tuple[Note, ...]:
    with reading.view(key, "a description") as view:
        for predicate in (*TERM_LINKS, _PART_OF):
            view.all(predicate)
        return view.finish(*_CLASSES)
