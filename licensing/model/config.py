"""What a newsroom settles once for a folder of drafts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from licensing.model.plan import Plan

__all__ = ["NO_TRUST", "TRUSTABLE", "UNPLANNED", "Configuration", "Patterns", "Trust"]

TRUSTABLE = ("agreements", "own-content", "sources", "made-public")
"""What a draft's own front matter may declare where the configuration trusts it."""


class Patterns(NamedTuple):
    """Patterns for paths, as gitignore writes them.

    Attributes:
        folder: The folder they are relative to.
        texts: The patterns, in their order.
    """

    folder: Path
    texts: tuple[str, ...]


class Trust(NamedTuple):
    """What of a draft's front matter counts as if the desk had said it.

    Attributes:
        facts: Names of `TRUSTABLE`.
        fixed: Names of facts the desk itself declared for this run: nobody overrules these.
    """

    facts: Collection[str] = ()
    fixed: Collection[str] = ()


NO_TRUST = Trust()
UNPLANNED = Plan()


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration, with what it extends; None and () are what nobody settled.

    Attributes:
        path: Its file.
        plan: The desk's defaults; `declared_by` names the file of each.
        house: The house policy, by the name of its pack.
        archive: A path, or an address that names a backend.
        sources: Stories at hand: files, folders and patterns of them.
        earlier: What went out before, likewise.
        include: Which files are drafts; None: all that can be read.
        exclude: Which files are none.
        waivers: The file of waivers.
        releases: The file of releases.
        baseline: The file of findings that were there before.
        trusted: What a draft's own front matter may declare, of `TRUSTABLE`.
        language: The language of messages.
        format: The output format.
    """

    path: Path
    plan: Plan = UNPLANNED
    house: str | None = None
    archive: str | None = None
    sources: tuple[Path, ...] = ()
    earlier: tuple[Path, ...] = ()
    include: Patterns | None = None
    exclude: Patterns | None = None
    waivers: Path | None = None
    releases: Path | None = None
    baseline: Path | None = None
    trusted: tuple[str, ...] = ()
    language: str | None = None
    format: str | None = None
