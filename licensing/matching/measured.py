"""A comparison with everything measured: what each passage keeps of the source, and the draft as a whole.

Only passages a person is told of need it; comparing does not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from licensing.matching.kept import kept
from licensing.matching.phrases import names
from licensing.matching.prepared import SHORT, Prepared
from licensing.matching.runs import grams, runs
from licensing.matching.sequences import increasing
from licensing.model.document import Span
from licensing.model.passage import Comparison, Measures, PairMeasures, Passage

__all__ = ["measured"]


def measured(comparison: Comparison, draft: Prepared, source: Prepared) -> Comparison:
    """Return a comparison of which every passage, and the pair, has its measures.

    Args:
        comparison: What `compare` found.
        draft: The draft.
        source: The source.
    """
    named = names(draft, source)
    passages = tuple(
        replace(passage, measures=_measures(passage, draft, source, named)) for passage in comparison.passages
    )
    return replace(comparison, passages=passages, measures=_pair(passages, draft, source, named))


def _measures(passage: Passage, draft: Prepared, source: Prepared, named: frozenset[str]) -> Measures:
    own, theirs = draft.places(passage.draft), source.places(passage.source)
    longest = _longest(draft.norm[slice(*own)], source.norm[slice(*theirs)])
    if passage.measures is not None:
        return replace(passage.measures, longest_run=longest)
    return kept(draft, source, passage.draft, passage.source, longest=longest, named=named)


def _longest(here: tuple[str, ...], there: tuple[str, ...]) -> int:
    """Return the words of the longest run both have; one of fewer than four is found as a single word or a pair."""
    for n in (SHORT, 2, 1):
        if min(len(here), len(there)) >= n and (shared := runs(here, there, grams(here, n), n)):
            return max(run.length for run in shared)
    return 0


def _pair(passages: Sequence[Passage], draft: Prepared, source: Prepared, named: frozenset[str]) -> PairMeasures:
    total = len(draft.norm)
    covered = _covered(draft, (passage.draft for passage in passages))
    longest = max((passage.measures.longest_run for passage in passages if passage.measures), default=0)
    told = sum(len(passage.parts) for passage in passages)
    here, there = Span(0, len(draft.prose)), Span(0, len(source.prose))
    whole = kept(draft, source, here, there, longest=longest, named=named, told=told)
    order = [span.start for passage in passages for span in _steps(passage)]
    return PairMeasures(
        covered,
        longest,
        whole.rare_words,
        whole.names,
        whole.order,
        whole.sentences,
        increasing(order) / len(order) if len(order) > 1 else None,
        1 - covered / max(1, total),
    )


def _steps(passage: Passage) -> Sequence[Span]:
    """Return what a passage goes through in the source, step by step: its sentences where they are told."""
    return [part.source for part in passage.parts] or [passage.source]


def _covered(draft: Prepared, spans: Iterable[Span]) -> int:
    marks = bytearray(len(draft.norm))
    for span in spans:
        first, last = draft.places(span)
        marks[first:last] = b"\1" * (last - first)
    return marks.count(1)
