"""Waivers and releases in YAML: a list of entries, each of which counts or does not, whatever the others are.

An entry that has run out or is not what an entry must be hides nothing; it is told with its place. Only a file that
cannot be read at all is an error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from licensing.errors import ConfigError, LicensingError
from licensing.model.waiver import Lapsed, Release, Waiver
from licensing.packs import schema, yamlfile
from licensing.packs.messages import say
from licensing.packs.validator import generate
from licensing.packs.yamlfile import Sheet, Where

__all__ = ["Term", "parse_releases", "parse_waivers", "read_releases", "read_waivers"]


class Term(NamedTuple):
    """How long entries may count.

    Attributes:
        day: The day of the run.
        most: Days an entry may count from that day on.
    """

    day: dt.date
    most: int


def read_waivers(path: Path, term: Term) -> list[Waiver | Lapsed]:
    """Read a file of waivers, in its order.

    Raises:
        ConfigError: when the file cannot be read, or is no list.
    """
    return parse_waivers(yamlfile.read(path, ConfigError), term)


def read_releases(path: Path, term: Term) -> list[Release | Lapsed]:
    """Read a file of releases, in its order.

    Raises:
        ConfigError: when the file cannot be read, or is no list.
    """
    return parse_releases(yamlfile.read(path, ConfigError), term)


def parse_waivers(sheet: Sheet, term: Term) -> list[Waiver | Lapsed]:
    """Return the waivers of a sheet; errors as for `read_waivers`."""
    return [
        Waiver(
            rule=entry.data["rule"],
            story=entry.data["story"],
            passage=entry.data["passage"],
            reason=entry.data["reason"],
            approver=entry.data["approver"],
            until=until,
            where=_where(entry),
            draft=entry.data.get("draft"),
        )
        if isinstance(until, dt.date)
        else until
        for entry, until in _judged(sheet, "waivers", ("rule", "story", "passage"), term)
    ]


def parse_releases(sheet: Sheet, term: Term) -> list[Release | Lapsed]:
    """Return the releases of a sheet; errors as for `read_releases`."""
    return [
        Release(
            draft=entry.data["draft"],
            reason=entry.data["reason"],
            by=entry.data["by"],
            until=until,
            where=_where(entry),
            seen=tuple(entry.data["seen"]),
            when=entry.data["when"],
        )
        if isinstance(until, dt.date)
        else until
        for entry, until in _judged(sheet, "releases", ("draft",), term)
    ]


def _judged(sheet: Sheet, kind: str, names: tuple[str, ...], term: Term) -> Iterator[tuple[Sheet, dt.date | Lapsed]]:
    """Yield each entry as a sheet of its own, with its last day, or with what is the matter with it."""
    whole = schema.load_schema(kind)
    if not isinstance(sheet.data, list | None):
        raise sheet.fault(say("This must be a list of entries, each behind a hyphen at the start of a line."))
    # A release names its draft by the digest, which is no pattern of paths.
    stated = "draft" if "draft" not in names else ""
    one = {**whole["$defs"]["entry"], "$defs": whole["$defs"]}
    valid = generate(whole)(sheet.data)
    for entry in _entries(sheet):
        faults = [] if valid else schema.faults(entry, one)
        until = faults[0] if faults else _until(entry, term)
        if isinstance(until, LicensingError):
            key = tuple(_word(entry, name) for name in names)
            why = say("{fault} This entry does not count.", fault=until)
            yield entry, Lapsed(key, _word(entry, stated) or None, why, True, entry.path)
        elif until < term.day:
            key = tuple(entry.data[name] for name in names)
            why = say("{where}: This entry expired on {until} and does not count.", where=_where(entry), until=until)
            yield entry, Lapsed(key, entry.data.get(stated), why, False, entry.path)
        else:
            yield entry, until


def _entries(sheet: Sheet) -> Iterator[Sheet]:
    marks: dict[str | int, dict[Where, tuple[int, int]]] = {}
    for where, mark in sheet.marks.items():
        if where:
            marks.setdefault(where[0], {})[where[1:]] = mark
    for index, data in enumerate(sheet.data or ()):
        yield Sheet(sheet.path, data, marks.get(index, {}), sheet.error)


def _until(entry: Sheet, term: Term) -> dt.date | LicensingError:
    """Return the last day an entry counts, or why it has none."""
    stated = entry.data["expires"]
    try:
        until = dt.date.fromisoformat(stated)
    except ValueError:
        return entry.fault(say("'{stated}' is not a day of the calendar.", stated=stated), ("expires",))
    if (until - term.day).days > term.most:
        last = term.day + dt.timedelta(days=term.most)
        message = say("'{stated}' is too far off: the house allows no day after {last}.", stated=stated, last=last)
        return entry.fault(message, ("expires",))
    return until


def _word(entry: Sheet, name: str) -> str:
    value = entry.data.get(name) if isinstance(entry.data, dict) else None
    return value if isinstance(value, str) else ""


def _where(entry: Sheet) -> str:
    line, column = entry.marks[()]
    return f"{entry.path}:{line}:{column}"
