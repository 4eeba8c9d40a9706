"""Configurations: which one holds for a draft, and what it says.

The nearest one alone holds: `.licensing.yaml`, or `[tool.licensing]` in `pyproject.toml`, in the draft's folder or the
first above it that has one. The search ends at the root of a git repository and at the home folder.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from licensing.errors import ConfigError
from licensing.model.config import Configuration, Patterns
from licensing.packs import plans, schema, tomlfile, yamlfile
from licensing.packs.messages import say
from licensing.packs.store import Rulebook
from licensing.packs.yamlfile import Sheet

__all__ = ["NAME", "near", "nearest", "read"]

NAME = ".licensing.yaml"
_SHARED = "pyproject.toml"
_TABLE = ("tool", "licensing")


def nearest(folder: Path, known: dict[Path, Path | None]) -> Path | None:
    """Return the file of the configuration that holds in a folder; None where there is none.

    Args:
        folder: An absolute path.
        known: What was found for folders before; what is found now is put there.

    Raises:
        ConfigError: when a `pyproject.toml` on the way cannot be read, or a configuration has another name.
    """
    found, passed = None, []
    for place in (folder, *folder.parents):
        if place in known:
            found = known[place]
            break
        passed.append(place)
        found = _in(place)
        if found or place == Path.home() or (place / ".git").exists():
            break
    known.update(dict.fromkeys(passed, found))
    return found


def _in(folder: Path) -> Path | None:
    if (folder / NAME).is_file():
        return folder / NAME
    for other in (".licensing.yml", "licensing.yaml", "licensing.yml"):
        if (folder / other).is_file():
            message = say("A configuration is named {name}. Rename this file, or move it away.", name=NAME)
            raise ConfigError(message, path=str(near(folder / other)))
    shared = folder / _SHARED
    if shared.is_file() and tomlfile.read(shared, ConfigError, _TABLE) is not None:
        return shared
    return None


def near(path: Path) -> Path:
    """Return a path as somebody here would write it: relative where it lies in this folder or above it."""
    here = Path.cwd()
    if path.is_relative_to(here):
        return path.relative_to(here)
    above = path.parent
    if here.is_relative_to(above):
        return Path(*[".."] * len(here.relative_to(above).parts), path.name)
    return path


def read(path: Path, book: Rulebook, today: dt.date, below: tuple[Path, ...] = ()) -> Configuration:
    """Read a configuration, and those it extends.

    Args:
        path: Its file; every path in it is relative to the file's folder. Patterns of drafts are relative to the folder
            of the configuration that holds, also where it extends the one they stand in.
        book: The packs in force.
        today: The day `date: today` means.
        below: The configurations that extend it.

    Raises:
        ConfigError: with file and, where they are known, line and column, when it is not what the schema says.
    """
    sheet = _sheet(path)
    schema.require(sheet, book.schemas["config"])
    data = {key: value for key, value in (sheet.data or {}).items() if value is not None}
    base = Configuration(path)
    if "extends" in data:
        above = path.parent / data["extends"]
        chain = (*below, path.resolve())
        if above.resolve() in chain:
            raise sheet.fault(say("This configuration extends itself."), ("extends",))
        base = read(above, book, today, chain)
    return _merged(base, path, sheet, data, book, today)


def _sheet(path: Path) -> Sheet:
    if path.suffix != ".toml":
        return yamlfile.read(path, ConfigError)
    sheet = tomlfile.read(path, ConfigError, _TABLE)
    if sheet is None:
        raise ConfigError(say("There is no table [tool.licensing] in this file."), path=str(path))
    return sheet


def _merged(  # noqa: PLR0917 - what a configuration is made of
    base: Configuration, path: Path, sheet: Sheet, data: Mapping[str, Any], book: Rulebook, today: dt.date
) -> Configuration:
    folder = path.parent
    one = {key: folder / data[key] for key in ("waivers", "releases", "baseline") if key in data}
    many = {key: tuple(folder / text for text in _list(data[key])) for key in ("sources", "earlier") if key in data}
    patterns = {key: Patterns(folder, tuple(_list(data[key]))) for key in ("include", "exclude") if key in data}
    archive = data.get("archive")
    return Configuration(
        path=path,
        plan=plans.from_sheet(_plan(sheet, data, today), book, folder, path.as_posix(), base.plan),
        house=data.get("house", base.house),
        archive=base.archive if archive is None else archive if "://" in archive else str(folder / archive),
        sources=many.get("sources", base.sources),
        earlier=many.get("earlier", base.earlier),
        include=patterns.get("include", base.include and base.include._replace(folder=folder)),
        exclude=patterns.get("exclude", base.exclude and base.exclude._replace(folder=folder)),
        waivers=one.get("waivers", base.waivers),
        releases=one.get("releases", base.releases),
        baseline=one.get("baseline", base.baseline),
        trusted=tuple(_list(data["trust-front-matter"])) if "trust-front-matter" in data else base.trusted,
        language=data.get("language", base.language),
        format=data.get("format", base.format),
    )


def _plan(sheet: Sheet, data: Mapping[str, Any], today: dt.date) -> Sheet:
    """Return the part of a configuration that is a plan, its mistakes at their places in the whole file."""
    marks = {where[1:]: place for where, place in sheet.marks.items() if where[:1] == ("plan",)}
    values = data.get("plan", {})
    if values.get("date") == "today":
        values = {**values, "date": today.isoformat()}
    return sheet._replace(data=values, marks=marks)


def _list(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
