"""Passages of one taking are one stretch, in whatever order its sentences stand."""

from __future__ import annotations

import time
from itertools import permutations

import pytest

from licensing.matching.stretched import stretched
from licensing.model.document import Span
from licensing.model.passage import Passage, PassageKind, Stretch


def passage(draft: tuple[int, int], source: tuple[int, int], kind: PassageKind = PassageKind.VERBATIM) -> Passage:
    return Passage(kind, Span(*draft), Span(*source), 20)


@pytest.mark.parametrize("order", list(permutations((0, 200, 400))), ids=str)
def test_sentences_shuffled_are_one_stretch(order: tuple[int, ...]) -> None:
    taken = [
        passage((at, at + 180), (1000 + 3 * there, 1180 + 3 * there))
        for at, there in zip((0, 200, 400), order, strict=True)
    ]
    assert stretched(taken) == (Stretch(Span(0, 580), Span(1000, 2380)),)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        pytest.param((601, 800), (200, 400), id="far in the draft"),
        pytest.param((250, 450), (801, 1000), id="far in the source"),
    ],
)
def test_what_lies_far_apart_stays_apart(draft: tuple[int, int], source: tuple[int, int]) -> None:
    assert len(stretched([passage((0, 200), (0, 200)), passage(draft, source)])) == 2


def test_speech_alone_is_no_stretch_and_bridges_what_was_taken_around_it() -> None:
    speech = passage((300, 600), (300, 600), PassageKind.SHARED_SPEECH)
    assert stretched([speech]) == ()
    assert stretched([passage((0, 200), (0, 200)), speech, passage((800, 990), (900, 1090))]) == (
        Stretch(Span(0, 990), Span(0, 1090)),
    )


def test_ten_thousand_passages_in_no_order_take_no_time() -> None:
    many = [
        passage((at * 300, at * 300 + 200), (at * 7919 % 10_007 * 300, at * 7919 % 10_007 * 300 + 200))
        for at in range(10_000)
    ]
    began = time.process_time()
    assert stretched(many)
    assert time.process_time() - began < 10
