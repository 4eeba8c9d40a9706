"""A table of uses as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from licensing.model.effect import Effect

__all__ = ["text"]


def text(rows: Sequence[tuple[str, str, Mapping[str, Effect]]]) -> str:
    """Return rows of number, use and effects as a table, one column a jurisdiction."""
    columns = list(rows[0][2]) if rows else []
    widths = [max(len(column), 6) for column in columns]
    first = max((len(title) for _, title, _ in rows), default=0)
    head = "  ".join(column.ljust(width) for column, width in zip(columns, widths, strict=True))
    lines = [f"{'':<4} {'':<{first}}  {head}"]
    for number, title, effects in rows:
        cells = "  ".join(effect.ljust(width) for effect, width in zip(effects.values(), widths, strict=True))
        lines.append(f"{number:<4} {title:<{first}}  {cells}")
    return "".join(f"{line.rstrip()}\n" for line in lines)
