"""Audits become something to read: every module of this folder that registers a function is an output format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from licensing.errors import ConfigError
from licensing.model.audit import GROUPS, Audit
from licensing.packs.messages import say
from licensing.reports.registry import Registry

__all__ = ["Render", "View", "formats", "register", "render", "require_format", "require_group"]


class View(NamedTuple):
    """How a reader wants it; formats for programs pass over what does not concern them.

    Attributes:
        by: What outputs are grouped by: holder, rule, story or month; None for a summary of all four.
        verbose: Show everything, not only what comes first.
        texts: Show words of notices and stories; without, places and figures alone.
        most: How many groups, stories and outputs come first.
    """

    by: str | None = None
    verbose: bool = False
    texts: bool = True
    most: int = 10


Render = Callable[[Audit, View], Iterator[str]]
"""Makes one output format of an audit, piece by piece: an audit may be longer than memory is large."""

_REGISTRY: Registry[Render] = Registry(__name__, __path__)
register = _REGISTRY.register
formats = _REGISTRY.formats


def render(audit: Audit, format: str, view: View | None = None) -> Iterator[str]:  # noqa: A002 - the field's name
    """Yield the audit in an output format, piece by piece.

    Args:
        audit: The audit.
        format: The name of an output format: text, json, jsonl, csv ...
        view: How a reader wants it.

    Raises:
        ConfigError: when there is no such format.
    """
    require_format(format)
    return formats()[format](audit, view or View())


def require_format(format: str) -> None:  # noqa: A002 - the field's name
    """Refuse a format nobody registered.

    Raises:
        ConfigError: naming the formats there are.
    """
    if format not in formats():
        known = ", ".join(formats())
        raise ConfigError(
            say("There is no format '{format}' for an audit. Choose one of: {known}.", format=format, known=known)
        )


def require_group(by: str | None) -> None:
    """Refuse what outputs cannot be grouped by.

    Raises:
        ConfigError: naming what they can be grouped by.
    """
    if by is not None and by not in GROUPS:
        known = ", ".join(GROUPS)
        raise ConfigError(say("Outputs are not grouped by '{by}'. Choose one of: {known}.", by=by, known=known))
