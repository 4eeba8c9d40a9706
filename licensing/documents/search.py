"""Find files by what a person names: files, folders and patterns of them."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from licensing.documents.formats import formats
from licensing.documents.limits import HEAD
from licensing.text.globs import is_pattern

__all__ = ["Found", "expand", "search"]

_OTHERS = {"__pycache__", "node_modules"}
"""Folders of other programs."""


class Found(NamedTuple):
    """One file.

    Attributes:
        path: The file; a folder or a pattern that gave none stands for itself.
        origin: What was named.
        named: Whether the file itself was named, and not a folder or a pattern it was found by.
    """

    path: Path
    origin: Path
    named: bool = True


def search(paths: Iterable[Path]) -> Iterator[Found]:
    """Yield the files behind paths, folders and patterns, each once.

    Folders and patterns give files with a suffix of a format, sorted, and of those with a suffix that other files have
    too (.json, .xml) the ones that are stories; hidden ones, and those of other programs (node_modules, environments
    of Python), are left out. A pattern's `**` crosses folders. What was named and is not there, a folder and a pattern
    without any such file are given as they are: `read` says what is wrong with them.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _behind(path):
            place = os.path.abspath(found.path)  # noqa: PTH100 - a name, whatever it leads to
            if place not in seen:
                seen.add(place)
                yield found


def expand(paths: Iterable[Path]) -> list[Path]:
    """Return the files behind paths, folders and patterns, as `search` finds them."""
    return [found.path for found in search(paths)]


def _behind(path: Path) -> Iterator[Found]:
    if path.is_dir():
        yield from (Found(file, path, named=False) for file in _inside(path) or [path])
    elif is_pattern(str(path)) and not path.exists():
        yield from (Found(file, path, named=False) for file in _matching(path) or [path])
    else:
        yield Found(path, path)


def _matching(pattern: Path) -> list[Path]:
    """Return the files a pattern means; a folder it means gives what lies in it."""
    start = Path(*_fixed(pattern.parts))
    files: dict[Path, None] = {}
    # Unlike Path.glob this takes absolute patterns, and leaves hidden names out.
    for text in sorted(glob.glob(str(pattern), recursive=True)):  # noqa: PTH207
        path = Path(text)
        folder = path.is_dir()
        if any(map(_is_left_out, [*_below(path, start), *([path] if folder else [])])):
            continue
        files.update(dict.fromkeys(_inside(path) if folder else [path] if _is_story(path) else []))
    return sorted(files)


def _fixed(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        if is_pattern(part):
            return
        yield part


def _below(path: Path, start: Path) -> Iterator[Path]:
    """Yield the folders a path lies in, up to the one its pattern starts from."""
    for parent in path.parents:
        if parent == start:
            return
        yield parent


def _inside(folder: Path) -> list[Path]:
    return sorted(path for path in _walk(folder) if _is_story(path))


def _is_story(path: Path) -> bool:
    suffix = path.suffix.lower()
    if any(suffix in entry.suffixes for entry in formats().values()):
        return True
    sharing = [entry for entry in formats().values() if suffix in entry.shared]
    if not sharing:
        return False
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return True
    return any(entry.sniff(head) for entry in sharing if entry.sniff)


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not _is_left_out(Path(parent, name))]
        yield from (Path(parent, name) for name in files if not name.startswith("."))


def _is_left_out(folder: Path) -> bool:
    """Return whether a folder is hidden, or holds what other programs put there."""
    return folder.name.startswith(".") or folder.name in _OTHERS or (folder / "pyvenv.cfg").is_file()
