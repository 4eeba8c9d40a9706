"""Lines a terminal shows as they are meant."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["WIDTH", "columns", "excerpt", "one_line", "wrap"]

WIDTH = 100
_COLUMNS: ContextVar[int] = ContextVar("columns", default=WIDTH)
_EXCERPT = 90
_SET_IN = 10
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """Return a text on one line, without what would steer a terminal instead of being read."""
    return " ".join(_UNSEEN.sub(" ", text).split())


@contextmanager
def columns(width: int) -> Iterator[None]:
    """Wrap everything at another width for a while."""
    token = _COLUMNS.set(width)
    try:
        yield
    finally:
        _COLUMNS.reset(token)


def excerpt(text: str) -> str:
    """Return the beginning and, of a long text, the end of it, in quotation marks, at most 90 characters."""
    line, most = one_line(text), min(_EXCERPT, _COLUMNS.get() - _SET_IN)
    if len(line) > most - 2:
        head, tail = line[: most - 24].rsplit(" ", 1)[0], line[-16:].split(" ", 1)[-1]
        line = f"{head} ... {tail}"
    return f"“{line}”"


def wrap(text: str, *, first: str = "", rest: str | None = None) -> str:
    """Return a text wrapped at `WIDTH` columns, or those in force; words and addresses are never cut.

    Args:
        text: The text.
        first: What the first line opens with.
        rest: What the others open with; by default as much space.
    """
    return textwrap.fill(
        one_line(text),
        _COLUMNS.get(),
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
