"""Frozen values as JSON and back: what comes back equals what went in, or it is an error.

Everything is driven by the types of the fields, so that a new field needs no line here. A type nobody thought of is
refused when it is first met, never guessed at.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

__all__ = ["decode", "encode"]

T = TypeVar("T")
Turn = Callable[[Any], Any]
_PLAIN = (str, int, float, bool)


def encode(value: object) -> Any:
    """Return a value as lists, mappings, strings, numbers, booleans and None.

    Raises:
        TypeError: when it holds a value of a type that could not be read back.
    """
    kind: Any = type(value)
    return _encoder(kind)(value)


def decode(kind: type[T], data: Any) -> T:
    """Return the value of a type that `encode` turned into data.

    Raises:
        TypeError: when a field's type is none that can be read back.
        ValueError: when the data are not what a value of that type was turned into.
    """
    asked: Any = kind
    turn = _decoder(asked)
    try:
        found: T = turn(data)
    except (AttributeError, KeyError, IndexError) as error:
        raise ValueError(f"this is no {kind.__name__}: {error}") from error
    return found


@cache
def _encoder(kind: Any) -> Turn:
    turn: Turn
    if kind in _PLAIN or kind is type(None):
        turn = _itself
    elif issubclass(kind, Enum):
        turn = attrgetter("value")
    elif issubclass(kind, str):
        turn = str.__str__
    elif kind is dt.date:
        turn = dt.date.isoformat
    elif is_dataclass(kind):
        names = [field.name for field in fields(kind)]
        turn = lambda value: [encode(getattr(value, name)) for name in names]  # noqa: E731 - one of a table
    elif issubclass(kind, tuple):
        turn = lambda value: [encode(part) for part in value]  # noqa: E731 - likewise
    elif issubclass(kind, Mapping):
        turn = lambda value: {key: encode(part) for key, part in value.items()}  # noqa: E731 - likewise
    else:
        raise TypeError(f"{kind.__name__} cannot be read back")
    return turn


def _itself(value: Any) -> Any:
    return value


@cache
def _decoder(kind: Any) -> Turn:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        turn = _optional(kind, inner)
    elif origin is tuple:
        turn = _tuple(kind, inner)
    elif origin is not None and issubclass(origin, Mapping):
        turn = _mapping(inner)
    elif kind in _PLAIN:
        turn = _same(kind)
    elif kind is dt.date:
        turn = dt.date.fromisoformat
    elif isinstance(kind, type) and issubclass(kind, Enum):
        turn = kind
    elif isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
        turn = _record(kind)
    else:
        raise TypeError(f"{kind} cannot be read back")
    return turn


def _mapping(inner: tuple[Any, ...]) -> Turn:
    part = _decoder(inner[1])
    return lambda data: MappingProxyType({key: part(value) for key, value in data.items()})


def _same(kind: type) -> Turn:
    kinds = {kind, int} if kind is float else {kind}

    def turn(data: Any) -> Any:
        if type(data) not in kinds:
            raise ValueError(f"this is no {kind.__name__}: {data!r:.40}")
        return data

    return turn


def _optional(kind: Any, inner: tuple[Any, ...]) -> Turn:
    some = [one for one in inner if one is not type(None)]
    if len(some) != 1:
        raise TypeError(f"{kind} cannot be read back: nothing tells its types apart")
    # Only what is there must be readable: a draft's text, never kept, is none.
    return lambda data: None if data is None else _decoder(some[0])(data)


def _tuple(kind: Any, inner: tuple[Any, ...]) -> Turn:
    if len(inner) != len((kind, ...)) or inner[1] is not Ellipsis:
        raise TypeError(f"{kind} cannot be read back")
    return lambda data: tuple([_decoder(inner[0])(one) for one in data])


def _record(kind: Any) -> Turn:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else kind._fields
    parts = [_decoder(hints[name]) for name in names]

    def turn(data: Any) -> Any:
        return kind(*[part(value) for part, value in zip(parts, data, strict=True)])

    return turn
