"""Rows of the table of `tests/benchmarks/reuse_table.py`: what was measured, what was aimed at, and what is reached."""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["HEAD", "SHARE", "Figure", "missing", "module", "precision", "rows", "shown"]

Row = dict[str, Any]
SHARE = 0.1
"""Share of rewrites among all drafts that precision is told for."""
HEAD = f"{'measure':66}{'pairs':>6}{'here':>9}{'crossed':>9}{'aim':>9}{'reached':>9}{'prec':>7}  note"


class Figure(NamedTuple):
    """One row.

    Attributes:
        measure: What was measured.
        value: The figure with the constants as they ship; None where it could not be measured.
        aim: What it should reach; None where nothing was aimed at.
        pairs: How many pairs it was taken on.
        most: Whether the aim is the most it may be.
        precision: What share of those told are what they are told to be.
        crossed: The figure with constants fitted without the pairs measured, where some were fitted on these data.
        note: How to read it.
    """

    measure: str
    value: float | None
    aim: float | None = None
    pairs: int = 0
    most: bool = False
    precision: float | None = None
    crossed: float | None = None
    note: str = ""

    @property
    def reached(self) -> str:
        """`yes` or `no`, by the cross-fitted figure where there is one; empty where nothing was aimed at."""
        judged = self.value if self.crossed is None else self.crossed
        if self.aim is None or judged is None:
            return ""
        rounded = round(judged, 3)
        return "yes" if (rounded <= self.aim if self.most else rounded >= self.aim) else "no"


def shown(figure: Figure) -> str:
    """Return a row as a line."""
    sign = ("<= " if figure.most else ">= ") if figure.aim is not None else ""
    aim = f"{sign}{figure.aim:g}" if figure.aim is not None else ""
    numbers = [_number(one) for one in (figure.value, figure.crossed)]
    value = "not measured" if figure.value is None else numbers[0]
    return (
        f"{figure.measure:66}{figure.pairs or '':>6}{value:>9}{numbers[1]:>9}{aim:>9}{figure.reached:>9}"
        f"{_number(figure.precision):>7}  {figure.note}"
    ).rstrip()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"


def precision(told: float, alarms: float) -> float | None:
    """Return the share of those told that are rewrites where one draft in ten is; None where nothing is told."""
    both = SHARE * told + (1 - SHARE) * alarms
    return SHARE * told / both if both else None


def rows(path: Path, every: int = 1) -> list[Row]:
    """Return the rows of a file of JSON lines, or every so manieth; none where the file is not there."""
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    return [json.loads(line) for line in lines if line.strip()][::every]


def module(name: str) -> Any:
    """Return a module, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def missing(measure: str, why: str) -> Figure:
    """Return the row of what could not be measured."""
    return Figure(measure, None, note=why)


def mean(values: Sequence[float]) -> float:
    """Return the mean; 0 of nothing."""
    return sum(values) / max(1, len(values))
