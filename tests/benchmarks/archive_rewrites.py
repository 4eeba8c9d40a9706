"""Measure how often an archive finds the source of a rewriting by rare words, and what that costs.

    python tests/benchmarks/archive_rewrites.py DATA_FOLDER [--drafts N]

The folder is laid out as that of `tests/benchmarks/reuse.py`: stories are `news-archive-*.jsonl` (key `text`) and every
source of `llm-rewrites/*.jsonl`, put in first, when the archive knows least of what is rare; drafts are the rewrites.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from licensing.archive.sqlite import SqliteArchive
from licensing.model.document import Document
from licensing.text.words import words

FIRST = 5
BANDS = ((0, 30), (30, 60), (60, 125), (125, 10**6))


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def build(path: Path, texts: list[str]) -> None:
    with SqliteArchive(str(path)) as archive:
        began, terms = time.process_time(), 0.0
        add = archive._ranked.add

        def timed(text: int, norm: Sequence[str]) -> None:
            nonlocal terms
            start = time.process_time()
            add(text, norm)
            terms += time.process_time() - start

        archive._ranked.add = timed  # type: ignore[method-assign]
        with archive.batch():
            for number, text in enumerate(texts):
                archive.add(Document(raw=text, prose=text), f"story-{number}")
        spent = time.process_time() - began
        size = archive.info().size
        pages = archive._connection.execute("SELECT sum(length(texts) + 12) FROM terms").fetchone()[0]
    count = len(texts)
    print(f"{'stories':44}{count:,}")
    print(f"{'add in bulk, ms of CPU per story; its terms':44}{spent / count * 1000:.2f}; {terms / count * 1000:.2f}")
    print(f"{'archive, bytes per story; of them terms':44}{size / count:,.0f}; {pages / count:,.0f}")


def measure(path: Path, drafts: list[tuple[str, str]]) -> None:
    found: dict[tuple[int, int], list[int]] = {band: [] for band in BANDS}
    exact, ranked, runs = [], [], 0
    with SqliteArchive(str(path), read_only=True) as archive:
        for text, source in drafts:
            began = time.perf_counter()
            runs += source in {hit.story.id for hit in archive.find(text)}
            between = time.perf_counter()
            listed = [hit.story.id for hit in archive.related(text, most=FIRST)]
            ranked.append((time.perf_counter() - between) * 1000)
            exact.append((between - began) * 1000)
            size = len(words(text))
            band = next(band for band in BANDS if band[0] <= size < band[1])
            found[band].append(listed.index(source) if source in listed else FIRST)
    print(f"{'':44}{'drafts':>8}{'first':>8}{'of five':>8}")
    every = [place for places in found.values() for place in places]
    for name, places in (
        ("all", every),
        *((f"{a} words and more" if b > 10**5 else f"{a} to {b} words", found[a, b]) for a, b in BANDS),
    ):
        share = [sum(place < most for place in places) / max(1, len(places)) for most in (1, FIRST)]
        print(f"{name:44}{len(places):>8}{share[0]:>8.4f}{share[1]:>8.4f}")
    print(f"{'found by a run of 8 words':44}{len(drafts):>8}{'':8}{runs / len(drafts):>8.4f}")
    for name, times in (("exact search", exact), ("beyond it, by rare words", ranked)):
        times.sort()
        print(f"{name + ', ms p50, p95':44}{times[len(times) // 2]:.2f}, {times[len(times) * 19 // 20]:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--drafts", type=int, default=10**6)
    options = parser.parse_args()
    pairs = [row for path in sorted(options.folder.glob("llm-rewrites/*.jsonl")) for row in rows(path)]
    stories = [row["text"] for path in sorted(options.folder.glob("news-archive-*.jsonl")) for row in rows(path)]
    texts = [text for text in dict.fromkeys([*(row["source"] for row in pairs), *stories]) if words(text).norm]
    ids = {text: f"story-{number}" for number, text in enumerate(texts)}
    drafts = [(row["suspicious"], ids[row["source"]]) for row in pairs if row["source"] in ids]
    chosen = random.Random(1987).sample(drafts, min(options.drafts, len(drafts)))  # noqa: S311 - the same every time
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder, "stories.db"), texts)
        measure(Path(folder, "stories.db"), chosen)


if __name__ == "__main__":
    main()
