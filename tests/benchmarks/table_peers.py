"""Rows of the table on others: difflib, rapidfuzz, datasketch and scikit-learn on the same pairs in the same run.

Lines of the others are set on the very pairs they are measured on, which is generous; ours are those that ship.
"""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from licensing.matching.compare import compare, prepare
from tests.benchmarks.figures import mean, module, rows
from tests.benchmarks.reuse import plagdet
from tests.benchmarks.rewriting import Scored
from tests.benchmarks.table_archive import FIRST, texts_of
from tests.benchmarks.table_rewriting import GROUPS

__all__ = ["PEERS", "accuracy", "peers", "retrieval"]

Score = Callable[[str, str], float]
PEERS = {
    "difflib, ratio of words": "difflib",
    "rapidfuzz, token set ratio": "rapidfuzz",
    "datasketch, MinHash of 3-grams": "datasketch",
    "scikit-learn, cosine of TF-IDF": "sklearn",
}
RUN = 8


def installed(texts: Sequence[str]) -> Iterator[tuple[str, Score | None]]:
    """Yield the peers with what scores a pair; None for one that is not installed."""
    yield (
        "difflib, ratio of words",
        lambda a, b: difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio(),
    )
    fuzz = module("rapidfuzz.fuzz")
    yield "rapidfuzz, token set ratio", (lambda a, b: fuzz.token_set_ratio(a, b) / 100) if fuzz else None
    sketch = module("datasketch")

    def jaccard(one: str, other: str) -> float:
        made = [sketch.MinHash(num_perm=128) for _ in range(2)]
        for mine, text in zip(made, (one, other), strict=True):
            cut = text.lower().split()
            mine.update_batch([" ".join(cut[at : at + 3]).encode() for at in range(max(1, len(cut) - 2))])
        return float(made[0].jaccard(made[1]))

    yield "datasketch, MinHash of 3-grams", jaccard if sketch else None
    learned = module("sklearn.feature_extraction.text")
    vectors: Any = learned.TfidfVectorizer(sublinear_tf=True).fit(texts) if learned and texts else None

    def cosine(one: str, other: str) -> float:
        found = vectors.transform([one, other])
        return float(found[0].multiply(found[1]).sum())

    yield "scikit-learn, cosine of TF-IDF", cosine if vectors is not None else None


def peers(measured: dict[str, list[Scored]], folder: Path, every: int) -> Iterator[str]:
    """Yield the table of the others beside ours."""
    pairs = [one for chosen in measured.values() for one in chosen]
    heads = (*(name.split(",", maxsplit=1)[0] for name in GROUPS), "answers", "news", "books", "ms a pair")
    yield f"{'':32}" + "".join(f"{head[:14]:>16}" for head in heads)
    answers = rows(folder / "short-answers.jsonl")
    sentences = [rows(folder / f"sentence-paraphrase-{sort}.jsonl", every) for sort in ("news", "books")]
    every_text = [one.row[side] for one in pairs for side in ("source", "suspicious")]
    scorers: list[tuple[str, Score | None]] = [
        ("licensing, rewrite score", lambda a, b: compare(prepare(a), prepare(b)).rewrite),
        *installed(every_text),
    ]
    for name, score in scorers:
        if score is None:
            yield f"{name:32}  not measured: {PEERS[name]} is not installed"
            continue
        began = time.process_time()
        found = {
            which: [score(one.row["suspicious"], one.row["source"]) for one in chosen]
            for which, chosen in measured.items()
        }
        spent = (time.process_time() - began) / max(1, len(pairs)) * 1000
        line = max((one_in_a_hundred(found[which]) for which in ("articles", "leads") if found[which]), default=0.5)
        both = list(zip(found["rewrites"], measured["rewrites"], strict=True))
        told = [
            mean([float(value > line) for value, one in both if test(one)])
            for test in GROUPS.values()
        ]  # fmt: skip
        sorted_out = accuracy([(score(row["suspicious"], row["source"]), row["label"] != "non") for row in answers])
        same = [
            accuracy([(score(row["suspicious"], row["source"]), str(row["label"]) == "1") for row in listed])
            for listed in sentences
        ]
        yield f"{name:32}" + "".join(f"{value:16.3f}" for value in (*told, sorted_out, *same, spent))
    yield from spans(folder / "verbatim-spans.jsonl", every)


def one_in_a_hundred(scores: Sequence[float]) -> float:
    """Return the score that one in a hundred passes."""
    return sorted(scores, reverse=True)[len(scores) // 100]


def accuracy(judged: Sequence[tuple[float, bool]]) -> float:
    """Return how often the best line on these pairs is right."""
    ordered = sorted(judged, reverse=True)
    right = best = sum(not label for _, label in ordered)
    for place, (value, label) in enumerate(ordered):
        right += 1 if label else -1
        if place + 1 == len(ordered) or ordered[place + 1][0] < value:
            best = max(best, right)
    return best / max(1, len(ordered))


def spans(path: Path, every: int) -> Iterator[str]:
    """Yield plagdet of the words difflib finds in runs of eight and more: the only other that tells places."""
    cases, began = [], time.process_time()
    for row in rows(path, every):
        draft, source = prepare(row["suspicious"]).words, prepare(row["source"]).words
        blocks = difflib.SequenceMatcher(None, draft.norm, source.norm, autojunk=False).get_matching_blocks()
        found = [
            (draft.starts[a], draft.ends[a + size - 1], source.starts[b], source.ends[b + size - 1])
            for a, b, size in blocks if size >= RUN
        ]  # fmt: skip
        truth = [(a, a + n, b, b + m) for a, n, b, m in row.get("spans_corrected") or row["spans"]]
        cases.append((truth, found))
    if cases:
        score, exact, recall, pieces = plagdet(cases)
        spent = (time.process_time() - began) / len(cases) * 1000
        yield (
            f"difflib, runs of {RUN} words: plagdet {score:.4f} on {path.stem}, P {exact:.3f} R {recall:.3f}"
            f" granularity {pieces:.3f}, {spent:.0f} ms a pair"
        )


def retrieval(folder: Path, every: int) -> Iterator[str]:
    """Yield how often TF-IDF in memory has the source of a rewrite among the first five."""
    learned, numpy = module("sklearn.feature_extraction.text"), module("numpy")
    texts = texts_of(folder, every)
    if not learned or not texts:
        yield "scikit-learn, TF-IDF in memory: not measured: sklearn or the archive is missing"
        return
    vectorizer = learned.TfidfVectorizer(sublinear_tf=True)
    stored = vectorizer.fit_transform(list(texts)).T.tocsr()
    drafts = [row for path in sorted(folder.glob("llm-rewrites/*.jsonl")) for row in rows(path, every)]
    number = {text: at for at, text in enumerate(texts)}
    drafts = [row for row in drafts if row["source"] in number]
    began, found = time.process_time(), 0
    for row in drafts:
        likeness = (vectorizer.transform([row["suspicious"]]) @ stored).toarray()[0]
        likeness[number.get(row["suspicious"], -1)] *= row["suspicious"] not in number
        found += number[row["source"]] in numpy.argpartition(likeness, -min(FIRST, len(likeness)))[-FIRST:]
    spent = (time.process_time() - began) / max(1, len(drafts)) * 1000
    share = found / max(1, len(drafts))
    name = "scikit-learn, TF-IDF in memory: source among the first five"
    yield f"{name} {share:.4f} of {len(drafts)}, {spent:.1f} ms a draft"
