"""What is kept of an answer, and the answer made of it again: texts are taken from their files, never kept.

The draft's text and the stories' are left out. A sentence of a story that stands in an answer is kept as the place it
stands at. Made again, an answer equals the one that was kept; where it would not, there is none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any, NamedTuple

from licensing.api.codec import decode, encode
from licensing.model.decision import DraftDecision, PairedSentences, Retelling
from licensing.model.document import START, Document, Story

__all__ = ["Marked", "kept", "made", "marked"]

_GONE = ""


class Marked(NamedTuple):
    """A story, and what stands for all of it: another text or field has another mark."""

    story: Story
    mark: str


def marked(story: Story) -> Marked:
    """Return a story with its mark."""
    return Marked(story, blake2b(repr(story).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest())


def kept(drafts: Sequence[DraftDecision]) -> bytes | None:
    """Return what is kept of the answers for one file; None when they could not be made again."""
    try:
        data = [_bare(draft) for draft in drafts]
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except (TypeError, ValueError):
        return None


def made(
    answer: bytes, documents: Callable[[], Sequence[Document]], story: Callable[[str], Marked | None]
) -> tuple[DraftDecision, ...] | None:
    """Return answers made again; None when what was kept is damaged, or a story is not what it was.

    Args:
        answer: What `kept` returned.
        documents: Reads the documents of the file.
        story: Returns a story by its id, with its mark; None when there is none.
    """
    try:
        return tuple([_whole(number, data, documents, story) for number, data in enumerate(json.loads(answer))])
    except (ValueError, TypeError, LookupError):
        return None


def _bare(draft: DraftDecision) -> dict[str, Any]:
    stories = {story.id: story for story in draft.stories}
    retellings = tuple([_without_texts(one, stories.get(one.story.id)) for one in draft.retellings])
    return {
        "answer": encode(replace(draft, document=None, stories=(), retellings=retellings)),
        "stories": [[story.id, marked(story).mark] for story in draft.stories],
        "document": draft.document is not None and _is_shown(draft),
    }


def _is_shown(draft: DraftDecision) -> bool:
    """Return whether a report shows a place of the draft: of most drafts, permitted and without findings, none does."""
    document = draft.document
    elsewhere = document is not None and (document.first != START or document.places)
    return bool(draft.findings or draft.retellings or draft.questions or elsewhere)


def _whole(
    number: int,
    data: Mapping[str, Any],
    documents: Callable[[], Sequence[Document]],
    story: Callable[[str], Marked | None],
) -> DraftDecision:
    draft = decode(DraftDecision, data["answer"])
    stories = {id_: _same(story(id_), mark) for id_, mark in data["stories"]}
    return replace(
        draft,
        document=documents()[number] if data["document"] else None,
        stories=tuple(stories.values()),
        retellings=tuple([_with_texts(one, stories.get(one.story.id)) for one in draft.retellings]),
    )


def _same(found: Marked | None, mark: str) -> Story:
    if found is None or found.mark != mark:
        raise LookupError("the story is not what it was")
    return found.story


def _without_texts(retelling: Retelling, story: Story | None) -> Retelling:
    """Return a retelling whose sentences can be read in the story again.

    Raises:
        ValueError: when one cannot.
    """
    pairs = [_pair(pair, story) for pair in retelling.sentences]
    if [pair.text for pair in pairs] != [pair.text for pair in retelling.sentences]:
        raise ValueError("a sentence stands otherwise in its story")
    return retelling._replace(sentences=tuple([pair._replace(text=_GONE) for pair in pairs]))


def _with_texts(retelling: Retelling, story: Story | None) -> Retelling:
    return retelling._replace(sentences=tuple([_pair(pair, story) for pair in retelling.sentences]))


def _pair(pair: PairedSentences, story: Story | None) -> PairedSentences:
    if story is None:
        raise ValueError("a sentence of no story")
    return pair._replace(text=story.document.raw[slice(*pair.source)])
