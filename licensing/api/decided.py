"""Decide on many drafts under the same terms, or take the answers of an earlier run where nothing has changed."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from licensing.api.archive import Archive
from licensing.api.cache import Cache
from licensing.api.gate import Check
from licensing.api.given import Given, given, require_other
from licensing.api.kept import Marked, kept, made, marked
from licensing.api.rules import desk
from licensing.api.stories import named_story
from licensing.documents import read as documents
from licensing.errors import InputError
from licensing.model.config import NO_TRUST, Trust
from licensing.model.decision import Decision, DraftDecision, Trouble
from licensing.model.document import Document, Story
from licensing.model.plan import Plan
from licensing.packs.messages import spoken
from licensing.packs.store import rulebook

__all__ = ["Deciding", "Terms"]

FORM = 1
"""The version of what is kept of an answer; part of every key."""
_AGREED = "agreements"


class Terms(NamedTuple):
    """What drafts are judged by.

    Attributes:
        plan: What the desk declares.
        house: The house policy.
        sources: Stories at hand.
        earlier: What went out before.
        archive: Stories kept.
        trust: What of a draft's front matter counts.
    """

    plan: Plan
    house: str = "default"
    sources: tuple[Given, ...] = ()
    earlier: tuple[Given, ...] = ()
    archive: Archive | None = None
    trust: Trust = NO_TRUST


class Deciding:
    """One run over drafts. What is slow to make ready is made when the first draft needs it."""

    def __init__(self, terms: Terms, kept_answers: Cache | None = None) -> None:
        self._terms = terms
        self._paths = {source.path.resolve() for source in terms.sources if source.path}
        # An archive that cannot tell whether it changed: nothing is taken from an earlier run.
        unsure = terms.archive is not None and not terms.archive.state()
        self._cache = None if unsure else kept_answers
        self._met: dict[str, Marked | None] = {}

    def run(self, drafts: Iterable[Path | Given]) -> Decision:
        """Decide on drafts, one after another; one that cannot be checked stops no other.

        Raises:
            LicensingError: when nothing can be checked: no source, a source that cannot be read, a broken pack.
        """
        decided: list[DraftDecision] = []
        errors: list[Trouble] = []
        for draft in drafts:
            try:
                one = draft if isinstance(draft, Given) else given(draft)
                require_other(one.path, self._paths)
            except InputError as error:
                errors.append(Trouble(error.path or str(draft), str(error)))
                continue
            answers = self._answers(one)
            decided += answers.drafts
            errors += answers.errors
        return Decision(tuple(decided), tuple(errors))

    def mark(self) -> str:
        """Return what names everything answers rest on beside the drafts themselves; empty when nothing can."""
        unsure = self._terms.archive is not None and not self._terms.archive.state()
        return "" if unsure else self._common.hexdigest()

    def _answers(self, draft: Given) -> Decision:
        if self._cache is None:
            return self.check.run([draft])
        key = self._key(draft)
        answer = self._cache.get(key)
        if answer is not None:
            again = made(answer, lambda: documents.items(draft.data, name=draft.name), self._story)
            if again is not None:
                return Decision(again)
        decision = self.check.run([draft])
        if not decision.errors and not self._rests_on_more(decision.drafts):
            new = kept(decision.drafts)
            if new is not None:
                self._cache.put(key, new)
        return decision

    def _rests_on_more(self, drafts: Sequence[DraftDecision]) -> bool:
        """Return whether front matter that counts names files: these are no part of the key."""
        trusted = _AGREED in self._terms.trust.facts
        return trusted and any(draft.document and _AGREED in draft.document.declared for draft in drafts)

    @cached_property
    def check(self) -> Check:
        """What decides on one draft."""
        terms = self._terms
        return Check(
            desk(terms.house),
            terms.plan,
            self._sources,
            terms.archive,
            [document for one in terms.earlier for document in documents.items(one.data, name=one.name)],
            terms.trust,
        )

    @cached_property
    def _sources(self) -> list[Document]:
        return [document for one in self._terms.sources for document in documents.items(one.data, name=one.name)]

    @cached_property
    def _stories(self) -> dict[str, Story]:
        """The stories at hand by their ids; of two with one id the first, and it is asked for what it was."""
        found: dict[str, Story] = {}
        for number, document in enumerate(self._sources, 1):
            story = named_story(document, number)
            found.setdefault(story.id, story)
        return found

    def _story(self, id_: str) -> Marked | None:
        if id_ not in self._met:
            archive = self._terms.archive
            story = self._stories.get(id_) or (next(iter(archive.named([id_])), None) if archive else None)
            self._met[id_] = marked(story) if story else None
        return self._met[id_]

    def _key(self, draft: Given) -> bytes:
        mark = self._common.copy()
        mark.update(f"{len(draft.name)} {draft.name}\0".encode("utf-8", "surrogatepass"))
        mark.update(draft.data)
        return mark.digest()

    @cached_property
    def _common(self) -> blake2b:
        mark = blake2b(digest_size=32)
        for part in self._parts():
            mark.update(f"{len(part)} {part}\0".encode("utf-8", "surrogatepass"))
        return mark

    def _parts(self) -> Iterator[str]:
        """Yield all an answer rests on beside the draft itself."""
        terms = self._terms
        yield f"{FORM} {_program()} {rulebook().digest} {spoken()} {terms.house}"
        yield repr(terms.plan)
        yield repr((sorted(terms.trust.facts), sorted(terms.trust.fixed)))
        yield f"{terms.archive.name} {terms.archive.state()}" if terms.archive else ""
        for several in (terms.sources, terms.earlier):
            yield str(len(several))
            for one in several:
                yield f"{one.name} {blake2b(one.data, digest_size=32).hexdigest()}"


@cache
def _program() -> str:
    """Return what stands for the code that decides: our own, byte for byte, and the versions of what it is built on."""
    mark = blake2b(f"{sys.version} {unicodedata.unidata_version}".encode(), digest_size=32)
    package = Path(__file__).parent.parent
    for path in sorted(package.rglob("*.py")):
        mark.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    for name, number in _libraries():
        mark.update(f"\0{name} {number}".encode())
    return mark.hexdigest()


def _libraries() -> Iterator[tuple[str, str]]:
    """Yield every library we may use that is installed, and its version: another reads a file otherwise."""
    import re  # noqa: PLC0415 - needed only where answers are kept
    from importlib.metadata import PackageNotFoundError, requires, version  # noqa: PLC0415 - likewise

    try:
        needed = requires("newsroom-licensing") or ()
    except PackageNotFoundError:
        needed = ()
    for name in sorted({found[0] for one in needed if (found := re.match(r"[\w.-]+", one))}):
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "-"
