"""Decisions become something to read: one module per output format in `formats`."""

from __future__ import annotations

from licensing.errors import ConfigError
from licensing.model.decision import Decision
from licensing.packs.nearest import meant
from licensing.reports.formats import Style, formats
from licensing.reports.lines import columns
from licensing.reports.withheld import withheld

__all__ = ["Style", "render", "require_format"]


def render(decision: Decision, format: str, style: Style | None = None, *, verbose: bool = False) -> str:  # noqa: A002 - the field's name
    """Return the decision in an output format.

    Args:
        decision: The decision.
        format: The name of an output format: text, json, sarif ...
        style: How a reader wants it; without texts no format is given any.
        verbose: Show what a reader in a hurry skips; formats for programs show everything anyway.

    Raises:
        ConfigError: when there is no such format.
    """
    require_format(format)
    style = style or Style(verbose=verbose)
    with columns(style.width):
        return formats()[format](decision if style.texts else withheld(decision), style)


def require_format(format: str) -> None:  # noqa: A002 - the field's name
    """Refuse a format nobody registered.

    Raises:
        ConfigError: naming the formats there are.
    """
    if format not in formats():
        hint = meant(format, formats())
        raise ConfigError(f"There is no output format '{format}'. {hint}Choose one of: {', '.join(formats())}.")
