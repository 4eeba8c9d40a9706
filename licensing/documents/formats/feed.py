"""RSS (0.9 to 2.0) and Atom: every entry is a story with the rights it states, and those of its feed.

An entry keeps its own part of the file as its raw text. Atom (RFC 4287, 4.2.10) applies the rights of the feed where
the entry states none; RSS does not say, so there both are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from licensing.documents import rights, rsl, xml
from licensing.documents.flow import Flow
from licensing.documents.formats import Parsed, register
from licensing.documents.formats.html import parse as parse_page
from licensing.documents.limits import ITEMS
from licensing.documents.nested import embed
from licensing.documents.pieces import joined, unsaid
from licensing.documents.xml import Element
from licensing.errors import InputError
from licensing.model.document import Expression, Position, Span, Stretch

__all__ = ["parse"]

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MEDIA = "http://search.yahoo.com/mrss/"
_STATED = {
    "guid": "id",
    "id": "id",
    "pubDate": "date",
    "published": "date",
    "date": "date",
    "creator": "creator",
    "rights": "notice",
    "copyright": "notice",
    "rightsHolder": "holder",
    "language": "language",
    "license": "usage-terms",
}
_FEED = ("notice", "usage-terms", "holder", "tdm")
_BODIES = ("encoded", "content", "description", "summary")
_BLOCKS = frozenset(
    {"p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "td", "tr", "pre"}
)


def _is_feed(head: bytes) -> bool:
    namespace, name = xml.root(head)
    return (
        name == "rss" or (name == "feed" and "atom" in namespace.lower()) or (name == "RDF" and b"purl.org/rss" in head)
    )


@register("feed", ".rss", ".atom", shared=(".xml",), sniff=_is_feed)
def parse(raw: str, start: int) -> Parsed | Sequence[Parsed]:
    """Return the entries of a feed.

    Raises:
        InputError: with line and column, when it is no well-formed XML or holds no entry.
    """
    top = xml.read(raw, start)
    entries = [one for one in top.iter("item", "entry") if one.namespace != _MEDIA]
    if not entries:
        raise InputError("The feed holds no entry. Hand in one that does.", line=1, column=1)
    if len(entries) > ITEMS:
        raise InputError(f"The feed holds more than {ITEMS} entries. Split it.", line=1, column=1)
    channel = top.find("channel") or top
    stories = []
    line, column, done = 1, 1, 0
    for entry in entries:
        # Counted from entry to entry: a feed is long, and its entries are many.
        before = raw[done : entry.start]
        lines = before.count("\n")
        line, column = line + lines, len(before) - before.rfind("\n") if lines else column + len(before)
        done = entry.start
        story = _story(raw, entry, channel, atom=entry.name == "entry")
        stories.append(replace(story, raw=entry.source(raw), first=Position(line, column)))
    return stories[0] if len(stories) == 1 else stories


def _story(raw: str, entry: Element, channel: Element, *, atom: bool) -> Parsed:
    pieces = list(unsaid(_pieces(raw, entry)))
    facts = _facts(entry)
    for piece in pieces:
        for key, value in piece.metadata.items():
            if key not in {"title", "language", "url"}:
                facts.add(key, value)
    feed = _facts(channel).metadata()
    for key in _FEED:
        if key in feed and not (atom and key in facts):
            facts.add(key, feed[key])
    for key in ("language", *(("creator",) if atom and "creator" not in facts else ())):
        facts.add(key, feed.get(key, ""))
    whole = joined(pieces)
    here = entry.start
    return replace(
        whole,
        stretches=tuple(one._replace(raw=one.raw - here) for one in whole.stretches),
        hidden=tuple(Span(one.start - here, one.end - here) for one in whole.hidden),
        metadata=facts.metadata(),
        expressions=(*_expressions(raw, entry, here), *_expressions(raw, channel, None)),
    )


def _facts(element: Element) -> rights.Facts:
    facts = rights.Facts()
    for child in element.children:
        if not isinstance(child, Element) or child.namespace == _MEDIA:
            continue
        text = child.words() or child.get((_RDF, "resource"))
        facts.add(_STATED.get(child.name, ""), text)
        if child.name == "link":
            _link(child, facts)
        elif child.name == "title":
            facts.add("title", " ".join(parse_page(child.text(), 0).prose.split()))
        elif child.name == "author":
            name = child.find("name")
            facts.add("creator", name.words() if name is not None else text)
        elif child.name == "source":
            _source(child, facts)
        elif child.name == "control":
            draft = child.find("draft")
            facts.add("status", "withheld" if draft is not None and draft.words().lower() == "yes" else "")
        elif child.namespace == rsl.NAMESPACE:
            for signal in rsl.signals(child):
                facts.add("tdm", signal)
    facts.add("language", element.get((_XML, "lang")))
    categories = [one.get("term") or one.words() for one in element.findall("category")]
    facts.add("item-type", rights.item_type(categories))
    facts.add("origin", rights.origin(categories))
    if "id" not in facts:
        facts.add("id", facts.metadata().get("url", ""))
    for changed in element.findall("updated", "modified"):
        facts.add("date", changed.words())
    return facts


def _link(link: Element, facts: rights.Facts) -> None:
    address = link.get("href") or link.words()
    relation, machine = link.get("rel", "alternate"), "rsl" in link.get("type")
    if relation == "license":
        facts.add("tdm" if machine else "usage-terms", f"policy {address}" if machine else address)
    elif relation == "alternate":
        facts.add("url", address)


def _source(source: Element, facts: rights.Facts) -> None:
    """Take in where an entry was taken from: a name in RSS, a whole feed's head in Atom, with that feed's rights."""
    title = source.find("title")
    facts.add("source", title.words() if title is not None else source.words())
    for one in source.findall("rights"):
        facts.add("notice", one.words())


def _expressions(raw: str, element: Element, here: int | None) -> Iterator[Expression]:
    for child in element.children:
        if isinstance(child, Element) and child.namespace == rsl.NAMESPACE:
            span = Span(0, 0) if here is None else Span(child.start - here, child.end - here)
            yield Expression("rsl", child.source(raw), span)


def _pieces(raw: str, entry: Element) -> Iterator[Parsed]:
    """Yield title and bodies, the fullest first."""
    titles = [one for one in entry.findall("title") if one.namespace != _MEDIA]
    bodies = [one for name in _BODIES for one in entry.findall(name) if one.namespace != _MEDIA]
    for one in (*titles[:1], *bodies):
        kind = one.get("type", "html" if one.namespace != _ATOM else "text")
        if kind == "xhtml" or any(isinstance(child, Element) for child in one.children):
            yield _marked(raw, one)
        else:
            text, outer = _decoded(one)
            yield embed(parse_page(text, 0) if "html" in kind else Parsed(text.strip("\ufeff")), outer)


def _marked(raw: str, element: Element) -> Parsed:
    """Return what a reader reads in XHTML that stands in a feed as elements."""
    quotes: list[Span] = []

    def seen(one: Element, start: int, end: int) -> None:
        if one.name == "blockquote":
            quotes.append(Span(start, end))

    flow = xml.prose(element, raw, _BLOCKS, {"script", "style", "nav"}, flow=Flow(raw, element.start), seen=seen)
    return Parsed(flow.prose.text(), flow.prose.stretches(), blockquotes=tuple(sorted(quotes)))


def _decoded(element: Element) -> tuple[str, list[Stretch]]:
    """Return the text of an element and how it leads back to the raw text."""
    stretches, length = [], 0
    texts = list(element.texts())
    for text in texts:
        stretches.append(Stretch(length, text.start, len(text.text), text.end - text.start))
        length += len(text.text)
    return "".join(text.text for text in texts), stretches
