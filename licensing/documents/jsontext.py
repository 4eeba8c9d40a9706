"""JSON with its places: every value knows where it stands, every string how it leads back through its escapes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from licensing.documents.limits import DEPTH
from licensing.errors import InputError
from licensing.model.document import Stretch

__all__ = ["Node", "plain", "read"]

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"')
_PLAIN = re.compile(r"(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])")
_PIECE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_NODES = 1_000_000


@dataclass(slots=True)
class Node:
    """A value.

    Attributes:
        value: A mapping, a list or a text; numbers, `true`, `false` and `null` are their text.
        start: Where it begins.
        end: The offset behind it.
    """

    value: dict[str, Node] | list[Node] | str
    start: int
    end: int

    def get(self, *names: str) -> Node | None:
        """Return the first value of an object that one of the names has and that is not null."""
        if not isinstance(self.value, dict):
            return None
        found = (self.value[name] for name in names if name in self.value)
        return next((node for node in found if node.value != "null"), None)

    def text(self, *names: str) -> str:
        """Return the text under the first of the names; empty when it is none."""
        node = self.get(*names)
        return node.value if node is not None and isinstance(node.value, str) else ""

    def items(self) -> list[Node]:
        """Return the values of a list or an object; of anything else, itself."""
        if isinstance(self.value, dict):
            return list(self.value.values())
        return self.value if isinstance(self.value, list) else [self]

    def entries(self, *names: str) -> list[Node]:
        """Return what stands in the list under one of the names; a single value is a list of one."""
        node = self.get(*names)
        if node is None:
            return []
        return node.value if isinstance(node.value, list) else [node]

    def stretches(self, raw: str) -> tuple[Stretch, ...]:
        """Return how a text leads back to the raw text."""
        found, length = [], 0
        for piece in _PIECE.finditer(raw, self.start + 1, self.end - 1):
            reads = 1 if piece[0].startswith("\\") else len(piece[0])
            found.append(Stretch(length, piece.start(), reads, len(piece[0])))
            length += reads
        return tuple(found)


def read(raw: str, start: int = 0, *, whole: bool = True) -> Node:
    """Return the value that begins at an offset.

    Args:
        raw: The text.
        start: The offset.
        whole: Whether nothing may follow.

    Raises:
        InputError: with line and column, when it is no JSON, says a thing twice, or is nested or sized like no story.
    """
    reader = _Reader(raw, start)
    top = reader.value()
    waiting = [top] if isinstance(top.value, dict | list) else []
    while waiting:
        here = waiting[-1]
        if reader.take("}" if isinstance(here.value, dict) else "]"):
            here.end = reader.at
            waiting.pop()
            continue
        child = reader.child(here)
        if isinstance(child.value, dict | list):
            if len(waiting) >= DEPTH:
                raise reader.fault(f"it is nested deeper than {DEPTH} levels")
            waiting.append(child)
    if whole and not reader.ended():
        raise reader.fault("something follows its end")
    return top


def plain(node: Node) -> object:
    """Return a value as mappings, lists and texts; it is nested no deeper than `read` allows."""
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    return [plain(value) for value in node.value] if isinstance(node.value, list) else node.value


class _Reader:
    def __init__(self, raw: str, start: int) -> None:
        self.raw = raw
        self.at = start
        self._nodes = 0

    def fault(self, problem: str) -> InputError:
        line = self.raw.count("\n", 0, self.at) + 1
        column = self.at - self.raw.rfind("\n", 0, self.at)
        return InputError(f"The JSON cannot be read: {problem}. Mend it.", line=line, column=column)

    def ended(self) -> bool:
        self._space()
        return self.at == len(self.raw)

    def take(self, mark: str) -> bool:
        self._space()
        if not self.raw.startswith(mark, self.at):
            return False
        self.at += 1
        return True

    def child(self, parent: Node) -> Node:
        """Read the next entry of an object or a list."""
        if parent.value and not self.take(","):
            raise self.fault("a comma or a closing bracket is missing")
        if isinstance(parent.value, list):
            parent.value.append(child := self.value())
            return child
        self._space()
        start = self.at
        key = self._string().value
        if not self.take(":"):
            raise self.fault("a colon is missing")
        child = self.value()
        if not isinstance(parent.value, dict) or not isinstance(key, str) or key in parent.value:
            self.at = start
            raise self.fault("a key stands twice in one object, and which counts is anyone's guess")
        parent.value[key] = child
        return child

    def value(self) -> Node:
        self._nodes += 1
        if self._nodes > _NODES:
            raise self.fault(f"it holds more than {_NODES} values")
        self._space()
        start = self.at
        mark = self.raw[start : start + 1]
        if mark in {"{", "["}:
            self.at += 1
            return Node({} if mark == "{" else [], start, self.at)
        if mark == '"':
            return self._string()
        if found := _PLAIN.match(self.raw, start):
            self.at = found.end()
            return Node(found[0], start, self.at)
        raise self.fault("a value is missing" if mark else "it ends too early")

    def _string(self) -> Node:
        found = _STRING.match(self.raw, self.at)
        if not found:
            raise self.fault("a text in double quotation marks is missing or never closed")
        written = found[0]
        try:
            text = written[1:-1] if "\\" not in written else str(json.loads(written))
        except ValueError as error:
            raise self.fault("a text holds an escape that JSON does not know") from error
        self.at = found.end()
        # Control characters and half characters, each one place, say nothing to a reader.
        return Node(_UNREADABLE.sub(" ", text), found.start(), found.end())

    def _space(self) -> None:
        if found := _SPACE.match(self.raw, self.at):
            self.at = found.end()
