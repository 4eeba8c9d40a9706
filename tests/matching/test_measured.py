"""What each passage, and a draft as a whole, keeps of its source."""

from __future__ import annotations

import pytest

import licensing
from licensing.matching.compare import compare, prepare
from licensing.matching.measured import measured
from licensing.model.passage import Comparison, PassageKind
from tests.matching.stories import OWN_WORDS, RETOLD, SOURCE, paragraph


def of(draft: str, source: str = SOURCE) -> Comparison:
    here, there = prepare(draft), prepare(source)
    return measured(compare(here, there), here, there)


def test_a_whole_copy_keeps_everything() -> None:
    found = of(SOURCE)
    assert found.measures is not None
    assert found.measures.own == 0
    assert found.measures.rare_words == found.measures.names == found.measures.order == found.measures.sentences == 1
    assert found.measures.words == found.draft_words
    longest = max(passage.measures.longest_run for passage in found.passages if passage.measures)
    assert longest == found.measures.longest_run > 25


def test_a_passage_taken_word_for_word() -> None:
    taken = paragraph(2)
    (passage,) = of(f"{OWN_WORDS}\n\n{taken}").passages
    assert passage.kind is PassageKind.VERBATIM
    assert passage.measures is not None
    assert passage.measures.longest_run == passage.words
    assert passage.measures.sentences == passage.measures.order == 1
    assert passage.measures.share_of_source == pytest.approx(passage.words / len(prepare(SOURCE).norm))


def test_speech_is_measured_too() -> None:
    draft = f"{OWN_WORDS}\n\n“We heard the stones grinding all night and nobody would pick up the telephone,” she said."
    (passage,) = of(draft).passages
    assert passage.kind is PassageKind.SHARED_SPEECH
    assert passage.measures is not None
    assert passage.measures.longest_run == passage.words == 14


def test_a_rewrite_has_a_longest_run_and_keeps_its_other_measures() -> None:
    here, there = prepare(RETOLD), prepare(SOURCE)
    before = compare(here, there)
    after = measured(before, here, there)
    rewritten = [one for one in after.passages if one.kind is PassageKind.REWRITE]
    assert all(one.measures and 1 <= one.measures.longest_run < 11 for one in rewritten)
    for one, other in zip(before.passages, after.passages, strict=True):
        assert one.measures is None or (other.measures and one.measures.names == other.measures.names)
    assert after.measures is not None
    assert after.measures.structure is not None
    assert after.measures.structure > 0.7


def test_paragraphs_turned_round_lose_the_outline() -> None:
    turned = of("\n\n".join([*(paragraph(n) for n in (6, 3, 2, 1)), OWN_WORDS]))
    straight = of("\n\n".join([*(paragraph(n) for n in (1, 2, 3, 6)), OWN_WORDS]))
    assert turned.measures is not None
    assert straight.measures is not None
    assert straight.measures.structure in {None, 1}
    assert turned.measures.structure is not None
    assert turned.measures.structure < 1
    assert 0 < turned.measures.own < 1


def test_an_own_report_is_its_own() -> None:
    found = of(OWN_WORDS)
    assert found.measures is not None
    assert found.measures.own == 1
    assert found.measures.words == found.measures.longest_run == 0
    assert found.measures.structure is None


@pytest.mark.parametrize("text", ["", "word", "“”", "42 42"])
def test_hardly_any_text_is_measured(text: str) -> None:
    assert of(text).measures is not None
    assert of(SOURCE, text).measures is not None


def test_comparing_measures_when_asked() -> None:
    assert licensing.compare(SOURCE, SOURCE).measures is None
    assert licensing.compare(SOURCE, SOURCE, measure=True) == of(SOURCE)
