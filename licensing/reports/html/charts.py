"""Charts whose numbers stand beside them in the same table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from licensing.model.effect import Effect
from licensing.packs.messages import say
from licensing.reports.html.element import Html, el
from licensing.reports.html.page import stack
from licensing.reports.words import effect_word

__all__ = ["Column", "bars", "columns"]


LEAST = 12
"""Columns a chart has room for at least, so that few are not as wide as walls."""


class Column(NamedTuple):
    """A column of a chart over time: what it stands for, and how many of each effect."""

    name: str
    deny: int
    review: int
    permit: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.deny + self.review + self.permit


def bars(
    title: str, heads: tuple[str, str], rows: Sequence[tuple[str, float, str]], *, most: float | None = None
) -> Html:
    """Return a bar for each row beside its number.

    Args:
        title: What is shown.
        heads: What the rows are, and what is counted.
        rows: Name, number, and the number as it is read.
        most: The number a full bar stands for; by default the greatest.
    """
    full = most or max((value for _, value, _ in rows), default=0) or 1
    told = [[name, read, _bar(f"{name}: {read}", value / full)] for name, value, read in rows]
    names = [*heads, say("chart")]
    return el("figure", stack(title, names, told, numbers=frozenset({1}))) if rows else Html("")


def _bar(title: str, ratio: float) -> Html:
    width = f"{100 * min(1.0, max(0.0, ratio)):.1f}"
    rect = el("rect", x="0", y="0", width=width, height="10")
    return el("svg", el("title", title), rect, cls="bar", viewBox="0 0 100 10", preserveAspectRatio="none", role="img")


def columns(title: str, told: Sequence[Column], head: str) -> Html:
    """Return columns over time, stacked by effect, with the numbers in a table below."""
    if not told:
        return Html("")
    full, step = max(one.total for one in told) or 1, 100 / max(len(told), LEAST)
    drawn: list[Html] = []
    for place, one in enumerate(told):
        top = 100.0
        for effect, count in ((Effect.DENY, one.deny), (Effect.REVIEW, one.review), (Effect.PERMIT, one.permit)):
            height = 100 * count / full
            top -= height
            if count:
                drawn.append(_column(place * step, top, step, height, effect))
    desc = "; ".join(
        say(
            "{name}: {deny} deny, {review} review, {permit} permit",
            name=one.name,
            deny=one.deny,
            review=one.review,
            permit=one.permit,
        )
        for one in told
    )
    chart = el(
        "svg",
        el("title", title),
        el("desc", desc),
        *drawn,
        cls="columns",
        viewBox="0 0 100 100",
        preserveAspectRatio="none",
        role="img",
    )
    rows = [[one.name, str(one.deny), str(one.review), str(one.permit), str(one.total)] for one in told]
    heads = [head, *map(effect_word, (Effect.DENY, Effect.REVIEW, Effect.PERMIT)), say("in all")]
    return el("figure", chart, stack(title, heads, rows, numbers=frozenset({1, 2, 3, 4})))


def _column(left: float, top: float, step: float, height: float, effect: Effect) -> Html:
    return el(
        "rect",
        x=f"{left + step * 0.15:.2f}",
        y=f"{top:.2f}",
        width=f"{step * 0.7:.2f}",
        height=f"{height:.2f}",
        cls=effect.value,
    )
