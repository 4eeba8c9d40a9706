"""What can go wrong, sorted by who can fix it.

LicensingError
├── PackError      the author of a rule pack: names file, line and column
├── ConfigError    whoever wrote the plan, an agreement or the flags
├── InputError     whoever handed in the draft or the story
└── ArchiveError   whoever keeps the archive
"""

from __future__ import annotations

__all__ = ["ArchiveError", "ConfigError", "InputError", "LicensingError", "PackError"]


class LicensingError(Exception):
    """Anything `licensing` cannot go on with and a person can mend.

    Args:
        message: What is wrong and what to do, for the person who can mend it.
        path: The file it is about, as the user named it.
        line: 1-based line in that file, when known.
        column: 1-based column in that line, when known.
    """

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{place}: {self.message}" if place else self.message


class PackError(LicensingError):
    """A rule pack does not say what a rule pack must say."""


class ConfigError(LicensingError):
    """A plan, an agreement or a flag cannot be used as written."""


class InputError(LicensingError):
    """A draft or a story cannot be read."""


class ArchiveError(LicensingError):
    """An archive cannot be opened, read or written."""
