from __future__ import annotations

import hashlib
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.text.fingerprint import Grams, cover

SEED = b"a seed of sixteen"


def test_equal_runs_of_words_hash_alike_wherever_they_stand() -> None:
    grams = Grams(SEED)
    one = grams.hashes(["the", "quay", "at", "lower", "marsh", "was", "closed"], 5)
    other = grams.hashes(["yesterday", "the", "quay", "at", "lower", "marsh", "opened"], 5)
    assert len(one) == len(other) == 3
    assert one[0] == other[1]


@given(st.lists(st.sampled_from(["a", "b", "é", "中", "\ud800"]), max_size=12), st.integers(1, 5))
def test_a_text_has_one_gram_for_every_place_and_equal_grams_have_equal_words(norm: list[str], width: int) -> None:
    hashes = Grams(SEED).hashes(norm, width)
    runs = [tuple(norm[at : at + width]) for at in range(len(norm) - width + 1)]
    assert len(hashes) == len(runs)
    assert len(set(hashes)) == len(set(runs))
    assert all(-(2**63) <= gram < 2**63 for gram in hashes)


def test_no_two_short_runs_over_a_small_vocabulary_collide() -> None:
    grams = Grams(SEED)
    runs = list(product("abcdef", repeat=5))
    assert len({grams.hashes(run, 5)[0] for run in runs}) == len(runs)


def test_another_seed_gives_other_hashes() -> None:
    norm = ["the", "quay", "at", "lower", "marsh"]
    assert Grams(b"one").hashes(norm, 5) != Grams(b"other").hashes(norm, 5)


def test_a_gram_is_the_weighted_sum_of_keyed_word_hashes() -> None:
    # Archives outlive a release: a gram that hashes otherwise needs another schema version.
    norm = ["the", "quay", "at", "lower", "marsh"]
    digests = [hashlib.blake2b(word.encode(), digest_size=8, key=SEED).digest() for word in norm]
    total = sum((int.from_bytes(digest, "little") // 32) * 2**at for at, digest in enumerate(digests))
    assert Grams(SEED).hashes(norm, 5) == (total - 2**64 if total >= 2**63 else total,)


@pytest.mark.parametrize("width", [0, 6])
def test_a_width_that_would_spill_between_lanes_is_refused(width: int) -> None:
    with pytest.raises(ValueError, match="1 to 5 words"):
        Grams(SEED).hashes(["quay"], width)


def test_the_memory_of_word_hashes_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licensing.text.fingerprint._MAX_WORDS", 3)
    norm = ["one", "two", "three", "four", "five", "six", "seven"]
    assert Grams(SEED).hashes(norm, 2) == tuple(gram for pair in pairwise(norm) for gram in Grams(SEED).hashes(pair, 2))


COSTS = st.dictionaries(st.integers(0, 9), st.floats(0.5, 50, allow_nan=False))


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(1, 6), COSTS)
def test_a_cover_leaves_no_window_empty(grams: list[int], window: int, cost: dict[int, float]) -> None:
    chosen = cover(grams, window, cost)
    assert chosen == sorted(set(chosen))
    for start in range(len(grams) - window + 1):
        assert any(start <= place < start + window for place in chosen)


@given(st.lists(st.integers(0, 5), max_size=11), st.integers(1, 5), COSTS)
def test_no_cover_is_cheaper(grams: list[int], window: int, cost: dict[int, float]) -> None:
    def price(places: tuple[int, ...] | list[int]) -> float:
        return sum(cost.get(grams[place], 1.0) for place in places)

    subsets = [[place for place in range(len(grams)) if bits >> place & 1] for bits in range(1 << len(grams))]
    covers = [
        places
        for places in subsets
        if all(any(at <= place < at + window for place in places) for at in range(len(grams) - window + 1))
    ]
    assert price(cover(grams, window, cost)) == pytest.approx(min(map(price, covers)))


def test_the_rarest_gram_is_taken() -> None:
    assert cover([7, 7, 1, 7], 4, {7: 9.0}) == [2]
