"""Is this a page as HTML wants it: elements closed in order, ids once, links that lead somewhere, nothing loaded."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"br", "meta", "link", "rect", "line", "path"}
LOADING = {"src", "srcset", "data", "poster", "action", "formaction", "background", "style", "ping", "manifest"}


class Page(HTMLParser):
    """What a page holds, and what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.outside: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        if self._open:
            self.faults.append(f"not closed: {self._open}")
        self.faults += [f"id twice: {one}" for one in set(self.ids) if self.ids.count(one) > 1]
        self.faults += [f"leads nowhere: #{one}" for one in self.anchors if one not in self.ids]
        steps = zip([0, *self.headings], self.headings, strict=False)
        self.faults += [f"heading {after} after {before}" for before, after in steps if after > before + 1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self._open.append(tag)
        if match := re.fullmatch(r"h([1-6])", tag):
            self.headings.append(int(match[1]))
        for name, value in attrs:
            if name.startswith("on") or name in LOADING:
                self.faults.append(f"{tag} has {name}")
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self._link(tag, value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "style":
            self.words.append(data)
        elif "url(" in data or "@import" in data:
            self.faults.append("the style loads something")

    def _link(self, tag: str, value: str) -> None:
        if value.startswith("#"):
            self.anchors.append(value[1:])
        elif tag == "a" and re.match(r"https?://", value):
            self.outside.append(value)
        else:
            self.faults.append(f"{tag} leads to {value}")

    @property
    def text(self) -> str:
        """The words of the page."""
        return "".join(self.words)
