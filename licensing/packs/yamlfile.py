"""Read YAML so that every value is the string that was written, and every error has a place.

YAML's own guesses turn `NO` (Norway) into False and `4.0` into a number, so nothing is guessed here: scalars stay
strings, only a plain `null` or nothing at all is None, and JSON Schema says what a string must look like.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from licensing.errors import LicensingError

__all__ = ["Sheet", "Where", "parse", "read"]

Where = tuple[str | int, ...]
LARGEST = 16 * 2**20
"""Bytes of a file; whoever hands over more meant another file, and reading it would take minutes."""
DEEPEST = 50
"""Levels of nesting; the C composer is recursive and a deep enough file would end the process."""
_NULL = {"", "null", "~", "Null", "NULL"}


class Sheet(NamedTuple):
    """One YAML file.

    Attributes:
        path: The file, as the user named it.
        data: Mappings, lists, strings and None.
        marks: Line and column (from 1) of every value, by its path from the root.
        error: The kind of error its mistakes are, by who can mend the file.
    """

    path: str
    data: Any
    marks: Mapping[Where, tuple[int, int]]
    error: type[LicensingError]

    def fault(self, message: str, where: Where = ()) -> LicensingError:
        """Return the error for a mistake at `where`, or at the nearest value above it that has a place."""
        while where and where not in self.marks:
            where = where[:-1]
        line, column = self.marks.get(where, (None, None))
        return self.error(message, path=self.path, line=line, column=column)


def read(path: Path, error: type[LicensingError]) -> Sheet:
    """Read a YAML file.

    Raises:
        LicensingError: of the kind `error`, when the file is missing, is not UTF-8 or is not YAML.
    """
    try:
        if (size := path.stat().st_size) > LARGEST:
            many = f"{size / 2**20:.0f} MiB; at most {LARGEST // 2**20} are read"
            raise error(f"This file has {many}. Split it, or name the right file.", path=str(path))
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as cause:
        raise error(f"This file is not UTF-8 at byte {cause.start}. Save it as UTF-8.", path=str(path)) from cause
    except OSError as cause:
        raise error(f"This file cannot be read: {cause.strerror or cause}.", path=str(path)) from cause
    return parse(text, str(path), error)


def parse(text: str, path: str, error: type[LicensingError]) -> Sheet:
    """Read YAML from a string; `path` names it in errors.

    Raises:
        LicensingError: of the kind `error`, when the text is not YAML or uses aliases or a key twice.
    """
    import yaml  # noqa: PLC0415 - costs 16 ms, and a library check without a plan needs none

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        if _depth(yaml.parse(text, Loader=loader)) > DEEPEST:
            raise error(f"This nests deeper than {DEEPEST} levels.", path=path, line=1, column=1)
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as cause:
        mark = cause.problem_mark or cause.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise error(f"This is not YAML: {cause.problem or cause}.", path=path, line=line, column=column) from cause
    except yaml.YAMLError as cause:
        raise error(f"This is not YAML that can be read: {cause}.", path=path, line=1, column=1) from cause
    marks: dict[Where, tuple[int, int]] = {}
    data = None if root is None else _Walk(path, error, marks).value(root, ())
    return Sheet(path, data, marks, error)


def _depth(events: Iterable[Any]) -> int:
    """Return the deepest nesting, stopping as soon as it is too deep."""
    depth = deepest = 0
    for event in events:
        name = type(event).__name__
        if name in {"SequenceStartEvent", "MappingStartEvent"}:
            depth += 1
            deepest = max(deepest, depth)
            if deepest > DEEPEST:
                break
        elif name in {"SequenceEndEvent", "MappingEndEvent"}:
            depth -= 1
    return deepest


class _Walk:
    """Turn composed nodes into values; a node met twice is an alias, and aliases can grow without end."""

    def __init__(self, path: str, error: type[LicensingError], marks: dict[Where, tuple[int, int]]) -> None:
        self._path = path
        self._error = error
        self._marks = marks
        self._seen: set[int] = set()

    def value(self, node: Any, where: Where) -> Any:
        self._marks[where] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if node.id == "scalar":
            return None if not node.style and node.value in _NULL else node.value
        if id(node) in self._seen:
            raise self._fault(node, "Anchors and aliases are not used here: write the value out.")
        self._seen.add(id(node))
        if node.id == "sequence":
            return [self.value(child, (*where, index)) for index, child in enumerate(node.value)]
        return dict(self._pairs(node, where))

    def _pairs(self, node: Any, where: Where) -> Iterator[tuple[str, Any]]:
        keys: set[str] = set()
        for key, child in node.value:
            if key.id != "scalar":
                raise self._fault(key, "A key must be a plain word.")
            if key.value in keys:
                raise self._fault(key, f"The key '{key.value}' stands here twice.")
            keys.add(key.value)
            yield key.value, self.value(child, (*where, key.value))

    def _fault(self, node: Any, message: str) -> LicensingError:
        mark = node.start_mark
        return self._error(message, path=self._path, line=mark.line + 1, column=mark.column + 1)
