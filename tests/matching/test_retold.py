from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.matching.compare import compare, prepare
from licensing.matching.maximal import joined, segments
from licensing.model.document import Span
from licensing.model.passage import Passage, PassageKind
from tests.matching.stories import OWN_REPORT, RETOLD, SOURCE, paragraph

OTHER = """\
The museum of clocks reopened on Friday after two years of building work. Visitors queued around the block, and the \
director, in a borrowed apron, handed out lemonade.

Most of the collection had been kept in a salt mine. Curators unpacked eleven hundred crates, cleaned every movement \
by hand and found, at the bottom of the last box, a sundial nobody had catalogued.

Tickets cost four crowns; children pay nothing. The café serves soup until three, and the tower can be climbed by \
anyone who is not afraid of four hundred steps.

A second wing, for calendars and almanacs, is to follow when the lottery has paid its share. The architect says she \
has learned never to promise dates.
"""


def spliced(piece: str, carrier: str = OTHER) -> str:
    """Put a piece in the middle of a story on another matter."""
    blocks = carrier.strip().split("\n\n")
    return "\n\n".join([*blocks[:2], piece.strip(), *blocks[2:]])


def told(draft: str, source: str = SOURCE) -> list[Passage]:
    found = compare(prepare(draft), prepare(source)).passages
    return [passage for passage in found if passage.kind is PassageKind.REWRITE]


def test_a_retelling_within_a_story_on_another_matter_is_one_passage() -> None:
    draft = spliced(RETOLD)
    (passage,) = told(draft)
    start = draft.index(RETOLD.strip())
    assert abs(passage.draft.start - start) <= 1
    assert abs(passage.draft.end - start - len(RETOLD.strip())) <= 1
    assert passage.score >= 0.5
    assert passage.lead


@pytest.mark.parametrize("first", [0, 1, 2, 5], ids=lambda first: f"from paragraph {first}")
def test_some_sentences_of_a_retelling_are_found_where_they_stand(first: int) -> None:
    piece = "\n\n".join(RETOLD.split("\n\n")[first : first + 3])
    draft = spliced(piece)
    (passage,) = told(draft)
    inside = draft[passage.draft.start : passage.draft.end]
    assert len(inside) >= 0.75 * len(piece.strip())
    assert inside in draft[draft.index(piece.strip()) :][: len(piece) + 2]


def test_nothing_is_told_of_a_story_on_another_matter() -> None:
    assert told(OTHER) == []
    assert told(OWN_REPORT) == told(spliced(OWN_REPORT)) == []


def test_the_parts_of_a_rewrite_lie_side_by_side_within_it() -> None:
    (passage,) = told(spliced(RETOLD))
    for part in passage.parts:
        assert passage.draft.start <= part.draft.start < part.draft.end <= passage.draft.end
        assert passage.source.start <= part.source.start < part.source.end <= passage.source.end
        assert 0 < part.likeness <= 1
    for one, other in pairwise(passage.parts):
        assert one.draft.end <= other.draft.start


def test_two_sentences_told_in_one_and_one_told_in_two_lie_side_by_side() -> None:
    (passage,) = told(RETOLD)
    source = [SOURCE[part.source.start : part.source.end] for part in passage.parts]
    bakery = next(one for one in source if "bakery van" in one)
    assert "lorry drivers" in bakery
    floods = next(one for one in source if "spring floods" in one)
    assert "regatta" in floods or any(one.startswith("The council postponed") for one in source)


def test_what_a_rewrite_keeps_is_measured() -> None:
    (passage,) = told(RETOLD)
    kept = passage.measures
    assert kept is not None
    assert kept.share_of_draft == pytest.approx(1, abs=0.05)
    assert kept.names == 1
    assert kept.rare_words is not None
    assert kept.rare_words > 0.5
    assert kept.sentences > 0.7


def test_sentences_in_another_order_with_words_changed_are_one_stretch() -> None:
    blocks = [paragraph(number) for number in (3, 1, 2)]
    piece = " ".join(blocks).replace("collapsed shortly", "fell in").replace("cold water", "water")
    draft = spliced(piece)
    (stretch,) = compare(prepare(draft), prepare(SOURCE)).stretches
    assert draft.index(piece) == stretch.draft.start
    assert stretch.draft.end >= draft.index(piece) + len(piece) - 1
    assert stretch.source == Span(SOURCE.index(paragraph(1)), SOURCE.index(paragraph(3)) + len(paragraph(3)) - 1)


def test_a_few_words_left_as_they_were_do_not_cut_a_retelling() -> None:
    edited = RETOLD.replace("had not been found by noon", "was still missing when the tide turned at noon")
    assert len(told(spliced(edited))) == 1


NUMBERS = st.lists(st.integers(-5, 5).map(float), max_size=30)


@given(NUMBERS)
def test_segments_are_apart_and_no_end_of_them_adds_up_to_less_than_nothing(values: list[float]) -> None:
    found = segments(values)
    for one in found:
        assert one.total == sum(values[one.first : one.last]) > 0
        for cut in range(one.first + 1, one.last):
            assert sum(values[one.first : cut]) > 0
            assert sum(values[cut : one.last]) > 0
    for before, after in pairwise(found):
        assert before.last <= after.first
    assert sum(values[at] > 0 for one in found for at in range(one.first, one.last)) == sum(v > 0 for v in values)


@given(NUMBERS)
def test_the_best_segment_is_the_best_there_is(values: list[float]) -> None:
    best = max((sum(values[i:j]) for i in range(len(values)) for j in range(i + 1, len(values) + 1)), default=0.0)
    assert max((one.total for one in segments(values)), default=0.0) == max(0.0, best)


@given(NUMBERS, st.integers(0, 4))
def test_joined_segments_are_further_apart_than_the_gap(values: list[float], gap: int) -> None:
    for before, after in pairwise(joined(segments(values), gap)):
        assert after.first - before.last > gap


@pytest.mark.parametrize("number", [1, 2])
def test_naming_the_same_things_in_a_like_order_is_no_retelling(number: int) -> None:
    folder = Path(__file__).parents[1] / "corpus" / "alike"
    post, story = (folder / f"{name}-{number}.txt" for name in ("post", "story"))
    assert not told(post.read_text(encoding="utf-8"), story.read_text(encoding="utf-8"))
