"""The commands there are: modules of this folder whose first words are `licensing` and their name, loaded when run."""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

__all__ = ["EXIT_CODES", "VARIABLE", "Commands", "names"]

VARIABLE = "_LICENSING_COMPLETE"
"""What a shell sets to ask how a command goes on: `complete_bash`, or `source_bash` for the lines that make it ask."""
EXIT_CODES = "Exit codes: 0 permit, 1 denied, 2 could not be checked, 3 a person must look, 4 a bug in licensing."


@cache
def names() -> tuple[str, ...]:
    """Return the names of the commands, sorted."""
    return tuple(path.stem for path in sorted(Path(__file__).parent.glob("*.py")) if _is_command(path))


def _is_command(path: Path) -> bool:
    opening = f'"""`licensing {path.stem}`'
    with path.open(encoding="utf-8") as lines:
        return lines.read(len(opening)) == opening


@cache
def _loaded(name: str) -> Any:
    """Return a command, or a group of them, as the command line runs it."""
    from licensing.cli.language import with_language

    found = getattr(import_module(f"licensing.cli.{name}"), name)
    if VARIABLE in os.environ:
        from licensing.cli.completion import with_values

        with_values(found)
    one = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    one.callback()(_group)
    if isinstance(found, typer.Typer):
        one.add_typer(found, name=name)
    else:
        one.command(name, epilog=EXIT_CODES)(with_language(found))
    group: Any = typer.main.get_command(one)
    return group.commands[name]


def _group() -> None:
    """Make a Typer of one command a group, whose command has its name."""


class _Found(MutableMapping[str, Any]):
    """Commands by name."""

    def __getitem__(self, name: str) -> Any:
        if name not in names():
            raise KeyError(name)
        return _loaded(name)

    def __setitem__(self, name: str, command: Any) -> None:
        raise TypeError(f"'{name}' is no module of this folder")

    def __delitem__(self, name: str) -> None:
        raise TypeError(f"'{name}' is a module of this folder")

    def __iter__(self) -> Iterator[str]:
        return iter(names())

    def __len__(self) -> int:
        return len(names())


class Commands(TyperGroup):
    """The group of all commands; it imports the one that is run, and every one for help alone."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "commands": None})
        self.commands: Any = _Found()
