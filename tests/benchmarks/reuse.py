"""Measures `licensing.matching` on a folder of text-reuse sets and prints a table.

Usage: python tests/benchmarks/reuse.py DATA_FOLDER

The folder holds JSON lines with `source`, `suspicious`, `label` and, for `verbatim-spans.jsonl`, `spans_corrected`
([draft offset, draft length, source offset, source length]). Nothing of it belongs into this repository.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from math import log2
from pathlib import Path
from typing import Any

from licensing.matching.compare import compare, prepare
from licensing.matching.stretched import stretched
from licensing.model.passage import Comparison, PassageKind

Row = dict[str, Any]
Span4 = tuple[int, int, int, int]


def rows(path: Path) -> list[Row]:
    """Read one set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def compared(row: Row) -> Comparison:
    """Compare one pair."""
    return compare(prepare(str(row["suspicious"])), prepare(str(row["source"])))


def detected(row: Row) -> list[Span4]:
    """Return the copied stretches, pieces cut at quotation marks put together."""
    copied = stretched(one for one in compared(row).passages if one.kind is not PassageKind.REWRITE)
    return [(*one.draft, *one.source) for one in copied]


def plagdet(cases: Sequence[tuple[list[Span4], list[Span4]]]) -> tuple[float, float, float, float]:
    """Return plagdet, precision, recall and granularity, macro-averaged over cases (Potthast et al. 2010)."""
    precision = recall = pieces = hits = found_number = true_number = 0.0
    for truth, found in cases:
        for one in found:
            precision += covered(one, truth)
        for one in truth:
            recall += covered(one, found)
            touching = sum(1 for other in found if overlap(one, other))
            pieces += touching
            hits += bool(touching)
        found_number += len(found)
        true_number += len(truth)
    p, r = precision / max(1, found_number), recall / max(1, true_number)
    granularity = pieces / hits if hits else 1.0
    return (2 * p * r / (p + r) if p + r else 0.0) / log2(1 + granularity), p, r, granularity


def overlap(one: Span4, other: Span4) -> int:
    """Return the characters two cases share on both sides; 0 unless they meet on both."""
    sides = [min(one[side + 1], other[side + 1]) - max(one[side], other[side]) for side in (0, 2)]
    return sum(sides) if min(sides) > 0 else 0


def covered(one: Span4, others: Sequence[Span4]) -> float:
    """Return the share of one case's characters, both sides, that others cover."""
    met = [other for other in others if overlap(one, other)]
    inside = 0
    for side in (0, 2):
        marks = bytearray(one[side + 1] - one[side])
        for other in met:
            low, high = max(one[side], other[side]) - one[side], min(one[side + 1], other[side + 1]) - one[side]
            marks[low:high] = b"\1" * max(0, high - low)
        inside += marks.count(1)
    return inside / (one[1] - one[0] + one[3] - one[2])


def verbatim(folder: Path) -> Iterator[str]:
    """Measure copied passages."""
    cases = []
    for row in rows(folder / "verbatim-spans.jsonl"):
        spans = row["spans_corrected"]
        truth = [(d, d + n, s, s + m) for d, n, s, m in spans]
        cases.append((truth, detected(row)))
    score, precision, recall, granularity = plagdet(cases)
    yield f"{'verbatim-spans':26}plagdet {score:.4f}  P {precision:.4f}  R {recall:.4f}  granularity {granularity:.3f}"


def rewrites(folder: Path) -> Iterator[str]:
    """Measure the rewrite score: recall at one false alarm in a hundred, and at the line of 0.5."""
    articles = [compared(row) for row in rows(folder / "same-event-articles.jsonl")]
    leads = [compared(row) for row in rows(folder / "same-event-leads.jsonl")]
    positives = [(row, compared(row)) for path in sorted(folder.glob("llm-rewrites/*.jsonl")) for row in rows(path)]
    line = max(threshold(articles), threshold(leads))
    for name, wanted in by_model(positives):
        chosen = [one for row, one in positives if wanted(row)]
        at_line = rate(chosen, lambda one: one.rewrite >= 0.5)
        at_one = rate(chosen, lambda one: one.rewrite > line)
        told = [one for one in chosen if one.rewrite >= 0.5]
        share = sum(one.share_of_draft for one in told) / max(1, len(told))
        yield f"llm-rewrites {name:12} {len(chosen):5} at .5 {at_line:.3f}  R@1% {at_one:.3f}  draft told {share:.3f}"
    for name, negatives in (("articles", articles), ("leads", leads)):
        told_of = rate(negatives, lambda one: any(p.kind is PassageKind.REWRITE for p in one.passages))
        alarms = rate(negatives, lambda one: one.rewrite >= 0.5)
        over = rate(negatives, lambda one: any(p.words >= 11 and p.kind is PassageKind.VERBATIM for p in one.passages))
        yield (
            f"same-event {name:14} {len(negatives):5} at .5 {alarms:.3f}  with rewrite passages {told_of:.3f}"
            f"  11 unmarked words {over:.3f}"
        )


def by_model(positives: Sequence[tuple[Row, Comparison]]) -> Iterator[tuple[str, Callable[[Row], bool]]]:
    """Yield each rewriter, and all of them."""
    yield "all", lambda row: True
    for model in sorted({str(row["meta"]["model"]) for row, _ in positives}):
        yield model[:12], lambda row, model=model: row["meta"]["model"] == model  # type: ignore[misc]


def threshold(negatives: Sequence[Comparison]) -> float:
    """Return the score that one in a hundred passes."""
    return sorted((one.rewrite for one in negatives), reverse=True)[len(negatives) // 100]


def rate(chosen: Sequence[Comparison], test: Callable[[Comparison], bool]) -> float:
    """Return the share that passes a test."""
    return sum(map(test, chosen)) / max(1, len(chosen))


def answers(folder: Path) -> Iterator[str]:
    """Measure copied or not on short answers: a passage of 11 words, or a rewrite."""
    listed = [(str(row["label"]), compared(row)) for row in rows(folder / "short-answers.jsonl")]
    flagged = [
        (label, one.rewrite >= 0.5 or any(p.words >= 11 for p in one.passages if p.kind is PassageKind.VERBATIM))
        for label, one in listed
    ]
    right = sum((label != "non") == flag for label, flag in flagged)
    each = "  ".join(
        f"{name} {sum(flag for label, flag in flagged if label == name)}/{sum(label == name for label, _ in flagged)}"
        for name in sorted({label for label, _ in flagged})
    )
    yield f"short-answers             accuracy {right / len(flagged):.3f}  flagged: {each}"


def main() -> int:
    """Print the table."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    for measure in (verbatim, rewrites, answers):
        began = time.perf_counter()
        for line in measure(folder):
            print(line)
        print(f"  ({time.perf_counter() - began:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
