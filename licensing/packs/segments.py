"""Parts of a story that somebody marked: in a plan, or in the story's own front matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from licensing.errors import ConfigError
from licensing.model.segment import Mark, Origin
from licensing.packs import schema
from licensing.packs.store import Rulebook
from licensing.packs.yamlfile import Sheet, Where

__all__ = ["KEY", "declared_marks", "marks"]

KEY = "segments"


def declared_marks(declared: Mapping[str, object], book: Rulebook, name: str) -> tuple[Mark, ...]:
    """Return the parts a story's own front matter marks, under `licensing: segments:`.

    Raises:
        ConfigError: when they are not what the schema of a plan says of a source.
    """
    found = declared.get(KEY)
    if not found:
        return ()
    sheet = Sheet(name, {"sources": [{"story": name, KEY: found}]}, {}, ConfigError)
    schema.require(sheet, book.schemas["plan"])
    return marks(sheet, sheet.data["sources"][0][KEY], ("licensing",))


def marks(sheet: Sheet, parts: Sequence[Mapping[str, Any]], where: Where) -> tuple[Mark, ...]:
    """Return the parts of one source.

    Raises:
        LicensingError: of the sheet's kind, for a part that names no place in the story, or two.
    """
    return tuple(_mark(sheet, part, (*where, KEY, index)) for index, part in enumerate(parts))


def _mark(sheet: Sheet, part: Mapping[str, Any], where: Where) -> Mark:
    counted, begins = part.get("paragraphs"), part.get("begins") or ""
    if bool(counted) == bool(begins):
        raise sheet.fault("Say where the part stands: its first words (begins), or its paragraphs as 3 or 3-5.", where)
    first, _, last = (counted or "").partition("-")
    return Mark(
        origin=Origin(part["origin"]),
        owner=part.get("owner"),
        begins=begins,
        ends=part.get("ends") or "",
        paragraphs=(int(first), int(last or first)) if counted else None,
    )
