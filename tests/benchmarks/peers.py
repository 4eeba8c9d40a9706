"""How fast texts are fingerprinted and compared, beside others on the same texts in the same run: prints a table.

    python tests/benchmarks/peers.py [--stories news.jsonl ...] [--pairs 40] [--runs 3]

Stories are generated unless files are given, as in `speed.py`. A pair is a story of 600 words and a draft that has 200
of them in a row. Peers that are not installed are left out: rapidfuzz, datasketch, scikit-learn.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from licensing.matching.compare import compare, prepare
from licensing.text.fingerprint import Grams, loops
from licensing.text.words import words
from tests.benchmarks.speed import generated, given

GRAM, WINDOW = 5, 4
TURKISH_ENDINGS = "lar ler da de dan nin ın ı yi ların larda mış dığı cak ken lık"
Pair = tuple[str, str]


def recipe(text: str) -> set[int]:
    """Fingerprint a text as the textbook does: words, a hash of each five, the least of every four (Schleimer 2003)."""
    tokens = re.findall(r"\w+", text.lower())
    hashes = [hash(tuple(tokens[at : at + GRAM])) for at in range(len(tokens) - GRAM + 1)]
    return {min(hashes[at : at + WINDOW]) for at in range(len(hashes) - WINDOW + 1)}


def fastest(job: Callable[[], object], runs: int) -> float:
    """Return the least seconds of CPU of some runs."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return min(times)


def turkish(count: int, length: int = 600) -> Iterator[str]:
    """Yield texts of invented words with the letters, suffixes and apostrophes of Turkish."""
    rng = random.Random(7)  # noqa: S311 - the same texts every time
    onsets, vowels, codas = "bcçdfghklmnprsştvyz", "aeıioöuü", ["", "", *"nrlkşmztğ"]
    suffixes = ["", "", *TURKISH_ENDINGS.split()]
    syllables = [a + b + c for a in onsets for b in vowels for c in codas]
    stems = ["".join(rng.choices(syllables, k=rng.randint(1, 3))) for _ in range(5_000)]
    weights = [1 / (rank + 3) for rank in range(len(stems))]
    for _ in range(count):
        drawn = [stem + rng.choice(suffixes) for stem in rng.choices(stems, weights, k=length)]
        named = [f"{word.capitalize()}’{rng.choice(suffixes)}" if rng.random() < 0.08 else word for word in drawn]
        yield " ".join(f"{word}." if at % 15 == 14 else word for at, word in enumerate(named))


def fingerprints(stories: Sequence[str], runs: int) -> Iterator[str]:
    """Measure fingerprinting."""
    size = sum(len(story.encode()) for story in stories) / 1e6
    yield f"{f'{size:.1f} MB, {sum(map(str.isascii, stories)) / len(stories):.0%} of the texts ASCII':42}"
    grams = Grams(b"seed")
    peer = fastest(lambda: [recipe(story) for story in stories], runs)
    ours = fastest(lambda: [grams.hashes(words(story).norm, GRAM) for story in stories], runs)
    cut = fastest(lambda: [words(story) for story in stories], runs)
    yield f"{'textbook winnowing':42}{size / peer:8.1f} MB/s"
    yield f"{'words with their places':42}{size / cut:8.1f} MB/s"
    yield f"{'words and every gram':42}{size / ours:8.1f} MB/s{peer / ours:8.2f} x"
    bulk = fastest(lambda: [grams.of_text(story, GRAM) for story in stories], runs)
    yield f"{'every gram, in bulk':42}{size / bulk:8.1f} MB/s{peer / bulk:8.2f} x"
    fresh = Grams(b"other")
    list(fresh.of_texts(["a"], 1))
    first = fastest(lambda: list(fresh.of_texts(stories, GRAM)), 1)
    again = fastest(lambda: list(fresh.of_texts(stories, GRAM)), runs)
    yield f"{f'every gram of many texts, {loops()} loops':42}{size / again:8.1f} MB/s{peer / again:8.2f} x"
    yield f"{'  the first time, every word new':42}{size / first:8.1f} MB/s{peer / first:8.2f} x"


def pairs_of(stories: Sequence[str], count: int) -> list[Pair]:
    """Return drafts with 200 words of a story in a row, and the stories."""
    rng = random.Random(3)  # noqa: S311
    found = []
    for number in range(count):
        source, own = (stories[(2 * number + side) % len(stories)].split(" ")[:600] for side in (0, 1))
        at = rng.randrange(max(1, len(source) - 200))
        found.append((" ".join([*own[:200], *source[at : at + 200], *own[200:400]]), " ".join(source)))
    return found


def compared(pairs: Sequence[Pair], runs: int) -> Iterator[str]:
    """Measure comparing two texts."""
    jobs: dict[str, Callable[[str, str], object]] = {
        "compare, both texts new": lambda draft, source: compare(prepare(draft), prepare(source)),
        "difflib, words": lambda draft, source: difflib.SequenceMatcher(
            None, draft.split(), source.split(), autojunk=False
        ).get_matching_blocks(),
        **dict(installed()),
    }
    for name, job in jobs.items():
        times = [fastest(lambda job=job, pair=pair: job(*pair), runs) for pair in pairs]  # type: ignore[misc]
        yield f"{name:42}{statistics.median(times) * 1e3:8.2f} ms"
    drafts = [prepare(draft) for draft, _ in pairs[:10]]
    sources = [prepare(source) for _, source in pairs[:10]]
    for source in sources:
        compare(drafts[0], source)
    ten = [fastest(lambda draft=draft: [compare(prepare(draft.prose), one) for one in sources], 1) for draft in drafts]  # type: ignore[misc]
    yield f"{'compare with ten, these kept':42}{statistics.median(ten) * 1e3:8.2f} ms"


def installed() -> Iterator[tuple[str, Callable[[str, str], object]]]:
    """Yield the peers that can be imported."""
    if fuzz := module("rapidfuzz.fuzz"):
        yield "rapidfuzz ratio (a number)", fuzz.ratio
    if sketch := module("datasketch"):

        def minhash(draft: str, source: str) -> object:
            sketches = [sketch.MinHash(num_perm=128) for _ in range(2)]
            for made, text in zip(sketches, (draft, source), strict=True):
                made.update_batch([word.encode() for word in text.split()])
            return sketches[0].jaccard(sketches[1])

        yield "datasketch MinHash (a number)", minhash
    if vectors := module("sklearn.feature_extraction.text"):
        yield "scikit-learn TF-IDF (a number)", lambda *pair: vectors.TfidfVectorizer().fit_transform(pair)


def module(name: str) -> Any:
    """Return a module, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--stories", nargs="*", type=Path, default=[])
    options.add_argument("--pairs", type=int, default=40)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    count = max(200, 2 * chosen.pairs)
    stories = list(given(chosen.stories, count) if chosen.stories else generated(count))
    texts = list(turkish(count))
    for line in (
        *fingerprints(stories, chosen.runs),
        *fingerprints(texts, chosen.runs),
        *compared(pairs_of(stories, chosen.pairs), chosen.runs),
    ):
        print(line, flush=True)


if __name__ == "__main__":
    main()
