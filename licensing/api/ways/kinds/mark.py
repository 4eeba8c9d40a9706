"""Put words taken word for word between quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from licensing.api.ways.kinds import register
from licensing.api.ways.scene import Change, Scene
from licensing.model.document import Document, Span
from licensing.model.explanation import Edit
from licensing.model.passage import PassageKind
from licensing.packs.messages import say
from licensing.text.sentences import paragraphs

__all__ = ["propose"]

STOPS = ".,!?…"


@register("mark", effort=3, textual=True)
def propose(scene: Scene) -> Iterator[Change]:
    """Propose to mark all the words taken word for word from a story."""
    for verdict in scene.stopped("verbatim"):
        taken = [one.draft for one in verdict.use.taking.passages if one.kind is PassageKind.VERBATIM]
        if taken:
            edits = [edit for span in taken for edit in _marked(scene.document, span)]
            count = sum(one.words for one in verdict.use.taking.passages)
            what = say(
                "Mark the {words} words of '{story}' as a quotation.",
                words=count,
                story=verdict.use.taking.story.title or verdict.use.taking.story.id,
            )
            yield scene.rewrite("mark", what, edits)


def _marked(document: Document, span: Span) -> Iterator[Edit]:
    """Yield the marks around a stretch, around each of its paragraphs where it has several."""
    prose = document.prose
    for piece in paragraphs(prose[span.start : span.end]):
        start, end = span.start + piece.start, span.start + piece.end
        if end < len(prose) and prose[end] in STOPS:
            end += 1
        raw = document.raw_span(Span(start, end))
        yield Edit(Span(raw.start, raw.start), "“")
        yield Edit(Span(raw.end, raw.end), "”")
