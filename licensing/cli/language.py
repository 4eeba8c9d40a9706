"""`--language`: one option that every command has which tells people something."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["VARIABLE", "prefer", "prefer_here", "with_language"]

VARIABLE = "LICENSING_LANGUAGE"
HELP = "The language of messages: en (default), tr ..."
Language = Annotated[str | None, typer.Option(metavar="LANG", show_default=False, envvar=VARIABLE, help=HELP)]

_CHOSEN: ContextVar[bool] = ContextVar("chosen", default=False)
"""Whether the command or the environment says which language, so that no configuration does."""


def with_language(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the option `--language`; everything it says from there on is said in that language."""

    @wraps(command)
    def run(*, language: str | None = None, **given: Any) -> int:
        _CHOSEN.set(bool(language))
        _speak(language or "en")
        return command(**given)

    hints = get_type_hints(command, include_extras=True)
    own = [one.replace(annotation=hints[one.name]) for one in inspect.signature(command).parameters.values()]
    option = inspect.Parameter("language", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Language)
    told: Any = run
    told.__signature__ = inspect.Signature([*own, option], return_annotation=int)
    told.__annotations__ = {one.name: one.annotation for one in (*own, option)}
    return run


def prefer(language: str | None) -> None:
    """Speak the language of a configuration, unless the command or the environment named one.

    Raises:
        ConfigError: when there is none of that name.
    """
    if language and not _CHOSEN.get():
        _speak(language)


def prefer_here(given: Mapping[str, Any], day: dt.date) -> None:
    """Speak the language of the configuration where the command runs, unless the command or the environment named one.

    Args:
        given: What the flags say; of them which configuration holds.
        day: The day of the run.

    Raises:
        ConfigError: when there is no language of that name, or the configuration that was named cannot be used.
    """
    if _CHOSEN.get():
        return
    from licensing.api.configured import settled_here
    from licensing.api.finding import Wanted

    settled = settled_here(Wanted(config=given["config"], discover=not given["no_config"]), day)
    prefer(settled.language if settled else None)


def _speak(language: str) -> None:
    from licensing.packs.messages import ENGLISH, Catalogue, catalogue, speak

    if language == ENGLISH:
        speak(Catalogue())
        return
    from licensing.packs.store import rulebook

    speak(catalogue(language, rulebook()))
