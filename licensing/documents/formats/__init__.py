"""The input formats: every module of this folder that registers a parser is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from licensing.errors import InputError
from licensing.model.document import START, Expression, Link, Place, Position, Span, Stretch

__all__ = ["FALLBACK", "Format", "Parsed", "formats", "need", "register", "register_bytes"]

FALLBACK = "text"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a format makes of one story in a file; the fields are those of `Document`.

    Attributes:
        raw: None when offsets point into the whole text of the file; else the slice of it that begins at `first`, or
            the text drawn from a file that is none.
    """

    prose: str
    stretches: tuple[Stretch, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    blockquotes: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    raw: str | None = None
    first: Position = START
    places: tuple[Place, ...] = ()
    expressions: tuple[Expression, ...] = ()
    hidden: tuple[Span, ...] = ()
    declared: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


ParseText = Callable[[str, int], Parsed | Sequence[Parsed]]
"""Takes the raw text and the offset behind its front matter; several results are several stories."""

ParseBytes = Callable[[bytes], Parsed | Sequence[Parsed]]
"""Takes what the file holds; every result has its `raw`."""

TextParser = TypeVar("TextParser", bound=ParseText)
BytesParser = TypeVar("BytesParser", bound=ParseBytes)

Sniff = Callable[[bytes], bool]
"""Says of the first `HEAD` bytes of a file whether it is of the format, and never by a guess."""


@dataclass(frozen=True, slots=True)
class Format:
    """An input format.

    Attributes:
        name: Its name.
        suffixes: The suffixes that are its own.
        shared: Suffixes it has in common with others: `sniff` decides.
        sniff: Recognises it; None when only the suffix tells.
        text: The parser of a format of text.
        data: The parser of a format of bytes.
        front: Whether a text may open with front matter.
    """

    name: str
    suffixes: tuple[str, ...]
    shared: tuple[str, ...] = ()
    sniff: Sniff | None = None
    text: ParseText | None = None
    data: ParseBytes | None = None
    front: bool = False


_FORMATS: dict[str, Format] = {}


def register(
    name: str, *suffixes: str, shared: tuple[str, ...] = (), sniff: Sniff | None = None, front: bool = False
) -> Callable[[TextParser], TextParser]:
    """Make the decorated function the parser of a format of text."""

    def decorate(parse: TextParser) -> TextParser:
        _FORMATS[name] = Format(name, suffixes, shared, sniff, text=parse, front=front)
        return parse

    return decorate


def register_bytes(
    name: str, *suffixes: str, shared: tuple[str, ...] = (), sniff: Sniff | None = None
) -> Callable[[BytesParser], BytesParser]:
    """Make the decorated function the parser of a format of bytes."""

    def decorate(parse: BytesParser) -> BytesParser:
        _FORMATS[name] = Format(name, suffixes, shared, sniff, data=parse)
        return parse

    return decorate


@cache
def formats() -> Mapping[str, Format]:
    """Return every format by its name."""
    for module in sorted(pkgutil.iter_modules(__path__, f"{__name__}."), key=lambda module: module.name):
        importlib.import_module(module.name)
    return MappingProxyType(_FORMATS)


def need(extra: str) -> InputError:
    """Return the error that says which extra reads a file."""
    return InputError(f"Reading this file needs an extra. Install it: pip install 'newsroom-licensing[{extra}]'.")
