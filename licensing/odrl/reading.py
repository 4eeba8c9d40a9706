"""Reading a graph: every node hands out its values once, and what nobody asked for is kept as a note or refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from licensing.errors import InputError
from licensing.model.constraint import Note
from licensing.model.profile import ActionTerm, OperandTerm, Profile
from licensing.model.values import Iri, Literal
from licensing.odrl.graph import DEEPEST, Blank, Graph, Term
from licensing.odrl.terms import IRI_VALUED, TYPE, XSD, describes, is_iri, local, near, odrl, short

__all__ = ["MOST_CONSTRAINTS", "Known", "Reading", "View", "called"]

MOST_CONSTRAINTS = 20_000
MOST_NODES = 200_000
"""Nodes read, one that is used in two places twice: what refers to itself a hundred ways must not grow without end."""

_NOT_IRI = "A nameless node cannot stand here; give it an IRI."


class Known(NamedTuple):
    """The terms a policy may use.

    Attributes:
        profiles: The ODRL profiles, by every spelling of their IRIs.
        actions: The actions, those the document defines included.
        operands: The left operands.
        roles: The party functions, by their IRIs.
    """

    profiles: Mapping[str, Profile]
    actions: Mapping[str, ActionTerm]
    operands: Mapping[str, OperandTerm]
    roles: tuple[str, ...]


class Reading:
    """A graph on its way to policies.

    Attributes:
        graph: What is read.
        known: The terms in force.
        policies: The keys of its policies.
        kinds: Rule -> its kind, once it was read.
        used: Node -> properties that found their place.
    """

    def __init__(self, graph: Graph, known: Known, policies: frozenset[str] = frozenset()) -> None:
        self.graph = graph
        self.known = known
        self.policies = policies
        self.kinds: dict[str, str] = {}
        self.used: dict[str, set[str]] = {}
        self._path: list[str] = []
        self._blanks: set[str] = set()
        self._nodes = 0
        self._constraints = 0

    def fault(self, message: str, key: str | None = None, predicate: str | None = None) -> InputError:
        """Return the error for a mistake at a node, or at one of its properties; else at what it is part of."""
        for part in (key, *reversed(self._path)):
            found = self.graph.fault(message, part, predicate if part == key else None)
            if found.line is not None:
                return found
        return self.graph.fault(message)

    @contextmanager
    def view(self, term: Term, what: str) -> Iterator[View]:
        """Open a node for reading.

        Args:
            term: An IRI or a label.
            what: What it is read as, for errors: "a constraint".

        Raises:
            InputError: when it is a text, contains itself, nests too deep or is nameless and used twice.
        """
        if not isinstance(term, Iri | Blank):
            text = term.text if isinstance(term, Literal) else "This list"
            raise self.fault(
                f"'{text}' is not {what}: write an IRI or describe one.", self._path[-1] if self._path else None
            )
        self._count(term, what)
        self._path.append(term)
        try:
            yield View(self, term, what)
        finally:
            self._path.pop()

    def _count(self, key: Iri | Blank, what: str) -> None:
        if key in self._path:
            raise self.fault(f"{called(key)} contains itself. Say what {what} consists of without it.", key)
        if len(self._path) >= DEEPEST:
            raise self.fault(f"This nests deeper than {DEEPEST} levels. Write it flatter.", key)
        if isinstance(key, Blank) and key in self._blanks:
            raise self.fault("This nameless node is used in two places. Give it an IRI, or write it twice.", key)
        if isinstance(key, Blank):
            self._blanks.add(key)
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self.fault(f"There are more than {MOST_NODES:,} things in this document. Split it.", key)

    def count_constraint(self, key: str) -> None:
        """Take note of one more constraint.

        Raises:
            InputError: when there are too many.
        """
        self._constraints += 1
        if self._constraints > MOST_CONSTRAINTS:
            raise self.fault(f"There are more than {MOST_CONSTRAINTS:,} constraints in this document. Split it.", key)


class View:
    """One node while it is read."""

    def __init__(self, reading: Reading, key: Iri | Blank, what: str) -> None:
        self.reading = reading
        self.key = key
        self.what = what
        node = reading.graph.nodes.get(key)
        self._said = node.said if node else {}
        self._asked: set[str] = set()
        self._used = reading.used.setdefault(key, set())

    @property
    def uid(self) -> Iri | None:
        """Its IRI, when it has one."""
        return self.key if isinstance(self.key, Iri) else None

    def fault(self, message: str, predicate: str | None = None) -> InputError:
        """Return the error for a mistake here, or at a property."""
        return self.reading.fault(message, self.key, predicate)

    def says(self, predicate: str) -> bool:
        """Return whether a property is stated."""
        return predicate in self._said

    def all(self, predicate: str) -> list[Term]:
        """Return the values of a property, in their order; empty when there is none."""
        self._asked.add(predicate)
        self._used.add(predicate)
        return self.reading.graph.sorted(self._said.get(predicate, ()))

    def one(self, predicate: str) -> Term | None:
        """Return the value of a property that may have one.

        Raises:
            InputError: when it has several.
        """
        values = self.all(predicate)
        if len(values) > 1:
            raise self.fault(f"{short(predicate)} has {len(values)} values here; {self.what} has one.", predicate)
        return values[0] if values else None

    def iris(self, predicate: str) -> list[Iri]:
        """Return the values of a property that takes IRIs.

        Raises:
            InputError: when one is a text or a nameless node.
        """
        return [self.iri(value, predicate) for value in self.all(predicate)]

    def iri(self, value: Term, predicate: str) -> Iri:
        """Return a value as an IRI; a text of type xsd:anyURI is one, as the W3C's JSON-LD context has it."""
        if isinstance(value, Literal) and value.datatype in _IRI_TYPES and is_iri(value.text):
            return Iri(value.text)
        if isinstance(value, Iri):
            return value
        shown = f"'{value.text}' is not an IRI." if isinstance(value, Literal) else _NOT_IRI
        raise self.fault(f"{short(predicate)}: {shown}", predicate)

    def types(self) -> list[Iri]:
        """Return its classes, sorted."""
        return sorted(self.iris(TYPE))

    def finish(self, *classes: str) -> tuple[Note, ...]:
        """Return as notes what is said of the node and was not asked for.

        Args:
            *classes: The ODRL classes it may be said to be of.

        Raises:
            InputError: naming a property that decides something and is not known here.
        """
        found = []
        if TYPE not in self._asked:
            found += [Note(TYPE, self._class(name, classes)) for name in self.types()]
        for predicate in sorted(set(self._said) - self._asked):
            found += self._notes(predicate)
        return tuple(found)

    def _class(self, name: Iri, classes: tuple[str, ...]) -> Iri:
        if local(name) is not None and local(name) not in classes:
            raise self.fault(
                f"{called(self.key)} stands where {self.what} stands, and is said to be a {short(name)}.", TYPE
            )
        return name

    def _notes(self, predicate: str) -> Iterator[Note]:
        if predicate == odrl("uid"):
            self._require_own_uid(predicate)
        elif not describes(predicate):
            raise self._refused(predicate)
        for value in sorted(self.all(predicate), key=self.reading.graph.key):
            yield Note(Iri(predicate), self._note_value(value, predicate))

    def _note_value(self, value: Term, predicate: str) -> Iri | Literal | tuple[Note, ...]:
        if isinstance(value, Iri | Literal):
            return value
        if not isinstance(value, Blank):
            raise self.fault(
                f"A list as the value of {short(predicate)} cannot be kept. Write the values apart.", predicate
            )
        with self.reading.view(value, "a description") as view:
            return view.finish()

    def _require_own_uid(self, predicate: str) -> None:
        for value in self.all(predicate):
            said = value.text if isinstance(value, Literal) else value
            if self.uid is not None and said != self.uid:
                raise self.fault(f"This is described as {self.uid}, and its odrl:uid is {said}. Write one.", predicate)

    def _refused(self, predicate: str) -> InputError:
        term = local(predicate)
        if term is not None:
            hint = near(term, [odrl(name) for name in IRI_VALUED | {"rightOperand", "status"}])
            where = f"odrl:{term} is not known at {self.what}."
            return self.fault(
                f"{where}{hint if hint and term not in IRI_VALUED else ''} Remove it or correct it.", predicate
            )
        return self.fault(
            f"{short(predicate)} is not a property of ODRL or of a describing vocabulary, and nothing is ignored. "
            "Remove it, or say it in a policy's terms.",
            predicate,
        )


_IRI_TYPES = {f"{XSD}anyURI", f"{XSD}anyType"}


def called(key: str) -> str:
    """Return how a node is called in messages."""
    return "A nameless node" if isinstance(key, Blank) else short(key)
