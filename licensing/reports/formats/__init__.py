"""The output formats: every module of this folder that registers a function is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache

from licensing.model.decision import Decision

__all__ = ["Render", "formats", "register"]

Render = Callable[[Decision, bool], str]
"""Takes a decision, and whether to show what a reader in a hurry skips."""

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
