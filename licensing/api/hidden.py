"""Words a draft holds and shows to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from licensing.model.decision import Question
from licensing.model.document import Document, Story
from licensing.packs.messages import say, worded

__all__ = ["UNSETTLED", "hidden_words", "unseen", "unshown"]

UNSETTLED = frozenset({"sources-used", "hidden-words", "statements-conflict"})
"""Questions that keep a draft from a permit whatever else is decided."""

_MARKUP = re.compile(r"<[^<>]*>")
_ENOUGH = 8
"""Words from which hidden text could be a taking; a menu's label is none."""


def hidden_words(document: Document) -> int:
    """Return how many words the file holds that no reader sees."""
    return sum(len(_MARKUP.sub(" ", document.raw[span.start : span.end]).split()) for span in document.hidden)


def unseen(stories: Iterable[Story]) -> Iterator[str]:
    """Yield what was not compared of stories because their own markup hides it."""
    for story in stories:
        count = hidden_words(story.document)
        if count >= _ENOUGH:
            title = story.title or story.id
            yield say("{count} words of '{story}' that its own markup hides", count=count, story=title)


def unshown(document: Document) -> Iterator[Question]:
    """Yield a question when a draft hides enough words to be a taking: they were not compared with anything."""
    count = hidden_words(document)
    if count >= _ENOUGH:
        where = document.place(document.hidden[0].start)
        message = say(
            "The draft holds {count} words that its own markup hides from readers ({where}). They were not compared. "
            "Take them out, or show them.",
            count=count,
            where=where,
        )
        yield Question("hidden-words", worded("writer"), message)
