"""Rows of a table as CSV that a spreadsheet reads as text and figures, never as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

__all__ = ["row"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row(cells: Iterable[object]) -> str:
    """Return one row; a text that a spreadsheet would work out gets an apostrophe in front."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_cell(one) for one in cells])
    return out.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
