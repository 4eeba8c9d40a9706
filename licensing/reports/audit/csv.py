"""A table for a spreadsheet: one row an output, or one a group."""

from __future__ import annotations

from collections.abc import Iterator

from licensing.model.audit import Audit, Item
from licensing.model.effect import Effect
from licensing.model.excerpt import counted
from licensing.reports.audit import View, register
from licensing.reports.table import row

__all__ = ["render"]


@register("csv")
def render(audit: Audit, view: View) -> Iterator[str]:
    """Yield a row an output, or, where outputs are grouped, a row a group."""
    if view.by:
        yield row((view.by, "title", "outputs", "deny", "review", "permit", "stories", "words"))
        for one in audit.groups[view.by]:
            figures = (one.outputs, one.deny, one.review, one.permit, one.stories, one.words)
            yield row((one.name, one.title or "", *figures))
        return
    yield row(("path", "date", "title", "effect", "outcome", "rules", "stories", "holders", "words", "error"))
    for item in audit.items:
        yield row(_output(item))
    for error in audit.troubles:
        yield row((error.path, "", "", "", "", "", "", "", "", error.message))


def _output(item: Item) -> tuple[object, ...]:
    taken = [one for one in item.excerpts if one.taken]
    rules = dict.fromkeys(one.rule for one in item.reasons if one.effect is item.effect is not Effect.PERMIT)
    return (
        item.path,
        item.date,
        item.title or "",
        item.effect.value,
        item.outcome.value,
        "; ".join(rules),
        "; ".join(one.story for one in taken),
        "; ".join(dict.fromkeys(one.holder or "" for one in taken)),
        sum(counted(one.taken) for one in taken),
        "",
    )
