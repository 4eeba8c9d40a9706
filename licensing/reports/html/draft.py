"""One draft on the page: the effect, what to do first, both texts, the reasons, questions, what was checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from licensing.model.decision import DraftDecision, Finding, Retelling
from licensing.model.effect import Effect
from licensing.packs.messages import say, worded
from licensing.reports import standing
from licensing.reports.html.beside import Shared, linked, notices, shared, side_by_side
from licensing.reports.html.element import EMPTY, Html, el, join
from licensing.reports.html.page import badge, cites, section, stack
from licensing.reports.places import Places
from licensing.reports.retelling import meaning
from licensing.reports.words import use

__all__ = ["draft_part"]

STEPS = 5
"""What to do first: so many ways out."""
QUOTED = 2
"""Ways out of a quotation that are told first: a licence, and what the right to quote lacks. Of anything else taken
only the first is: a credit does not mend it."""


def draft_part(draft: DraftDecision, prefix: str, *, texts: bool) -> Html:
    """Return the part of the page on one draft.

    Args:
        draft: The draft.
        prefix: Its anchor, and what those inside it begin with.
        texts: Whether words of draft, story and notice are shown.
    """
    passages = shared(draft)
    head = el("h2", badge(draft.effect), " ", el("bdi", draft.path), id=f"{prefix}-title")
    parts = [
        head,
        el("p", standing.headline(draft)),
        _first(draft),
        section(say("Draft and story side by side"), side_by_side(draft, passages, prefix, texts=texts)),
        section(say("The words of the notice that decided"), notices(draft) if texts else EMPTY),
        section(say("Why"), *_reasons(draft, linked(draft, passages, texts=texts), prefix)),
        section(say("How the rewriting score came about"), *map(_retelling, draft.retellings)),
        section(say("Questions, and who can answer them"), _questions(draft)),
        section(say("What somebody answers for"), _list([*standing.answered(draft), *draft.notes])),
        section(
            say("To be done after publication"), _list([f"{one.message} [{one.rule}]" for one in draft.obligations])
        ),
        section(say("What was checked"), _checked(draft)),
    ]
    return el("section", *parts, cls="draft", id=prefix, aria_labelledby=f"{prefix}-title")


def _first(draft: DraftDecision) -> Html:
    """Return what to do first: the ways out of the strictest reasons."""
    held = [one for one in draft.findings if one.effect is draft.effect and not standing.let_pass(one, draft)]
    if draft.effect is Effect.PERMIT or not (held or draft.questions):
        return EMPTY
    asked = [f"{one.who}: {one.message}" for one in draft.questions] if draft.effect is Effect.REVIEW else []
    ways: dict[tuple[str, str], dict[str, None]] = {}
    for one in held:
        told = ways.setdefault((one.story.id, one.manner), {})
        if one.fix and len(told) < (QUOTED if one.manner == "quote" else 1):
            told[one.fix] = None
    steps = list(dict.fromkeys([*asked, *(fix for told in ways.values() for fix in told)]))[:STEPS]
    if not steps:
        return EMPTY
    items = el("ol", *(el("li", step) for step in steps))
    return el("div", el("h3", say("What to do first")), items, cls="first")


def _reasons(draft: DraftDecision, passages: Sequence[Shared], prefix: str) -> Iterator[Html]:
    """Yield a table of reasons for each use; a reason is told once, however many passages it speaks of."""
    anchors = {(one.draft, one.source, one.manner, one.story): one.number for one in passages}
    places = Places(draft.document)
    uses: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in draft.findings:
        title = finding.story.title or finding.story.id
        uses.setdefault((title, finding.action, finding.manner), []).append(finding)
    for (title, action, manner), findings in uses.items():
        told: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            told.setdefault((finding.rule, finding.message), []).append(finding)
        rows = []
        for same in told.values():
            numbers = [anchors.get((one.draft, one.source, one.manner, one.story)) for one in same if one.draft]
            rows.append(_reason(same, [number for number in numbers if number], prefix, places))
        caption = f"{title}: {use(action, manner)}"
        yield stack(caption, [say("effect"), say("reason"), say("way out")], rows)


def _reason(same: list[Finding], numbers: list[int], prefix: str, places: Places) -> list[str]:
    finding = same[0]
    links = [el("a", str(number), href=f"#{prefix}-d{number}") for number in numbers[:10]]
    where = (
        el("div", say("Passage"), " ", *(part for link in links for part in (link, " ")), cls="rule")
        if links
        else EMPTY
    )
    region, name = places.region(finding), places.name(finding)
    if region is not None:
        name = say("line {line}, column {column}", line=region.start.line, column=region.start.column)
    if not links and name:
        where = el("div", name, cls="rule")
    authority = [part for one in finding.authority for part in (join(["; "]), cites(one.cite, one.source))][1:]
    behind = el("div", el("code", finding.rule), " ", *authority, cls="rule")
    waiver = el("div", standing.waived(finding.waiver), cls="rule") if finding.waiver else EMPTY
    return [badge(finding.effect), join([finding.message, where, behind, waiver]), finding.fix or say("none by itself")]


def _retelling(one: Retelling) -> Html:
    name = one.story.title or one.story.id
    score = say(
        "{story}: rewriting score {score}: {meaning}.", story=name, score=f"{one.score:.2f}", meaning=meaning(one.score)
    )
    rows = [[worded(each.measure), f"{each.value:.2f}", f"{each.above:+.1f}"] for each in one.measures]
    heads = [say("measure"), say("value"), say("standard deviations above independent reports")]
    return join([el("p", score), stack(say("What the score rests on"), heads, rows)])


def _questions(draft: DraftDecision) -> Html:
    rows = [[one.who, one.message, el("code", one.fact)] for one in draft.questions]
    return stack(say("Answers stand in the plan"), [say("who"), say("question"), say("fact")], rows)


def _checked(draft: DraftDecision) -> Html:
    checked = draft.checked
    inner = [
        el("p", say("Checked: {seen}.", seen=standing.seen(checked))),
        el("p", say("Not checked: {unseen}.", unseen=standing.unseen(checked))),
        section(say("Shared, and not held against the draft"), _list(checked.not_held), level=4),
        section(say("Taken on somebody's word"), _list(checked.declared), level=4),
    ]
    return join(inner)


def _list(items: list[str] | tuple[str, ...]) -> Html:
    return el("ul", *(el("li", one) for one in items)) if items else EMPTY
