"""Rows of the table on passages: plagdet where they are known, what is told of honest reports, what each stage adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from licensing.matching import compare as matching
from licensing.matching.compare import compare, prepare
from licensing.matching.stretched import stretched
from licensing.model.passage import PassageKind
from tests.benchmarks.figures import Figure, mean, missing, rows
from tests.benchmarks.passages import TAKEN, Case, found_in, near, part, share, whole
from tests.benchmarks.reuse import Span4, plagdet

__all__ = ["ablation", "figures"]

FITTED = "constants set on these data"
QUOTES = '“”"«»„'
SPEECH = 3
SEED = 1


def figures(folder: Path, every: int) -> Iterator[Figure]:
    """Yield plagdet on copied passages and on drafts made for it, and what is told of independent reports."""
    yield from verbatim(folder / "verbatim-spans.jsonl", every)
    made = drafts(folder, every)
    for name, (cases, aim) in made.items():
        told = [(case.truth, found_in(case)) for case in cases]
        yield figure(name, told, aim)
        if name.startswith("whole"):
            yield from spoken(cases, told)
            flagged = [float(bool(found_in(case._replace(draft=case.clean)))) for case in cases]
            yield Figure("clean drafts flagged", mean(flagged), 0.0, len(cases), most=True)
    if not made:
        yield missing("rewrites and copies in other stories", "needs llm-rewrites/ and news-archive-2004.jsonl")
    for name, fifth, some in (("articles", 0.01, 0.08), ("leads", None, None)):
        shares = [told_share(row) for row in rows(folder / f"same-event-{name}.jsonl", every)]
        if shares:
            over, any_ = (mean([float(one > bound) for one in shares]) for bound in (0.2, 0.0))
            yield Figure(
                f"same-event {name} with over a fifth in passages", over, fifth, len(shares), most=True, note=FITTED
            )
            yield Figure(f"same-event {name} with any", any_, some, len(shares), most=True, note=FITTED)


def drafts(folder: Path, every: int) -> dict[str, tuple[list[Case], float]]:
    """Return drafts whose passages are known, and the plagdet aimed at; none where the stories are missing."""
    if not (folder / "news-archive-2004.jsonl").exists() or not any(folder.glob("llm-rewrites/*.jsonl")):
        return {}
    count = max(8, 243 // every)
    return {
        "whole rewrites in other stories": (list(whole(folder, count, SEED)), 0.97),
        "3-6 sentences of a rewrite in other stories": (list(part(folder, count, SEED)), 0.93),
        **{
            f"shuffled, {rate:.0%} of the words changed": (list(near(folder, count // 4, SEED, rate)), aim)
            for rate, aim in ((0.1, 0.98), (0.2, 0.97), (0.3, 0.97))
        },
    }


def figure(name: str, told: Sequence[tuple[list[Span4], list[Span4]]], aim: float | None, note: str = FITTED) -> Figure:
    """Return the row of plagdet, with recall and granularity in its note."""
    score, exact, recall, pieces = plagdet(told)
    return Figure(
        f"plagdet, {name}", score, aim, len(told), precision=exact,
        note=f"R {recall:.3f}, granularity {pieces:.3f}; {note}",
    )  # fmt: skip


def spoken(cases: Sequence[Case], told: Sequence[tuple[list[Span4], list[Span4]]]) -> Iterator[Figure]:
    """Yield plagdet of rewrites that carry quoted speech, and of those that carry none."""
    for name, carries in (("carrying quoted speech", True), ("carrying none", False)):
        chosen = [
            one for one, case in zip(told, cases, strict=True)
            if (sum(map(case.draft[case.truth[0][0] : case.truth[0][1]].count, QUOTES)) > SPEECH) is carries
        ]  # fmt: skip
        if chosen:
            yield figure(f"  of these, {name}", chosen, None)


def verbatim(path: Path, every: int = 1) -> Iterator[Figure]:
    """Yield plagdet on files whose spans are given: copied passages alone, and all that is told."""
    copied: dict[str, list[tuple[list[Span4], list[Span4]]]] = {"spans_corrected": [], "spans": []}
    everything = []
    for row in rows(path, every):
        found = compare(prepare(row["suspicious"]), prepare(row["source"]))
        plain = stretched(one for one in found.passages if one.kind is not PassageKind.REWRITE)
        for kind, cases in copied.items():
            if kind in row:
                truth = [(a, a + n, b, b + m) for a, n, b, m in row[kind]]
                cases.append((truth, [(*one.draft, *one.source) for one in plain]))
        truth = [(a, a + n, b, b + m) for a, n, b, m in row.get("spans_corrected") or row["spans"]]
        everything.append((truth, [(*one.draft, *one.source) for one in found.stretches]))
    if not everything:
        yield missing(f"plagdet, {path.stem}", "no such file")
        return
    for kind, name, aim in (("spans_corrected", "labels corrected", 0.995), ("spans", "as given", None)):
        if copied[kind]:
            yield figure(f"{path.stem}, copied, {name}", copied[kind], aim, "nothing fitted")
    yield figure(f"{path.stem}, retold ones too", everything, None, "the labels hold copies only")


def told_share(row: dict[str, Any]) -> float:
    """Return the share of a draft's unquoted words in verbatim or rewritten passages."""
    draft = prepare(row["suspicious"])
    return share(draft.hidden, draft.places, compare(draft, prepare(row["source"])))


def _none(*_: object, **__: object) -> list[Any]:
    return []


STAGES: dict[str, dict[str, Callable[..., Any]]] = {
    "nothing left out": {},
    "without retold stretches": {"retold": _none},
    "without edited copies": {"edited": _none},
    "without both": {"retold": _none, "edited": _none},
    "without cutting out what stands as it was": {"apart": lambda passages, *_: list(passages)},
    "without disguised words read": {"mended": lambda draft, source: draft},
    "without the score of the whole": {"LINE": 2.0},  # type: ignore[dict-item]
    "without putting together": {"stretched": lambda passages: tuple(one for one in passages if one.kind in TAKEN)},
}


@contextmanager
def without(stages: dict[str, Any]) -> Iterator[None]:
    """Compare with some stages put out of work."""
    before = {name: getattr(matching, name) for name in stages}
    try:
        for name, stage in stages.items():
            setattr(matching, name, stage)
        yield
    finally:
        for name, stage in before.items():
            setattr(matching, name, stage)


def ablation(folder: Path, every: int) -> Iterator[str]:
    """Yield the table of what each stage adds to plagdet, and costs on independent reports."""
    if not (made := drafts(folder, every)):
        yield "not measured: needs llm-rewrites/ and news-archive-2004.jsonl"
        return
    events = rows(folder / "same-event-articles.jsonl", every)
    copies = rows(folder / "verbatim-spans.jsonl", every)
    heads = ["whole", "part", "10 %", "20 %", "30 %", "copied", "any art."]
    yield f"{'passages, plagdet':44}" + "".join(f"{head:>9}" for head in heads)
    for name, stages in STAGES.items():
        with without(stages):
            scores = [plagdet([(case.truth, found_in(case)) for case in cases])[0] for cases, _ in made.values()]
            copied = plagdet([_copied(row) for row in copies])[0]
            some = mean([float(told_share(row) > 0) for row in events])
        yield f"{name:44}" + "".join(f"{score:9.4f}" for score in [*scores, copied, some])


def _copied(row: dict[str, Any]) -> tuple[list[Span4], list[Span4]]:
    found = compare(prepare(row["suspicious"]), prepare(row["source"]))
    put = stretched if vars(matching)["stretched"] is stretched else tuple
    plain = put(one for one in found.passages if one.kind is not PassageKind.REWRITE)
    truth = [(a, a + n, b, b + m) for a, n, b, m in row.get("spans_corrected") or row["spans"]]
    return truth, [(*one.draft, *one.source) for one in plain]
