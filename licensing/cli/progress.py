"""How far a long run is, on the error stream: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from licensing.packs.messages import say

__all__ = ["Meter"]

_WIDTH = 24
_REDRAWN = 0.1
_TOLD = 5.0


class Meter:
    """Shows how many of how many are done, how fast, and how long the rest takes.

    Args:
        stream: Where to; by default the error stream.
        clock: Seconds that only go forward; a seam for tests.
    """

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._bar = self._stream.isatty()
        self._stage = ""
        self._began = self._shown = clock()
        self._drawn = False

    def step(self, stage: str, done: int, total: int, kept: int) -> None:
        """Show how far a stage is.

        Args:
            stage: What is done, in words.
            done: How many are done.
            total: How many there are.
            kept: How many of those done took no time, because an earlier run had done them.
        """
        now = self._clock()
        if stage != self._stage:
            self.close()
            self._stage, self._began, self._shown = stage, now, now
        if done < total and now - self._shown < (_REDRAWN if self._bar else _TOLD):
            return
        self._shown = now
        line = self._line(done, total, kept, now - self._began)
        if self._bar:
            filled = _WIDTH * done // max(1, total)
            self._stream.write(f"\r\x1b[K[{'#' * filled}{'.' * (_WIDTH - filled)}] {line}")
            self._drawn = True
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def close(self) -> None:
        """Leave the line of the bar."""
        if self._drawn:
            self._stream.write("\n")
            self._stream.flush()
            self._drawn = False

    def _line(self, done: int, total: int, kept: int, seconds: float) -> str:
        rate = (done - kept) / seconds if seconds > 0 else 0.0
        line = say("{done} of {total} {stage}", done=done, total=total, stage=self._stage)
        if rate > 0:
            line += say(", {rate:.1f} a second", rate=rate)
        if rate > 0 and done < total:
            line += say(", {left} left", left=_duration((total - done) / rate))
        return line


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
