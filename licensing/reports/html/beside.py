"""Draft and story side by side: passages numbered, each leading to its counterpart, and the notice's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from licensing.model.decision import DraftDecision, Finding, StoryRef
from licensing.model.document import Document, Span, Story
from licensing.model.effect import Effect, strictest
from licensing.packs.messages import say, sentence
from licensing.reports.html.element import EMPTY, Html, el, join
from licensing.reports.html.marked import Cut, Mark, marked
from licensing.reports.html.page import badge, section, stack

__all__ = ["Shared", "linked", "notices", "shared", "side_by_side"]

KINDS = {
    "verbatim": sentence("word for word"),
    "quote": sentence("quotation"),
    "rewrite": sentence("in other words"),
    "translate": sentence("translation"),
    "summarise": sentence("summary"),
}
DRAFT = Cut(around=250, whole=20_000, most=6_000)
STORY = Cut(around=60, whole=400, most=4_000)
"""Of a story only the passages are shown, with a few words around them."""
NOTICE = Cut(around=160, whole=0, most=1_200)
MOST = 200
"""Passages of one draft that are shown; the text report has them all."""


class Shared(NamedTuple):
    """A passage the findings speak of.

    Attributes:
        number: From 1, in the order of the draft.
        story: The story.
        draft: Where in the draft, as given.
        source: Where in the story, as given.
        manner: How it is taken.
        effect: The strictest effect of the findings on it.
    """

    number: int
    story: StoryRef
    draft: Span
    source: Span | None
    manner: str
    effect: Effect

    @property
    def label(self) -> str:
        """What a reader is told of it, so that no colour is needed."""
        return f"{self.number} · {say(KINDS.get(self.manner, self.manner))}"


def shared(draft: DraftDecision) -> tuple[Shared, ...]:
    """Return the passages of a draft, each once."""
    found: dict[tuple[Span, Span | None, str, StoryRef], list[Finding]] = {}
    for finding in draft.findings:
        if finding.draft is not None:
            found.setdefault((finding.draft, finding.source, finding.manner, finding.story), []).append(finding)
    ordered = sorted(found.items(), key=lambda one: (one[0][0], one[0][3].id))
    return tuple(
        Shared(number, story, span, source, manner, strictest([one.effect for one in findings]))
        for number, ((span, source, manner, story), findings) in enumerate(ordered, 1)
    )


def side_by_side(draft: DraftDecision, passages: Sequence[Shared], prefix: str, *, texts: bool) -> Html:
    """Return the draft beside each story it shares passages with; without texts, a table of their places.

    Args:
        draft: The draft.
        passages: Its passages.
        prefix: What its anchors begin with.
        texts: Whether words are shown.
    """
    told = passages[:MOST]
    more = say("{count} more passages; the text report has them all.", count=len(passages) - MOST)
    left = el("p", more, cls="faint") if len(passages) > MOST else EMPTY
    document = draft.document
    if not told or document is None:
        return EMPTY
    if not texts or not draft.stories:
        return join([_places(document, told), left])
    stories = {story.id: story for story in draft.stories}
    marks = [
        Mark(one.draft, one.manner, one.label, f"{prefix}-d{one.number}", _target(one, stories, prefix)) for one in told
    ]
    ours = el("section", el("h4", say("Draft")), marked(document.raw, marks, DRAFT), cls="side")
    theirs = [
        _story(stories[name], [one for one in told if one.story.id == name], prefix)
        for name in dict.fromkeys(one.story.id for one in told)
        if name in stories
    ]
    return join([_key(told), el("div", ours, el("div", *theirs), cls="beside"), left])


def linked(draft: DraftDecision, passages: Sequence[Shared], *, texts: bool) -> Sequence[Shared]:
    """Return the passages that have an anchor on the page."""
    return passages[:MOST] if texts and draft.stories and draft.document else ()


def _target(one: Shared, stories: Mapping[str, Story], prefix: str) -> str:
    return f"{prefix}-s{one.number}" if one.source and one.story.id in stories else ""


def _key(passages: Sequence[Shared]) -> Html:
    used = dict.fromkeys(one.manner for one in passages)
    items = [el("li", el("mark", say(KINDS.get(manner, manner)), cls=manner)) for manner in used]
    return el("ul", *items, cls="key", aria_label=say("How passages are marked"))


def _story(story: Story, passages: Sequence[Shared], prefix: str) -> Html:
    title = f"{story.title} [{story.id}]" if story.title else story.id
    holder = next((one.story.holder for one in passages if one.story.holder), None) or say("holder unknown")
    marks = [
        Mark(one.source, one.manner, one.label, f"{prefix}-s{one.number}", f"{prefix}-d{one.number}")
        for one in passages
        if one.source
    ]
    head = el("h4", say("Story: {title} ({holder})", title=title, holder=holder))
    return el("section", head, marked(story.document.raw, marks, STORY), cls="side")


def _places(document: Document, passages: Sequence[Shared]) -> Html:
    rows = [
        [
            one.label,
            badge(one.effect),
            document.place(one.draft.start),
            f"{one.story.id}, {one.source.start}-{one.source.end}" if one.source else one.story.id,
        ]
        for one in passages
    ]
    heads = [say("passage"), say("effect"), say("in the draft"), say("in the story (characters)")]
    return stack(say("Where draft and stories share text; the words are left out."), heads, rows)


def notices(draft: DraftDecision) -> Html:
    """Return the notice of each story with the words that decided marked."""
    stories = {story.id: story for story in draft.stories}
    return join(_notices(draft, stories))


def _notices(draft: DraftDecision, stories: dict[str, Story]) -> Iterator[Html]:
    words: dict[str, dict[Span, Finding]] = {}
    for finding in draft.findings:
        if finding.notice and finding.notice.text and finding.effect is not Effect.PERMIT:
            words.setdefault(finding.story.id, {}).setdefault(finding.notice.span, finding)
    for name, found in words.items():
        story = stories.get(name)
        raw = story.document.raw if story else ""
        spans = [
            one.notice.span for one in found.values() if one.notice and raw[slice(*one.notice.span)] == one.notice.text
        ]
        texts = [one.notice.text for one in found.values() if one.notice and one.notice.span not in spans]
        shown = [marked(raw, [Mark(span, "decides") for span in spans], NOTICE)] if spans else []
        shown += [el("p", el("mark", text, cls="decides")) for text in dict.fromkeys(texts)]
        yield section(name, el("blockquote", *shown), level=4)
