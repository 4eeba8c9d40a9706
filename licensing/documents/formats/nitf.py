"""NITF, the News Industry Text Format (IPTC, 3.x)."""

from __future__ import annotations

from licensing.documents import xml
from licensing.documents.formats import Parsed, register
from licensing.documents.nitf import body, read_body, read_head
from licensing.documents.rights import Facts
from licensing.errors import InputError

__all__ = ["parse"]


@register("nitf", ".nitf", shared=(".xml",), sniff=lambda head: xml.root(head)[1] == "nitf")
def parse(raw: str, start: int) -> Parsed:
    """Return a story in NITF.

    Raises:
        InputError: with line and column, when the XML is broken, hostile, or no NITF.
    """
    tree = xml.read(raw, start)
    if tree.name != "nitf":
        raise InputError(f"This is no NITF: it begins with <{tree.name}>.", line=1, column=1)
    facts = Facts()
    facts.add("language", tree.get(("http://www.w3.org/XML/1998/namespace", "lang")))
    read_head(tree, facts)
    read_body(tree, facts)
    found = body(tree, raw)
    return Parsed(
        prose=found.prose,
        stretches=found.stretches,
        metadata=facts.metadata(),
        blockquotes=found.blockquotes,
        links=found.links,
    )
