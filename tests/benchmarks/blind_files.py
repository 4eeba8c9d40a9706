"""Rows of the table on any file of the formats of `reuse.py`; what its rows hold tells what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from licensing.matching.degree import Degree
from licensing.matching.paraphrase import SORTS, paraphrase
from tests.benchmarks.figures import Figure, Row, mean, missing, rows
from tests.benchmarks.rewriting import CLASSES, LINE, LONG, REVIEW, Scored, rate, scored
from tests.benchmarks.table_passages import told_share, verbatim

__all__ = ["figures"]

REWRITES = frozenset({"llm-rewrite", "rewrite"})


def figures(path: Path, every: int = 1) -> Iterator[Figure]:
    """Yield the rows of a file."""
    listed = rows(path, every)
    pairs = [row for row in listed if "suspicious" in row and "source" in row]
    labels = {str(row.get("label")) for row in pairs}
    if not pairs:
        yield missing(path.stem, "no pairs of `source` and `suspicious` in it")
    elif "spans" in pairs[0] or "spans_corrected" in pairs[0]:
        yield from verbatim(path, every)
    elif labels <= {"0", "1"}:
        yield from sentences(pairs)
    elif labels <= set(CLASSES):
        yield from answers(path, every)
    else:
        yield from whole(path, every)


def sentences(pairs: list[Row]) -> Iterator[Figure]:
    """Yield how often pairs of sentences are judged right, by either sort of trees."""
    labels = [str(row["label"]) == "1" for row in pairs]
    for sort in SORTS:
        told = [paraphrase(row["suspicious"], row["source"], sort) >= LINE for row in pairs]
        exact = mean([float(label) for flag, label in zip(told, labels, strict=True) if flag])
        right = mean([float(a is b) for a, b in zip(told, labels, strict=True)])
        yield Figure(f"sentence paraphrase, judged as {sort}", right, None, len(pairs), precision=exact)


def answers(path: Path, every: int) -> Iterator[Figure]:
    """Yield how often answers are sorted right."""
    judged = [(one.degree, CLASSES[str(one.row["label"])]) for one in scored(path, every)]
    either = [float((a is Degree.NONE) == (b is Degree.NONE)) for a, b in judged]
    yield Figure("copied or not", mean(either), 0.98, len(judged))
    yield Figure("four classes", mean([float(a is b) for a, b in judged]), 0.85, len(judged))


def whole(path: Path, every: int) -> Iterator[Figure]:
    """Yield how many rewrites and how many independent reports are told, by label, language and rewriter."""
    pairs = scored(path, every)
    for label in sorted({str(one.row["label"]) for one in pairs}):
        own = [one for one in pairs if str(one.row["label"]) == label]
        rewrites = label in REWRITES
        for line, most in ((LINE, 0.01), (REVIEW, 0.05)):
            aim = None if rewrites else most
            yield Figure(f"{label}, at {line:g}", rate(own, line), aim, len(own), most=not rewrites)
        yield from _groups(label, own)
        if rewrites:
            long = [one for one in own if one.words >= LONG]
            yield Figure(
                f"  {label} of {LONG} words and more, at {LINE:g}", rate(long, LINE) if long else None, None, len(long)
            )
        else:
            shares = [told_share(one.row) for one in own]
            yield Figure(
                f"  {label}, over a fifth in passages",
                mean([float(one > 0.2) for one in shares]),
                0.01,
                len(own),
                most=True,
            )
            yield Figure(f"  {label}, any passage", mean([float(one > 0) for one in shares]), 0.08, len(own), most=True)


def _groups(label: str, own: list[Scored]) -> Iterator[Figure]:
    for key in ("lang", "model"):
        for name in sorted({str((one.row.get("meta") or {}).get(key, "")) for one in own} - {""}):
            chosen = [one for one in own if str((one.row.get("meta") or {}).get(key, "")) == name]
            for line in (LINE, REVIEW):
                yield Figure(f"  {label}, {name}, at {line:g}", rate(chosen, line), None, len(chosen))
