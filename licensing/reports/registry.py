"""Output formats that find themselves: every module of a folder that registers a function is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

__all__ = ["Registry"]

R = TypeVar("R")


class Registry(Generic[R]):
    """The output formats of one folder."""

    def __init__(self, package: str, folders: Iterable[str]) -> None:
        self._package, self._folders = package, folders
        self._found: dict[str, R] = {}
        self._sorted: Mapping[str, R] | None = None

    def register(self, name: str) -> Callable[[R], R]:
        """Make the decorated function an output format."""

        def decorate(render: R) -> R:
            self._found[name] = render
            return render

        return decorate

    def formats(self) -> Mapping[str, R]:
        """Return every output format by its name, sorted."""
        if self._sorted is None:
            for module in pkgutil.iter_modules(self._folders, f"{self._package}."):
                importlib.import_module(module.name)
            self._sorted = {name: self._found[name] for name in sorted(self._found)}
        return self._sorted
