"""What a decision is told in: the terminal's format, files in others, and the exit code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from licensing.cli.output import complain, emit, trouble, write
from licensing.cli.terminal import shown_as
from licensing.errors import ConfigError, LicensingError
from licensing.model.decision import Decision
from licensing.packs.messages import say

if TYPE_CHECKING:
    from licensing.reports import Style

__all__ = ["Reporting", "reporting"]


class Reporting(NamedTuple):
    """How one run is told.

    Attributes:
        format: The output format of the terminal.
        files: Further output formats, and the file of each.
        style: How the reader wants them.
        exit_zero: Whether the exit code says nothing of the decision.
    """

    format: str
    files: tuple[tuple[str, Path], ...]
    style: Style
    exit_zero: bool = False

    def require_places(self, read: Iterable[Path], written: Path | None = None) -> None:
        """Refuse files of reports before anything is decided.

        Args:
            read: Files and folders the run reads.
            written: A file the run writes besides.

        Raises:
            ConfigError: when one is no file in a folder that exists, is read, or is named twice.
        """
        if not self.files:
            return
        from licensing.documents.read import expand

        taken = {path.resolve() for path in expand(read)}
        same = {found for path in taken if (found := _identity(path))}
        others = [] if written is None else [written.resolve()]
        for _, path in self.files:
            if path.is_dir() or not path.parent.is_dir():
                message = say("--output-file must name a file in a folder that exists. Make the folder first.")
                raise ConfigError(message, path=str(path))
            if path.resolve() in taken or _identity(path) in same:
                message = say("--output-file would overwrite what is read. Name another file.")
                raise ConfigError(message, path=str(path))
            if path.resolve() in others:
                message = say("Two outputs go to one file. Name a file for each.")
                raise ConfigError(message, path=str(path))
            others.append(path.resolve())

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Write what stops a run into the files too, so that no report of an earlier run stands for it."""
        try:
            yield
        except LicensingError as error:
            self._write(Decision(errors=(trouble(error),)))
            raise

    def deliver(self, decision: Decision) -> int:
        """Write and print the decision, and return the exit code."""
        from licensing.reports import render

        decision = self._write(decision)
        emit(render(decision, self.format, shown_as(self.format, self.style)))
        code = decision.exit_code
        if not (self.exit_zero and code):
            return code
        complain(
            say("The exit code would have been {code}; --exit-zero makes it 0, and nothing is stopped.", code=code)
        )
        return 0

    def _write(self, decision: Decision) -> Decision:
        """Write every file; one that cannot be written stops none of the others and is an error of the decision."""
        from licensing.reports import render

        errors = []
        for format, path in self.files:  # noqa: A001 - the field's name
            text = render(decision, format, self.style)
            try:
                # A file's name may hold bytes that are no text.
                write(text.encode("utf-8", "backslashreplace"), path, like=path if path.exists() else None)
            except ConfigError as error:
                complain(str(error))
                errors.append(trouble(error))
        return replace(decision, errors=(*decision.errors, *errors))


def reporting(
    format: str,  # noqa: A002 - the flag's name
    output_file: Sequence[str],
    *,
    texts: bool = True,
    verbose: bool = False,
    exit_zero: bool = False,
) -> Reporting:
    """Return how a run is told, from the words of its flags.

    Raises:
        ConfigError: when there is no such format, or a file is not given as FORMAT=PATH.
    """
    from licensing.reports import Style, require_format

    require_format(format)
    files = []
    for stated in output_file:
        name, _, path = stated.partition("=")
        if not name or not path:
            message = say("'{stated}' is no FORMAT=PATH, as sarif=report.sarif.", stated=stated)
            raise ConfigError(f"--output-file: {message}")
        require_format(name)
        files.append((name, Path(path)))
    return Reporting(format, tuple(files), Style(verbose=verbose, texts=texts, root=str(Path.cwd())), exit_zero)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what two names of one file share."""
    try:
        found = os.stat(path)  # noqa: PTH116 - one call for both
    except OSError:
        return None
    return found.st_dev, found.st_ino
