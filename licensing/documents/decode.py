"""Bytes become text, or an error that says where they are not text and what to do."""

from __future__ import annotations

import codecs
import re

from licensing.errors import InputError
from licensing.packs.messages import say

__all__ = ["decode", "require_text"]

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]*\sencoding=["']([\w.-]+)|<meta[^>]+charset=["']?\s*([\w.-]+)""", re.IGNORECASE
)
_ENCODINGS = re.compile(
    r"(?:iso-?8859-?\d+|latin-?\d|windows-125\d|cp125\d|shift_?jis|euc-jp|iso-2022-jp|gb2312|gbk|gb18030|big5|euc-kr|koi8-[ru])"
)
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, name: str) -> str:
    """Return the text of UTF-8 (with or without byte order mark) or UTF-16 (with one); newlines stay as they are.

    XML and HTML in another encoding are read in the one they declare.

    Raises:
        InputError: when the bytes are no text, or text in another encoding.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding, said = "utf-16", "UTF-16"
    else:
        encoding, said = "utf-8-sig", "UTF-8"
        if found := _CONTROL_BYTES.search(data):
            raise _binary(name, found.start(), found[0][0])
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if (declared := _declared(data)) is not None:
            return declared
        at = error.start
        line = data.count(b"\n", 0, at) + 1
        raise InputError(
            f"Byte {at} (0x{data[at]:02x}) is not {said}. Save the file as UTF-8 and try again.", path=name, line=line
        ) from error


def _declared(data: bytes) -> str | None:
    """Return the text in the encoding that an XML declaration or a page names, if it is text in that encoding."""
    found = _DECLARED.search(data[:1024])
    encoding = (found[1] or found[2]).decode().lower() if found else ""
    if not _ENCODINGS.fullmatch(encoding):
        return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def require_text(text: str, name: str) -> None:
    """Refuse control characters and text without a word.

    Raises:
        InputError: when the text cannot be a story.
    """
    if found := _CONTROL.search(text):
        raise _binary(name, found.start(), ord(found[0]))
    if not text or text.isspace():
        if text:
            message = say("The file holds only white space. Hand in the file that carries the story.")
        else:
            message = say("The file is empty. Hand in the file that carries the story.")
        raise InputError(message, path=name)


def _binary(name: str, at: int, value: int) -> InputError:
    what = say("a NUL byte") if value == 0 else say("the control byte {byte}", byte=f"0x{value:02x}")
    message = say(
        "This is not a text file: {what} at offset {at}. Export the story as text, Markdown or HTML.", what=what, at=at
    )
    return InputError(message, path=name)
