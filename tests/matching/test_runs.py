from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.matching.runs import Run, clusters, grams, runs

WORDS = st.lists(st.sampled_from("abcde"), max_size=30).map(tuple)


def brute_force(draft: tuple[str, ...], source: tuple[str, ...], n: int) -> set[tuple[int, int]]:
    """Every maximal shared run by trying all pairs of places, without those inside another."""
    found = set()
    for i in range(len(draft)):
        for j in range(len(source)):
            length = 0
            while draft[i + length : i + length + 1] == source[j + length : j + length + 1] != ():
                length += 1
            if length >= n:
                found.add((i, i + length))
    return {one for one in found if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in found)}


@given(WORDS, WORDS, st.integers(1, 5))
def test_runs_are_exactly_those_brute_force_finds(draft: tuple[str, ...], source: tuple[str, ...], n: int) -> None:
    found = runs(draft, source, grams(draft, n), n)
    assert {(run.draft, run.draft + run.length) for run in found} == brute_force(draft, source, n)
    for run in found:
        there = source[run.source : run.source + run.length]
        assert draft[run.draft : run.draft + run.length] == there


@given(WORDS, WORDS, st.integers(1, 4))
def test_clusters_never_overlap_and_keep_every_long_run(
    draft: tuple[str, ...], source: tuple[str, ...], n: int
) -> None:
    found = runs(draft, source, grams(draft, n), n)
    joined = clusters(found, n)
    for before, after in pairwise(joined):
        assert before.draft[1] <= after.draft[0]
    for run in found:
        met = sum(max(0, min(one.draft[1], run.draft + run.length) - max(one.draft[0], run.draft)) for one in joined)
        assert met > 0


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([Run(0, 0, 10), Run(12, 12, 9)], [(0, 21)], id="two words changed"),
        pytest.param([Run(0, 0, 10), Run(25, 10, 9)], [(0, 34)], id="fifteen words put in"),
        pytest.param([Run(0, 0, 10), Run(26, 10, 9)], [(0, 10), (26, 35)], id="sixteen words put in"),
        pytest.param([Run(0, 50, 10), Run(10, 0, 9)], [(0, 10), (10, 19)], id="far apart in the source"),
        pytest.param([Run(0, 10, 10), Run(10, 0, 10)], [(0, 20)], id="two sentences swapped"),
        pytest.param([Run(0, 0, 10), Run(22, 22, 5)], [(0, 27)], id="short run twelve words off"),
        pytest.param([Run(0, 0, 10), Run(24, 24, 5)], [(0, 10)], id="short run fourteen words off is chance"),
        pytest.param([Run(0, 0, 5)], [], id="no long run"),
    ],
)
def test_runs_of_one_passage_are_joined(found: list[Run], expected: list[tuple[int, int]]) -> None:
    assert [one.draft for one in clusters(found, 8)] == expected


def test_the_weaker_of_two_overlapping_passages_is_cut() -> None:
    joined = clusters([Run(0, 0, 20), Run(12, 100, 16)], 8)
    assert [(one.draft, one.source) for one in joined] == [((0, 20), (0, 20)), ((20, 28), (108, 116))]
