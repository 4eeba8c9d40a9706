"""JSON-LD, read with rdflib's processor and written as the W3C's own examples are."""

from __future__ import annotations

import json
import re
from threading import Lock
from typing import Any, cast

from licensing.errors import ConfigError, InputError
from licensing.model.values import Iri, Literal
from licensing.odrl.context import CONTEXT, IDS, PUBLISHED, SAFE_PREFIXES, SPELLINGS, TERMS
from licensing.odrl.formats import NO_RDFLIB, register
from licensing.odrl.graph import Blank, Graph, Place, Term
from licensing.odrl.nest import Nest
from licensing.odrl.placed import Placed, load
from licensing.odrl.terms import PREFIXES, TERM_VALUED, TYPE, is_iri, local, short
from licensing.packs.profiles import canonical

__all__ = ["parse", "write"]

_NO_BASE = "http://no-base.invalid/"
_UNDEFINED = "urn:not-in-the-context:"
_START = {"@vocab": _UNDEFINED, "@base": _NO_BASE}
_NO_NODE = {"@value", "@list", "@set"}
_KEYWORDS = {*_NO_NODE, "@id", "@type", "@language", "@graph", "@included", "@reverse", "@context", "@index"}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NO_IRI = "An IRI here holds a space, or nothing at all. Correct it."
_NORMALISING = Lock()
_OWN_LABEL = re.compile(r"_:N[0-9a-f]{32}")
"""The labels the processor gives to nameless nodes."""


def parse(text: str, name: str) -> Graph:
    """Return the graph a JSON-LD text describes; nothing is fetched.

    Raises:
        InputError: when it is not JSON, not JSON-LD, or asks for a context other than ODRL's from the net.
        ConfigError: when rdflib is not installed.
    """
    data = load(text, name)
    if not isinstance(data, dict | list):
        raise InputError("This is JSON, and no JSON-LD: write an object.", path=name, line=1, column=1)
    prepared = _Preparation(name)
    graph = Graph(name)
    for subject, predicate, value in _triples(prepared.document(data), name):
        key = prepared.term(subject)
        if not isinstance(key, Iri | Blank):
            raise InputError(f"'{subject}' cannot be described.", path=name)
        graph.node(key, prepared.places.get(key))
        graph.add(key, prepared.iri(str(predicate), key), prepared.term(value, key))
    graph.mentioned |= {Iri(key): place for key, place in prepared.places.items() if isinstance(key, Iri)}
    graph.fold_lists()
    return graph


def _triples(data: Any, name: str) -> list[tuple[Any, Any, Any]]:
    """Return what rdflib's processor makes of a document, with the lexical forms left alone."""
    try:
        import rdflib  # noqa: PLC0415 - an extra
        from rdflib.plugins.parsers.jsonld import to_rdf  # noqa: PLC0415 - likewise
    except ImportError as cause:
        raise ConfigError(NO_RDFLIB) from cause
    sink = _Sink(name)
    with _NORMALISING:
        before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
        try:
            to_rdf(data, cast("rdflib.Graph", sink), base=_NO_BASE)
        except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as cause:
            raise InputError(
                f"This is JSON, and no JSON-LD that can be read: {cause}.", path=name, line=1, column=1
            ) from cause
        finally:
            rdflib.NORMALIZE_LITERALS = before
    return sink.triples


class _Sink:
    """Takes triples where the processor expects a data set; the data sets of rdflib keep no order."""

    context_aware = True

    def __init__(self, name: str) -> None:
        self.triples: list[tuple[Any, Any, Any]] = []
        self._name = name

    @property
    def default_context(self) -> _Sink:
        return self

    def add(self, triple: tuple[Any, Any, Any]) -> None:
        self.triples.append(triple)

    def bind(self, prefix: str | None, namespace: str) -> None:
        """Take a prefix; only the names it makes are of interest."""

    def get_context(self, identifier: object) -> _Sink:
        raise InputError(
            f"The graph {identifier} has a name. Policies stand in the document itself: remove the @id beside @graph.",
            path=self._name,
        )


class _Preparation:
    """Readies a document for the processor: contexts put in, nameless objects labelled with their places."""

    def __init__(self, name: str) -> None:
        self.places: dict[str, Place] = {}
        self._name = name
        self._ids = {"@id", "uid", "id"}
        self._labels: set[str] = set()
        self._maps: set[str] = set()

    def document(self, data: Any) -> Any:
        if isinstance(data, list):
            data = Placed({"@graph": data})
        own = data.get("@context", [])
        contexts = [_START, *self._contexts(own, data)]
        return {"@context": contexts, **self._object({key: data[key] for key in data if key != "@context"}, data)}

    def _contexts(self, context: Any, at: Any) -> list[Any]:
        found: list[Any] = []
        for one in context if isinstance(context, list) else [context]:
            found += [None, dict(_START)] if one is None else [self._context(one, at)]
        return found

    def _context(self, context: Any, at: Any) -> Any:
        if isinstance(context, str):
            if context not in SPELLINGS:
                raise self._fault(
                    f"The context {context} is not known, and nothing is fetched. Write it into the file.", at
                )
            return dict(CONTEXT)
        if not isinstance(context, dict):
            raise self._fault("A context is an address or an object.", at)
        for key in ("@import", "@context"):
            if key in context:
                raise self._fault(f"A context with {key} is not read, for nothing is fetched. Write it out.", at)
        return {key: self._definition(key, value, at) for key, value in context.items()}

    def _definition(self, key: str, value: Any, at: Any) -> Any:
        meaning = value.get("@id") if isinstance(value, dict) else value
        if meaning == "@id":
            self._ids.add(key)
        elif isinstance(meaning, str) and meaning in _NO_NODE:
            raise self._fault(f"'{key}' stands for {meaning} here. Write {meaning} itself.", at)
        if not isinstance(value, dict):
            return value
        if value.get("@container") not in {None, "@list", "@set"}:
            self._maps.add(key)
        return {**value, "@context": self._contexts(value["@context"], at)} if "@context" in value else value

    def _value(self, data: Any, *, node: bool = True) -> Any:
        if isinstance(data, list):
            return [self._value(item, node=node) for item in data]
        if isinstance(data, str) and data.startswith("_:"):
            self._labels.add(data)
        return self._object(data, data, node=node) if isinstance(data, dict) else data

    def _object(self, data: dict[str, Any], at: Any, *, node: bool = True) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if "@context" in data:
            found["@context"] = self._contexts(data["@context"], at)
        self._require_kept(data, at)
        for key, value in data.items():
            if key != "@context":
                found[key] = self._value(value, node=key != "@reverse" and key not in self._maps)
        named = [key for key in data if key in self._ids]
        place = getattr(at, "place", None)
        if place is None or not node:
            return found
        if not named and _NO_NODE.isdisjoint(data) and set(data) != {"@graph"}:
            label = Blank(f"_:at-{place[0]}-{place[1]}")
            found["@id"] = label
            self.places[label] = place
        elif named and isinstance(data[named[0]], str) and len(data) > 1:
            self.places.setdefault(Iri(canonical(data[named[0]])), place)
        return found

    def _require_kept(self, data: dict[str, Any], at: Any) -> None:
        """Raise for what a processor drops without a word."""
        unknown = [key for key in data if key.startswith("@") and key not in _KEYWORDS]
        if unknown:
            raise self._fault(f"{unknown[0]} is not read, and nothing is ignored. Remove it.", at)
        language = data.get("@language")
        if language is not None and not (isinstance(language, str) and _LANGUAGE.fullmatch(language)):
            raise self._fault(f"'{language}' is not a language tag, as en or de-AT.", at)

    def term(self, term: Any, key: str | None = None) -> Term:
        kind = type(term).__name__
        if kind == "BNode":
            return self._blank(f"_:{term}", key)
        if kind == "Literal":
            return Literal(str(term), None if term.datatype is None else str(term.datatype), term.language)
        return self.iri(str(term), key)

    def _blank(self, label: str, key: str | None) -> Blank:
        """Return a label; the processor makes one, of a form of its own, of an IRI that is none."""
        if label not in self.places and label not in self._labels and not _OWN_LABEL.fullmatch(label):
            raise self._at(_NO_IRI, key)
        return Blank(label)

    def iri(self, text: str, key: str | None = None) -> Iri:
        if text.startswith(_UNDEFINED):
            name = text.removeprefix(_UNDEFINED)
            raise self._at(f"'{name}' is defined by no @context, and nothing is ignored. Add {PUBLISHED}.", key)
        if text in {"", _NO_BASE}:
            raise self._at(_NO_IRI, key)
        if not is_iri(text) or text.startswith(_NO_BASE):
            raise self._at(f"'{text.removeprefix(_NO_BASE)}' is not an IRI. Write it in full.", key)
        return Iri(canonical(text))

    def _at(self, message: str, key: str | None) -> InputError:
        line, column = self.places.get(key or "", (None, None))
        return InputError(message, path=self._name, line=line, column=column)

    def _fault(self, message: str, at: Any) -> InputError:
        line, column = getattr(at, "place", (1, 1))
        return InputError(message, path=self._name, line=line, column=column)


def write(graph: Graph) -> str:
    """Return a graph as JSON-LD with the context the W3C publishes."""
    nest = _Json(graph)
    nodes = [*nest.tops(), *nest.rest()]
    body: dict[str, Any] = nodes[0] if len(nodes) == 1 else {"@graph": nodes}
    return json.dumps({"@context": PUBLISHED, **body}, indent=2, ensure_ascii=False) + "\n"


class _Json(Nest):
    def name(self, predicate: str) -> str:
        if predicate == TYPE:
            return "@type"
        bare = local(predicate)
        return bare if bare in _PROPERTIES else _compact(predicate)

    def reference(self, key: Iri | Blank, predicate: str) -> Any:
        name = local(predicate)
        if predicate == TYPE or name in TERM_VALUED - {"includedIn", "implies"}:
            bare = local(key)
            return bare if bare in TERMS else _compact(key)
        return str(key) if name in IDS else {"@id": str(key)}

    def literal(self, literal: Literal) -> Any:
        if literal.language is not None:
            return {"@value": literal.text, "@language": literal.language}
        if literal.datatype is None:
            return literal.text
        return {"@value": literal.text, "@type": _compact(literal.datatype)}

    def listed(self, items: list[Any], predicate: str) -> Any:
        return {"@list": items}

    def key(self, key: Iri | Blank) -> tuple[str, str]:
        return "uid", str(key)


_PROPERTIES = {*IDS, "action", "leftOperand", "operator", "conflict", "rightOperand", "rightOperandReference", "unit",
               "status", "and", "or", "xone", "andSequence"}  # fmt: skip
_SAFE = {name: namespace for name, namespace in PREFIXES.items() if name in SAFE_PREFIXES}


def _compact(iri: str) -> str:
    return str(short(iri, _SAFE))


register("json-ld", ".jsonld", ".json", parse=parse, write=write)
