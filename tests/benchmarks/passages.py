"""Measures which passages `licensing.matching` tells, and prints a table.

    python tests/benchmarks/passages.py DATA_FOLDER [--each 243] [--seed 1]

From files of the format of `reuse.py` it makes drafts whose passages are known: rewrites put whole, or three to six
sentences of them, into stories on other matters; sentences of a story shuffled, with 10, 20 and 30 % of the words
dropped, changed or put in. It compares spans as a person would mark them (`Comparison.stretches`) by plagdet, and
counts what is told of stories by others about the same event.
Every other file whose rows have `spans_corrected` or `spans` is measured as it is.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from licensing.matching.compare import compare, prepare
from licensing.matching.stretched import stretched
from licensing.model.document import Span
from licensing.model.passage import Comparison, PassageKind
from licensing.text.sentences import paragraphs, sentences

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.benchmarks.reuse import Span4, plagdet, rows

LONG = 125
TAKEN = frozenset({PassageKind.VERBATIM, PassageKind.REWRITE})


class Case(NamedTuple):
    """A draft, a source, and where the one holds the other; `clean` is the draft without it."""

    group: str
    draft: str
    source: str
    truth: list[Span4]
    clean: str


def unwrapped(text: str) -> str:
    """Return a text without the quotation marks it was kept in."""
    plain = text.strip()
    if plain[:1] == plain[-1:] == '"' and plain.count('"') % 2 == 0:
        return plain[1:-1].replace('""', '"').strip()
    return plain


def carriers(folder: Path) -> list[tuple[str, str]]:
    """Return stories to put things into, each after the folder its id names."""
    listed = rows(folder / "news-archive-2004.jsonl")
    named = [(str(row["id"]).split("/")[0], str(row["text"])) for row in listed]
    return [(name, text) for name, text in named if 250 <= len(text.split()) <= 900]


def rewrites(folder: Path, seed: int) -> list[tuple[str, str, str]]:
    """Return rewriter, source and rewrite of the long rewrites, shuffled."""
    found = []
    for path in sorted(folder.glob("llm-rewrites/*.jsonl")):
        for row in rows(path):
            source, draft = unwrapped(row["source"]), unwrapped(row["suspicious"])
            if min(len(source.split()), len(draft.split())) >= LONG:
                found.append((str(row["meta"]["model"]), source, draft))
    random.Random(seed).shuffle(found)  # noqa: S311
    return found


def put(carrier: str, piece: str, rng: random.Random) -> tuple[str, tuple[int, int]]:
    """Return a story with a piece put between two of its paragraphs, and where that stands."""
    places = paragraphs(carrier)
    at = places[rng.randrange(1, len(places))].start if len(places) > 1 else len(carrier)
    before = carrier[:at].rstrip() + "\n\n"
    return f"{before}{piece}\n\n{carrier[at:]}", (len(before), len(before) + len(piece))


def whole(folder: Path, count: int, seed: int) -> Iterator[Case]:
    """Yield stories with a rewrite in them."""
    rng, others = random.Random(seed), carriers(folder)  # noqa: S311
    for model, source, rewrite in rewrites(folder, seed)[:count]:
        _, carrier = rng.choice(others)
        draft, span = put(carrier, rewrite, rng)
        yield Case(model, draft, source, [(*span, 0, len(source))], carrier)


def part(folder: Path, count: int, seed: int) -> Iterator[Case]:
    """Yield stories with three to six sentences of a rewrite in them; source spans are found by shared stems."""
    rng, others = random.Random(seed + 1), carriers(folder)  # noqa: S311
    for model, source, rewrite in rewrites(folder, seed)[:count]:
        own = sentences(rewrite)
        size = min(rng.randint(3, 6), len(own))
        first = rng.randrange(len(own) - size + 1)
        span = told_by(rewrite, own, (first, first + size), source)
        _, carrier = rng.choice(others)
        draft, here = put(carrier, rewrite[own[first].start : own[first + size - 1].end], rng)
        yield Case(model, draft, source, [(*here, *span)], carrier)


def told_by(rewrite: str, own: Sequence[Span], chosen: tuple[int, int], source: str) -> tuple[int, int]:
    """Return the span of the source that some sentences of its rewrite tell: rough, by shared stems and place."""
    theirs = sentences(source)
    here, there = [stems(rewrite[a:b]) for a, b in own], [stems(source[a:b]) for a, b in theirs]
    spread = {stem: sum(stem in bag for bag in there) for bag in there for stem in bag}

    def like(one: int, other: int) -> float:
        shared = sum(1 / spread[stem] for stem in here[one] & there[other])
        far = abs(one / len(here) - other / len(there))
        return shared / sqrt(len(here[one]) * len(there[other]) + 1) - 0.15 * far

    owners = [max(range(len(here)), key=lambda one, other=other: like(one, other)) for other in range(len(there))]  # type: ignore[misc]
    targets = {max(range(len(there)), key=lambda other, one=one: like(one, other)) for one in range(*chosen)}  # type: ignore[misc]
    groups: list[list[int]] = []
    for place in sorted(targets | {place for place, owner in enumerate(owners) if chosen[0] <= owner < chosen[1]}):
        if groups and place - groups[-1][-1] <= 2:
            groups[-1].append(place)
        else:
            groups.append([place])
    group = max(groups, key=len)
    return theirs[group[0]].start, theirs[group[-1]].end


def stems(text: str) -> set[str]:
    """Return the longer words of a text, cut short."""
    return {word[:5] for word in re.findall(r"\w{4,}", text.lower())}


def near(folder: Path, count: int, seed: int, rate: float) -> Iterator[Case]:
    """Yield stories with shuffled sentences of another in them, a share of the words dropped, changed or put in."""
    rng, others = random.Random(seed + int(100 * rate)), carriers(folder)  # noqa: S311
    pool = [word for _, text in others[:200] for word in re.findall(r"[a-z]{4,}", text)]
    for _ in range(count):
        topic, source = rng.choice(others)
        _, carrier = rng.choice([other for other in others if other[0] != topic])
        spans = sentences(source)
        size = min(len(spans), rng.randint(4, 10))
        first = rng.randrange(len(spans) - size + 1)
        chosen = [source[a:b] for a, b in spans[first : first + size]]
        rng.shuffle(chosen)
        piece = " ".join(word for one in chosen for word in changed(one.split(" "), pool, rate, rng))
        draft, here = put(carrier, piece, rng)
        yield Case("", draft, source, [(*here, spans[first].start, spans[first + size - 1].end)], carrier)


def changed(words: Sequence[str], pool: Sequence[str], rate: float, rng: random.Random) -> Iterator[str]:
    """Yield words, some dropped, some changed, some put in."""
    for word in words:
        drawn = rng.random()
        if drawn >= rate / 3:
            yield rng.choice(pool) if drawn < 2 * rate / 3 else word
        if 2 * rate / 3 <= drawn < rate:
            yield rng.choice(pool)


def found_in(case: Case, *, raw: bool = False) -> list[Span4]:
    """Return what is told of a case."""
    comparison = compare(prepare(case.draft), prepare(case.source))
    if raw:
        return [(*one.draft, *one.source) for one in comparison.passages if one.kind in TAKEN]
    return [(*one.draft, *one.source) for one in comparison.stretches]


def spliced(folder: Path, count: int, seed: int) -> Iterator[str]:
    """Measure passages in drafts made for it."""
    for name, cases in (
        ("whole rewrites", list(whole(folder, count, seed))),
        ("3-6 sentences", list(part(folder, count, seed))),
        *((f"shuffled, {rate:.0%} changed", list(near(folder, count // 4, seed, rate))) for rate in (0.1, 0.2, 0.3)),
    ):
        told = [(case.truth, found_in(case)) for case in cases]
        score, precision, recall, granularity = plagdet(told)
        yield f"{name:24}plagdet {score:.4f}  P {precision:.3f}  R {recall:.3f}  granularity {granularity:.3f}"
        here = [([(a, b, a, b) for a, b, _, _ in truth], [(a, b, a, b) for a, b, _, _ in one]) for truth, one in told]
        raw = [(case.truth, found_in(case, raw=True)) for case in cases]
        yield f"{'':24}draft side {plagdet(here)[0]:.4f}  single passages {plagdet(raw)[0]:.4f} ({plagdet(raw)[3]:.2f})"
        for group in sorted({case.group for case in cases} - {""}):
            mine = [one for one, case in zip(told, cases, strict=True) if case.group == group]
            yield f"  {group[:22]:22}plagdet {plagdet(mine)[0]:.4f}"
        if name == "whole rewrites":
            clean = sum(bool(found_in(case._replace(draft=case.clean))) for case in cases)
            yield f"{'clean drafts flagged':24}{clean} of {len(cases)}"


def same_event(folder: Path) -> Iterator[str]:
    """Measure what is told of independent reports: share of unquoted words, pairs over a fifth, pairs with any."""
    for name in ("same-event-articles", "same-event-leads"):
        shares = []
        for row in rows(folder / f"{name}.jsonl"):
            draft = prepare(str(row["suspicious"]))
            shares.append(share(draft.hidden, draft.places, compare(draft, prepare(str(row["source"])))))
        fifth, some = (sum(one > bound for one in shares) / len(shares) for bound in (0.2, 0.0))
        yield f"{name:24}unquoted words told {sum(shares) / len(shares):.3f}  over a fifth {fifth:.3f}  any {some:.3f}"


def share(hidden: bytes, places: object, comparison: Comparison) -> float:
    """Return the share of a draft's unquoted words that stand in verbatim or rewritten passages."""
    marks = bytearray(len(hidden))
    for passage in comparison.passages:
        if passage.kind in TAKEN:
            first, last = places(passage.draft)  # type: ignore[operator]
            marks[first:last] = b"\1" * (last - first)
    shown = [mark for mark, quoted in zip(marks, hidden, strict=True) if not quoted]
    return sum(shown) / max(1, len(shown))


def given(folder: Path) -> Iterator[str]:
    """Measure the files whose spans are given, by copied stretches and by all."""
    for path in sorted(folder.glob("*.jsonl")):
        listed = [row for row in rows(path) if "spans" in row or "spans_corrected" in row]
        everything, copies = [], []
        for row in listed:
            spans: list[list[int]] = row.get("spans_corrected") or row["spans"]
            truth = [(a, a + n, b, b + m) for a, n, b, m in spans]
            found = compare(prepare(str(row["suspicious"])), prepare(str(row["source"])))
            copied = stretched(one for one in found.passages if one.kind is not PassageKind.REWRITE)
            everything.append((truth, [(*one.draft, *one.source) for one in found.stretches]))
            copies.append((truth, [(*one.draft, *one.source) for one in copied]))
        for name, cases in (("copied", copies), ("all", everything)) if listed else ():
            score, precision, recall, granularity = plagdet(cases)
            figures = f"plagdet {score:.4f}  P {precision:.3f}  R {recall:.3f}  granularity {granularity:.3f}"
            yield f"{f'{path.stem}, {name}':24}{figures}"


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--each", type=int, default=243)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    began = time.perf_counter()
    for line in (*given(chosen.folder), *spliced(chosen.folder, chosen.each, chosen.seed), *same_event(chosen.folder)):
        print(line)
    print(f"({time.perf_counter() - began:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
