"""`licensing archive`: keep the protected stories drafts are held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from licensing.cli.output import NOT_CHECKED, complain, emit, emit_json, trouble, troubles
from licensing.errors import ConfigError, LicensingError

if TYPE_CHECKING:
    from licensing.api import Archive

__all__ = ["archive"]

archive = typer.Typer(
    rich_markup_mode=None, pretty_exceptions_enable=False, help="Keep the protected stories drafts are held against."
)

Database = Annotated[str, typer.Option("--archive", metavar="DB", help="The archive.")]
Shape = Annotated[str, typer.Option("--format", metavar="FORMAT", show_default=False, help="text (default) or json.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID", hidden=True)]


@archive.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", hidden=True)],
    database: Database,
    id: Annotated[str | None, typer.Option(metavar="ID", help="The id of a single story; default: its own.")] = None,  # noqa: A002 - the flag's name
    format: Shape = "text",  # noqa: A002 - the flag's name
) -> int:
    """Keep the stories in files and folders; the archive is made when there is none.

    Example: licensing archive add wire/ --archive newsroom.db
    """
    from licensing.documents.read import expand

    files = expand(paths)
    if id is not None and len(files) != 1:
        raise ConfigError(f"--id names one story, and there are {len(files)}.")
    with _open(database, format, create=True) as kept:
        results = [(files[0], kept.add(files[0], id=id))] if id else list(kept.add_all(files))
    errors = [trouble(result) for _, result in results if isinstance(result, LicensingError)]
    stories = [
        {"path": str(path), "id": result.id, "outcome": str(result.outcome), "same_as": list(result.same_as)}
        for path, result in results
        if not isinstance(result, LicensingError)
    ]
    if format == "json":
        emit_json({"stories": stories, "errors": troubles(errors)})
    else:
        emit("".join(f"{story['outcome']:<14}  {story['id']}{_same(story['same_as'])}\n" for story in stories))
        for error in errors:
            complain(error.message)
        counts = Counter(str(story["outcome"]) for story in stories) + Counter({"not kept": len(errors)})
        emit(f"{', '.join(f'{count} {outcome}' for outcome, count in counts.items())}.\n")
    return NOT_CHECKED if errors else 0


@archive.command("list")
def list_(database: Database, format: Shape = "text") -> int:  # noqa: A002 - the flag's name
    """List the stories kept.

    Example: licensing archive list --archive newsroom.db
    """
    with _open(database, format) as kept:
        stories: list[dict[str, object]] = [
            {
                "id": entry.id,
                "title": entry.title,
                "status": str(entry.status),
                "version": entry.version,
                "words": entry.words,
            }
            for entry in kept.list()
        ]
    if format == "json":
        emit_json({"stories": stories, "errors": []})
    else:
        emit("".join(_line(story) for story in stories))
    return 0


@archive.command()
def info(database: Database, format: Shape = "text") -> int:  # noqa: A002 - the flag's name
    """Show the archive in figures.

    Example: licensing archive info --archive newsroom.db
    """
    from dataclasses import asdict

    from licensing.text.fingerprint import loops

    with _open(database, format) as kept:
        figures = {**asdict(kept.info()), "loops": loops()}
    if format == "json":
        emit_json({"archive": figures, "errors": []})
    else:
        emit("".join(f"{name:<12}{value}\n" for name, value in figures.items()))
    return 0


@archive.command()
def remove(ids: Ids, database: Database, format: Shape = "text") -> int:  # noqa: A002 - the flag's name
    """Forget stories.

    Example: licensing archive remove ferry --archive newsroom.db
    """
    with _open(database, format) as kept:
        return _each(ids, kept.remove, "removed", format)


@archive.command()
def kill(ids: Ids, database: Database, format: Shape = "text") -> int:  # noqa: A002 - the flag's name
    """Mark stories as killed: nothing of them may go out.

    Example: licensing archive kill ferry --archive newsroom.db
    """
    with _open(database, format) as kept:
        return _each(ids, kept.kill, "killed", format)


@archive.command()
def correct(
    id: Annotated[str, typer.Argument(metavar="ID", hidden=True)],  # noqa: A002 - the argument's name
    path: Annotated[Path, typer.Argument(metavar="PATH", hidden=True)],
    database: Database,
    format: Shape = "text",  # noqa: A002 - the flag's name
) -> int:
    """Put the file at PATH in the place of story ID.

    Example: licensing archive correct ferry wire/ferry-2.txt --archive newsroom.db
    """
    with _open(database, format) as kept:
        return _each([id], lambda name: kept.correct(name, path), "corrected", format)


def _open(path: str, format: str, *, create: bool = False) -> Archive:  # noqa: A002 - the flag's name
    if format not in {"text", "json"}:
        raise ConfigError(f"There is no output format '{format}' for an archive. Choose one of: json, text.")
    from licensing.api import Archive

    return Archive.open(path, create=create)


def _each(ids: Sequence[str], do: Callable[[str], object], done: str, format: str) -> int:  # noqa: A002 - the flag's name
    """Do something to every story and say so; an id that is none stops none of the others."""
    changed, errors = [], []
    for id_ in ids:
        try:
            do(id_)
            changed.append(id_)
        except LicensingError as refused:
            errors.append(trouble(refused))
    if format == "json":
        emit_json({"stories": [{"id": id_, "outcome": done} for id_ in changed], "errors": troubles(errors)})
    else:
        emit("".join(f"{done:<14}  {id_}\n" for id_ in changed))
        for error in errors:
            complain(error.message)
    return NOT_CHECKED if errors else 0


def _line(story: Mapping[str, object]) -> str:
    title = f"  {story['title']}" if story["title"] else ""
    return f"{story['status']:<9} {story['words']:>6} words  {story['id']}{title}\n"


def _same(ids: object) -> str:
    return f" (same text as {', '.join(ids)})" if isinstance(ids, list) and ids else ""
