"""The formats rights are written in: every module of this folder that registers one is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from licensing.errors import ConfigError
from licensing.odrl.graph import Graph

__all__ = ["NO_RDFLIB", "Format", "Parse", "Write", "formats", "named", "register"]

Parse = Callable[[str, str], Graph]
"""Takes a text and the name errors use."""
Write = Callable[[Graph], str]

NO_RDFLIB = "Turtle and JSON-LD are read with rdflib: pip install 'newsroom-licensing[odrl]'."


class Format(NamedTuple):
    """A format: its name, the suffixes of its files, how it is read, and how it is written if it is."""

    name: str
    suffixes: tuple[str, ...]
    parse: Parse
    write: Write | None = None


_FORMATS: dict[str, Format] = {}


def register(name: str, *suffixes: str, parse: Parse, write: Write | None = None) -> None:
    """Make a format known; one without suffixes is met inside other files only."""
    _FORMATS[name] = Format(name, suffixes, parse, write)


@cache
def formats() -> Mapping[str, Format]:
    """Return every format by its name, sorted."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    return MappingProxyType({name: _FORMATS[name] for name in sorted(_FORMATS)})


def named(name: str) -> Format:
    """Return a format by its name.

    Raises:
        ConfigError: when there is none.
    """
    if name not in formats():
        files = ", ".join(one.name for one in formats().values() if one.suffixes)
        raise ConfigError(f"There is no rights format '{name}'. Choose one of: {files}.")
    return formats()[name]
