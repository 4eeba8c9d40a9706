"""Check a folder of posts, and check it again: what does a second run over unchanged files cost?

    python tests/benchmarks/unchanged.py [--files 10000] [--format json]

An archive holds 50 wire stories; every tenth post quotes one, every hundredth takes one whole. The cache is
one of its own, in the folder of the posts.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOTICE = "Copyright 2026 Harbour Wire Agency. All rights reserved. This material may not be published or rewritten."
CONFIG = (
    "plan: {territory: [TR], purpose: news-reporting, date: 2026-11-24}\narchive: newsroom.db\ninclude: ['posts/**']\n"
)
SYLLABLES = (
    "ba",
    "do",
    "fen",
    "gar",
    "hul",
    "jin",
    "kes",
    "lor",
    "mat",
    "nev",
    "pol",
    "ruk",
    "sed",
    "tam",
    "vis",
    "wen",
)


def prose(chance: random.Random, sentences: int) -> str:
    """Return sentences of invented words: two texts have next to nothing in common, as most posts and stories have."""

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))

    return " ".join(
        f"The {word()} of {word().title()} {word()} on a {word()}, {word()} {word()} {word()} and {word()} {word()}."
        for _ in range(sentences)
    )


def write(folder: Path, files: int) -> None:
    """Write the wire stories, the posts and a configuration."""
    chance = random.Random(7)  # noqa: S311 - the same posts every time
    stories = [prose(chance, 30) for _ in range(50)]
    for part in ("wire", "posts", ".git"):
        (folder / part).mkdir()
    (folder / ".licensing.yaml").write_text(CONFIG, encoding="utf-8")
    for number, story in enumerate(stories):
        (folder / "wire" / f"story-{number}.txt").write_text(f"{story}\n\n{NOTICE}\n", encoding="utf-8")
    for number in range(files):
        text = prose(chance, 20)
        if number % 10 == 0:
            text += f" “{stories[number % 50].partition('. ')[0]}”, Harbour Wire Agency reported."
        if number % 100 == 1:
            text = stories[number % 50]
        (folder / "posts" / f"post-{number:05}.md").write_text(f"# Post {number}\n\n{text}\n", encoding="utf-8")


def run(folder: Path, *arguments: str) -> tuple[float, float, str]:
    """Return seconds on the clock and of the processor, and the digest of what was printed."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "licensing", *arguments], cwd=folder, env=environment, capture_output=True, check=False
    )
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1, 3}:
        sys.exit(done.stderr.decode())
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, processor, hashlib.sha256(done.stdout).hexdigest()


def main() -> None:
    """Print a row a run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--format", default="json")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, given.files)
        run(folder, "archive", "add", "wire", "--archive", "newsroom.db")
        print(f"{given.files} files, {given.format}\n{'run':<28}{'seconds':>9}{'processor':>11}")
        printed = set()
        for title in ("first", "second, nothing changed", "third, one changed"):
            if title.startswith("third"):
                (folder / "posts" / "post-00002.md").write_text("Another text.\n", encoding="utf-8")
            seconds, processor, digest = run(folder, "check", "--format", given.format)
            printed.add(digest)
            print(f"{title:<28}{seconds:>9.2f}{processor:>11.2f}")
        size = (folder / "cache" / "newsroom-licensing" / "answers.db").stat().st_size
        print(f"the cache has {size / 1e6:.1f} MB; first and second run printed the same: {len(printed) == 2}")


if __name__ == "__main__":
    main()
