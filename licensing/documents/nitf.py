"""NITF, the News Industry Text Format (IPTC, 3.x): what its head says of a story, and what its body reads as."""

from __future__ import annotations

import re
from typing import NamedTuple

from licensing.documents import xml
from licensing.documents.ednote import add_note
from licensing.documents.rights import Facts, item_type, origin, status
from licensing.documents.xml import Element, Text
from licensing.model.document import Link, Span, Stretch

__all__ = ["BLOCKS", "SKIPPED", "Body", "body", "read_body", "read_head", "unsigned"]

BLOCKS = frozenset(
    {
        *("body", "body.head", "body.content", "body.end", "hedline", "hl1", "hl2", "byline", "byttl", "dateline"),
        *("distributor", "abstract", "series", "p", "block", "table", "caption", "tr", "td", "th", "ol", "ul", "li"),
        *("dl", "dt", "dd", "bq", "pre", "fn", "note", "media", "media-caption", "media-producer", "hr", "br"),
        *("tagline", "bibliography", "credit", "nitf-table", "content", "datasource"),
    }
)
SKIPPED = frozenset(
    {"head", "media-metadata", "media-object", "rights", "custom-table", "nitf-table-metadata", "colspec"}
)

_BY = re.compile(r"by[:\s]\s*", re.IGNORECASE)


class Body(NamedTuple):
    """What a reader reads: prose, the way back to the file, block quotes and links."""

    prose: str
    stretches: tuple[Stretch, ...] = ()
    blockquotes: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()


def body(element: Element, raw: str, blocks: frozenset[str] = BLOCKS, skipped: frozenset[str] = SKIPPED) -> Body:
    """Return what a reader reads in an element of NITF, or of XHTML with its own blocks.

    Notes that are not to be published are taken out of the element.
    """
    for one in element.iter():
        one.children = [child for child in one.children if not (isinstance(child, Element) and _is_for_editors(child))]
    quotes: list[Span] = []
    links: list[Link] = []

    def seen(one: Element, start: int, end: int) -> None:
        if one.name in {"bq", "blockquote"}:
            quotes.append(Span(start, end))
        elif one.name == "a" and one.get("href"):
            links.append(Link(Span(start, end), one.get("href")))

    prose = xml.prose(element, raw, blocks, skipped, seen=seen).prose
    return Body(prose.text(), prose.stretches(), tuple(sorted(quotes)), tuple(sorted(links)))


def read_head(nitf: Element, facts: Facts) -> None:
    """Take in what `head` says: type, docdata, publication."""
    for head in nitf.findall("head"):
        for docdata in head.findall("docdata"):
            _docdata(docdata, facts)
        for meta in head.findall("meta"):
            if meta.get("name").lower() in {"copyright", "rights", "copyright-notice"}:
                facts.add("notice", meta.get("content"))
        for subject in head.findall("tobject"):
            words = [one.get("tobject.property.type") for one in subject.findall("tobject.property")]
            facts.add("item-type", item_type(words))
            facts.add("origin", origin(words))
        for publication in head.findall("pubdata"):
            facts.add("date", publication.get("date.publication"))
            facts.add("number", publication.get("issue") or publication.get("number"))
            facts.add("url", publication.get("ex-ref"))
        for title in head.findall("title"):
            facts.add("title", title.words())
    facts.add("id", nitf.get("uno"))


def read_body(nitf: Element, facts: Facts) -> None:
    """Take in what `body` says of the story around its text: headline, byline, rights, notes."""
    for top in (head for part in nitf.findall("body") for head in part.findall("body.head")):
        for headline in top.iter("hl1"):
            facts.add("title", headline.words())
        for byline in top.findall("byline"):
            facts.add("creator", _signed(byline))
        for place in top.findall("dateline"):
            facts.add("dateline", place.words())
            facts.add("date", next((one.get("norm") for one in place.iter("story.date")), ""))
        for distributor in top.findall("distributor"):
            facts.add("credit", distributor.words())
    for part in nitf.findall("body"):
        for rights in part.iter("rights"):
            _rights(rights, facts)
        for note in part.iter("note"):
            _note(note, facts)


def _docdata(docdata: Element, facts: Facts) -> None:
    if state := docdata.get("management-status"):
        facts.add("status", status(state))
    facts.add("replaces", docdata.get("management-doc-idref"))
    for one in docdata.children:
        if isinstance(one, Element):
            _datum(one, facts)


def _datum(one: Element, facts: Facts) -> None:
    """Take in one element of docdata."""
    match one.name:
        case "doc-id":
            facts.add("id", one.get("id-string"))
        case "date.issue":
            facts.add("date", one.get("norm") or one.words())
        case "date.release":
            facts.until("embargo", one.get("norm") or one.words())
        case "date.expire":
            facts.until("expires", one.get("norm") or one.words())
        case "du-key":
            facts.add("version", one.get("version"))
        case "correction":
            facts.add("replaces", one.get("id-string"))
            add_note(facts, one.get("info"))
        case "ed-msg":
            add_note(facts, one.get("info") or one.words())
        case "series":
            part = f", part {one.get('series.part')}" if one.get("series.part") else ""
            facts.add("note", f"series {one.get('series.name')}{part}")
        case "doc.copyright":
            holder, year = one.get("holder"), one.get("year")
            facts.add("holder", holder)
            facts.add("notice", " ".join(filter(None, ("Copyright", year, holder))) if holder or year else "")
        case "doc.rights":
            facts.add("holder", one.get("owner"))
            _limits(facts, one.get("geography"), one.get("type"), one.get("limitations"))
            facts.until("embargo", one.get("startdate"))
            facts.until("expires", one.get("enddate"))
            facts.add("note", f"rights agent: {one.get('agent')}" if one.get("agent") else "")
        case _:
            pass


def _rights(rights: Element, facts: Facts) -> None:
    """Take in the rights below a headline: the parts of them that are marked, the others as they stand."""
    for one in rights.iter("rights.owner"):
        facts.add("holder", one.words())
    for one in rights.iter("rights.geography"):
        _limits(facts, one.words(), "", "")
    for one in rights.iter("rights.type"):
        _limits(facts, "", one.words(), "")
    for one in rights.iter("rights.limitations"):
        _limits(facts, "", "", one.words())
    for one in rights.iter("rights.startdate"):
        facts.until("embargo", one.get("norm") or one.words())
    for one in rights.iter("rights.enddate"):
        facts.until("expires", one.get("norm") or one.words())
    for one in rights.iter("rights.agent"):
        facts.add("note", f"rights agent: {one.words()}")
    loose = "".join(one.text for one in rights.children if isinstance(one, Text))
    if re.search(r"\w", loose):
        facts.add("notice", rights.words())


def _limits(facts: Facts, geography: str, kind: str, limitations: str) -> None:
    facts.add("limits", f"rights geography: {geography}" if geography else "")
    facts.add("limits", f"rights type: {kind}" if kind else "")
    facts.add("limits", limitations)


def _note(note: Element, facts: Facts) -> None:
    if note.get("noteclass") == "cpyrt":
        facts.add("notice", note.words())
    elif note.get("noteclass") == "editorsnote" or _is_for_editors(note):
        add_note(facts, note.words())


def _is_for_editors(one: Element) -> bool:
    """Return whether an element is a note that is not to be published."""
    return one.name == "note" and one.get("type") == "npa"


def _signed(byline: Element) -> str:
    """Return who signs: the persons that are marked, else the words of the byline without `By` and without titles."""
    if persons := [one.words() for one in byline.iter("person")]:
        return "; ".join(filter(None, persons))
    titles = {id(text) for title in byline.iter("byttl") for text in title.texts()}
    return unsigned("".join(text.text for text in byline.texts() if id(text) not in titles))


def unsigned(byline: str) -> str:
    """Return a byline without its `By`."""
    words = " ".join(byline.split())
    found = _BY.match(words)
    return words[found.end() if found else 0 :].strip(" ,;")
