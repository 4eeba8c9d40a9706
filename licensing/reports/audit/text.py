"""Text for an editor in a hurry: the figures, what stops, what adds up, and where to look first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from licensing.model.audit import GROUPS, Audit, Group, Item, LedgerEntry, Reason, Taken
from licensing.model.decision import StoryRef
from licensing.model.effect import Effect
from licensing.packs.messages import say
from licensing.reports.audit import View, register
from licensing.reports.lines import one_line, wrap
from licensing.reports.standing import closing
from licensing.reports.words import effect_title, percent

__all__ = ["render"]

_NAME = 44


@register("text")
def render(audit: Audit, view: View) -> Iterator[str]:
    """Yield the audit as text."""
    yield f"{effect_title(audit.effect)}  {wrap(_headline(audit))}\n"
    for name in (view.by,) if view.by else GROUPS:
        yield from _groups(name, audit.groups.get(name, ()), view)
    if view.by is None:
        yield from _ledger(audit, view)
        yield from _outputs(audit, view)
    if audit.troubles:
        yield f"\n{say('Could not be checked:')}\n"
        for error in audit.troubles:
            told = error.message if error.message.startswith(error.path) else f"{error.path}: {error.message}"
            yield wrap(told, first="  ", rest="    ") + "\n"
    against = f" ({', '.join(audit.against)})" if audit.against else ""
    unseen = "; ".join(audit.unseen)
    checked = say("Stories held against these: {stories}{against}.", stories=audit.stories, against=against)
    checked += " " + say("Not checked: {unseen}.", unseen=unseen)
    yield f"\n{wrap(checked)}\n\n{wrap(closing())}\n"


def _headline(audit: Audit) -> str:
    totals = audit.totals
    said = say(
        "{outputs} outputs: {deny} denied, {review} for a person to look at, {permit} without a known obstacle; "
        "taking from stories: {taking}.",
        **totals._asdict(),
        permit=totals.permit,
    )
    if totals.waived:
        said += " " + say("Passing because somebody answers for what was found: {waived}.", waived=totals.waived)
    if audit.troubles:
        said += " " + say("Could not be checked: {errors}.", errors=len(audit.troubles))
    return said


def _groups(by: str, groups: Sequence[Group], view: View) -> Iterator[str]:
    if not groups:
        return
    title = {
        "holder": say("By holder"),
        "rule": say("By rule"),
        "story": say("By story"),
        "month": say("By month"),
    }[by]
    columns = (say("outputs"), say("denied"), say("review"), say("stories"), say("words"))
    yield f"\n{title:<{_NAME}}{''.join(f'{column:>9}' for column in columns)}\n"
    for one in groups if view.by or view.verbose else groups[: view.most]:
        figures = (one.outputs, one.deny, one.review, one.stories, one.words)
        name = one_line(f"{one.name}: {one.title}" if one.title else one.name) or say("(unknown)")
        yield f"  {_cut(name, _NAME - 3):<{_NAME - 2}}{''.join(f'{figure:>9}' for figure in figures)}\n"
    yield from _more(len(groups), view, whole=bool(view.by))


def _ledger(audit: Audit, view: View) -> Iterator[str]:
    entries = audit.ledger
    if not entries:
        return
    title = say(
        "What was taken of each story, all outputs together (the house asks a person above {review}, and ends "
        "quotation without a licence above {deny}):",
        review=percent(audit.limits.review),
        deny=percent(audit.limits.deny),
    )
    yield f"\n{wrap(title)}\n"
    for entry in entries if view.verbose else entries[: view.most]:
        yield from _entry(entry, view)
    yield from _more(len(entries), view)


def _entry(entry: LedgerEntry, view: View) -> Iterator[str]:
    over = {
        Effect.DENY: say(" Over the limit."),
        Effect.REVIEW: say(" A person must look."),
        Effect.PERMIT: "",
    }[entry.over]
    told = say(
        "{story}: {words} of {total} words in {outputs}; without quotation marks {verbatim}, quoted {quoted}, in other "
        "words {rewritten}.{over}",
        story=_story(entry.story),
        words=entry.words,
        total=entry.total,
        outputs=_counted(len(entry.outputs)),
        verbatim=entry.verbatim,
        quoted=entry.quoted,
        rewritten=entry.rewritten,
        over=over,
    )
    yield wrap(told, first=f"{entry.share:>5.0%}  ", rest=" " * 7) + "\n"
    shown = entry.outputs if view.verbose else entry.outputs[:3]
    for one in shown:
        yield _taken(one)
    if len(shown) < len(entry.outputs):
        yield f"{'':>14}{say('and {more} more', more=len(entry.outputs) - len(shown))}\n"


def _taken(one: Taken) -> str:
    return f"{one.share:>12.0%}  {one.date[:10] or say('undated'):<10}  {one_line(one.path)}\n"


def _outputs(audit: Audit, view: View) -> Iterator[str]:
    """Yield the outputs that are denied, and those a person must look at."""
    for effect, title in (
        (Effect.DENY, say("Denied: no right on file covers these.")),
        (Effect.REVIEW, say("A person must look at these.")),
    ):
        found = (item for item in audit.items if item.effect is effect)
        total = audit.totals.deny if effect is Effect.DENY else audit.totals.review
        if total:
            yield f"\n{title}\n"
        for item in found if view.verbose else islice(found, view.most):
            yield from _output(item, view)
        yield from _more(total, view)


def _output(item: Item, view: View) -> Iterator[str]:
    reasons = [one for one in item.reasons if one.effect is item.effect] or list(item.reasons)
    line = f":{reasons[0].line}" if reasons and reasons[0].line else ""
    waived = "" if item.outcome is item.effect else f"  {say('(passes: somebody answers for it)')}"
    yield f"  {one_line(item.path)}{line}  {item.date[:10]}".rstrip() + f"{waived}\n"
    for reason in reasons if view.verbose else reasons[:1]:
        yield from _reason(reason, view)
    rules = dict.fromkeys(f"[{one.rule}]" for one in reasons)
    if not view.verbose and len(rules) > 1:
        yield wrap(say("Also: {rules}", rules=" ".join(list(rules)[1:])), first=" " * 6) + "\n"
    if not reasons:
        yield from (wrap(one.message, first=" " * 6) + "\n" for one in item.questions[:1])


def _reason(reason: Reason, view: View) -> Iterator[str]:
    said = f"{reason.message} [{reason.rule}]" if view.texts else f"{_story(reason.story)} [{reason.rule}]"
    yield wrap(said, first=" " * 6) + "\n"
    if reason.fix and view.verbose and view.texts:
        yield wrap(reason.fix, first=" " * 6 + "-> ") + "\n"


def _more(total: int, view: View, *, whole: bool = False) -> Iterator[str]:
    if total > view.most and not view.verbose and not whole:
        yield f"  {say('and {more} more; --verbose shows all', more=total - view.most)}\n"


def _counted(outputs: int) -> str:
    return say("1 output") if outputs == 1 else say("{outputs} outputs", outputs=outputs)


def _story(story: StoryRef) -> str:
    title = f"'{one_line(story.title)}' [{story.id}]" if story.title else f"[{story.id}]"
    return f"{title} ({story.holder or say('holder unknown')})"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
