"""The audit: every file once, once more where outputs published before take part, and the sums over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from licensing.api.audit.job import Output, Setup, Task, ready
from licensing.api.audit.kept import Items, Kept, Place
from licensing.api.audit.lines import lines
from licensing.api.audit.section import Progress, Section, silent
from licensing.api.audit.sums import Sums
from licensing.api.audit.together import Published, by_file, due, in_order
from licensing.api.configured import stopped
from licensing.api.finding import Configurations, Wanted, find
from licensing.api.fingerprints import digest
from licensing.api.settle import settle
from licensing.errors import LicensingError
from licensing.model.audit import Audit, Limits
from licensing.model.decision import Checked, Decision, Trouble
from licensing.packs.messages import say
from licensing.packs.store import cache_folder, rulebook

__all__ = ["audit"]

_LIMITS = ("story-share-review-over", "story-share-deny-over")


def audit(
    paths: Sequence[Path],
    setup: Setup,
    *,
    jobs: int = 1,
    time_limit: float = 60.0,
    state: Path | None = None,
    resume: bool = True,
    discover: bool = False,
    progress: Progress = silent,
) -> Audit:
    """Judge what was published: each output together with those published before it.

    What is done is kept in a file as it is done; a run that was interrupted goes on from there.

    Args:
        paths: Files, folders and patterns; none: what the configuration includes.
        setup: What they are judged by.
        jobs: How many processes; 1 judges in this one. Others import the main module again, so a script that asks for
            more starts below `if __name__ == "__main__":`.
        time_limit: Seconds a file may take.
        state: Where to keep what is done; by default in the user's cache folder.
        resume: Whether what an earlier run has kept counts.
        discover: Whether the nearest configuration of each output holds where the setup names none.
        progress: Is told how far the audit is.

    Raises:
        LicensingError: when nothing can be checked: no source, a broken plan, archive or pack.
    """
    wanted = Wanted(paths, config=setup.config, discover=discover)
    drafts = find(wanted, Configurations(wanted, rulebook(), setup.day))
    troubles = [stopped(error, count) for error, count in drafts.broken.values()]
    alone = len(drafts.groups) == 1 and not troubles
    with ExitStack() as stack:
        sections = []
        for path, (_, found) in drafts.groups.items():
            files = [one for one in found if isinstance(one, Path)]
            try:
                own = setup._replace(config=path)
                sections.append(Section(own, stack.enter_context(ready(own)), files, jobs, time_limit))
            except LicensingError as error:
                if alone:
                    raise
                troubles.append(stopped(error, len(files)))
        keys = [section.desk.key for section in sections]
        kept = stack.enter_context(Kept(state or _place(paths, setup), keys, resume=resume))
        for section in sections:
            stack.enter_context(section.pool)
        return _run(sections, kept, troubles, progress)


def _place(paths: Sequence[Path], setup: Setup) -> Path:
    """Return where an audit is kept when nobody says: among what can be made again, one file for what is audited."""
    named = [str(path.resolve()) for path in (*(paths or [Path()]), *setup.sources)]
    mark = digest("\0".join([*named, str(setup.archive), str(setup.house), str(setup.config)]))
    return cache_folder() / "audits" / f"{mark[:32]}.jsonl"


def _run(sections: Sequence[Section], kept: Kept, troubles: Sequence[Trouble], progress: Progress) -> Audit:
    published: list[Published] = []
    for section in sections:
        tasks = [Task(path) for path in section.files]
        section.judge(tasks, kept, say("outputs"), progress)
        published += _published(section, kept)
        if len(sections) > 1:
            section.rest()
    published.sort(key=lambda one: one.when)
    later: dict[str, int] = {}
    again = by_file(due(published, _known(sections)))
    for section in sections:
        tasks = [Task(path, again[str(path)]) for path in section.files if str(path) in again]
        if tasks:
            later |= section.judge(tasks, kept, say("outputs together with earlier ones"), progress)
        section.rest()
    told = [one for section in sections for several in section.troubles.values() for one in several]
    said = [error for section in sections for error in settle(Decision(), section.desk.standing).errors]
    every = dict.fromkeys([*troubles, *told, *said])
    return _summed(sections, Items(kept.path, _places(published, later, kept)), tuple(every))


def _published(section: Section, kept: Kept) -> list[Published]:
    found = []
    for path in section.files:
        offset = section.done[str(path)]
        for number, item in enumerate(kept.items(offset)):
            output, place = Output(path, item.path), Place(offset, number)
            reach = tuple(one._replace(verbatim=(), quoted=(), rewritten=()) for one in item.excerpts)
            found.append(Published(in_order(item.date), output, item.text, place, reach))
    return found


def _known(sections: Sequence[Section]) -> tuple[float, ...] | None:
    """Return every share at which a rule of any section may change its mind; None where that could be any."""
    found: set[float] = set()
    for section in sections:
        check = section.desk.check
        known = None if section.desk.counted else lines(check.desk, section.desk.house, check.plan)
        if known is None:
            return None
        found.update(known)
    return tuple(sorted(found))


def _places(published: Sequence[Published], later: dict[str, int], kept: Kept) -> list[Place]:
    """Return where each output is kept, as it was judged last; one that could not be judged again is left out."""
    found = []
    numbers = {
        path: {item.path: number for number, item in enumerate(kept.items(offset))} for path, offset in later.items()
    }
    for one in published:
        path = str(one.output.path)
        if path not in later:
            found.append(one.place)
        elif one.output.name in numbers[path]:
            found.append(Place(later[path], numbers[path][one.output.name]))
    return found


def _summed(sections: Sequence[Section], items: Items, troubles: tuple[Trouble, ...]) -> Audit:
    numbers = [section.desk.check.desk.rules.numbers for section in sections]
    review, deny = (min((one.get(name, 1.0) for one in numbers), default=1.0) for name in _LIMITS)
    sums = Sums(Limits(review, deny))
    for item in items:
        sums.add(item)
    seen = [section.desk.check.seen() for section in sections] or [Checked()]
    return Audit(
        items=items,
        ledger=sums.ledger(),
        groups=sums.groups(),
        totals=sums.totals(),
        troubles=troubles,
        limits=Limits(review, deny),
        stories=sum(one.stories for one in seen),
        against=tuple(dict.fromkeys(name for section in sections for name in section.desk.against)),
        declared=tuple(dict.fromkeys(fact for one in seen for fact in one.declared)),
        unseen=tuple(dict.fromkeys(part for one in seen for part in one.unseen)),
    )
