"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from licensing.cli.archive import archive
from licensing.cli.audit import audit
from licensing.cli.baseline import baseline
from licensing.cli.check import check
from licensing.cli.explain import explain
from licensing.cli.init import init
from licensing.cli.odrl import odrl
from licensing.cli.read import read
from licensing.cli.release import release
from licensing.cli.rules import rules
from licensing.cli.waive import waive

__all__ = ["app"]

EXIT_CODES = "Exit codes: 0 permit, 1 denied, 2 could not be checked, 3 a person must look, 4 a bug in licensing."

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Decide before publication whether a draft takes from protected stories, and whether it may.",
    epilog=EXIT_CODES,
)
app.command(epilog=EXIT_CODES)(check)
app.command(epilog=EXIT_CODES)(explain)
app.command(epilog=EXIT_CODES)(audit)
app.command(epilog=EXIT_CODES)(waive)
app.command(epilog=EXIT_CODES)(release)
app.command()(baseline)
app.command()(read)
app.command()(init)
app.add_typer(archive, name="archive")
app.add_typer(rules, name="rules")
app.add_typer(odrl, name="odrl")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("newsroom-licensing")
        except PackageNotFoundError:
            number = "(not installed)"
        typer.echo(f"licensing {number}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""
