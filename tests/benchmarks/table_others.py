"""Rows of the table on short answers, single sentences, disguises and speed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median
from typing import NamedTuple

from licensing.matching.compare import Prepared, compare, prepare
from licensing.matching.degree import Degree
from licensing.matching.paraphrase import SORTS, counts, paraphrase
from licensing.matching.runs import runs
from licensing.text.fingerprint import Grams, loops
from tests.benchmarks.figures import Figure, mean, missing, module, rows
from tests.benchmarks.peers import GRAM, Pair, fastest, pairs_of, recipe, turkish
from tests.benchmarks.rewriting import CLASSES, LINE, REVIEW, scored
from tests.benchmarks.speed import generated
from tests.matching.stories import OWN_REPORT
from tests.matching.test_disguises import DISGUISES, PIECE, TAKEN, found, share_of
from tests.matching.test_retold import spliced

__all__ = ["answers", "disguises", "sentences", "speed"]

FOLDS = 5
TEN = 10


class Answer(NamedTuple):
    """What the class of a short answer rests on."""

    group: str
    label: Degree
    rewrite: float
    longest: int
    inside: float


def answers(path: Path) -> Iterator[Figure]:
    """Yield how often short answers are sorted right, with the bounds as they ship and set without the writer."""
    pairs = scored(path)
    if not pairs:
        yield missing("short answers", f"no {path.name}")
        return
    labels = [CLASSES[str(one.row["label"])] for one in pairs]
    measured = [_answer(one.row, one.score, label) for one, label in zip(pairs, labels, strict=True)]
    crossed = [(one.label, guess) for one, guess in _crossed(measured)]
    note = "bounds set on these; crossed by writer"
    either = mean(
        [float((one.degree is Degree.NONE) == (label is Degree.NONE)) for one, label in zip(pairs, labels, strict=True)]
    )
    four = mean([float(one.degree is label) for one, label in zip(pairs, labels, strict=True)])
    flagged = [label for one, label in zip(pairs, labels, strict=True) if one.degree is not Degree.NONE]
    exact = mean([float(label is not Degree.NONE) for label in flagged])
    two_out = mean([float((a is Degree.NONE) == (b is Degree.NONE)) for a, b in crossed])
    yield Figure("short answers, copied or not", either, 0.98, len(pairs), precision=exact, crossed=two_out, note=note)
    yield Figure(
        "short answers, four classes",
        four,
        0.85,
        len(pairs),
        crossed=mean([float(a is b) for a, b in crossed]),
        note=note,
    )


def _answer(row: dict[str, str], score: float, label: Degree) -> Answer:
    draft, source = prepare(row["suspicious"]), prepare(row["source"])
    shared = runs(draft.norm, source.norm, draft.grams(4), 4) if len(draft.norm) >= 4 else ()
    longest = max((draft.hidden[run.draft : run.draft + run.length].count(0) for run in shared), default=0)
    marks = bytearray(len(draft.norm))
    for run in shared:
        marks[run.draft : run.draft + run.length] = b"\1" * run.length
    return Answer(str(row["group"]), label, score, longest, marks.count(1) / max(1, len(marks)))


def _sorted(one: Answer, bounds: tuple[int, int, float]) -> Degree:
    copied, least, light = bounds
    if one.longest < least and one.rewrite < REVIEW:
        return Degree.NONE
    if one.longest >= copied:
        return Degree.COPY
    return Degree.LIGHT if one.inside >= light else Degree.HEAVY


def _crossed(measured: Sequence[Answer]) -> Iterator[tuple[Answer, Degree]]:
    """Yield each answer with its class by bounds set on those of other writers."""
    grid = list(product(range(16, 61, 4), range(7, 13), (0.35, 0.45, 0.5, 0.55, 0.6, 0.65)))
    writers = sorted({one.group for one in measured})
    for fold in range(FOLDS):
        out = set(writers[fold::FOLDS])
        others = [one for one in measured if one.group not in out] or measured
        best = max(grid, key=lambda bounds: sum(_sorted(one, bounds) is one.label for one in others))
        yield from ((one, _sorted(one, best)) for one in measured if one.group in out)


def sentences(folder: Path, every: int, *, cross: bool) -> Iterator[Figure]:
    """Yield how often pairs of sentences are judged right, with trees as they ship and grown without the pairs."""
    for sort, aim in zip(SORTS, (0.78, 0.95), strict=True):
        listed = rows(folder / f"sentence-paraphrase-{sort}.jsonl", every)
        if not listed:
            yield missing(f"sentence paraphrase, {sort}", "no such file")
            continue
        labels = [str(row["label"]) == "1" for row in listed]
        told = [paraphrase(row["suspicious"], row["source"], sort) >= LINE for row in listed]
        right = mean([float(a is b) for a, b in zip(told, labels, strict=True)])
        exact = mean([float(label) for flag, label in zip(told, labels, strict=True) if flag])
        crossed = _grown(listed, labels) if cross else None
        note = "trees grown on these" + ("" if crossed is not None else "; not cross-fitted here")
        yield Figure(
            f"sentence paraphrase, {sort}", right, aim, len(listed), precision=exact, crossed=crossed, note=note
        )


def _grown(listed: Sequence[dict[str, str]], labels: Sequence[bool]) -> float | None:
    """Return the accuracy of ten folds, or None without scikit-learn."""
    fit, numpy = module("tests.benchmarks.fit_paraphrase"), module("numpy")
    if not (fit and numpy):
        return None
    x = numpy.array([counts(row["suspicious"], row["source"]) for row in listed], float)
    y = numpy.array(labels, int)
    turned = zip(listed[::5], listed[101::5], strict=False)
    unrelated = numpy.array([counts(one["suspicious"], other["source"]) for one, other in turned], float)
    folds = fit.StratifiedKFold(TEN, shuffle=True, random_state=0).split(x, y)
    right = [fit.fitted(x[train], y[train], unrelated).predict(x[test]) == y[test] for train, test in folds]
    return float(numpy.concatenate(right).mean())


def disguises() -> Iterator[Figure]:
    """Yield how many families of disguises are found where they stand, and how many honest reports get suspect."""
    seen, alarms = [], []
    for name, change in DISGUISES.items():
        piece = change(PIECE).strip()
        draft = spliced(piece)
        start = draft.index(piece)
        seen.append(share_of(found(draft), start, start + len(piece)) > 0.85)
        if name not in {"voice changed and retold", "everything quoted", "quoted without marks"}:
            alarms.append(found(change(OWN_REPORT)).rewrite >= LINE)
    yield Figure("families of disguises found, on an invented story", mean(list(map(float, seen))), 1.0, len(seen))
    yield Figure("  own reports in disguise flagged", mean(list(map(float, alarms))), 0.0, len(alarms), most=True)
    yield Figure("  passages told in disguises of one's own text", float(_told_of_own()), 0.0, most=True)


def _told_of_own() -> int:
    own = [change(OWN_REPORT) for name, change in DISGUISES.items() if "quoted" not in name and "retold" not in name]
    return sum(one.kind.value == "rewrite" and one.kind in TAKEN for text in own for one in found(text).passages)


def speed(every: int) -> Iterator[Figure]:
    """Yield what comparing and fingerprinting cost, in CPU, beside the peer recipe in the same run."""
    stories = list(generated(max(40, 200 // every)))
    pairs: list[Pair] = pairs_of(stories, max(10, 40 // every))
    both = [fastest(partial(_compared, *pair), 2) * 1000 for pair in pairs]
    yield Figure("comparing two texts of 600 words, ms, median", median(both), 10, len(pairs), most=True)
    sources = [prepare(source) for _, source in pairs[:TEN]]
    for source in sources:
        compare(prepare(pairs[0][0]), source)
    ten = [fastest(partial(_held, draft, sources), 1) * 1000 for draft, _ in pairs[:TEN]]
    yield Figure("a draft against its ten best candidates, ms, median", median(ten), 40, len(ten), most=True)
    for name, texts, least in (("ASCII", stories, 120.0), ("Turkish", list(turkish(len(stories))), 25.0)):
        size = sum(len(text.encode()) for text in texts) / 1e6
        grams = Grams(b"seed")
        list(grams.of_texts(["a"], 1))
        peer = fastest(partial(_listed, texts), 3)
        plain = fastest(partial(_hashed, grams, texts), 3)
        bulk = fastest(partial(_in_bulk, grams, texts), 3)
        yield Figure(f"peer recipe, {name}, MB/s", size / peer)
        yield Figure(f"plain path, {name}, MB/s", size / plain)
        yield Figure(f"plain path, {name}, times the peer recipe", peer / plain, 1.8)
        aim = least if loops() == "compiled" else None
        yield Figure(
            f"with the extra `fast`, {name}, MB/s", size / bulk, aim, note="" if aim else "extra not installed: plain"
        )


def _compared(draft: str, source: str) -> object:
    return compare(prepare(draft), prepare(source))


def _held(draft: str, sources: Sequence[Prepared]) -> object:
    here = prepare(draft)
    return [compare(here, one) for one in sources]


def _listed(texts: Sequence[str]) -> object:
    return [recipe(text) for text in texts]


def _hashed(grams: Grams, texts: Sequence[str]) -> object:
    return [grams.of_text(text, GRAM) for text in texts]


def _in_bulk(grams: Grams, texts: Sequence[str]) -> object:
    return list(grams.of_texts(texts, GRAM))
