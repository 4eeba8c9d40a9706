"""Find what to check: what is named, what a configuration includes, what changed in git."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from licensing.api.given import STDIN, Given
from licensing.api.since import changed
from licensing.documents.search import Found, expand, search
from licensing.errors import ConfigError
from licensing.model.config import Configuration, Patterns
from licensing.packs import config
from licensing.packs.messages import say
from licensing.packs.store import Rulebook
from licensing.text.globs import Pattern, matches, pattern

__all__ = ["Configurations", "Drafts", "Wanted", "find"]


class Wanted(NamedTuple):
    """What somebody asks to be checked.

    Attributes:
        paths: Files, folders and patterns; none: what the configuration includes.
        stdin: A draft from standard input.
        stdin_name: What it is called, and where it would stand.
        since: Only what changed in git since this commit.
        config: The configuration that holds for everything.
        discover: Whether configurations are looked for where none is named.
        force_exclude: Whether the configuration may leave out files that were named.
    """

    paths: Sequence[Path] = ()
    stdin: bytes | None = None
    stdin_name: str | None = None
    since: str | None = None
    config: Path | None = None
    discover: bool = True
    force_exclude: bool = False


class Drafts(NamedTuple):
    """What is to be checked.

    Attributes:
        groups: Drafts by the configuration that holds for them, in the order they were named.
        broken: Configurations that cannot be used, and how many drafts each stops.
        idle: Why there is nothing to check; empty when there is something.
    """

    groups: dict[Path | None, tuple[Configuration | None, list[Path | Given]]]
    broken: dict[str, tuple[ConfigError, int]]
    idle: str = ""


class Configurations:
    """Which configuration holds in a folder; each is read once."""

    def __init__(self, wanted: Wanted, book: Rulebook, today: dt.date) -> None:
        self._wanted = wanted
        self._book = book
        self._today = today
        self._known: dict[Path, Path | None] = {}
        self._read: dict[Path, Configuration | ConfigError] = {}
        self._held: dict[Path, Configuration | ConfigError | None] = {}
        self._beside: dict[Path, frozenset[str]] = {}

    def holding(self, folder: Path) -> Configuration | None:
        """Return the configuration that holds in a folder; None where there is none.

        Raises:
            ConfigError: when it cannot be used.
        """
        if folder not in self._held:
            self._held[folder] = self._find(folder)
        found = self._held[folder]
        if isinstance(found, ConfigError):
            raise found
        return found

    def beside(self, held: Configuration) -> frozenset[str]:
        """Return what drafts are held against by a configuration: files that are no drafts."""
        if held.path not in self._beside:
            paths = expand([*held.sources, *held.earlier])
            self._beside[held.path] = frozenset(os.path.abspath(path) for path in paths)  # noqa: PTH100 - likewise
        return self._beside[held.path]

    def _find(self, folder: Path) -> Configuration | ConfigError | None:
        if self._wanted.config is not None:
            return self._load(self._wanted.config)
        if not self._wanted.discover:
            return None
        try:
            path = config.nearest(Path(os.path.abspath(folder)), self._known)  # noqa: PTH100 - a name, not where it leads
        except ConfigError as error:
            return error
        return self._load(config.near(path)) if path else None

    def _load(self, path: Path) -> Configuration | ConfigError:
        if path not in self._read:
            try:
                self._read[path] = config.read(path, self._book, self._today)
            except ConfigError as error:
                self._read[path] = error
        return self._read[path]


def find(wanted: Wanted, configurations: Configurations) -> Drafts:
    """Find what to check.

    Raises:
        ConfigError: when nothing is named and no configuration says what is a draft; when git cannot say what changed.
    """
    drafts = Drafts({}, {})
    since = changed(wanted.since, Path.cwd()) if wanted.since is not None else None
    known = 0
    for one in _found(wanted, configurations):
        due = since is None or since.has(one.path) or not one.path.is_file()
        known += _place(one, wanted, configurations, drafts, due=due)
    if wanted.stdin is not None:
        draft = Given(wanted.stdin_name or STDIN, wanted.stdin)
        known += _place(Found(Path(draft.name), Path("-")), wanted, configurations, drafts, draft)
    if drafts.groups or drafts.broken:
        return drafts
    return drafts._replace(idle=_idle(wanted, known))


def _idle(wanted: Wanted, known: int) -> str:
    """Say why there is nothing to check; a search that finds no draft at all is an error, for nobody meant that."""
    if known:
        return say("No draft changed since {ref}: nothing to check.", ref=wanted.since)
    if wanted.force_exclude:
        return say("The configuration leaves out all that was named: nothing to check.")
    raise ConfigError(say("Nothing here is a draft. See to `include` and `exclude` in the configuration."))


def _found(wanted: Wanted, configurations: Configurations) -> Iterator[Found]:
    if wanted.paths or wanted.stdin is not None:
        yield from search(wanted.paths)
        return
    here = configurations.holding(Path())
    if here is None or here.include is None:
        message = say("Name the drafts to check, or say in {name} which files are drafts (include).", name=config.NAME)
        raise ConfigError(f"{message} See: licensing check --help")
    yield from search([here.path.parent])


def _place(
    found: Found,
    wanted: Wanted,
    configurations: Configurations,
    drafts: Drafts,
    draft: Given | None = None,
    *,
    due: bool = True,
) -> bool:
    """Put a draft that is due where it belongs; return whether the file is a draft."""
    try:
        held = configurations.holding(found.path.parent)
    except ConfigError as error:
        if due:
            _, count = drafts.broken.get(str(error), (error, 0))
            drafts.broken[str(error)] = (error, count + 1)
        return True
    asked = not found.named or wanted.force_exclude
    nameless = draft is not None and draft.name == STDIN
    if held and asked and not nameless and not _is_draft(held, found, configurations.beside(held)):
        return False
    if due:
        drafts.groups.setdefault(held.path if held else None, (held, []))[1].append(draft or found.path)
    return True


def _is_draft(held: Configuration, found: Found, beside: Collection[str]) -> bool:
    """Return whether a configuration calls a file a draft.

    A folder and a pattern behind which nothing was found are kept: whoever reads them says so.
    """
    if found.path == found.origin and not found.named:
        return True
    whole = os.path.abspath(found.path)  # noqa: PTH100 - a name, not where it leads
    if held.include and not _speaks_of(held.include, whole):
        return False
    if held.exclude and _speaks_of(held.exclude, whole):
        return False
    # What drafts are held against is none, unless somebody names it.
    return found.named or whole not in beside


def _speaks_of(patterns: Patterns, whole: str) -> bool:
    folder = os.path.abspath(patterns.folder)  # noqa: PTH100 - likewise
    path = os.path.relpath(whole, folder).replace(os.sep, "/")
    return not path.startswith("../") and matches(_ready(patterns.texts), path)


@cache
def _ready(texts: tuple[str, ...]) -> tuple[Pattern, ...]:
    return tuple(one for text in texts if (one := pattern(text)))
