"""What a NewsML-G2 item says of itself (IPTC, 2.x): rights, status, versions, names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from licensing.documents.ednote import add_note
from licensing.documents.nitf import unsigned
from licensing.documents.rights import Facts, item_type, origin, status
from licensing.documents.xml import Element
from licensing.model.document import Expression, Span

__all__ = ["credited", "read_content", "read_item", "read_rights"]

_LANG = ("http://www.w3.org/XML/1998/namespace", "lang")
_BEFORE = re.compile(r"replac|previous|supersed|isupdateof|iscorrectionof", re.IGNORECASE)
_ENDED = re.compile(r"kill|withdraw|cancel|retract", re.IGNORECASE)
_TAG = re.compile(r"<[\w.:-]+")
_LABEL = re.compile(r"\w")


def read_rights(item: Element, raw: str, facts: Facts) -> list[Expression]:
    """Take in every `rightsInfo` of an item, and return the rights it states in a language of rights.

    Terms that hold only for a part, an aspect or a time are taken in all the same, with a limit that says so: read as
    if they held for the whole story they could permit too much, left out they could forbid too little.
    """
    found: list[Expression] = []
    for rights in item.findall("rightsInfo"):
        for one in rights.children:
            if isinstance(one, Element):
                _right(one, raw, facts, found)
        held = {
            name: rights.get(name) or rights.get(f"{name}uri")
            for name in ("idrefs", "scope", "aspect", "validfrom", "validto")
        }
        facts.add("limits", "; ".join(f"these rights have {name} {value}" for name, value in held.items() if value))
    return found


def read_item(item: Element, facts: Facts) -> None:
    """Take in the identity of an item and its `itemMeta`: status, embargo, notes, what it replaces."""
    facts.add("id", item.get("guid"))
    facts.add("version", item.get("version"))
    facts.add("language", item.get(_LANG))
    for meta in item.findall("itemMeta"):
        for one in meta.children:
            if isinstance(one, Element):
                _managed(one, facts)


def read_content(item: Element, facts: Facts) -> None:
    """Take in the `contentMeta` of an item: who wrote it, what it is called, from where and of which kind it is."""
    for meta in item.findall("contentMeta"):
        for one in meta.children:
            if isinstance(one, Element):
                _described(one, facts)
        genres = [word for one in meta.findall("genre") for word in _words(one)]
        facts.add("item-type", item_type(genres))
        facts.add("origin", origin(genres))
        signed = meta.findall("by") or meta.findall("creator")
        facts.add("creator", "; ".join(filter(None, (unsigned(_name(one)) for one in signed))))
        for one in meta.findall("contentModified", "contentCreated"):
            facts.add("date", one.words())


def credited(item: Element, facts: Facts) -> None:
    """Take in who is to be credited: the credit line, else the provider."""
    for meta in item.findall("itemMeta"):
        for provider in meta.findall("provider"):
            facts.add("source" if "credit" in facts else "credit", _name(provider))


def _right(one: Element, raw: str, facts: Facts, found: list[Expression]) -> None:
    match one.name:
        case "copyrightHolder":
            facts.add("holder", _name(one))
        case "copyrightNotice":
            facts.add("notice", one.words())
            facts.add("usage-terms", one.get("href"))
        case "usageTerms":
            facts.add("usage-terms", one.words())
            facts.add("usage-terms", one.get("href"))
        case "accountable":
            facts.add("note", f"accountable: {_name(one)}")
        case "dataMining":
            _mining(one, facts)
        case "link":
            address = one.get("href") or one.get("residref")
            found.append(Expression("link", address, Span(one.start, one.end)))
        case "rightsExpressionXML":
            span = one.inner if one.inner.start >= 0 else Span(one.start, one.end)
            found.append(Expression(_language(one, "odrl+xml"), _alone(one, raw[slice(*span)].strip()), span))
        case "rightsExpressionData":
            kind = "turtle" if "@prefix" in (text := one.text()) else "odrl+json"
            found.append(Expression(_language(one, kind), text.strip(), Span(one.start, one.end)))
        case _:
            facts.add("limits", " ".join(filter(None, (one.name, *_codes(one), one.words()))))


def _alone(one: Element, text: str) -> str:
    """Return XML cut out of a file with the prefixes it uses and does not declare."""
    used = {prefix: address for prefix, address in one.namespaces.items() if prefix and f"<{prefix}:" in text}
    lacking = [f' xmlns:{prefix}="{address}"' for prefix, address in used.items() if f"xmlns:{prefix}=" not in text]
    return _TAG.sub(lambda tag: tag[0] + "".join(lacking), text, count=1) if lacking else text


def _language(one: Element, odrl: str) -> str:
    """Return the kind of an expression: of those in XML RightsML has a name, and others are none of ours."""
    named = one.get("langid").lower()
    if "rightsml" in named and odrl == "odrl+xml":
        return "rightsml"
    return odrl if "odrl" in named or "rightsml" in named else "other"


def _mining(one: Element, facts: Facts) -> None:
    """Take in a `dataMining` statement in the words of PLUS (IPTC NewsML-G2 2.34)."""
    for code in _codes(one):
        term = re.split(r"[:/#]", code)[-1].upper()
        if "PROHIBITED" in term:
            facts.add("tdm", f"reserved {term}")
        elif term.endswith("ALLOWED"):
            facts.add("tdm", f"open {term}")
        elif not term.endswith("UNSPECIFIED"):
            facts.add("limits", f"dataMining {code}")
    if _LABEL.search(one.words()):
        facts.add("limits", f"dataMining: {one.words()}")


def _managed(one: Element, facts: Facts) -> None:
    match one.name:
        case "pubStatus":
            facts.add("status", status(next(_codes(one), "") or one.words()))
        case "embargoed":
            facts.until("embargo", one.words() or "without an end")
        case "expires":
            facts.until("expires", one.words())
        case "versionCreated":
            facts.add("date", one.words())
        case "edNote":
            add_note(facts, one.words())
        case "excludeAudience":
            facts.add("limits", f"excludeAudience {_name(one)}")
        case "signal":
            code = next(_codes(one), "") or one.words()
            if _ENDED.search(code):
                facts.add("status", "killed")
            facts.add("note", f"signal {code}")
        case "link" if _BEFORE.search(one.get("rel") or one.get("reluri")):
            facts.add("replaces", one.get("residref") or one.get("href"))
        case _:
            pass


def _described(one: Element, facts: Facts) -> None:
    match one.name:
        case "headline":
            facts.add("title", one.words())
        case "dateline":
            facts.add("dateline", one.words())
        case "creditline":
            facts.add("credit", one.words())
        case "infoSource":
            facts.add("source", _name(one))
        case "language":
            facts.add("language", one.get("tag"))
        case "excludeAudience":
            facts.add("limits", f"excludeAudience {_name(one)}")
        case "edNote":
            add_note(facts, one.words())
        case "located":
            facts.add("dateline", _name(one))
        case _:
            pass


def _name(one: Element) -> str:
    """Return what a party or a place is called: its name, its literal, its words, else the end of its code."""
    names = [name.words() for name in one.findall("name")]
    said = next(filter(None, (*names, one.get("literal"), one.words())), "")
    return said or next((re.split(r"[:#]", code)[-1] for code in _codes(one)), "")


def _words(one: Element) -> Iterator[str]:
    yield from _codes(one)
    yield from (name.words() for name in one.findall("name"))


def _codes(one: Element) -> Iterator[str]:
    yield from filter(None, (one.get("qcode"), one.get("uri"), one.get("literal")))
