"""Turtle (https://www.w3.org/TR/turtle/), read with rdflib's parser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from licensing.errors import ConfigError, InputError
from licensing.model.values import Iri, Literal
from licensing.odrl.formats import NO_RDFLIB, register
from licensing.odrl.graph import DEEPEST, Blank, Graph, Listed, Place, Term
from licensing.odrl.terms import PREFIXES, TYPE, XSD, is_iri, short
from licensing.packs.profiles import canonical

__all__ = ["parse", "write"]

_NO_BASE = "http://no-base.invalid/"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def parse(text: str, name: str) -> Graph:
    """Return the graph a Turtle text describes.

    Raises:
        InputError: at line and column, when it is not Turtle.
        ConfigError: when rdflib is not installed.
    """
    try:
        from rdflib.plugins.parsers.notation3 import BadSyntax  # noqa: PLC0415 - an extra
    except ImportError as cause:
        raise ConfigError(NO_RDFLIB) from cause

    sink = _Sink(name, text)
    parser = _parser(sink)
    try:
        parser.loadBuf(text)
    except BadSyntax as cause:
        raise sink.fault(f"This is not Turtle: {cause._why}.", cause._i) from cause  # noqa: SLF001 - told nowhere else
    except RecursionError as cause:
        raise sink.fault(f"This nests deeper than {DEEPEST} levels.", sink.offset) from cause
    except (AssertionError, IndexError, ValueError, TypeError) as cause:
        raise sink.fault("This is not Turtle: it breaks off, or a name is malformed.", sink.offset) from cause
    sink.graph.fold_lists()
    return sink.graph


class _Sink:
    """Takes what rdflib's parser finds, with the place it was found at.

    Its own sink makes terms whose lexical forms it changes, and forgets the places.
    """

    def __init__(self, name: str, text: str) -> None:
        self.graph = Graph(name)
        self.offset = 0
        self.verbs: list[int] = []
        self._lines = [0, *(found.end() for found in re.finditer(r"\n", text))]
        self._blanks = 0

    def place(self, offset: int) -> Place:
        line = bisect_right(self._lines, max(offset, 0))
        return line, max(offset, 0) - self._lines[line - 1] + 1

    def fault(self, message: str, offset: int) -> InputError:
        line, column = self.place(offset)
        return InputError(message, path=self.graph.name, line=line, column=column)

    def startDoc(self, formula: object) -> None:  # noqa: N802 - rdflib's name
        """Begin; there is nothing to do."""

    def endDoc(self, formula: object) -> None:  # noqa: N802 - rdflib's name
        """End; there is nothing to do."""

    def bind(self, prefix: str, uri: bytes) -> None:
        """Take a prefix; only the names it makes are of interest."""

    def setDefaultNamespace(self, uri: bytes) -> None:  # noqa: N802 - rdflib's name
        """Take the empty prefix."""

    def intern(self, term: Any) -> Any:
        return term

    def newSymbol(self, text: str) -> Iri:  # noqa: N802 - rdflib's name
        if text.startswith(_NO_BASE):
            rest = text.removeprefix(_NO_BASE)
            raise self.fault(f"<{rest}> is no IRI in full, and no @base says what it belongs to.", self.offset)
        if not is_iri(text):
            raise self.fault(f"'{text}' is not an IRI.", self.offset)
        return Iri(canonical(text))

    def newBlankNode(self, *_: object, **__: object) -> Blank:  # noqa: N802 - rdflib's name
        self._blanks += 1
        return Blank(f"_:n{self._blanks}")

    def newLiteral(self, text: str, datatype: Any = None, language: str | None = None) -> Literal:  # noqa: N802 - rdflib's name
        return Literal(text, datatype, language)

    def newList(self, items: Sequence[Any], _formula: object) -> Listed:  # noqa: N802 - rdflib's name
        return Listed(tuple(self._term(item) for item in items))

    def makeStatement(self, statement: tuple[Any, ...], why: object = None) -> None:  # noqa: N802 - rdflib's name
        _, predicate, subject, value = statement
        subject, predicate = self._term(subject), self._term(predicate)
        if not isinstance(subject, Iri | Blank):
            raise self.fault("A text or a list cannot be the subject of a statement.", self.verbs[-1])
        if not isinstance(predicate, Iri):
            raise self.fault("The middle of a statement must be a property.", self.verbs[-1])
        self.graph.add(subject, predicate, self._term(value), self.place(self.verbs[-1]))

    def _term(self, term: Any) -> Term:
        """Return a term; rdflib writes the short forms of Turtle as Python values, and `a` as a pair."""
        kind = type(term)
        if kind is tuple:
            return Iri(term[1])
        if kind is bool:
            return Literal(str(term).lower(), f"{XSD}boolean")
        if kind is int:
            return Literal(str(term), f"{XSD}integer")
        if kind.__name__ == "Decimal":
            return Literal(f"{term:f}", f"{XSD}decimal")
        if kind.__name__ == "sfloat":
            return Literal(str(term), f"{XSD}double")
        found: Term = term
        return found


def _parser(sink: _Sink) -> Any:
    """Return rdflib's parser, telling the sink where it stands."""
    from rdflib.plugins.parsers.notation3 import SinkParser  # noqa: PLC0415 - an extra

    class _Parser(SinkParser):
        def uri_ref2(self, argstr: str, i: int, res: Any) -> int:
            sink.offset = i
            end: int = super().uri_ref2(argstr, i, res)
            if end >= 0 and isinstance(res[-1], Iri):
                sink.graph.mentioned.setdefault(res[-1], sink.place(i))
                self._last = (res[-1], i)
            return end

        def verb(self, argstr: str, i: int, res: Any) -> int:
            sink.verbs[-1] = i
            return super().verb(argstr, i, res)

        def property_list(self, argstr: str, i: int, subj: Any) -> int:
            named, offset = getattr(self, "_last", (None, i))
            if isinstance(subj, Iri | Blank):
                node = sink.graph.node(subj, sink.place(offset if subj is named else i))
                sink.graph.mentioned[subj] = node.place or (1, 1)
            sink.verbs.append(i)
            end: int = super().property_list(argstr, i, subj)
            sink.verbs.pop()
            return end

    store: Any = sink
    return _Parser(store, baseURI=_NO_BASE, turtle=True)


def write(graph: Graph) -> str:
    """Return a graph as Turtle: named nodes one after the other, nameless ones where they are used."""
    return _Writer(graph).text()


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._used: set[str] = set()

    def text(self) -> str:
        blocks = list(self._blocks())
        used = sorted(self._used)
        head = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in used)
        return f"{head}\n" + "\n".join(blocks)

    def _blocks(self) -> Iterator[str]:
        nested = {
            value for node in self._graph.nodes.values() for values in node.said.values() for value in _blanks(values)
        }
        for key, node in self._graph.nodes.items():
            if key not in nested and node.said:
                subject = "[]" if isinstance(key, Blank) else self._iri(key)
                yield f"{subject} {self._said(key, 1)} .\n"

    def _said(self, key: str, level: int) -> str:
        lines = []
        for predicate, values in self._graph.nodes[key].said.items():
            name = "a" if predicate == TYPE else self._iri(predicate)
            lines.append(f"{name} {', '.join(self._term(value, level + 1) for value in values)}")
        return f" ;\n{'    ' * level}".join(lines)

    def _term(self, term: Term, level: int) -> str:
        if isinstance(term, Listed):
            return f"( {''.join(f'{self._term(item, level)} ' for item in term.items)})"
        if isinstance(term, Literal):
            text = f'"{"".join(_escaped(character) for character in term.text)}"'
            if term.language is not None:
                return f"{text}@{term.language}"
            return text if term.datatype is None else f"{text}^^{self._iri(term.datatype)}"
        if isinstance(term, Iri):
            return self._iri(term)
        if term not in self._graph.nodes or not self._graph.nodes[term].said:
            return "[]"
        indent = "    " * level
        return f"[\n{indent}{self._said(term, level)}\n{indent[4:]}]"

    def _iri(self, iri: str) -> str:
        written = short(iri)
        if written == iri:
            return f"<{iri}>"
        self._used.add(written.partition(":")[0])
        return written


def _blanks(values: Any) -> Iterator[Blank]:
    for value in values:
        if isinstance(value, Blank):
            yield value
        elif isinstance(value, Listed):
            yield from _blanks(value.items)


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return character if character.isprintable() or character == " " else f"\\U{ord(character):08X}"


register("turtle", ".ttl", parse=parse, write=write)
