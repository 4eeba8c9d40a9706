"""Baselines: the marks of findings that were there before, one a line, sorted; nothing of the texts is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from licensing.errors import ConfigError
from licensing.packs.messages import say

__all__ = ["HEAD", "Baseline", "baseline_text", "read_baseline"]

HEAD = "# licensing baseline 1: marks of findings that were there before, made by `licensing baseline`\n"
_MARK = re.compile(r"[0-9a-f]{32}")


class Baseline(NamedTuple):
    """A baseline as read.

    Attributes:
        marks: Mark -> where it stands, as `baseline.txt:3`.
        fault: Lines that are no marks, told at the first of them; they hide nothing.
    """

    marks: Mapping[str, str]
    fault: ConfigError | None = None


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        ConfigError: when the file cannot be read, or is none of this version.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as cause:
        raise ConfigError(say("This file is not UTF-8."), path=str(path)) from cause
    except OSError as cause:
        why = cause.strerror or str(cause)
        raise ConfigError(say("This file cannot be read: {why}.", why=why), path=str(path)) from cause
    if not lines or not lines[0].startswith(HEAD.partition(":")[0]):
        message = say("This is no baseline of version 1. Make one: licensing baseline PATH... --output FILE")
        raise ConfigError(message, path=str(path), line=1, column=1)
    marks: dict[str, str] = {}
    others: list[int] = []
    for number, line in enumerate(lines, 1):
        if _MARK.fullmatch(line):
            marks[line] = f"{path}:{number}"
        elif line.strip() and not line.startswith("#"):
            others.append(number)
    if not others:
        return Baseline(marks)
    message = say("No marks of findings: {count} lines, of which this is the first.", count=len(others))
    return Baseline(marks, ConfigError(message, path=str(path), line=others[0], column=1))


def baseline_text(marks: Iterable[str]) -> str:
    """Return a baseline as a file holds it: the same marks are always the same text."""
    return HEAD + "".join(f"{mark}\n" for mark in sorted(set(marks)))
