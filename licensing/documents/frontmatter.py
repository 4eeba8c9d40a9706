"""Front matter: the YAML (`---`), TOML (`+++`) or JSON (`{`) block some texts open with.

Front-matter packages give the block and forget where the text behind it begins, so it is split here. Values stay
strings, because YAML otherwise reads the country NO as false.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from licensing.documents import jsontext, rights
from licensing.documents.blocks import toml_values, yaml_values
from licensing.documents.ednote import add_note
from licensing.documents.jsontext import plain
from licensing.documents.rights import Facts
from licensing.errors import InputError
from licensing.model.document import Expression

__all__ = ["FrontMatter", "split"]

_OPEN = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n")
_LINE_END = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_CLOSE = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?(?:\n|\Z)", re.MULTILINE),
}
_JSON = re.compile(r"\ufeff?(?=\{\s*\"[^\"\n]*\"\s*:)")
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
    "dateline": "dateline",
    "editorial-note": "note",
    "ednote": "note",
    "embargo": "embargo",
    "embargoed-until": "embargo",
    "embargoed": "embargo",
    "expires": "expires",
    "expirydate": "expires",
    "genre": "item-type",
    "holder": "holder",
    "id": "id",
    "issue": "number",
    "item-number": "number",
    "item-type": "item-type",
    "lang": "language",
    "language": "language",
    "licence": "usage-terms",
    "limits": "limits",
    "license": "usage-terms",
    "link": "url",
    "notice": "notice",
    "number": "number",
    "origin": "origin",
    "replaces": "replaces",
    "restrictions": "limits",
    "rights": "notice",
    "rights-holder": "holder",
    "source": "source",
    "status": "status",
    "tdm-reservation": "tdm",
    "title": "title",
    "url": "url",
    "usage-terms": "usage-terms",
    "usageterms": "usage-terms",
    "version": "version",
    "year": "year",
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
    expressions: tuple[Expression, ...] = ()


def split(text: str, name: str) -> FrontMatter:
    """Return the front matter of a text.

    A `---` that no `key:` follows is a line somebody drew, not front matter.

    Raises:
        InputError: at file:line:column, when the block is not closed or cannot be read.
    """
    if found := _JSON.match(text):
        return _json(text, found.end(), name)
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


def _json(text: str, start: int, name: str) -> FrontMatter:
    try:
        top = jsontext.read(text, start, whole=False)
    except InputError as error:
        message = f"The front matter cannot be read. {error.message} Or take it out."
        raise InputError(message, path=name, line=error.line, column=error.column) from error
    values = plain(top)
    end = _LINE_END.match(text, top.end)
    if not isinstance(values, dict) or not end:
        return FrontMatter(end=start)
    return FrontMatter(
        end.end(),
        MappingProxyType(_metadata(values)),
        MappingProxyType(_declared(values, text[start : top.end], name, above=0)),
    )


def _metadata(values: Mapping[str, object]) -> Mapping[str, str]:
    facts = Facts()
    for key, value in values.items():
        known, text = _NAMES.get(key.lower().replace("_", "-"), ""), _text(value)
        if known in {"embargo", "expires"}:
            facts.until(known, text)
        elif known == "status":
            facts.add(known, rights.status(text) if text else "")
        elif known == "item-type":
            facts.add(known, text if text in {"report", "article"} else rights.item_type(text.split("; ")))
        elif known == "replaces" and isinstance(value, list):
            for one in value:
                facts.add(known, _text(one))
        elif known == "note":
            add_note(facts, text)
        elif known == "tdm":
            facts.add(known, f"{'open' if text == '0' else 'reserved'} tdm-reservation={text}" if text else "")
        else:
            facts.add(known, text)
    return facts.metadata()


def _text(value: object) -> str:
    """Return a string as it is, a list joined, and of a mapping (an author with an address) its name."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        value = value.get("name", "")
    return value.strip() if isinstance(value, str) else ""


def _declared(values: Mapping[str, object], block: str, name: str, above: int = 1) -> dict[str, object]:
    declared = values.get("licensing", {})
    if isinstance(declared, dict):
        return declared
    before = re.split(r"^[ \t{]*[\"']?licensing\b", block, maxsplit=1, flags=re.MULTILINE)[0]
    message = "licensing: takes the keys of a plan, one a line and indented, as `purpose: criticism`."
    raise InputError(message, path=name, line=1 + above + before.count("\n"), column=1)
