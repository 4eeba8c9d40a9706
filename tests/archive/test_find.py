from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.archive.find import Meeting, SharedRun, shared_runs


def by_hand(draft: list[str], source: list[str], shortest: int) -> list[SharedRun]:
    """Every pair of places, each run followed to its end; then what another run covers in the draft is dropped."""
    runs = []
    for at in range(len(draft)):
        for place in range(len(source)):
            if draft[at] != source[place] or (at and place and draft[at - 1] == source[place - 1]):
                continue
            length = 0
            while at + length < len(draft) and place + length < len(source):
                if draft[at + length] != source[place + length]:
                    break
                length += 1
            if length >= shortest:
                runs.append(SharedRun(at, place, length))
    outer = [
        run
        for run in runs
        if not any(
            other.length > run.length
            and other.draft <= run.draft
            and run.draft + run.length <= other.draft + other.length
            for other in runs
        )
    ]
    first = {}
    for run in sorted(outer):
        words = source[run.source : run.source + run.length]
        place = next(p for p in range(len(source)) if source[p : p + run.length] == words)
        first[run.draft] = run._replace(source=place)
    return list(first.values())


def meetings(draft: list[str], source: list[str], width: int, step: int) -> list[Meeting]:
    """Every `step`-th gram of the source that the draft holds too."""
    found = []
    for place in range(0, len(source) - width + 1, step):
        gram = source[place : place + width]
        spots = [at for at in range(len(draft) - width + 1) if draft[at : at + width] == gram]
        if spots:
            found.append(Meeting(spots, place))
    return found


TEXT = st.lists(st.sampled_from("abcd"), max_size=30) | st.lists(st.sampled_from("ab"), max_size=40)


@given(TEXT, TEXT, st.integers(1, 3))
def test_runs_are_those_found_by_hand(draft: list[str], source: list[str], step: int) -> None:
    shortest = 2 + step - 1
    met = meetings(draft, source, 2, step)
    assert list(shared_runs(draft, source, met, shortest)) == by_hand(draft, source, shortest)


@given(TEXT, TEXT)
def test_texts_that_meet_everywhere_give_the_same_runs(draft: list[str], source: list[str]) -> None:
    met = meetings(draft, source, 2, 1)
    crowd = met * (1 + (len(draft) + len(source)))
    assert shared_runs(draft, source, crowd, 3) == shared_runs(draft, source, met, 3)


@pytest.mark.parametrize(
    ("draft", "source", "expected"),
    [
        pytest.param("x a b c d y", "a b c d", [(1, 0, 4)], id="whole source"),
        pytest.param("a b c d", "x a b c d y", [(0, 1, 4)], id="whole draft"),
        pytest.param("a b c d x a b c d", "a b c d", [(0, 0, 4), (5, 0, 4)], id="taken twice"),
        pytest.param("a b c d", "a b c d x a b c d", [(0, 0, 4)], id="said twice: the first place"),
        pytest.param("a b c d e", "b c d x a b c d e", [(0, 4, 5)], id="the shorter run inside is dropped"),
        pytest.param("a b c d e f", "a b c d x c d e f", [(0, 0, 4), (2, 5, 4)], id="overlapping runs both stay"),
        pytest.param("a b x c d", "a b y c d", [], id="too short"),
    ],
)
def test_which_runs_count(draft: str, source: str, expected: list[tuple[int, int, int]]) -> None:
    one, other = draft.split(), source.split()
    assert [tuple(run) for run in shared_runs(one, other, meetings(one, other, 2, 1), 3)] == expected


def test_a_run_that_begins_further_left_is_found_by_a_seed_inside_another_run() -> None:
    draft, source = (
        ["a", "b", "c", "d", "e", "f", "g", "h", "i"],
        ["a", "b", "c", "d", "e", "f", "x", "c", "d", "e", "f", "g", "h", "i"],
    )
    runs = shared_runs(draft, source, [Meeting([2], 7), Meeting([3], 3)], 4)
    assert runs == (SharedRun(0, 0, 6), SharedRun(2, 7, 7))


def test_a_collision_is_no_run() -> None:
    assert shared_runs(["a", "b"], ["c", "d"], [Meeting([0], 0)], 1) == ()


def test_a_text_of_one_word_repeated_takes_no_quadratic_time() -> None:
    many = ["quay"] * 40_000
    met = [Meeting(range(len(many) - 4), place) for place in range(0, len(many) - 4, 4)]
    began = time.process_time()
    assert shared_runs(many, many, met, 8) == (SharedRun(0, 0, 40_000),)
    assert time.process_time() - began < 5
