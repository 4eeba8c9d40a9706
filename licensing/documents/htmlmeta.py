"""What a page says of itself: `<meta>`, `<link>`, microdata, JSON-LD in the words of schema.org, RSL, TDMRep."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from licensing.documents import rights, rsl
from licensing.model.document import Expression, Span

__all__ = ["PageFacts"]

_META = {
    "article:author": "creator",
    "article:published_time": "date",
    "author": "creator",
    "byline": "creator",
    "copyright": "notice",
    "copyrightholder": "holder",
    "copyrightnotice": "notice",
    "copyrightyear": "year",
    "credit": "credit",
    "credittext": "credit",
    "date": "date",
    "datepublished": "date",
    "dateline": "dateline",
    "dc.creator": "creator",
    "dc.date": "date",
    "dc.rights": "notice",
    "dc.source": "source",
    "dcterms.license": "usage-terms",
    "dcterms.rights": "notice",
    "dcterms.rightsholder": "holder",
    "dcterms.source": "source",
    "issuenumber": "number",
    "license": "usage-terms",
    "og:title": "title",
    "og:url": "url",
    "rights": "notice",
    "source": "source",
    "usageinfo": "usage-terms",
}
_LINK = {
    "acquirelicensepage": "usage-terms",
    "canonical": "url",
    "cc:license": "usage-terms",
    "copyright": "usage-terms",
    "dct:license": "usage-terms",
    "dcterms:license": "usage-terms",
    "isbasedon": "source",
    "license": "usage-terms",
    "usageinfo": "usage-terms",
}
_SCHEMA_ORG = {
    "acquireLicensePage": "usage-terms",
    "author": "creator",
    "conditionsOfAccess": "usage-terms",
    "copyrightHolder": "holder",
    "copyrightNotice": "notice",
    "copyrightYear": "year",
    "creditText": "credit",
    "dateline": "dateline",
    "datePublished": "date",
    "headline": "title",
    "inLanguage": "language",
    "isBasedOn": "source",
    "issueNumber": "number",
    "license": "usage-terms",
    "sourceOrganization": "credit",
    "usageInfo": "usage-terms",
    "version": "version",
}
_OTHER_THINGS = frozenset(
    {"ImageObject", "VideoObject", "AudioObject", "MediaObject", "Photograph", "Person", "Organization", "Comment"}
)
"""Things a page describes beside its story: what may be done with a photograph is not said of the text."""

_ROBOTS = frozenset({"robots", "googlebot", "bingbot"})
_RSL = "application/rsl+xml"
_ODRL = "w3.org/ns/odrl"
_DEPTH = 8


class PageFacts:
    """Collects what a page says of itself while it is walked."""

    def __init__(self) -> None:
        self.expressions: list[Expression] = []
        self._facts = rights.Facts()
        self._title: list[str] = []
        self._text: list[str] = []
        self._script = ""
        self._start = 0
        self._figures = 0
        self._inside: list[str] | None = None

    def tag(self, tag: str, attributes: Mapping[str, str], end: int) -> None:
        """Take in a start tag that ends at an offset."""
        if tag == "html":
            self._facts.add("language", attributes.get("lang", ""))
        elif tag == "meta":
            self._meta(attributes)
        elif tag in {"link", "a", "area"}:
            self._link(attributes)
        elif tag == "time" and "datepublished" in attributes.get("itemprop", "").lower().split():
            self._facts.add("date", attributes.get("datetime", ""))
        elif tag == "figure":
            self._figures += 1
        elif tag == "title":
            self._inside = self._title
        elif tag == "script":
            kind = attributes.get("type", "").lower().partition(";")[0].strip()
            if kind in {"application/ld+json", _RSL}:
                self._inside, self._script, self._start = self._text, kind, end

    def data(self, data: str) -> None:
        """Take in text."""
        if self._inside is not None:
            self._inside.append(data)

    def end(self, tag: str) -> None:
        """Take in an end tag."""
        if tag == "script" and self._inside is self._text:
            text = "".join(self._text)
            self._text = []
            span = Span(self._start, self._start + len(text))
            if self._script == _RSL:
                self.expressions.append(Expression("rsl", text, span))
                rsl.take(text, self._facts)
            else:
                if _ODRL in text:
                    self.expressions.append(Expression("odrl+json", text, span))
                self._read_json(text)
        if tag in {"script", "title"}:
            self._inside = None
        if tag == "figure":
            self._figures = max(0, self._figures - 1)

    def metadata(self) -> Mapping[str, str]:
        """Return what was found, by the names of `licensing.documents.rights`."""
        self._facts.add("title", " ".join("".join(self._title).split()))
        return self._facts.metadata()

    def _meta(self, attributes: Mapping[str, str]) -> None:
        content = attributes.get("content", "")
        for key in (attributes.get(key, "").lower() for key in ("name", "property", "itemprop")):
            if key in _ROBOTS:
                words = content.lower().replace(",", " ").split()
                for word in ("noai", "noimageai"):
                    self._facts.add("tdm", f"reserved {word}" if word in words else "")
            elif key == "tdm-reservation":
                self._facts.add("tdm", f"{'open' if content.strip() == '0' else 'reserved'} {key}={content.strip()}")
            elif key == "tdm-policy":
                self._facts.add("tdm", f"policy {content.strip()}" if content.strip() else "")
            elif not (self._figures and _META.get(key) == "usage-terms"):
                self._facts.add(_META.get(key, ""), content)

    def _link(self, attributes: Mapping[str, str]) -> None:
        address = attributes.get("href", "").strip()
        if not address or self._figures:
            return
        named = {word for key in ("rel", "itemprop", "property") for word in attributes.get(key, "").lower().split()}
        if "license" in named and attributes.get("type", "").lower().strip() == _RSL:
            self.expressions.append(Expression("link", address))
            self._facts.add("tdm", f"policy {address}")
            return
        for word in sorted(named):
            self._facts.add(_LINK.get(word, ""), address)

    def _read_json(self, text: str) -> None:
        """Read JSON-LD; what is no JSON says nothing, as to every other reader of the page."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return
        for entry in _objects(data, 0):
            types = list(_texts(entry.get("@type")))
            if _OTHER_THINGS & set(types):
                continue
            for key, name in _SCHEMA_ORG.items():
                stated = entry.get(key)
                for value in _texts(str(stated) if type(stated) is int and name in {"year", "version"} else stated):
                    self._facts.add(name, value)
            for value in _texts(entry.get("expires")):
                self._facts.until("expires", value)
            kinds = [kind.removesuffix("NewsArticle") for kind in types if kind.endswith("NewsArticle")]
            genres = [*filter(None, kinds), *_texts(entry.get("genre"))]
            self._facts.add("item-type", rights.item_type(genres))
            self._facts.add("origin", rights.origin(genres))


def _objects(data: object, depth: int) -> Iterator[dict[str, object]]:
    """Yield the things a block of JSON-LD describes: the object itself, those of a list, those of its `@graph`."""
    if isinstance(data, dict):
        yield data
        data = data.get("@graph")
    if isinstance(data, list) and depth < _DEPTH:
        for item in data:
            yield from _objects(item, depth + 1)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (text for item in value if not isinstance(item, list) for text in _texts(item))
    elif isinstance(value, dict):
        yield from _texts(next((value[key] for key in ("name", "url", "@id") if isinstance(value.get(key), str)), None))
