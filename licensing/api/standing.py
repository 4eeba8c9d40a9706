"""What a newsroom has said of findings before: waivers, releases and a baseline, read once a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from licensing.errors import ConfigError
from licensing.model.decision import Finding, Trouble
from licensing.model.waiver import Lapsed, Release, Waiver
from licensing.packs import policies
from licensing.packs.baselines import read_baseline
from licensing.packs.store import rulebook
from licensing.packs.waivers import Term, read_releases, read_waivers

__all__ = ["Standing", "house_terms", "standing"]

Key = TypeVar("Key", bound=Hashable)
Entry = TypeVar("Entry")

GUARD = "guard"
"""The tier no house can let anybody waive."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for findings in a run.

    Attributes:
        waivers: Fingerprint -> the waivers that name it.
        releases: Digest of a draft -> its releases.
        lapsed: Entries that do not count, by what they would speak of.
        baseline: Mark -> where it stands.
        never: Patterns of the rules nobody may waive.
        troubles: Files and lines that could not be read.
    """

    waivers: Mapping[str, tuple[Waiver, ...]] = field(default_factory=lambda: MappingProxyType({}))
    releases: Mapping[str, tuple[Release, ...]] = field(default_factory=lambda: MappingProxyType({}))
    lapsed: Mapping[tuple[str, ...], tuple[Lapsed, ...]] = field(default_factory=lambda: MappingProxyType({}))
    baseline: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    never: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    def may_waive(self, finding: Finding) -> bool:
        """Return whether a finding is one somebody may answer for."""
        return finding.tier != GUARD and not any(fnmatchcase(finding.rule, pattern) for pattern in self.never)


def standing(
    waivers: Path | None = None,
    releases: Path | None = None,
    baseline: Path | None = None,
    *,
    house: str = "default",
    day: dt.date,
) -> Standing:
    """Read what was said before; a file that cannot be read hides nothing, and is told.

    A file of waivers or releases that is not there holds nothing: a desk names it before it first answers for anything.

    Args:
        waivers: A file of waivers.
        releases: A file of releases.
        baseline: A baseline.
        house: The house policy: what may never be waived, and how long anything counts.
        day: The day of the run.

    Raises:
        PackError: when there is no such house policy.
    """
    never, waiving, releasing = house_terms(house, day)
    troubles: list[Trouble] = []
    waived: list[Waiver | Lapsed] = []
    released: list[Release | Lapsed] = []
    marks: Mapping[str, str] = {}
    try:
        waived = read_waivers(waivers, waiving) if waivers and waivers.exists() else []
    except ConfigError as error:
        troubles.append(Trouble(str(waivers), str(error)))
    try:
        released = read_releases(releases, releasing) if releases and releases.exists() else []
    except ConfigError as error:
        troubles.append(Trouble(str(releases), str(error)))
    try:
        marks, fault = read_baseline(baseline) if baseline else ({}, None)
        troubles += [Trouble(str(baseline), str(fault))] if fault else []
    except ConfigError as error:
        troubles.append(Trouble(str(baseline), str(error)))
    return Standing(
        waivers=_by((one.passage, one) for one in waived if isinstance(one, Waiver)),
        releases=_by((one.draft, one) for one in released if isinstance(one, Release)),
        lapsed=_by((one.key, one) for one in (*waived, *released) if isinstance(one, Lapsed)),
        baseline=marks,
        never=never,
        troubles=tuple(troubles),
    )


def house_terms(house: str, day: dt.date) -> tuple[tuple[str, ...], Term, Term]:
    """Return what a house says of waiving: the rules nobody may waive, and how long waivers and releases may count.

    Raises:
        PackError: when there is no such house policy.
    """
    policy = policies.house(rulebook(), house)
    waiving, releasing = (int(policy.parameters.get(f"{name}-days-most", 0)) for name in ("waiver", "release"))
    return policy.never_waive, Term(day, waiving), Term(day, releasing)


def _by(pairs: Iterable[tuple[Key, Entry]]) -> dict[Key, tuple[Entry, ...]]:
    found: dict[Key, list[Entry]] = {}
    for key, entry in pairs:
        found.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}
