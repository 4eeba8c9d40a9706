"""The command `licensing`, with the options that stand before a command."""

from __future__ import annotations

from typing import Annotated

import typer

from licensing.cli.commands import EXIT_CODES, Commands

__all__ = ["app"]

EXAMPLE = "Example: licensing check drafts/ --archive newsroom.db --plan plan.yaml"

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=f"Decide before publication whether a draft takes from protected stories, and whether it may.\n\n{EXAMPLE}",
    epilog=EXIT_CODES,
)


def _version(asked: bool) -> None:
    if asked:
        from licensing.cli.output import emit
        from licensing.cli.version import version_text

        emit(version_text())
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version and the packs, and exit."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""
