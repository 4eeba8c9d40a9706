from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.text.normalise import fold
from licensing.text.words import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" — … \u200b \u0301 '", [], id="no word"),
        pytest.param("The Quay closed.", ["the", "quay", "closed"], id="plain"),
        pytest.param("Don't, don’t, dont", ["dont"] * 3, id="apostrophes inside a word vanish"),
        pytest.param("Ankara'da Ankara’da", ["ankarada"] * 2, id="the turkish suffix stays"),
        pytest.param(
            "‘closed’ 'closed' the Weavers’ hall", ["closed", "closed", "the", "weavers", "hall"], id="quotes"
        ),
        pytest.param("well-known well‑known well—known", ["well", "known"] * 3, id="hyphens and dashes separate"),
        pytest.param("infor-\nmation infor\u00admation", ["infor", "mation", "information"], id="broken words"),
        pytest.param("1,500.5 km²", ["1", "500", "5", "km2"], id="numbers"),
        pytest.param("_quay_ *quay* quay_side", ["quay", "quay", "quay", "side"], id="underscore separates"),
        pytest.param("Acme™ ©2022", ["acme", "2022"], id="symbols separate"),
        pytest.param("q\u200bu\u2060ay", ["quay"], id="invisible characters vanish"),
        pytest.param("港口关闭9天", ["港", "口", "关", "闭", "9", "天"], id="han"),
        pytest.param("ｶﾞス か\u3099", ["ガ", "ス", "が"], id="kana with voicing marks"),
        pytest.param("กุ้งสด", ["ก", "ง", "ส", "ด"], id="thai, marks with their letter"),
        pytest.param("हिन्दी भाषा", ["हिन्दी", "भाषा"], id="hindi words stay whole"),
        pytest.param("cafe\u0301 na\u0131ve", ["cafe", "naive"], id="marks belong to the letter before"),
        pytest.param("Ⓠuay", ["quay"], id="circled letters are letters"),
        pytest.param("quay \ufe76 pier", ["quay", "pier"], id="an accent that stands alone is no word"),
    ],
)
def test_a_text_is_cut_into_words(text: str, expected: list[str]) -> None:
    assert list(words(text).norm) == expected


def test_offsets_point_into_the_text_as_given() -> None:
    text = "‘İzmir’de\u200b’ so\u00adft e\u0301 — 中"
    cut = words(text)
    spans = [text[start:end] for start, end in zip(cut.starts, cut.ends, strict=True)]
    assert spans == ["İzmir’de", "so\u00adft", "e\u0301", "中"]


@given(st.text(max_size=60))
def test_every_word_is_the_fold_of_its_span_and_spans_are_in_order(text: str) -> None:
    cut = words(text)
    assert len(cut.norm) == len(cut.starts) == len(cut.ends) == len(cut)
    assert [fold(text[start:end]) for start, end in zip(cut.starts, cut.ends, strict=True)] == list(cut.norm)
    assert all(cut.norm)
    bounds = [0, *(place for pair in zip(cut.starts, cut.ends, strict=True) for place in pair), len(text)]
    assert bounds == sorted(bounds)


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=60))
def test_the_quick_path_for_ascii_cuts_like_the_other(text: str) -> None:
    quick, slow = words(text), words(text + " é")
    assert quick.norm == slow.norm[:-1]
    assert quick.starts == slow.starts[:-1]
    assert quick.ends == slow.ends[:-1]


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from([" ", "\n\n", ". ", " — ", "-"]))
def test_a_word_does_not_depend_on_what_stands_around_it(one: str, other: str, between: str) -> None:
    assert words(one + between + other).norm == words(one).norm + words(other).norm


@given(st.text(alphabet="abcıİIéж中'’- .", max_size=40), st.sampled_from("\u00ad\u200b\u200d\u2060\ufeff"), st.data())
def test_an_invisible_character_anywhere_changes_no_word(text: str, char: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert words(text[:place] + char + text[place:]).norm == words(text).norm


@pytest.mark.parametrize("unit", ["a\u200b", "a'", "\u0301", "a" + "\u200b" * 500 + " ", "中\u200b"])
def test_long_stretches_of_marks_are_cut_in_linear_time(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    assert len(words(text)) <= len(text)
