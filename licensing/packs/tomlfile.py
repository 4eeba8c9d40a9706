"""Read a table of a TOML file as a sheet: every value the string that was written, every mistake near its place.

The standard library reads TOML and keeps no places, so the lines are searched for the keys that were found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from licensing.errors import LicensingError
from licensing.packs.yamlfile import Sheet, Where

__all__ = ["read"]

_KEY = r"""(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER = re.compile(rf"[ \t]*(\[{{1,2}})[ \t]*({_KEYS})[ \t]*\]{{1,2}}")
_ASSIGNED = re.compile(rf"[ \t]*({_KEYS})[ \t]*=[ \t]*")
_ONE = re.compile(_KEY)
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read(path: Path, error: type[LicensingError], table: Sequence[str]) -> Sheet | None:
    """Read one table of a TOML file; None when the file has none of that name.

    Raises:
        LicensingError: of the kind `error`, when the file cannot be read or is not TOML.
    """
    try:
        data = path.read_bytes()
    except OSError as cause:
        raise error(f"This file cannot be read: {cause.strerror or cause}.", path=str(path)) from cause
    if table[-1].encode() not in data:
        return None
    text, found = _loaded(data, str(path), error)
    for key in table:
        found = found.get(key) if isinstance(found, dict) else None
    if found is None:
        return None
    marks: dict[Where, tuple[int, int]] = {}
    for where, line, column in _places(text):
        if where[: len(table)] == tuple(table):
            marks.setdefault(where[len(table) :], (line, column))
    return Sheet(str(path), _written(found), marks, error)


def _loaded(data: bytes, path: str, error: type[LicensingError]) -> tuple[str, Any]:
    import tomllib  # noqa: PLC0415 - few runs meet a pyproject.toml that speaks of us

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise error(f"This file is not UTF-8 at byte {cause.start}. Save it as UTF-8.", path=path) from cause
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        place = _PLACE.search(str(cause))
        line, column = (int(place[1]), int(place[2])) if place and place[1] else (text.count("\n") + 1, 1)
        raise error(f"This is not TOML: {_PLACE.sub('', str(cause))}.", path=path, line=line, column=column) from cause
    except RecursionError as cause:
        raise error("This nests too deep.", path=path) from cause


def _written(value: object) -> Any:
    """Return a value with the strings YAML would have given."""
    if isinstance(value, dict):
        return {key: _written(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_written(part) for part in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _places(text: str) -> Iterator[tuple[Where, int, int]]:
    """Yield the path of every key and table that opens a line, with the line and column of its value."""
    above: Where = ()
    tables: dict[Where, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            above = _path(header[2])
            if header[1] == "[[":
                tables[above] = tables.get(above, -1) + 1
                above = (*above, tables[above])
            yield above, number, header.start(2) + 1
        elif assigned := _ASSIGNED.match(line):
            yield (*above, *_path(assigned[1])), number, assigned.end() + 1


def _path(keys: str) -> Where:
    return tuple(key.strip("\"'") for key in _ONE.findall(keys))
