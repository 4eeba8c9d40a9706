"""Take out the sentences that take from a story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from licensing.api.ways.kinds import register
from licensing.api.ways.scene import Change, Scene, merged
from licensing.model.document import Document, Span
from licensing.model.explanation import Edit
from licensing.packs.messages import say
from licensing.text.sentences import sentences

__all__ = ["propose"]

EACH = 4
"""Passages of a story that are tried one by one."""


@register("remove", effort=6, textual=True, opens=False)
def propose(scene: Scene) -> Iterator[Change]:
    """Propose to take out what is taken of a story: a single passage of few, all of them, and all of every story."""
    stories: dict[str, list[Span]] = {}
    names: dict[str, str] = {}
    for verdict in scene.stopped():
        taking = verdict.use.taking
        spans = [one.draft for one in taking.passages]
        if spans:
            stories.setdefault(taking.story.id, []).extend(spans)
            names[taking.story.id] = taking.story.title or taking.story.id
    around = _Sentences(scene.document)
    for story, spans in stories.items():
        distinct = sorted(set(spans))
        groups = [[span] for span in distinct] if 1 < len(distinct) <= EACH else []
        for group in (*groups, distinct):
            yield _without(scene, around, group, names[story])
    if len(stories) > 1:
        every = sorted({span for spans in stories.values() for span in spans})
        yield _without(scene, around, every, ", ".join(names.values()))


def _without(scene: Scene, around: _Sentences, spans: Sequence[Span], story: str) -> Change:
    document = scene.document
    edits = [Edit(_whole(document, document.raw_span(span)), "") for span in around.of(spans)]
    count = len(edits)
    if count == 1:
        what = say("Take the passage from '{story}' out, with the sentences it stands in.", story=story)
    else:
        what = say("Take {count} stretches that take from '{story}' out.", count=count, story=story)
    return scene.rewrite("remove", what, [Edit(span, "") for span in merged([edit.span for edit in edits])])


class _Sentences:
    def __init__(self, document: Document) -> None:
        self._spans = sentences(document.prose)

    def of(self, spans: Sequence[Span]) -> list[Span]:
        """Return the sentences some stretches reach into, put together."""
        found = []
        for span in spans:
            touched = [one for one in self._spans if one.start < span.end and span.start < one.end] or [span]
            found.append(Span(min(touched[0].start, span.start), max(touched[-1].end, span.end)))
        return merged(found)


def _whole(document: Document, span: Span) -> Span:
    """Return a stretch with the rest of a Markdown link it breaks into."""
    raw = document.raw
    start, end = span
    if document.format == "markdown":
        if raw[start - 1 : start] == "[":
            start -= 1
        if raw[end : end + 2] == "](":
            closing = raw.find(")", end)
            end = closing + 1 if closing >= 0 else end
    while raw[end : end + 1] == " ":
        end += 1
    return Span(start, end)
