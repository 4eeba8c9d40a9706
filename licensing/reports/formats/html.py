"""HTML for people: one file that needs no network and no script, to read, to print, to pass on."""

from __future__ import annotations

from collections.abc import Iterable

from licensing.model.decision import Decision, DraftDecision
from licensing.model.document import Span
from licensing.model.effect import Effect
from licensing.packs.messages import say
from licensing.reports import standing
from licensing.reports.formats import Style, register
from licensing.reports.html.beside import shared
from licensing.reports.html.charts import bars
from licensing.reports.html.draft import draft_part
from licensing.reports.html.element import EMPTY, Html, el, join
from licensing.reports.html.page import badge, page, section, stack

__all__ = ["render"]

SHOWN = 25
"""Rows of a chart."""


@register("html")
def render(decision: Decision, style: Style) -> str:
    """Return the decision as a page; without texts it holds places and no words of draft, story or notice."""
    ordered = sorted(enumerate(decision.drafts, 1), key=lambda one: -one[1].effect.rank)
    head = join([el("p", badge(decision.effect), " ", standing.total(decision))])
    drafts = [draft_part(draft, f"draft-{number}", texts=style.texts) for number, draft in ordered]
    body = [
        _overview(ordered) if len(ordered) > 1 else EMPTY,
        section(say("Could not be checked, and may not go out"), _troubles(decision), level=2),
        _charts(decision),
        *drafts,
    ]
    return page(
        say("What these drafts may do") if len(ordered) != 1 else say("May this draft go out?"), head, join(body)
    )


def _overview(ordered: list[tuple[int, DraftDecision]]) -> Html:
    rows: list[list[str]] = [
        [
            el("a", draft.path, href=f"#draft-{number}"),
            badge(draft.effect),
            standing.headline(draft) if draft.effect is not Effect.PERMIT else say("No known obstacle."),
            ", ".join(sorted({one.story.holder or say("holder unknown") for one in draft.findings})) or "-",
        ]
        for number, draft in ordered
    ]
    heads = [say("draft"), say("effect"), say("what it means"), say("holders")]
    return section(say("Drafts"), stack(say("Every draft, the strictest answer first"), heads, rows), level=2)


def _troubles(decision: Decision) -> Html:
    items = [el("li", standing.troubled(error)) for error in decision.errors]
    return el("ul", *items) if items else EMPTY


def _charts(decision: Decision) -> Html:
    shares: dict[str, float] = {}
    holders: dict[str, int] = {}
    for draft in decision.drafts:
        lengths = {story.id: _letters(story.document.raw) for story in draft.stories}
        texts = {story.id: story.document.raw for story in draft.stories}
        spans: dict[str, list[Span]] = {}
        for one in shared(draft):
            name = one.story.holder or say("holder unknown")
            holders[name] = holders.get(name, 0) + 1
            if one.source and lengths.get(one.story.id):
                spans.setdefault(one.story.id, []).append(one.source)
        for name, taken in spans.items():
            share = sum(_letters(texts[name][start:end]) for start, end in _merged(taken)) / lengths[name]
            title = f"{name} ({draft.path})" if len(decision.drafts) > 1 else name
            shares[title] = max(share, shares.get(title, 0))
    taken_rows = [(name, share, f"{share:.0%}") for name, share in _greatest(shares)]
    holder_rows = [(name, float(count), str(count)) for name, count in _greatest(holders)]
    charts = [
        bars(
            say("How much of each story was taken"),
            (say("story"), say("share of its text, notice counted")),
            taken_rows,
            most=1.0,
        ),
        bars(say("Whose stories they are"), (say("holder"), say("passages")), holder_rows),
    ]
    return section(say("At a glance"), *charts, level=2)


def _greatest(counted: dict[str, float] | dict[str, int]) -> list[tuple[str, float]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:SHOWN]


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _merged(spans: Iterable[Span]) -> Iterable[tuple[int, int]]:
    last = 0
    for start, end in sorted(spans):
        if end > last:
            yield max(start, last), end
            last = end
