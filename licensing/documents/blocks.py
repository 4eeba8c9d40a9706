"""The values in a block of front matter, all of them strings."""

from __future__ import annotations

import re
from typing import NoReturn

from licensing.errors import InputError

__all__ = ["toml_values", "yaml_values"]

_PLAIN_LINE = re.compile(r"([A-Za-z][\w-]*):[ \t]+(\S.*)")
_QUOTED = re.compile(r"\"([^\"\\]*)\"|'([^']*)'")
_PLAIN = re.compile(r"[^\W_](?:[^:#]|:(?=\S)|(?<=\S)#)*")
_TOML_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")


def yaml_values(block: str, name: str) -> dict[str, object]:
    """Return the values of a YAML block that starts on line 2 of the file.

    Raises:
        InputError: at file:line:column, when it is not YAML or not keys with values.
    """
    plain = _plain_values(block)
    return _loaded(block, name) if plain is None else plain


def _plain_values(block: str) -> dict[str, object] | None:
    """Read `key: value` lines without the YAML package, which costs more to import than most stories to check."""
    values: dict[str, object] = {}
    for line in block.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        found = _PLAIN_LINE.fullmatch(line.rstrip())
        if not found:
            return None
        if quoted := _QUOTED.fullmatch(found[2]):
            values[found[1]] = quoted[1] or quoted[2] or ""
        elif _PLAIN.fullmatch(found[2]):
            values[found[1]] = found[2]
        else:
            return None
    return values


def _loaded(block: str, name: str) -> dict[str, object]:
    import yaml  # noqa: PLC0415 - only for front matter that needs it

    try:
        loader = yaml.BaseLoader(block)
        node = loader.get_single_node()
        values = loader.construct_document(node) if node else {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse(error.problem or "not YAML", name, mark.line if mark else 0, mark.column if mark else 0)
    except (yaml.YAMLError, RecursionError) as error:
        _refuse(str(error).partition("\n")[0], name, 0, 0)
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        _refuse("not a list of `key: value` lines", name, 0, 0)
    return values


def toml_values(block: str, name: str) -> dict[str, object]:
    """Return the values of a TOML block that starts on line 2 of the file.

    Raises:
        InputError: at file:line:column, when it is not TOML.
    """
    import tomllib  # noqa: PLC0415 - few drafts have TOML in front

    try:
        return {key: _strings(value) for key, value in tomllib.loads(block).items()}
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line, column = (int(place[1]) - 1, int(place[2]) - 1) if place else (block.count("\n"), 0)
        _refuse(_TOML_PLACE.sub("", str(error)), name, line, column)
    except RecursionError:
        _refuse("nested too deep", name, 0, 0)


def _strings(value: object) -> object:
    if isinstance(value, dict):
        return {key: _strings(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_strings(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _refuse(problem: str, name: str, line: int, column: int) -> NoReturn:
    """Raise with the block's 0-based place as a place in the file."""
    message = f"The front matter cannot be read: {problem}. Mend it, or take it out."
    raise InputError(message, path=name, line=line + 2, column=column + 1) from None
