"""The main job: may this draft go out?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from licensing.api.answer import (
    checked,
    claims,
    disputed,
    doubts,
    held_back,
    mismatches,
    placed,
    story_words,
    told,
    unowned,
)
from licensing.api.archive import Archive, as_document, as_documents
from licensing.api.beside import beside
from licensing.api.charge import charged
from licensing.api.common import common
from licensing.api.hidden import UNSETTLED, unshown
from licensing.api.measure import takings
from licensing.api.parts import parts
from licensing.api.quotations import misquotations
from licensing.api.reading import story_terms, terms_of
from licensing.api.retellings import retellings
from licensing.api.rules import Desk, desk
from licensing.api.shared import shared
from licensing.api.stories import Held, held_against
from licensing.api.translations import translations
from licensing.decision.combine import Verdict
from licensing.decision.decide import StoryCase, decide
from licensing.documents import read as documents
from licensing.errors import ConfigError, InputError
from licensing.matching import compare as matching
from licensing.matching.measured import measured
from licensing.model.decision import Decision, DraftDecision, Finding, Trouble
from licensing.model.document import Document, Story
from licensing.model.effect import Effect, strictest
from licensing.model.passage import Comparison
from licensing.model.plan import Plan
from licensing.model.terms import Terms
from licensing.packs import plans
from licensing.packs.parties import party_key
from licensing.packs.store import rulebook

__all__ = ["check", "check_files", "compare", "read_notice", "read_story_notice"]

Source = str | Path | Document | Story


def read_notice(text: str) -> Terms:
    """Return what a notice, or the notice in a longer text, says. Spans are code points of the text as given."""
    return terms_of(text, rulebook())


def read_story_notice(path: Path) -> Terms:
    """Return what the notice of a story in a file says, metadata included; spans are those of the file's text.

    Raises:
        InputError: when the file cannot be read.
    """
    document = documents.read(path)
    terms = story_terms(document, rulebook())
    return replace(
        terms,
        spans=tuple(map(document.raw_span, terms.spans)),
        holders=tuple(map(document.raw_span, terms.holders)),
        unread=tuple(map(document.raw_span, terms.unread)),
    )


def compare(draft: str, source: str, *, measure: bool = False) -> Comparison:
    """Return what a draft has in common with a source; offsets are code points of the texts as given.

    Args:
        draft: What is planned to go out.
        source: A protected text.
        measure: Measure too what each passage, and the draft as a whole, keeps of the source.
    """
    here, there = matching.prepare(draft), matching.prepare(source)
    found = matching.compare(here, there)
    return measured(found, here, there) if measure else found


def check(
    draft: str | Path | Document,
    *,
    plan: Plan | str | Path | Mapping[str, object] | None = None,
    sources: Sequence[Source] = (),
    archive: Archive | str | Path | None = None,
    house: str = "default",
    earlier: Sequence[str | Path | Document] = (),
) -> Decision:
    """Decide whether a draft may go out.

    Args:
        draft: Its text, its path or a document.
        plan: What the desk declares: a plan, the path of its file, or values by their names in a plan file.
        sources: Stories at hand: texts, paths, documents or stories.
        archive: Protected stories kept, or the path they are kept at.
        house: The house policy, by the name of its pack.
        earlier: What went out before: texts, paths or documents. What they and the draft take from one story is one
            use of it.

    Returns:
        A decision on one draft. A draft that cannot be read is in its `errors`.

    Raises:
        ConfigError: when there is nothing to compare with, or the plan cannot be used.
        InputError: when a source cannot be read.
        ArchiveError: when the archive cannot be searched.
        PackError: when the rule packs are broken.
    """
    ready = desk(house)
    if isinstance(plan, str | Path):
        plan = plans.read(Path(plan), ready.book)
    elif isinstance(plan, Mapping):
        plan = plans.from_mapping(plan, ready.book, "the caller")
    kept = archive if isinstance(archive, Archive | None) else Archive.open(archive, create=False, read_only=True)
    with kept if kept is not None and kept is not archive else nullcontext():
        return _Check(ready, plan or Plan(), sources, kept, earlier).run([draft])


def check_files(
    drafts: Sequence[Path],
    *,
    sources: Sequence[Path] = (),
    archive: str | Path | None = None,
    plan: Path | None = None,
    overrides: Mapping[str, object] | None = None,
    house: str | None = None,
    earlier: Sequence[Path] = (),
) -> Decision:
    """Decide on drafts in files and folders, as the command line does; one bad draft stops none of the others.

    Args:
        drafts: Files and folders.
        sources: Stories at hand, in files and folders.
        archive: An archive of stories: a path, or an address that names a backend.
        plan: A plan file.
        overrides: Values that overrule the plan, by their names in a plan file.
        house: The house policy, by the name of its pack.
        earlier: What went out before, in files and folders.

    Raises:
        LicensingError: when nothing can be checked: no source, a broken plan, archive or pack.
    """
    ready = desk(house or "default")
    base = plans.read(plan, ready.book) if plan else None
    whole = plans.from_mapping(overrides or {}, ready.book, "flags", base)
    kept = Archive.open(archive, create=False, read_only=True) if archive else None
    with kept or nullcontext():
        found = documents.expand(earlier) if earlier else ()
        return _Check(ready, whole, documents.expand(sources), kept, found).run(documents.expand(drafts))


class _Check:
    """One run: a plan, and what drafts are held against."""

    def __init__(
        self,
        ready: Desk,
        plan: Plan,
        sources: Sequence[Source],
        archive: Archive | None,
        earlier: Sequence[str | Path | Document] = (),
    ) -> None:
        if not sources and archive is None:
            raise ConfigError("There is nothing to compare with. Name a story (--source) or an archive (--archive).")
        self._desk = ready
        self._plan = plan
        self._archive = archive
        self._sources = [
            one for source in sources for one in (as_documents(source) if isinstance(source, Path) else [source])
        ]
        self._earlier = [matching.prepare(as_document(one).prose) for one in earlier]
        self._paths = {source.resolve() for source in sources if isinstance(source, Path)}

    def run(self, drafts: Iterable[str | Path | Document]) -> Decision:
        decided: list[DraftDecision] = []
        errors: list[Trouble] = []
        for draft in drafts:
            try:
                found = self._read(draft)
            except InputError as error:
                errors.append(_trouble(error, draft))
                continue
            for document in found:
                try:
                    decided.append(self._draft(document))
                except (InputError, ConfigError) as error:
                    errors.append(_trouble(error, draft))
        return Decision(tuple(decided), tuple(errors))

    def _read(self, draft: str | Path | Document) -> tuple[Document, ...]:
        if isinstance(draft, Path) and draft.resolve() in self._paths:
            raise InputError(
                "The draft is one of its own sources. Name the story it was written from.", path=str(draft)
            )
        return as_documents(draft)

    def _draft(self, document: Document) -> DraftDecision:
        prepared = matching.prepare(document.prose, blockquotes=document.blockquotes)
        named = (*self._plan.sources, *(self._plan.sources_used or ()))
        found = held_against(prepared, document.prose, self._sources, self._archive, named, self._desk, self._earlier)
        review = self._desk.rules.numbers["rewrite-review-from"]
        beforehand = common(list(found))
        held = charged(beside(beforehand, prepared, review), prepared.words, self._plan, self._desk.book)
        own = plans.tighten(self._plan, document.declared, self._desk.book, document.name)
        ways = [plan for plan in (self._plan, own) if plan is not None]
        verdicts = [verdict for plan in ways for verdict in self._verdicts(document, prepared, held, plan)]
        explanation = told(verdicts, {one.story.id: story_words(one, self._plan) for one in held}, self._desk.wording)
        settle = list(unowned(verdicts))
        asked = doubts(held, self._plan, own, self._desk.book, searched=self._archive is not None)
        questions = (
            *dict.fromkeys(question for _, question in settle),
            *explanation.questions,
            *asked,
            *disputed(held, verdicts),
            *unshown(document),
        )
        floor = Effect.REVIEW if any(question.fact in UNSETTLED for question in questions) else Effect.PERMIT
        asked_of = [*(finding for finding, _ in settle), *self._noticed(beforehand, prepared)]
        effects = [floor, *(verdict.effect for verdict in verdicts), *(finding.effect for finding in asked_of)]
        findings = dict.fromkeys([*explanation.findings, *asked_of, *mismatches(verdicts, self._plan)])
        stories = {one.story.id: one.story for one in held}
        return DraftDecision(
            path=document.name,
            effect=strictest(effects),
            findings=tuple(placed(finding, document, stories[finding.story.id]) for finding in findings),
            obligations=explanation.obligations,
            questions=questions,
            checked=checked(held, verdicts, self._plan, self._archive, len(self._sources)),
            document=document,
            retellings=tuple(retellings(held, verdicts, prepared, document)),
            shared=tuple(shared(held, prepared, document)),
        )

    def _noticed(self, held: Sequence[Held], prepared: matching.Prepared) -> Iterator[Finding]:
        own, searched = party_key(self._plan.publisher or "", self._desk.book), self._archive is not None
        yield from misquotations(held, prepared, self._plan, len(self._sources), own=own, searched=searched)
        yield from translations(held, prepared, self._plan, own)

    def _verdicts(
        self, document: Document, prepared: matching.Prepared, held: Sequence[Held], plan: Plan
    ) -> Iterator[Verdict]:
        publisher = party_key(plan.publisher, self._desk.book) if plan.publisher else None
        judged = parts(held, plan, self._desk.book)
        measured = takings(document, prepared.words, [part.judged(self._desk.book) for part in judged])
        cases = []
        for part, taken in zip(judged, measured, strict=True):
            known = part.known(plan, publisher, self._desk.book)
            claimed = claims(part, plan, self._desk.book, document, searched=self._archive is not None)
            cases.append(StoryCase(part.terms, known, (*taken, *claimed), guards=part.held.guards))
        yield from map(held_back, decide(plan, cases, self._desk.rules, publisher))


def _trouble(error: InputError | ConfigError, draft: str | Path | Document) -> Trouble:
    return Trouble(error.path or (str(draft) if isinstance(draft, Path) else "<text>"), str(error))
