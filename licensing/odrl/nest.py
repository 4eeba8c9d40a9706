"""Turn a graph into nested mappings: every node is described where it is first named."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from licensing.model.values import Iri, Literal
from licensing.odrl.graph import Blank, Graph, Listed, Term
from licensing.odrl.terms import local

__all__ = ["Nest"]

_SEVERAL = {"permission", "prohibition", "obligation", "duty", "remedy", "consequence", "constraint", "refinement",
            "and", "or", "xone", "andSequence"}  # fmt: skip
"""Properties whose values stand in a list even when there is one."""


class Nest(ABC):
    """A graph on its way to mappings; a format says how names, references and literals look.

    Attributes:
        deepest: Levels of nesting before a node is described apart.
        used: The prefixes written so far.
    """

    deepest = 1_000

    def __init__(self, graph: Graph) -> None:
        self.used: set[str] = set()
        self._graph = graph
        self._done: set[str] = set(graph.tops)
        self._apart: list[Iri | Blank] = []

    @abstractmethod
    def name(self, predicate: str) -> str:
        """Return the name of a property."""

    @abstractmethod
    def reference(self, key: Iri | Blank, predicate: str) -> Any:
        """Return how a thing is named as the value of a property."""

    @abstractmethod
    def literal(self, literal: Literal) -> Any:
        """Return how a literal is written."""

    @abstractmethod
    def listed(self, items: list[Any], predicate: str) -> Any:
        """Return how values in an order are written."""

    @abstractmethod
    def key(self, key: Iri | Blank) -> tuple[str, str]:
        """Return the name and the value that say which thing is described."""

    def tops(self) -> list[dict[str, Any]]:
        """Return the descriptions of the nodes nobody nests."""
        return [self._node(key, 2, named=True) for key in self._graph.tops]

    def rest(self) -> list[dict[str, Any]]:
        """Return the descriptions of the nodes that were not nested anywhere."""
        found = []
        for key, node in self._graph.nodes.items():
            if key not in self._done and node.said and isinstance(key, Iri):
                self._done.add(key)
                self._apart.append(key)
        while self._apart:
            found.append(self._node(self._apart.pop(0), 2, named=True))
        return found

    def _node(self, key: Iri | Blank, level: int, *, named: bool) -> dict[str, Any]:
        self._done.add(key)
        found: dict[str, Any] = dict([self.key(key)]) if named else {}
        for predicate, values in self._graph.nodes[key].said.items():
            items = [self._term(value, predicate, level + 2) for value in values]
            several = len(items) > 1 or (local(predicate) in _SEVERAL and not isinstance(next(iter(values)), Listed))
            found[self.name(predicate)] = items if several else items[0]
        return found

    def _term(self, term: Term, predicate: str, level: int) -> Any:
        if isinstance(term, Literal):
            return self.literal(term)
        if isinstance(term, Listed):
            return self.listed([self._term(item, predicate, level + 2) for item in term.items], predicate)
        described = term in self._graph.nodes and bool(self._graph.nodes[term].said)
        if isinstance(term, Blank) and not described:
            return {}
        if not described or term in self._done:
            return self.reference(term, predicate)
        if level > self.deepest:
            self._done.add(term)
            self._apart.append(term)
            return self.reference(term, predicate)
        return self._node(term, level + 1, named=isinstance(term, Iri))
