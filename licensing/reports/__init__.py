"""Decisions become something to read: one module per output format in `formats`."""

from __future__ import annotations

from licensing.errors import ConfigError
from licensing.model.decision import Decision
from licensing.reports.formats import formats

__all__ = ["render", "require_format"]


def render(decision: Decision, format: str, *, verbose: bool = False) -> str:  # noqa: A002 - the field's name
    """Return the decision in an output format.

    Args:
        decision: The decision.
        format: The name of an output format: text, json.
        verbose: Show what a reader in a hurry skips; formats for machines show everything anyway.

    Raises:
        ConfigError: when there is no such format.
    """
    require_format(format)
    return formats()[format](decision, verbose)


def require_format(format: str) -> None:  # noqa: A002 - the field's name
    """Refuse a format nobody registered.

    Raises:
        ConfigError: naming the formats there are.
    """
    if format not in formats():
        raise ConfigError(f"There is no output format '{format}'. Choose one of: {', '.join(formats())}.")
