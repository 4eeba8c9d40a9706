"""The input formats: every module of this folder that registers a parser is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from licensing.model.document import Link, Span, Stretch

__all__ = ["FALLBACK", "Format", "Parse", "Parsed", "formats", "register"]

FALLBACK = "text"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a format makes of a raw text; the fields are those of `Document`."""

    prose: str
    stretches: tuple[Stretch, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    blockquotes: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()


Parse = Callable[[str, int], Parsed]
"""Takes the raw text and the offset behind its front matter."""


@dataclass(frozen=True, slots=True)
class Format:
    """An input format: its name, the suffixes of its files, its parser."""

    name: str
    suffixes: tuple[str, ...]
    parse: Parse


_FORMATS: dict[str, Format] = {}


def register(name: str, *suffixes: str) -> Callable[[Parse], Parse]:
    """Make the decorated function the parser of a format."""

    def decorate(parse: Parse) -> Parse:
        _FORMATS[name] = Format(name, suffixes, parse)
        return parse

    return decorate


@cache
def formats() -> Mapping[str, Format]:
    """Return every format by its name."""
    for module in sorted(pkgutil.iter_modules(__path__, f"{__name__}."), key=lambda module: module.name):
        importlib.import_module(module.name)
    return MappingProxyType(_FORMATS)
