from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.matching.measures import MEASURES
from licensing.matching.prepared import prepare
from licensing.matching.rewriting import evidence, score
from licensing.matching.sequences import chains, common_subsequence, increasing, spearman
from licensing.matching.tokens import hidden, streams
from tests.matching.stories import OWN_REPORT, RETOLD, SOURCE

ITEMS = st.lists(st.sampled_from("abcd"), max_size=12)


def table(left: list[str], right: list[str]) -> int:
    """The textbook table of the longest common subsequence."""
    row = [0] * (len(right) + 1)
    for item in left:
        before = row[:]
        for place, other in enumerate(right):
            row[place + 1] = before[place] + 1 if item == other else max(row[place], before[place + 1])
    return row[-1]


@given(ITEMS, ITEMS)
def test_longest_common_subsequence_is_the_tables(left: list[str], right: list[str]) -> None:
    assert common_subsequence(left, right) == table(left, right)


@given(st.lists(st.integers(0, 9), max_size=12))
def test_longest_increasing_subsequence_is_the_one_shared_with_the_sorted_set(values: list[int]) -> None:
    ordered = sorted(set(values))
    assert increasing(values) == table(list(map(str, values)), list(map(str, ordered)))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([1, 2, 3, 4], 1.0, id="same order"),
        pytest.param([4, 3, 2, 1], -1.0, id="reversed"),
        pytest.param([10, 40, 20, 30], 0.4, id="ranks, not values"),
    ],
)
def test_rank_correlation(values: list[int], expected: float) -> None:
    assert spearman(values) == pytest.approx(expected)


@given(ITEMS, ITEMS)
def test_no_two_chains_use_the_same_item(draft: list[str], source: list[str]) -> None:
    found = chains(draft, source)
    for side in (0, 1):
        used = [place for chain in found for place in {anchor[side] for anchor in chain.anchors}]
        assert len(used) == len(set(used))
    for chain in found:
        assert len(chain.anchors) >= 4
        assert all(draft[i] == source[j] for i, j in chain.anchors)


def test_streams_leave_speech_out_and_know_names() -> None:
    text = prepare("Yesterday Anton Rask walked. “Bridges are mine,” he told Anton’s 12 friends.")
    found = streams(text.shown, frozenset({"anton", "rask"}))
    assert found.content == ("yeste", "walke", "told", "frien")
    assert found.named == ("anton", "rask", "anton", "12")
    assert "he" in found.function
    assert found.telling == ("yeste", "anton", "rask", "walke", "told", "anton", "12", "frien")
    assert "bridg" not in found.content


@pytest.mark.parametrize(
    ("quotations", "count"),
    [
        pytest.param([(0, 3)], 3, id="speech is hidden"),
        pytest.param([(0, 7)], 0, id="a text mostly in marks quotes nobody"),
    ],
)
def test_hidden_words(quotations: list[tuple[int, int]], count: int) -> None:
    assert hidden(10, quotations).count(1) == count


def test_a_quotation_of_over_100_words_is_text() -> None:
    assert hidden(300, [(0, 101), (150, 250)]).count(1) == 100


def measured(draft: str) -> tuple[dict[str, float], float]:
    here, there = prepare(draft), prepare(SOURCE)
    named = frozenset({"velingrad", "marn", "havlik", "rask", "anton", "sorn"})
    pair = streams(here.shown, named), streams(there.shown, named)
    return {one.measure: one.above for one in evidence(*pair)}, score(*pair)


def test_nearly_every_measure_is_higher_for_a_retelling_than_for_an_own_report() -> None:
    retold, high = measured(RETOLD)
    own, low = measured(OWN_REPORT)
    assert sum(retold[name] > own[name] for name in MEASURES) >= 10
    assert high > 0.9
    assert low < 0.1


def test_empty_texts_have_a_score() -> None:
    empty = streams(prepare("").shown, frozenset())
    assert 0 <= score(empty, empty) <= 1
