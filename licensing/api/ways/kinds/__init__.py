"""The kinds of changes: every module of this folder that registers a function is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from licensing.api.ways.scene import Change, Scene

__all__ = ["Kind", "Propose", "kinds", "register"]

Propose = Callable[[Scene], Iterator[Change]]
"""Proposes changes to a draft or its plan; each of them is tried before it is told."""


class Kind(NamedTuple):
    """A kind of change.

    Attributes:
        name: As `credit`.
        effort: From 1, a word in the plan, to 9, a contract.
        textual: Whether it changes the draft's text.
        opens: Whether it keeps the draft as it is meant, so that a second change may follow it.
        propose: Proposes changes.
    """

    name: str
    effort: int
    textual: bool
    opens: bool
    propose: Propose


_KINDS: dict[str, Kind] = {}


def register(name: str, *, effort: int, textual: bool = False, opens: bool = True) -> Callable[[Propose], Propose]:
    """Make the decorated function a kind of change."""

    def decorate(propose: Propose) -> Propose:
        _KINDS[name] = Kind(name, effort, textual, opens, propose)
        return propose

    return decorate


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind of change, those of least effort first."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    return tuple(sorted(_KINDS.values(), key=lambda kind: (kind.effort, kind.name)))
