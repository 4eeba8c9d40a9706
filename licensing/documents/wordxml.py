"""The words of a WordprocessingML part, paragraph by paragraph (ECMA-376, part 1, chapter 17).

Read from the elements, since `python-docx` gives the text of a paragraph without what was inserted under tracking, and
knows neither footnotes nor text boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

__all__ = ["Paragraph", "Run", "local", "paragraphs", "value"]

_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "delText", "instrText", "delInstrText"})
"""Deleted and moved away; the second drawing of a text box for older programs; the codes behind fields."""

_WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})
_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)


class Run(NamedTuple):
    """Text of one look: whether a reader sees it, and where it leads, if anywhere."""

    text: str
    hidden: bool = False
    url: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph: the id of its style, its runs, and the notes it refers to, as (`footnote` or `endnote`, id)."""

    style: str = ""
    runs: list[Run] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def paragraphs(root: Any, links: Mapping[str, str], unseen: frozenset[str]) -> list[Paragraph]:
    """Return the paragraphs below an lxml element, in the order they begin.

    Args:
        root: The element.
        links: Relationship id -> address.
        unseen: The ids of the styles whose text is hidden.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with the extra

    reader = _Reader(links, unseen)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = local(element)
        if event == "end":
            reader.end(name)
        elif name in _SKIPPED or name.endswith("Change"):
            if name == "instrText":
                reader.code += element.text or ""
            walk.skip_subtree()
        else:
            reader.start(name, element)
    return reader.found


def local(element: Any) -> str:
    """Return the name of an element without its namespace; "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Any, name: str = "val") -> str:
    """Return an attribute by its local name; "" when there is none."""
    return next((str(found) for key, found in element.attrib.items() if key.rpartition("}")[2] == name), "")


class _Reader:
    """Collects paragraphs while a part is walked."""

    def __init__(self, links: Mapping[str, str], unseen: frozenset[str]) -> None:
        self.found: list[Paragraph] = []
        self.code = ""
        self._links = links
        self._unseen = unseen
        self._open: list[Paragraph] = []
        self._urls: list[str] = []
        self._fields: list[str] = []
        self._runs: list[bool] = []
        self._cells = 0

    def start(self, name: str, element: Any) -> None:
        """Take in the start of an element."""
        if name == "p":
            self._open.append(Paragraph())
            self.found.append(self._open[-1])
        elif name == "r":
            self._runs.append(self._hides(element))
        elif name == "hyperlink":
            self._urls.append(self._links.get(value(element, "id"), ""))
        elif name == "fldSimple":
            self._urls.append(_address(value(element, "instr")))
        elif name == "fldChar":
            self._field(value(element, "fldCharType"))
        elif name == "tc":
            self._cells += 1
        elif self._open:
            self._content(name, element)

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if name == "p" and self._open:
            self._open.pop()
        elif name == "r" and self._runs:
            self._runs.pop()
        elif name in {"hyperlink", "fldSimple"} and self._urls:
            self._urls.pop()
        elif name == "tc":
            self._cells -= 1

    def _content(self, name: str, element: Any) -> None:
        paragraph = self._open[-1]
        if name == "pStyle":
            paragraph.style = value(element)
        elif name in {"footnoteReference", "endnoteReference"}:
            paragraph.notes.append((name.removesuffix("Reference"), value(element, "id")))
        elif name == "t" or (name in _WRITTEN and self._runs and local(element.getparent()) == "r"):
            text = _WRITTEN.get(name) or element.text or ""
            if text:
                paragraph.runs.append(Run(text, bool(self._runs) and self._runs[-1], self._url()))

    def _url(self) -> str:
        return next((url for url in (*reversed(self._urls), *reversed(self._fields)) if url), "")

    def _field(self, kind: str) -> None:
        """Keep where a field leads from `separate`, which closes its code, to `end`."""
        if kind == "begin":
            self.code = ""
            self._fields.append("")
        elif kind == "separate" and self._fields:
            self._fields[-1] = _address(self.code)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _hides(self, run: Any) -> bool:
        """Return whether a reader sees nothing of a run: hidden by its look or its style, or white on white."""
        look = {local(part): part for part in _properties(run)}
        if "rStyle" in look and value(look["rStyle"]) in self._unseen:
            return True
        if any(name in look and value(look[name]).lower() not in _OFF for name in ("vanish", "specVanish")):
            return True
        white = "color" in look and value(look["color"]).upper() == "FFFFFF"
        return white and not self._cells and not {"shd", "highlight"} & look.keys() and not _shaded(run.getparent())


def _properties(run: Any) -> Iterator[Any]:
    for part in run:
        if local(part) == "rPr":
            yield from part


def _shaded(paragraph: Any) -> bool:
    return any(local(part) == "pPr" and any(local(one) == "shd" for one in part) for part in paragraph)


def _address(code: str) -> str:
    found = _FIELD.match(code)
    return found[1] if found else ""
