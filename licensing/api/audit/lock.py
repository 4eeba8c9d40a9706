"""One audit at a time writes a file of what is done."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import IO

from licensing.errors import ConfigError
from licensing.packs.messages import say

__all__ = ["opened_alone"]


def opened_alone(path: Path) -> tuple[IO[bytes], IO[bytes]]:
    """Open a file for reading and writing, made when there is none, and return it with the lock that goes with it.

    Raises:
        ConfigError: when it cannot be written, or another audit writes it.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (path.parent / f"{path.name}.lock").open("ab")
        try:
            _only_one(lock, path)
            return path.open("r+b" if path.exists() else "w+b"), lock
        except BaseException:
            lock.close()
            raise
    except OSError as error:
        message = say(
            "What the audit has done cannot be kept here: {error}. Name another file (--state).", error=error.strerror
        )
        raise ConfigError(message, path=str(path)) from error


def _only_one(lock: IO[bytes], path: Path) -> None:
    with suppress(ImportError):
        import fcntl  # noqa: PLC0415 - not on every system; there, nobody keeps two audits apart

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = say("Another audit of the same files is running. Wait for it, or name another file (--state).")
            raise ConfigError(message, path=str(path)) from error
