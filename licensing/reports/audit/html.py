"""HTML for people: an audit at a glance, what adds up over all outputs, and each output to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from licensing.model.audit import GROUPS, Audit, Group, Item, LedgerEntry, Reason
from licensing.model.effect import Effect
from licensing.packs.messages import say
from licensing.reports.audit import View, register
from licensing.reports.html.charts import Column, bars, columns
from licensing.reports.html.element import EMPTY, Html, el, join
from licensing.reports.html.page import badge, ending, opening, section, stack
from licensing.reports.words import percent

__all__ = ["render"]

MONTHS = 36
"""Months of the chart over time: the last ones."""


@register("html")
def render(audit: Audit, view: View) -> Iterator[str]:
    """Yield the audit as a page that stands alone, output by output."""
    figures = say(
        "{outputs} outputs: {deny} denied, {review} for a person to look at, {permit} without a known obstacle. "
        "{taking} take from stories.",
        **audit.totals._asdict(),
        permit=audit.totals.permit,
    )
    yield opening(say("What was published"), el("p", badge(audit.effect), " ", figures))
    for name in (view.by,) if view.by else ("month", *(one for one in GROUPS if one != "month")):
        yield _group(name, audit.groups.get(name, ()), view)
    if view.by is None:
        yield section(say("What was taken of each story, all outputs together"), _ledger(audit, view), level=2)
        yield from _outputs(audit, view)
    yield section(say("Could not be checked"), _list([_trouble(*one) for one in audit.troubles]), level=2)
    yield section(say("What was checked"), _checked(audit), level=2)
    yield ending()


def _group(by: str, groups: Sequence[Group], view: View) -> Html:
    titles = {
        "holder": say("By holder"),
        "rule": say("By rule"),
        "story": say("By story"),
        "month": say("Over time"),
    }
    if by == "month":
        told = [Column(_name(one, view), one.deny, one.review, one.permit) for one in groups[-MONTHS:]]
        return section(
            titles[by],
            columns(say("Outputs of each month; from the ground up: denied, review, permit"), told, say("month")),
            level=2,
        )
    first = groups if view.by or view.verbose else groups[: view.most]
    count = {"holder": say("words taken"), "story": say("words taken"), "rule": say("outputs stopped or held")}[by]
    rows = [
        (_name(one, view), float(number), str(number))
        for one in first
        for number in [one.words if by != "rule" else one.deny + one.review]
    ]
    details = [
        [_name(one, view), *(str(figure) for figure in (one.outputs, one.deny, one.review, one.stories, one.words))]
        for one in first
    ]
    heads = [_head(by), say("outputs"), say("denied"), say("review"), say("stories"), say("words")]
    chart = bars(count, (_head(by), count), rows)
    return section(titles[by], chart, stack(say("In figures"), heads, details), _more(len(groups), view), level=2)


def _head(by: str) -> str:
    return {"holder": say("holder"), "rule": say("rule"), "story": say("story")}[by]


def _name(one: Group, view: View) -> str:
    title = f": {one.title}" if one.title and view.texts else ""
    return f"{one.name}{title}" or say("(unknown)")


def _ledger(audit: Audit, view: View) -> Html:
    entries = audit.ledger if view.verbose else audit.ledger[: view.most]
    if not entries:
        return EMPTY
    limits = say(
        "The house asks a person above {review}, and ends quotation without a licence above {deny}.",
        review=percent(audit.limits.review),
        deny=percent(audit.limits.deny),
    )
    rows = [(_story(one, view), one.share, f"{one.share:.0%}") for one in entries]
    chart = bars(say("Share of each story"), (say("story"), say("share")), rows, most=1.0)
    heads = [say("story"), say("limit"), say("words"), say("how"), say("outputs")]
    details: list[list[str]] = [
        [
            _story(one, view),
            badge(one.over),
            say("{words} of {total}", words=one.words, total=one.total),
            say(
                "{verbatim} word for word, {quoted} quoted, {rewritten} in other words",
                verbatim=one.verbatim,
                quoted=one.quoted,
                rewritten=one.rewritten,
            ),
            _list(
                [f"{taken.date[:10] or say('undated')}: {taken.path}, {taken.share:.0%}" for taken in one.outputs[:5]]
            ),
        ]
        for one in entries
    ]
    table = stack(say("In figures; of the outputs the first five"), heads, details)
    return join([el("p", limits), chart, table, _more(len(audit.ledger), view)])


def _story(one: LedgerEntry, view: View) -> str:
    title = f"{one.story.title} [{one.story.id}]" if one.story.title and view.texts else one.story.id
    return f"{title} ({one.story.holder or say('holder unknown')})"


def _outputs(audit: Audit, view: View) -> Iterator[Html]:
    for effect, title in (
        (Effect.DENY, say("Denied: no right on file covers these.")),
        (Effect.REVIEW, say("A person must look at these.")),
    ):
        total = audit.totals.deny if effect is Effect.DENY else audit.totals.review
        if not total:
            continue
        yield el("h2", title)
        found = (item for item in audit.items if item.effect is effect)
        for item in found if view.verbose else islice(found, view.most):
            yield _output(item, view)
        yield _more(total, view)


def _output(item: Item, view: View) -> Html:
    heads = [say("effect"), say("reason"), say("way out")]
    rows = [_reason(one, view) for one in item.reasons]
    passes = el("p", say("It passes: somebody answers for it.")) if item.outcome is not item.effect else EMPTY
    asked = _list([f"{one.who}: {one.message}" for one in item.questions]) if view.texts else EMPTY
    title = item.title if item.title and view.texts else ""
    head = el("h3", badge(item.effect), " ", el("bdi", item.path), " ", el("span", item.date[:10], cls="faint"))
    return join([head, el("p", title) if title else EMPTY, passes, stack(say("Reasons"), heads, rows), asked])


def _reason(one: Reason, view: View) -> list[str]:
    story = one.story.title if one.story.title and view.texts else one.story.id
    said = one.message if view.texts else f"{story} ({one.story.holder or say('holder unknown')})"
    line = say("line {line}", line=one.line) + " " if one.line else ""
    behind = el("div", line, el("code", one.rule), cls="rule")
    return [badge(one.effect), join([said, behind]), one.fix if view.texts and one.fix else "-"]


def _checked(audit: Audit) -> Html:
    against = f" ({', '.join(audit.against)})" if audit.against else ""
    held = say("Held against {stories} stories{against}.", stories=audit.stories, against=against)
    declared = section(say("Taken on somebody's word"), _list(list(audit.declared)))
    unseen = say("Not checked: {unseen}.", unseen="; ".join(audit.unseen) or say("anything else"))
    return join([el("p", held), el("p", unseen), declared])


def _trouble(path: str, message: str) -> str:
    return message if message.startswith(path) else f"{path}: {message}"


def _more(total: int, view: View) -> Html:
    if total <= view.most or view.verbose or view.by:
        return EMPTY
    return el("p", say("and {more} more; --verbose shows all", more=total - view.most), cls="faint")


def _list(items: list[str]) -> Html:
    return el("ul", *(el("li", one) for one in items)) if items else EMPTY
