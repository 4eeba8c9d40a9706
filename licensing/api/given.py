"""A draft as its bytes: read once, so that what is decided, kept and written is the same."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from licensing.documents import read as documents
from licensing.errors import InputError
from licensing.packs.messages import say

__all__ = ["STDIN", "Given", "given"]

STDIN = "<stdin>"
"""What a draft from standard input is called when nobody says."""


class Given(NamedTuple):
    """A draft.

    Attributes:
        name: The name reports use; its suffix decides the format.
        data: What the file holds.
        path: The file; None for standard input.
    """

    name: str
    data: bytes
    path: Path | None = None


def given(path: Path) -> Given:
    """Return the draft in a file.

    Raises:
        InputError: when it cannot be read.
    """
    return Given(str(path), documents.contents(path, str(path)), path)


def require_other(path: Path | None, sources: set[Path]) -> None:
    """Refuse a draft that is one of the stories it is held against.

    Raises:
        InputError: naming it.
    """
    if path is not None and sources and path.resolve() in sources:
        message = say("The draft is one of its own sources. Name the story it was written from.")
        raise InputError(message, path=str(path))
