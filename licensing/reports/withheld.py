"""A decision without the words of draft, story and notice: whatever is made of it cannot show any.

The texts keep their shape, line by line and byte by byte, so that every place in them stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from licensing.model.decision import Decision, DraftDecision, Finding, Retelling, RuleWords, StoryRef
from licensing.model.document import Document, Story

__all__ = ["withheld"]

_FILLERS = (
    ("[!-\x7f]", "x"),
    ("[\x80-\u07ff]", "\u00b7"),
    ("[\u0800-\uffff]", "\u2026"),
    ("[\U00010000-\U0010ffff]", "\U00010000"),
)
_LEFT_OUT = "\u2026"
_SHOWN = frozenset({"id", "date", "version", "language", "status"})


def withheld(decision: Decision) -> Decision:
    """Return a decision without any words of the texts it is about; headlines are such words, ids are not."""
    return replace(decision, drafts=tuple(map(_draft, decision.drafts)))


def _draft(draft: DraftDecision) -> DraftDecision:
    names = _names(draft)
    checked = draft.checked
    return replace(
        draft,
        findings=tuple(_finding(one, names) for one in draft.findings),
        obligations=tuple(one._replace(message=_named(one.message, names)) for one in draft.obligations),
        questions=tuple(one._replace(message=_named(one.message, names)) for one in draft.questions),
        checked=replace(
            checked,
            not_held=tuple(_named(one, names) for one in checked.not_held),
            declared=tuple(_named(one, names) for one in checked.declared),
            unseen=tuple(_named(one, names) for one in checked.unseen),
        ),
        document=_document(draft.document) if draft.document else None,
        retellings=tuple(map(_retelling, draft.retellings)),
        stories=tuple(map(_story, draft.stories)),
        shared=tuple(one._replace(story=_ref(one.story)) for one in draft.shared),
    )


def _names(draft: DraftDecision) -> Mapping[str, str]:
    """Return every headline a message may name a story by, in its marks, and what stands for it."""
    refs = [*(one.story for one in draft.findings), *(one.story for one in draft.retellings)]
    named = {f"'{ref.title}'": f"'{ref.id}'" for ref in refs if ref.title}
    return named | {f"'{one.title}'": f"'{one.id}'" for one in draft.stories if one.title}


def _named(text: str, names: Mapping[str, str]) -> str:
    for title, name in names.items():
        text = text.replace(title, name)
    return text


def _finding(finding: Finding, names: Mapping[str, str]) -> Finding:
    hidden = {**{words: _around(words) for words in finding.quoted}, **names}
    says = finding.says
    return replace(
        finding,
        message=_named(finding.message, hidden),
        fix=_named(finding.fix, hidden),
        story=_ref(finding.story),
        notice=finding.notice._replace(text="") if finding.notice else None,
        says=RuleWords(*(_named(part, hidden) for part in says)) if says else None,
        quoted=(),
    )


def _around(words: str) -> str:
    """Return marks of quotation without the words between them."""
    return f"{words[0]}{_LEFT_OUT}{words[-1]}"


def _ref(story: StoryRef) -> StoryRef:
    return story._replace(title=None)


def _retelling(one: Retelling) -> Retelling:
    sentences = tuple(pair._replace(text="", words=()) for pair in one.sentences)
    return one._replace(story=_ref(one.story), sentences=sentences)


def _story(story: Story) -> Story:
    return replace(story, document=_document(story.document))


def _document(document: Document) -> Document:
    metadata = {name: value for name, value in document.metadata.items() if name in _SHOWN}
    return replace(
        document,
        raw=_shape(document.raw),
        prose=_shape(document.prose),
        metadata=MappingProxyType(metadata),
        declared=MappingProxyType({}),
        links=(),
        expressions=(),
        reading="",
    )


def _shape(text: str) -> str:
    """Return a text of the same lines and the same bytes, and no words."""
    for characters, filler in _FILLERS:
        text = re.sub(characters, filler, text)
    return text
