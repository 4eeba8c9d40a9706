"""What a draft shares with each story, passage by passage, with what each keeps of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from licensing.api.stories import Held
from licensing.matching.compare import Prepared
from licensing.matching.measured import measured
from licensing.model.decision import Shared, StoryRef
from licensing.model.document import Document
from licensing.model.passage import Part, Passage

__all__ = ["shared"]


def shared(held: Sequence[Held], draft: Prepared, document: Document) -> Iterator[Shared]:
    """Yield what the draft shares with each story that is charged with a passage.

    Args:
        held: The stories, every passage charged to one of them.
        draft: The draft as it was compared.
        document: The draft; spans are those of its text and the story's as given.
    """
    for one in held:
        if one.prepared is not None and one.match.passages:
            found = measured(one.match.comparison, draft, one.prepared)
            story = one.story.document
            passages = tuple(_given(passage, document, story) for passage in found.passages)
            if found.measures is not None:
                yield Shared(
                    StoryRef(one.story.id, one.story.title, one.holder), found.rewrite, found.measures, passages
                )


def _given(passage: Passage, document: Document, story: Document) -> Passage:
    """Return a passage with its spans in the texts as given."""
    quotation = passage.quotation
    return replace(
        passage,
        draft=document.raw_span(passage.draft),
        source=story.raw_span(passage.source),
        quotation=quotation._replace(span=document.raw_span(quotation.span)) if quotation else None,
        parts=tuple(
            Part(document.raw_span(part.draft), story.raw_span(part.source), part.likeness) for part in passage.parts
        ),
    )
