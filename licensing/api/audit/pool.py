"""Processes that judge files side by side: one that dies or takes too long costs its file, and nothing else.

A pool of `concurrent.futures` breaks as a whole when one of its processes dies, cannot stop one that hangs, and does
not say which file it had; so each process here has a line of its own and holds one file at a time.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from types import FrameType, TracebackType
from typing import Self

from licensing.api.audit.job import Outcome, Ready, Setup, Task, judge, ready, unforeseen
from licensing.documents.read import from_text
from licensing.errors import ConfigError, LicensingError
from licensing.model.decision import Trouble
from licensing.packs.messages import say

__all__ = ["Pool", "here"]

_CONTEXT = multiprocessing.get_context("spawn")
_PATIENCE = 5.0
"""Seconds a process may take to end when it is asked to."""
_TRIES = 3
"""How often a process is started that ends before it is ready."""


class _Late(BaseException):
    """The time for a file is over; nothing on the way may take it for an error of its own."""


def here(desk: Ready, tasks: Iterable[Task], limit: float) -> Iterator[Outcome]:
    """Yield what becomes of files judged in this process, one after another.

    Args:
        desk: What they are judged by.
        tasks: The files.
        limit: Seconds a file may take; kept where the system can interrupt a process.
    """
    for task in tasks:
        try:
            with _timed(limit):
                outcome = _judged(desk, task)
        except _Late:
            outcome = _late(task, limit)
        yield outcome


class Pool:
    """Processes that judge files side by side; they are started when there are files for them. A context manager.

    Args:
        setup: What files are judged by.
        jobs: How many processes.
        limit: Seconds a file may take.
    """

    def __init__(self, setup: Setup, jobs: int, limit: float) -> None:
        self._setup = setup
        self._jobs = jobs
        self._limit = limit
        self._workers: list[_Worker] = []

    def judged(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield what becomes of files as they are done; one is asked for when a process is free.

        Raises:
            LicensingError: when the archive cannot be searched, or the processes cannot be started.
        """
        for task in tasks:
            while not self._give(task):
                yield from self._round()
        while any(worker.busy for worker in self._workers):
            yield from self._round()

    def close(self) -> None:
        """End the processes; they are started again for files that come later."""
        while self._workers:
            self._workers.pop().stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _give(self, task: Task) -> bool:
        """Give a task to a process that is free, or to a new one; false when all have one."""
        free = next((worker for worker in self._workers if not worker.busy), None)
        if free is None and len(self._workers) < self._jobs:
            free = _Worker(self._setup)
            self._workers.append(free)
        if free is not None:
            free.give(task)
        return free is not None

    def _round(self) -> Iterator[Outcome]:
        """Yield what is done, or was given up, since the last round."""
        busy = {worker.line: worker for worker in self._workers if worker.busy}
        ends = [worker.since + self._limit for worker in busy.values() if worker.task is not None]
        timeout = max(0.0, min(ends) - time.monotonic()) if ends else None
        for line in wait(list(busy), timeout):
            if isinstance(line, Connection) and (outcome := busy[line].take()):
                yield outcome
        now = time.monotonic()
        for worker in busy.values():
            if worker.task is not None and now - worker.since >= self._limit:
                late = _late(worker.task, self._limit)
                worker.restart()
                yield late


class _Worker:
    """A process, the line to it, and the file it has.

    Attributes:
        line: This side's end of the line.
        task: The file it has.
        next: The file it gets when it is ready; None when it is ready.
        since: When it got its file.
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self.task: Task | None = None
        self.next: Task | None = None
        self.since = 0.0
        self._failed = 0
        self._start()

    @property
    def busy(self) -> bool:
        """Whether it has a file, or is to get one."""
        return self.task is not None or self.next is not None

    def give(self, task: Task) -> None:
        """Let it judge a file."""
        if self._ready:
            self.task, self.since = task, time.monotonic()
            # A process that died meanwhile is found out when its answer is awaited.
            with _closed_lines():
                self.line.send(task)
        else:
            self.next = task

    def take(self) -> Outcome | None:
        """Return its answer; None when it only says that it is ready."""
        try:
            said = self.line.recv()
        except (EOFError, OSError):
            return self._lost()
        if isinstance(said, LicensingError):
            raise said
        if isinstance(said, Outcome):
            self.task = None
            return said
        waiting = self.next
        self._ready, self._failed, self.next = True, 0, None
        if waiting is not None:
            self.give(waiting)
        return None

    def restart(self) -> None:
        """End it and put a new one in its place."""
        self.stop(gently=False)
        self.task = None
        self._start()

    def stop(self, *, gently: bool = True) -> None:
        """End it: when its line is closed it ends by itself, unless it has a file."""
        self.line.close()
        if not gently or self.busy:
            self._process.kill()
        self._process.join(_PATIENCE)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self._process.close()

    def _start(self) -> None:
        self.line, theirs = _CONTEXT.Pipe()
        self._ready = False
        self._process = _CONTEXT.Process(target=_work, args=(theirs, self._setup), daemon=True)
        with _uninterrupted():
            self._process.start()
        theirs.close()

    def _lost(self) -> Outcome | None:
        """Put a new process in the place of one that died.

        Raises:
            ConfigError: when processes die, one after another, before they get a file.
        """
        self._process.join(_PATIENCE)
        code = self._process.exitcode
        if self.task is None:
            self._failed += 1
            if self._failed < _TRIES:
                self.restart()
                return None
            raise ConfigError(
                say("A process of the audit ended while it started (code {code}). Try --jobs 1.", code=code)
            )
        task = self.task
        self.restart()
        message = say(
            "Could not be checked: the process that checked it ended (code {code}). Check this file on its own.",
            code=code,
        )
        return Outcome(task.path, troubles=(Trouble(str(task.path), message),))


def _work(line: Connection, setup: Setup) -> None:
    """Judge files until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with _closed_lines(), ready(setup) as desk:
            # What is slow the first time is no file's fault, and no file pays for it with its time.
            desk.check.weigh(from_text("Ready."))
            line.send(None)
            while True:
                line.send(_judged(desk, line.recv()))
    except LicensingError as error:
        with _closed_lines():
            line.send(error)


def _judged(desk: Ready, task: Task) -> Outcome:
    try:
        return judge(desk, task)
    except LicensingError:
        raise
    except Exception as error:  # noqa: BLE001 - a bug met in one file stops none of the others
        return unforeseen(task.path, error)


def _late(task: Task, limit: float) -> Outcome:
    message = say(
        "Could not be checked in {limit:g} seconds. Check this file on its own, or give it more time (--time-limit).",
        limit=limit,
    )
    return Outcome(task.path, troubles=(Trouble(str(task.path), message),))


@contextmanager
def _closed_lines() -> Iterator[None]:
    """Pass over a line whose other end is gone."""
    try:
        yield
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start a process that Ctrl-C does not reach: it ends when its line does."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _timed(limit: float) -> Iterator[None]:
    """Raise `_Late` when the time is over, where the system can interrupt this thread."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _Late

    try:
        before = signal.signal(signal.SIGALRM, ring)
    except (AttributeError, ValueError):
        # No such signal on this system, or not the main thread: the file takes the time it takes.
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
