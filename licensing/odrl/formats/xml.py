"""ODRL in XML, as RightsML and NewsML-G2 carry it (ODRL Version 2.1 XML Encoding, W3C Community Group, 5 March 2015).

It is read and not written: ODRL 2.2 has no encoding in XML. What stands in attributes there (`relation` of an asset,
`function` of a party, `name` of an action) becomes what the other formats say; what has no counterpart is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from licensing.errors import InputError
from licensing.model.values import Iri, Literal
from licensing.odrl.formats import register
from licensing.odrl.graph import DEEPEST, Blank, Graph, Place, Term
from licensing.odrl.terms import PREFIXES, TYPE, XSD, is_iri, local, odrl
from licensing.packs.profiles import canonical

__all__ = ["parse"]

_POLICIES = frozenset({"Policy", "policy"})
_RULES = frozenset({"permission", "prohibition", "obligation", "duty", "remedy", "consequence"})
_ASSETS = frozenset({"target", "output"})
_PARTY = re.compile(r"assigne[er]|[a-z]+Party")
_SEVERAL = frozenset({"isAnyOf", "isAllOf", "isNoneOf"})
_POLICY_TERMS = {"type": TYPE, **{name: odrl(name) for name in ("profile", "conflict", "inheritFrom")}}
_CONSTRAINT_TERMS = {
    "name": "leftOperand",
    "leftOperand": "leftOperand",
    "operator": "operator",
    "unit": "unit",
    "rightOperandReference": "rightOperandReference",
}
_NAME = re.compile(r"[A-Za-z_][\w.-]*")


class _Element(NamedTuple):
    name: str
    attributes: Mapping[str, str]
    prefixes: Mapping[str, str]
    place: Place
    key: Iri | Blank


def parse(text: str, name: str) -> Graph:
    """Return the graph an ODRL policy in XML describes.

    Raises:
        InputError: with line and column, when it is broken, has a DOCTYPE, or says what is not read.
    """
    return _Reader(name).read(text)


class _Reader:
    """Says in a graph what the elements say, one by one, while expat walks them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._graph = Graph(name)
        self._open: list[_Element] = []
        self._declared: dict[str, str] = {}
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def read(self, text: str) -> Graph:
        parser = self._parser
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = lambda _: self._open.pop()
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            what = f"This is no XML: {expat.ErrorString(error.code)}."
            raise InputError(what, path=self._name, line=error.lineno, column=error.offset + 1) from error
        return self._graph

    @property
    def _place(self) -> Place:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _fault(self, message: str) -> InputError:
        line, column = self._place
        return InputError(message, path=self._name, line=line, column=column)

    def _doctype(self, *_: object) -> None:
        raise self._fault("A policy in XML needs no DOCTYPE, and none is read. Take it out.")

    def _declare(self, prefix: str | None, namespace: str | None) -> None:
        self._declared[prefix or ""] = namespace or ""

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEEPEST:
            raise self._fault(f"This nests deeper than {DEEPEST} levels. Write it flatter.")
        namespace, _, bare = name.rpartition(" ")
        if local(canonical(namespace)) is None:
            raise self._fault(f"<{bare}> is no element of ODRL, and nothing is ignored. Remove it.")
        outer = self._open[-1] if self._open else None
        prefixes = {**(outer.prefixes if outer else {"xs": XSD, **PREFIXES}), **self._declared}
        self._declared = {}
        place = self._place
        said = dict(attributes)
        uid = said.pop("uid", "")
        key = Iri(canonical(uid)) if is_iri(uid) else Blank(f"_:at-{place[0]}-{place[1]}")
        if uid and not is_iri(uid):
            raise self._fault(f"'{uid}' is not an IRI. Write it in full.")
        element = _Element(bare, said, prefixes, place, key)
        self._open.append(element)
        self._say(element, outer)

    def _say(self, element: _Element, outer: _Element | None) -> None:
        name, key = element.name, element.key
        if outer is None or name in _POLICIES:
            if outer is not None or name not in _POLICIES:
                raise self._fault(f"<{name}> stands where one policy is read. Hand in each policy alone.")
            self._described(element, _POLICY_TERMS)
        elif name == "action" and outer.name in _RULES:
            self._action(element, outer)
        elif name == "constraint" and outer.name in {*_RULES, *_POLICIES}:
            self._add(outer, odrl("constraint"), key)
            self._constraint(element)
        elif name in _RULES and (outer.name in _RULES or outer.name in _POLICIES):
            kind = "obligation" if name == "duty" and outer.name in _POLICIES else name
            self._add(outer, odrl(kind), key)
            self._described(element, {})
        elif name == "asset" or name in _ASSETS:
            self._part(element, outer, "relation", "target")
        elif name == "party" or _PARTY.fullmatch(name):
            self._part(element, outer, "function", "")
        else:
            raise self._fault(f"<{name}> inside <{outer.name}> is not read, and nothing is ignored. Remove it.")

    def _described(self, element: _Element, terms: Mapping[str, Iri]) -> None:
        """Say what the attributes of an element say.

        Raises:
            InputError: when one is none of those known.
        """
        self._graph.node(element.key, element.place)
        for name, value in element.attributes.items():
            if name not in terms:
                raise self._fault(f"The attribute '{name}' of <{element.name}> is not read. Remove it.")
            for word in value.split():
                self._add(element, terms[name], self._iri(word, element))

    def _part(self, element: _Element, outer: _Element, attribute: str, usual: str) -> None:
        """Say which asset or party a rule has, and as what."""
        stated = element.attributes.get(attribute, "")
        rest = {name: value for name, value in element.attributes.items() if name != attribute}
        named = "" if element.name in {"asset", "party"} else odrl(element.name)
        role = named or (self._iri(stated, element) if stated else odrl(usual) if usual else "")
        if not role:
            raise self._fault(f"<{element.name}> does not say its {attribute}.")
        if isinstance(element.key, Blank):
            raise self._fault(f"<{element.name}> has no uid.")
        self._add(outer, role, element.key)
        self._described(element._replace(attributes=rest), {"type": TYPE})

    def _action(self, element: _Element, outer: _Element) -> None:
        stated = element.attributes.get("name", "")
        if set(element.attributes) - {"name"} or (stated and isinstance(element.key, Iri)):
            raise self._fault("An action has a name, and nothing else is read of it.")
        if stated or isinstance(element.key, Iri):
            self._add(outer, odrl("action"), self._iri(stated, element) if stated else element.key)

    def _constraint(self, element: _Element) -> None:
        said = dict(element.attributes)
        datatype, right, status = (said.pop(name, "") for name in ("dataType", "rightOperand", "status"))
        typed = self._iri(datatype, element) if datatype else None
        several = self._iri(said.get("operator", ""), element) in set(map(odrl, _SEVERAL))
        for value in right.split() if several else [right] if right else []:
            self._add(element, odrl("rightOperand"), self._value(value, typed, element))
        if status:
            self._add(element, odrl("status"), self._value(status, typed, element))
        terms = {name: odrl(term) for name, term in _CONSTRAINT_TERMS.items()}
        self._described(element._replace(attributes=said), terms)

    def _value(self, text: str, datatype: Iri | None, element: _Element) -> Term:
        prefix, colon, _ = text.partition(":")
        named = is_iri(text) and (prefix in element.prefixes or text.startswith(("http:", "https:", "urn:")))
        if datatype is None and colon and named:
            return self._iri(text, element)
        return Literal(text, datatype)

    def _iri(self, text: str, element: _Element) -> Iri:
        """Return a name as an IRI: one in full, one with a prefix, or the bare name of a term of ODRL."""
        prefix, colon, rest = text.partition(":")
        if colon and prefix in element.prefixes and not rest.startswith("//"):
            return Iri(canonical(f"{element.prefixes[prefix]}{rest}"))
        if is_iri(text):
            return Iri(canonical(text))
        if _NAME.fullmatch(text):
            return odrl(text)
        raise self._fault(f"'{text}' is not an IRI. Write it in full.")

    def _add(self, element: _Element, predicate: str, value: Term) -> None:
        self._graph.add(element.key, predicate, value, element.place)

    def _characters(self, text: str) -> None:
        """Take the text of an action for its name; no other element has text."""
        if not text.strip():
            return
        action = self._open[-1]
        if action.name != "action" or "name" in action.attributes or isinstance(action.key, Iri):
            raise self._fault(f"The text '{text.strip()[:40]}' is not read here. Remove it.")
        self._add(self._open[-2], odrl("action"), self._iri(text.strip(), action))


register("odrl-xml", parse=parse)
