"""NewsML-G2 (IPTC, 2.x): a news item, or a message or package with several."""

from __future__ import annotations

from dataclasses import replace

from licensing.documents import xml
from licensing.documents.formats import Parsed, formats, register
from licensing.documents.limits import ITEMS
from licensing.documents.nested import embed
from licensing.documents.newsml import credited, read_content, read_item, read_rights
from licensing.documents.nitf import BLOCKS, SKIPPED, body, read_body, read_head
from licensing.documents.prose import Prose
from licensing.documents.rights import Facts
from licensing.documents.urls import written_out
from licensing.documents.xml import Element
from licensing.errors import InputError
from licensing.model.document import Position, Span

__all__ = ["parse"]

_ROOTS = frozenset({"newsItem", "packageItem", "newsMessage"})
_HTML = frozenset(
    {
        *("html", "address", "article", "aside", "blockquote", "details", "div", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main", "section", "summary", "tbody"),
        *("tfoot", "thead", "para"),
    }
)
_BLOCKS = BLOCKS | _HTML
_SKIPPED = SKIPPED | {"script", "style", "nav", "template"}


def _is_newsml(head: bytes) -> bool:
    namespace, name = xml.root(head)
    return name in _ROOTS and "iptc.org/std/nar/" in namespace.lower()


@register("newsml", ".newsml", ".g2", shared=(".xml",), sniff=_is_newsml)
def parse(raw: str, start: int) -> list[Parsed]:
    """Return the news items of a file that hold text, in their order.

    What a package says of its rights holds for the items it names that say nothing of theirs.

    Raises:
        InputError: with line and column, when the XML is broken, hostile, or no NewsML-G2.
    """
    tree = xml.read(raw, start)
    if tree.name not in _ROOTS:
        raise InputError(f"This is no NewsML-G2 news item: it begins with <{tree.name}>.", line=1, column=1)
    packages = list(tree.iter("packageItem"))
    found = list(tree.iter("newsItem")) or packages
    if len(found) > ITEMS:
        raise InputError(f"The file holds {len(found)} stories; at most {ITEMS} are read. Split it.")
    around = _packaged(packages)
    stories: list[Parsed] = []
    before, place = 0, Position(1, 1)
    for item in found:
        place = _moved(raw, before, item.start, place)
        before = item.start
        story = _story(item, around.get(item.get("guid"), []), raw)
        stories.append(replace(_shifted(story, item.start), raw=item.source(raw), first=place))
    return stories


def _packaged(packages: list[Element]) -> dict[str, list[Element]]:
    """Return which packages name an item."""
    around: dict[str, list[Element]] = {}
    for package in packages:
        for reference in package.iter("itemRef"):
            around.setdefault(reference.get("residref"), []).append(package)
    return around


def _moved(raw: str, before: int, now: int, place: Position) -> Position:
    """Return line and column of an offset, counted on from those of one before it."""
    lines = raw.count("\n", before, now)
    return Position(place.line + lines, now - raw.rfind("\n", 0, now) if lines else place.column + now - before)


def _shifted(story: Parsed, start: int) -> Parsed:
    """Return a story whose places count from the beginning of its item."""
    return replace(
        story,
        stretches=tuple(stretch._replace(raw=max(0, stretch.raw - start)) for stretch in story.stretches),
        expressions=tuple(
            one._replace(span=Span(one.span.start - start, one.span.end - start)) if one.span.start >= start else one
            for one in story.expressions
        ),
    )


def _story(item: Element, packages: list[Element], raw: str) -> Parsed:
    facts = Facts()
    read_item(item, facts)
    read_content(item, facts)
    expressions = read_rights(item, raw, facts)
    for package in packages:
        said = Facts()
        read_item(package, said)
        for key in ("embargo", "expires"):
            facts.add(key, said.metadata().get(key))
        if not item.findall("rightsInfo"):
            expressions += [one._replace(span=Span(0, 0)) for one in read_rights(package, raw, facts)]
    for nitf in item.iter("nitf"):
        read_head(nitf, facts)
        read_body(nitf, facts)
    credited(item, facts)
    return replace(_text(item, raw), metadata=facts.metadata(), expressions=tuple(expressions))


def _text(item: Element, raw: str) -> Parsed:
    """Return the text of an item: the longest rendition of its content, else its headline and description."""
    renditions = [
        _inline(one, raw) if one.name == "inlineXML" else _data(one, raw)
        for content in item.findall("contentSet")
        for one in content.findall("inlineXML", "inlineData")
    ]
    if (longest := max(renditions, key=lambda one: len(one.prose), default=None)) and longest.prose.strip():
        return longest
    titles = [one for meta in item.findall("contentMeta") for one in meta.findall("headline", "description")]
    flow = None
    for one in titles:
        flow = xml.prose(one, raw, {"headline", "description"}, flow=flow)
    return Parsed(flow.prose.text(), flow.prose.stretches()) if flow else Parsed("")


def _inline(one: Element, raw: str) -> Parsed:
    found = body(one, raw, _BLOCKS, _SKIPPED)
    return Parsed(found.prose, found.stretches, blockquotes=found.blockquotes, links=found.links)


def _data(one: Element, raw: str) -> Parsed:
    """Return a rendition that is plain text or a page written as text."""
    if one.get("encoding").endswith("base64"):
        raise InputError(
            "The item carries its text in base64, which is not read. Ask for it as XML or as text.",
            line=(place := xml.at(raw, one.start)).line,
            column=place.column,
        )
    prose = Prose(raw)
    for text in one.texts():
        prose.put(text.text, text.start, text.end)
    words = Parsed(prose.text(), prose.stretches())
    html = formats()["html"].text
    if "html" not in one.get("contenttype").lower() or html is None:
        return replace(words, links=tuple(written_out(words.prose)))
    page = html(words.prose, 0)
    return embed(page, words.stretches) if isinstance(page, Parsed) else words
