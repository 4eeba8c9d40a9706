"""What a page says of itself: `<title>`, `<meta>`, `<link>` and JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

__all__ = ["PageFacts"]

_META = {
    "article:author": "creator",
    "article:published_time": "date",
    "author": "creator",
    "byline": "creator",
    "copyright": "notice",
    "copyrightholder": "holder",
    "copyrightnotice": "notice",
    "credit": "credit",
    "credittext": "credit",
    "date": "date",
    "datepublished": "date",
    "dc.creator": "creator",
    "dc.date": "date",
    "dc.rights": "notice",
    "dc.source": "source",
    "dcterms.license": "usage-terms",
    "dcterms.rights": "notice",
    "dcterms.rightsholder": "holder",
    "dcterms.source": "source",
    "issuenumber": "number",
    "og:title": "title",
    "og:url": "url",
    "rights": "notice",
    "source": "source",
    "usageinfo": "usage-terms",
}
_LINK = {"license": "usage-terms", "canonical": "url"}
_SCHEMA_ORG = {
    "author": "creator",
    "copyrightHolder": "holder",
    "copyrightNotice": "notice",
    "creditText": "credit",
    "datePublished": "date",
    "headline": "title",
    "inLanguage": "language",
    "isBasedOn": "source",
    "issueNumber": "number",
    "license": "usage-terms",
    "sourceOrganization": "credit",
    "usageInfo": "usage-terms",
}
_ONE = frozenset({"title", "date", "url", "language", "number"})
_DEPTH = 8


class PageFacts:
    """Collects metadata while a page is walked."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}
        self._title: list[str] = []
        self._json: list[str] = []
        self._inside: list[str] | None = None

    def tag(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take in a start tag."""
        if tag == "html":
            self._add("language", attributes.get("lang", ""))
        elif tag == "meta":
            keys = (attributes.get(key, "") for key in ("name", "property", "itemprop"))
            for key in keys:
                self._add(_META.get(key.lower(), ""), attributes.get("content", ""))
        elif tag in {"link", "a"}:
            for relation in attributes.get("rel", "").lower().split():
                self._add(_LINK.get(relation, ""), attributes.get("href", ""))
        elif tag == "title":
            self._inside = self._title
        elif tag == "script" and attributes.get("type", "").lower().startswith("application/ld+json"):
            self._inside = self._json

    def data(self, data: str) -> None:
        """Take in text."""
        if self._inside is not None:
            self._inside.append(data)

    def end(self, tag: str) -> None:
        """Take in an end tag."""
        if tag == "script" and self._inside is self._json:
            self._read_json("".join(self._json))
            self._json = []
        if tag in {"script", "title"}:
            self._inside = None

    def metadata(self) -> Mapping[str, str]:
        """Return what was found, by the names of `Document.metadata`; several statements of a kind one a line."""
        self._add("title", " ".join("".join(self._title).split()))
        return MappingProxyType({key: "\n".join(values) for key, values in self._found.items()})

    def _add(self, key: str, value: str) -> None:
        values = self._found.setdefault(key, []) if key and value.strip() else None
        if values is not None and value.strip() not in values and not (values and key in _ONE):
            values.append(value.strip())

    def _read_json(self, text: str) -> None:
        """Read JSON-LD; what is no JSON says nothing, as to every other reader of the page."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return
        for entry in _objects(data, 0):
            for key, name in _SCHEMA_ORG.items():
                for value in _texts(entry.get(key)):
                    self._add(name, value)


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
