"""What goes out: to the terminal, to a pipe somebody closed, to a file."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from licensing.errors import ConfigError, LicensingError
from licensing.model.decision import Trouble

__all__ = ["A_PERSON_MUST_LOOK", "NOT_CHECKED", "complain", "emit", "emit_json", "trouble", "troubles", "write"]


NOT_CHECKED = 2
"""The exit code of a run in which something could not be done or checked."""
A_PERSON_MUST_LOOK = 3
"""The exit code of a run that leaves something open."""


def emit(text: str, stream: TextIO | None = None) -> None:
    """Print text. A reader who has seen enough and closed the pipe does not change the exit code."""
    stream = stream or sys.stdout
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def complain(text: str) -> None:
    """Print text where errors go."""
    emit(f"{text}\n", sys.stderr)


def emit_json(data: Mapping[str, object]) -> None:
    """Print data as JSON of version 1, in ASCII."""
    emit(json.dumps({"version": 1, **data}, indent=2) + "\n")


def trouble(error: LicensingError) -> Trouble:
    """Return an error as part of an answer."""
    return Trouble(error.path or "", str(error))


def troubles(errors: Sequence[Trouble]) -> list[dict[str, str | None]]:
    """Return errors as every JSON answer gives them."""
    return [{"path": error.path or None, "message": error.message} for error in errors]


def write(data: bytes | Iterable[bytes], path: Path, *, like: Path | None) -> None:
    """Put data in a file's place, wholly or not at all.

    Args:
        data: What the file is to hold, as a whole or piece by piece.
        path: The file.
        like: A file whose permissions it gets; None for those of any new file.

    Raises:
        ConfigError: when it cannot be written; what stood there before still stands there.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            try:
                file.writelines([data] if isinstance(data, bytes) else data)
                file.flush()
                os.fsync(file.fileno())
                if like is not None:
                    shutil.copymode(like, file.name)
                else:
                    Path(file.name).chmod(0o666 & ~_umask())
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise ConfigError(f"The output cannot be written: {error.strerror}.", path=str(path)) from error


def _umask() -> int:
    """Return what this process takes from the permissions of new files; asking for it means setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
