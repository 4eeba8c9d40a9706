"""Read drafts and stories: the suffix of a file and its first bytes decide the format; what has none is plain text."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from licensing.documents.decode import decode, require_text
from licensing.documents.formats import FALLBACK, Format, Parsed, formats
from licensing.documents.frontmatter import FrontMatter, split
from licensing.documents.limits import HEAD, ITEMS, LIMIT
from licensing.documents.search import expand
from licensing.errors import InputError
from licensing.model.document import Document
from licensing.packs.messages import say

__all__ = ["LIMIT", "contents", "expand", "from_text", "items", "read"]


def read(source: Path | bytes, *, name: str | None = None, kills: bool = False) -> Document:
    """Return the document in a file or in bytes.

    Args:
        source: A path, or what a file holds.
        name: The name errors and reports use; its suffix decides the format of bytes. A path is its own name.
        kills: Whether an item without text counts that only says that its story is killed.

    Raises:
        InputError: when there is no such file, it holds no text or several stories; its `path`, `line` and `column`
            say where.
    """
    found = items(source, name=name, kills=kills)
    if len(found) > 1:
        raise InputError(
            f"The file holds {len(found)} stories. Hand in the file with one of them.",
            path=found[0].name.rpartition("#")[0],
        )
    return found[0]


def items(source: Path | bytes, *, name: str | None = None, kills: bool = False) -> tuple[Document, ...]:
    """Return every story in a file or in bytes, in their order; a feed or a package holds several.

    Args:
        source: A path, or what a file holds.
        name: The name errors and reports use; of several stories each has its number behind it, as `feed.xml#3`.
        kills: Whether an item without text counts that only says that its story is killed.

    Raises:
        InputError: when there is no such file or it holds no text.
    """
    if isinstance(source, bytes):
        name, data = name or "<bytes>", source
    else:
        name = name or str(source)
        data = contents(source, name)
    if len(data) > LIMIT:
        raise _too_long(name, len(data))
    entry = _format(data[:HEAD], Path(source if isinstance(source, Path) else name).suffix.lower(), name)
    if entry.data is None:
        return _documents(entry, decode(data, name), name, kills=kills)
    try:
        return _stories(entry, entry.data(data), "", FrontMatter(), name, kills=kills)
    except InputError as error:
        raise _placed(error, name) from error


def from_text(text: str, *, name: str = "<text>", format: str = FALLBACK) -> Document:  # noqa: A002 - the field's name
    """Return the document in a text.

    Args:
        text: The text; it is kept as it is.
        name: The name errors and reports use.
        format: The name of an input format of text: text, markdown, html ...

    Raises:
        InputError: when the text is empty, holds control characters or several stories, or its front matter is broken.
    """
    found = _documents(formats()[format], text, name)
    if len(found) > 1:
        raise InputError(f"The text holds {len(found)} stories. Hand in one of them.", path=name)
    return found[0]


def _documents(entry: Format, text: str, name: str, *, kills: bool = False) -> tuple[Document, ...]:
    require_text(text, name)
    if entry.text is None:
        raise InputError(f"The format {entry.name} is none of text. Hand in the file itself.", path=name)
    front = split(text, name) if entry.front else FrontMatter(end=int(text.startswith("\ufeff")))
    try:
        return _stories(entry, entry.text(text, front.end), text, front, name, kills=kills)
    except InputError as error:
        raise _placed(error, name) from error


def _stories(
    entry: Format, parsed: Parsed | Sequence[Parsed], text: str, front: FrontMatter, name: str, *, kills: bool
) -> tuple[Document, ...]:
    several = [parsed] if isinstance(parsed, Parsed) else parsed
    if len(several) > ITEMS:
        message = say(
            "The file holds {count} stories; at most {limit} are read. Split it.", count=len(several), limit=ITEMS
        )
        raise InputError(message, path=name)
    found = tuple(
        _document(entry, one, text, front, f"{name}#{number}" if len(several) > 1 else name)
        for number, one in enumerate(several, 1)
        if one.prose.strip() or (kills and one.metadata.get("status") == "killed")
    )
    if not found:
        message = say("The file holds markup and no text. Hand in the file that carries the story.")
        raise InputError(message, path=name)
    return found


def _document(entry: Format, parsed: Parsed, text: str, front: FrontMatter, name: str) -> Document:
    metadata = {**parsed.metadata, **front.metadata}
    if "#" in name and "id" not in metadata:
        # The place in a feed is no id: tomorrow another story stands there.
        file = Path(name.rpartition("#")[0]).stem
        metadata["id"] = f"{file}-{blake2b(parsed.prose.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"
    return Document(
        raw=text if parsed.raw is None else parsed.raw,
        prose=parsed.prose,
        stretches=parsed.stretches,
        name=name,
        format=entry.name,
        metadata=MappingProxyType(metadata),
        declared=front.declared or parsed.declared,
        blockquotes=parsed.blockquotes,
        links=parsed.links,
        first=parsed.first,
        places=parsed.places,
        expressions=(*parsed.expressions, *front.expressions),
        hidden=parsed.hidden,
    )


def _format(head: bytes, suffix: str, name: str) -> Format:
    """Return the format of a file: the one its first bytes show, of those with its suffix; else the suffix's own."""
    known = formats()
    sharing = [entry for entry in known.values() if suffix in entry.shared]
    own = [entry for entry in known.values() if suffix in entry.suffixes]
    # A suffix nobody knows says nothing; any format may be recognised.
    sniffing = sharing if sharing or own else list(known.values())
    if recognised := [entry for entry in sniffing if entry.sniff and entry.sniff(head)]:
        return recognised[0]
    if own:
        return own[0]
    if sharing:
        names = ", ".join(entry.name for entry in sharing)
        message = say(
            "This {suffix} file is none that is read ({names}). Export the story as one of them.",
            suffix=suffix,
            names=names,
        )
        raise InputError(message, path=name)
    return known[FALLBACK]


def _placed(error: InputError, name: str) -> InputError:
    return InputError(error.message, path=error.path or name, line=error.line, column=error.column)


def contents(path: Path, name: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: when there is no such file, or it is too long to be a story.
    """
    try:
        if (size := path.stat().st_size) > LIMIT:
            raise _too_long(name, size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(say("There is no such file. Check the path."), path=name) from error
    except IsADirectoryError as error:
        raise InputError(say("This folder holds no file with a story to read."), path=name) from error
    except OSError as error:
        raise InputError(say("The file cannot be read: {why}.", why=error.strerror), path=name) from error


def _too_long(name: str, size: int) -> InputError:
    return InputError(
        say(
            "The file has {size} MB; at most {limit} MB are read. Hand in the story alone.",
            size=f"{size / 1e6:.0f}",
            limit=LIMIT // 1_000_000,
        ),
        path=name,
    )
