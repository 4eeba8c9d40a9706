"""The audit: every file once, once more where outputs published before take part, and the sums over all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from licensing.api.audit.job import Outcome, Output, Ready, Setup, Task, Told, ready
from licensing.api.audit.kept import Items, Kept, Place
from licensing.api.audit.key import key, place
from licensing.api.audit.lines import lines
from licensing.api.audit.pool import Pool, here
from licensing.api.audit.sums import Sums
from licensing.api.audit.together import Published, by_file, due, in_order
from licensing.api.settle import settle
from licensing.documents import read as documents
from licensing.errors import InputError
from licensing.model.audit import Audit, Limits
from licensing.model.decision import Decision, Trouble
from licensing.packs.messages import say

__all__ = ["Progress", "Step", "audit"]

_LIMITS = ("story-share-review-over", "story-share-deny-over")


class Step(NamedTuple):
    """How far an audit is.

    Attributes:
        stage: What it does, in words.
        done: Files done, those done by an earlier run included.
        total: Files there are.
        kept: Files of these an earlier run had done.
    """

    stage: str
    done: int
    total: int
    kept: int


Progress = Callable[[Step], None]
Judged = Callable[[Iterable[Task]], Iterator[Outcome]]


def audit(
    paths: Sequence[Path],
    setup: Setup,
    *,
    jobs: int = 1,
    time_limit: float = 60.0,
    state: Path | None = None,
    resume: bool = True,
    progress: Progress | None = None,
) -> Audit:
    """Judge what was published: each output together with those published before it.

    What is done is kept in a file as it is done; a run that was interrupted goes on from there.

    Args:
        paths: Files and folders.
        setup: What they are held against.
        jobs: How many processes; 1 judges in this one. Others import the main module again, so a script that asks for
            more starts below `if __name__ == "__main__":`.
        time_limit: Seconds a file may take.
        state: Where to keep what is done; by default in the user's cache folder.
        resume: Whether what an earlier run has kept counts.
        progress: Is told how far the audit is.

    Raises:
        LicensingError: when nothing can be checked: no source, a broken plan, archive or pack.
    """
    files = documents.expand(paths)
    with (
        ready(setup) as desk,
        Kept(state or place(paths, setup), key(setup, desk.check), resume=resume) as kept,
        Pool(setup, jobs, time_limit) as pool,
    ):
        judged = pool.judged if jobs > 1 else partial(here, desk, limit=time_limit)
        return _Run(setup, desk, kept, judged, progress or (lambda _: None)).audit(files)


class _Run:
    """One run of an audit."""

    def __init__(self, setup: Setup, desk: Ready, kept: Kept, judged: Judged, progress: Progress) -> None:
        self._setup = setup
        self._desk = desk
        self._kept = kept
        self._judged = judged
        self._progress = progress
        self._troubles: dict[str, tuple[Trouble, ...]] = {}

    def audit(self, files: Sequence[Path]) -> Audit:
        offsets = self._judge([Task(path) for path in files], say("outputs"))
        published = self._published(files, offsets)
        check = self._desk.check
        known = lines(check.desk, self._setup.house or "default", check.plan)
        again = by_file(due(published, known))
        tasks = [Task(path, again[str(path)]) for path in files if str(path) in again]
        later = self._judge(tasks, say("outputs together with earlier ones")) if tasks else {}
        return self._sum(self._places(published, later))

    def _judge(self, tasks: Sequence[Task], stage: str) -> dict[str, int]:
        """Judge files that are not kept yet, and return where all of them are kept."""
        found: dict[str, int] = {}
        kept = 0

        def missing() -> Iterator[Task]:
            nonlocal kept
            for task in tasks:
                offset = self._kept.has(task.path, _digest(task.path), _name(task))
                if offset is None:
                    yield task
                else:
                    found[str(task.path)] = offset
                    kept += 1
                    self._progress(Step(stage, len(found), len(tasks), kept))

        names = {str(task.path): _name(task) for task in tasks}
        for outcome in self._judged(missing()):
            path = str(outcome.path)
            found[path] = self._kept.add(outcome, names[path])
            self._troubles[path] = tuple(dict.fromkeys((*self._troubles.get(path, ()), *outcome.troubles)))
            self._progress(Step(stage, len(found), len(tasks), kept))
        return found

    def _published(self, files: Sequence[Path], offsets: Mapping[str, int]) -> list[Published]:
        """Return the outputs in order of publication."""
        found = []
        for path in files:
            offset = offsets[str(path)]
            for number, item in enumerate(self._kept.items(offset)):
                output, where = Output(path, item.path), Place(offset, number)
                found.append(Published(in_order(item.date), output, item.text, where, item.excerpts))
        return sorted(found, key=lambda one: one.when)

    def _places(self, published: Sequence[Published], later: Mapping[str, int]) -> list[Place]:
        """Return where each output is kept, as it was judged last; one that could not be judged again is left out."""
        found = []
        numbers = {
            path: {item.path: number for number, item in enumerate(self._kept.items(offset))}
            for path, offset in later.items()
        }
        for one in published:
            path = str(one.output.path)
            if path not in later:
                found.append(one.place)
            elif one.output.name in numbers[path]:
                found.append(Place(later[path], numbers[path][one.output.name]))
        return found

    def _sum(self, places: Sequence[Place]) -> Audit:
        items = Items(self._kept.path, places)
        check = self._desk.check
        review, deny = (check.desk.rules.numbers.get(name, 1.0) for name in _LIMITS)
        limits = Limits(review, deny)
        sums = Sums(limits)
        for item in items:
            sums.add(item)
        seen = check.seen()
        said = settle(Decision(), self._desk.standing).errors
        return Audit(
            items=items,
            ledger=sums.ledger(),
            groups=sums.groups(),
            totals=sums.totals(),
            troubles=(*(one for several in self._troubles.values() for one in several), *said),
            limits=limits,
            stories=seen.stories,
            against=(*map(str, self._setup.sources), *seen.against),
            declared=seen.declared,
            unseen=seen.unseen,
        )


def _name(task: Task) -> str:
    """Return a name of what a file is counted together with; empty for nothing."""
    if not task.earlier:
        return ""
    told: Mapping[str, Mapping[str, Told]] = task.earlier
    return sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def _digest(path: Path) -> str:
    try:
        return sha256(documents.contents(path, str(path))).hexdigest()
    except InputError:
        # No digest is kept under this name, so the file is read again, and what is wrong with it told.
        return "unread"
