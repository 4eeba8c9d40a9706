"""Measures the rewriting score of `licensing.compare` on files of text pairs, at the lines as they ship.

    python tests/benchmarks/rewriting.py DATA_FOLDER

The folder is laid out as that of `tests/benchmarks/reuse.py`; a set that is not there is left out. Recall comes with
the false alarms it costs and with the precision where one draft in ten is a rewrite. What each measure adds is
printed by `tests/benchmarks/fit_rewriting.py --ablation`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from licensing.matching.compare import compare, prepare
from licensing.matching.degree import Degree, degree
from licensing.matching.paraphrase import SORTS, paraphrase

LINE, REVIEW = 0.5, 0.3
LONG = 125
"""Words of the shorter text from which it counts as long."""
SHARE = 0.1
"""Share of rewrites among all drafts that precision is told for."""
CLASSES = {"non": Degree.NONE, "heavy": Degree.HEAVY, "light": Degree.LIGHT, "cut": Degree.COPY}


class Scored(NamedTuple):
    """A pair and what was measured of it."""

    row: dict[str, Any]
    score: float
    words: int
    degree: Degree

    @property
    def model(self) -> str:
        """The rewriter, where the data names one."""
        return str((self.row.get("meta") or {}).get("model", ""))


def scored(path: Path, every: int = 1) -> list[Scored]:
    """Compare all pairs of a file, or every so manieth."""
    found = []
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    for line in lines[::every]:
        if line:
            row = json.loads(line)
            draft, source = prepare(str(row["suspicious"])), prepare(str(row["source"]))
            score = compare(draft, source).rewrite
            words = min(len(draft.norm), len(source.norm))
            found.append(Scored(row, score, words, degree(draft, source, score)))
    return found


def rate(chosen: Sequence[Scored], line: float) -> float:
    """Return the share at or above a line."""
    return sum(one.score >= line for one in chosen) / len(chosen) if chosen else float("nan")


def told(name: str, chosen: Sequence[Scored], alarms: tuple[float, float]) -> str:
    """Return a line: how many are told at each line, and how many of those told would be rewrites."""
    at = rate(chosen, LINE), rate(chosen, REVIEW)
    precise = [SHARE * r / max(1e-9, SHARE * r + (1 - SHARE) * a) for r, a in zip(at, alarms, strict=True)]
    rates = f"{at[0]:9.3f}{at[1]:9.3f}" + "".join(f"{value:9.3f}" for value in precise)
    return f"{name:36}{len(chosen):6}{rates}"


def news(folder: Path) -> Iterator[str]:
    """Measure rewrites against independent reports of the same event."""
    articles, leads = scored(folder / "same-event-articles.jsonl"), scored(folder / "same-event-leads.jsonl")
    yield f"{'':36}{'pairs':>6}{'at .5':>9}{'at .3':>9}{'prec .5':>9}{'prec .3':>9}"
    for name, chosen in (("same-event articles", articles), ("same-event leads", leads)):
        yield f"{name:36}{len(chosen):6}{rate(chosen, LINE):9.3f}{rate(chosen, REVIEW):9.3f}"
    alarms = tuple(max(rate(articles, line), rate(leads, line)) for line in (LINE, REVIEW))
    rewrites = [one for path in sorted(folder.glob("llm-rewrites/*.jsonl")) for one in scored(path)]
    models = sorted({one.model for one in rewrites})
    free = [name for name in models if name.startswith("Gemini")]
    wanted: list[tuple[str, Callable[[Scored], bool]]] = [
        ("all rewrites", lambda one: True),
        (f"close, {LONG} words and more", lambda one: one.words >= LONG and one.model not in free),
        (f"free, {LONG} words and more", lambda one: one.words >= LONG and one.model in free),
        *((name, lambda one, name=name: one.model == name) for name in models),
        *((f"{low} to {high} words", lambda one, low=low, high=high: low <= one.words < high)
          for low, high in ((0, 30), (30, 50), (50, 80), (80, 125), (125, 250), (250, 10**6))),
    ]  # fmt: skip
    for name, test in wanted if rewrites else ():
        yield told(name, [one for one in rewrites if test(one)], (alarms[0], alarms[1]))


def languages(folder: Path) -> Iterator[str]:
    """Measure the transfer to other languages, and to texts on one topic that report no event."""
    pairs = scored(folder / "llm-wiki-four-languages.jsonl")
    for tongue in sorted({str(one.row["meta"]["lang"]) for one in pairs}):
        own = [one for one in pairs if one.row["meta"]["lang"] == tongue]
        for label in ("rewrite", "same-topic-independent"):
            chosen = [one for one in own if one.row["label"] == label]
            name = f"wiki {tongue} {label}"
            yield f"{name:36}{len(chosen):6}{rate(chosen, LINE):9.3f}{rate(chosen, REVIEW):9.3f}"


def answers(folder: Path) -> Iterator[str]:
    """Measure copied or not, and the four classes, on short answers."""
    pairs = scored(folder / "short-answers.jsonl")
    if pairs:
        own = [CLASSES[str(one.row["label"])] for one in pairs]
        either = [(one.degree is Degree.NONE) == (label is Degree.NONE) for one, label in zip(pairs, own, strict=True)]
        four = [one.degree is label for one, label in zip(pairs, own, strict=True)]
        name = "short answers: copied or not, four"
        yield f"{name:36}{len(pairs):6}{sum(either) / len(pairs):9.3f}{sum(four) / len(pairs):9.3f}"


def sentences(folder: Path) -> Iterator[str]:
    """Measure pairs of single sentences: how often the judgement is right, and F1 of paraphrases."""
    for sort in SORTS:
        path = folder / f"sentence-paraphrase-{sort}.jsonl"
        lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else ()
        listed = [json.loads(line) for line in lines if line]
        pairs = [(paraphrase(row["suspicious"], row["source"], sort) >= LINE, int(row["label"]) == 1) for row in listed]
        if pairs:
            both, either = sum(a and b for a, b in pairs), sum(a + b for a, b in pairs)
            right = sum(a == b for a, b in pairs) / len(pairs)
            yield f"{f'sentences, {sort}: right, F1':36}{len(pairs):6}{right:9.3f}{2 * both / either:9.3f}"


def main() -> int:
    """Print the table."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    for part in (news, languages, answers, sentences):
        for line in part(Path(sys.argv[1])):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
