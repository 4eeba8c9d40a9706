"""Decide on drafts wherever they stand, each under the configuration that holds for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from licensing.api import cache
from licensing.api.archive import Archive
from licensing.api.cache import Cache
from licensing.api.decided import Deciding, Terms
from licensing.api.finding import Configurations, Wanted, find
from licensing.api.given import Given, given
from licensing.api.settle import settle
from licensing.api.standing import standing
from licensing.documents.search import expand
from licensing.errors import ConfigError, LicensingError
from licensing.model.config import Configuration, Trust
from licensing.model.decision import Decision, Trouble
from licensing.model.plan import Plan
from licensing.packs import plans
from licensing.packs.messages import say
from licensing.packs.store import Rulebook, rulebook

__all__ = ["Asked", "check_paths", "on_file", "settled_here", "stopped", "terms"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the words of a command ask for; what it leaves open the configuration settles.

    Attributes:
        wanted: What is to be checked.
        sources: Stories at hand, in files, folders and patterns.
        archive: An archive of stories: a path, or an address that names a backend.
        plan: A plan file; it overrules the configuration.
        overrides: Values that overrule the plan, by their names in a plan file.
        house: The house policy, by the name of its pack.
        earlier: What went out before, in files, folders and patterns.
        waivers: A file of waivers.
        releases: A file of releases.
        baseline: A baseline.
        cached: Whether answers are kept, and taken from an earlier run.
    """

    wanted: Wanted
    sources: Sequence[Path] = ()
    archive: str | Path | None = None
    plan: Path | None = None
    overrides: Mapping[str, object] | None = None
    house: str | None = None
    earlier: Sequence[Path] = ()
    waivers: Path | None = None
    releases: Path | None = None
    baseline: Path | None = None
    cached: bool = True


def check_paths(asked: Asked, today: dt.date) -> Decision:
    """Decide on drafts in files, folders, patterns of them, and from standard input.

    A draft that cannot be checked stops no other, nor does a configuration that cannot be used: it is an error of the
    decision.

    Args:
        asked: What the command asks for.
        today: The day of the run.

    Raises:
        LicensingError: when nothing at all can be checked.
    """
    configurations = Configurations(asked.wanted, rulebook(), today)
    drafts = find(asked.wanted, configurations)
    decisions, errors = [], [stopped(error, count) for error, count in drafts.broken.values()]
    alone = len(drafts.groups) == 1 and not errors
    with cache.opened(wanted=asked.cached) as answers:
        for held, group in drafts.groups.values():
            try:
                decisions.append(_group(group, asked, held, today, answers))
            except LicensingError as error:
                if alone:
                    raise
                errors.append(stopped(error, len(group)))
    whole = _joined(decisions, errors)
    return replace(whole, idle=drafts.idle)


def settled_here(asked: Wanted, today: dt.date) -> Configuration | None:
    """Return the configuration that holds where the command runs: it settles how the answer is told.

    Raises:
        ConfigError: when the one that was named cannot be used; one that was found is told of with its drafts.
    """
    try:
        return Configurations(asked, rulebook(), today).holding(Path())
    except ConfigError:
        if asked.config is not None:
            raise
        return None


def _group(
    drafts: Sequence[Path | Given],
    asked: Asked,
    held: Configuration | None,
    today: dt.date,
    answers: Cache | None,
) -> Decision:
    """Decide on drafts one configuration holds for."""
    settled = held or Configuration(Path())
    with terms(asked, settled) as agreed:
        decision = Deciding(agreed, answers).run(drafts)
        house = agreed.house
    waivers, releases, baseline = on_file(asked, settled)
    if not (waivers or releases or baseline):
        return decision
    return settle(decision, standing(waivers, releases, baseline, house=house, day=today))


@contextmanager
def terms(asked: Asked, settled: Configuration) -> Iterator[Terms]:
    """Make ready what drafts are judged by, the archive open.

    Args:
        asked: What the command asks for.
        settled: The configuration that holds for the drafts.

    Raises:
        LicensingError: when a plan, an agreement, a source or an archive cannot be read.
    """
    location = asked.archive or settled.archive
    plan, trust = _plan(asked, settled, rulebook())
    kept = Archive.open(location, create=False, read_only=True) if location else None
    with kept or nullcontext():
        yield Terms(
            plan=plan,
            house=asked.house or settled.house or "default",
            sources=_files(asked.sources or settled.sources),
            earlier=_files(asked.earlier or settled.earlier),
            archive=kept,
            trust=trust,
        )


def on_file(asked: Asked, settled: Configuration) -> tuple[Path | None, Path | None, Path | None]:
    """Return the files of waivers, releases and the baseline that hold for drafts."""
    return (
        asked.waivers or _there(settled.waivers),
        asked.releases or _there(settled.releases),
        asked.baseline or _there(settled.baseline),
    )


def _plan(asked: Asked, settled: Configuration, book: Rulebook) -> tuple[Plan, Trust]:
    """Return the plan of a run, and what front matter may add to it: nothing the desk said for this run."""
    told = plans.read(asked.plan, book, settled.plan) if asked.plan else settled.plan
    whole = plans.from_mapping(asked.overrides or {}, book, "flags", told)
    fixed = frozenset(fact for fact, who in whole.declared_by.items() if settled.plan.declared_by.get(fact) != who)
    return whole, Trust(settled.trusted, fixed)


def _there(path: Path | None) -> Path | None:
    """Return a file a configuration names if it is there: before the first waiver is written, it is not."""
    return path if path and path.exists() else None


def _files(paths: Sequence[Path]) -> tuple[Given, ...]:
    return tuple([given(path) for path in expand(paths)])


def stopped(error: LicensingError, drafts: int) -> Trouble:
    """Return an error that stops drafts as part of an answer."""
    if drafts == 1:
        message = say("{error} 1 draft was not checked.", error=error)
    else:
        message = say("{error} {drafts} drafts were not checked.", error=error, drafts=drafts)
    return Trouble(error.path or "", message)


def _joined(decisions: Sequence[Decision], errors: Sequence[Trouble]) -> Decision:
    return Decision(
        drafts=tuple([draft for decision in decisions for draft in decision.drafts]),
        errors=(*(error for decision in decisions for error in decision.errors), *errors),
        notes=tuple([note for decision in decisions for note in decision.notes]),
    )
