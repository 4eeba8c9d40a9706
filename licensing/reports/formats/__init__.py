"""The output formats: every module of this folder that registers a function is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from licensing.model.decision import Decision
from licensing.reports.registry import Registry

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

_REGISTRY: Registry[Render] = Registry(__name__, __path__)
register = _REGISTRY.register
formats = _REGISTRY.formats
