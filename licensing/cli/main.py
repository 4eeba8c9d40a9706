"""The entry point: every way a run can end has its exit code.

4 a bug in us; else 1 something is denied; else 2 something could not be checked; else 3 a person must look; else 0.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NoReturn

import typer
import typer.main

from licensing.cli.app import app
from licensing.cli.commands import VARIABLE
from licensing.cli.output import NOT_CHECKED, complain, emit, emit_json, trouble, troubles
from licensing.errors import LicensingError
from licensing.model.decision import Decision, Trouble
from licensing.packs.messages import Catalogue, speaking

__all__ = ["main", "run"]

BUG, INTERRUPTED = 4, 130

_UsageError = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""Older versions of typer take this class from click, newer ones carry their own; both build BadParameter on it."""


def run() -> NoReturn:
    """Run the command line and exit; Python's own code for a crash is 1, which means denied here."""
    if VARIABLE in os.environ:
        from licensing.cli.completion import complete

        sys.exit(complete(typer.main.get_command(app), os.environ[VARIABLE]))
    code = BUG
    try:
        code = main(sys.argv[1:])
    except BaseException:  # noqa: BLE001 - whatever it is, telling of an error went wrong
        with contextlib.suppress(Exception):
            traceback.print_exc()
    sys.exit(code)


def main(arguments: Sequence[str], invoke: Callable[[Sequence[str]], object] | None = None) -> int:
    """Run a command and return its exit code.

    Args:
        arguments: What stands behind `licensing`.
        invoke: Runs the command; a seam for tests of what can go wrong.
    """
    with speaking(Catalogue()):
        return _main(arguments, invoke or _invoke)


def _main(arguments: Sequence[str], invoke: Callable[[Sequence[str]], object]) -> int:
    try:
        code = invoke(arguments)
        if not isinstance(code, int):
            raise TypeError(f"a command ended with {code!r} instead of an exit code")  # noqa: TRY301 - a bug like any other
    except LicensingError as error:
        return _fail(trouble(error), arguments, told=True)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except SystemExit:
        # Only a pipe that was closed while help was printed ends here; its code must not look like an answer.
        return NOT_CHECKED
    except Exception as error:  # noqa: BLE001 - a crash must never look like an answer
        if isinstance(error, _UsageError):
            return _fail(Trouble("", _usage(error)), arguments, told=True)
        complain("".join(traceback.format_exception(error)))
        message = f"This is a bug in licensing, and nothing was decided: {type(error).__name__}: {error}"
        _fail(Trouble("", f"{message}. Please report it with the lines above."), arguments)
        return BUG
    return code


def _invoke(arguments: Sequence[str]) -> object:
    command = typer.main.get_command(app)
    return command.main(args=list(arguments), prog_name="licensing", standalone_mode=False)


def _usage(error: Exception) -> str:
    message = getattr(error, "format_message", error.__str__)()
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "licensing"
    return f"{message} See: {path} --help"


def _fail(error: Trouble, arguments: Sequence[str], *, told: bool = False) -> int:
    """Say what went wrong, in the format that was asked for too.

    Args:
        error: What went wrong.
        arguments: The words typed.
        told: Whether a report can tell it; a bug is told as JSON only, since no other has a place for it.
    """
    complain(error.message)
    chosen = _chosen(arguments)
    if chosen == "json":
        emit_json({"effect": "review", "drafts": [], "errors": troubles([error])})
    elif told and chosen != "text" and list(arguments[:1]) == ["check"]:
        from licensing.reports import render
        from licensing.reports.formats import formats

        if chosen in formats():
            emit(render(Decision(errors=(error,)), chosen))
    return NOT_CHECKED


def _chosen(arguments: Sequence[str]) -> str:
    """Return the output format that was asked for, even in words that could not be understood otherwise."""
    chosen = "text"
    for word, following in pairwise([*arguments, ""]):
        if word == "--format":
            chosen = following
        elif word.startswith("--format="):
            chosen = word.partition("=")[2]
    return chosen
