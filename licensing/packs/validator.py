"""Generate a fast yes-or-no check from a JSON Schema.

Importing `jsonschema` costs more time than checking a draft. So the everyday question "is this file valid?" is
answered by closures generated from the same schema, and `jsonschema` is asked only to say what is wrong. A keyword
this generator does not know is an error, never skipped; a test holds both to the same answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

__all__ = ["Check", "generate"]

Check = Callable[[Any], bool]
_IGNORED = {"$schema", "$id", "$defs", "title", "description", "default", "examples", "$comment"}
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "null": type(None),
}


def generate(schema: Mapping[str, Any]) -> Check:
    """Return a function that says whether a value is valid under `schema`.

    Raises:
        ValueError: when the schema uses a keyword this generator does not know.
    """
    return _Generator(schema).check(schema)


class _Generator:
    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root
        self._refs: dict[str, Check] = {}

    def check(self, schema: Mapping[str, Any] | bool) -> Check:
        if isinstance(schema, bool):
            return lambda _value: schema
        tests = list(self._tests(schema))
        if len(tests) == 1:
            return tests[0]
        return lambda value: all(test(value) for test in tests)

    def _tests(self, schema: Mapping[str, Any]) -> Iterator[Check]:
        for keyword, argument in schema.items():
            if keyword in _IGNORED or keyword in {"properties", "additionalProperties", "patternProperties"}:
                continue
            make = getattr(self, f"_{keyword.replace('$', '')}", None)
            if make is None:
                raise ValueError(f"the schema keyword {keyword!r} is not known here")
            yield make(argument)
        if {"properties", "additionalProperties", "patternProperties"} & schema.keys():
            yield self._object(schema)

    def _ref(self, name: str) -> Check:
        def later(value: Any) -> bool:
            if name not in self._refs:
                self._refs[name] = self.check(self._resolve(name))
            return self._refs[name](value)

        return later

    def _resolve(self, name: str) -> Mapping[str, Any]:
        found: Any = self._root
        for part in name.removeprefix("#/").split("/"):
            found = found[part]
        return dict(found)

    def _type(self, names: str | list[str]) -> Check:
        types = tuple(_TYPES[name] for name in ([names] if isinstance(names, str) else names))
        return lambda value: isinstance(value, types)

    def _enum(self, values: list[Any]) -> Check:
        return lambda value: value in values

    def _const(self, expected: Any) -> Check:
        return lambda value: bool(value == expected)

    def _pattern(self, pattern: str) -> Check:
        search = re.compile(pattern).search
        return lambda value: not isinstance(value, str) or search(value) is not None

    def _minLength(self, least: int) -> Check:  # noqa: N802 - the keyword's own name
        return lambda value: not isinstance(value, str) or len(value) >= least

    def _minItems(self, least: int) -> Check:  # noqa: N802 - the keyword's own name
        return lambda value: not isinstance(value, list) or len(value) >= least

    def _minProperties(self, least: int) -> Check:  # noqa: N802 - the keyword's own name
        return lambda value: not isinstance(value, dict) or len(value) >= least

    def _maxProperties(self, most: int) -> Check:  # noqa: N802 - the keyword's own name
        return lambda value: not isinstance(value, dict) or len(value) <= most

    def _uniqueItems(self, wanted: bool) -> Check:  # noqa: N802 - the keyword's own name and value
        return lambda value: not (wanted and isinstance(value, list)) or len(set(map(repr, value))) == len(value)

    def _required(self, names: list[str]) -> Check:
        return lambda value: not isinstance(value, dict) or all(name in value for name in names)

    def _items(self, schema: Mapping[str, Any]) -> Check:
        item = self.check(schema)
        return lambda value: not isinstance(value, list) or all(item(one) for one in value)

    def _anyOf(self, schemas: list[Mapping[str, Any]]) -> Check:  # noqa: N802 - the keyword's own name
        checks = [self.check(schema) for schema in schemas]
        return lambda value: any(check(value) for check in checks)

    def _object(self, schema: Mapping[str, Any]) -> Check:
        known = {name: self.check(part) for name, part in schema.get("properties", {}).items()}
        patterns = [(re.compile(key), self.check(part)) for key, part in schema.get("patternProperties", {}).items()]
        other = self.check(schema.get("additionalProperties", True))

        def test(value: Any) -> bool:
            if not isinstance(value, dict):
                return True
            for name, part in value.items():
                checks = [check for pattern, check in patterns if pattern.search(name)]
                if name in known:
                    checks.append(known[name])
                if not all(check(part) for check in checks or [other]):
                    return False
            return True

        return test
