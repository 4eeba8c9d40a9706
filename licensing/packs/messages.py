"""What the house says to people, in their language.

Code writes its sentences in English: `say("Shares {words} words with {story}.", words=34, story="ferry")`. A catalogue,
one file a language in `rules/messages`, says each of them, and what rules say, in another language; a sentence it lacks
stays English. No decision ever looks at a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple

from licensing.errors import ConfigError

if TYPE_CHECKING:
    from licensing.packs.store import Rulebook

__all__ = ["ENGLISH", "Catalogue", "catalogue", "languages", "say", "sentence", "speak", "speaking", "spoken", "worded"]

ENGLISH = "en"


class Catalogue(NamedTuple):
    """The sentences of one language.

    Attributes:
        language: As `tr`.
        sentences: English template -> template in this language, with the same `{names}`.
    """

    language: str = ENGLISH
    sentences: Mapping[str, str] = {}


_SPOKEN: ContextVar[Catalogue] = ContextVar("spoken", default=Catalogue())  # noqa: B039 - never changed


def say(template: str, /, **values: object) -> str:
    """Return a sentence in the language spoken, its `{names}` filled."""
    spoken = _SPOKEN.get().sentences.get(template, template)
    return spoken.format(**values) if values else spoken


def worded(template: str) -> str:
    """Return what a pack says - a rule's message, a label, a question - in the language spoken, its `{names}` left."""
    return _SPOKEN.get().sentences.get(template, template)


def sentence(template: str) -> str:
    """Return a sentence as it is: a mark that a catalogue must have it, for one that is said in another place."""
    return template


def spoken() -> str:
    """Return the language spoken, as `en`."""
    return _SPOKEN.get().language


def languages(book: Rulebook) -> tuple[str, ...]:
    """Return the languages there are, English first."""
    return (ENGLISH, *sorted(pack.partition("/")[2] for pack in book.data.get("messages", {})))


def catalogue(language: str, book: Rulebook) -> Catalogue:
    """Return the sentences of a language.

    Raises:
        ConfigError: when there is none of that name.
    """
    if language == ENGLISH:
        return Catalogue()
    known = languages(book)
    if language not in known:
        raise ConfigError(f"There are no messages in '{language}'. Choose one of: {', '.join(known)}.")
    data: Mapping[str, Any] = book.pack(f"messages/{language}")
    return Catalogue(language, data["sentences"])


def speak(spoken: Catalogue) -> None:
    """Say everything in a language from now on."""
    _SPOKEN.set(spoken)


@contextmanager
def speaking(spoken: Catalogue) -> Iterator[None]:
    """Say everything in a language for a while."""
    token = _SPOKEN.set(spoken)
    try:
        yield
    finally:
        _SPOKEN.reset(token)
