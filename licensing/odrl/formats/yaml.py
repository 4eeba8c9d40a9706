"""Our own YAML: ODRL's property names as its JSON has them, terms by their bare names, IRIs in full or with a prefix.

A plain text where a value stands is a text; `{value: ..., type: xsd:date}` and `{value: ..., language: en}` are other
literals, `{iri: ...}` an IRI and `{list: [...]}` values in an order. What no policy nests stands under `about`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from licensing.errors import InputError, LicensingError
from licensing.model.values import Iri, Literal
from licensing.odrl.formats import register
from licensing.odrl.graph import Blank, Graph, Listed, Place, Term
from licensing.odrl.nest import Nest
from licensing.odrl.terms import IRI_VALUED, PREFIXES, TERM_VALUED, TYPE, VALUE, is_iri, local, odrl, short
from licensing.packs import yamlfile
from licensing.packs.profiles import canonical
from licensing.packs.yamlfile import Sheet, Where

__all__ = ["Names", "parse", "write"]

_DEEPEST_NESTED = 40
"""Levels of a YAML text before a node is put under `about`; files may have 50."""


class Names:
    """Turns what stands in a sheet into IRIs and literals.

    Args:
        sheet: The file.
        prefixes: The prefixes it declares.
    """

    def __init__(self, sheet: Sheet, prefixes: Any) -> None:
        self._sheet = sheet
        self._prefixes = dict(PREFIXES)
        if prefixes is None:
            return
        if not isinstance(prefixes, dict):
            raise self.fault("Prefixes are a mapping: a short name and the beginning of an IRI.", ("prefixes",))
        for prefix, namespace in prefixes.items():
            if not isinstance(namespace, str) or not is_iri(namespace):
                raise self.fault(f"'{namespace}' is not an IRI.", ("prefixes", prefix))
            self._prefixes[prefix] = namespace

    def fault(self, message: str, where: Where) -> LicensingError:
        """Return the error for a mistake at a place of the sheet."""
        return self._sheet.fault(message, where)

    def place(self, where: Where) -> Place | None:
        """Return the line and column of a value."""
        return self._sheet.marks.get(where)

    def iri(self, text: Any, where: Where, *, term: bool = False) -> Iri | Blank:
        """Return the IRI a text names; `term` lets a bare word name a term of ODRL."""
        if not isinstance(text, str):
            raise self.fault("Here must stand an IRI.", where)
        if text.startswith("_:"):
            return Blank(text)
        prefix, colon, rest = text.partition(":")
        if not colon and term and text:
            return odrl(text)
        full = self._prefixes[prefix] + rest if prefix in self._prefixes and not rest.startswith("//") else text
        if not is_iri(full):
            raise self.fault(f"'{text}' is not an IRI. Write it in full, or with a prefix of `prefixes`.", where)
        return Iri(canonical(full))

    def named(self, text: Any, where: Where, *, term: bool = False) -> Iri:
        """Return the IRI a text names; a label of a nameless thing is none."""
        found = self.iri(text, where, term=term)
        if not isinstance(found, Iri):
            raise self.fault(f"'{text}' names nothing outside this file. Write an IRI.", where)
        return found

    def literal(self, data: Any, where: Where) -> Literal:
        """Return the literal behind a text or a mapping with the keys value, type and language."""
        if isinstance(data, str):
            return Literal(data)
        unknown = [key for key in data if key not in {"value", "type", "language"}]
        if unknown:
            raise self.fault(
                f"A value has the keys value, type, language; '{unknown[0]}' is none.", (*where, unknown[0])
            )
        text, kind, language = data["value"], data.get("type"), data.get("language")
        if not isinstance(text, str) or not isinstance(language, str | None) or (kind and language):
            raise self.fault("A value is a text, with a type or a language beside it.", where)
        return Literal(text, None if kind is None else self.named(kind, (*where, "type")), language)


def parse(text: str, name: str) -> Graph:
    """Return the graph a YAML text describes.

    Raises:
        InputError: with line and column, when it is not YAML or not of this form.
    """
    sheet = yamlfile.parse(text, name, InputError)
    if not isinstance(sheet.data, dict):
        raise sheet.fault("Here must stand a policy, or `policies` and a list of them.")
    data = dict(sheet.data)
    reader = _Reader(Names(sheet, data.pop("prefixes", None)), Graph(name, ordered=True))
    about = data.pop("about", None)
    if "policies" in data:
        reader.nodes(data.pop("policies"), ("policies",))
        for key in data:
            raise sheet.fault(f"'{key}' cannot stand beside `policies`. Known: prefixes, about.", (key,))
    elif data:
        reader.node(data, ())
    if about is not None:
        reader.nodes(about, ("about",))
    return reader.graph


class _Reader:
    def __init__(self, names: Names, graph: Graph) -> None:
        self._names = names
        self.graph = graph
        self._blanks = 0

    def nodes(self, data: Any, where: Where) -> None:
        if not isinstance(data, list):
            raise self._names.fault("Here must stand a list.", where)
        for index, item in enumerate(data):
            self.node(item, (*where, index))

    def node(self, data: Any, where: Where) -> Iri | Blank:
        """Take a description; return the key of what it describes."""
        if not isinstance(data, dict):
            raise self._names.fault("Here must stand a description: keys and values.", where)
        key = self._key(data, where)
        node = self.graph.node(key, self._names.place(where))
        if node.place is not None and isinstance(key, Iri):
            self.graph.mentioned.setdefault(key, node.place)
        for name, value in data.items():
            if name != "uid":
                predicate = TYPE if name == "type" else self._names.named(name, (*where, name), term=True)
                for found in self._values(value, predicate, (*where, name)):
                    self.graph.add(key, predicate, found, self._names.place((*where, name)))
        return key

    def _key(self, data: Mapping[str, Any], where: Where) -> Iri | Blank:
        if "uid" in data:
            return self._names.iri(data["uid"], (*where, "uid"))
        self._blanks += 1
        return Blank(f"_:-{self._blanks}")

    def _values(self, value: Any, predicate: Iri, where: Where) -> list[Term]:
        if not isinstance(value, list):
            return [self._value(value, predicate, where)]
        found = [self._value(item, predicate, (*where, index)) for index, item in enumerate(value)]
        return [Listed(tuple(found))] if local(predicate) == "andSequence" else found

    def _value(self, value: Any, predicate: Iri, where: Where) -> Term:
        name = local(predicate)
        if isinstance(value, dict):
            return self._described(value, predicate, where)
        if not isinstance(value, str):
            raise self._names.fault(f"{short(predicate)} has no value here.", where)
        if predicate in {TYPE, VALUE} or name in IRI_VALUED:
            found = self._names.iri(value, where, term=predicate in {TYPE, VALUE} or name in TERM_VALUED)
            if isinstance(found, Iri) and (place := self._names.place(where)) is not None:
                self.graph.mentioned.setdefault(found, place)
            return found
        return Literal(value)

    def _described(self, value: dict[str, Any], predicate: Iri, where: Where) -> Term:
        if "value" in value:
            return self._names.literal(value, where)
        if "iri" in value or "list" in value:
            which = "iri" if "iri" in value else "list"
            if len(value) > 1:
                raise self._names.fault(f"Beside `{which}` stands nothing else.", where)
            if which == "iri":
                return self._names.named(value["iri"], (*where, "iri"))
            if not isinstance(value["list"], list):
                raise self._names.fault("`list` is a list.", where)
            items = enumerate(value["list"])
            return Listed(tuple(self._value(item, predicate, (*where, "list", index)) for index, item in items))
        return self.node(value, where)


def write(graph: Graph) -> str:
    """Return a graph as YAML."""
    import yaml  # noqa: PLC0415 - costs 16 ms

    class _Dumper(yaml.SafeDumper):
        def ignore_aliases(self, _data: Any) -> bool:
            return True

    nest = _Yaml(graph)
    policies, about = nest.tops(), nest.rest()
    data: dict[str, Any] = {"prefixes": {name: PREFIXES[name] for name in sorted(nest.used)}} if nest.used else {}
    if len(policies) == 1:
        data |= policies[0]
    else:
        data["policies"] = policies
    if about:
        data["about"] = about
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


class _Yaml(Nest):
    deepest = _DEEPEST_NESTED

    def name(self, predicate: str) -> str:
        if predicate == TYPE:
            return "type"
        bare = local(predicate)
        return bare if bare is not None and bare != "uid" else self._short(predicate)

    def reference(self, key: Iri | Blank, predicate: str) -> Any:
        name = local(predicate)
        if predicate in {TYPE, VALUE} or name in TERM_VALUED:
            bare = local(key)
            return bare or self._short(key)
        return self._short(key) if name in IRI_VALUED or isinstance(key, Blank) else {"iri": self._short(key)}

    def literal(self, literal: Literal) -> Any:
        if literal.language is not None:
            return {"value": literal.text, "language": literal.language}
        if literal.datatype is None:
            return literal.text
        return {"value": literal.text, "type": self._short(literal.datatype)}

    def listed(self, items: list[Any], predicate: str) -> Any:
        return items if local(predicate) == "andSequence" and len(items) > 1 else {"list": items}

    def key(self, key: Iri | Blank) -> tuple[str, str]:
        return "uid", self._short(key)

    def _short(self, iri: str) -> str:
        written = iri if iri.startswith("_:") else short(iri)
        if written != iri:
            self.used.add(written.partition(":")[0])
        return str(written)


register("yaml", ".yaml", ".yml", parse=parse, write=write)
