"""JSON whose objects know where they begin."""

from __future__ import annotations

import json
import json.decoder
import json.scanner
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from licensing.errors import InputError
from licensing.odrl.graph import DEEPEST, Place

__all__ = ["Placed", "load"]

_LEVELS = 4 * DEEPEST
"""Levels of braces and brackets; one level of ODRL takes up to four."""


class Placed(dict[str, Any]):
    """A JSON object.

    Attributes:
        place: The line and column it begins at.
    """

    place: Place = (1, 1)


def load(text: str, name: str) -> Any:
    """Return what a JSON text holds.

    Raises:
        InputError: when it is not JSON, nests too deep or has a key twice in one object.
    """
    try:
        return _Decoder(text, name).decode(text)
    except json.JSONDecodeError as cause:
        raise InputError(f"This is not JSON: {cause.msg}.", path=name, line=cause.lineno, column=cause.colno) from cause


class _Decoder(json.JSONDecoder):
    def __init__(self, text: str, name: str) -> None:
        super().__init__(object_pairs_hook=_pairs, parse_constant=self._constant)
        self._name = name
        self._lines = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]
        self._level = 0
        # The scanner written in C does not tell where an object begins.
        self.parse_object = self._object
        self.parse_array: Callable[..., Any] = self._array
        self.scan_once = json.scanner.py_make_scanner(self)  # type: ignore[attr-defined]

    def _object(self, state: tuple[str, int], *args: Any, **kwargs: Any) -> tuple[Placed, int]:
        place = self._enter(state[1] - 1)
        try:
            found, end = json.decoder.JSONObject(state, *args, **kwargs)  # type: ignore[attr-defined]
        except _TwiceError as cause:
            line, column = place
            raise InputError(
                f"The key '{cause}' stands twice in this object.", path=self._name, line=line, column=column
            ) from cause
        self._level -= 1
        found.place = place
        return found, end

    def _array(self, state: tuple[str, int], *args: Any, **kwargs: Any) -> tuple[list[Any], int]:
        self._enter(state[1] - 1)
        found, end = json.decoder.JSONArray(state, *args, **kwargs)  # type: ignore[attr-defined]
        self._level -= 1
        return found, end

    def _enter(self, index: int) -> Place:
        line = bisect_right(self._lines, index)
        place = line, index - self._lines[line - 1] + 1
        self._level += 1
        if self._level > _LEVELS:
            raise InputError(f"This nests deeper than {DEEPEST} levels.", path=self._name, line=line, column=place[1])
        return place

    def _constant(self, text: str) -> Any:
        raise InputError(f"{text} is not a number of JSON.", path=self._name)


class _TwiceError(ValueError):
    """A key that stands twice."""


def _pairs(pairs: list[tuple[str, Any]]) -> Placed:
    found = Placed(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwiceError(next(key for key in keys if keys.count(key) > 1))
    return found
