"""Lines a terminal shows as they are meant."""

from __future__ import annotations

import re
import textwrap

__all__ = ["WIDTH", "excerpt", "one_line", "wrap"]

WIDTH = 100
_EXCERPT = 90
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """Return a text on one line, without what would steer a terminal instead of being read."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def excerpt(text: str) -> str:
    """Return the beginning and, of a long text, the end of it, in quotation marks, at most 90 characters."""
    line = one_line(text)
    if len(line) > _EXCERPT - 2:
        head, tail = line[: _EXCERPT - 24].rsplit(" ", 1)[0], line[-16:].split(" ", 1)[-1]
        line = f"{head} ... {tail}"
    return f"“{line}”"


def wrap(text: str, *, first: str = "", rest: str | None = None) -> str:
    """Return a text wrapped at `WIDTH` columns; words and addresses are never cut.

    Args:
        text: The text.
        first: What the first line opens with.
        rest: What the others open with; by default as much space.
    """
    return textwrap.fill(
        one_line(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
