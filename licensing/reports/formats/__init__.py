"""The output formats: every module of this folder that registers a function is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from licensing.model.decision import Decision

__all__ = ["Render", "Style", "formats", "register"]


class Style(NamedTuple):
    """How a reader wants it; formats for programs pass over what does not concern them.

    Attributes:
        verbose: Show what a reader in a hurry skips.
        texts: Show words of draft, story and notice; without, places alone.
        width: Columns of a terminal.
        colour: Mark effects by colour.
        root: The folder paths are told relative to; empty for paths as they were given.
    """

    verbose: bool = False
    texts: bool = True
    width: int = 100
    colour: bool = False
    root: str = ""


Render = Callable[[Decision, Style], str]
"""Makes one output format of a decision."""

_FORMATS: dict[str, Render] = {}


def register(name: str) -> Callable[[Render], Render]:
    """Make the decorated function an output format."""

    def decorate(render: Render) -> Render:
        _FORMATS[name] = render
        return render

    return decorate


@cache
def formats() -> Mapping[str, Render]:
    """Return every output format by its name, sorted."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    return {name: _FORMATS[name] for name in sorted(_FORMATS)}
