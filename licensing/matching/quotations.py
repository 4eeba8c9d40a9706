"""Passages split where a quotation begins and ends, and quotations too short or too altered to share a long run."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from licensing.matching.prepared import SHORT, N, Prepared, Region
from licensing.matching.runs import Run, clusters, grams, runs
from licensing.model.passage import Quotation
from licensing.text.words import words

__all__ = ["Piece", "faithful", "quotation", "quoted_apart", "split"]

_CUT = re.compile(r"\[[^\[\]]{0,200}\]|\(\s*(?:\.\.\.|…)\s*\)|\.\s?\.\s?\.|…")
_KNOWN = 0.7
_SHARED = 0.6
_MANY_QUOTATIONS = 2_000


class Piece(NamedTuple):
    """Shared runs that stand wholly between one pair of marks, or wholly outside any."""

    runs: tuple[Run, ...]
    region: Region | None


def split(group: Sequence[Run], draft: Prepared, source: Prepared) -> Iterator[Piece]:
    """Cut the runs of one passage where quotations of the draft begin and end.

    A few words in marks that the source has in marks too, amid eight others taken with them, are the source's own
    marks: they do not cut.
    """
    cuts = [region for region in _touched(group, draft.regions) if not _carried(region, group, source)]
    pieces: dict[int, list[Run]] = {}
    for run in group:
        for key, part in _parts(run, cuts):
            pieces.setdefault(key, []).append(part)
    for key, parts in sorted(pieces.items()):
        yield Piece(tuple(parts), cuts[key // 2] if key % 2 else None)


def _touched(group: Sequence[Run], regions: Sequence[Region]) -> Sequence[Region]:
    low, high = group[0].draft, max(run.draft + run.length for run in group)
    first = bisect_right(regions, low, key=lambda region: region.last)
    last = first
    while last < len(regions) and regions[last].first < high:
        last += 1
    return regions[first:last]


def _carried(region: Region, group: Sequence[Run], source: Prepared) -> bool:
    length = region.last - region.first
    for run in group:
        if run.draft < region.first and region.last < run.draft + run.length and length < N <= run.length - length:
            shift = run.source - run.draft
            return bool(source.spoken(region.first + shift, region.last + shift))
    return False


def _parts(run: Run, cuts: Sequence[Region]) -> Iterator[tuple[int, Run]]:
    """Yield the parts of a run; odd keys are inside the quotation of half that number."""
    place, stop = run.draft, run.draft + run.length
    number = bisect_right(cuts, place, key=lambda region: region.last)
    while place < stop:
        region = cuts[number] if number < len(cuts) else None
        inside = region is not None and region.first <= place
        edge = stop if region is None else min(stop, region.last if inside else region.first)
        yield 2 * number + inside, Run(place, run.source + place - run.draft, edge - place)
        number += inside
        place = edge


def quotation(region: Region, draft: Prepared, source: Prepared) -> Quotation:
    """Return how the draft marks words, and whether they are the source's."""
    inner = region.quoted.inner
    altered = not faithful(draft.prose[inner.start : inner.end], source.joined)
    return Quotation(inner, region.quoted.mark, region.last - region.first, altered)


def faithful(text: str, joined: str) -> bool:
    """Tell whether words are a source's, in order, with nothing left out unless dots or brackets say so."""
    place = 0
    for part in _CUT.split(text):
        if norm := words(part).norm:
            phrase = f" {' '.join(norm)} "
            place = joined.find(phrase, place)
            if place < 0:
                return False
            place += len(phrase) - 1
    return True


def quoted_apart(draft: Prepared, source: Prepared, covered: bytes) -> Iterator[Piece]:
    """Yield the quotations of the draft that share no long run with the source and are still its words.

    A quotation of four words or more counts when the source has it word for word; one of eight or more also when it
    was altered or shortened, if runs of four words make up most of it.

    Args:
        draft: The draft.
        source: The source.
        covered: One byte a word of the draft, not 0 where a passage was found.
    """
    for region in draft.regions[:_MANY_QUOTATIONS]:
        first, last = region.first, region.last
        if last - first < SHORT or any(covered[first:last]):
            continue
        norm = draft.norm[first:last]
        known = sum(map(source.vocabulary.__contains__, norm))
        if known == len(norm) and (at := source.joined.find(f" {' '.join(norm)} ")) >= 0:
            yield Piece((Run(first, source.joined.count(" ", 0, at), len(norm)),), region)
        elif len(norm) >= N and known >= _KNOWN * len(norm):
            yield from _altered(region, norm, source)


def _altered(region: Region, norm: tuple[str, ...], source: Prepared) -> Iterator[Piece]:
    found = runs(norm, source.norm, grams(norm, SHORT), SHORT)
    for cluster in clusters(found, SHORT):
        moved = tuple(run._replace(draft=run.draft + region.first) for run in cluster.runs)
        if sum(run.length for run in moved) >= _SHARED * len(norm):
            yield Piece(moved, region)
