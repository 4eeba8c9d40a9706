"""The names of the ODRL 2.2 information model, of what may be said beside it, and how both are shortened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from licensing.model.values import Iri
from licensing.packs.vocabulary import ODRL

__all__ = [
    "DESCRIBING",
    "IRI_VALUED",
    "ODRL",
    "POLICY_CLASSES",
    "PREFIXES",
    "RDF",
    "REFUSED_CLASSES",
    "TERM_VALUED",
    "TYPE",
    "VALUE",
    "XSD",
    "describes",
    "is_iri",
    "local",
    "near",
    "odrl",
    "short",
]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"

PREFIXES: Mapping[str, str] = {
    "odrl": ODRL,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
    "skos": SKOS,
    "dct": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "schema": "http://schema.org/",
    "cc": "http://creativecommons.org/ns#",
    "report": "https://w3id.org/force/compliance-report#",
}
"""Prefixes a reader may use without saying so, and a writer uses."""

TYPE = Iri(f"{RDF}type")
VALUE = Iri(f"{RDF}value")

POLICY_CLASSES = ("Set", "Offer", "Agreement", "Request")
REFUSED_CLASSES = ("Assertion", "Privacy", "Ticket")

TERM_VALUED = frozenset({"action", "leftOperand", "operator", "conflict", "includedIn", "implies"})
"""Properties whose values are terms of a vocabulary: `print` is enough for `odrl:print`."""
IRI_VALUED = TERM_VALUED | {
    "uid", "profile", "inheritFrom", "permission", "prohibition", "obligation", "duty", "remedy", "consequence",
    "target", "output", "source", "partOf", "hasPolicy", "assigner", "assignee", "assigneeOf", "assignerOf",
    "constraint", "refinement", "and", "or", "xone", "andSequence", "unit", "dataType", "rightOperandReference",
    "attributedParty", "attributingParty", "compensatedParty", "compensatingParty", "consentedParty",
    "consentingParty", "contractedParty", "contractingParty", "informedParty", "informingParty", "payeeParty",
    "trackedParty", "trackingParty",
}  # fmt: skip
"""Properties whose values are never literals."""

DESCRIBING = (
    PREFIXES["dct"],
    PREFIXES["dc"],
    PREFIXES["foaf"],
    PREFIXES["vcard"],
    PREFIXES["schema"],
    "https://schema.org/",
)
"""Vocabularies that describe and decide nothing; what they say is kept."""
_DESCRIBING_TERMS = frozenset(
    {f"{RDFS}{name}" for name in ("label", "comment", "seeAlso", "isDefinedBy")}
    | {
        f"{SKOS}{name}"
        for name in (
            "prefLabel", "altLabel", "hiddenLabel", "definition", "note", "scopeNote", "editorialNote", "historyNote",
            "changeNote", "example",
        )
    }
    | {f"{OWL}versionInfo"}
)  # fmt: skip

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
_LOCAL = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


def odrl(name: str) -> Iri:
    """Return the IRI of an ODRL term."""
    return Iri(f"{ODRL}{name}")


def local(iri: str) -> str | None:
    """Return the name of an ODRL term; None for any other IRI."""
    return iri[len(ODRL) :] if iri.startswith(ODRL) else None


def is_iri(text: str) -> bool:
    """Return whether a text is an IRI in full."""
    return _IRI.fullmatch(text) is not None


def describes(iri: str) -> bool:
    """Return whether a property belongs to a vocabulary that decides nothing."""
    return iri in _DESCRIBING_TERMS or iri.startswith(DESCRIBING)


def short(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return an IRI with a prefix where one fits, else as it is."""
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def near(name: str, known: Iterable[str]) -> str:
    """Return the sentence that names the known term nearest to a mistaken one; empty when none is near."""
    by_name = {re.split(r"[/#:]", one)[-1].lower(): one for one in known}
    found = get_close_matches(re.split(r"[/#:]", name)[-1].lower(), by_name, n=1, cutoff=0.6)
    return f" Did you mean {short(by_name[found[0]])}?" if found else ""
