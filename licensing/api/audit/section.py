"""The outputs of an audit that are judged by the same things: those one configuration holds for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from licensing.api.audit.job import Ready, Setup, Task
from licensing.api.audit.kept import Kept
from licensing.api.audit.pool import Pool, here
from licensing.api.fingerprints import digest
from licensing.documents import read as documents
from licensing.errors import InputError
from licensing.model.decision import Trouble

__all__ = ["Progress", "Section", "Step", "silent"]


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


def silent(_step: Step) -> None:
    """Show nothing."""


class Section:
    """Files, and what they are judged by.

    Attributes:
        desk: What they are judged by.
        files: The files.
        pool: The processes that judge them.
        done: Where each file is kept, as it was judged alone.
        troubles: What could not be checked, by file.
    """

    def __init__(self, setup: Setup, desk: Ready, files: Sequence[Path], jobs: int, limit: float) -> None:
        self.desk = desk
        self.files = files
        self.pool = Pool(setup, jobs, limit)
        self.done: dict[str, int] = {}
        self.troubles: dict[str, tuple[Trouble, ...]] = {}
        self._alone = jobs == 1
        self._limit = limit

    def judge(self, tasks: Sequence[Task], kept: Kept, stage: str, progress: Progress) -> dict[str, int]:
        """Judge files that are not kept yet, and return where all of them are kept."""
        found: dict[str, int] = {}
        names = {str(task.path): _name(task) for task in tasks}
        old = 0

        def missing() -> Iterator[Task]:
            nonlocal old
            for task in tasks:
                path = str(task.path)
                offset = kept.has(self.desk.key, task.path, _digest(task.path), names[path])
                if offset is None:
                    yield task
                else:
                    found[path] = offset
                    old += 1
                    progress(Step(stage, len(found), len(tasks), old))

        judged = here(self.desk, missing(), self._limit) if self._alone else self.pool.judged(missing())
        for outcome in judged:
            path = str(outcome.path)
            found[path] = kept.add(self.desk.key, outcome, names[path])
            self.troubles[path] = (*self.troubles.get(path, ()), *outcome.troubles)
            progress(Step(stage, len(found), len(tasks), old))
        self.done = self.done or found
        return found

    def rest(self) -> None:
        """Let the processes go; they are started again when they are needed."""
        self.pool.close()


def _name(task: Task) -> str:
    """Return a name of what a file is counted together with; empty for nothing."""
    return digest(json.dumps(task.earlier, default=str, sort_keys=True)) if task.earlier else ""


def _digest(path: Path) -> str:
    if not path.is_file():
        # A pipe has no bytes to come back to, and may keep whoever reads it waiting.
        return "unread"
    try:
        return digest(documents.contents(path, str(path)))
    except InputError:
        # No digest is kept under this name, so the file is read again, and what is wrong with it told.
        return "unread"
