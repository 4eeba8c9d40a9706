"""Patterns for paths, in the words of gitignore (https://git-scm.com/docs/gitignore#_pattern_format).

`*` and `?` stay within one name, `**` crosses folders, a slash before the end ties a pattern to its folder, one at the
end means folders alone, and `!` takes back what a pattern before it said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["Pattern", "is_pattern", "literal", "matches", "pattern"]

_MAGIC = re.compile(r"[*?\[]")


class Pattern(NamedTuple):
    """One pattern, ready to match.

    Attributes:
        found: Matches a path, with slashes and relative to the pattern's folder.
        negated: Whether it takes back what a pattern before it said.
        folders: Whether it speaks of folders alone.
    """

    found: re.Pattern[str]
    negated: bool = False
    folders: bool = False


def is_pattern(text: str) -> bool:
    """Return whether a path holds a sign that stands for others."""
    return _MAGIC.search(text) is not None


def literal(path: str) -> str:
    """Return the pattern that means one path and no other."""
    return re.sub(r"([\\*?\[]|^[!#]| $)", r"\\\1", path)


def pattern(text: str) -> Pattern | None:
    """Return a pattern ready to match; None for an empty line and a comment."""
    # Spaces at the end are left out, unless a backslash makes the last of them part of the name.
    text = re.sub(r"(?<!\\) +$", "", text)
    negated = text.startswith("!")
    text = text.removeprefix("!") if negated else text
    if not text.strip("/") or (text.startswith("#") and not negated):
        return None
    folders = text.endswith("/")
    text = text.removesuffix("/")
    tied = "/" in text
    regex = "".join(_translated(text.removeprefix("/")))
    return Pattern(re.compile(("" if tied else "(?:.*/)?") + regex, re.DOTALL), negated, folders)


def matches(patterns: Sequence[Pattern], path: str, *, folder: bool = False) -> bool:
    """Return whether patterns speak of a path, or of a folder it lies in; the last pattern that does decides.

    As in git, what lies in a folder that is meant is meant too: no later pattern takes it back.

    Args:
        patterns: In the order they are written.
        path: With slashes, relative to the patterns' folder.
        folder: Whether the path is a folder.
    """
    parts = path.split("/")
    above = ("/".join(parts[:count]) for count in range(1, len(parts)))
    return any(_meant(patterns, one, folder=True) for one in above) or _meant(patterns, path, folder=folder)


def _meant(patterns: Sequence[Pattern], path: str, *, folder: bool) -> bool:
    for one in reversed(patterns):
        if (folder or not one.folders) and one.found.fullmatch(path):
            return not one.negated
    return False


def _translated(text: str) -> Iterator[str]:
    """Yield a regular expression, piece by piece, for a pattern without its leading and closing slash."""
    at = 0
    while at < len(text):
        if text.startswith("**/", at) and _begins(text, at):
            yield "(?:.*/)?"
            at += 3
        elif text.startswith("/**/", at):
            yield "/(?:.*/)?"
            at += 4
        elif text[at:] == "/**" or (text[at:] == "**" and at == 0):
            yield "/.+" if text[at] == "/" else ".+"
            at = len(text)
        else:
            piece, at = _sign(text, at)
            yield piece


def _begins(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "/"


def _sign(text: str, at: int) -> tuple[str, int]:
    """Return the expression for the sign at a place, and the place behind it."""
    match text[at]:
        case "*":
            behind = re.compile(r"\*+").match(text, at)
            return "[^/]*", behind.end() if behind else at + 1
        case "?":
            return "[^/]", at + 1
        case "[":
            return _class(text, at)
        case "\\" if at + 1 < len(text):
            return re.escape(text[at + 1]), at + 2
        case sign:
            return re.escape(sign), at + 1


def _class(text: str, at: int) -> tuple[str, int]:
    """Return the expression for `[...]`; one that is never closed matches nothing, as in git."""
    start = at + 2 if text[at + 1 : at + 2] in {"!", "^"} else at + 1
    end = start + 1 if text[start : start + 1] == "]" else start
    while end < len(text) and text[end] != "]":
        end += 2 if text[end] == "\\" else 1
    if end >= len(text):
        return r"(?!)", len(text)
    inner = re.sub(r"\\(.)|([\[\]^&~|\\])", lambda sign: re.escape(sign[1] or sign[2]), text[start:end])
    # An inner hyphen between two signs is a range, which an expression spells alike.
    negated = "^" if start == at + 2 else ""
    try:
        re.compile(f"[{inner}]")
    except re.error:
        return r"(?!)", end + 1
    return f"(?!/)[{negated}{inner}]", end + 1
