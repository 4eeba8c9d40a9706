"""Read drafts and stories: the format follows from the file's suffix, whatever has no known one is plain text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType

from licensing.documents.decode import decode, require_text
from licensing.documents.formats import FALLBACK, formats
from licensing.documents.frontmatter import split
from licensing.errors import InputError
from licensing.model.document import Document

__all__ = ["LIMIT", "expand", "from_text", "read"]

LIMIT = 20_000_000
"""Bytes; no story is longer, and a file that is was handed in by mistake."""


def read(source: Path | bytes, *, name: str | None = None) -> Document:
    """Return the document in a file or in bytes.

    Args:
        source: A path, or what a file holds.
        name: The name errors and reports use; its suffix decides the format of bytes. A path is its own name.

    Raises:
        InputError: when there is no such file or it holds no text; its `path`, `line` and `column` say where.
    """
    if isinstance(source, bytes):
        name, data = name or "<bytes>", source
    else:
        name = name or str(source)
        data = _bytes(source, name)
    if len(data) > LIMIT:
        raise _too_long(name, len(data))
    suffix = Path(source if isinstance(source, Path) else name).suffix
    return from_text(decode(data, name), name=name, format=_format(suffix))


def from_text(text: str, *, name: str = "<text>", format: str = FALLBACK) -> Document:  # noqa: A002 - the field's name
    """Return the document in a text.

    Args:
        text: The text; it is kept as it is.
        name: The name errors and reports use.
        format: The name of an input format: text, markdown, html.

    Raises:
        InputError: when the text is empty, holds control characters, or its front matter is broken.
    """
    require_text(text, name)
    front = split(text, name)
    parsed = formats()[format].parse(text, front.end)
    if not parsed.prose or parsed.prose.isspace():
        raise InputError("The file holds markup and no text. Hand in the file that carries the story.", path=name)
    return Document(
        raw=text,
        prose=parsed.prose,
        stretches=parsed.stretches,
        name=name,
        format=format,
        metadata=MappingProxyType({**parsed.metadata, **front.metadata}),
        declared=front.declared,
        blockquotes=parsed.blockquotes,
        links=parsed.links,
    )


def expand(paths: Iterable[Path]) -> list[Path]:
    """Return the files behind paths and folders, each once, folders sorted and searched to the bottom.

    Folders give files with a known suffix; hidden ones are left out. A path that does not exist, and a folder without
    any such file, stay in the list: `read` says what is wrong with them, and the others are still read.
    """
    return list(dict.fromkeys(file for path in paths for file in (_inside(path) if path.is_dir() else [path])))


def _inside(folder: Path) -> list[Path]:
    known = {suffix for entry in formats().values() for suffix in entry.suffixes}
    return sorted(path for path in _walk(folder) if path.suffix.lower() in known) or [folder]


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in files if not name.startswith("."))


def _format(suffix: str) -> str:
    matching = (entry.name for entry in formats().values() if suffix.lower() in entry.suffixes)
    return next(matching, FALLBACK)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if (size := path.stat().st_size) > LIMIT:
            raise _too_long(name, size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("There is no such file. Check the path.", path=name) from error
    except IsADirectoryError as error:
        raise InputError("This folder holds no .txt, .md or .html file to read.", path=name) from error
    except OSError as error:
        raise InputError(f"The file cannot be read: {error.strerror}.", path=name) from error


def _too_long(name: str, size: int) -> InputError:
    return InputError(
        f"The file has {size / 1e6:.0f} MB; at most {LIMIT // 1_000_000} MB are read. Hand in the story alone.",
        path=name,
    )
