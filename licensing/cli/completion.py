"""Completion in bash, zsh and fish: commands and options by typer, values by the packs and formats there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_type_hints

import typer

from licensing.cli.commands import VARIABLE

__all__ = ["complete", "with_values"]


def complete(command: Any, instruction: str) -> int:
    """Answer a shell, and return the exit code.

    Args:
        command: The whole command line.
        instruction: `complete_` or `source_`, and the shell.
    """
    from typer._completion_classes import completion_init
    from typer.completion import shell_complete

    completion_init()
    return int(shell_complete(command, {}, "licensing", VARIABLE, instruction))


def with_values(command: Any) -> None:
    """Let the options of a command, or of a group of them, offer their values."""
    several = command.registered_commands if isinstance(command, typer.Typer) else ()
    for function in [one.callback for one in several if one.callback] or [command]:
        # Annotations that are text would be read once more later on, into options that know nothing of this.
        function.__annotations__ = get_type_hints(function, include_extras=True)
        for name, hint in function.__annotations__.items():
            offered = _VALUES.get((function.__name__, name)) or _VALUES.get(("", name))
            if offered:
                for option in getattr(hint, "__metadata__", ()):
                    option.autocompletion = _offering(offered)


def _offering(offered: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    def beginning(incomplete: str) -> list[str]:
        return sorted(value for value in offered() if value.startswith(incomplete))

    return beginning


def _formats() -> Iterable[str]:
    from licensing.reports.formats import formats

    return formats()


def _files() -> Iterable[str]:
    return [f"{name}=" for name in _formats()]


def _audit_formats() -> Iterable[str]:
    from licensing.reports.audit import formats

    return formats()


def _packs(kind: str) -> Iterable[str]:
    from licensing.packs.store import rulebook

    return [name.partition("/")[2] for name in rulebook().data.get(kind, {})]


def _territories() -> Iterable[str]:
    from licensing.packs.store import rulebook

    return list(rulebook().data["vocabulary"]["vocabulary"]["territory"])


def _planned(key: str) -> Iterable[str]:
    """Return what a key of the plan may say, from the plan's schema."""
    from licensing.packs.store import rulebook

    schema: Mapping[str, Any] = rulebook().schemas["plan"]
    found = schema["properties"][key]
    while not found.get("enum"):
        found = schema["$defs"][found["$ref"].rpartition("/")[2]] if "$ref" in found else found["anyOf"][-1]
        found = found.get("items", found)
    return [value for value in found["enum"] if isinstance(value, str)]


def _rules() -> Iterable[str]:
    from licensing.api.rules import rules

    return [rule.id for rule in rules()]


_VALUES: Mapping[tuple[str, str], Callable[[], Iterable[str]]] = {
    ("", "format"): lambda: ("json", "text"),
    ("check", "format"): _formats,
    ("check", "output_file"): _files,
    ("audit", "format"): _audit_formats,
    ("audit", "by"): lambda: ("holder", "month", "rule", "story"),
    ("report", "format"): lambda: ("text", "turtle"),
    ("", "to"): lambda: ("json-ld", "turtle", "yaml"),
    ("", "house"): lambda: _packs("house"),
    ("", "language"): lambda: ("en", *_packs("messages")),
    ("", "territory"): _territories,
    ("", "action"): lambda: _planned("action"),
    ("", "medium"): lambda: _planned("medium"),
    ("", "purpose"): lambda: _planned("purpose"),
    ("show", "id"): _rules,
}
"""(Function of a command or "" for any, option) -> its values."""
