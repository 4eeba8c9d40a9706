"""Time finding planted passages in an archive, and count what is missed.

    python tests/benchmarks/archive_find.py [STORIES.jsonl] [--stories N] [--drafts N]

Drafts of 600 words take one passage of 8 to 80 words from each of 20 stored stories; the rest of a draft is its own.
Stories come from a JSON Lines file (key `text`), or are made up from a small language. `missed` and `extra` compare
what was found with every 8-gram of every story held in memory.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from licensing.archive.interface import open_archive
from licensing.archive.sqlite import SqliteArchive
from licensing.model.document import Document
from licensing.text.words import words

RUN = 8
DRAFT_WORDS = 600
SOURCES = 20
LENGTHS = (8, 9, 12, 20, 20, 40, 80)
ONE_SHOT = """
import resource, sys, time
before = resource.getrusage(resource.RUSAGE_SELF).ru_utime + resource.getrusage(resource.RUSAGE_SELF).ru_stime
from licensing.archive.interface import open_archive
import licensing.archive.sqlite
imported = resource.getrusage(resource.RUSAGE_SELF).ru_utime + resource.getrusage(resource.RUSAGE_SELF).ru_stime
with open_archive(sys.argv[1], create=False, read_only=True) as archive:
    list(archive.find(sys.stdin.read()))
done = resource.getrusage(resource.RUSAGE_SELF).ru_utime + resource.getrusage(resource.RUSAGE_SELF).ru_stime
print((imported - before) * 1000, (done - imported) * 1000)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--drafts", type=int, default=200)
    options = parser.parse_args()
    chance = random.Random(20221122)  # noqa: S311 - the same texts every time, nothing secret
    texts = list(read(options.path, options.stories) if options.path else invent(options.stories, chance))
    with tempfile.TemporaryDirectory() as folder:
        measure(texts, options.drafts, Path(folder), chance)


def read(path: Path, count: int) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line, _ in zip(lines, range(count), strict=False):
            text = json.loads(line)["text"]
            if words(text).norm:
                yield text


def invent(count: int, chance: random.Random) -> Iterator[str]:
    """Yield stories of 600 words in which every twentieth sentence is stock wording."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "ol")]
    lexicon = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(30_000)]
    weights = [1 / rank for rank in range(1, len(lexicon) + 1)]
    stock = [" ".join(chance.choices(lexicon, weights, k=12)) for _ in range(5_000)]
    for _ in range(count):
        tokens = chance.choices(lexicon, weights, k=DRAFT_WORDS)
        sentences = [" ".join(tokens[start : start + 12]) for start in range(0, DRAFT_WORDS, 12)]
        yield ". ".join(chance.choice(stock) if chance.random() < 0.05 else one.capitalize() for one in sentences) + "."


def plant(texts: list[str], chance: random.Random) -> str:
    """Return a draft with passages of `SOURCES` stories between words of its own."""
    parts: list[str] = []
    taken = 0
    for text in chance.sample([text for text in texts if len(text) > 200], SOURCES):
        tokens = text.split()
        length = min(chance.choice(LENGTHS), len(tokens), DRAFT_WORDS - taken)
        start = chance.randrange(len(tokens) - length + 1)
        parts.append(" ".join(tokens[start : start + length]))
        taken += length
    filler = iter(f"own{chance.randrange(10**6)}" for _ in range(DRAFT_WORDS))
    room = max(1, (DRAFT_WORDS - taken) // SOURCES)
    return ". ".join(f"{part} {' '.join(next(filler) for _ in range(room))}" for part in parts if part)


def measure(texts: list[str], drafts: int, folder: Path, chance: random.Random) -> None:
    path = folder / "stories.db"
    began = time.process_time()
    with open_archive(path) as archive, archive.batch():
        for number, text in enumerate(texts):
            archive.add(Document(raw=text, prose=text), f"story-{number}")
    built = time.process_time() - began
    began = time.perf_counter()
    with open_archive(path) as archive:
        for number in range(20):
            archive.add(Document(raw=(text := f"{plant(texts, chance)} {number}"), prose=text), f"late-{number}")
            archive.remove(f"late-{number}")
    durable = (time.perf_counter() - began) / 40

    planted = [plant(texts, chance) for _ in range(drafts)]
    truth = brute_force(texts)
    with SqliteArchive(str(path), read_only=True) as archive:
        list(archive.find(planted[0]))
        times: list[float] = []
        missed = extra = hits = meetings = 0
        for draft in planted:
            began = time.perf_counter()
            found = {hit.story.id for hit in archive.find(draft)}
            times.append((time.perf_counter() - began) * 1000)
            expected = truth(draft)
            missed += len(expected - found)
            extra += len(found - expected)
            hits += len(found)
            meetings += len(archive._postings.meet(words(draft).norm))
        info = archive.info()
    times.sort()
    rows = {
        "stories, words": f"{info.stories:,}, {info.words:,}",
        "archive, bytes per story": f"{info.size / info.stories:,.0f}",
        "postings per story, per word": f"{info.postings / info.stories:.1f}, {info.postings / info.words:.3f}",
        "bulk add, ms of CPU per story": f"{built / len(texts) * 1000:.2f}",
        "durable add or remove, ms": f"{durable * 1000:.1f}",
        "found, candidates per draft": f"{hits / drafts:.1f}, {meetings / drafts:.1f}",
        "find p50, p95, max, ms": ", ".join(f"{times[int(at * (drafts - 1))]:.2f}" for at in (0.5, 0.95, 1)),
        "missed, extra": f"{missed}, {extra}",
    }
    small = folder / "small.db"
    with open_archive(small) as archive, archive.batch():
        for number, text in enumerate(texts[:1000]):
            archive.add(Document(raw=text, prose=text), f"story-{number}")
    shots = sorted(one_shot(small, planted[0]) for _ in range(7))
    rows["one shot, 1,000 stories: import; open and find, ms of CPU"] = "{:.0f}; {:.1f}".format(*shots[3])
    for label, value in rows.items():
        print(f"{label:60} {value}")


def brute_force(texts: list[str]) -> Callable[[str], set[str]]:
    """Return a function that gives the ids of the stories a draft shares a run with, by every 8-gram of each."""
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for number, text in enumerate(texts):
        norm = words(text).norm
        width = min(RUN, len(norm))
        for start in range(len(norm) - width + 1):
            holders[norm[start : start + width]].add(f"story-{number}")
    widths = {len(gram) for gram in holders}

    def found(draft: str) -> set[str]:
        norm = words(draft).norm
        grams = (norm[at : at + width] for width in widths for at in range(len(norm) - width + 1))
        return {story for gram in grams for story in holders.get(gram, ())}

    return found


def one_shot(path: Path, draft: str) -> tuple[float, float]:
    command = [sys.executable, "-c", ONE_SHOT, str(path)]
    out = subprocess.run(command, input=draft, text=True, capture_output=True, check=True).stdout.split()
    return float(out[0]), float(out[1])


if __name__ == "__main__":
    main()
