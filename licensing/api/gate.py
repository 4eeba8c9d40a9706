"""The main job: may this draft go out?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

from licensing.api.answer import (
    claims,
    disputed,
    doubts,
    held_back,
    mismatches,
    story_words,
    told,
    unowned,
)
from licensing.api.archive import Archive, as_document, as_documents
from licensing.api.beside import beside
from licensing.api.charge import charged
from licensing.api.common import common
from licensing.api.earlier import Earlier, texts, with_others
from licensing.api.fingerprints import digest
from licensing.api.floor import floor
from licensing.api.given import Given, given, require_other
from licensing.api.hidden import unshown
from licensing.api.measure import takings
from licensing.api.parts import parts
from licensing.api.placed import placed
from licensing.api.quotations import misquotations
from licensing.api.retellings import retellings
from licensing.api.rules import Desk, desk
from licensing.api.seen import checked
from licensing.api.shared import shared
from licensing.api.stories import Held, held_against
from licensing.api.translations import translations
from licensing.api.weighed import Weighed
from licensing.decision.combine import Verdict
from licensing.decision.decide import StoryCase, decide
from licensing.documents import read as documents
from licensing.errors import ConfigError, InputError
from licensing.matching import compare as matching
from licensing.model.config import NO_TRUST, Trust
from licensing.model.decision import Checked, Decision, DraftDecision, Finding, Trouble
from licensing.model.document import Document, Story
from licensing.model.effect import strictest
from licensing.model.plan import Plan
from licensing.packs import plans
from licensing.packs.messages import catalogue, say, speaking
from licensing.packs.parties import party_key

__all__ = ["Check", "Weighed", "check", "check_files", "opened"]

Source = str | Path | Document | Story


def check(
    draft: str | Path | Document,
    *,
    plan: Plan | str | Path | Mapping[str, object] | None = None,
    sources: Sequence[Source] = (),
    archive: Archive | str | Path | None = None,
    house: str = "default",
    earlier: Sequence[str | Path | Document] = (),
    language: str | None = None,
) -> Decision:
    """Decide whether a draft may go out.

    Args:
        draft: Its text, its path or a document.
        plan: What the desk declares: a plan, the path of its file, or values by their names in a plan file.
        sources: Stories at hand: texts, paths, documents or stories.
        archive: Protected stories kept, or the path they are kept at.
        house: The house policy, by the name of its pack.
        earlier: Texts, paths or documents that went out before. What all of them take from a story is one use of it.
        language: The language of its messages, as `tr`; by default the one spoken.

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
    told = speaking(catalogue(language, ready.book)) if language else nullcontext()
    with told, kept if kept is not None and kept is not archive else nullcontext():
        return Check(ready, plan or Plan(), sources, kept, earlier).run([draft])


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
    with opened(sources, archive, plan, overrides, house, earlier) as one:
        return one.run(documents.expand(drafts))


@contextmanager
def opened(  # noqa: PLR0917 - what drafts are held against
    sources: Sequence[Path],
    archive: str | Path | None,
    plan: Path | None,
    overrides: Mapping[str, object] | None,
    house: str | None,
    earlier: Sequence[Path],
) -> Iterator[Check]:
    """Make a run ready, with its archive open; arguments and errors as for `check_files`."""
    ready = desk(house or "default")
    base = plans.read(plan, ready.book) if plan else None
    whole = plans.from_mapping(overrides or {}, ready.book, "flags", base)
    kept = Archive.open(archive, create=False, read_only=True) if archive else None
    with kept or nullcontext():
        found = documents.expand(earlier) if earlier else ()
        yield Check(ready, whole, documents.expand(sources), kept, found)


class Check:
    """One run: a plan, and what drafts are held against."""

    def __init__(  # noqa: PLR0917 - what drafts are held against
        self,
        ready: Desk,
        plan: Plan,
        sources: Sequence[Source],
        archive: Archive | None,
        earlier: Sequence[str | Path | Document] = (),
        trust: Trust = NO_TRUST,
    ) -> None:
        if not sources and archive is None:
            raise ConfigError(
                say("There is nothing to compare with. Name a story (--source) or an archive (--archive).")
            )
        self.desk = ready
        self.plan = plan
        self._trust = trust
        self._archive = archive
        self._sources = [
            one for source in sources for one in (as_documents(source) if isinstance(source, Path) else [source])
        ]
        self._earlier = texts([matching.prepare(as_document(one).prose) for one in earlier])
        self._paths = {source.resolve() for source in sources if isinstance(source, Path)}

    def run(self, drafts: Iterable[str | Path | Document | Given]) -> Decision:
        """Decide on drafts, one after another; one that cannot be checked stops no other."""
        decided: list[DraftDecision] = []
        errors: list[Trouble] = []
        for draft in drafts:
            try:
                found, mark = self.read(draft)
            except InputError as error:
                errors.append(_trouble(error, draft))
                continue
            for document in found:
                try:
                    decided.append(replace(self.weigh(document).decision, digest=mark))
                except (InputError, ConfigError) as error:
                    errors.append(_trouble(error, draft))
        return Decision(tuple(decided), tuple(errors))

    def read(self, draft: str | Path | Document | Given) -> tuple[tuple[Document, ...], str]:
        """Return the documents of a draft, and the digest of the very bytes they were read from.

        Raises:
            InputError: when it cannot be read, or is one of the stories it is held against.
        """
        require_other(draft if isinstance(draft, Path) else None, self._paths)
        if isinstance(draft, Path):
            draft = given(draft)
        if isinstance(draft, Given):
            return documents.items(draft.data, name=draft.name), digest(draft.data)
        document = as_document(draft)
        return (document,), digest(document.raw)

    def weigh(self, document: Document, plan: Plan | None = None, earlier: Earlier | None = None) -> Weighed:
        """Decide on a draft.

        Args:
            document: The draft.
            plan: Another plan than the run's.
            earlier: What outputs that went out before took, beside those of the run.

        Raises:
            InputError: when a source cannot be read.
            ConfigError: when the draft's front matter is not what the schema says.
            ArchiveError: when the archive cannot be searched.
        """
        plan, declared = plans.trusted(
            plan or self.plan, document.declared, self._trust, self.desk.book, Path(document.name)
        )
        prepared = matching.prepare(document.prose, blockquotes=document.blockquotes)
        named = (*plan.sources, *(plan.sources_used or ()))
        before = with_others(earlier, self._earlier) if earlier else self._earlier
        found = held_against(prepared, document.prose, self._sources, self._archive, named, self.desk, before)
        review = self.desk.rules.numbers["rewrite-review-from"]
        beforehand = common(list(found))
        held = charged(beside(beforehand, prepared, review), prepared.words, plan, self.desk.book)
        own = plans.tighten(plan, declared, self.desk.book, document.name)
        ways = [one for one in (plan, own) if one is not None]
        judged = tuple((one, verdict) for one in ways for verdict in self._verdicts(document, prepared, held, one))
        noticed = self._noticed(beforehand, prepared, plan)
        verdicts = [verdict for _, verdict in judged]
        decision = self._told(document, prepared, held, plan, own, verdicts, list(noticed))
        return Weighed(decision, tuple(held), judged, prepared)

    def seen(self) -> Checked:
        """Return what every draft of the run is held against."""
        return checked((), (), self.plan, self._archive, len(self._sources))

    def _told(  # noqa: PLR0917 - what an answer rests on
        self,
        document: Document,
        prepared: matching.Prepared,
        held: Sequence[Held],
        plan: Plan,
        own: Plan | None,
        verdicts: Sequence[Verdict],
        noticed: Sequence[Finding],
    ) -> DraftDecision:
        explanation = told(verdicts, {one.story.id: story_words(one, plan) for one in held}, self.desk.wording)
        settle = list(unowned(verdicts))
        asked = doubts(held, plan, own, self.desk.book, searched=self._archive is not None)
        questions = (
            *dict.fromkeys(question for _, question in settle),
            *explanation.questions,
            *asked,
            *disputed(held, verdicts),
            *unshown(document),
        )
        asked_of = [*(finding for finding, _ in settle), *noticed]
        findings = dict.fromkeys([*explanation.findings, *asked_of, *mismatches(verdicts, plan)])
        unseen = floor(verdicts, findings, questions)
        stories = {one.story.id: one.story for one in held}
        effects = [unseen, *(verdict.effect for verdict in verdicts), *(finding.effect for finding in asked_of)]
        return DraftDecision(
            path=document.name,
            effect=strictest(effects),
            findings=tuple(placed(finding, document, stories[finding.story.id]) for finding in findings),
            obligations=explanation.obligations,
            questions=questions,
            checked=checked(held, verdicts, plan, self._archive, len(self._sources)),
            document=document,
            retellings=tuple(retellings(held, verdicts, prepared, document)),
            stories=tuple(stories[name] for name in dict.fromkeys(finding.story.id for finding in findings)),
            floor=unseen,
            shared=tuple(shared(held, prepared, document)),
        )

    def _noticed(self, held: Sequence[Held], prepared: matching.Prepared, plan: Plan) -> Iterator[Finding]:
        own, searched = party_key(plan.publisher or "", self.desk.book), self._archive is not None
        yield from misquotations(held, prepared, plan, len(self._sources), own=own, searched=searched)
        yield from translations(held, prepared, plan, own)

    def _verdicts(
        self, document: Document, prepared: matching.Prepared, held: Sequence[Held], plan: Plan
    ) -> Iterator[Verdict]:
        publisher = party_key(plan.publisher, self.desk.book) if plan.publisher else None
        judged = parts(held, plan, self.desk.book)
        measured = takings(document, prepared.words, [part.judged(self.desk.book) for part in judged])
        cases = []
        for part, taken in zip(judged, measured, strict=True):
            known = part.known(plan, publisher, self.desk.book)
            claimed = claims(part, plan, self.desk.book, document, searched=self._archive is not None)
            cases.append(StoryCase(part.terms, known, (*taken, *claimed), guards=part.held.guards))
        yield from map(held_back, decide(plan, cases, self.desk.rules, publisher))


def _trouble(error: InputError | ConfigError, draft: str | Path | Document | Given) -> Trouble:
    name = draft.name if isinstance(draft, Given) else str(draft) if isinstance(draft, Path) else "<text>"
    return Trouble(error.path or name, str(error))
