"""From a draft's words to the stored stories that share a run with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from licensing.archive.find import SharedRun, shared_runs
from licensing.archive.interface import Hit, Run
from licensing.archive.postings import Postings
from licensing.archive.ranked import Ranked
from licensing.archive.records import unpack_document, unpack_places
from licensing.errors import ArchiveError
from licensing.model.document import Span, Story
from licensing.text.words import Words

__all__ = ["related", "search"]

_CHUNK = 500  # values in one statement; every SQLite allows 999


class _Met(NamedTuple):
    """A text that was met, and the runs it shares."""

    norm: tuple[str, ...]
    runs: tuple[SharedRun, ...]


def search(connection: sqlite3.Connection, postings: Postings, draft: Words, run: int) -> list[Hit]:
    """Return every stored story that shares a run with a draft.

    Args:
        connection: An open archive file.
        postings: Its postings.
        draft: The words of the draft.
        run: Words a run must have; a shorter text must stand in the draft whole.

    Returns:
        One hit a version of a story, those that share the most words first, then in order of arrival. Of a corrected
        story, earlier versions are there only where they share words the current one does not.
    """
    met: dict[int, _Met] = {}
    meetings = postings.meet(draft.norm)
    for number, joined in _rows(connection, "SELECT number, norm FROM texts WHERE number IN", meetings):
        norm = tuple(joined.split(" "))
        runs = shared_runs(draft.norm, norm, meetings[number], min(run, len(norm)))
        if runs:
            met[number] = _Met(norm, runs)
    statement = (
        "SELECT number, places, prose, document, versions.version, stories.version, id, status, added FROM texts"
        " JOIN versions ON text = number JOIN stories ON added = story WHERE number IN"
    )
    hits = [_hit(draft, met[row[0]], row[1:]) for row in _rows(connection, statement, met)]
    hits = _without_superseded(hits)
    hits.sort(key=lambda hit: (-sum(run.words for run in hit.runs), hit.story.added, -hit.version))
    return hits


def related(connection: sqlite3.Connection, ranked: Ranked, draft: Words, most: int) -> list[Hit]:
    """Return the stories whose rare words a draft shares most, the likeliest first; what they share is not looked for.

    Args:
        connection: An open archive file.
        ranked: Its terms.
        draft: The words of the draft.
        most: How many texts at most; stories of one text all come. A story comes once, in the version met first.
    """
    texts = {number: place for place, number in enumerate(ranked.best(draft.norm, most))}
    statement = (
        "SELECT number, norm, places, prose, document, versions.version, stories.version, id, status, added FROM texts"
        " JOIN versions ON text = number JOIN stories ON added = story WHERE number IN"
    )
    rows = sorted(_rows(connection, statement, texts), key=lambda row: (texts[row[0]], row[-1], -row[5]))
    hits: dict[str, Hit] = {}
    for _, norm, *row in rows:
        hit = _hit(draft, _Met(tuple(norm.split(" ")), ()), tuple(row))
        hits.setdefault(hit.story.id, hit)
    return list(hits.values())


def _rows(connection: sqlite3.Connection, statement: str, numbers: Iterable[int]) -> list[tuple[Any, ...]]:
    """Run a statement that ends in IN for all the numbers."""
    left = list(numbers)
    rows: list[tuple[Any, ...]] = []
    for start in range(0, len(left), _CHUNK):
        chunk = left[start : start + _CHUNK]
        rows += connection.execute(f"{statement} ({','.join('?' * len(chunk))})", chunk)
    return rows


def _hit(draft: Words, met: _Met, row: tuple[Any, ...]) -> Hit:
    places, prose, packed, version, newest, name, status, added = row
    starts, ends = unpack_places(places)
    source = Words(met.norm, starts, ends)
    if not len(met.norm) == len(starts) == len(ends):
        raise ArchiveError("The archive is damaged: words of a story have lost their places. Restore it from a copy.")
    runs = tuple(
        Run(_span(draft, found.draft, found.length), _span(source, found.source, found.length), found.length)
        for found in met.runs
    )
    return Hit(Story(name, unpack_document(packed, prose), status, added), runs, source, version, version == newest)


def _span(cut: Words, first: int, length: int) -> Span:
    return Span(cut.starts[first], cut.ends[first + length - 1])


def _without_superseded(hits: list[Hit]) -> list[Hit]:
    """Drop earlier versions of stories where the current one accounts for the same words of the draft."""
    current = {hit.story.id: hit for hit in hits if hit.current}
    return [
        hit
        for hit in hits
        if hit.current or hit.story.id not in current or not _accounts_for(current[hit.story.id], hit)
    ]


def _accounts_for(hit: Hit, other: Hit) -> bool:
    return all(
        any(mine.draft.start <= run.draft.start and run.draft.end <= mine.draft.end for mine in hit.runs)
        for run in other.runs
    )
