"""XML with its places, read with expat: nothing is fetched, no entity is declared, nothing nests without end."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from licensing.documents.flow import Flow, Mark
from licensing.documents.limits import DEPTH
from licensing.errors import InputError
from licensing.model.document import Position, Span

__all__ = ["Element", "Text", "at", "prose", "read", "root"]

_NODES = 400_000
_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*\?>")
_DOCTYPE = b'<!DOCTYPE x SYSTEM "x">'
"""With a DTD that nobody reads, expat skips an entity nobody declared, as `&nbsp;`, and tells us."""
_UNKNOWN = Span(-1, -1)
_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<([\w.-]+:)?([\w.-]+)((?:\s[^>]*)?)",
    re.DOTALL,
)


class Text(NamedTuple):
    """Text in an element: what it reads as, and the raw text it stands for."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Element:
    """An element.

    Attributes:
        namespace: The address of its namespace; empty for none.
        name: Its local name.
        attributes: By local name; of a namespace, by `(address, local name)`.
        children: Elements and texts, in order.
        namespaces: The prefixes in force, with their addresses.
        start: Where its start tag begins in the raw text.
        inner: Where what it holds stands.
        end: The offset behind its end tag.
    """

    namespace: str
    name: str
    attributes: Mapping[str | tuple[str, str], str]
    start: int
    children: list[Element | Text] = field(default_factory=list)
    inner: Span = field(default=_UNKNOWN)
    end: int = -1
    namespaces: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str | tuple[str, str], default: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(name, default)

    def findall(self, *names: str) -> list[Element]:
        """Return the child elements with one of the local names."""
        return [child for child in self.children if isinstance(child, Element) and child.name in names]

    def find(self, *names: str) -> Element | None:
        """Return the first child element with one of the local names."""
        return next(iter(self.findall(*names)), None)

    def iter(self, *names: str) -> Iterator[Element]:
        """Yield this and every element in it in document order; with names, those with one of the local names."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            if not names or here.name in names:
                yield here
            waiting.extend(child for child in reversed(here.children) if isinstance(child, Element))

    def texts(self) -> Iterator[Text]:
        """Yield every text in it in document order."""
        waiting: list[Element | Text] = [self]
        while waiting:
            here = waiting.pop()
            if isinstance(here, Text):
                yield here
            else:
                waiting.extend(reversed(here.children))

    def text(self) -> str:
        """Return all the text in it."""
        return "".join(text.text for text in self.texts())

    def words(self) -> str:
        """Return the words in it, one space between them."""
        return " ".join(self.text().split())

    def source(self, raw: str) -> str:
        """Return it as the file has it."""
        return raw[self.start : self.end]


def root(head: bytes) -> tuple[str, str]:
    """Return namespace and local name of the first element in the first bytes of a file; empty when it is no XML."""
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    found = _ROOT.match(head.decode(encoding, "replace"))
    if not found:
        return "", ""
    prefix, name, attributes = found[1] or "", found[2], found[3]
    declared = re.search(rf"""xmlns{re.escape(":" + prefix[:-1]) if prefix else ""}\s*=\s*["']([^"']*)""", attributes)
    return declared[1] if declared else "", name


def read(raw: str, start: int = 0) -> Element:
    """Return the outermost element of an XML text.

    Raises:
        InputError: with line and column, when it is broken, declares entities, or is nested or sized like no story.
    """
    return _Reader(raw, start).read()


def at(raw: str, offset: int) -> Position:
    """Return line and column of an offset."""
    return Position(raw.count("\n", 0, offset) + 1, offset - raw.rfind("\n", 0, offset))


class _Reader:
    """Builds the tree while expat walks the text, which it gets in UTF-8: its places are bytes."""

    def __init__(self, raw: str, start: int) -> None:
        self._raw = raw
        self._start = start
        self._data = raw[start:].encode("utf-8", "replace")
        declared = _DECLARATION.match(self._data)
        self._head = declared.end() if declared else 0
        self._added = b"" if b"<!DOCTYPE" in self._data else _DOCTYPE
        self._known = (0, start)
        self._open: list[Element] = []
        self._root: Element | None = None
        self._nodes = 0
        self._literal = False
        self._declared: dict[str, str] = {}

    def read(self) -> Element:
        parser = expat.ParserCreate("utf-8", " ")
        self._parser = parser
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.UseForeignDTD(True)
        parser.ExternalEntityRefHandler = lambda *_: 1
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._skipped
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._finish
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = lambda: self._cdata(literal=True)
        parser.EndCdataSectionHandler = lambda: self._cdata(literal=False)
        parser.CommentHandler = lambda _: self._entered(self._here())
        parser.ProcessingInstructionHandler = lambda *_: self._entered(self._here())
        try:
            parser.Parse(self._data[: self._head] + self._added + self._data[self._head :], True)
        except expat.ExpatError as error:
            what = f"The XML is broken: {expat.ErrorString(error.code)}. Mend it, or ask for the file again."
            raise self._fault(what, parser.ErrorByteIndex) from error
        if self._root is None:
            raise InputError("The file holds no XML element.", line=1, column=1)
        return self._root

    def _here(self, now: int | None = None) -> int:
        """Where expat stands, as an offset into the raw text; it only moves on."""
        byte, offset = self._known
        now = self._parser.CurrentByteIndex if now is None else now
        if now > self._head:
            now = max(self._head, now - len(self._added))
        if now > byte:
            offset += len(self._data[byte:now].decode("utf-8", "ignore"))
            self._known = (now, offset)
        return offset

    def _fault(self, message: str, now: int | None = None) -> InputError:
        return InputError(message, line=(place := at(self._raw, self._here(now))).line, column=place.column)

    def _refuse_entity(self, *_: object) -> None:
        raise self._fault("The XML declares entities, which no story needs. Take the DOCTYPE out.")

    def _declare(self, prefix: str | None, namespace: str | None) -> None:
        self._declared[prefix or ""] = namespace or ""

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        here = self._here()
        self._entered(here)
        self._count()
        if len(self._open) >= DEPTH:
            raise self._fault(f"The XML is nested deeper than {DEPTH} elements. This is no story.")
        named = {_split(key) if " " in key else key: value for key, value in attributes.items()}
        around = self._open[-1].namespaces if self._open else {}
        element = Element(*_split(name), named, here, namespaces=around)
        if self._declared:
            element.namespaces, self._declared = {**around, **self._declared}, {}
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _finish(self, _: str) -> None:
        here = self._here()
        self._entered(here)
        element = self._open.pop()
        element.inner = Span(element.inner.start, max(element.inner.start, here))
        empty = element.inner.start == here and self._raw[here - 2 : here] == "/>"
        element.end = here if empty else self._raw.find(">", here) + 1

    def _entered(self, here: int) -> None:
        """Note that what an element holds begins here: the start tag before it has ended."""
        if self._open and self._open[-1].inner.start < 0:
            self._open[-1].inner = Span(here, here)

    def _characters(self, text: str) -> None:
        here = self._here()
        self._entered(here)
        self._count()
        if not self._open:
            return
        if not self._literal and self._raw[here] == "&":
            end = self._raw.find(";", here) + 1
        else:
            end = here + 2 if text == "\n" and self._raw.startswith("\r\n", here) else here + len(text)
        self._open[-1].children.append(Text(text, here, end))

    def _skipped(self, name: str, is_parameter: bool) -> None:
        here = self._here()
        self._entered(here)
        if self._open and not is_parameter:
            written = f"&{name};"
            self._open[-1].children.append(Text(html.unescape(written), here, here + len(written)))

    def _cdata(self, *, literal: bool) -> None:
        self._entered(self._here())
        self._literal = literal

    def _count(self) -> None:
        self._nodes += 1
        if self._nodes > _NODES:
            raise self._fault(f"The XML holds more than {_NODES} elements and lines. Split the file.")


def _split(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition(" ")
    return namespace, local


def prose(
    element: Element,
    raw: str,
    blocks: Collection[str],
    skip: Collection[str] = (),
    *,
    flow: Flow | None = None,
    seen: Callable[[Element, int, int], None] | None = None,
) -> Flow:
    """Return what a reader reads in an element, a blank line between blocks.

    Args:
        element: The element.
        raw: The text it was read from.
        blocks: Local names of elements that stand on lines of their own.
        skip: Local names of elements that nobody reads.
        flow: What comes before it; new by default.
        seen: Told of every element that is read and has words: where its words begin and end in the prose.
    """
    flow = flow or Flow(raw)
    waiting: list[tuple[Element | Text, Mark | None]] = [(element, None)]
    while waiting:
        here, state = waiting.pop()
        if isinstance(here, Text):
            _put(flow, here, raw)
            continue
        if here.name in blocks:
            flow.block(here.start if state is None else here.end)
        if state is None and here.name not in skip:
            waiting.append((here, flow.mark()))
            waiting.extend((child, None) for child in reversed(here.children))
        elif state is not None and seen is not None and state.start is not None and state.start < flow.prose.length:
            seen(here, state.start, flow.prose.length)
    return flow


def _put(flow: Flow, text: Text, raw: str) -> None:
    if text.text.isspace():
        flow.space(text.start, text.end)
    elif text.text == raw[text.start : text.end]:
        flow.read(text.start, text.end)
    else:
        flow.add(text.text, text.start, text.end)
