"""Wire messages: IPTC 7901, ANPA 1312, and the plain text that desks export from both.

A message is a header line, the text, and a line with the date, parted by control characters:
`SOH abc0123 4 p 250 slug`, `STX` text, `ETX 171234 nov 31 EOT` in IPTC 7901. ANPA 1312 has two header lines and
marks the lines above the text with `^`. An export has the header line and no control characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from licensing.documents.formats import Parsed, register_bytes
from licensing.documents.limits import ITEMS
from licensing.documents.prose import Edit, edited
from licensing.documents.rights import Facts
from licensing.documents.urls import written_out
from licensing.documents.wirehead import read_header, read_lines, read_trailer
from licensing.errors import InputError
from licensing.model.document import Position

__all__ = ["parse"]

_SOH, _STX, _ETX = "\x01", "\x02", "\x03"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_FRAMED = re.compile(rb"[\x00\x16\s\x7f]*\x01[^\x01\x02]{1,400}\x02")
_PLAIN = re.compile(
    rb"\s*(?:[A-Za-z]{2,8}\d{3,5} [1-9] [A-Za-z]{1,3} \d{1,5}(?: [^\r\n]*)?|"
    rb"(?:AM|PM|BC)-[^\s,]+,(?: [^\r\n,]+,)?\s?\d{2,5})[ \t]*\r*\n"
)
_LINE_END = re.compile(r"\r{1,3}\n")
_INDENT = re.compile(r"(?:\r{0,3}\n){1,4}(?:\t| {2,6})[ \t]*(?=\S)")
_MARKED = re.compile(r"(?:^|(?<=\x02))\^[<= ]*|(?<=[^\s<=^])[<=^]+[ ]*(?=\r*$)|^[<=^]+(?=\r*$)", re.MULTILINE)
_ANPA = re.compile(r"^\^|\x02\^", re.MULTILINE)
_TRAILER = 400
"""Characters behind the text of a message; more are another text."""
_TURKISH, _OTHER = frozenset("ýþðÝÞÐ"), frozenset("áíóæÁÍÓÆ")


def _is_wire(head: bytes) -> bool:
    return bool(_FRAMED.match(head) or _PLAIN.match(head))


@register_bytes("wire", ".iptc", ".anpa", shared=(".txt",), sniff=_is_wire)
def parse(data: bytes) -> list[Parsed]:
    """Return the messages of a file, in their order; their text is read as UTF-8, else in the code page of the wire.

    Raises:
        InputError: when it holds no message, or too many.
    """
    text = _decoded(data)
    starts = [found.start() for found in re.finditer(_SOH, text)] or [0]
    if len(starts) > ITEMS:
        raise InputError(f"The file holds {len(starts)} messages; at most {ITEMS} are read. Split it.")
    if _clean(text[: starts[0]]).strip():
        raise InputError("Text stands before the first message. Take it out, or hand it in as a file of its own.")
    found = [_message(text[start:end]) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    lines, done = 0, 0
    placed: list[Parsed] = []
    for start, message in zip(starts, found, strict=True):
        lines += text.count("\n", done, start)
        done = start
        column = start - text.rfind("\n", 0, start)
        placed.append(replace(message, first=Position(lines + 1, column)))
    return placed


def _decoded(data: bytes) -> str:
    """Return the text of a message: UTF-8, else a Windows code page.

    The western and the Turkish page differ in six letters. Icelandic, which has them too, has others with them that
    Turkish never has.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    western = data.decode("cp1252", "replace")
    letters = set(western)
    return data.decode("cp1254", "replace") if letters & _TURKISH and not letters & _OTHER else western


def _message(text: str) -> Parsed:
    """Return one message; the places in it count from its first character."""
    head, body_at = _head(text)
    ends = [at for at in (text.find(_ETX, body_at), text.find("\x04", body_at)) if at >= 0]
    end = min(ends, default=len(text))
    raw = _clean(text)
    if len(raw[end:].strip()) > _TRAILER:
        raise InputError("Text stands behind the end of a message. Take it out, or hand it in as a file of its own.")
    facts = Facts()
    read_header(_clean(head[:_TRAILER]), facts)
    read_trailer(raw[end:].strip(), facts)
    # The prose ends with the text of the message; the line with the date behind it is none of it.
    prose = edited(raw[:end], _first_word(raw, body_at, end), _edits(text[:end], body_at))
    read_lines(prose.text(), text[body_at:end].lstrip(_STX), facts)
    return Parsed(
        prose=prose.text().rstrip(),
        stretches=prose.stretches(),
        metadata=facts.metadata(),
        links=tuple(written_out(prose.text().rstrip())),
        raw=raw,
    )


def _head(text: str) -> tuple[str, int]:
    """Return the header and where the text begins: at STX, else behind the first line."""
    if text.startswith(_SOH):
        at = text.find(_STX)
        line = text.find("\n")
        end = at if at >= 0 else (line if line >= 0 else len(text))
        return text[1:end], end
    lead = len(text) - len(text.lstrip())
    line = text.find("\n", lead)
    if not _PLAIN.match(text[: line + 1].encode("utf-8", "replace")):
        raise InputError("The file holds no message of a wire: no header line, no control characters.")
    return text[lead:line], line + 1


def _first_word(raw: str, start: int, end: int) -> int:
    return end - len(raw[start:end].lstrip())


def _edits(text: str, start: int) -> Iterator[Edit]:
    """Yield what of the text of a message is no text: control characters, ends of lines and indents, marks of ANPA."""
    for found in _CONTROL.finditer(text, start):
        yield Edit(*found.span())
    for found in _INDENT.finditer(text, start):
        yield Edit(*found.span(), "\n\n")
    for found in _LINE_END.finditer(text, start):
        yield Edit(*found.span(), "\n")
    if _ANPA.search(text, start):
        for found in _MARKED.finditer(text, start):
            yield Edit(*found.span())


def _clean(text: str) -> str:
    """Return the text at the same length, a blank for each control character: reports are printed on terminals."""
    return _CONTROL.sub(" ", text)
