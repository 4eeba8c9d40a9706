"""Front matter: the YAML (`---`) or TOML (`+++`) block some texts open with.

Front-matter packages give the block and forget where the text behind it begins, so it is split here. Values stay
strings, because YAML otherwise reads the country NO as false.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from licensing.documents.blocks import toml_values, yaml_values
from licensing.errors import InputError

__all__ = ["FrontMatter", "split"]

_OPEN = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n")
_CLOSE = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?(?:\n|\Z)", re.MULTILINE),
}
_FIRST_KEY = re.compile(r"""(?:[ \t]*(?:\#[^\n]*)?\r?\n)*(?:["']?[A-Za-z][\w.-]*["']?[ \t]*[:=]|\[)""")

_NAMES = {
    "author": "creator",
    "byline": "creator",
    "copyright": "notice",
    "copyright-holder": "holder",
    "copyright-notice": "notice",
    "creator": "creator",
    "credit": "credit",
    "credit-line": "credit",
    "date": "date",
    "holder": "holder",
    "id": "id",
    "issue": "number",
    "item-number": "number",
    "lang": "language",
    "language": "language",
    "licence": "usage-terms",
    "license": "usage-terms",
    "link": "url",
    "notice": "notice",
    "number": "number",
    "origin": "origin",
    "rights": "notice",
    "source": "source",
    "status": "status",
    "title": "title",
    "url": "url",
    "usage-terms": "usage-terms",
    "usageterms": "usage-terms",
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands in front of a text.

    Attributes:
        end: The offset behind the block; 0 when there is none.
        metadata: What it says of the text, by the names of `Document.metadata`.
        declared: The key `licensing`; every value in it is a string, or a list or mapping of them.
    """

    end: int = 0
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    declared: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def split(text: str, name: str) -> FrontMatter:
    """Return the front matter of a text.

    A `---` that no `key:` follows is a line somebody drew, not front matter.

    Raises:
        InputError: at file:line:column, when the block is not closed or cannot be read.
    """
    opened = _OPEN.match(text)
    if not opened or not _FIRST_KEY.match(text, opened.end()):
        return FrontMatter(end=int(text.startswith("\ufeff")))
    closed = _CLOSE[opened[1]].search(text, opened.end())
    if not closed:
        message = f"The front matter is never closed. Put {opened[1]} on a line of its own behind it."
        raise InputError(message, path=name, line=1, column=1)
    block = text[opened.end() : closed.start()]
    values = yaml_values(block, name) if opened[1] == "---" else toml_values(block, name)
    return FrontMatter(
        closed.end(), MappingProxyType(_metadata(values)), MappingProxyType(_declared(values, block, name))
    )


def _metadata(values: Mapping[str, object]) -> dict[str, str]:
    metadata: dict[str, str] = {}
    for key, value in values.items():
        known = _NAMES.get(key.lower().replace("_", "-"))
        if known and (text := _text(value)):
            metadata[known] = f"{metadata[known]}\n{text}" if known in metadata else text
    return metadata


def _text(value: object) -> str:
    """Return a string as it is, a list joined, and of a mapping (an author with an address) its name."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        value = value.get("name", "")
    return value.strip() if isinstance(value, str) else ""


def _declared(values: Mapping[str, object], block: str, name: str) -> dict[str, object]:
    declared = values.get("licensing", {})
    if isinstance(declared, dict):
        return declared
    before = re.split(r"^[\"']?licensing\b", block, maxsplit=1, flags=re.MULTILINE)[0]
    message = "licensing: takes the keys of a plan, one a line and indented, as `purpose: criticism`."
    raise InputError(message, path=name, line=2 + before.count("\n"), column=1)
