"""Rows of the table on the archive: sources of rewrites found, and honest reports held against many stories at once."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from licensing.archive.sqlite import SqliteArchive
from licensing.matching.beyond import beyond
from licensing.matching.compare import Prepared, compare, prepare
from licensing.matching.rewriting import LINE
from licensing.model.document import Document
from licensing.text.words import words
from tests.benchmarks.figures import Figure, Row, mean, missing, rows
from tests.benchmarks.rewriting import REVIEW
from tests.benchmarks.table_rewriting import WIRE

__all__ = ["figures", "texts_of"]

FIRST = 5
RELATED = 0.1
"""A story the draft is less alike is not looked at beside others: it is below every line anyway."""
REWRITES = 600


def figures(folder: Path, every: int, store: Path) -> Iterator[Figure]:
    """Yield how often sources are found, and how often honest reports are flagged against an archive."""
    rewrites = [row for path in sorted(folder.glob("llm-rewrites/*.jsonl")) for row in rows(path, every)]
    texts = texts_of(folder, every)
    if not (rewrites and texts):
        yield missing("source of a rewrite among the first five", "needs llm-rewrites/ and news-archive-*.jsonl")
        return
    with SqliteArchive(str(store / "stories.db")) as archive, archive.batch():
        for text, name in texts.items():
            archive.add(Document(raw=text, prose=text), name)
    with SqliteArchive(str(store / "stories.db"), read_only=True) as archive:
        yield from retrieved(archive, rewrites, texts)
        drafts = random.Random(3).sample(rewrites, min(len(rewrites), max(8, REWRITES // every)))  # noqa: S311
        for name in ("articles", "leads"):
            events = [row for row in rows(folder / f"same-event-{name}.jsonl", every) if row["group"] != WIRE]
            yield from gated(archive, f"same-event {name}", events, alarms=True)
        yield from gated(archive, "rewrites by their source", drafts, alarms=False)


def texts_of(folder: Path, every: int) -> dict[str, str]:
    """Return the stories to put into an archive, each with its id: sources first, then both sides of every event."""
    sources = [row["source"] for path in sorted(folder.glob("llm-rewrites/*.jsonl")) for row in rows(path, every)]
    events = [row[side] for path in sorted(folder.glob("same-event-*.jsonl")) for row in rows(path, every)
              for side in ("source", "suspicious")]  # fmt: skip
    stories = [row["text"] for path in sorted(folder.glob("news-archive-*.jsonl")) for row in rows(path, every)]
    listed = [text for text in dict.fromkeys([*sources, *events, *stories]) if words(text).norm] if stories else []
    return {text: f"story-{number}" for number, text in enumerate(listed)}


def retrieved(archive: SqliteArchive, rewrites: Sequence[Row], texts: dict[str, str]) -> Iterator[Figure]:
    """Yield how often the source is among the first five by rare words, and what that costs beyond the exact search."""
    places, exact, ranked, runs = [], [], [], 0
    drafts = [(row["suspicious"], texts[row["source"]]) for row in rewrites if row["source"] in texts]
    for text, source in drafts:
        began = time.process_time()
        runs += source in {hit.story.id for hit in archive.find(text)}
        between = time.process_time()
        listed = [hit.story.id for hit in archive.related(text, most=FIRST)]
        ranked.append((time.process_time() - between) * 1000)
        exact.append((between - began) * 1000)
        places.append(listed.index(source) if source in listed else FIRST)
    stories, count = f"of {len(texts):,} stories, on disk", len(drafts)
    yield Figure(
        "source among the first five by rare words",
        mean([float(one < FIRST) for one in places]),
        0.995,
        count,
        note=stories,
    )
    yield Figure("  first", mean([float(not one) for one in places]), None, count)
    yield Figure("  found by a run of eight words", runs / max(1, count), None, count)
    yield Figure("ms of CPU beyond the exact search, median", median(ranked), 3.0, count, most=True)
    yield Figure("  exact search, ms of CPU, median", median(exact), None, count)


def gated(archive: SqliteArchive, name: str, events: Sequence[Row], *, alarms: bool) -> Iterator[Figure]:
    """Yield how often drafts are flagged by the best of five ranked candidates, plain and seen beside the others."""
    if not events:
        yield missing(f"{name} against five candidates", "no such pairs")
        return
    best = [judged(archive, row, every=alarms) for row in events]
    for side, how in enumerate(("by its score", "damped as the gate does", "by `beyond` alone")):
        for line, most in ((LINE, 0.01), (REVIEW, 0.05)):
            flagged = mean([float(one[side] >= line) for one in best])
            aim = most if alarms and side < 2 else None
            measure = f"{name}, best of five {how}, at {line:g}"
            yield Figure(
                measure, flagged, aim, len(events), most=alarms, note="the aim is that of single pairs" if aim else ""
            )


def judged(archive: SqliteArchive, row: Row, *, every: bool) -> tuple[float, float, float]:
    """Return the highest score of a draft among its candidates: plain, damped as the gate does, and by `beyond`.

    Args:
        archive: Stories, the draft's own text among them maybe; that one is passed over.
        row: A draft and its source.
        every: Whether all candidates count, or the source alone.
    """
    text = row["suspicious"]
    draft = prepare(text)
    hits = [hit for hit in archive.related(text, most=FIRST + 1) if hit.story.document.prose != text][:FIRST]
    held = [prepare(hit.story.document.prose, words=hit.words) for hit in hits]
    scores = [compare(draft, one).rewrite for one in held]
    best = (0.0, 0.0, 0.0)
    for place, plain in enumerate(scores):
        if every or hits[place].story.document.prose == row["source"]:
            seen = plain if plain < RELATED else beyond(draft, held[place], others(place, held))
            damped = plain if plain < LINE else min(plain, max(seen, REVIEW))
            best = (max(best[0], plain), max(best[1], damped), max(best[2], seen))
    return best


def others(place: int, held: Sequence[Prepared]) -> list[Prepared]:
    """Return the other candidates that are no retellings of one of them themselves."""
    found = []
    for number, one in enumerate(held):
        if number != place:
            kin = compare(one, held[place])
            if kin.rewrite < LINE and kin.share_of_source < LINE:
                found.append(one)
    return found
