"""What the terminal shows well: how wide it is, and whether it takes colours."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from licensing.reports import Style

__all__ = ["coloured", "fitted", "shown_as", "width"]

NARROWEST, WIDEST = 40, 100


def width() -> int:
    """Return the columns a text is wrapped at: those of the terminal or of COLUMNS, from 40 to 100; 100 in a pipe."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def coloured(stream: TextIO | None = None) -> bool:
    """Return whether a stream (standard output) gets colours: a terminal does, and nothing does under NO_COLOR.

    FORCE_COLOR colours pipes too.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


def shown_as(format: str, style: Style) -> Style:  # noqa: A002 - the field's name
    """Return a style as the terminal shows it; only text is for a terminal, every other format for a program."""
    return style._replace(width=width(), colour=coloured()) if format == "text" else style


@contextmanager
def fitted() -> Iterator[None]:
    """Wrap what is rendered for a while as the terminal shows it."""
    from licensing.reports.lines import columns

    with columns(width()):
        yield
