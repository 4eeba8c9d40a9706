"""`licensing cache`: answers kept from one run to the next."""

from __future__ import annotations

from typing import Annotated

import typer

from licensing.cli.output import emit, emit_json
from licensing.errors import ConfigError

__all__ = ["cache"]

cache = typer.Typer(
    rich_markup_mode=None, pretty_exceptions_enable=False, help="Answers kept from one run to the next."
)


@cache.command()
def info(
    format: Annotated[str, typer.Option(metavar="FORMAT", show_default=False, help="text (default) or json.")] = "text",  # noqa: A002 - the flag's name
) -> int:
    """Show where answers are kept, how many, and how much room they take.

    Example: licensing cache info
    """
    from licensing.api.cache import figures

    path, answers, size = figures()
    if format == "json":
        emit_json({"cache": {"path": str(path), "answers": answers, "size": size}, "errors": []})
    elif format == "text":
        emit(f"path        {path}\nanswers     {answers}\nsize        {size}\n")
    else:
        raise ConfigError(f"There is no output format '{format}' for a cache. Choose one of: json, text.")
    return 0


@cache.command()
def clear() -> int:
    """Forget every answer; the next run decides anew.

    Example: licensing cache clear
    """
    from licensing.api.cache import clear as forget
    from licensing.packs.messages import say

    emit(say("Forgotten: {path}", path=forget()) + "\n")
    return 0
