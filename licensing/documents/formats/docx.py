"""Word's .docx, opened with `python-docx` once its zip file has been unpacked within limits.

Quotation styles become block quotes, notes and page headers follow the body, tracked deletions are no text, hidden
words are no prose. Nothing outside the file is ever fetched.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from licensing.documents.formats import Parsed, need, register_bytes
from licensing.documents.prose import Prose
from licensing.documents.rights import Facts
from licensing.documents.wordxml import Paragraph, local, paragraphs, value
from licensing.documents.zipped import packed, unpack
from licensing.errors import InputError
from licensing.model.document import Link, Place, Span
from licensing.packs.messages import say

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["parse"]

_QUOTATIONS = frozenset({"quote", "intense quote", "block text", "block quotation", "blockquote", "quotations"})
_ELEMENTS = 2_000_000
"""Tags in one part; beyond that the tree alone takes gigabytes."""
_BREAK = "\n\n"
_OLD = b"\xd0\xcf\x11\xe0"


def _is_docx(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and b"word/" in head


@register_bytes("docx", ".docx", sniff=_is_docx)
def parse(data: bytes) -> Parsed:
    """Return the text of a Word document; a place in it is `paragraph 12`, `footnote 1`, `header` or `footer`.

    Raises:
        InputError: when it is no such document, is encrypted, or unpacks to more than a story can be.
    """
    if data.startswith(_OLD):
        raise InputError(say("This is an encrypted or an old Word document. Save it as .docx without a password."))
    document = _opened(data)
    text = _Text(_styles(document))
    for place, paragraph in _paragraphs(document, text.styles):
        text.add(place, paragraph)
    return text.parsed(_metadata(document))


def _opened(data: bytes) -> Document:
    try:
        import docx  # noqa: PLC0415 - an extra, and 200 ms to import
    except ImportError as error:
        raise need("docx") from error
    members = {name: _part(name, content) for name, content in unpack(data).items()}
    try:
        return docx.Document(io.BytesIO(packed(members)))
    except Exception as error:  # lxml and python-docx raise whatever the damage leads them to
        raise InputError(f"This is no Word document that can be read ({type(error).__name__}).") from error


def _part(name: str, content: bytes) -> bytes:
    """Return a part if it is XML, and nothing of a picture or a font.

    Raises:
        InputError: when it declares entities, which no program that writes .docx does, or is no story.
    """
    if not name.lower().endswith((".xml", ".rels")):
        return b""
    if b"<!DOCTYPE" in content or "<!DOCTYPE".encode("utf-16-le") in content or b"\0<\0!\0D" in content:
        raise InputError(f"The part {name} declares entities: no program that writes .docx does. It is not read.")
    if content.count(b"<") > _ELEMENTS:
        raise InputError("The document has more parts than any story. Hand in the story alone.")
    return content


@dataclass(frozen=True, slots=True)
class _Styles:
    """The ids of the styles that mark quotations, of those that hide text, and of headlines."""

    quotations: frozenset[str]
    unseen: frozenset[str]
    titles: frozenset[str]


def _styles(document: Document) -> _Styles:
    names: dict[str, str] = {}
    based: dict[str, str] = {}
    unseen: set[str] = set()
    for style in document.styles.element:
        if local(style) != "style":
            continue
        name = value(style, "styleId")
        for part in style.iter():
            if local(part) == "name":
                names[name] = value(part).lower()
            elif local(part) == "basedOn":
                based[name] = value(part)
            elif local(part) == "vanish" and value(part) not in {"0", "false"}:
                unseen.add(name)
    quotations = {name for name in names if any(names.get(one, "") in _QUOTATIONS for one in _line(name, based))}
    titles = {name for name, shown in names.items() if shown == "title"}
    return _Styles(frozenset(quotations), frozenset(unseen), frozenset(titles))


def _line(name: str, based: Mapping[str, str]) -> Iterator[str]:
    """Yield a style and those it is based on."""
    seen: set[str] = set()
    while name and name not in seen:
        yield name
        seen.add(name)
        name = based.get(name, "")


def _paragraphs(document: Document, styles: _Styles) -> Iterator[tuple[str, Paragraph]]:
    """Yield the paragraphs of the body, then its notes, then the headers and footers of its pages."""
    body = _read(document.part, document.element, styles)
    yield from (("paragraph", paragraph) for paragraph in body)
    parts = _related(document.part)
    for kind in ("footnote", "endnote"):
        asked = [number for paragraph in body for found, number in paragraph.notes if found == kind]
        notes = {value(note, "id"): note for part, root in parts.get(f"{kind}s", []) for note in root}
        part = parts[f"{kind}s"][0][0] if asked and notes else None
        for number in dict.fromkeys(asked):
            if number in notes:
                yield from ((kind, paragraph) for paragraph in _read(part, notes[number], styles))
    for kind in ("header", "footer"):
        for part, root in parts.get(kind, []):
            yield from ((kind, paragraph) for paragraph in _read(part, root, styles))


def _read(part: Any, root: Any, styles: _Styles) -> list[Paragraph]:
    links = {name: one.target_ref for name, one in part.rels.items() if one.is_external}
    return paragraphs(root, links, styles.unseen)


def _related(part: Any) -> dict[str, list[tuple[Any, Any]]]:
    """Return the parts a document refers to with their elements, by the last word of the relationship."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - an extra
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with it

    found: dict[str, list[tuple[Any, Any]]] = {}
    for one in part.rels.values():
        kind = one.reltype.rpartition("/")[2]
        if one.is_external or kind not in {"footnotes", "endnotes", "header", "footer"}:
            continue
        try:
            found.setdefault(kind, []).append((one.target_part, parse_xml(one.target_part.blob)))
        except etree.XMLSyntaxError as error:
            raise InputError(f"The {kind} of the document are damaged. Save it again and try once more.") from error
    return found


@dataclass(slots=True)
class _Text:
    """The paragraphs put together."""

    styles: _Styles
    raw: list[str] = field(default_factory=list)
    length: int = 0
    places: list[Place] = field(default_factory=list)
    hidden: list[Span] = field(default_factory=list)
    runs: list[tuple[int, Span, str, bool]] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    title: str = ""
    furniture: set[str] = field(default_factory=set)

    def add(self, kind: str, paragraph: Paragraph) -> None:
        """Add a paragraph, if it holds words; a header that was there before is the same header on other pages."""
        words = "".join(run.text for run in paragraph.runs)
        if not words.strip() or (kind in {"header", "footer"} and words in self.furniture):
            return
        self.furniture.add(words)
        self.counts[kind] = self.counts.get(kind, 0) + 1
        name = kind if kind in {"header", "footer"} else f"{kind} {self.counts[kind]}"
        if paragraph.style in self.styles.titles and not self.title:
            self.title = " ".join(words.split())
        if self.raw:
            self._put(_BREAK)
        self.places.append(Place(self.length, name))
        for run in paragraph.runs:
            span = Span(self.length, self.length + len(run.text))
            hidden = run.hidden or paragraph.style in self.styles.unseen
            self.runs.append((len(self.quoted), span, run.url, hidden))
            self._put(run.text)
            if hidden and run.text.strip():
                self.hidden.append(span)
        self.quoted.append(paragraph.style in self.styles.quotations)

    def _put(self, text: str) -> None:
        self.raw.append(text)
        self.length += len(text)

    def parsed(self, facts: Facts) -> Parsed:
        """Return the whole, its prose without what is hidden."""
        prose = Prose("".join(self.raw))
        shown: dict[int, Span] = {}
        links: list[Link] = []
        for (paragraph, url), runs in groupby((run for run in self.runs if not run[3]), lambda run: (run[0], run[2])):
            spans = [span for _, span, _, _ in runs]
            if prose.length and paragraph not in shown:
                begins = self.places[paragraph].offset
                prose.keep(begins - len(_BREAK), begins)
            start = prose.length
            for span in spans:
                prose.keep(*span)
            shown[paragraph] = Span(shown[paragraph].start if paragraph in shown else start, prose.length)
            if url:
                links.append(Link(Span(start, prose.length), url))
        facts.add("title", self.title)
        return Parsed(
            prose=prose.text(),
            stretches=prose.stretches(),
            metadata=facts.metadata(),
            blockquotes=tuple(self._quotations(shown)),
            links=tuple(links),
            raw=prose.raw,
            places=tuple(self.places),
            hidden=tuple(self.hidden),
        )

    def _quotations(self, shown: Mapping[int, Span]) -> Iterator[Span]:
        """Yield the block quotes, paragraphs that follow each other as one."""
        for quoted, run in groupby(sorted(shown), lambda paragraph: self.quoted[paragraph]):
            together = list(run)
            if quoted:
                yield Span(shown[together[0]].start, shown[together[-1]].end)


def _metadata(document: Document) -> Facts:
    facts = Facts()
    names = {"title": "title", "creator": "creator", "language": "language", "identifier": "id", "rights": "notice"}
    for part in document.core_properties._element:  # noqa: SLF001 - the only way to dc:rights
        facts.add(names.get(local(part), ""), part.text or "")
    return facts
