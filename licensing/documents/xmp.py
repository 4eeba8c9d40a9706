"""XMP: the packet of metadata inside PDF files (ISO 16684-1), with the rights it may state."""

from __future__ import annotations

from licensing.documents import xml
from licensing.documents.rights import Facts, moment
from licensing.errors import InputError

__all__ = ["read_xmp"]

_NAMES = {
    "http://purl.org/dc/elements/1.1/": {
        "title": "title",
        "creator": "creator",
        "rights": "notice",
        "language": "language",
        "source": "source",
    },
    "http://ns.adobe.com/xap/1.0/rights/": {
        "Owner": "holder",
        "UsageTerms": "usage-terms",
        "WebStatement": "usage-terms",
    },
    "http://ns.adobe.com/photoshop/1.0/": {
        "Headline": "title",
        "Credit": "credit",
        "Source": "source",
        "Instructions": "limits",
        "DateCreated": "date",
    },
    "http://creativecommons.org/ns#": {"license": "usage-terms"},
    "http://prismstandard.org/namespaces/basic/2.0/": {
        "publicationDate": "date",
        "embargoDate": "embargo",
        "expirationDate": "expires",
        "copyright": "notice",
        "rightsAgent": "credit",
    },
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def read_xmp(packet: bytes, facts: Facts) -> None:
    """Take in what a packet says; one that is broken says nothing, as to every other reader of the file."""
    try:
        tree = xml.read(packet.decode("utf-8-sig", "replace").strip("\0 \t\r\n"))
    except InputError:
        return
    for element in tree.iter():
        if element.namespace == _RDF and element.name == "Description":
            for key, said in element.attributes.items():
                if isinstance(key, tuple):
                    _add(facts, _NAMES.get(key[0], {}).get(key[1], ""), said)
        key = _NAMES.get(element.namespace, {}).get(element.name, "")
        entries = [one for one in element.iter("li") if one.namespace == _RDF] if key else []
        for one in entries or ([element] if key else []):
            _add(facts, key, one.get((_RDF, "resource")) or one.words())


def _add(facts: Facts, key: str, said: str) -> None:
    if key in {"embargo", "expires"}:
        facts.until(key, said)
    elif key != "date" or moment(said):
        facts.add(key, said)
