"""What a rights document says, whatever it is written in: nodes and what is said of each.

Turtle, JSON-LD and YAML are read into this form and written from it; `reader` turns it into policies, `unfold` makes
it of policies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from licensing.errors import InputError
from licensing.model.values import Iri, Literal
from licensing.odrl.terms import RDF, TYPE, short

__all__ = ["Blank", "Graph", "Listed", "Node", "Place", "Term"]

Place = tuple[int, int]
"""Line and column, from 1."""

DEEPEST = 50
_LONG = 1_000
_FIRST, _REST, _NIL = (Iri(f"{RDF}{name}") for name in ("first", "rest", "nil"))


class Blank(str):
    """A nameless node, by a label of its document: `_:` and a name."""

    __slots__ = ()


class Listed(NamedTuple):
    """Values in an order (an RDF list)."""

    items: tuple[Term, ...]


Term = Iri | Blank | Literal | Listed


@dataclass(slots=True)
class Node:
    """What is said of one thing.

    Attributes:
        key: Its IRI or label.
        said: Property -> values, each once, in order.
        place: Where it is described.
        places: Property -> where it is said first.
    """

    key: Iri | Blank
    said: dict[str, dict[Term, None]] = field(default_factory=dict)
    place: Place | None = None
    places: dict[str, Place] = field(default_factory=dict)


@dataclass(slots=True)
class Graph:
    """A document.

    Attributes:
        name: The file, as the user named it.
        ordered: Whether the order of values was written down on purpose; the values of RDF have none.
        nodes: IRI or label -> node, in the order of the document.
        mentioned: IRI -> where it stands first.
        tops: Nodes nobody nests, in the order of the document; what a writer begins with.
    """

    name: str
    ordered: bool = False
    nodes: dict[str, Node] = field(default_factory=dict)
    mentioned: dict[str, Place] = field(default_factory=dict)
    tops: list[Iri | Blank] = field(default_factory=list)
    _keys: dict[str, str] = field(default_factory=dict)

    def node(self, key: Iri | Blank, place: Place | None = None) -> Node:
        """Return the node of a key, made when there is none."""
        node = self.nodes.get(key)
        if node is None:
            node = self.nodes[key] = Node(key)
        if node.place is None:
            node.place = place
        return node

    def add(self, subject: Iri | Blank, predicate: str, value: Term, place: Place | None = None) -> None:
        """Say something of a node; to say it twice changes nothing."""
        node = self.node(subject, place)
        node.said.setdefault(predicate, {})[value] = None
        if place is not None:
            node.places.setdefault(predicate, place)

    def fault(self, message: str, key: str | None = None, predicate: str | None = None) -> InputError:
        """Return the error for a mistake at a node, or at one of its properties."""
        node = self.nodes.get(key) if key is not None else None
        place = node.places.get(predicate) if node and predicate else None
        place = place or (node.place if node else None) or self.mentioned.get(key or "")
        line, column = place or (None, None)
        return InputError(message, path=self.name, line=line, column=column)

    def sorted(self, values: Iterable[Term]) -> list[Term]:
        """Return values in an order that follows from what they say alone, or as written where that has a meaning."""
        return list(values) if self.ordered else sorted(values, key=self.key)

    def key(self, term: Term, depth: int = 0) -> str:
        """Return what a term sorts by; the label of a nameless node has no part in it."""
        if isinstance(term, Blank):
            return self._content(term, depth)
        if isinstance(term, Listed):
            return _bounded("3", [self.key(item, depth + 1) for item in term.items])
        if isinstance(term, Literal):
            return f"2{term.text}\0{term.datatype or ''}\0{term.language or ''}"
        return f"0{term}"

    def _content(self, blank: Blank, depth: int) -> str:
        if blank in self._keys:
            return self._keys[blank]
        if depth > 2 * DEEPEST:
            raise self.fault(f"This nests deeper than {DEEPEST} levels.", blank)
        self._keys[blank] = "1"
        said = self.nodes[blank].said if blank in self.nodes else {}
        parts = sorted("\1".join((name, *sorted(self.key(one, depth + 1) for one in said[name]))) for name in said)
        self._keys[blank] = _bounded("1", parts)
        return self._keys[blank]

    def fold_lists(self) -> None:
        """Turn chains of rdf:first and rdf:rest into lists.

        Raises:
            InputError: when a chain has no end, two ends or no value.
        """
        links = {str(key) for key, node in self.nodes.items() if isinstance(key, Blank) and _FIRST in node.said}
        used: set[str] = set()
        for key, node in self.nodes.items():
            if key not in links:
                for name, values in node.said.items():
                    node.said[name] = {self._listed(value, links, used): None for value in values}
        for key in used:
            del self.nodes[key]

    def _listed(self, value: Term, links: set[str], used: set[str]) -> Term:
        if value == _NIL:
            return Listed(())
        if not isinstance(value, Blank) or value not in links:
            return value
        items: list[Term] = []
        rest: Term = value
        while rest != _NIL and not isinstance(rest, Listed):
            node = self.nodes.get(rest) if isinstance(rest, Blank) else None
            if node is None or rest in used or any(len(node.said.get(name, ())) != 1 for name in (_FIRST, _REST)):
                raise self.fault("This list is broken: each part has one rdf:first and one rdf:rest.", str(value))
            extra = [name for name in node.said if name not in {_FIRST, _REST, TYPE}]
            if extra:
                raise self.fault(
                    f"A part of a list says {short(extra[0])}, which cannot be kept.", str(value), extra[0]
                )
            used.add(str(rest))
            items.append(self._listed(next(iter(node.said[_FIRST])), links, used))
            rest = next(iter(node.said[_REST]))
        return Listed((*items, *(rest.items if isinstance(rest, Listed) else ())))


def _bounded(kind: str, parts: Iterable[str]) -> str:
    """Return parts as one text; a long one by its beginning and a digest, because nodes nest."""
    text = kind + "\2".join(parts) + "\3"
    return text if len(text) <= _LONG else text[:_LONG] + sha256(text.encode()).hexdigest()
