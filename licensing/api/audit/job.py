"""One file of an audit: what a process is told, what it does, and what it gives back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from licensing.api.audit.reasons import reasons
from licensing.api.configured import Asked, on_file, terms
from licensing.api.decided import Deciding
from licensing.api.earlier import Counted, follows, summed, takes
from licensing.api.finding import Wanted
from licensing.api.fingerprints import digest
from licensing.api.gate import Check
from licensing.api.given import given, require_other
from licensing.api.measure import counting, coverage
from licensing.api.settle import settle
from licensing.api.standing import Standing, standing
from licensing.api.stories import Held
from licensing.documents import read as documents
from licensing.documents.rights import moment
from licensing.errors import ConfigError, InputError
from licensing.matching.ledger import reach
from licensing.model.audit import Item
from licensing.model.config import Configuration
from licensing.model.decision import Decision, Trouble
from licensing.model.document import Document
from licensing.model.effect import Effect
from licensing.model.excerpt import Excerpt, Places
from licensing.model.passage import PassageKind
from licensing.packs import config
from licensing.packs.messages import catalogue, say, speaking
from licensing.packs.store import rulebook

__all__ = ["Outcome", "Output", "Ready", "Setup", "Task", "Told", "judge", "ready", "unforeseen"]


FORM = 1
"""The version of what is kept of a file; part of every key."""


class Setup(NamedTuple):
    """What outputs are judged by, in words another process can make it ready from; a configuration settles the rest.

    Attributes:
        sources: Stories at hand, in files, folders and patterns.
        archive: Where the archive is kept.
        plan: The plan's file.
        overrides: Values that overrule the plan.
        house: The house policy.
        waivers: A file of waivers.
        releases: A file of releases.
        baseline: A baseline.
        config: The configuration's file.
        day: The day of the run.
        language: The language messages are written in.
    """

    sources: tuple[Path, ...] = ()
    archive: str | None = None
    plan: Path | None = None
    overrides: Mapping[str, object] = {}
    house: str | None = None
    waivers: Path | None = None
    releases: Path | None = None
    baseline: Path | None = None
    config: Path | None = None
    day: dt.date = dt.date.min
    language: str = "en"


class Output(NamedTuple):
    """A published text: its file, and its name in it."""

    path: Path
    name: str


class Told(NamedTuple):
    """What outputs published before took from a story.

    Attributes:
        texts: How many.
        taken: The story's words they took.
        outputs: Those outputs, where their texts are asked for.
    """

    texts: int
    taken: Places
    outputs: tuple[Output, ...] = ()


class Task(NamedTuple):
    """A file to judge.

    Attributes:
        path: The file.
        earlier: By the name of each output in it, by story: what was taken before.
    """

    path: Path
    earlier: Mapping[str, Mapping[str, Told]] = {}


class Outcome(NamedTuple):
    """What became of a file; its digest is empty when it could not be read."""

    path: Path
    digest: str = ""
    items: tuple[Item, ...] = ()
    troubles: tuple[Trouble, ...] = ()


class Ready(NamedTuple):
    """Everything files are judged by, made ready.

    Attributes:
        check: What decides on an output.
        standing: What was said of findings before.
        house: The house policy.
        sources: Files of stories: none of them is an output.
        against: What outputs are held against, as a reader knows it.
        counted: Whether outputs count together with others that are not audited.
        key: Names all of it; empty when nothing can.
    """

    check: Check
    standing: Standing
    house: str
    sources: frozenset[Path]
    against: tuple[str, ...]
    counted: bool
    key: str


@contextmanager
def ready(setup: Setup) -> Iterator[Ready]:
    """Make everything ready that all files are judged by.

    Raises:
        LicensingError: when nothing can be checked: no source, a broken plan, configuration, archive or pack.
    """
    book = rulebook()
    settled = config.read(setup.config, book, setup.day) if setup.config else Configuration(Path())
    asked = Asked(
        Wanted(),
        setup.sources,
        setup.archive,
        setup.plan,
        setup.overrides,
        setup.house,
        waivers=setup.waivers,
        releases=setup.releases,
        baseline=setup.baseline,
    )
    with speaking(catalogue(setup.language, book)), terms(asked, settled) as agreed:
        deciding, files = Deciding(agreed), on_file(asked, settled)
        yield Ready(
            deciding.check,
            standing(*files, house=agreed.house, day=setup.day),
            agreed.house,
            frozenset(one.path.resolve() for one in agreed.sources if one.path),
            (*map(str, setup.sources or settled.sources), *([agreed.archive.name] if agreed.archive else [])),
            bool(agreed.earlier),
            _key(deciding.mark(), files, setup.day),
        )


def _key(mark: str, files: Iterable[Path | None], day: dt.date) -> str:
    """Return a name of all that files are judged by, the day only where something counts until a day."""
    parts = [f"{file} {_digest(file)} {day}" if file else "" for file in files]
    return digest(json.dumps([FORM, mark, *parts])) if mark else ""


def _digest(file: Path) -> str:
    try:
        return digest(file.read_bytes())
    except OSError:
        # Whatever is wrong with the file is told when it is read.
        return ""


def judge(desk: Ready, task: Task) -> Outcome:
    """Judge every output in a file; one that cannot be checked stops none of the others.

    Raises:
        ArchiveError: when the archive cannot be searched.
        PackError: when a rule pack is broken.
    """
    try:
        require_other(task.path, set(desk.sources))
        draft = given(task.path)
        found, mark = documents.items(draft.data, name=draft.name), digest(draft.data)
    except InputError as error:
        return Outcome(task.path, troubles=(_trouble(error, task.path),))
    items: list[Item] = []
    troubles: list[Trouble] = []
    for document in found:
        try:
            items.append(_item(desk, document, mark, task.earlier.get(document.name, {})))
        except (InputError, ConfigError) as error:
            troubles.append(_trouble(error, task.path))
    return Outcome(task.path, mark, tuple(items), tuple(troubles))


def _item(desk: Ready, document: Document, mark: str, earlier: Mapping[str, Told]) -> Item:
    before = {story: Counted(told.texts, told.taken, _prose(told, document)) for story, told in earlier.items()}
    weighed = desk.check.weigh(document, earlier=summed(before) if before else None)
    (decision,) = settle(Decision((replace(weighed.decision, digest=mark),)), desk.standing).drafts
    return Item(
        path=document.name,
        date=moment(document.metadata.get("date", "")),
        title=document.metadata.get("title"),
        effect=decision.effect,
        outcome=decision.outcome,
        digest=mark,
        text=digest(document.prose),
        reasons=reasons(decision, desk.check.desk.book),
        questions=decision.questions if decision.effect is Effect.REVIEW else (),
        excerpts=tuple(one for held in weighed.held for one in _excerpts(held)),
        together={story: told.texts for story, told in earlier.items()},
    )


def _excerpts(held: Held) -> Iterator[Excerpt]:
    shared, source = held.shared, held.prepared
    if shared is None or source is None or not (takes(shared) or held.match.passages):
        return
    share = coverage(
        held.words,
        [passage.source for passage in counting(held.match.passages)],
        (*held.terms.spans, *held.told.spans),
    )
    found = held.match.comparison
    yield Excerpt(
        story=held.story.id,
        title=held.story.title,
        holder=held.holder,
        words=share.total,
        verbatim=reach(found, source, (PassageKind.VERBATIM,)),
        quoted=reach(found, source, (PassageKind.QUOTATION,)),
        rewritten=reach(found, source, (PassageKind.REWRITE,)),
        reach=reach(shared, source),
        measured=share.ratio,
        rewrite=shared.rewrite,
        follows=follows(shared),
    )


def _prose(told: Told, document: Document) -> tuple[str, ...]:
    """Return the texts of earlier outputs; one that is gone says nothing any more.

    Raises:
        InputError: when one cannot be read.
    """
    texts = [_texts(one.path).get(one.name, "") for one in told.outputs]
    return tuple(text for text in texts if text and text != document.prose)


@lru_cache(maxsize=64)
def _texts(path: Path) -> Mapping[str, str]:
    return {one.name: one.prose for one in documents.items(path)}


def _trouble(error: InputError | ConfigError, path: Path) -> Trouble:
    return Trouble(error.path or str(path), str(error))


def unforeseen(path: Path, error: Exception) -> Outcome:
    """Return what became of a file that met a bug."""
    message = say(
        "Could not be checked: this is a bug in licensing ({kind}: {error}). Please report it with this file.",
        kind=type(error).__name__,
        error=error,
    )
    return Outcome(path, troubles=(Trouble(str(path), message),))
