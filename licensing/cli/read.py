"""`licensing read`: what does this notice say?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from licensing.cli.output import emit
from licensing.cli.terminal import fitted
from licensing.errors import ConfigError

__all__ = ["read"]


def read(
    path: Annotated[str, typer.Argument(metavar="PATH", hidden=True)],
    format: Annotated[str, typer.Option(metavar="FORMAT", show_default=False, help="text (default) or json.")] = "text",  # noqa: A002 - the flag's name
) -> int:
    """Say what the notice in the story at PATH says; - reads standard input.

    Example: licensing read wire/ferry.txt
    """
    from licensing import api
    from licensing.documents import read as documents
    from licensing.reports.terms import terms_json, terms_text

    shown = {"text": terms_text, "json": terms_json}.get(format)
    if shown is None:
        raise ConfigError(f"There is no output format '{format}' for a notice. Choose one of: json, text.")
    if path == "-":
        raw = documents.read(sys.stdin.buffer.read(), name="<stdin>").raw
        terms, name = api.read_notice(raw), "<stdin>"
    else:
        raw, name = documents.read(Path(path)).raw, path
        terms = api.read_story_notice(Path(path))
    with fitted():
        emit(shown(terms, name=name, raw=raw))
    return 0
